//! `annals codebook`: whether the files of a codebook are right.

use std::io::{self, Write};
use std::path::PathBuf;

use annals::{Coder, Files};

use super::{Failure, Status};

/// Look after the codebook
#[derive(clap::Subcommand)]
pub enum Command {
    /// Check event types, lexicon and actors, and run the examples if the model is installed
    #[command(after_help = "Examples:\n  annals codebook check\n  annals codebook check my-codebook/")]
    Check {
        /// The folder that holds conflict/, lexicon/ and actors/ [default: the codebook inside the program]
        dir: Option<PathBuf>,
    },
}

/// Runs `annals codebook`.
pub fn run(command: &Command) -> Result<Status, Failure> {
    let Command::Check { dir } = command;
    let files = dir.as_deref().map_or_else(|| Ok(Files::embedded()), Files::read)?;
    Coder::check(&files)?;
    let n_types = files.under("conflict").len();
    writeln!(io::stdout(), "{n_types} event types: right")?;
    Ok(Status::Done)
}
