//! From the drafts of a report to its claims: what refers back, what is told twice, what one claim lends another.

mod corrections;
mod doers;
mod places;
mod questions;
mod scenes;
mod times;

use std::collections::{BTreeMap, BTreeSet};

use model::{Basis, Filler, Part};

use crate::codebook::Speech;
use crate::draft::Draft;
use crate::fillers::{Filled, is_definite};
use crate::matching::Reading;
use crate::misses::{Miss, Reason, words};

/// Settles the drafts of a report among each other, in order of text; what says nothing new is a miss.
pub(crate) fn settle<'a>(
    reading: Reading<'a>,
    drafts: Vec<Draft<'a>>,
    misses: &mut Vec<Miss>,
) -> Vec<Draft<'a>> {
    let mut settled: Vec<Draft<'a>> = Vec::new();
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, mut draft) in drafts.into_iter().enumerate() {
        let links = std::mem::take(&mut draft.links).into_iter();
        draft.links = links.filter_map(|(relation, to)| Some((relation, *moved.get(&to)?))).collect();
        let antecedent = antecedent(reading, &settled, &draft);
        if let Some(reason) = nothing_new(reading, &settled, &draft, antecedent) {
            misses.push(Miss::of(reading, &draft.found, reason));
            continue;
        }
        if let Some(earlier) = antecedent {
            lend_roles(&settled[earlier], &mut draft);
        }
        moved.insert(index, settled.len());
        settled.push(draft);
    }
    questions::open(reading, &mut settled);
    doers::lend(reading, &mut settled);
    places::lend_sites(reading, &mut settled);
    places::lend(reading, &mut settled);
    times::lend(reading, &mut settled);
    corrections::link(reading, &mut settled);
    settled
}

/// The earlier draft that a definite event noun refers to.
fn antecedent(reading: Reading<'_>, settled: &[Draft<'_>], draft: &Draft<'_>) -> Option<usize> {
    if draft.found.speech != Speech::Noun || !is_definite(reading, draft.found.head) {
        return None;
    }
    let chain = reading.mentions.chain_of.get(draft.found.head).copied().flatten()?;
    settled.iter().rposition(|earlier| {
        earlier.found.head < draft.found.head
            && earlier
                .found
                .tokens
                .iter()
                .any(|&token| reading.mentions.chain_of.get(token).copied().flatten() == Some(chain))
    })
}

/// A definite event noun of which nothing is said refers back and claims nothing.
fn refers_back(draft: &Draft<'_>) -> bool {
    draft.found.predicate == draft.found.head && draft.footing.open_question.is_none()
}

/// Why a draft adds nothing to those before it, if it does not.
fn nothing_new(
    reading: Reading<'_>,
    settled: &[Draft<'_>],
    draft: &Draft<'_>,
    antecedent: Option<usize>,
) -> Option<Reason> {
    let told = |earlier: &Draft<'_>| words(reading, &earlier.found.tokens).0;
    if let Some(earlier) = antecedent.filter(|_| refers_back(draft)) {
        return Some(Reason::RefersBack { to: told(&settled[earlier]) });
    }
    repeated(reading, settled, draft).map(|earlier| Reason::Repeats { earlier: told(earlier) })
}

/// The same thing said in the same words of grammar: type, fillers, count, footing and part of the report agree.
fn repeated<'d, 'a>(
    reading: Reading<'_>,
    settled: &'d [Draft<'a>],
    draft: &Draft<'_>,
) -> Option<&'d Draft<'a>> {
    settled.iter().find(|earlier| {
        earlier.kind.name == draft.kind.name
            && part(reading, earlier) == part(reading, draft)
            && earlier.footing.realis == draft.footing.realis
            && earlier.footing.polarity == draft.footing.polarity
            && earlier.footing.factuality == draft.footing.factuality
            && identity(reading, earlier) == identity(reading, draft)
            && adds_nothing(earlier, draft)
    })
}

fn part(reading: Reading<'_>, draft: &Draft<'_>) -> Option<Part> {
    let block = reading.parse.sentence_of(draft.found.head).block;
    reading.report.blocks.get(block).map(|block| block.part)
}

/// Who fills which role, by chain where there is one.
fn identity(reading: Reading<'_>, draft: &Draft<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let name = |filled: &Filled| match reading.mentions.chain_of.get(filled.head).copied().flatten() {
        Some(chain) => format!("chain {chain}"),
        None => {
            filled.fillers.first().and_then(|filler| filler.text.clone()).unwrap_or_default().to_lowercase()
        }
    };
    draft.roles.iter().map(|(role, fillers)| (role.clone(), fillers.iter().map(name).collect())).collect()
}

fn adds_nothing(earlier: &Draft<'_>, draft: &Draft<'_>) -> bool {
    let same_count = match (&earlier.count, &draft.count) {
        (Some(a), Some(b)) => a.text.to_lowercase() == b.text.to_lowercase(),
        (_, None) => true,
        (None, Some(_)) => false,
    };
    same_count
        && names(draft).is_subset(&names(earlier))
        && (draft.time.is_none() || earlier.time == draft.time)
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

/// The names of the places of a claim.
fn names(draft: &Draft<'_>) -> BTreeSet<String> {
    draft.places.iter().filter_map(|place| place.name.clone()).collect()
}

#[cfg(test)]
mod tests;
