//! Where model and gazetteer come from: the data folder, or the program itself.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::stub::syntax::Model;
use crate::{Coder, CoderError, Files, data};

/// The committed sample of the gazetteer: what is known of places where the full one is not installed.
const SAMPLE: &[u8] = include_bytes!("../../../gazetteers/sample.annals");

/// Why there is no coder.
#[derive(Debug, thiserror::Error)]
pub enum ResourcesError {
    #[error("the model of English is not installed (looked for {})", .0.display())]
    NoModel(PathBuf),
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Coder(#[from] CoderError),
}

impl ResourcesError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoModel(_) => Some("run `annals data install`"),
            Self::Io { .. } | Self::Coder(_) => {
                Some("run `annals data install` again if the file is damaged")
            }
        }
    }
}

/// A coder of what is installed and the codebook that the program carries.
pub fn coder() -> Result<Coder, ResourcesError> {
    Ok(Coder::new(&model_bytes()?, Vec::new(), &Files::embedded())?)
}

/// A coder of the installed model, the sample of the gazetteer that the program carries, and the given codebook.
pub fn sample_coder(files: &Files) -> Result<Coder, ResourcesError> {
    Ok(Coder::new(&model_bytes()?, Vec::new(), files)?)
}

/// The installed model alone.
pub fn model() -> Result<Model, ResourcesError> {
    Ok(Model::from_bytes(&model_bytes()?).map_err(CoderError::Model)?)
}

fn model_bytes() -> Result<Vec<u8>, ResourcesError> {
    let path = data::data_dir().join("model");
    read(&path)?.ok_or(ResourcesError::NoModel(path))
}

/// The bytes of a file; none if there is no such file.
fn read(path: &Path) -> Result<Option<Vec<u8>>, ResourcesError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ResourcesError::Io { path: path.to_owned(), source }),
    }
}
