//! `annals rebuild`: everything derived, made anew from the originals.

use std::io::{self, Write};

use ::record::{Batch, Record};
use annals::{Coder, derive, resources};

use super::account::number;
use super::coding::{ByCodebook, Threads};
use super::progress::Progress;
use super::record::{Which, Who};
use super::{Failure, Status, say};

/// Read all originals anew, with this program and codebook
///
/// Claims and all that is made of them come out as if every report were added again, in the order in which they came. Originals
/// and the log stay as they are. Nothing is changed until all is done.
///
/// Exits with 0 if it is done, or if --check finds no difference; 1 if --check finds any; 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals rebuild
  annals rebuild --check
  annals rebuild --codebook my-codebook/")]
pub struct Args {
    /// Only say what would differ
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    who: Who,

    #[command(flatten)]
    codebook: ByCodebook,

    #[command(flatten)]
    threads: Threads,
}

/// Runs `annals rebuild`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let mut record = args.which.open()?;
    let coder = resources::coder(&args.codebook.files()?)?;
    let pool = args.threads.start()?;
    pool.install(|| {
        if args.check { check(&mut record, args, &coder) } else { rebuild(&mut record, args, &coder) }
    })
}

fn rebuild(record: &mut Record, args: &Args, coder: &Coder) -> Result<Status, Failure> {
    let n_reports = record.view().n_reports()?;
    let batch = record.batch(args.who.sign())?;
    derive_anew(&batch, coder, n_reports)?;
    batch.commit()?;
    say(&format!("{} read anew", number(n_reports, "report")));
    Ok(Status::Done)
}

/// Rebuilds without writing, and says what would differ.
fn check(record: &mut Record, args: &Args, coder: &Coder) -> Result<Status, Failure> {
    let n_reports = record.view().n_reports()?;
    let batch = record.batch(args.who.sign())?;
    derive_anew(&batch, coder, n_reports)?;
    let differences = batch.differences()?;
    for difference in &differences {
        writeln!(io::stdout(), "{difference}")?;
    }
    if differences.is_empty() {
        say("nothing differs");
        return Ok(Status::Done);
    }
    Ok(Status::Findings)
}

fn derive_anew(batch: &Batch<'_>, coder: &Coder, n_reports: usize) -> Result<(), Failure> {
    let progress = Progress::over(n_reports, "reports");
    derive::rebuild(batch, coder, &|| progress.step())?;
    progress.finish();
    Ok(())
}
