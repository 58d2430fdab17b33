//! What a policy makes of an incident.

use model::{Counted, Figure, Incident, Reason, Standing, Verdict};

use super::figure::figure;
use super::grade::{Grounds, grades, is_unattributed};
use super::names::individuals;
use super::{Counts, Policy, always, by_rule, scope};
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
    let mut figures = figures(case, policy);
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

/// The figures that a policy publishes, in its order. That of all killed is needed for the groups among them.
fn figures(case: &Case<'_>, policy: &Policy) -> Vec<Figure> {
    let (killed, injured) =
        (individuals(case, policy, Counted::Killed), individuals(case, policy, Counted::Injured));
    let figure = |counts: &Counts, n_killed| {
        let people = if counts.of == Counted::Injured { &injured } else { &killed };
        figure(case, policy, counts, people, n_killed)
    };
    let of_all = policy.counts.iter().find(|counts| counts.of == Counted::Killed);
    let of_all = of_all.map(|counts| figure(counts, None));
    let n_killed = of_all.as_ref().and_then(|figure| figure.low);
    let one = |counts: &Counts| match &of_all {
        Some(of_all) if of_all.of == counts.of => of_all.clone(),
        _ => figure(counts, n_killed),
    };
    policy.counts.iter().map(one).collect()
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

/// Children, women and men are all who were killed: where that number is known, what two groups leave over bounds the third.
fn close_groups(figures: &mut [Figure]) {
    let killed = figures.iter().find(|figure| figure.of == Counted::Killed);
    let Some(all) = killed.and_then(|killed| killed.low.filter(|low| killed.high == Some(*low))) else {
        return;
    };
    let bounds = |figures: &[Figure], of: Counted| {
        figures.iter().find(|figure| figure.of == of).map_or((None, None), |figure| (figure.low, figure.high))
    };
    for of in Counted::GROUPS {
        let others = Counted::GROUPS.into_iter().filter(|other| *other != of);
        let others: Vec<_> = others.map(|other| bounds(figures, other)).collect();
        let at_least =
            others.iter().map(|(_, high)| *high).sum::<Option<u64>>().map(|most| all.saturating_sub(most));
        let at_most = all.saturating_sub(others.iter().filter_map(|(low, _)| *low).sum());
        let Some(figure) = figures.iter_mut().find(|figure| figure.of == of) else { continue };
        bound(figure, at_least, at_most);
    }
}

/// Draws the bounds of a group closer by what the other groups leave over of all.
fn bound(figure: &mut Figure, at_least: Option<u64>, at_most: u64) {
    let (low, high) = (figure.low, figure.high);
    // Who is told of stays told of, whatever else was counted.
    let at_most = at_most.max(low.unwrap_or(0));
    if let Some(at_least) = at_least.filter(|least| *least > low.unwrap_or(0) && *least <= at_most) {
        figure.low = Some(at_least);
    }
    if high.is_some_and(|high| high > at_most) || (high.is_none() && figure.low == Some(at_most)) {
        figure.high = Some(at_most);
    }
    if (figure.low, figure.high) != (low, high) {
        figure.because.push(always("the other groups leave no other number", Vec::new()));
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
