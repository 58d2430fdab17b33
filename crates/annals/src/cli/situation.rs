//! `annals situation`: what was so at a place at a date, as known at another.

use std::io::{self, Write};

use annals::situating::{self, By, Days};
use annals::{output, policies, resources, situation};
use clap::ValueEnum;
use jiff::Zoned;
use jiff::civil::Date;
use model::Situation;
use reconcile::Policy;

use super::coding::ByCodebook;
use super::read::look;
use super::record::Which;
use super::{Failure, Status};

/// Show what was so at a place at a date, as known at another date
///
/// Who held it and by whose word, forces, fighting, harm by policy, displacement, hazards, damage, plans and what came of
/// them, and what is disputed. Places within it count in. Nothing is carried from one day to another: a holder of whom nothing
/// is said for that day is last stated as of some day, and after a stated end not stated at all.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals situation Mosul --at 2014-07-15
  annals situation \"Mosul, Iraq\" --at 2014-07-15 --known 2014-07-20
  annals situation geonames:99072 --format json")]
pub struct Args {
    #[command(flatten)]
    asked: Asked,

    /// The day that is asked for [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    at: Option<Date>,

    /// A table to look at, or one JSON object
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Which place, by what is known when, and under which policies.
#[derive(clap::Args)]
pub struct Asked {
    /// A place by its name, its name and country, or its id in the gazetteer
    #[arg(value_name = "PLACE")]
    place: String,

    #[command(flatten)]
    which: Which,

    /// Leave out what was reported after this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    known: Option<Date>,

    /// Leave out what was over before this day, but for who held it [default: as far back as some hundred claims reach]
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,

    /// Policies that harm is counted by: names or files [default: all that come with the program]
    #[arg(long = "policy", value_name = "NAME|FILE")]
    policies: Vec<String>,

    #[command(flatten)]
    codebook: ByCodebook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// Runs `annals situation`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let situation = args.asked.situation(args.at)?;
    let text = match args.format {
        Format::Table => situation::table(&situation, look()),
        Format::Json => output::json(&situation),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Status::Done)
}

impl Asked {
    /// The situation at a day: this one, if none is given.
    pub fn situation(&self, at: Option<Date>) -> Result<Situation, Failure> {
        let files = self.codebook.files()?;
        let policies: Vec<Policy> = match self.policies.as_slice() {
            [] => policies::all(&files)?,
            named => named.iter().map(|name| policies::find(&files, name)).collect::<Result<_, _>>()?,
        };
        let (lexicon, headings) = (policies::lexicon(&files)?, files.headings()?);
        let record = self.which.open()?;
        let gazetteer = resources::gazetteer()?;
        let snapshot = record.snapshot()?;
        let meant = situating::find_place(snapshot.view(), &gazetteer, &self.place)?;
        let today = Zoned::now().date();
        let days = Days { at: at.unwrap_or(today), known: self.known.unwrap_or(today), since: self.since };
        let by = By { policies: &policies, lexicon: &lexicon, headings: &headings };
        Ok(situating::situate(snapshot.view(), meant, days, by)?)
    }
}
