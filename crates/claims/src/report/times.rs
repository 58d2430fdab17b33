//! When it happened, lent by the claim told before to those of its paragraph that go on at its time.

use std::collections::BTreeSet;

use model::{Basis, Measure, NounClass, Realis, Time};

use super::scenes::{self, Scene};
use super::{denies_in_general, names};
use crate::draft::Draft;
use crate::grammar;
use crate::matching::Reading;

/// What is told as past and done in a paragraph that has dated an event before goes on at that time.
pub(super) fn lend(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let mut last: Option<Dated> = None;
    let mut scene = Scene::new(scenes::time);
    for draft in drafts.iter_mut() {
        let block = reading.parse.sentence_of(draft.found.head).block;
        match (&draft.time, &last) {
            (Some(time @ Time::Occurrence { from: Some(_), to: Some(_), .. }), _)
                if !describes(reading, draft) =>
            {
                last = Some(Dated { block, time: time.clone(), places: names(draft) })
            }
            (None, Some(dated))
                if dated.block == block && is_past(reading, draft) && dated.is_near(draft) =>
            {
                draft.time = Some(as_inferred(dated.time.clone()));
            }
            (None, None) if is_past(reading, draft) => {
                draft.time = scene.before(reading, draft.found.head);
            }
            _ => {}
        }
    }
}

/// A time that later claims may take.
struct Dated {
    block: usize,
    time: Time,
    /// The names of the places of the claim that it dates.
    places: BTreeSet<String>,
}

impl Dated {
    /// Whether a claim is told of no other place than the one where this time was told.
    fn is_near(&self, draft: &Draft<'_>) -> bool {
        let named = || draft.places.iter().filter_map(|place| place.name.as_ref());
        self.places.is_empty() || named().next().is_none() || named().any(|name| self.places.contains(name))
    }
}

pub(super) fn as_inferred(mut time: Time) -> Time {
    match &mut time {
        Time::Occurrence { basis, .. } | Time::State { basis, .. } => *basis = Basis::Inferred,
    }
    time
}

/// "fighters who had signed the deal in 2016", "the miners kidnapped last month": what says who or what is meant may be long past, and
/// dates nothing that follows. A headline may have no other verb.
fn describes(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let somebody =
        |noun: usize| matches!(reading.mentions.class(noun), Some(NounClass::People | NounClass::Armed));
    grammar::upward(parse, draft.found.predicate).any(|at| {
        let noun = parse.head(at);
        parse.dep(at) == "relcl" || (parse.dep(at) == "acl" && parse.dep(noun) != "ROOT" && somebody(noun))
    })
}

/// Told in the simple past: no state, no plan, no "have fled".
fn is_past(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let past = grammar::tense_is_past(reading.parse, draft.found.predicate);
    let counts_up = draft.found.trigger.measure == Some(Measure::RunningTotal);
    past && !counts_up
        && !denies_in_general(reading, draft)
        && !draft.kind.state
        && draft.footing.realis == Realis::Actual
}
