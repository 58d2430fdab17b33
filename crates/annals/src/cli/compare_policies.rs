//! `annals compare-policies`: where policies differ on the same incident, and why.

use std::ffi::OsString;
use std::io::{self, Write};

use annals::{assessing, assessment, output, policies, resources};
use clap::ValueEnum;
use model::Verdict;
use serde::Serialize;

use super::coding::ByCodebook;
use super::inputs::Said;
use super::read::look;
use super::{Failure, Status, reports};

/// Show where the figures of several policies differ on the same incident, and why
///
/// All reports that are given are taken for reports on one incident. Without --policy, all policies of the program are compared.
///
/// Exits with 0 if every input was read, 1 if some were refused, 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals compare-policies reports/*.txt
  annals compare-policies report.txt --policy acled --policy my-policy.toml")]
pub struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<OsString>,

    /// A policy to compare: a name or a file of your own; may be given several times
    #[arg(long, value_name = "NAME|FILE")]
    policy: Vec<String>,

    /// Something to look at, or one JSON object a policy
    #[arg(long, value_enum, default_value = "table")]
    format: Format,

    /// Take each report for one on an incident of its own
    #[arg(long)]
    each: bool,

    #[command(flatten)]
    said: Said,

    #[command(flatten)]
    codebook: ByCodebook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Jsonl,
}

/// What one policy makes of an incident.
#[derive(Serialize)]
struct Line<'a> {
    incident: &'a str,
    inputs: &'a [String],
    verdict: &'a Verdict,
}

/// Runs `annals compare-policies`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let files = args.codebook.files()?;
    let policies = match args.policy.as_slice() {
        [] => policies::all(&files)?,
        names => names.iter().map(|name| policies::find(&files, name)).collect::<Result<_, _>>()?,
    };
    let lexicon = policies::lexicon(&files)?;
    let coder = resources::coder(&files)?;
    let (reports, mut account) = reports::read(&args.files, &args.said, coder.layout())?;
    let told = assessing::told(&coder, &reports);
    let together = if args.each { 1 } else { told.len().max(1) };
    for told in told.chunks(together) {
        let assessments = assessing::assess(told, &lexicon, &policies);
        account.n_objects += usize::from(!assessments.is_empty());
        let drawn = match args.format {
            Format::Table => assessment::compare(&assessments, look()),
            Format::Jsonl => assessments
                .iter()
                .map(|one| {
                    output::json(&Line {
                        incident: one.incident.as_str(),
                        inputs: &one.inputs,
                        verdict: &one.verdict,
                    })
                })
                .collect(),
        };
        io::stdout().write_all(drawn.as_bytes())?;
    }
    Ok(account.close("incident"))
}
