//! `annals codebook`: whether the files of a codebook are right.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use annals::resources::{self, ResourcesError};
use annals::{Coder, Files, coder, examples};
use claims::{Codebook, EventType};

use super::{Failure, Status, say};

/// Look after the codebook
#[derive(clap::Subcommand)]
pub enum Command {
    /// Check event types, lexicon and actors, and run all examples if the model is installed
    ///
    /// Exits with 0 if everything is right, 1 if an example does not give what it should, 2 if a file cannot be read.
    #[command(after_help = "Examples:\n  annals codebook check\n  annals codebook check my-codebook/")]
    Check {
        /// The folder that holds roles.toml, conflict/, lexicon/ and actors/ [default: the codebook of the program]
        dir: Option<PathBuf>,
    },
}

/// Runs `annals codebook`.
pub fn run(command: &Command) -> Result<Status, Failure> {
    let Command::Check { dir } = command;
    let files = files(dir.as_deref())?;
    let codebook = coder::codebook(&files)?;
    match resources::sample_coder(&files) {
        Ok(coder) => run_examples(&coder),
        Err(ResourcesError::NoModel(_)) => {
            say("without the model the examples are not run: see `annals data install`");
            list(&codebook)
        }
        Err(error) => Err(error.into()),
    }
}

/// The files of the codebook in a folder, or of the one that the program carries.
pub fn files(dir: Option<&Path>) -> Result<Files, Failure> {
    Ok(dir.map_or_else(|| Ok(Files::embedded()), Files::read)?)
}

fn list(codebook: &Codebook) -> Result<Status, Failure> {
    for event_type in &codebook.types {
        writeln!(io::stdout(), "{}: {} examples", event_type.name, event_type.examples.len())?;
    }
    Ok(Status::Done)
}

fn run_examples(coder: &Coder) -> Result<Status, Failure> {
    let mut status = Status::Done;
    for event_type in &coder.codebook().types {
        let complaints = examples::check(coder, event_type);
        writeln!(io::stdout(), "{}", verdict(event_type, &complaints))?;
        if !complaints.is_empty() {
            status = Status::Findings;
        }
    }
    Ok(status)
}

fn verdict(event_type: &EventType, complaints: &[String]) -> String {
    match complaints {
        [] => format!("{}: {} examples, all right", event_type.name, event_type.examples.len()),
        _ => format!("{}:\n- {}", event_type.name, complaints.join("\n- ")),
    }
}
