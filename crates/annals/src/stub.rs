//! Stand-ins for crates that are being written; goes when they are merged.

#![allow(missing_docs, dead_code, clippy::unused_self)]

pub mod syntax {
    use model::Parse;

    pub struct Model;

    #[derive(Debug, thiserror::Error)]
    #[error("not a model")]
    pub struct ModelError;

    impl Model {
        pub fn from_bytes(_bytes: &[u8]) -> Result<Self, ModelError> {
            Ok(Self)
        }

        pub fn parse(&self, text: &str) -> Parse {
            Parse::new(text.to_owned(), Default::default(), [], Vec::new())
        }

        pub fn knows(&self, _word: &str) -> bool {
            false
        }
    }
}

pub mod claims {
    use model::{Attributed, Claim, Mentions, Parse, Report};

    #[derive(Default)]
    pub struct Codebook;

    #[derive(Debug, thiserror::Error)]
    #[error("not a codebook")]
    pub struct CodebookError;

    impl Codebook {
        pub fn from_toml(_files: &[(&str, &str)]) -> Result<Self, CodebookError> {
            Ok(Self)
        }
    }

    pub fn code(_: &Report, _: &Parse, _: &Mentions, _: &Codebook) -> Vec<Claim> {
        Vec::new()
    }

    pub fn attribute(_: &Report, _: &Parse, _: &Mentions, _: &Codebook) -> Vec<Attributed> {
        Vec::new()
    }
}

pub mod data {
    use std::path::{Path, PathBuf};

    #[derive(Debug, thiserror::Error)]
    #[error("not installed")]
    pub struct DataError;

    pub fn data_dir() -> PathBuf {
        PathBuf::from("data")
    }

    pub fn install(_from: Option<&Path>) -> Result<(), DataError> {
        Err(DataError)
    }
}
