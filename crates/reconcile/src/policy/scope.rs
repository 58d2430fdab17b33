//! Whether an incident is one of those that a policy counts.

use model::{Incident, Reason};

use super::{Policy, Scope, by_rule};

/// The scopes that an incident does not meet.
pub(super) fn unmet(incident: &Incident, policy: &Policy) -> Vec<Reason> {
    policy.scope.iter().filter_map(|scope| unmet_one(incident, scope)).collect()
}

fn unmet_one(incident: &Incident, scope: &Scope) -> Option<Reason> {
    let problem = attacks(incident, scope)
        .or_else(|| countries(incident, scope))
        .or_else(|| period(incident, scope))
        .or_else(|| perpetrators(incident, scope))?;
    Some(by_rule(format!("covers {}; {problem}", scope.covers), scope.known, &scope.source, Vec::new()))
}

fn attacks(incident: &Incident, scope: &Scope) -> Option<String> {
    let attacks = scope.attacks.as_ref()?;
    let is_told = incident.types.iter().any(|told| attacks.contains(told));
    (!is_told).then(|| format!("told are {}", incident.types.join(", ")))
}

/// An incident of which no country is known is not counted where the policy asks for one.
fn countries(incident: &Incident, scope: &Scope) -> Option<String> {
    let countries = scope.countries.as_ref()?;
    let mut told: Vec<&str> =
        incident.places.iter().filter_map(|place| place.value.country.as_deref()).collect();
    told.sort_unstable();
    told.dedup();
    let is_there = told.iter().any(|country| countries.contains(*country));
    let where_ = if told.is_empty() {
        "no country is told".to_owned()
    } else {
        format!("it was in {}", told.join(", "))
    };
    (!is_there).then_some(where_)
}

/// An undated incident may have been at any time: that is no reason to leave it out.
fn period(incident: &Incident, scope: &Scope) -> Option<String> {
    let times = || incident.times.iter().map(|time| time.value);
    let is_before =
        |from| times().next().is_some() && times().all(|time| time.to.is_some_and(|to| to < from));
    let is_after =
        |to| times().next().is_some() && times().all(|time| time.from.is_some_and(|from| from > to));
    let before = scope.from.filter(|from| is_before(*from)).map(|from| format!("it was before {from}"));
    before.or_else(|| scope.to.filter(|to| is_after(*to)).map(|to| format!("it was after {to}")))
}

fn perpetrators(incident: &Incident, scope: &Scope) -> Option<String> {
    let wanted = scope.perpetrators.as_ref()?;
    let actors = || incident.perpetrators.iter().filter_map(|party| party.value.actor.as_deref());
    (!actors().any(|actor| wanted.contains(actor))).then(|| match actors().next() {
        Some(actor) => format!("it is laid to {actor}"),
        None => "nobody says who of them did it".to_owned(),
    })
}
