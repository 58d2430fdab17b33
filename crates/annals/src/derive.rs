//! What a record holds of a report beside its original. Adding, importing and rebuilding all go through here, each report in
//! the order of the log, so that a record that is rebuilt holds the same.

use ingest::{Format, Layout, Options};
use model::{Claim, Decision, Imprint, Report, ReportId};
use reconcile::{Episode, Told, Wording};
use record::{Action, Batch, Description, Entry, Receipt, RecordError, View};
use serde::de::DeserializeOwned;

use crate::gather::Gathering;
use crate::{Coder, deciding, families, side_by_side};

/// Reports that are coded side by side before any of them is stored.
const BATCH: usize = 64;

/// What is derived of one report alone: its claims, and which of them are about one occurrence.
#[derive(Debug)]
pub struct Derived {
    pub told: Told,
    pub episodes: Vec<Episode>,
}

impl Derived {
    /// Of claims whose words are not at hand.
    pub fn of_claims(told: Told, coder: &Coder) -> Self {
        Self { episodes: episodes(&told, &[], coder), told }
    }
}

/// A report with its claims, ready to be reconciled.
pub fn told(report: &Report, claims: Vec<Claim>) -> Told {
    Told { imprint: Imprint::from(report), text: report.without_markup().into_owned(), claims }
}

/// What is derived of a report, as the coder reads it.
pub fn tell(coder: &Coder, report: &Report) -> Derived {
    let coded = coder.code(report);
    let wordings = reconcile::wordings(report, &coded.parse);
    let told = told(report, coded.claims);
    Derived { episodes: episodes(&told, &wordings, coder), told }
}

/// The occurrences that a report tells of, with where in the gazetteer they lie.
pub(crate) fn episodes(told: &Told, wordings: &[Wording], coder: &Coder) -> Vec<Episode> {
    let gazetteer = coder.gazetteer();
    let containers = |id: &str| -> Vec<String> {
        let place = gazetteer.by_id(id);
        let containers = place.map_or(Vec::new(), |place| gazetteer.containers(&place));
        containers.iter().map(|container| gazetteer.id(container)).collect()
    };
    let mut episodes = reconcile::episodes(told, wordings, coder.grouping());
    episodes.iter_mut().for_each(|episode| episode.locate(containers));
    episodes
}

/// Stores everything that is derived from the report that the entry `sequence` brought.
pub fn derive(
    batch: &Batch<'_>,
    sequence: i64,
    derived: &Derived,
    gathering: &mut Gathering<'_>,
) -> Result<(), RecordError> {
    let Derived { told, episodes } = derived;
    batch.put_report(sequence, &told.imprint)?;
    batch.put_claims(&told.imprint.report, &told.claims)?;
    batch.put_words(&told.imprint, &told.text, &told.claims)?;
    families::join(batch, told, gathering.grouping())?;
    gathering.take(batch, sequence, told, episodes)
}

/// Stores everything that is derived from a claim that was handed in, for a report which is there already.
pub fn derive_claim(
    batch: &Batch<'_>,
    claim: &Claim,
    coder: &Coder,
    gathering: &mut Gathering<'_>,
) -> Result<(), RecordError> {
    batch.put_claims(&claim.report, std::slice::from_ref(claim))?;
    deciding::retell(batch, &claim.report, coder, gathering)
}

/// Derives everything anew from the originals and the claims that were handed in. `step` is called for each report.
pub fn rebuild(batch: &Batch<'_>, coder: &Coder, step: &dyn Fn()) -> Result<(), RecordError> {
    batch.forget_derived()?;
    let gathering = Gathering::new(coder);
    let mut rebuilding = Rebuilding { batch, coder, step, gathering, received: Vec::new() };
    for entry in batch.view().log() {
        rebuilding.take(entry?)?;
    }
    rebuilding.flush()?;
    rebuilding.gathering.finish(batch)
}

/// A rebuild on its way through the log.
struct Rebuilding<'a> {
    batch: &'a Batch<'a>,
    coder: &'a Coder,
    step: &'a dyn Fn(),
    gathering: Gathering<'a>,
    /// Reports that wait to be coded side by side.
    received: Vec<Entry>,
}

impl Rebuilding<'_> {
    fn take(&mut self, entry: Entry) -> Result<(), RecordError> {
        match Action::named(&entry.action) {
            Some(Action::Received) => {
                self.received.push(entry);
                if self.received.len() >= BATCH { self.flush() } else { Ok(()) }
            }
            Some(Action::Described) => {
                self.flush()?;
                let derived = Derived::of_claims(described(self.batch.view(), &entry)?, self.coder);
                (self.step)();
                derive(self.batch, entry.sequence, &derived, &mut self.gathering)
            }
            Some(Action::Imported) => {
                self.flush()?;
                let claim: Option<Claim> = words(self.batch.view(), &entry)?;
                claim
                    .map_or(Ok(()), |claim| derive_claim(self.batch, &claim, self.coder, &mut self.gathering))
            }
            Some(Action::Decided) => {
                self.flush()?;
                let decision: Option<Decision> = words(self.batch.view(), &entry)?;
                self.batch.put_decision(entry.sequence, decision.as_ref())?;
                let Some(decision) = decision else { return Ok(()) };
                deciding::take_effect(self.batch, &decision, self.coder, &mut self.gathering)
            }
            Some(Action::Created | Action::Duplicate | Action::Refused) | None => Ok(()),
        }
    }

    fn flush(&mut self) -> Result<(), RecordError> {
        let view = self.batch.view();
        let kept: Vec<Kept> =
            self.received.iter().map(|entry| Kept::of(view, entry)).collect::<Result<_, _>>()?;
        let told: Vec<Derived> = side_by_side(&kept, |kept| kept.tell(self.coder));
        for (entry, derived) in self.received.drain(..).zip(&told) {
            derive(self.batch, entry.sequence, derived, &mut self.gathering)?;
            (self.step)();
        }
        Ok(())
    }
}

/// What the record keeps of a report that was received.
struct Kept {
    report: ReportId,
    /// None where it was erased.
    original: Option<Vec<u8>>,
    receipt: Receipt,
}

impl Kept {
    fn of(view: View<'_>, entry: &Entry) -> Result<Self, RecordError> {
        let original = entry.original.as_ref().map_or(Ok(None), |hash| view.bytes(hash))?;
        let receipt = words(view, entry)?.unwrap_or_default();
        Ok(Self { report: subject(entry)?, original, receipt })
    }

    /// What the report tells; nothing, if this program does not read it any more.
    fn tell(&self, coder: &Coder) -> Derived {
        match self.read(coder.layout()) {
            Some(report) => tell(coder, &report),
            None => {
                let imprint = Description::default().imprint(self.report.clone(), &self.receipt.input);
                Derived::of_claims(untold(imprint), coder)
            }
        }
    }

    /// The report, read from its original again.
    fn read(&self, layout: &Layout) -> Option<Report> {
        let format = Format::of_original(&self.receipt.media_type)?;
        // What was read within bounds once needs no process of its own any more.
        let Receipt { published, language, .. } = &self.receipt;
        let options =
            Options { published: *published, language: language.as_deref(), ..Options::new(format, layout) };
        let reading = ingest::read(self.original.as_deref()?, &self.receipt.input, &options);
        reading.reports.into_iter().find(|report| report.id == self.report)
    }
}

/// A report of which only the imprint is known.
pub fn untold(imprint: Imprint) -> Told {
    Told { imprint, text: String::new(), claims: Vec::new() }
}

/// A report of the record, read from its original again; none where its words are not in the record.
pub fn read_again(view: View<'_>, report: &ReportId, layout: &Layout) -> Result<Option<Report>, RecordError> {
    let Some((original, receipt)) = view.original(report)? else { return Ok(None) };
    Ok(Kept { report: report.clone(), original: Some(original), receipt }.read(layout))
}

fn described(view: View<'_>, entry: &Entry) -> Result<Told, RecordError> {
    let receipt: Receipt = words(view, entry)?.unwrap_or_default();
    let description: Option<Description> =
        entry.original.as_ref().map_or(Ok(None), |original| view.words(original))?;
    Ok(untold(description.unwrap_or_default().imprint(subject(entry)?, &receipt.input)))
}

/// What was said with an entry; none where it was erased.
fn words<T: DeserializeOwned>(view: View<'_>, entry: &Entry) -> Result<Option<T>, RecordError> {
    entry.words.as_ref().map_or(Ok(None), |words| view.words(words))
}

/// The report that an entry is about.
fn subject(entry: &Entry) -> Result<ReportId, RecordError> {
    Ok(serde_json::from_value(serde_json::json!(entry.subject))?)
}
