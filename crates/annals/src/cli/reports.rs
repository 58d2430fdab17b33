//! Reports of inputs, all at once: for commands that look at several together.

use std::collections::BTreeSet;
use std::ffi::OsString;

use ingest::Layout;
use model::{Report, ReportId};
use publish::printable;
use record::Refusal;

use super::account::Account;
use super::inputs::{Inputs, Said};
use super::walk::{Taker, Walk};
use super::{Failure, say};

/// All reports that the arguments name, in sorted order of input, each once; what is refused is said and counted.
pub fn read(files: &[OsString], said: &Said, layout: &Layout) -> Result<(Vec<Report>, Account), Failure> {
    let inputs = Inputs::of(files);
    let account = Account { n_passed_over: inputs.n_passed_over, ..Account::default() };
    let mut taken = Taken { reports: Vec::new(), seen: BTreeSet::new(), account };
    Walk { said, layout }.over(&inputs, &mut taken)?;
    taken.account.n_reports = taken.reports.len();
    Ok((taken.reports, taken.account))
}

/// The reports of a run, each once.
struct Taken {
    reports: Vec<Report>,
    seen: BTreeSet<ReportId>,
    account: Account,
}

impl Taker for Taken {
    fn take(&mut self, report: Report) -> Result<(), Failure> {
        if self.seen.insert(report.id.clone()) {
            self.reports.push(report);
        } else {
            self.account.n_duplicates += 1;
            say(&printable(&format!("{}: duplicate", report.input)));
        }
        Ok(())
    }

    fn refuse(&mut self, refusal: Refusal) -> Result<(), Failure> {
        self.account.n_refused += 1;
        say(&printable(&format!("refused: {refusal}")));
        Ok(())
    }

    fn remark(&mut self, remark: &str) {
        say(&printable(remark));
    }

    fn end_input(&mut self) {
        self.account.n_inputs += 1;
    }
}
