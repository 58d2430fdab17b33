//! The files of a codebook: event types, lexicon and actors, as carried by the program or read from a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, include_dir};
use ingest::{Layout, LayoutError};
use reconcile::situation::{Headings, HeadingsError};
use reconcile::{Grouping, GroupingError, Lexicon, LexiconError};

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
        DEFAULT.dirs().for_each(|folder| files.embed(folder));
        files
    }

    fn embed(&mut self, dir: &Dir<'_>) {
        for file in dir.files().filter(|file| is_toml(file.path())) {
            if let Some(text) = file.contents_utf8() {
                self.0.insert(name(file.path()), text.to_owned());
            }
        }
    }

    /// The files of the folder `root` and of the folders in it. Deeper ones hold what files are made from.
    pub fn read(root: &Path) -> Result<Self, FilesError> {
        let mut files = Self::default();
        for folder in files.read_folder(root, root)? {
            files.read_folder(root, &folder)?;
        }
        Ok(files)
    }

    /// Takes the files of one folder, and gives the folders in it.
    fn read_folder(&mut self, root: &Path, folder: &Path) -> Result<Vec<PathBuf>, FilesError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| FilesError { path, source }
        };
        let mut folders = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed(folder))? {
            let path = entry.map_err(failed(folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_toml(&path) {
                let text = fs::read_to_string(&path).map_err(failed(&path))?;
                self.0.insert(name(path.strip_prefix(root).unwrap_or(&path)), text);
            }
        }
        Ok(folders)
    }

    /// All paths and texts, in order of path.
    pub fn all(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
    }

    /// How the parts of a text are told apart, by `lexicon/layout.toml`.
    pub fn layout(&self) -> Result<Layout, LayoutError> {
        Layout::from_toml(self.text("lexicon/layout.toml"))
    }

    /// The words by which the claims of many reports are reconciled, by `lexicon/reconcile.toml`.
    pub fn lexicon(&self) -> Result<Lexicon, LexiconError> {
        Lexicon::from_toml(self.text("lexicon/reconcile.toml"))
    }

    /// By what tellings of one occurrence are known, by `lexicon/grouping.toml`.
    pub fn grouping(&self) -> Result<Grouping, GroupingError> {
        Grouping::from_toml(self.text("lexicon/grouping.toml"))
    }

    /// What stands where in a situation, by `lexicon/situation.toml`.
    pub fn headings(&self) -> Result<Headings, HeadingsError> {
        Headings::from_toml(self.text("lexicon/situation.toml"))
    }

    fn text(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
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
