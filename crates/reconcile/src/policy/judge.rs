//! What a policy makes of an incident.

use model::{Counted, Figure, Incident, Reason, Standing, Verdict};

use super::figure::figure;
use super::grade::{Grounds, grades, is_unattributed};
use super::{Policy, by_rule, scope};
use crate::dossier::Dossier;
use crate::origins::Testimony;

/// An incident before any policy judges it.
#[derive(Debug)]
pub struct Case<'a> {
    pub(super) dossier: &'a Dossier<'a>,
    pub incident: &'a Incident,
    pub testimony: Testimony<'a>,
}

impl<'a> Case<'a> {
    /// The dossier holds the reports of the incident's claims.
    pub fn of(dossier: &'a Dossier<'a>, incident: &'a Incident) -> Self {
        Self { dossier, incident, testimony: Testimony::of(dossier, dossier.statements(incident)) }
    }
}

/// The figures and grades of an incident under a policy, with their reasons.
pub fn judge(case: &Case<'_>, policy: &Policy) -> Verdict {
    let incident = case.incident;
    let mut figures: Vec<Figure> = policy.counts.iter().map(|counts| figure(case, policy, counts)).collect();
    close_groups(&mut figures);
    let mut because = scope::unmet(incident, policy);
    because.extend(deathless(&figures, policy));
    if !because.is_empty() {
        return verdict(policy, Standing::OutOfScope, because);
    }
    if let Some(rule) = policy.attributed.as_ref().filter(|_| is_unattributed(incident)) {
        let words = "nobody in particular is said to have done it";
        because.push(by_rule(words, rule.known, &rule.source, Vec::new()));
        return verdict(policy, Standing::NotAttributable, because);
    }
    let grades = grades(&Grounds::of(case, policy), policy);
    Verdict { figures, grades, ..verdict(policy, Standing::Counted, because) }
}

fn verdict(policy: &Policy, standing: Standing, because: Vec<Reason>) -> Verdict {
    Verdict {
        policy: policy.name.clone(),
        label: policy.label.clone(),
        standing,
        because,
        figures: Vec::new(),
        grades: Vec::new(),
    }
}

/// Where the children, women and men who are told of are as many as were killed, there are no more of them.
fn close_groups(figures: &mut [Figure]) {
    let killed = figures.iter().find(|figure| figure.of == Counted::Killed).and_then(|figure| figure.high);
    let is_group = |figure: &&mut Figure| !matches!(figure.of, Counted::Killed | Counted::Injured);
    let told: u64 = figures.iter_mut().filter(is_group).filter_map(|figure| figure.low).sum();
    for group in figures.iter_mut().filter(is_group).filter(|_| Some(told) == killed) {
        group.high = group.high.or(group.low);
    }
}

/// Why an incident without deaths is out of a scope that asks for them.
fn deathless(figures: &[Figure], policy: &Policy) -> Option<Reason> {
    let scope = policy.scope.iter().find(|scope| scope.deaths)?;
    let killed = figures.iter().find(|figure| figure.of == Counted::Killed)?;
    let has_deaths = [killed.low, killed.high, killed.best].into_iter().flatten().any(|number| number > 0);
    let words = format!("covers {}; no figure of deaths is told", scope.covers);
    (!has_deaths).then(|| by_rule(words, scope.known, &scope.source, Vec::new()))
}
