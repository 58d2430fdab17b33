//! Where model and gazetteer come from: the data folder, or the program itself.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::{env, io};

use memmap2::Mmap;
use mentions::Gazetteer;
use syntax::{Kernel, Model};

use crate::{Coder, CoderError, Files, data};

/// The committed sample of the gazetteer, for those who have not installed the whole.
const SAMPLE: &[u8] = include_bytes!("../../../gazetteers/sample.annals");

/// What the feature `embed-data` carries inside the program: the files that `$ANNALS_DATA` held when it was built.
#[cfg(feature = "embed-data")]
const EMBEDDED: Option<(&[u8], &[u8])> = Some((
    include_bytes!(concat!(env!("ANNALS_DATA"), "/model.annals")),
    include_bytes!(concat!(env!("ANNALS_DATA"), "/gazetteer.annals")),
));
#[cfg(not(feature = "embed-data"))]
const EMBEDDED: Option<(&[u8], &[u8])> = None;

/// Why there is no coder.
#[derive(Debug, thiserror::Error)]
pub enum ResourcesError {
    #[error("the model of English is not installed (looked in {})", .0.display())]
    NoModel(PathBuf),
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Coder(#[from] CoderError),
    #[error("$ANNALS_KERNEL: this processor cannot run {0:?}")]
    Kernel(String),
}

impl ResourcesError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoModel(_) => Some("run `annals data install`"),
            Self::Io { .. } | Self::Coder(CoderError::Model(_) | CoderError::Gazetteer(_)) => {
                Some("delete the file and run `annals data install`")
            }
            Self::Kernel(_) => Some("name avx512, avx2 or portable, or leave it to the program"),
            Self::Coder(_) => None,
        }
    }
}

/// The bytes of a file, or of a part of the program.
enum Bytes {
    Carried(&'static [u8]),
    Mapped(Mmap),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Carried(bytes) => bytes,
            Self::Mapped(bytes) => bytes,
        }
    }
}

/// A coder of what is installed and the given codebook.
pub fn coder(files: &Files) -> Result<Coder, ResourcesError> {
    coder_with(gazetteer()?, files)
}

/// A coder of what is installed and the given codebook, with a gazetteer that is open already.
pub fn coder_with(gazetteer: Gazetteer, files: &Files) -> Result<Coder, ResourcesError> {
    Ok(Coder::new(model_bytes()?.as_ref(), gazetteer, files)?.with_kernel(kernel()?))
}

/// The gazetteer alone: what is installed, else the sample.
pub fn gazetteer() -> Result<Gazetteer, ResourcesError> {
    Ok(Gazetteer::from_bytes(gazetteer_bytes()?).map_err(CoderError::Gazetteer)?)
}

fn gazetteer_bytes() -> Result<Bytes, ResourcesError> {
    Ok(match (EMBEDDED, data::locate().gazetteer) {
        (Some((_, gazetteer)), _) => Bytes::Carried(gazetteer),
        (None, Some(path)) => map(&path)?,
        (None, None) => Bytes::Carried(SAMPLE),
    })
}

/// The kernel that `$ANNALS_KERNEL` names, else the fastest.
fn kernel() -> Result<Kernel, ResourcesError> {
    match env::var("ANNALS_KERNEL") {
        Ok(name) => Kernel::named(&name).ok_or(ResourcesError::Kernel(name)),
        Err(_) => Ok(Kernel::default()),
    }
}

/// A coder of the model, the sample of the gazetteer, and the given codebook: the same wherever it runs.
pub fn sample_coder(files: &Files) -> Result<Coder, ResourcesError> {
    let gazetteer = Gazetteer::from_bytes(SAMPLE).map_err(CoderError::Gazetteer)?;
    Ok(Coder::new(model_bytes()?.as_ref(), gazetteer, files)?)
}

/// Tells whether there is a model to read with, without loading it.
pub fn check_model() -> Result<(), ResourcesError> {
    model_bytes().map(drop)
}

/// The model alone.
pub fn model() -> Result<Model, ResourcesError> {
    Ok(Model::from_bytes(model_bytes()?.as_ref()).map_err(CoderError::Model)?)
}

fn model_bytes() -> Result<Bytes, ResourcesError> {
    match (EMBEDDED, data::locate().model) {
        (Some((model, _)), _) => Ok(Bytes::Carried(model)),
        (None, Some(path)) => map(&path),
        (None, None) => Err(ResourcesError::NoModel(data::data_dir())),
    }
}

fn map(path: &Path) -> Result<Bytes, ResourcesError> {
    let failed = |source| ResourcesError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    // SAFETY: `annals data install` puts files in place by renaming them and never changes one that may be mapped.
    let bytes = unsafe { Mmap::map(&file) }.map_err(failed)?;
    Ok(Bytes::Mapped(bytes))
}
