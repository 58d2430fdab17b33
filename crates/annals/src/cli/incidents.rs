//! `annals incidents`: what the record's reports are about, put together.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};

use ::record::{IncidentFilter, View};
use annals::{Files, assessing, incidents, output, policies};
use clap::ValueEnum;
use jiff::civil::Date;
use model::IncidentId;
use reconcile::Policy;

use super::read::look;
use super::record::Which;
use super::{Failure, Status, say};

/// Lines of a list to look at, unless more are asked for.
const N_LINES: usize = 100;

/// List the incidents of the record
///
/// An incident is what all reports together say of one occurrence. Every value keeps the claims that state it;
/// disagreement is shown, not settled. Filters of one kind widen each other, filters of different kinds narrow.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals incidents --type killing --place Mosul --from 2014-06-01
  annals incidents --party islamic-state --contested
  annals incidents --place Mosul --grade Fair --policy airwars
  annals incidents --format jsonl > incidents.jsonl")]
pub struct Args {
    #[command(flatten)]
    which: Which,

    /// Event types that a claim of it has: killing, shelling, …
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,

    /// Names or gazetteer ids of its places
    #[arg(long = "place", value_name = "PLACE")]
    places: Vec<String>,

    /// Countries of its places, as two letters
    #[arg(long = "country", value_name = "CC")]
    countries: Vec<String>,

    /// Actors on either side, by their ids in the directory
    #[arg(long = "party", value_name = "ACTOR")]
    actors: Vec<String>,

    /// The first day on which it may have happened
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,

    /// The last day on which it may have happened
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Date>,

    /// Only those of which something is contradicted
    #[arg(long)]
    contested: bool,

    /// Only those with this grade under --policy, on any of its axes: Fair, Weak, Contested, …
    #[arg(long = "grade", value_name = "GRADE")]
    grades: Vec<String>,

    /// The policy whose grades are meant: a name (airwars, ibc, …) or a file of your own
    #[arg(long, value_name = "NAME|FILE", default_value = "airwars")]
    policy: String,

    /// At most so many [default: 100 in a list to look at, all as JSON lines]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// A list to look at, or one JSON object an incident
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Show one incident, with the claims behind every value
///
/// Says why each claim belongs to it, who said so first, what is contradicted, and which other incidents may be the same.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals incident inc_5f1c0a9be7d24c8aa01b
  annals incident inc_5f1c0a9be7d24c8aa01b --format jsonl")]
pub struct OneArgs {
    /// The incident's id, as `annals incidents` shows it
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    which: Which,

    /// A text to look at, or one JSON object
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Jsonl,
}

/// Runs `annals incidents`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let record = args.which.open()?;
    let filter = IncidentFilter {
        types: args.types.clone(),
        places: args.places.clone(),
        countries: args.countries.clone(),
        actors: args.actors.clone(),
        from: args.from,
        to: args.to,
        contested: args.contested.then_some(true),
    };
    let snapshot = record.snapshot()?;
    let view = snapshot.view();
    let ids = view.incident_ids(&filter)?;
    let most = args.limit.unwrap_or(match args.format {
        Format::Table => N_LINES,
        Format::Jsonl => ids.len(),
    });
    let found = graded(args, view, ids, most)?;
    let mut output = BufWriter::new(io::stdout().lock());
    for id in found.iter().take(most) {
        let Some(incident) = view.incident(id)? else { continue };
        let text = match args.format {
            Format::Jsonl => output::json(&incident),
            Format::Table => incidents::line(&incident, look()),
        };
        output.write_all(text.as_bytes())?;
    }
    output.flush()?;
    if found.is_empty() {
        say("no incident is like that; `annals incidents` without filters lists all");
    } else if found.len() > most {
        // Further ones are not judged.
        let of_all = if args.grades.is_empty() { format!(" of {}", found.len()) } else { String::new() };
        say(&format!("the first {most}{of_all} incidents: filters narrow them, --limit N shows more"));
    }
    Ok(Status::Done)
}

/// Those of some incidents that have one of the grades that are asked for, up to one more than `most`; all, if none is asked for.
fn graded(
    args: &Args,
    view: View<'_>,
    ids: Vec<IncidentId>,
    most: usize,
) -> Result<Vec<IncidentId>, Failure> {
    if args.grades.is_empty() {
        return Ok(ids);
    }
    let files = Files::embedded();
    let (policy, lexicon) = ([policies::find(&files, &args.policy)?], policies::lexicon(&files)?);
    check_grades(args, &policy[0])?;
    let is_wanted = |grade: &str| args.grades.iter().any(|wanted| wanted.eq_ignore_ascii_case(grade));
    let mut found = Vec::new();
    for id in ids {
        let Some(incident) = view.incident(&id)? else { continue };
        let assessments = assessing::of_incident(view, &incident, &lexicon, &policy)?;
        let mut grades = assessments.iter().flat_map(|one| &one.verdict.grades);
        if grades.any(|grade| is_wanted(&grade.grade)) {
            found.push(id);
        }
        if found.len() > most {
            break;
        }
    }
    Ok(found)
}

/// Refuses a grade that the policy does not give: a misspelt one would find nothing, and look like an answer.
fn check_grades(args: &Args, policy: &Policy) -> Result<(), Failure> {
    let known: BTreeSet<&str> = policy.grades.iter().map(|rule| rule.grade.as_str()).collect();
    let is_unknown = |grade: &&String| !known.iter().any(|known| known.eq_ignore_ascii_case(grade));
    let Some(unknown) = args.grades.iter().find(is_unknown) else { return Ok(()) };
    let known: Vec<&str> = known.into_iter().collect();
    let has = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Err(Failure::Usage(format!("no grade {unknown} under {}: it has {has}", policy.name)))
}

/// Runs `annals incident`.
pub fn run_one(args: &OneArgs) -> Result<Status, Failure> {
    let record = args.which.open()?;
    let snapshot = record.snapshot()?;
    let view = snapshot.view();
    let id = IncidentId::of_claim_id(args.id.strip_prefix("inc_").unwrap_or(&args.id));
    let Some(incident) = view.incident(&id)? else {
        let became = view.became(&id)?.map(|became| format!(": it is part of {} now", became.as_str()));
        return Err(Failure::Usage(format!("no incident {}{}", id.as_str(), became.unwrap_or_default())));
    };
    let text = match args.format {
        Format::Jsonl => output::json(&incident),
        Format::Table => {
            let claims: Vec<_> = incident
                .claims
                .iter()
                .filter_map(|belonging| view.claim(&belonging.claim).transpose())
                .collect::<Result<_, _>>()?;
            incidents::draw(&incident, &claims, look())
        }
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Status::Done)
}
