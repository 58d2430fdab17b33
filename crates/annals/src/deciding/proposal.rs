//! What somebody asks, by the ids that are shown, made a decision by the words that it is about.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    About, Act, Claim, ClaimId, Incident, IncidentId, Proposal, Report, ReportId, Span, Subject, Translation,
};
use reconcile::decisions;
use record::{DecisionStanding, View};
use serde_json::{Map, Value};

use super::DecideError;
use super::shorthand;
use crate::import::{self, Contract};
use crate::{Coder, derive};

/// The act that somebody asks for.
pub fn act(view: View<'_>, coder: &Coder, proposal: &Proposal) -> Result<Act, DecideError> {
    match proposal {
        Proposal::Confirm { claim } => Ok(Act::Confirm { claim: subject(view, claim)? }),
        Proposal::Reject { claim } => Ok(Act::Reject { claim: subject(view, claim)? }),
        Proposal::Correct { claim, fields } => correct(view, coder, claim, fields),
        Proposal::Add { report, claim } => add(view, coder, report, claim),
        Proposal::Merge { incidents } => merge(view, incidents),
        Proposal::Split { incident, claims } => split(view, incident, claims),
        Proposal::Note { about } => Ok(Act::Note { about: noted(view, about)? }),
        Proposal::Translate { report, translation } => translate(view, report, translation),
        Proposal::Redact { report, words } => redact(view, coder, report, words),
        Proposal::Erase { report } => erase(view, report),
        Proposal::Undo { decision } => undo(view, *decision),
    }
}

fn refused<T>(why: String) -> Result<T, DecideError> {
    Err(DecideError::Refused(why))
}

/// The claim with an id, rejected ones included.
fn claim(view: View<'_>, id: &ClaimId) -> Result<Claim, DecideError> {
    let found = match view.claim(id)? {
        Some(claim) => Some(claim),
        None => view.rejected_claim(id)?,
    };
    found.map_or_else(|| refused(format!("the record holds no claim {}", id.as_str())), Ok)
}

fn subject(view: View<'_>, id: &ClaimId) -> Result<Subject, DecideError> {
    Ok(Subject::of(&claim(view, id)?))
}

fn correct(
    view: View<'_>,
    coder: &Coder,
    id: &ClaimId,
    fields: &BTreeMap<String, Value>,
) -> Result<Act, DecideError> {
    let claim = claim(view, id)?;
    if fields.is_empty() {
        return refused("say which field is to have which value".to_owned());
    }
    let fields = fields
        .iter()
        .map(|(path, value)| (path.clone(), shorthand::whole(&claim, path, value.clone())))
        .collect();
    let corrected =
        decisions::corrected(&claim, &fields).map_err(|error| DecideError::Refused(error.to_string()))?;
    let Value::Object(json) = serde_json::to_value(corrected)? else {
        return refused("that is no claim any more".to_owned());
    };
    contract(coder)?.checked(json).map_err(DecideError::Refused)?;
    Ok(Act::Correct { claim: Subject::of(&claim), fields })
}

fn contract(coder: &Coder) -> Result<Contract, DecideError> {
    Contract::of(coder.codebook()).map_err(DecideError::Refused)
}

fn add(
    view: View<'_>,
    coder: &Coder,
    report: &ReportId,
    row: &BTreeMap<String, Value>,
) -> Result<Act, DecideError> {
    let read = derive::read_again(view, report, coder.layout())?;
    let Some(imprint) = view.imprint(report)? else { return no_report(report) };
    let about = import::About {
        report,
        text: read.as_ref().map(|report| report.text.as_str()),
        input: &imprint.input,
        provenance: coder.provenance(),
    };
    let row: Map<String, Value> = row.clone().into_iter().collect();
    let claim = contract(coder)?.claim(row, about).map_err(DecideError::Refused)?;
    let known = view.claim(&claim.id)?.is_some() || view.rejected_claim(&claim.id)?.is_some();
    if known {
        refused("the record holds that claim already".to_owned())
    } else {
        Ok(Act::Add { claim: Box::new(claim) })
    }
}

fn no_report<T>(report: &ReportId) -> Result<T, DecideError> {
    refused(format!("the record holds no report {}", report.as_str()))
}

/// The incident with an id, or the one that it became a part of.
fn incident(view: View<'_>, id: &IncidentId) -> Result<Incident, DecideError> {
    let mut id = id.clone();
    while let Some(became) = view.became(&id)? {
        id = became;
    }
    let found = view.incident(&id)?;
    found.map_or_else(|| refused(format!("the record holds no incident {}", id.as_str())), Ok)
}

/// An incident by its first claim.
fn founder(view: View<'_>, incident: &Incident) -> Result<Subject, DecideError> {
    match incident.claims.first() {
        Some(first) => subject(view, &first.claim),
        None => refused(format!("{} has no claims", incident.id.as_str())),
    }
}

fn merge(view: View<'_>, ids: &[IncidentId]) -> Result<Act, DecideError> {
    let (mut met, mut incidents) = (BTreeSet::new(), Vec::new());
    for id in ids {
        let incident = incident(view, id)?;
        if met.insert(incident.id.clone()) {
            incidents.push(founder(view, &incident)?);
        }
    }
    if incidents.len() < 2 {
        return refused("name two incidents or more that are one".to_owned());
    }
    Ok(Act::Merge { incidents })
}

fn split(view: View<'_>, id: &IncidentId, claims: &[ClaimId]) -> Result<Act, DecideError> {
    let incident = incident(view, id)?;
    let leaves = |claim: &ClaimId| claims.contains(claim);
    if let Some(other) = claims.iter().find(|claim| !incident.claims.iter().any(|own| own.claim == **claim)) {
        return refused(format!("{} has no claim {}", incident.id.as_str(), other.as_str()));
    }
    let (mut leaving, mut staying) = (Vec::new(), Vec::new());
    for belonging in &incident.claims {
        let side = if leaves(&belonging.claim) { &mut leaving } else { &mut staying };
        side.push(subject(view, &belonging.claim)?);
    }
    if leaving.is_empty() || staying.is_empty() {
        return refused("name some of its claims, and not all of them".to_owned());
    }
    Ok(Act::Split { leaving, staying })
}

fn noted(view: View<'_>, about: &str) -> Result<About, DecideError> {
    let id = Value::String(about.to_owned());
    if about.starts_with("clm_") {
        return Ok(About::Claim(subject(view, &serde_json::from_value(id)?)?));
    }
    if about.starts_with("inc_") {
        return Ok(About::Incident(founder(view, &incident(view, &serde_json::from_value(id)?)?)?));
    }
    let report: ReportId = serde_json::from_value(id)?;
    if view.holds(&report)? { Ok(About::Report(report)) } else { no_report(&report) }
}

fn translate(view: View<'_>, report: &ReportId, translation: &Translation) -> Result<Act, DecideError> {
    if translation.words.trim().is_empty() {
        return refused("a translation has words".to_owned());
    }
    let is_tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if translation.language.is_empty() || !translation.language.chars().all(is_tag) {
        return refused(format!("{:?} is no tag of a language, as \"ar\" is one", translation.language));
    }
    if view.holds(report)? {
        Ok(Act::Translate { report: report.clone(), translation: translation.clone() })
    } else {
        no_report(report)
    }
}

fn redact(view: View<'_>, coder: &Coder, report: &ReportId, words: &[String]) -> Result<Act, DecideError> {
    let Some(read) = derive::read_again(view, report, coder.layout())? else {
        return refused(format!("the words of {} are not in the record", report.as_str()));
    };
    let mut spans = BTreeSet::new();
    for word in words.iter().filter(|word| !word.trim().is_empty()) {
        let places = places(&read, word);
        if places.is_empty() {
            return refused(format!("the report does not say {word:?}"));
        }
        spans.extend(places);
    }
    if spans.is_empty() {
        return refused("name the words that are not to be shown".to_owned());
    }
    Ok(Act::Redact { report: report.clone(), spans: spans.into_iter().collect() })
}

/// Where words stand in a report.
fn places(report: &Report, words: &str) -> Vec<Span> {
    // A report is far shorter than 4 GB: `ingest` sees to that.
    let at = |start: usize| model::ByteSpan { start: start as u32, end: (start + words.len()) as u32 };
    report.text.match_indices(words).map(|(start, _)| report.points.span(at(start))).collect()
}

fn erase(view: View<'_>, report: &ReportId) -> Result<Act, DecideError> {
    if !view.holds(report)? {
        return no_report(report);
    }
    Ok(Act::Erase { report: report.clone(), blobs: view.blobs_of(report)? })
}

fn undo(view: View<'_>, sequence: i64) -> Result<Act, DecideError> {
    let Some(stored) = view.decision(sequence)? else {
        return refused(format!("entry {sequence} holds no decision: `annals decide list` shows them"));
    };
    match (stored.standing, stored.decision.map(|decision| decision.act)) {
        (DecisionStanding::Undone, _) => refused(format!("decision {sequence} is undone already")),
        (_, None) => refused(format!("the words of decision {sequence} were erased")),
        (_, Some(Act::Erase { .. })) => refused("what was erased does not come back".to_owned()),
        (_, Some(Act::Undo { .. })) => refused("decide again what was undone".to_owned()),
        (_, Some(_)) => Ok(Act::Undo { decision: sequence }),
    }
}
