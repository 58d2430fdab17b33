//! `annals history`: how a claim or an incident came about and changed.

use std::io::{self, Write};

use annals::{history, output, policies, resources};
use clap::ValueEnum;
use model::{ClaimId, IncidentId};

use super::coding::ByCodebook;
use super::read::look;
use super::record::Which;
use super::{Failure, Status};

/// Show how a claim or an incident came about and changed
///
/// From the words to now: when the report came and by whom, what was read in it and by which rule, what each report brought to an
/// incident and why it belongs there, and every decision with its author, its reason and the values that it changed.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals history clm_0f3a…
  annals history inc_77c0… --format jsonl")]
pub struct Args {
    /// The id of a claim or an incident
    #[arg(value_name = "CLAIM|INCIDENT")]
    id: String,

    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    codebook: ByCodebook,

    /// Something to look at, or one JSON object a step
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

/// Runs `annals history`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let record = args.which.open()?;
    let snapshot = record.snapshot()?;
    let (view, files) = (snapshot.view(), args.codebook.files()?);
    let steps = if let Some(id) = args.id.strip_prefix("inc_") {
        let mut id = IncidentId::of_claim_id(id);
        while let Some(became) = view.became(&id)? {
            id = became;
        }
        history::of_incident(view, &id, &policies::lexicon(&files)?)?
    } else {
        let id: Option<ClaimId> = serde_json::from_value(args.id.clone().into()).ok();
        match id {
            Some(id) => history::of_claim(view, &id, &resources::coder(&files)?)?,
            None => None,
        }
    };
    let Some(steps) = steps else {
        return Err(Failure::Usage(format!("the record holds no claim and no incident {}", args.id)));
    };
    let text: String = match args.format {
        Format::Jsonl => steps.iter().map(output::json).collect(),
        Format::Text => history::draw(&steps, look()),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Status::Done)
}
