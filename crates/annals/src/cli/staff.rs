//! What the desk has this program do: read texts, code them, judge and write.

use std::io::Cursor;
use std::path::PathBuf;

use annals::deciding::{self, DecideError};
use annals::gather::Gathering;
use annals::situating::{self, By, Candidate, Days, SituatingError};
use annals::{Coder, assessing, assessment, derive, history};
use ingest::Columns;
use jiff::Zoned;
use jiff::civil::Date;
use model::{Assessment, ClaimId, Incident, IncidentId, Proposal, Report, ReportId, Situation};
use publish::desk::{
    AskedPlace, Became, Change, EventType, Filled, Filling, PlaceChoice, Sheet, Staff, Step, Tried,
    Undecided, Unplaced, Upload,
};
use reconcile::Policy;
use reconcile::situation::Headings;
use record::{Record, RecordError, Refusal, View};

use super::account::number;
use super::inputs::Said;
use super::parts::Parts;
use super::receiving::{self, receive};
use super::record::Who;
use super::say;
use super::walk;

/// Reports that are coded side by side and written together.
const BATCH: usize = 64;

/// The program that the desk runs in.
pub struct ThisProgram {
    pub coder: Coder,
    pub policies: Vec<Policy>,
    pub headings: Headings,
    pub record: PathBuf,
    pub who: Who,
}

impl Staff for ThisProgram {
    fn policies(&self) -> Vec<(String, String)> {
        self.policies.iter().map(|policy| (policy.name.clone(), policy.label.clone())).collect()
    }

    fn event_types(&self) -> Vec<EventType> {
        let types = self.coder.codebook().types.iter();
        types.map(|known| EventType { name: known.name.clone(), ledger: known.ledger.clone() }).collect()
    }

    fn read_again(&self, view: View<'_>, report: &ReportId) -> Result<Option<Report>, RecordError> {
        deciding::shown(view, report, &self.coder)
    }

    fn assess(&self, view: View<'_>, incident: &Incident) -> Result<Vec<Assessment>, RecordError> {
        assessing::of_incident(view, incident, self.coder.lexicon(), &self.policies)
    }

    fn try_out(&self, uploads: &[Upload], published: Option<Date>) -> Tried {
        let (reports, refused) = self.read(uploads, published);
        let told = assessing::told(&self.coder, &reports);
        let read = told.iter().map(|told| Became {
            input: told.imprint.input.clone(),
            taken: true,
            words: format!("read, {}", number(told.claims.len(), "claim")),
            report: None,
        });
        let became = read.chain(refused.iter().map(refusal)).collect();
        let families = reconcile::families::of(&told, self.coder.grouping());
        let assessments = assessing::assess(&told, &families, self.coder.lexicon(), &self.policies);
        Tried { assessments, became }
    }

    fn add(&self, uploads: &[Upload], published: Option<Date>) -> Result<Vec<Became>, RecordError> {
        let (reports, refused) = self.read(uploads, published);
        let mut record = Record::open(&self.record)?;
        let mut became = Vec::new();
        for reports in reports.chunks(BATCH) {
            became.extend(self.write(&mut record, reports, published)?);
        }
        let mut batch = record.batch(self.who.sign())?;
        refused.iter().try_for_each(|refused| batch.refuse(refused))?;
        batch.commit()?;
        became.extend(refused.iter().map(refusal));
        Ok(became)
    }

    fn decide(&self, proposal: &Proposal, reason: &str) -> Result<i64, Undecided> {
        let mut record = Record::open(&self.record).map_err(Undecided::Record)?;
        deciding::decide(&mut record, &self.coder, self.who.sign(), proposal, reason).map_err(undecided)
    }

    fn sheet(&self, assessments: &[Assessment], sheet: Sheet) -> Result<Vec<u8>, String> {
        match sheet {
            Sheet::Csv => Ok(assessment::csv(assessments).into_bytes()),
            Sheet::Workbook => assessment::xlsx(assessments).map_err(|error| error.to_string()),
        }
    }

    fn fill(&self, filling: &Filling, reason: &str) -> Result<Filled, Undecided> {
        self.fill_row(filling, reason)
    }

    fn situate(&self, view: View<'_>, asked: &AskedPlace) -> Result<Situation, Unplaced> {
        let meant = situating::find_place(view, self.coder.gazetteer(), &asked.called).map_err(unplaced)?;
        let wanted = |policy: &&Policy| asked.policy.as_ref().is_none_or(|name| *name == policy.name);
        let policies: Vec<Policy> = self.policies.iter().filter(wanted).cloned().collect();
        let by = By { policies: &policies, lexicon: self.coder.lexicon(), headings: &self.headings };
        let today = Zoned::now().date();
        let (at, known) = (asked.at.unwrap_or(today), asked.known.unwrap_or(today));
        let days = Days { at, known, since: asked.since };
        situating::situate(view, meant, days, by).map_err(Unplaced::Record)
    }

    fn history(&self, view: View<'_>, subject: &str) -> Result<Option<Vec<Step>>, RecordError> {
        let steps = if let Some(incident) = id::<IncidentId>(subject, "inc_") {
            history::of_incident(view, &incident, self.coder.lexicon())?
        } else if let Some(claim) = id::<ClaimId>(subject, "clm_") {
            history::of_claim(view, &claim, &self.coder)?
        } else {
            None
        };
        Ok(steps.map(|steps| steps.into_iter().map(step).collect()))
    }

    fn complain(&self, what: &str) {
        say(&format!("error: {what}"));
    }
}

/// Why nothing was decided, as the desk tells it.
pub(super) fn undecided(error: DecideError) -> Undecided {
    match error {
        DecideError::Refused(why) => Undecided::Refused(why),
        DecideError::Record(error) => Undecided::Record(error),
    }
}

impl ThisProgram {
    /// The reports of texts in their order, and what is not read.
    fn read(&self, uploads: &[Upload], published: Option<Date>) -> (Vec<Report>, Vec<Refusal>) {
        let said = Said { published, columns: Columns::USUAL };
        let (mut reports, mut refused) = (Vec::new(), Vec::new());
        for upload in uploads {
            let parts = Parts::of(Cursor::new(upload.bytes.clone()), Some(&upload.name), &said.columns);
            // Bytes in memory are read to their end.
            for part in parts.into_iter().flatten().flatten() {
                let reading = said.read(&part, &upload.name, self.coder.layout());
                refused.extend(reading.refused.iter().map(walk::refusal));
                reports.extend(reading.reports);
            }
        }
        (reports, refused)
    }

    /// Takes reports into the record in one batch.
    pub(super) fn write(
        &self,
        record: &mut Record,
        reports: &[Report],
        published: Option<Date>,
    ) -> Result<Vec<Became>, RecordError> {
        let told: Vec<derive::Derived> =
            annals::side_by_side(reports, |report| derive::tell(&self.coder, report));
        let mut batch = record.batch(self.who.sign())?;
        let mut gathering = Gathering::new(&self.coder);
        let mut became = Vec::with_capacity(reports.len());
        for (report, derived) in reports.iter().zip(told) {
            let taken = receive(&mut batch, &mut gathering, report, published, || derived)?;
            became.push(account(report, &taken));
        }
        gathering.finish(&batch)?;
        batch.commit()?;
        Ok(became)
    }
}

fn unplaced(error: SituatingError) -> Unplaced {
    match error {
        SituatingError::Record(error) => Unplaced::Record(error),
        SituatingError::Unknown(_) => Unplaced::Unknown(error.to_string()),
        SituatingError::Ambiguous { candidates, .. } => {
            let choice = |one: Candidate| PlaceChoice { id: one.id, words: one.words };
            Unplaced::Several(candidates.into_iter().map(choice).collect())
        }
    }
}

/// The id that begins as such ids do.
fn id<T: serde::de::DeserializeOwned>(text: &str, prefix: &str) -> Option<T> {
    text.starts_with(prefix).then(|| serde_json::from_value(text.into()).ok()).flatten()
}

fn step(step: history::Step) -> Step {
    let history::Step { sequence, time, who, what, because, changes } = step;
    let change = |history::Change { field, from, to }| Change { field, from, to };
    Step { sequence, time, who, what, because, changes: changes.into_iter().map(change).collect() }
}

fn account(report: &Report, became: &receiving::Became) -> Became {
    Became {
        input: report.input.clone(),
        taken: true,
        words: became.words(&report.input),
        report: Some(report.id.as_str().to_owned()),
    }
}

fn refusal(refused: &Refusal) -> Became {
    let line = refused.line.map_or_else(String::new, |line| format!(", line {line}"));
    Became {
        input: format!("{}{line}", refused.input),
        taken: false,
        words: format!("refused because {}", refused.because),
        report: None,
    }
}
