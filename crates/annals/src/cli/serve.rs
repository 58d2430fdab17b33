//! `annals serve`: the desk, in front, until somebody stops it.

use publish::desk;

use super::coding::ByCodebook;
use super::record::{Which, Who};
use super::staff::ThisProgram;
use super::{Failure, Status, say};

/// Show the record in the browser
///
/// Serves the desk to browsers on this machine alone, until Ctrl-C: incidents with the claims behind every value, source matrices,
/// reports with every claim highlighted, search, and forms for more texts. Every page has a twin for programs at the same address
/// with `.json` behind it; `/openapi.json` describes them. Nothing is loaded from anywhere else.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals serve
  annals serve --port 0 --record mosul.db")]
pub struct Args {
    /// The port to listen on; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8740)]
    port: u16,

    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    who: Who,

    #[command(flatten)]
    codebook: ByCodebook,
}

/// Runs `annals serve`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    // What is no record is told here, and not by the first page.
    args.which.open()?;
    let staff = ThisProgram::of(args.codebook.files()?, args.which.path(), args.who.clone())?;
    let listening = |address| say(&format!("the desk is at http://{address}/ (Ctrl-C stops it)"));
    desk::serve(args.which.path(), Box::new(staff), args.port, listening)
        .map_err(|source| Failure::Port { port: args.port, source })?;
    Ok(Status::Done)
}
