//! The commands, and what they say to whom: data on standard output, everything else on standard error.

mod account;
mod add;
mod assess;
mod brief;
mod claims;
mod codebook;
mod coding;
mod compare_policies;
mod data;
mod decide;
mod explain;
mod filling;
mod history;
mod incidents;
mod init;
mod inputs;
mod log;
mod parts;
mod pdf;
mod policy;
mod progress;
mod read;
mod rebuild;
mod receiving;
mod record;
mod reports;
mod serve;
mod situation;
mod staff;
mod taking;
mod verify;
mod walk;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use annals::resources;
use clap::{Parser, Subcommand};

/// Read reports of armed conflict and code sourced claims.
///
/// A claim is what a source asserts, not what happened: who did what to whom, where, when, how many, who says so and
/// how surely, with the words that state it. Annals works offline and gives the same answer every time.
#[derive(Parser)]
#[command(name = "annals", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::Args),
    Explain(explain::Args),
    Init(init::Args),
    Add(add::Args),
    Incidents(incidents::Args),
    Incident(incidents::OneArgs),
    Situation(situation::Args),
    Brief(brief::Args),
    #[command(subcommand)]
    Claims(claims::Command),
    Decide(decide::Args),
    History(history::Args),
    Log(log::Args),
    Verify(verify::Args),
    Rebuild(rebuild::Args),
    Serve(serve::Args),
    Assess(assess::Args),
    ComparePolicies(compare_policies::Args),
    #[command(subcommand)]
    Policy(policy::Command),
    #[command(subcommand)]
    Codebook(codebook::Command),
    #[command(subcommand)]
    Data(data::Command),
    /// What `annals` starts itself as, to read a PDF that it is handed on standard input
    #[command(name = pdf::COMMAND, hide = true)]
    PdfText,
}

/// How a command ended, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Every input was read, or is a duplicate; nothing is wrong.
    Done = 0,
    /// Some inputs were refused, or something was found wrong.
    Findings = 1,
    /// Wrong usage, or nothing could be done.
    Failed = 2,
}

/// Why nothing could be done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error(transparent)]
    Resources(#[from] resources::ResourcesError),
    #[error(transparent)]
    Codebook(#[from] ::claims::CodebookError),
    #[error(transparent)]
    Files(#[from] annals::files::FilesError),
    #[error(transparent)]
    Policies(#[from] annals::policies::PoliciesError),
    #[error(transparent)]
    Situating(#[from] annals::situating::SituatingError),
    #[error(transparent)]
    Headings(#[from] reconcile::situation::HeadingsError),
    #[error(transparent)]
    Workbook(#[from] annals::assessment::WorkbookError),
    #[error(transparent)]
    Install(#[from] annals::data::DataError),
    #[error(transparent)]
    Record(#[from] ::record::RecordError),
    #[error("the threads cannot be started: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    #[error("nothing can listen on port {port}: {source}")]
    Port { port: u16, source: io::Error },
    #[error("{}: {source}", path.display())]
    Page { path: PathBuf, source: io::Error },
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// What the user can do about it.
    fn hint(&self) -> Option<&str> {
        match self {
            Self::Resources(error) => error.hint(),
            Self::Install(error) => error.hint(),
            Self::Record(error) => error.hint(),
            Self::Port { .. } => Some("name another port with --port N, or any that is free with --port 0"),
            Self::Situating(error) => error.hint(),
            Self::Page { .. } => Some("name one that can be written to with --out"),
            _ => None,
        }
    }

    /// Whether the reader of our output has gone: nobody is left to be told.
    fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Incidents(args) => incidents::run(&args),
        Command::Incident(args) => incidents::run_one(&args),
        Command::Situation(args) => situation::run(&args),
        Command::Brief(args) => brief::run(&args),
        Command::Claims(command) => claims::run(&command),
        Command::Decide(args) => decide::run(args),
        Command::History(args) => history::run(&args),
        Command::Log(args) => log::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Rebuild(args) => rebuild::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Assess(args) => assess::run(&args),
        Command::ComparePolicies(args) => compare_policies::run(&args),
        Command::Policy(command) => policy::run(&command),
        Command::Codebook(command) => codebook::run(&command),
        Command::Data(command) => data::run(&command),
        Command::PdfText => pdf::run(),
    };
    ExitCode::from(result.unwrap_or_else(|failure| report(&failure)) as u8)
}

fn report(failure: &Failure) -> Status {
    if failure.is_broken_pipe() {
        return Status::Done;
    }
    say(&format!("error: {failure}"));
    if let Some(hint) = failure.hint() {
        say(&format!("hint: {hint}"));
    }
    Status::Failed
}

/// Tells the user something on standard error; that nobody listens there is no failure.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
