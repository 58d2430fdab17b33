//! `annals policy`: whether policies are right, and how surely their rules are known.

use std::io::{self, Write};

use annals::{Files, policies};
use reconcile::{Lexicon, Policy, policy};

use super::coding::ByCodebook;
use super::{Failure, Status};

/// Look after policies
#[derive(clap::Subcommand)]
pub enum Command {
    /// Check policies, and run their examples
    ///
    /// Exits with 0 if all examples hold, 1 if one does not, 2 if a file cannot be read.
    #[command(after_help = "Examples:\n  annals policy check\n  annals policy check my-policy.toml")]
    Check {
        /// Names, or files of your own [default: all policies of the program]
        #[arg(value_name = "NAME|FILE")]
        policies: Vec<String>,

        #[command(flatten)]
        codebook: ByCodebook,
    },
}

/// Runs `annals policy`.
pub fn run(command: &Command) -> Result<Status, Failure> {
    let Command::Check { policies: names, codebook } = command;
    let files = codebook.files()?;
    let lexicon = policies::lexicon(&files)?;
    let mut status = Status::Done;
    for policy in chosen(&files, names)? {
        if !check(&policy, &lexicon)? {
            status = Status::Findings;
        }
    }
    Ok(status)
}

fn chosen(files: &Files, names: &[String]) -> Result<Vec<Policy>, Failure> {
    match names {
        [] => Ok(policies::all(files)?),
        names => Ok(names.iter().map(|name| policies::find(files, name)).collect::<Result<_, _>>()?),
    }
}

/// Whether all examples of a policy hold; says which do not.
fn check(policy: &Policy, lexicon: &Lexicon) -> Result<bool, Failure> {
    let problems = policy::check(policy, lexicon);
    let mut out = io::stdout();
    let (n_rules, n_remembered) = (policy.rules().count(), policy.remembered());
    let known = format!("{n_rules} rules, {n_remembered} of them from memory only");
    match problems.as_slice() {
        [] => writeln!(out, "{}: {known}; {} examples, all right", policy.name, policy.examples.len())?,
        _ => writeln!(out, "{}: {known}\n- {}", policy.name, problems.join("\n- "))?,
    }
    Ok(problems.is_empty())
}
