//! Where the data lies: `$ANNALS_DATA`, else the platform's data folder.

use std::path::{Path, PathBuf};

/// The names of the two files.
pub(super) const MODEL: &str = "model.annals";
pub(super) const GAZETTEER: &str = "gazetteer.annals";

/// The files that are installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Without the model nothing can be read.
    pub model: Option<PathBuf>,
    /// Without the gazetteer a small sample serves.
    pub gazetteer: Option<PathBuf>,
}

/// The folder of the data; it need not exist.
pub fn data_dir() -> PathBuf {
    let set = std::env::var_os("ANNALS_DATA").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    let platform = || dirs::data_local_dir().map(|dir| dir.join("annals"));
    set.or_else(platform).unwrap_or_else(|| PathBuf::from("annals-data"))
}

/// Finds the files in [`data_dir`].
pub fn locate() -> Located {
    locate_in(&data_dir())
}

fn locate_in(dir: &Path) -> Located {
    let file = |name: &str| Some(dir.join(name)).filter(|path| path.is_file());
    Located { model: file(MODEL), gazetteer: file(GAZETTEER) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_exist_are_found() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join(GAZETTEER), "").expect("a file");
        let located = locate_in(dir.path());
        assert_eq!(located, Located { model: None, gazetteer: Some(dir.path().join(GAZETTEER)) });
    }
}
