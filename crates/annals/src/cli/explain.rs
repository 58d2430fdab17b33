//! `annals explain`: why a report gave the claims that it gave.

use std::ffi::OsString;
use std::io::{self, Write};

use annals::{Coder, explain, output, resources};
use clap::ValueEnum;
use ingest::Reading;
use model::Report;
use publish::printable;

use super::coding::ByCodebook;
use super::inputs::Said;
use super::read::look;
use super::{Failure, Status, say};

/// Show why a report gave the claims that it gave
///
/// For each sentence: its tree, what its words name, the claims with the rules that fired, and the near misses: words that the
/// codebook knows and that gave no claim, each with the reason.
///
/// Exits with 0 if the report was read, 1 if some of it was refused, 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals explain report.txt
  annals explain report.txt --sentence 3
  annals explain report.txt --format json | jq '.sentences[].misses[].why'
  echo 'Shells killed two herders.' | annals explain -")]
pub struct Args {
    /// A file, or - for standard input
    #[arg(value_name = "FILE")]
    file: OsString,

    /// Only the sentence with this number, counted from 1
    #[arg(long, value_name = "N")]
    sentence: Option<usize>,

    #[command(flatten)]
    said: Said,

    #[command(flatten)]
    codebook: ByCodebook,

    /// Something to look at, or one JSON object a report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Runs `annals explain`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let name = args.file.to_string_lossy();
    let unreadable = |error| Failure::Usage(printable(&format!("{name}: {error}")));
    let parts = args.said.open(&args.file).map_err(unreadable)?;
    let coder = resources::coder(&args.codebook.files()?)?;
    let (mut n_sentences, mut n_refused) = (0, 0);
    for part in parts {
        let reading = args.said.read(&part.map_err(unreadable)?, &name, coder.layout());
        remark(&name, &reading);
        n_refused += reading.refused.len();
        for report in &reading.reports {
            n_sentences += write(&coder, report, args)?;
        }
    }
    match (n_sentences, args.sentence) {
        (0, Some(number)) => Err(Failure::Usage(printable(&format!("{name} has no sentence {number}")))),
        (0, None) => Ok(Status::Failed),
        _ if n_refused == 0 => Ok(Status::Done),
        _ => Ok(Status::Findings),
    }
}

/// Says what is odd about an input, and what of it is refused.
fn remark(name: &str, reading: &Reading) {
    reading.diagnostics.iter().for_each(|remark| say(&printable(&format!("{name}: {remark}"))));
    reading.refused.iter().for_each(|refused| say(&printable(&format!("refused: {refused}"))));
}

/// Writes what explains a report, and gives the number of its sentences.
fn write(coder: &Coder, report: &Report, args: &Args) -> io::Result<usize> {
    let explained = coder.explain(report);
    let explained = explain::explain(report, &explained, args.sentence);
    if !explained.sentences.is_empty() {
        let drawn = match args.format {
            Format::Text => explain::draw(&explained, look()),
            Format::Json => output::json(&explained),
        };
        io::stdout().write_all(drawn.as_bytes())?;
    }
    Ok(explained.sentences.len())
}
