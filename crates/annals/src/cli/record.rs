//! Which record a command works on, and who works on it.

use std::env;
use std::path::PathBuf;

use jiff::{Timestamp, Unit};
use record::{Record, Signature};

use super::Failure;

/// The record, for commands that work on one.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// The record [default: $ANNALS_RECORD, else annals.db]
    #[arg(long = "record", value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Which {
    /// The file of the record.
    pub fn path(&self) -> PathBuf {
        let named = || env::var_os("ANNALS_RECORD").filter(|name| !name.is_empty()).map(PathBuf::from);
        self.file.clone().or_else(named).unwrap_or_else(|| PathBuf::from("annals.db"))
    }

    /// Opens the record.
    pub fn open(&self) -> Result<Record, Failure> {
        Ok(Record::open(&self.path())?)
    }
}

/// Who writes into the record, for commands that do.
#[derive(Debug, Clone, clap::Args)]
pub struct Who {
    /// Who does it, for the log [default: your name on this machine]
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
}

impl Who {
    /// Signs what is done now.
    pub fn sign(&self) -> Signature {
        let named = |name: &str| env::var(name).ok().filter(|who| !who.is_empty());
        let who = self.who.clone().or_else(|| named("USER")).or_else(|| named("USERNAME"));
        // Milliseconds are as fine as anybody reads them.
        let time = Timestamp::now().round(Unit::Millisecond).unwrap_or_else(|_| Timestamp::now());
        Signature { time, who: who.unwrap_or_else(|| "unknown".to_owned()) }
    }
}
