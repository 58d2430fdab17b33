//! What a policy makes of an incident.

use model::{Counted, Figure, Incident, Reason, Standing, Verdict};

use super::figure::figure;
use super::grade::{Grounds, grades, is_unattributed};
use super::{Policy, always, by_rule, scope};
use crate::dossier::Dossier;

/// The figures and grades of an incident under a policy, with their reasons. The dossier holds the reports of its claims.
pub fn judge(dossier: &Dossier<'_>, incident: &Incident, policy: &Policy) -> Verdict {
    let figures: Vec<Figure> =
        policy.counts.iter().map(|counts| figure(dossier, incident, policy, counts)).collect();
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
    let grades = grades(&Grounds::of(dossier, incident, policy), policy);
    because.extend(disputes(incident));
    Verdict { figures, grades, ..verdict(policy, Standing::Counted, because) }
}

fn verdict(policy: &Policy, standing: Standing, because: Vec<Reason>) -> Verdict {
    Verdict { policy: policy.name.clone(), standing, because, figures: Vec::new(), grades: Vec::new() }
}

/// Why an incident without deaths is out of a scope that asks for them.
fn deathless(figures: &[Figure], policy: &Policy) -> Option<Reason> {
    let scope = policy.scope.iter().find(|scope| scope.deaths)?;
    let killed = figures.iter().find(|figure| figure.of == Counted::Killed)?;
    let has_deaths = [killed.low, killed.high, killed.best].into_iter().flatten().any(|number| number > 0);
    let words = format!("covers {}; no figure of deaths is told", scope.covers);
    (!has_deaths).then(|| by_rule(words, scope.known, &scope.source, Vec::new()))
}

/// What the claims have against each other, as far as a reader of the figures must know it.
fn disputes(incident: &Incident) -> impl Iterator<Item = Reason> {
    incident.contradictions.iter().map(|one| always(format!("disputed: {}", one.words), one.sides.concat()))
}
