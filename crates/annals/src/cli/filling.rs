//! Rows of the source matrix that are filled by hand at the desk.

use annals::filling::{self, Cells};
use annals::import::About;
use annals::{deciding, derive};
use ingest::{Format, Options};
use model::{Claim, Proposal, Report, ReportId};
use publish::desk::{Filled, Filling, FillingOf, Undecided};
use record::Record;

use super::inputs::Said;
use super::staff::{ThisProgram, undecided};

/// What reports are called that somebody typed.
const INPUT: &str = "typed at the desk";

impl ThisProgram {
    /// Takes in the report of a row, if it is new, and the claims of its cells.
    pub(super) fn fill_row(&self, filling: &Filling, reason: &str) -> Result<Filled, Undecided> {
        let (mut record, coder) = (self.open()?, self.coder()?);
        let (report, claims) = match &filling.of {
            FillingOf::Held(report) => (report.clone(), self.of_held(&record, report, &filling.cells)?),
            FillingOf::Typed(row) => {
                let report = self.typed(row)?;
                let claims = self.claims_of(&report.id, Some(&report.text), &filling.cells)?;
                self.write(&mut record, std::slice::from_ref(&report), &Said::default())?;
                (report.id, claims)
            }
        };
        let (by, to) = (self.who.sign(), (&filling.incident, reason));
        let mut decisions =
            filling::add(&mut record, coder, &by, (&report, &claims), to).map_err(undecided)?;
        if let Some(translation) = &filling.translation {
            let proposal = Proposal::Translate { report: report.clone(), translation: translation.clone() };
            decisions.push(deciding::decide(&mut record, coder, by, &proposal, reason).map_err(undecided)?);
        }
        Ok(Filled { report: report.as_str().to_owned(), decisions })
    }

    fn of_held(&self, record: &Record, report: &ReportId, cells: &Cells) -> Result<Vec<Claim>, Undecided> {
        let read = derive::read_again(record.view(), report, self.layout())?;
        self.claims_of(report, read.as_ref().map(|read| read.text.as_str()), cells)
    }

    fn claims_of(
        &self,
        report: &ReportId,
        text: Option<&str>,
        cells: &Cells,
    ) -> Result<Vec<Claim>, Undecided> {
        let provenance = annals::import::provenance(&self.who.sign().who);
        let about = About { report, text, input: INPUT, provenance: &provenance };
        filling::claims(self.coder()?, cells, about).map_err(Undecided::Refused)
    }

    /// The report that a row of JSON lines is.
    fn typed(&self, row: &Cells) -> Result<Report, Undecided> {
        let options = Options::new(Format::Jsonl, self.layout());
        let reading = ingest::read(&filling::original(row), INPUT, &options);
        let why = || reading.refused.first().map_or("it has no words".to_owned(), ToString::to_string);
        reading.reports.first().cloned().ok_or_else(|| Undecided::Refused(why()))
    }
}
