//! `annals verify`: whether a record is what was put into it.

use std::io::{self, Write};

use publish::printable;

use super::record::Which;
use super::{Failure, Status, say};

/// Check that nothing in the record was changed, lost or made up
///
/// Checks the log's chain of hashes, the bytes of every original, and that everything derived refers to something that is there.
/// It ends with the hash of the last entry: whoever noted it down sees later that nothing up to there was changed or left out.
///
/// Exits with 0 if all is right, 1 if something is wrong, 2 if there is no record.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals verify
  annals verify --record mosul.db")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

/// Runs `annals verify`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let (findings, head) = args.which.open()?.verify()?;
    for finding in &findings {
        writeln!(io::stdout(), "{}", printable(&finding.to_string()))?;
    }
    if findings.is_empty() {
        say(&format!("nothing is wrong; the log ends in {head}"));
        return Ok(Status::Done);
    }
    say(&format!("{} found wrong", findings.len()));
    Ok(Status::Findings)
}
