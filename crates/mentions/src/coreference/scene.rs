//! The referents of a report with the entities that they were found to share so far.

use std::collections::BTreeSet;

use model::{Mentions, Parse};

use super::index::{Index, Key};
use super::lexicon::{CoreferenceLexicon, FamiliesByToken};
use super::referent::{Manner, Referent};

/// A referent's antecedent, as an index into the referents, and whether nothing else could be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Antecedent {
    pub index: usize,
    pub sure: bool,
}

impl Antecedent {
    pub fn sure(index: usize) -> Self {
        Self { index, sure: true }
    }
}

/// Everything that a rule may look at.
pub(super) struct Scene<'a> {
    pub parse: &'a Parse,
    pub mentions: &'a Mentions,
    pub lexicon: &'a CoreferenceLexicon,
    pub families: FamiliesByToken<'a>,
    pub referents: Vec<Referent>,
    /// The entity of each referent: the index of its first referent.
    entity_of: Vec<usize>,
    /// The referents of each entity, in order of text.
    members: Vec<Vec<usize>>,
    index: Index,
}

/// How many of the first and of the last phrases of an entity say what it is.
const MOST_TELLING: usize = 25;
/// How many phrases back the nearest sentences go, however long they are.
const MOST_NEAR: usize = 300;

impl<'a> Scene<'a> {
    pub fn new(
        parse: &'a Parse,
        mentions: &'a Mentions,
        lexicon: &'a CoreferenceLexicon,
        families: FamiliesByToken<'a>,
        referents: Vec<Referent>,
    ) -> Self {
        let entity_of = (0..referents.len()).collect();
        let members = (0..referents.len()).map(|i| vec![i]).collect();
        let index = Index::of(&referents, mentions, &families);
        Self { parse, mentions, lexicon, families, referents, entity_of, members, index }
    }

    /// Makes the entity of `i` the one of `antecedent`.
    pub fn join(&mut self, i: usize, antecedent: usize) {
        let (a, b) = (self.entity(i), self.entity(antecedent));
        let (first, other) = (a.min(b), a.max(b));
        if first == other {
            return;
        }
        let moved = self.members.get_mut(other).map(std::mem::take).unwrap_or_default();
        for &member in &moved {
            if let Some(entity) = self.entity_of.get_mut(member) {
                *entity = first;
            }
        }
        if let Some(members) = self.members.get_mut(first) {
            let in_order = members.last() < moved.first();
            members.extend(moved);
            if !in_order {
                members.sort_unstable();
            }
        }
    }

    /// The entity of referent `i`.
    pub fn entity(&self, i: usize) -> usize {
        self.entity_of.get(i).copied().unwrap_or(i)
    }

    /// The numbers of the referents of an entity, in order of text.
    fn members(&self, entity: usize) -> &[usize] {
        self.members.get(entity).map_or(&[], Vec::as_slice)
    }

    /// How many referents an entity has.
    pub fn size(&self, entity: usize) -> usize {
        self.members(entity).len()
    }

    /// How many referents of an entity are names.
    pub fn names(&self, entity: usize) -> usize {
        let members = self.members(entity).iter().filter_map(|&member| self.referents.get(member));
        members.filter(|referent| referent.manner == Manner::Name).count()
    }

    /// Whether any referent of the entity of `i` fits; of very many the first and the last are asked.
    pub fn any(&self, i: usize, fits: impl Fn(&Referent) -> bool) -> bool {
        let members = self.members(self.entity(i));
        let (first, later) = members.split_at(members.len().min(MOST_TELLING));
        let last = &later[later.len().saturating_sub(MOST_TELLING)..];
        first.iter().chain(last).filter_map(|&member| self.referents.get(member)).any(fits)
    }

    /// Whether the entity of `i` has a name.
    pub fn is_named(&self, i: usize) -> bool {
        self.any(i, |referent| referent.manner == Manner::Name)
    }

    /// The number of sentences between two referents.
    pub fn distance(&self, earlier: usize, later: usize) -> usize {
        let sentence = |i: usize| self.referents.get(i).map_or(0, |r| self.parse.tokens[r.head].sentence);
        sentence(later).abs_diff(sentence(earlier))
    }

    /// The last referents before `i` under some keys, nearest first.
    pub fn before(
        &self,
        i: usize,
        keys: impl IntoIterator<Item = Key>,
    ) -> impl Iterator<Item = (usize, &Referent)> {
        self.index.before(i, keys).filter_map(|at| Some((at, self.referents.get(at)?)))
    }

    /// The referents before `i` that are no more than `reach` sentences away, nearest first.
    pub fn near(&self, i: usize, reach: usize) -> impl Iterator<Item = (usize, &Referent)> {
        let before = self.referents.iter().enumerate().take(i).rev().take(MOST_NEAR);
        before.take_while(move |&(at, _)| self.distance(at, i) <= reach)
    }

    /// The referent whose head is token `head`.
    pub fn at(&self, head: usize) -> Option<usize> {
        self.referents.binary_search_by_key(&head, |referent| referent.head).ok()
    }

    /// One candidate per entity: the nearest, in that order.
    pub fn nearest_of_each(&self, candidates: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        candidates.filter(|&candidate| seen.insert(self.entity(candidate))).collect()
    }
}
