//! `annals compare-policies`: where policies differ on the same incident, and why.

use std::ffi::OsString;
use std::io::{self, Write};

use annals::{assessing, assessment, output, policies, resources};
use clap::ValueEnum;
use model::{Assessment, IncidentId, Verdict};
use reconcile::{Lexicon, Policy};
use record::IncidentFilter;
use serde::Serialize;

use super::coding::ByCodebook;
use super::inputs::Said;
use super::read::look;
use super::record::Which;
use super::{Failure, Status, assess, reports};

/// Show where the figures of several policies differ on the same incident, and why
///
/// Of incidents of the record, named by their ids or all of them, or of files: all reports that are given are taken for reports on one
/// incident. Without --policy, all policies of the program are compared.
///
/// Exits with 0 if every input was read, 1 if some were refused, 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals compare-policies
  annals compare-policies inc_5f1c0a9be7d24c8aa01b
  annals compare-policies reports/*.txt
  annals compare-policies report.txt --policy acled --policy my-policy.toml")]
pub struct Args {
    /// Incidents of the record by their ids; or files, folders, or - for standard input [default: all incidents of the record]
    #[arg(value_name = "INCIDENT|FILE")]
    files: Vec<OsString>,

    #[command(flatten)]
    which: Which,

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
    if let Some(ids) = assess::incident_ids(&args.files) {
        return recorded(args, &ids, &lexicon, &policies);
    }
    let coder = resources::coder(&files)?;
    let (reports, mut account) = reports::read(&args.files, &args.said, coder.layout())?;
    let told = assessing::told(&coder, &reports);
    let together = if args.each { 1 } else { told.len().max(1) };
    for told in told.chunks(together) {
        let assessments = assess::together(&coder, told, &lexicon, &policies);
        account.n_objects += usize::from(!assessments.is_empty());
        io::stdout().write_all(drawn(args.format, &assessments).as_bytes())?;
    }
    Ok(account.close("incident"))
}

/// Compares the policies on incidents of the record: on those with these ids, or on all.
fn recorded(
    args: &Args,
    ids: &[IncidentId],
    lexicon: &Lexicon,
    policies: &[Policy],
) -> Result<Status, Failure> {
    let record = args.which.open()?;
    let snapshot = record.snapshot()?;
    let view = snapshot.view();
    let ids = if ids.is_empty() { view.incident_ids(&IncidentFilter::default())? } else { ids.to_vec() };
    for id in &ids {
        let assessments = assessing::of_incident(view, &assess::incident(view, id)?, lexicon, policies)?;
        io::stdout().write_all(drawn(args.format, &assessments).as_bytes())?;
    }
    Ok(Status::Done)
}

fn drawn(format: Format, assessments: &[Assessment]) -> String {
    let line = |one: &Assessment| {
        output::json(&Line { incident: one.incident.as_str(), inputs: &one.inputs, verdict: &one.verdict })
    };
    match format {
        Format::Table => assessment::compare(assessments, look()),
        Format::Jsonl => assessments.iter().map(line).collect(),
    }
}
