//! `annals brief`: the situation of a place as something to read or to hand on.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use annals::situation;
use clap::ValueEnum;
use jiff::civil::Date;
use publish::situation::page;

use super::read::look;
use super::situation::Asked;
use super::{Failure, Status};

/// Write a brief of a place: what is told of it, by whom, and since when that is known
///
/// Timeline, who held it from when to when, a map, forces, fighting, harm by policy with its ranges, displacement, hazards and
/// clearance, damage and repair, plans and what became of them, background, and what is disputed: each line with its words.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals brief Mosul
  annals brief Mosul --format html --out mosul.html
  annals brief Mosul --at 2014-07-15 --known 2014-07-20 --policy ibc")]
pub struct Args {
    #[command(flatten)]
    asked: Asked,

    /// The day up to which it is told [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    at: Option<Date>,

    /// A text to look at, or a page that stands alone
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// The file to write to [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Html,
}

/// Runs `annals brief`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let situation = args.asked.situation(args.at)?;
    let text = match args.format {
        Format::Text => situation::brief(&situation, look()),
        Format::Html => page(&situation),
    };
    match &args.out {
        Some(path) => fs::write(path, text).map_err(|source| Failure::Page { path: path.clone(), source })?,
        None => io::stdout().write_all(text.as_bytes())?,
    }
    Ok(Status::Done)
}
