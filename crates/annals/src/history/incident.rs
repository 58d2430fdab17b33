//! The history of an incident: which report brought what to it, and what was decided about it.

use std::collections::{BTreeMap, BTreeSet};

use model::{Belonging, Incident, IncidentId, Party, Period, Place, ReportId};
use reconcile::{Dossier, Lexicon};
use record::{RecordError, View};

use super::{Change, Step, step};
use crate::deciding::Telling;
use crate::gather;

/// How an incident came about and changed; none if the record does not hold it.
pub fn of_incident(
    view: View<'_>,
    id: &IncidentId,
    lexicon: &Lexicon,
) -> Result<Option<Vec<Step>>, RecordError> {
    let Some(incident) = view.incident(id)? else { return Ok(None) };
    // Read once: what is described anew with each report is at hand.
    let (told, families) = gather::told(view, &incident.claims)?;
    let mut steps = Vec::new();
    let mut before = BTreeSet::new();
    let mut known = BTreeSet::new();
    for report in incident.reports() {
        known.insert(report);
        let belonging = incident.claims.iter().filter(|one| known.contains(&one.report)).cloned().collect();
        let of_known = told.iter().filter(|told| known.contains(&told.imprint.report));
        let dossier = Dossier::new(of_known, &families, lexicon);
        let now = reconcile::describe(&dossier, belonging).map_or_else(BTreeSet::new, |then| values(&then));
        steps.extend(brought(view, &incident, report, &before, &now)?);
        before = now;
    }
    steps.extend(decisions(view, &incident)?);
    steps.sort_by_key(|step| step.sequence);
    Ok(Some(steps))
}

/// What a report brought to the incident.
fn brought(
    view: View<'_>,
    incident: &Incident,
    report: &ReportId,
    before: &BTreeSet<(&'static str, String)>,
    now: &BTreeSet<(&'static str, String)>,
) -> Result<Option<Step>, RecordError> {
    let Some(sequence) = view.sequence(report)? else { return Ok(None) };
    let Some(entry) = view.entry(sequence)? else { return Ok(None) };
    let own: Vec<&Belonging> = incident.claims.iter().filter(|one| one.report == *report).collect();
    let input = view.imprint(report)?.map_or_else(String::new, |imprint| imprint.input_name().to_owned());
    let n = own.len();
    let change = |value: &(&'static str, String), is_new: bool| Change {
        field: value.0.to_owned(),
        from: (!is_new).then(|| value.1.clone()),
        to: is_new.then(|| value.1.clone()),
    };
    let mut changes: Vec<Change> = now.difference(before).map(|value| change(value, true)).collect();
    changes.extend(before.difference(now).map(|value| change(value, false)));
    Ok(Some(Step {
        sequence,
        time: entry.time,
        who: entry.who,
        what: format!("{input} brought {n} {}", if n == 1 { "claim" } else { "claims" }),
        because: own.first().map_or_else(Vec::new, |one| one.because.clone()),
        changes,
    }))
}

/// What was decided about its claims, each decision once.
fn decisions(view: View<'_>, incident: &Incident) -> Result<Vec<Step>, RecordError> {
    let own: BTreeSet<&str> = incident.claims.iter().map(|one| one.claim.as_str()).collect();
    let (mut telling, mut steps) = (Telling::new(view), BTreeMap::new());
    for report in incident.reports() {
        for stored in view.decisions_about(report.as_str())? {
            let is_about = stored
                .decision
                .as_ref()
                .is_some_and(|decision| decision.act.subjects().iter().any(|subject| own.contains(subject)));
            if is_about {
                steps.insert(stored.sequence, step(&telling.decision(stored)?, Vec::new()));
            }
        }
    }
    Ok(steps.into_values().collect())
}

/// All that is stated of an incident, in words.
fn values(incident: &Incident) -> BTreeSet<(&'static str, String)> {
    let mut values = BTreeSet::new();
    values.extend(incident.times.iter().map(|one| ("time", period(&one.value))));
    values.extend(incident.places.iter().map(|one| ("place", place(&one.value))));
    values.extend(incident.perpetrators.iter().map(|one| ("perpetrator", party(&one.value))));
    values.extend(incident.tallies.iter().map(|one| ("harm", format!("{}: {}", one.value.harm, one.words))));
    values.extend(incident.persons.iter().map(|one| ("named", one.value.names.join(", "))));
    values.extend(incident.contradictions.iter().map(|one| ("contradicted", one.words.clone())));
    values
}

fn period(period: &Period) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or("?".to_owned(), |day| day.to_string());
    if period.from == period.to {
        day(period.from)
    } else {
        format!("{} to {}", day(period.from), day(period.to))
    }
}

fn place(place: &Place) -> String {
    place.name.clone().unwrap_or_else(|| place.text.clone())
}

fn party(party: &Party) -> String {
    party.name.clone().unwrap_or_else(|| "unknown".to_owned())
}
