//! What a report tells, once people had their say: its claims as they are read from its original, and as they were decided on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingest::Layout;
use model::{Act, Claim, ClaimId, Report, ReportId, Subject};
use reconcile::decisions::{self, Decided, Redaction, Ruling, Tie};
use reconcile::{Episode, Told, Wording};
use record::{Batch, DecisionStanding, Description, RecordError, StoredDecision, View};

use crate::Coder;
use crate::derive;
use crate::gather::Gathering;

/// Reports that are kept as they were read, at most.
const N_READINGS: usize = 256;

/// What a report says, before anybody decided anything.
#[derive(Debug)]
struct Reading {
    /// The whole text, in which words to be withheld are found.
    text: String,
    told: Told,
    wordings: Vec<Wording>,
}

/// Reports as they were read: many decisions may be about one.
#[derive(Debug, Default)]
pub struct Readings(BTreeMap<ReportId, Option<Arc<Reading>>>);

impl Readings {
    /// A report as it is read; none where its words are not in the record.
    fn of(
        &mut self,
        view: View<'_>,
        report: &ReportId,
        coder: &Coder,
    ) -> Result<Option<Arc<Reading>>, RecordError> {
        if let Some(known) = self.0.get(report) {
            return Ok(known.clone());
        }
        if self.0.len() >= N_READINGS {
            self.0.clear();
        }
        let read = read(view, report, coder)?.map(Arc::new);
        self.0.insert(report.clone(), read.clone());
        Ok(read)
    }

    /// Forgets a report whose words were erased.
    pub fn forget(&mut self, report: &ReportId) {
        self.0.remove(report);
    }
}

fn read(view: View<'_>, report: &ReportId, coder: &Coder) -> Result<Option<Reading>, RecordError> {
    let Some(read) = derive::read_again(view, report, coder.layout())? else { return Ok(None) };
    let coded = coder.code(&read);
    let wordings = reconcile::wordings(&read, &coded.parse);
    Ok(Some(Reading { told: derive::told(&read, coded.claims), text: read.text, wordings }))
}

/// Derives anew what a report tells, with all that was decided about it.
pub fn retell(
    batch: &Batch<'_>,
    report: &ReportId,
    coder: &Coder,
    gathering: &mut Gathering<'_>,
) -> Result<(), RecordError> {
    let Some(sequence) = batch.view().sequence(report)? else { return Ok(()) };
    let rulings = rulings(batch.view(), report)?;
    let read = gathering.readings.of(batch.view(), report, coder)?;
    let retold = Retold::of(batch.view(), report, read.as_deref(), &rulings)?;
    gathering.forget(batch, report)?;
    batch.remove_claims(report)?;
    batch.put_imprint(&retold.told.imprint)?;
    batch.put_claims(report, &retold.told.claims)?;
    batch.put_rejected(&retold.rejected)?;
    batch.put_words(&retold.told.imprint, &retold.told.text, &retold.told.claims)?;
    let episodes = retold.episodes(coder, &rulings);
    gathering.take(batch, sequence, &retold.told, &episodes)?;
    rulings.iter().try_for_each(|ruling| stand(batch, ruling, &retold))
}

/// Says whether a decision finds what it is about.
fn stand(batch: &Batch<'_>, ruling: &Ruling, retold: &Retold) -> Result<(), RecordError> {
    let mut is_lost = retold.lost.contains(&ruling.sequence);
    for subject in ruling.decision.act.claims() {
        let is_here = subject.report == retold.told.imprint.report && retold.holds(subject);
        is_lost |= !is_here && claim_of(batch.view(), subject)?.is_none();
    }
    let standing = if is_lost { DecisionStanding::Lost } else { DecisionStanding::Stands };
    batch.set_standing(ruling.sequence, standing)
}

/// What a report tells, with what was decided about it.
struct Retold {
    told: Told,
    rejected: Vec<(usize, Claim)>,
    wordings: Vec<Wording>,
    /// Decisions that are about no claim that there is.
    lost: Vec<i64>,
}

impl Retold {
    fn of(
        view: View<'_>,
        report: &ReportId,
        read: Option<&Reading>,
        rulings: &[Ruling],
    ) -> Result<Self, RecordError> {
        let (mut told, wordings, redaction) = match read {
            Some(read) => (read.told.clone(), read.wordings.clone(), redaction(&read.text, rulings)),
            None => (untold(view, report)?, Vec::new(), Redaction::default()),
        };
        told.claims.extend(view.imported(report)?);
        let Decided { claims, rejected, lost } = decisions::decide(told.claims, rulings);
        let rejected = rejected.into_iter().map(|(place, claim)| (place, redaction.claim(claim))).collect();
        let told = redaction.told(Told { claims, ..told });
        Ok(Self { told, rejected, wordings: redaction.wordings(wordings), lost })
    }

    /// Whether it holds the claim that a decision is about, or held it until that was rejected.
    fn holds(&self, subject: &Subject) -> bool {
        let rejected = self.rejected.iter().map(|(_, claim)| claim);
        decisions::find(self.told.claims.iter().chain(rejected), subject).is_some()
    }

    /// The occurrences that it tells of; claims that somebody took out of an incident are of one of their own.
    fn episodes(&self, coder: &Coder, rulings: &[Ruling]) -> Vec<Episode> {
        let groups: Vec<BTreeSet<ClaimId>> =
            rulings.iter().filter_map(|ruling| self.leaving(&ruling.decision.act)).collect();
        decisions::episodes_apart(&self.told, &self.wordings, coder.grouping(), &groups)
    }

    /// The claims of this report that an act takes out of an incident.
    fn leaving(&self, act: &Act) -> Option<BTreeSet<ClaimId>> {
        let Act::Split { leaving, .. } = act else { return None };
        let claims = &self.told.claims;
        let found = leaving.iter().filter_map(|subject| decisions::find(claims.iter(), subject));
        Some(found.filter_map(|at| claims.get(at)).map(|claim| claim.id.clone()).collect())
    }
}

/// A report whose words are not there.
fn untold(view: View<'_>, report: &ReportId) -> Result<Told, RecordError> {
    let unknown = || Description::default().imprint(report.clone(), "");
    Ok(derive::untold(view.imprint(report)?.unwrap_or_else(unknown)))
}

fn redaction(text: &str, rulings: &[Ruling]) -> Redaction {
    let spans = rulings.iter().flat_map(|ruling| match &ruling.decision.act {
        Act::Redact { spans, .. } => spans.clone(),
        _ => Vec::new(),
    });
    Redaction::of(text, spans)
}

/// The claims of a report as they are read and were handed in, before anybody decided anything; what was decided; and what of it is not to
/// be shown.
pub fn claims_as_read(
    view: View<'_>,
    report: &ReportId,
    coder: &Coder,
) -> Result<(Vec<Claim>, Vec<Ruling>, Redaction), RecordError> {
    let (read, rulings) = (read(view, report, coder)?, rulings(view, report)?);
    let redaction = redaction(read.as_ref().map_or("", |read| &read.text), &rulings);
    let mut claims = read.map_or_else(Vec::new, |read| read.told.claims);
    claims.extend(view.imported(report)?);
    Ok((claims, rulings, redaction))
}

/// A report as it may be shown: words that are withheld are masked, and everything stays where it was. None where its words are not
/// in the record.
pub fn shown(view: View<'_>, report: &ReportId, layout: &Layout) -> Result<Option<Report>, RecordError> {
    let Some(read) = derive::read_again(view, report, layout)? else { return Ok(None) };
    let redaction = redaction(&read.text, &rulings(view, report)?);
    let title = read.title.as_deref().map(|title| redaction.mask(title));
    Ok(Some(Report { text: redaction.mask(&read.text), title, ..read }))
}

/// The words of a report that are withheld: they are found in its text, whatever its parts are.
pub fn withheld(view: View<'_>, report: &ReportId) -> Result<Redaction, RecordError> {
    let read = derive::read_again(view, report, &Layout::default())?;
    let Some(read) = read else { return Ok(Redaction::default()) };
    Ok(redaction(&read.text, &rulings(view, report)?))
}

/// What was decided about a report and was not undone, in the order of the log.
fn rulings(view: View<'_>, report: &ReportId) -> Result<Vec<Ruling>, RecordError> {
    let stored = view.decisions_about(report.as_str())?;
    Ok(stored.into_iter().filter_map(ruling).collect())
}

/// A decision that holds, or would if what it is about were there.
fn ruling(stored: StoredDecision) -> Option<Ruling> {
    let StoredDecision { sequence, who, time, standing, decision, .. } = stored;
    let holds = matches!(standing, DecisionStanding::Stands | DecisionStanding::Lost);
    decision.filter(|_| holds).map(|decision| Ruling { sequence, who, time, decision })
}

/// What people said of which claims of a report are about the same occurrence as others.
pub fn ties(view: View<'_>, report: &ReportId) -> Result<Vec<Tie>, RecordError> {
    let mut ties = Vec::new();
    for ruling in rulings(view, report)? {
        ties.extend(Tie::of(&ruling, |subject| view.claims(&subject.report))?);
    }
    Ok(ties)
}

/// The claim that a decision is about, as the record holds it now: one that was rejected, too.
pub fn claim_of(view: View<'_>, subject: &Subject) -> Result<Option<Claim>, RecordError> {
    let mut claims = view.claims(&subject.report)?;
    claims.extend(view.rejected(&subject.report)?.into_iter().map(|(_, claim)| claim));
    Ok(decisions::find(claims.iter(), subject).and_then(|at| claims.get(at)).cloned())
}
