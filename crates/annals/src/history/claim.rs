//! The history of a claim: the words that state it, who read them, and what was decided about it.

use model::{Claim, ClaimId, Subject};
use reconcile::decisions::{self, Decided};
use record::{Entry, RecordError, StoredDecision, View};
use serde_json::Value;

use super::{Change, Step, step};
use crate::Coder;
use crate::deciding::{self, Telling, claim_of};

/// How a claim came about and changed; none if the record does not hold it.
pub fn of_claim(view: View<'_>, id: &ClaimId, coder: &Coder) -> Result<Option<Vec<Step>>, RecordError> {
    let held = match view.claim(id)? {
        Some(claim) => Some(claim),
        None => view.rejected_claim(id)?,
    };
    let Some(claim) = held else { return Ok(None) };
    let mut steps = Vec::new();
    let mut telling = Telling::new(view);
    if let Some(sequence) = view.sequence(&claim.report)? {
        steps.extend(view.entry(sequence)?.map(|entry| came(&entry, &claim)));
    }
    let (read, rulings, redaction) = deciding::claims_as_read(view, &claim.report, coder)?;
    let was = |claims: &[Claim]| {
        let found = decisions::find(claims.iter(), &Subject::of(&claim)).and_then(|at| claims.get(at));
        found.map(|claim| redaction.claim(claim.clone()))
    };
    let mut before = was(&read);
    steps.extend(before.as_ref().and_then(|before| first(&steps, before)));
    for stored in decisions_on(view, &claim)? {
        let until = rulings.iter().filter(|ruling| ruling.sequence <= stored.sequence);
        let Decided { mut claims, rejected, .. } =
            decisions::decide(read.clone(), &until.cloned().collect::<Vec<_>>());
        claims.extend(rejected.into_iter().map(|(_, claim)| claim));
        let now = was(&claims);
        steps.push(step(&telling.decision(stored)?, changes(before.as_ref(), now.as_ref())));
        before = now;
    }
    Ok(Some(steps))
}

/// How the report came.
fn came(entry: &Entry, claim: &Claim) -> Step {
    Step {
        sequence: entry.sequence,
        time: entry.time.clone(),
        who: entry.who.clone(),
        what: format!("the report came as {}", model::input_name(&claim.input)),
        because: Vec::new(),
        changes: Vec::new(),
    }
}

/// What was read in it, or handed in for it, before anybody decided anything.
fn first(came: &[Step], read: &Claim) -> Option<Step> {
    let came = came.first()?;
    let rule = &read.rule;
    Some(Step {
        what: format!("{} was made of “{}”", read.event_type, read.evidence.quote),
        because: vec![format!("the rule {rule}, with what {} stands for", read.provenance)],
        ..came.clone()
    })
}

/// The decisions that are about a claim, whatever its id was when they were taken.
fn decisions_on(view: View<'_>, claim: &Claim) -> Result<Vec<StoredDecision>, RecordError> {
    let mut found = Vec::new();
    for stored in view.decisions_about(claim.report.as_str())? {
        let Some(decision) = &stored.decision else { continue };
        let mut is_on_it = matches!(&decision.act, model::Act::Add { claim: added } if added.id == claim.id);
        for subject in decision.act.claims() {
            is_on_it |= claim_of(view, subject)?.is_some_and(|found| found.id == claim.id);
        }
        if is_on_it {
            found.push(stored);
        }
    }
    Ok(found)
}

/// The values in which two states of a claim differ.
fn changes(before: Option<&Claim>, now: Option<&Claim>) -> Vec<Change> {
    let json = |claim: Option<&Claim>| {
        claim
            .map(|claim| Claim { review: None, ..claim.clone() })
            .and_then(|claim| serde_json::to_value(claim).ok())
    };
    let mut changes = Vec::new();
    differ("", json(before).as_ref(), json(now).as_ref(), &mut changes);
    changes
}

fn differ(path: &str, before: Option<&Value>, now: Option<&Value>, changes: &mut Vec<Change>) {
    if before == now {
        return;
    }
    let inside = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (before, now) {
        (Some(Value::Object(before)), Some(Value::Object(now))) => {
            let mut keys: Vec<&String> = before.keys().chain(now.keys()).collect();
            keys.sort();
            keys.dedup();
            keys.into_iter().for_each(|key| differ(&inside(key), before.get(key), now.get(key), changes));
        }
        (Some(Value::Array(before)), Some(Value::Array(now))) => {
            for at in 0..before.len().max(now.len()) {
                differ(&inside(&at.to_string()), before.get(at), now.get(at), changes);
            }
        }
        _ => {
            let words = |value: Option<&Value>| value.filter(|value| !value.is_null()).map(said);
            changes.push(Change { field: path.to_owned(), from: words(before), to: words(now) });
        }
    }
}

fn said(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
