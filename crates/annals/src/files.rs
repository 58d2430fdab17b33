//! The files of a codebook: event types, lexicon and actors, as carried by the program or read from a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, include_dir};
use ingest::{Layout, LayoutError};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../codebooks");

/// TOML files by path below the codebook's folder ("conflict/killing.toml"), in order of path.
#[derive(Debug, Clone, Default)]
pub struct Files(BTreeMap<String, String>);

/// A file of a codebook that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct FilesError {
    path: PathBuf,
    source: io::Error,
}

impl Files {
    /// The files that the program carries.
    pub fn embedded() -> Self {
        let mut files = Self::default();
        files.embed(&DEFAULT);
        files
    }

    fn embed(&mut self, dir: &Dir<'_>) {
        let is_toml = |path: &Path| path.extension().is_some_and(|extension| extension == "toml");
        for file in dir.files().filter(|file| is_toml(file.path())) {
            if let Some(text) = file.contents_utf8() {
                self.0.insert(name(file.path()), text.to_owned());
            }
        }
        dir.dirs().for_each(|dir| self.embed(dir));
    }

    /// The files below the folder `root`.
    pub fn read(root: &Path) -> Result<Self, FilesError> {
        let mut files = Self::default();
        files.read_below(root, root)?;
        Ok(files)
    }

    fn read_below(&mut self, root: &Path, dir: &Path) -> Result<(), FilesError> {
        let failed = |source| FilesError { path: dir.to_owned(), source };
        for entry in fs::read_dir(dir).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                self.read_below(root, &path)?;
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let text =
                    fs::read_to_string(&path).map_err(|source| FilesError { path: path.clone(), source })?;
                self.0.insert(name(path.strip_prefix(root).unwrap_or(&path)), text);
            }
        }
        Ok(())
    }

    /// All paths and texts, in order of path.
    pub fn all(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
    }

    /// All files as pairs of path and text, in order of path.
    pub fn all(&self) -> Vec<(&str, &str)> {
        self.iter().collect()
    }

    /// How the parts of a text are told apart, by `lexicon/layout.toml`.
    pub fn layout(&self) -> Result<Layout, LayoutError> {
        Layout::from_toml(self.0.get("lexicon/layout.toml").map_or("", String::as_str))
    }
}

/// A path with forward slashes, wherever the program runs.
fn name(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_embedded_is_what_lies_in_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codebooks");
        let read = Files::read(&folder).expect("the codebooks");
        assert_eq!(Files::embedded().0, read.0);
    }

    #[test]
    fn the_layout_lists_captions() {
        assert!(!Files::embedded().layout().expect("a layout").caption.is_empty());
    }
}
