//! Stand-ins for crates that are being written; goes when they are merged.

#![allow(missing_docs, dead_code, clippy::unused_self)]

pub mod data {
    use std::path::{Path, PathBuf};

    #[derive(Debug, thiserror::Error)]
    #[error("not installed")]
    pub struct DataError;

    pub fn data_dir() -> PathBuf {
        std::env::var_os("ANNALS_DATA").map(PathBuf::from).unwrap_or_default()
    }

    pub fn install(_from: Option<&Path>) -> Result<(), DataError> {
        Err(DataError)
    }
}
