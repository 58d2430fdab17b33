//! `annals read`: reports in, claims out.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use annals::output::{self, Emit};
use annals::table::{self, Look};
use annals::{Coder, resources};
use clap::ValueEnum;
use model::{Report, ReportId};
use publish::page;
use record::Refusal;

use super::account::Account;
use super::coding::{ByCodebook, Threads};
use super::inputs::{Inputs, Said};
use super::progress::Progress;
use super::walk::{Taker, Walk};
use super::{Failure, Status};

/// Reports that are coded before any of them is written.
const BATCH: usize = 64;

/// No report is added to a batch that holds as many bytes of text and originals.
const BATCH_BYTES: usize = 1 << 20;

/// What to do where there is a page for standard output and another one.
const SEVERAL_PAGES: &str =
    "--format html gives each report a page of its own: name a folder for them with --out DIR";

/// Width of a table that goes to no terminal.
const WIDTH: usize = 120;

/// Read reports and write their claims
///
/// Reads plain text, Markdown, pages (HTML: the main text), PDF, mails with what is attached to them, feeds (one report an
/// entry), JSON lines (one report a row: {"text": …}, with id, title, published, publisher and url where known) and CSV (columns
/// of these names). Folders are walked; "-" is standard input. Output comes in sorted order of input.
///
/// Exits with 0 if every input was read, 1 if some were refused, 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals read report.txt
  annals read reports/ wire.jsonl --format jsonl > claims.jsonl
  annals read sightings.csv --columns text=Body,published=Date
  curl -s https://example.org/report.txt | annals read - --published 2031-03-05
  annals read report.md --emit mentions
  annals read report.txt --format html > report.html
  annals read reports/ --format html --out pages/")]
pub struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<OsString>,

    #[command(flatten)]
    said: Said,

    /// A table to look at, one JSON object a line, or a page a report [default: table for claims, jsonl for the rest]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// With --format html: the folder for the pages, made if need be; one report needs none
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// What to write
    #[arg(long, value_enum, default_value = "claims")]
    emit: Stage,

    #[command(flatten)]
    codebook: ByCodebook,

    #[command(flatten)]
    threads: Threads,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Jsonl,
    /// The text with every claim highlighted, and the claims beside it, in one file that stands alone
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Who did what to whom, says who, and how surely
    Claims,
    /// Quantities, times, places, actors, people, and what refers to what
    Mentions,
    /// Who says or thinks what
    Attributions,
    /// How surely each verb, noun and adjective is said to be so
    Predicates,
    /// Sentences, tokens, heads, labels and named spans, one line a block
    Parse,
    /// The text that was read, its blocks, and what came with it
    Reports,
}

impl Stage {
    /// What one line of it is.
    fn noun(self) -> &'static str {
        match self {
            Self::Claims => "claim",
            Self::Mentions => "mention",
            Self::Attributions => "attribution",
            Self::Predicates => "predicate",
            Self::Parse => "block",
            Self::Reports => "report",
        }
    }
}

impl From<Stage> for Emit {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Claims => Self::Claims,
            Stage::Mentions => Self::Mentions,
            Stage::Attributions => Self::Attributions,
            Stage::Predicates => Self::Predicates,
            Stage::Parse => Self::Parse,
            Stage::Reports => Self::Reports,
        }
    }
}

/// What is written of each report.
#[derive(Debug, Clone, Copy)]
enum Drawing {
    Table(Look),
    Lines(Emit),
    Page,
}

/// Runs `annals read`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let drawing = drawing(args)?;
    if let Some(folder) = &args.out {
        fs::create_dir_all(folder).map_err(|source| Failure::Page { path: folder.clone(), source })?;
    }
    let inputs = Inputs::of(&args.files);
    let coder = resources::coder(&args.codebook.files()?)?;
    let pool = args.threads.start()?;
    let mut run = Run {
        coder: &coder,
        drawing,
        folder: args.out.as_deref(),
        progress: Progress::over(inputs.names.len(), "inputs"),
        output: BufWriter::new(io::stdout()),
        waiting: Vec::new(),
        seen: HashMap::new(),
        account: Account::of(&inputs),
    };
    let walk = Walk { said: &args.said, layout: coder.layout() };
    pool.install(|| {
        walk.over(&inputs, &mut run)?;
        run.write()
    })?;
    run.progress.finish();
    Ok(run.account.close(args.emit.noun()))
}

fn drawing(args: &Args) -> Result<Drawing, Failure> {
    if args.out.is_some() && args.format != Some(Format::Html) {
        return Err(Failure::Usage("--out is the folder for pages: use it with --format html".to_owned()));
    }
    match (args.emit, args.format) {
        (Stage::Claims, Some(Format::Html)) => Ok(Drawing::Page),
        (_, Some(Format::Html)) => {
            Err(Failure::Usage("only claims come as a page: use --format jsonl".to_owned()))
        }
        (Stage::Claims, None | Some(Format::Table)) => Ok(Drawing::Table(look())),
        (_, Some(Format::Table)) => {
            Err(Failure::Usage("only claims come as a table: use --format jsonl".to_owned()))
        }
        (stage, _) => Ok(Drawing::Lines(stage.into())),
    }
}

/// How to draw on standard output.
pub fn look() -> Look {
    let terminal = console::Term::stdout();
    let width = terminal.size_checked().map_or(WIDTH, |(_, columns)| usize::from(columns));
    Look { width, colours: terminal.is_term() && console::colors_enabled() }
}

/// One run over all inputs.
struct Run<'a> {
    coder: &'a Coder,
    drawing: Drawing,
    /// The folder for pages.
    folder: Option<&'a Path>,
    progress: Progress,
    output: BufWriter<io::Stdout>,
    /// Reports that wait to be coded side by side.
    waiting: Vec<Report>,
    /// The input that each report came from first.
    seen: HashMap<ReportId, String>,
    account: Account,
}

impl Taker for Run<'_> {
    fn take(&mut self, report: Report) -> Result<(), Failure> {
        if self.is_new(&report) {
            self.waiting.push(report);
        }
        if is_batch(&self.waiting) { self.write() } else { Ok(()) }
    }

    fn refuse(&mut self, refusal: Refusal) -> Result<(), Failure> {
        self.account.n_refused += 1;
        self.progress.tell(&format!("refused: {refusal}"));
        Ok(())
    }

    fn remark(&mut self, remark: &str) {
        self.progress.tell(remark);
    }

    fn end_input(&mut self) {
        self.progress.step();
    }
}

impl Run<'_> {
    fn is_new(&mut self, report: &Report) -> bool {
        match self.seen.get(&report.id) {
            Some(first) => {
                self.account.n_duplicates += 1;
                self.progress.tell(&format!("{}: duplicate of {first}", report.input));
                false
            }
            None => {
                self.seen.insert(report.id.clone(), report.input.clone());
                true
            }
        }
    }

    /// Codes the waiting reports side by side and writes them in order.
    fn write(&mut self) -> Result<(), Failure> {
        let (coder, drawing) = (self.coder, self.drawing);
        let reports = std::mem::take(&mut self.waiting);
        let is_page = matches!(drawing, Drawing::Page);
        if is_page && self.folder.is_none() && self.account.n_reports + reports.len() > 1 {
            return Err(Failure::Usage(SEVERAL_PAGES.to_owned()));
        }
        let written: Vec<(String, usize)> =
            annals::side_by_side(&reports, |report| draw(coder, drawing, report));
        for (report, (text, n_objects)) in reports.iter().zip(written) {
            self.account.n_reports += 1;
            self.account.n_objects += n_objects;
            match self.folder {
                Some(folder) => write_page(&folder.join(page::file_name(report)), &text)?,
                None => self.progress.suspend(|| self.output.write_all(text.as_bytes()))?,
            }
        }
        Ok(self.progress.suspend(|| self.output.flush())?)
    }
}

fn write_page(path: &Path, page: &str) -> Result<(), Failure> {
    fs::write(path, page).map_err(|source| Failure::Page { path: path.to_owned(), source })
}

/// Whether enough reports wait to be coded side by side.
fn is_batch(waiting: &[Report]) -> bool {
    let n_bytes: usize = waiting.iter().map(|report| report.text.len() + report.original.bytes.len()).sum();
    waiting.len() >= BATCH || n_bytes >= BATCH_BYTES
}

/// What is written of one report, and how many objects that is.
fn draw(coder: &Coder, drawing: Drawing, report: &Report) -> (String, usize) {
    match drawing {
        Drawing::Table(look) => {
            let claims = coder.code(report).claims;
            (table::draw(report, &claims, look), claims.len())
        }
        Drawing::Page => {
            let claims = coder.code(report).claims;
            (page::draw(report, &claims, coder.provenance()), claims.len())
        }
        Drawing::Lines(emit) => {
            let lines = output::lines(coder, report, emit);
            let n_lines = lines.lines().count();
            (lines, n_lines)
        }
    }
}
