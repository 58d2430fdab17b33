//! What the desk has this program do: read texts, code them, judge and write.

use std::io::Cursor;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use annals::deciding::{self, DecideError, Telling};
use annals::gather::Gathering;
use annals::looking::Looking;
use annals::situating::{self, By, Candidate, Days, SituatingError};
use annals::{Coder, Files, archived, assessing, assessment, derive, history, policies, resources};
use ingest::{Columns, Layout};
use jiff::Zoned;
use model::{Assessment, ClaimId, Incident, IncidentId, Proposal, Report, ReportId, Situation, input_name};
use publish::desk::{
    Archived, AskedPlace, Became, Change, Common, EventType, Filled, Filling, PlaceChoice, Sheet, Staff,
    Step, Tried, Unable, Undecided, Unplaced, Upload,
};
use reconcile::situation::Headings;
use reconcile::{Policy, Told};
use record::{Record, RecordError, Refusal, StoredDecision, View};

use super::account::number;
use super::inputs::Said;
use super::parts::Parts;
use super::receiving::{self, receive};
use super::record::Who;
use super::walk;
use super::{Failure, say};

/// Reports that are coded side by side and written together.
const BATCH: usize = 64;

/// The program that the desk runs in.
pub struct ThisProgram {
    files: Files,
    looking: Looking,
    policies: Vec<Policy>,
    headings: Headings,
    record: PathBuf,
    pub(super) who: Who,
    /// Whoever reads texts, as soon as there is one to read.
    coder: OnceLock<Coder>,
    /// Held while the coder is made, so that one is.
    making: Mutex<()>,
}

impl ThisProgram {
    /// The staff of a desk on the record at a path. Whether there is a model to read with is looked at here, and it is loaded when
    /// somebody first needs it.
    pub fn of(files: Files, record: PathBuf, who: Who) -> Result<Self, Failure> {
        resources::check_model()?;
        Ok(Self {
            looking: Looking::with(&files)?,
            policies: policies::all(&files)?,
            headings: files.headings()?,
            files,
            record,
            who,
            coder: OnceLock::new(),
            making: Mutex::default(),
        })
    }

    /// The coder, which is made the first time.
    pub(super) fn coder(&self) -> Result<&Coder, Unable> {
        if let Some(coder) = self.coder.get() {
            return Ok(coder);
        }
        let _alone = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(coder) = self.coder.get() {
            return Ok(coder);
        }
        let gazetteer = self.looking.gazetteer.clone();
        let coder = resources::coder_with(gazetteer, &self.files);
        let coder = coder.map_err(|error| Unable::Reader(error.to_string()))?;
        Ok(self.coder.get_or_init(|| coder))
    }

    /// The record, to write into.
    pub(super) fn open(&self) -> Result<Record, RecordError> {
        Record::open(&self.record)
    }

    /// How the parts of a text are told apart.
    pub(super) fn layout(&self) -> &Layout {
        &self.looking.layout
    }
}

impl Staff for ThisProgram {
    fn policies(&self) -> Vec<(String, String)> {
        self.policies.iter().map(|policy| (policy.name.clone(), policy.label.clone())).collect()
    }

    fn event_types(&self) -> Vec<EventType> {
        let types = self.looking.event_types.iter().cloned();
        types.map(|(name, ledger)| EventType { name, ledger }).collect()
    }

    fn read_again(&self, view: View<'_>, report: &ReportId) -> Result<Option<Report>, RecordError> {
        deciding::shown(view, report, self.layout())
    }

    fn archived(&self, view: View<'_>, report: &ReportId) -> Result<Archived, RecordError> {
        archived::archived(view, report, self.layout())
    }

    fn page(&self, view: View<'_>, report: &ReportId) -> Result<Option<String>, RecordError> {
        archived::page(view, report, self.layout())
    }

    fn assess(&self, view: View<'_>, incident: &Incident) -> Result<Vec<Assessment>, RecordError> {
        assessing::of_incident(view, incident, &self.looking.lexicon, &self.policies)
    }

    fn try_out(&self, uploads: &[Upload], common: &Common) -> Result<Tried, Unable> {
        let coder = self.coder()?;
        let (reports, refused) = self.read(uploads, &said(common));
        let told = assessing::told(coder, &reports);
        let read = reports.iter().zip(&told).map(|(report, told)| tried(report, told));
        let became = read.chain(refused.iter().map(refusal)).collect();
        let families = reconcile::families::of(&told, coder.grouping());
        let assessments = assessing::assess(&told, &families, coder.lexicon(), &self.policies);
        Ok(Tried { assessments, became })
    }

    fn add(&self, uploads: &[Upload], common: &Common) -> Result<Vec<Became>, Unable> {
        let said = said(common);
        let (reports, refused) = self.read(uploads, &said);
        let mut record = self.open()?;
        let mut became = Vec::new();
        for reports in reports.chunks(BATCH) {
            became.extend(self.write(&mut record, reports, &said)?);
        }
        let mut batch = record.batch(self.who.sign())?;
        refused.iter().try_for_each(|refused| batch.refuse(refused))?;
        batch.commit()?;
        became.extend(refused.iter().map(refusal));
        Ok(became)
    }

    fn tell(
        &self,
        view: View<'_>,
        decisions: Vec<StoredDecision>,
    ) -> Result<Vec<StoredDecision>, RecordError> {
        let mut telling = Telling::new(view);
        decisions.into_iter().map(|stored| telling.decision(stored)).collect()
    }

    fn decide(&self, proposal: &Proposal, reason: &str) -> Result<i64, Undecided> {
        let mut record = self.open()?;
        deciding::decide(&mut record, self.coder()?, self.who.sign(), proposal, reason).map_err(undecided)
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
        let meant = situating::find_place(view, &self.looking.gazetteer, &asked.called).map_err(unplaced)?;
        let wanted = |policy: &&Policy| asked.policy.as_ref().is_none_or(|name| *name == policy.name);
        let policies: Vec<Policy> = self.policies.iter().filter(wanted).cloned().collect();
        let by = By { policies: &policies, lexicon: &self.looking.lexicon, headings: &self.headings };
        let today = Zoned::now().date();
        let (at, known) = (asked.at.unwrap_or(today), asked.known.unwrap_or(today));
        let days = Days { at, known, since: asked.since };
        situating::situate(view, meant, days, by).map_err(Unplaced::Record)
    }

    fn history(&self, view: View<'_>, subject: &str) -> Result<Option<Vec<Step>>, Unable> {
        let steps = if let Some(incident) = id::<IncidentId>(subject, "inc_") {
            history::of_incident(view, &incident, &self.looking.lexicon)?
        } else if let Some(claim) = id::<ClaimId>(subject, "clm_") {
            history::of_claim(view, &claim, self.coder()?)?
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
        DecideError::Record(error) => error.into(),
    }
}

impl ThisProgram {
    /// The reports of texts in their order, and what is not read.
    fn read(&self, uploads: &[Upload], said: &Said) -> (Vec<Report>, Vec<Refusal>) {
        let (mut reports, mut refused) = (Vec::new(), Vec::new());
        for upload in uploads {
            let parts = Parts::of(Cursor::new(upload.bytes.clone()), Some(&upload.name), &said.columns);
            // Bytes in memory are read to their end.
            for part in parts.into_iter().flatten().flatten() {
                let reading = said.read(&part, &upload.name, self.layout());
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
        said: &Said,
    ) -> Result<Vec<Became>, Unable> {
        let coder = self.coder()?;
        let told: Vec<derive::Derived> = annals::side_by_side(reports, |report| derive::tell(coder, report));
        let mut batch = record.batch(self.who.sign())?;
        let mut gathering = Gathering::new(coder);
        let mut became = Vec::with_capacity(reports.len());
        for (report, derived) in reports.iter().zip(told) {
            let taken = receive(&mut batch, &mut gathering, report, said, || derived)?;
            became.push(account(report, taken));
        }
        gathering.finish(&batch)?;
        batch.commit()?;
        Ok(became)
    }
}

/// What the desk says of texts, as the command says it of inputs.
fn said(common: &Common) -> Said {
    Said { published: common.published, language: common.language.clone(), columns: Columns::USUAL }
}

fn tried(report: &Report, told: &Told) -> Became {
    let words = match &report.language {
        Some(language) if !report.is_english() => receiving::not_read(language),
        _ => format!("read, {}", number(told.claims.len(), "claim")),
    };
    Became { input: report.input.clone(), taken: true, words, report: None }
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

fn account(report: &Report, became: receiving::Became) -> Became {
    // What came before may have come from a folder of this machine.
    let became = match became {
        receiving::Became::Duplicate(first) => receiving::Became::Duplicate(input_name(&first).to_owned()),
        became => became,
    };
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
