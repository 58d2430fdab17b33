//! What can be wrong with a record, by who can do something about it.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why something could not be done with a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    #[error("{}: there is no record", .0.display())]
    Missing(PathBuf),
    #[error("{}: there is a file already", .0.display())]
    Exists(PathBuf),
    #[error("{}: not a record of Annals", .0.display())]
    NoRecord(PathBuf),
    #[error("{}: written by a newer version of Annals (format {format}, this program knows up to {known})", path.display())]
    Newer { path: PathBuf, format: i64, known: i64 },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("another program is writing to the record")]
    Busy,
    #[error(
        "the disk is full: nothing of what was not acknowledged is in the record, and the rest is unharmed"
    )]
    Full,
    #[error("the record cannot be written to: {0}")]
    Unwritable(rusqlite::Error),
    #[error("the record is damaged: {0}")]
    Damaged(String),
    #[error("the record cannot be brought to the format of this version: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    #[error(transparent)]
    Sqlite(rusqlite::Error),
}

impl RecordError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Missing(_) => Some("make one with `annals init`, or name another with --record FILE"),
            Self::Exists(_) | Self::NoRecord(_) => Some("name another file with --record FILE"),
            Self::Newer { .. } => Some("use the version of Annals that wrote it, or a later one"),
            Self::Busy => Some("try again when it is done"),
            Self::Full | Self::Unwritable(_) => {
                Some("make room, then run the same command again: it goes on where it stopped")
            }
            Self::Damaged(_) => Some("see what `annals verify` finds, and go back to a copy"),
            Self::Io { .. } | Self::Migration(_) | Self::Sqlite(_) => None,
        }
    }
}

impl From<rusqlite::Error> for RecordError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::Unwritable(error)
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<serde_json::Error> for RecordError {
    /// What the record holds as JSON was written as such.
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
