//! `annals claims`: claims that the reader did not make.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use ::record::Record;
use annals::import::{self, Columns, Contract, Reports, Table};
use annals::{Coder, resources};
use ingest::Format;
use publish::printable;

use super::account::number;
use super::coding::ByCodebook;
use super::parts::Parts;
use super::record::{Which, Who};
use super::taking::{Became, Taking};
use super::{Failure, Status, say};

/// What a file of JSON lines is called, whatever its name.
const ROWS: &str = "claims.jsonl";

/// Work on claims themselves
#[derive(clap::Subcommand)]
pub enum Command {
    Import(Import),
}

/// Take in claims that were coded by hand or in another tool, for reports in any language
///
/// JSON lines hold one claim a row, as `annals read --format jsonl` writes it. What goes without saying may be left out: id, ledger,
/// rule, input, provenance, where the quote stands, and whatever would be null or empty. `report` is the id of a report in the record, a
/// name from --reports, or what is known of it: {title, published, publisher, url}.
///
/// CSV holds one row an incident: report (or title, publisher, published, url), type, date (or from, to), place, lat, lon, country, precision, killed,
/// injured, count (each also with _low, _best, _high), the roles of the codebook (perpetrator, victim, target, means, …), victim_status, source,
/// factuality, and quote: the words that state it. Columns in any order; others are passed over. A row gives a claim for each figure, and one of its type.
///
/// Exits with 0 if every row was taken, 1 if some were refused, 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals claims import coded.jsonl
  annals claims import incidents.csv --columns killed=deaths,quote=\"source text\"
  annals claims import coded.jsonl --reports reports.jsonl --who anna")]
pub struct Import {
    /// Files of claims: .csv, or JSON lines
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// JSON lines that say what is known of reports which are not in the record: {id, title, published, publisher, url}
    #[arg(long, value_name = "FILE")]
    reports: Option<PathBuf>,

    /// What columns of CSV are called in these files
    #[arg(long, value_name = "COLUMN=NAME", value_delimiter = ',', value_parser = renamed)]
    columns: Vec<(String, String)>,

    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    who: Who,

    #[command(flatten)]
    codebook: ByCodebook,
}

fn renamed(argument: &str) -> Result<(String, String), String> {
    let (column, name) = argument.split_once('=').ok_or("it has the form COLUMN=NAME")?;
    Ok((column.trim().to_owned(), name.trim().to_owned()))
}

/// Runs `annals claims`.
pub fn run(command: &Command) -> Result<Status, Failure> {
    let Command::Import(args) = command;
    let mut record = args.which.open()?;
    let coder = resources::coder(&args.codebook.files()?)?;
    let reports = args.reports.as_deref().map_or_else(|| Ok(Reports::default()), reports)?;
    let contract = Contract::of(coder.codebook()).map_err(Failure::Usage)?;
    let (mut n_claims, mut n_held, mut n_refused) = (0, 0, 0);
    for path in &args.files {
        let importing = Importing { args, coder: &coder, reports: &reports, contract: &contract, path };
        for became in importing.run(&mut record)? {
            match became {
                Became::Taken(n) => n_claims += n,
                Became::Held => n_held += 1,
                Became::Refused => n_refused += 1,
            }
        }
    }
    let held =
        if n_held > 0 { format!(", {} in the record already", number(n_held, "row")) } else { String::new() };
    let refused =
        if n_refused > 0 { format!(", {} refused", number(n_refused, "row")) } else { String::new() };
    say(&format!("{} imported{held}{refused}", number(n_claims, "claim")));
    Ok(match (n_claims + n_held, n_refused) {
        (0, _) => Status::Failed,
        (_, 0) => Status::Done,
        _ => Status::Findings,
    })
}

fn reports(path: &Path) -> Result<Reports, Failure> {
    let named = |why: String| Failure::Usage(printable(&format!("{}: {why}", path.display())));
    let text = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    Reports::from_jsonl(&text).map_err(named)
}

/// One file on its way into the record.
struct Importing<'a> {
    args: &'a Import,
    coder: &'a Coder,
    reports: &'a Reports,
    contract: &'a Contract,
    path: &'a Path,
}

impl Importing<'_> {
    /// Takes in all rows in one batch, and tells what became of each when they are on the disk.
    fn run(&self, record: &mut Record) -> Result<Vec<Became>, Failure> {
        let unreadable = |error| Failure::Usage(printable(&format!("{}: {error}", self.path.display())));
        let file = BufReader::new(File::open(self.path).map_err(unreadable)?);
        let batch = record.batch(self.args.who.sign())?;
        let provenance = import::provenance(&self.args.who.sign().who);
        let input = self.path.to_string_lossy().into_owned();
        let is_table = Format::of_name(&input) == Some(Format::Csv);
        let mut taking = Taking::into(batch, self.coder, input, provenance);
        if is_table {
            self.table(file, &mut taking)?
        } else {
            self.rows(file, &mut taking)?
        }
        taking.finish()
    }

    fn rows(&self, file: BufReader<File>, taking: &mut Taking<'_>) -> Result<(), Failure> {
        for part in Parts::of(file, Some(ROWS), &ingest::Columns::USUAL)? {
            for (line, row) in part?.rows() {
                let row = import::row(row);
                let source = row
                    .as_ref()
                    .map_err(String::clone)
                    .and_then(|row| self.reports.find(row.get("report").unwrap_or(&serde_json::Value::Null)));
                taking.take(line, source, |about| Ok(vec![self.contract.claim(row?, about)?]))?;
            }
        }
        Ok(())
    }

    fn table(&self, mut file: BufReader<File>, taking: &mut Taking<'_>) -> Result<(), Failure> {
        let delimiter = ingest::delimiter(file.fill_buf()?);
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(file);
        let named = |why: String| Failure::Usage(printable(&format!("{}: {why}", self.path.display())));
        let head = reader.headers().map_err(|error| named(error.to_string()))?;
        let columns = Columns::of(head, &self.args.columns, self.coder.codebook()).map_err(named)?;
        let table = Table {
            codebook: self.coder.codebook(),
            gazetteer: self.coder.gazetteer(),
            contract: self.contract,
        };
        for cells in reader.records() {
            match cells {
                Ok(cells) => {
                    let line = cells.position().map_or(0, |position| position.line() as usize);
                    let row = columns.row(&cells);
                    taking.take(line, table.source(row, self.reports), |about| table.claims(row, about))?;
                }
                Err(error) if error.is_io_error() => return Err(named(error.to_string())),
                Err(error) => {
                    let line = error.position().map_or(0, |position| position.line() as usize);
                    taking.refuse(line, error.to_string())?;
                }
            }
        }
        Ok(())
    }
}
