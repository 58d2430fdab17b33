//! `annals log`: what was done to a record, when and by whom.

use std::io::{self, BufWriter, Write};

use ::record::{Entry, Receipt, Record, Refusal};
use annals::deciding::Telling;
use annals::output;
use clap::ValueEnum;
use publish::printable;

use super::Failure;
use super::Status;
use super::record::Which;

/// Show what was done to the record, when and by whom
///
/// The log itself holds no words: names of inputs are looked up where it refers to them.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals log
  annals log --format jsonl | jq 'select(.action == \"refused\")'")]
pub struct Args {
    #[command(flatten)]
    which: Which,

    /// Something to look at, or one JSON object an entry, as it is sealed
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

/// Runs `annals log`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let record = args.which.open()?;
    let mut output = BufWriter::new(io::stdout().lock());
    let mut telling = Telling::new(record.view());
    for entry in record.view().log() {
        let entry = entry?;
        let line = match args.format {
            Format::Jsonl => output::json(&entry),
            Format::Text => line(&record, &mut telling, &entry)?,
        };
        output.write_all(line.as_bytes())?;
    }
    output.flush()?;
    Ok(Status::Done)
}

fn line(record: &Record, telling: &mut Telling<'_>, entry: &Entry) -> Result<String, Failure> {
    let Entry { sequence, time, who, action, subject, .. } = entry;
    let subject = subject.as_deref().unwrap_or("");
    let parts = [
        format!("{sequence:>6}  {time}  {who}  {action:<9}"),
        subject.to_owned(),
        about(record, telling, entry)?,
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    Ok(printable(parts.join("  ").trim_end()) + "\n")
}

/// The input that an entry is about, with the reason if it was refused; what was decided, and why.
fn about(record: &Record, telling: &mut Telling<'_>, entry: &Entry) -> Result<String, Failure> {
    let stored =
        record.view().decision(entry.sequence)?.map(|stored| telling.decision(stored)).transpose()?;
    if let Some(decision) = stored.and_then(|stored| stored.decision) {
        return Ok(format!("{}: {}", decision.act.kind(), decision.reason));
    }
    let Some(words) = &entry.words else { return Ok(String::new()) };
    if let Ok(Some(refusal)) = record.view().words::<Refusal>(words) {
        return Ok(refusal.to_string());
    }
    let receipt = record.view().words::<Receipt>(words).ok().flatten();
    let input = receipt.map_or_else(String::new, |receipt| receipt.input);
    let report = serde_json::from_value(serde_json::json!(entry.subject)).ok();
    Ok(report.map(|report| telling.words(&report, &input)).transpose()?.unwrap_or(input))
}
