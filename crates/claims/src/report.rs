//! From the drafts of a report to its claims: what refers back, what is told twice, what one claim lends another.

mod corrections;
mod doers;
mod parts;
mod places;
mod questions;
mod scenes;
mod sites;
mod times;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use model::{Basis, Factuality, Filler};

use crate::draft::{DOER, Draft};
use crate::fillers::Filled;
use crate::matching::Reading;
use crate::misses::{Miss, Reason, words};
use told::{Sense, Told};

/// Settles the drafts of a report among each other, in order of text; what says nothing new is a miss.
pub(crate) fn settle<'a>(
    reading: Reading<'a>,
    drafts: Vec<Draft<'a>>,
    misses: &mut Vec<Miss>,
) -> Vec<Draft<'a>> {
    let mut settled: Vec<Draft<'a>> = Vec::new();
    let mut told = Told::default();
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, mut draft) in drafts.into_iter().enumerate() {
        let links = std::mem::take(&mut draft.links).into_iter();
        draft.links = links.filter_map(|(relation, to)| Some((relation, *moved.get(&to)?))).collect();
        let antecedent = told.antecedent(reading, &settled, &draft);
        let mut sense = Sense::of(reading, &draft);
        if let Some(reason) = nothing_new(reading, (&settled, &told), (&draft, &sense), antecedent) {
            misses.push(Miss::of(reading, &draft.found, reason));
            continue;
        }
        if let Some(earlier) = antecedent {
            lend_roles(&settled[earlier], &mut draft);
            sense = Sense::of(reading, &draft);
        }
        told.add(reading, &draft, sense, settled.len());
        moved.insert(index, settled.len());
        settled.push(draft);
    }
    questions::open(reading, &mut settled);
    doers::lend(reading, &mut settled);
    places::lend_sites(reading, &mut settled);
    places::lend(reading, &mut settled);
    times::lend(reading, &mut settled);
    corrections::link(reading, &mut settled);
    parts::tell(reading, &mut settled);
    settled
}

/// A definite event noun of which nothing is said refers back and claims nothing.
fn refers_back(draft: &Draft<'_>) -> bool {
    draft.found.predicate == draft.found.head && draft.footing.open_question.is_none()
}

/// Why a draft adds nothing to those before it, if it does not.
fn nothing_new(
    reading: Reading<'_>,
    (settled, told): (&[Draft<'_>], &Told),
    (draft, sense): (&Draft<'_>, &Sense),
    antecedent: Option<usize>,
) -> Option<Reason> {
    let as_told = |earlier: &Draft<'_>| words(reading, &earlier.found.tokens).0;
    if let Some(earlier) = antecedent.filter(|_| refers_back(draft)) {
        return Some(Reason::RefersBack { to: as_told(&settled[earlier]) });
    }
    let earlier = told.repeated(settled, draft, sense)?;
    Some(Reason::Repeats { earlier: as_told(earlier) })
}

/// "The offensive is expected to begin": whose offensive it is was said before.
fn lend_roles(earlier: &Draft<'_>, draft: &mut Draft<'_>) {
    if earlier.kind.name != draft.kind.name {
        return;
    }
    for (role, fillers) in &earlier.roles {
        if !draft.roles.contains_key(role) {
            draft.roles.insert(role.clone(), inferred(fillers));
        }
    }
}

fn inferred(fillers: &[Filled]) -> Vec<Filled> {
    let infer = |filler: &Filler| Filler { basis: Basis::Inferred, ..filler.clone() };
    fillers
        .iter()
        .map(|filled| Filled { fillers: filled.fillers.iter().map(infer).collect(), ..filled.clone() })
        .collect()
}

/// "Denied killing civilians": whoever denies that such things were ever done speaks of no deed told before, unless the words
/// point to it or count.
fn denies_in_general(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let anybody = |filled: &Filled| {
        matches!(parse.tag(filled.head), "NNS" | "NNPS")
            && parse.child(filled.head, &["det", "poss", "nummod"]).is_none()
            && reading.mentions.chain(filled.head).is_none()
    };
    let done_to = || draft.roles.iter().filter(|(role, _)| *role != DOER).flat_map(|(_, fillers)| fillers);
    draft.footing.factuality == Factuality::Denied && done_to().next().is_some() && done_to().all(anybody)
}

/// The names of the places of a claim.
fn names(draft: &Draft<'_>) -> BTreeSet<String> {
    draft.places.iter().filter_map(|place| place.name.clone()).collect()
}

#[cfg(test)]
mod tests;
