//! `annals init`: a record to add to.

use record::Record;

use super::record::{Which, Who};
use super::{Failure, Status, say};

/// Make a record: one file that keeps reports, what they claim, and who did what
///
/// Never writes over a file.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals init
  annals init --record mosul.db")]
pub struct Args {
    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    who: Who,
}

/// Runs `annals init`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let path = args.which.path();
    Record::create(&path, args.who.sign())?;
    say(&format!("made {}: add reports with `annals add`", path.display()));
    Ok(Status::Done)
}
