//! `annals assess`: the source matrix of an incident, and what a policy makes of it.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ::record::View;
use annals::{Coder, assessing, assessment, output, policies, resources};
use clap::ValueEnum;
use model::{Assessment, Incident, IncidentId};
use reconcile::{Lexicon, Policy, Told, families};

use super::coding::ByCodebook;
use super::inputs::Said;
use super::read::look;
use super::record::Which;
use super::{Failure, Status, reports, say};

/// Lay side by side what each source says of an incident, and what a policy makes of it
///
/// Of an incident of the record, named by its id, the claims that belong to it are laid out. Of files, which need no record, all
/// reports are taken for reports on one incident. There is a row for each origin: whoever first says a
/// thing; copies fold, and outlets that quote one ministry are one origin. Below stands the range that the policy gives,
/// and its grades, each with its reasons. Rules that are known from memory only are marked.
///
/// Exits with 0 if every input was read, 1 if some were refused, 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals assess reports/*.txt
  annals assess inc_5f1c0a9be7d24c8aa01b --format html --out matrix.html
  annals assess a.txt b.txt --policy acled
  annals assess a.txt b.txt --policy my-policy.toml --format html --out matrix.html
  annals assess incidents.jsonl --each --format csv > matrices.csv")]
pub struct Args {
    /// Incidents of the record by their ids; or files, folders, or - for standard input
    #[arg(required = true, value_name = "INCIDENT|FILE")]
    files: Vec<OsString>,

    #[command(flatten)]
    which: Which,

    /// The policy: a name (acled, airwars, ibc, ucdp) or a file of your own
    #[arg(long, value_name = "NAME|FILE", default_value = "airwars")]
    policy: String,

    /// A table to look at, a spreadsheet, a page that stands alone, or one JSON object an incident
    #[arg(long, value_enum, default_value = "table")]
    format: Format,

    /// The file to write to [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

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
    Csv,
    Xlsx,
    Html,
    Jsonl,
}

/// Runs `annals assess`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    if args.format == Format::Xlsx && args.out.is_none() {
        return Err(Failure::Usage("a workbook goes to a file: name it with --out FILE".to_owned()));
    }
    let files = args.codebook.files()?;
    let policy = [policies::find(&files, &args.policy)?];
    let lexicon = policies::lexicon(&files)?;
    if let Some(ids) = incident_ids(&args.files) {
        let assessments = recorded(&args.which, &ids, &lexicon, &policy)?;
        write(args, &drawn(args.format, &assessments)?)?;
        return Ok(Status::Done);
    }
    let coder = resources::coder(&files)?;
    let (reports, mut account) = reports::read(&args.files, &args.said, coder.layout())?;
    let told = assessing::told(&coder, &reports);
    let n_together = if args.each { 1 } else { told.len().max(1) };
    let incidents = told.chunks(n_together);
    let assessments: Vec<Assessment> =
        incidents.flat_map(|told| together(&coder, told, &lexicon, &policy)).collect();
    if assessments.is_empty() && !told.is_empty() {
        say("the reports tell of no harm and of no attack");
    }
    write(args, &drawn(args.format, &assessments)?)?;
    account.n_objects = assessments.len();
    Ok(account.close("incident"))
}

/// What reports on one incident come to, copies folded.
pub(super) fn together(
    coder: &Coder,
    told: &[Told],
    lexicon: &Lexicon,
    policies: &[Policy],
) -> Vec<Assessment> {
    assessing::assess(told, &families::of(told, coder.grouping()), lexicon, policies)
}

/// The ids of incidents, if that is what was given.
pub(super) fn incident_ids(files: &[OsString]) -> Option<Vec<IncidentId>> {
    let id = |file: &OsString| {
        let id = file.to_str()?.strip_prefix("inc_")?;
        (!Path::new(file).exists()).then(|| IncidentId::of_claim_id(id))
    };
    files.iter().map(id).collect()
}

/// An incident of the record.
pub(super) fn incident(view: View<'_>, id: &IncidentId) -> Result<Incident, Failure> {
    let missing = || Failure::Usage(format!("no incident {}: `annals incidents` lists them", id.as_str()));
    view.incident(id)?.ok_or_else(missing)
}

/// Assessments of incidents of the record.
fn recorded(
    which: &Which,
    ids: &[IncidentId],
    lexicon: &Lexicon,
    policy: &[Policy],
) -> Result<Vec<Assessment>, Failure> {
    let record = which.open()?;
    let snapshot = record.snapshot()?;
    let view = snapshot.view();
    let mut assessments = Vec::new();
    for id in ids {
        let incident = incident(view, id)?;
        assessments.extend(assessing::of_incident(view, &incident, lexicon, policy)?);
    }
    Ok(assessments)
}

fn drawn(format: Format, assessments: &[Assessment]) -> Result<Vec<u8>, Failure> {
    Ok(match format {
        Format::Table => {
            assessments.iter().map(|one| assessment::table(one, look())).collect::<String>().into_bytes()
        }
        Format::Csv => assessment::csv(assessments).into_bytes(),
        Format::Xlsx => assessment::xlsx(assessments)?,
        Format::Html => publish::assessment::page(assessments).into_bytes(),
        Format::Jsonl => assessments.iter().map(output::json).collect::<String>().into_bytes(),
    })
}

fn write(args: &Args, bytes: &[u8]) -> Result<(), Failure> {
    match &args.out {
        Some(path) => fs::write(path, bytes).map_err(|source| Failure::Page { path: path.clone(), source }),
        None => Ok(io::stdout().write_all(bytes)?),
    }
}
