//! `annals decide`: a person's word over the machine's.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use ::record::Record;
use annals::deciding::{self, DecideError, Telling};
use annals::{history, output, resources};
use clap::ValueEnum;
use model::{ClaimId, IncidentId, Proposal, ReportId, Translation};
use publish::printable;
use serde_json::Value;

use super::coding::ByCodebook;
use super::record::{Which, Who};
use super::{Failure, Status, say};

/// Decide over what the machine made of reports
///
/// Every decision has an author and a reason, and stands in the log for good; what was decided wrongly is undone by another decision.
/// Decisions are kept by the words that they are about, and hold when reports are read anew with another program or codebook. Those
/// that find nothing any more are listed by `annals decide list --lost`, and are never dropped.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals decide confirm clm_0f3a… --reason \"checked against the recording\"
  annals decide correct clm_0f3a… count=14 roles.perpetrator=\"army unit\" --reason \"the caption says 14\"
  annals decide merge inc_77c0… inc_1b2e… --reason \"same funeral\"
  annals decide redact rpt_9a41… \"Amina Rauf\" --reason \"witness asked for it\"
  annals decide undo 57 --reason \"wrong village\"
  annals decide list --lost")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// The report says what the claim says
    Confirm {
        #[arg(value_name = "CLAIM", value_parser = id::<ClaimId>)]
        claim: ClaimId,
        #[command(flatten)]
        how: How,
    },
    /// Give fields of a claim other values
    ///
    /// A field is a path in the claim's JSON: factuality=alleged, count.best=14, roles.victim.0.status=civilian. Values are JSON, else taken as text.
    /// There are short ways to write some: count=14 or count=5-6, time=2031-03-05 or time=2031-03-05/2031-03-07, roles.perpetrator="army unit". `null` empties a field.
    Correct {
        #[arg(value_name = "CLAIM", value_parser = id::<ClaimId>)]
        claim: ClaimId,
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = field)]
        fields: Vec<(String, Value)>,
        #[command(flatten)]
        how: How,
    },
    /// The report does not say what the claim says
    Reject {
        #[arg(value_name = "CLAIM", value_parser = id::<ClaimId>)]
        claim: ClaimId,
        #[command(flatten)]
        how: How,
    },
    /// Add a claim that the reader missed: a row as `annals claims import` takes it
    Add {
        #[arg(value_name = "REPORT", value_parser = id::<ReportId>)]
        report: ReportId,
        /// The file with the row, as one JSON object; - for standard input
        #[arg(value_name = "FILE")]
        row: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// Incidents are one
    Merge {
        #[arg(required = true, num_args = 2.., value_name = "INCIDENT", value_parser = id::<IncidentId>)]
        incidents: Vec<IncidentId>,
        #[command(flatten)]
        how: How,
    },
    /// Some claims of an incident are about another occurrence
    Split {
        #[arg(value_name = "INCIDENT", value_parser = id::<IncidentId>)]
        incident: IncidentId,
        /// The claims that leave it
        #[arg(required = true, value_name = "CLAIM", value_parser = id::<ClaimId>)]
        claims: Vec<ClaimId>,
        #[command(flatten)]
        how: How,
    },
    /// Note something about a claim, an incident or a report; --reason is the note
    Note {
        #[arg(value_name = "CLAIM|INCIDENT|REPORT")]
        about: String,
        #[command(flatten)]
        how: How,
    },
    /// What a report says in another language, from a file: it is kept and shown beside the report's own words
    Translate {
        #[arg(value_name = "REPORT", value_parser = id::<ReportId>)]
        report: ReportId,
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The language of the report, as a tag: ar, uk, fa
        #[arg(long, value_name = "TAG")]
        language: String,
        /// Who translated it
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Words of a report that are not to be shown in anything that is made of it
    Redact {
        #[arg(value_name = "REPORT", value_parser = id::<ReportId>)]
        report: ReportId,
        #[arg(required = true, value_name = "WORDS")]
        words: Vec<String>,
        #[command(flatten)]
        how: How,
    },
    /// Remove the words of a report from the record for good
    ///
    /// Original, claims, names and decisions that quote it go; hashes stay, so that `annals verify` still accepts the log. There is no undoing it,
    /// and copies of the report are other reports. Copies of the file that somebody made before hold the words still.
    Erase {
        #[arg(value_name = "REPORT", value_parser = id::<ReportId>)]
        report: ReportId,
        #[command(flatten)]
        how: How,
    },
    /// An earlier decision does not hold any more
    Undo {
        /// Its number: `annals decide list` shows it
        #[arg(value_name = "DECISION")]
        decision: i64,
        #[command(flatten)]
        how: How,
    },
    /// List decisions
    List {
        /// Only those that find nothing any more of what they are about
        #[arg(long)]
        lost: bool,
        /// Something to look at, or one JSON object a decision
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        #[command(flatten)]
        which: Which,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

/// What every decision has.
#[derive(clap::Args)]
struct How {
    /// Why, for whoever reads the log
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    who: Who,

    #[command(flatten)]
    codebook: ByCodebook,
}

fn id<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(Value::String(text.to_owned())).map_err(|error| error.to_string())
}

fn field(argument: &str) -> Result<(String, Value), String> {
    let (path, value) = argument.split_once('=').ok_or("it has the form FIELD=VALUE")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
    Ok((path.trim().to_owned(), value))
}

/// Runs `annals decide`.
pub fn run(args: Args) -> Result<Status, Failure> {
    let (proposal, how) = match args.command {
        Command::Confirm { claim, how } => (Proposal::Confirm { claim }, how),
        Command::Correct { claim, fields, how } => {
            (Proposal::Correct { claim, fields: fields.into_iter().collect() }, how)
        }
        Command::Reject { claim, how } => (Proposal::Reject { claim }, how),
        Command::Add { report, row, how } => (Proposal::Add { report, claim: self::row(&row)? }, how),
        Command::Merge { incidents, how } => (Proposal::Merge { incidents }, how),
        Command::Split { incident, claims, how } => (Proposal::Split { incident, claims }, how),
        Command::Note { about, how } => (Proposal::Note { about }, how),
        Command::Translate { report, file, language, by, how } => {
            let translation = Translation { language, words: contents(&file)?, by };
            (Proposal::Translate { report, translation }, how)
        }
        Command::Redact { report, words, how } => (Proposal::Redact { report, words }, how),
        Command::Erase { report, how } => (Proposal::Erase { report }, how),
        Command::Undo { decision, how } => (Proposal::Undo { decision }, how),
        Command::List { lost, format, which } => return list(&which.open()?, lost, format),
    };
    decide(&proposal, &how)
}

fn decide(proposal: &Proposal, how: &How) -> Result<Status, Failure> {
    let mut record = how.which.open()?;
    let coder = resources::coder(&how.codebook.files()?)?;
    let decided = deciding::decide(&mut record, &coder, how.who.sign(), proposal, &how.reason);
    let sequence = decided.map_err(|error| match error {
        DecideError::Refused(why) => Failure::Usage(printable(&why)),
        DecideError::Record(error) => Failure::Record(error),
    })?;
    writeln!(io::stdout(), "decision {sequence}")?;
    remind(&record, proposal)?;
    Ok(Status::Done)
}

/// Says what the decision does not reach.
fn remind(record: &Record, proposal: &Proposal) -> Result<(), Failure> {
    let Proposal::Erase { report } = proposal else { return Ok(()) };
    let family = record.view().family_of(report)?;
    let kin = family.iter().flat_map(|family| family.members()).filter(|member| *member != report);
    for member in kin {
        say(&format!("{} shares its words, and is still there", member.as_str()));
    }
    Ok(())
}

/// A row from a file.
fn row(path: &Path) -> Result<BTreeMap<String, Value>, Failure> {
    serde_json::from_str(&contents(path)?)
        .map_err(|error| named(path, &format!("not a JSON object: {error}")))
}

/// The text of a file, or of standard input.
fn contents(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    read.map_err(|error| named(path, &error.to_string()))
}

fn named(path: &Path, why: &str) -> Failure {
    Failure::Usage(printable(&format!("{}: {why}", path.display())))
}

fn list(record: &Record, lost: bool, format: Format) -> Result<Status, Failure> {
    let mut output = BufWriter::new(io::stdout().lock());
    let snapshot = record.snapshot()?;
    let view = snapshot.view();
    let mut telling = Telling::new(view);
    for stored in view.decisions()?.into_iter().filter(|stored| !lost || history::is_lost(stored)) {
        let stored = telling.decision(stored)?;
        let line = match format {
            Format::Jsonl => output::json(&history::told(&stored)),
            Format::Text => history::line(&stored),
        };
        output.write_all(line.as_bytes())?;
    }
    output.flush()?;
    Ok(Status::Done)
}
