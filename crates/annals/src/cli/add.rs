//! `annals add`: reports into the record.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, Write};
use std::{panic, thread};

use annals::derive::{self, Derived};
use annals::gather::Gathering;
use annals::{Coder, resources, side_by_side};
use model::Report;
use record::{Record, Refusal};

use super::account::Account;
use super::coding::{ByCodebook, Threads};
use super::inputs::{Inputs, Said};
use super::progress::Progress;
use super::receiving::{Became, receive};
use super::record::{Which, Who};
use super::walk::{Taker, Walk};
use super::{Failure, Status};

/// Reports that are coded side by side and written together.
const BATCH: usize = 256;

/// Nothing is added to a batch that holds as many bytes.
const BATCH_BYTES: usize = 1 << 22;

/// Add reports to the record
///
/// Reads the same inputs as `annals read`. Each report is kept with its original bytes, its claims, and the name that it came by.
/// The same bytes are kept once, so that the same command may be run again and again, after a crash, too. A line on standard
/// output tells what became of each report, and of which earlier one it is a copy, an update or an excerpt; what has its line is on
/// the disk.
///
/// Exits with 0 if every input was read or is a duplicate, 1 if some were refused, 2 if nothing could be done.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  annals add reports/
  annals add wire.jsonl --record mosul.db
  curl -s https://example.org/report.txt | annals add - --published 2031-03-05")]
pub struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<OsString>,

    #[command(flatten)]
    said: Said,

    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    who: Who,

    #[command(flatten)]
    codebook: ByCodebook,

    #[command(flatten)]
    threads: Threads,
}

/// Runs `annals add`.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let record = args.which.open()?;
    let inputs = Inputs::of(&args.files);
    let coder = resources::coder(&args.codebook.files()?)?;
    let pool = args.threads.start()?;
    let mut run = Run {
        args,
        coder: &coder,
        record,
        progress: Progress::over(inputs.names.len(), "inputs"),
        gathering: Gathering::new(&coder),
        waiting: Vec::new(),
        coded: None,
        account: Account::of(&inputs),
    };
    let walk = Walk { said: &args.said, layout: coder.layout() };
    pool.install(|| {
        walk.over(&inputs, &mut run)?;
        run.finish()
    })?;
    run.progress.finish();
    Ok(run.account.close("claim"))
}

/// One run over all inputs.
struct Run<'a> {
    args: &'a Args,
    coder: &'a Coder,
    record: Record,
    gathering: Gathering<'a>,
    progress: Progress,
    /// What is to be coded with the next batch, in the order of the inputs.
    waiting: Vec<Waiting>,
    /// What is to be written next.
    coded: Option<Coded>,
    account: Account,
}

/// A batch that is coded and not written yet.
struct Coded {
    waiting: Vec<Waiting>,
    /// What each of them tells, if it is a report that is new.
    told: Vec<Option<Derived>>,
}

/// Something to be written.
enum Waiting {
    Report(Box<Report>),
    Refusal(Refusal),
}

impl Taker for Run<'_> {
    fn take(&mut self, report: Report) -> Result<(), Failure> {
        self.wait(Waiting::Report(Box::new(report)))
    }

    fn refuse(&mut self, refusal: Refusal) -> Result<(), Failure> {
        self.wait(Waiting::Refusal(refusal))
    }

    fn remark(&mut self, remark: &str) {
        self.progress.tell(remark);
    }

    fn end_input(&mut self) {
        self.progress.step();
    }
}

impl Run<'_> {
    fn wait(&mut self, waiting: Waiting) -> Result<(), Failure> {
        self.waiting.push(waiting);
        if is_batch(&self.waiting) { self.write() } else { Ok(()) }
    }

    /// Codes what is new of what waits, and meanwhile writes what was coded before.
    fn write(&mut self) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        let is_new = self.new_among(&waiting)?;
        let (coder, coded) = (self.coder, self.coded.take());
        let (told, written) = thread::scope(|scope| {
            let writing = scope.spawn(|| self.put(coded));
            let told = tell(coder, &waiting, &is_new);
            (told, writing.join().unwrap_or_else(|panic| panic::resume_unwind(panic)))
        });
        self.coded = Some(Coded { waiting, told });
        written
    }

    /// Writes all that is left.
    fn finish(&mut self) -> Result<(), Failure> {
        self.write()?;
        let coded = self.coded.take();
        self.put(coded)
    }

    /// Which reports the record does not hold, each once.
    fn new_among(&self, waiting: &[Waiting]) -> Result<Vec<bool>, Failure> {
        let mut met = HashSet::new();
        let is_new = |waiting: &'_ Waiting| match waiting {
            Waiting::Report(report) => {
                Ok(met.insert(report.id.clone()) && !self.record.view().holds(&report.id)?)
            }
            Waiting::Refusal(_) => Ok(false),
        };
        waiting.iter().map(is_new).collect()
    }

    /// Writes what was coded in one batch, and says so when it is on the disk.
    fn put(&mut self, coded: Option<Coded>) -> Result<(), Failure> {
        let Some(Coded { waiting, told }) = coded else { return Ok(()) };
        let mut batch = self.record.batch(self.args.who.sign())?;
        let mut lines = String::new();
        for (waiting, told) in waiting.into_iter().zip(told) {
            let became = match &waiting {
                Waiting::Report(report) => {
                    receive(&mut batch, &mut self.gathering, report, &self.args.said, || {
                        told.unwrap_or_else(|| derive::tell(self.coder, report))
                    })?
                }
                Waiting::Refusal(refusal) => {
                    batch.refuse(refusal)?;
                    Became::Refused(refusal.because.clone())
                }
            };
            became.count(&mut self.account);
            lines += &became.line(&waiting.name());
        }
        self.gathering.finish(&batch)?;
        batch.commit()?;
        self.progress.suspend(|| acknowledge(&lines))
    }
}

/// What each new report tells, coded side by side.
fn tell(coder: &Coder, waiting: &[Waiting], is_new: &[bool]) -> Vec<Option<Derived>> {
    let pairs: Vec<(&Waiting, &bool)> = waiting.iter().zip(is_new).collect();
    side_by_side(&pairs, |pair| match pair {
        (Waiting::Report(report), true) => Some(derive::tell(coder, report)),
        _ => None,
    })
}

impl Waiting {
    /// The input, with the line where it is one of many.
    fn name(&self) -> String {
        match self {
            Self::Report(report) => report.input.clone(),
            Self::Refusal(Refusal { input, line: Some(line), .. }) => format!("{input}, line {line}"),
            Self::Refusal(Refusal { input, line: None, .. }) => input.clone(),
        }
    }
}

/// Whether enough waits to be coded side by side and written at once.
fn is_batch(waiting: &[Waiting]) -> bool {
    let n_bytes = |waiting: &Waiting| match waiting {
        Waiting::Report(report) => report.original.bytes.len() + report.text.len(),
        Waiting::Refusal(_) => 0,
    };
    waiting.len() >= BATCH || waiting.iter().map(n_bytes).sum::<usize>() >= BATCH_BYTES
}

/// Tells what is on the disk. That nobody listens is no reason not to go on.
fn acknowledge(lines: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(lines.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
