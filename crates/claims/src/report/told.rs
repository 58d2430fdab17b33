//! What a report has told so far: which event a noun goes back to, and what is only told again.

use std::collections::{BTreeMap, BTreeSet};

use model::{Factuality, Part, Polarity, Realis};

use super::names;
use crate::codebook::Speech;
use crate::draft::Draft;
use crate::fillers::{Filled, is_definite};
use crate::matching::Reading;

/// What two drafts share that say the same in the same words of grammar.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sense {
    event_type: String,
    part: Option<Part>,
    footing: (Realis, Polarity, Factuality),
    /// Who fills which role, by chain where there is one.
    roles: BTreeMap<String, BTreeSet<String>>,
}

impl Sense {
    pub(super) fn of(reading: Reading<'_>, draft: &Draft<'_>) -> Self {
        let footing = &draft.footing;
        let name = |filled: &Filled| who(reading, filled);
        let roles = draft.roles.iter();
        Self {
            event_type: draft.kind.name.clone(),
            part: reading.part(draft.found.head),
            footing: (footing.realis, footing.polarity, footing.factuality),
            roles: roles.map(|(role, all)| (role.clone(), all.iter().map(name).collect())).collect(),
        }
    }
}

/// Who a filler is: its chain, else its words.
fn who(reading: Reading<'_>, filled: &Filled) -> String {
    match reading.mentions.chain_of.get(filled.head).copied().flatten() {
        Some(chain) => format!("chain {chain}"),
        None => {
            filled.fillers.first().and_then(|filler| filler.text.clone()).unwrap_or_default().to_lowercase()
        }
    }
}

/// The drafts that were settled before, by their numbers.
#[derive(Default)]
pub(super) struct Told {
    /// By what they say, and within that by the words of their counts.
    senses: BTreeMap<Sense, BTreeMap<Option<String>, Vec<usize>>>,
    /// By the chains of their words.
    chains: BTreeMap<usize, Vec<usize>>,
}

impl Told {
    /// Adds the draft that is settled as the one of that number.
    pub(super) fn add(&mut self, reading: Reading<'_>, draft: &Draft<'_>, sense: Sense, number: usize) {
        self.senses.entry(sense).or_default().entry(counted(draft)).or_default().push(number);
        for &token in &draft.found.tokens {
            if let Some(chain) = chain_of(reading, token) {
                self.chains.entry(chain).or_default().push(number);
            }
        }
    }

    /// The last draft before that a definite event noun refers to.
    pub(super) fn antecedent(
        &self,
        reading: Reading<'_>,
        settled: &[Draft<'_>],
        draft: &Draft<'_>,
    ) -> Option<usize> {
        let noun = draft.found.head;
        if draft.found.speech != Speech::Noun || !is_definite(reading, noun) {
            return None;
        }
        let earlier = self.chains.get(&chain_of(reading, noun)?)?;
        earlier.iter().copied().rfind(|&number| settled[number].found.head < noun)
    }

    /// The first draft that says the same: type, fillers, count, footing and part of the report agree.
    pub(super) fn repeated<'d, 'a>(
        &self,
        settled: &'d [Draft<'a>],
        draft: &Draft<'_>,
        sense: &Sense,
    ) -> Option<&'d Draft<'a>> {
        let same = self.senses.get(sense)?;
        // What counts nobody repeats what counts some.
        let counts: Vec<&Vec<usize>> = match counted(draft) {
            Some(count) => same.get(&Some(count)).into_iter().collect(),
            None => same.values().collect(),
        };
        let adds_nothing = |number: &&usize| adds_nothing(&settled[**number], draft);
        let first = counts.into_iter().filter_map(|numbers| numbers.iter().find(adds_nothing)).min()?;
        settled.get(*first)
    }
}

/// The words of a count.
fn counted(draft: &Draft<'_>) -> Option<String> {
    draft.count.as_ref().map(|count| count.text.to_lowercase())
}

fn chain_of(reading: Reading<'_>, token: usize) -> Option<usize> {
    reading.mentions.chain_of.get(token).copied().flatten()
}

/// Whether a draft that counts the same names no place and no time beyond those of an earlier one.
fn adds_nothing(earlier: &Draft<'_>, draft: &Draft<'_>) -> bool {
    names(draft).is_subset(&names(earlier)) && (draft.time.is_none() || earlier.time == draft.time)
}
