//! What came of plans: what is told later as done, put off or given up, at the same place and by the same people.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{Claim, ClaimId, Dating, Outcome, Polarity, Realis};

use super::dating::{Dated, is_so};
use super::headings::{Headings, PlanWords};
use crate::lexicon::words;

/// Roles of those who act.
const ACTING: [&str; 7] = ["perpetrator", "holder", "party", "actor", "sender", "mover", "force"];

/// A claim with the days of its report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    pub claim: &'a Claim,
    pub dated: Dated<'a>,
}

/// Whether one thing came after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    After,
    Unknown,
    Before,
}

/// What came of a plan by what else is told, and the claims that say so.
pub(super) fn outcome(plan: Told<'_>, told: &[Told<'_>], headings: &Headings) -> (Outcome, Vec<ClaimId>) {
    let about = |told: &&Told<'_>| is_about(plan.claim, told.claim, &headings.plans);
    let told: Vec<&Told<'_>> = told.iter().filter(about).collect();
    let words = &headings.plans;
    let done = |order: Order| {
        let done =
            told.iter().filter(|told| is_done(told.claim, words) && is_same_size(plan.claim, told.claim));
        ids(done.filter(|told| happened(plan, told) == order))
    };
    let given_up =
        || ids(told.iter().filter(|told| is_later_word(plan, told) && is_cancelled(told.claim, words)));
    let put_off = || {
        let is_put_off = |told: &&&Told<'_>| says(told.claim, &words.postponed);
        ids(told.iter().filter(|told| is_later_word(plan, told)).filter(is_put_off))
    };
    let outcomes: [(Outcome, &dyn Fn() -> Vec<ClaimId>); 4] = [
        (Outcome::Fulfilled, &|| done(Order::After)),
        (Outcome::Cancelled, &given_up),
        (Outcome::Postponed, &put_off),
        (Outcome::PerhapsFulfilled, &|| done(Order::Unknown)),
    ];
    let found = outcomes.into_iter().map(|(outcome, claims)| (outcome, claims()));
    found.into_iter().find(|(_, claims)| !claims.is_empty()).unwrap_or((Outcome::NotStated, Vec::new()))
}

fn ids<'a, 'b: 'a>(told: impl Iterator<Item = &'a &'a Told<'b>>) -> Vec<ClaimId> {
    told.map(|told| told.claim.id.clone()).collect()
}

/// Whether a claim may speak of what was planned.
fn is_about(plan: &Claim, claim: &Claim, words: &PlanWords) -> bool {
    let fulfils = words.fulfilled_by.get(&plan.event_type);
    let same_kind =
        claim.event_type == plan.event_type || fulfils.is_some_and(|types| types.contains(&claim.event_type));
    if !same_kind {
        return false;
    }
    let (planners, doers) = (actors(plan), actors(claim));
    planners.is_empty() || doers.is_empty() || !planners.is_disjoint(&doers)
}

/// The actors of the directory who act.
fn actors(claim: &Claim) -> BTreeSet<&str> {
    let fillers = ACTING.iter().filter_map(|role| claim.roles.get(*role)).flatten();
    fillers.filter_map(|filler| filler.actor.as_deref()).collect()
}

/// Whether what is told is done or under way, and neither put off nor given up.
fn is_done(claim: &Claim, words: &PlanWords) -> bool {
    is_so(claim) && !says(claim, &words.postponed) && !says(claim, &words.cancelled)
}

fn is_cancelled(claim: &Claim, words: &PlanWords) -> bool {
    let is_undone = claim.realis == Realis::Planned && claim.polarity == Polarity::Negated;
    is_undone || says(claim, &words.cancelled)
}

/// Whether the sentence of a claim holds one of some words.
fn says(claim: &Claim, wanted: &[String]) -> bool {
    let sentence: Vec<String> = words(&claim.evidence.quote).collect();
    let sentence = format!(" {} ", sentence.join(" "));
    wanted.iter().any(|wanted| sentence.contains(&format!(" {wanted} ")))
}

/// Whether as many are told of as were planned, if both say how many.
fn is_same_size(plan: &Claim, claim: &Claim) -> bool {
    let (Some(planned), Some(told)) = (&plan.count, &claim.count) else { return plan.count.is_none() };
    planned.amount == told.amount
}

/// Whether something happened after a plan was told. What a report tells beside its own plan came before.
fn happened(plan: Told<'_>, told: &Told<'_>) -> Order {
    if plan.claim.report == told.claim.report {
        return Order::Before;
    }
    let when = told.dated.when(told.claim);
    let hangs_on_another = when.dating == Dating::Open && when.text.is_some();
    compare(plan, (when.from.filter(|_| !hangs_on_another), when.to))
}

/// Whether a claim was said after a plan was told, or beside it.
fn is_later_word(plan: Told<'_>, told: &Told<'_>) -> bool {
    let said = told.dated.said();
    plan.claim.report == told.claim.report || compare(plan, (said.from, said.to)) == Order::After
}

fn compare(plan: Told<'_>, (from, to): (Option<Date>, Option<Date>)) -> Order {
    let said = plan.dated.said();
    match (from, to) {
        (Some(from), _) if said.to.is_some_and(|said| from >= said) => Order::After,
        (_, Some(to)) if said.from.is_some_and(|said| to < said) => Order::Before,
        _ => Order::Unknown,
    }
}
