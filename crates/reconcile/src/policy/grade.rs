//! Grades: on each axis of a policy the first rule whose conditions hold.

use std::collections::BTreeSet;

use model::{ClaimId, Disputed, Factuality, Grade, Incident, Stance, Status};

use super::judge::Case;
use super::{Admitted, GradeRule, Policy, by_rule};
use crate::dossier::Statement;
use crate::origins::{Given, Origins};

/// What grades are given by.
#[derive(Debug)]
pub(super) struct Grounds {
    harm_origins: Told,
    blame_origins: Told,
    disputed: Option<Vec<ClaimId>>,
    admitted_attack: Vec<ClaimId>,
    admitted_harm: Vec<ClaimId>,
}

/// How many origins say something, and in which claims.
#[derive(Debug, Default)]
struct Told {
    n_origins: usize,
    claims: Vec<ClaimId>,
}

impl Grounds {
    pub fn of(case: &Case<'_>, policy: &Policy) -> Self {
        let harms = harms(policy);
        let told: Vec<&Given<'_>> = case.testimony.given.iter().filter(|(one, _)| one.is_told()).collect();
        let some = |is: &dyn Fn(&Statement<'_>) -> bool| {
            told.iter().copied().filter(|(one, _)| is(one)).collect::<Vec<_>>()
        };
        let is_harm = |one: &Statement<'_>| harms.contains(one.claim.event_type.as_str());
        let told_by = |some| told_by(&case.testimony.origins, some);
        let disputed = case.incident.contradictions.iter().find(|one| one.about == Disputed::Attribution);
        Self {
            harm_origins: told_by(&some(&is_harm)),
            blame_origins: told_by(&some(&blames)),
            disputed: disputed.map(|one| one.sides.concat()),
            admitted_attack: ids(&some(&is_admission)),
            admitted_harm: ids(&some(&|one| is_harm(one) && is_admission(one))),
        }
    }

    fn holds(&self, rule: &GradeRule) -> bool {
        let admitted = |what| match what {
            Admitted::Attack => !self.admitted_attack.is_empty(),
            Admitted::Harm => !self.admitted_harm.is_empty(),
        };
        rule.harm_origins.is_none_or(|least| self.harm_origins.n_origins >= least)
            && rule.blame_origins.is_none_or(|least| self.blame_origins.n_origins >= least)
            && rule.disputed.is_none_or(|disputed| disputed == self.disputed.is_some())
            && rule.admitted.is_none_or(admitted)
    }

    /// Why a rule holds, with the claims that make it so.
    fn words(&self, rule: &GradeRule) -> (String, Vec<ClaimId>) {
        let mut words = Vec::new();
        let mut claims = Vec::new();
        let mut tell = |told: String, of: &[ClaimId]| {
            words.push(told);
            claims.extend(of.iter().cloned());
        };
        if rule.harm_origins.is_some() {
            tell(origins(self.harm_origins.n_origins, "of the harm"), &self.harm_origins.claims);
        }
        if rule.blame_origins.is_some() {
            tell(origins(self.blame_origins.n_origins, "of who did it"), &self.blame_origins.claims);
        }
        if let Some(disputed) = rule.disputed {
            let told = if disputed { "it is disputed who did it" } else { "nobody disputes who did it" };
            tell(told.to_owned(), self.disputed.as_deref().unwrap_or(&[]));
        }
        match rule.admitted {
            Some(Admitted::Attack) => tell("a party says that it did it".to_owned(), &self.admitted_attack),
            Some(Admitted::Harm) => tell("a party admits the harm".to_owned(), &self.admitted_harm),
            None => {}
        }
        claims.sort();
        claims.dedup();
        let words = if words.is_empty() { "no other grade holds".to_owned() } else { words.join("; ") };
        (words, claims)
    }
}

/// "2 origins tell of the harm".
fn origins(number: usize, what: &str) -> String {
    match number {
        0 => format!("nobody tells {what}"),
        1 => format!("1 origin tells {what}"),
        number => format!("{number} origins tell {what}"),
    }
}

/// The grade on each axis, in the order of the policy.
pub(super) fn grades(grounds: &Grounds, policy: &Policy) -> Vec<Grade> {
    let mut axes: Vec<&str> = Vec::new();
    for rule in &policy.grades {
        if !axes.contains(&rule.axis.as_str()) {
            axes.push(&rule.axis);
        }
    }
    let first = |axis: &str| policy.grades.iter().find(|rule| rule.axis == axis && grounds.holds(rule));
    axes.into_iter()
        .filter_map(first)
        .map(|rule| {
            let (words, claims) = grounds.words(rule);
            let because = vec![by_rule(words, rule.known, &rule.source, claims)];
            Grade { axis: rule.axis.clone(), grade: rule.grade.clone(), because }
        })
        .collect()
}

/// The event types that are the harm which the policy counts.
fn harms(policy: &Policy) -> BTreeSet<&str> {
    let harm = policy.counts.iter().filter(|counts| !counts.of.is_group());
    harm.flat_map(|counts| counts.types.iter().map(String::as_str)).collect()
}

/// Whether a claim names somebody as the perpetrator.
fn blames(statement: &Statement<'_>) -> bool {
    let fillers = statement.claim.roles.get("perpetrator").into_iter().flatten();
    fillers.clone().any(|filler| filler.text.is_some() && filler.factuality != Some(Factuality::Unclear))
}

/// Whether a party to the fighting says it of itself.
fn is_admission(statement: &Statement<'_>) -> bool {
    let claim = statement.claim;
    let Some(source) = claim.said_by.first() else { return false };
    let admits = matches!(source.stance, Stance::Admits | Stance::ClaimsResponsibility);
    let own = claim
        .roles
        .get("perpetrator")
        .into_iter()
        .flatten()
        .any(|filler| filler.actor.is_some() && filler.actor == source.actor);
    let confirms = matches!(source.stance, Stance::States | Stance::Confirms) && own;
    admits || confirms
}

/// Who gave some of the statements.
fn told_by(origins: &Origins, some: &[&Given<'_>]) -> Told {
    let places: BTreeSet<usize> = some.iter().map(|(_, place)| *place).collect();
    Told { n_origins: origins.n_independent(&places), claims: ids(some) }
}

fn ids(some: &[&Given<'_>]) -> Vec<ClaimId> {
    some.iter().map(|(one, _)| one.claim.id.clone()).collect()
}

/// Whether nobody in particular is said to have done it.
pub(super) fn is_unattributed(incident: &Incident) -> bool {
    !incident.perpetrators.iter().any(|party| {
        party.value.actor.is_some()
            && party.value.status != Some(Status::Civilian)
            && !matches!(party.factuality, Factuality::Unclear | Factuality::Denied)
    })
}
