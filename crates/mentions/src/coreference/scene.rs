//! The referents of a report with the entities that they were found to share so far.

use model::{Mentions, Parse};

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
}

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
        Self { parse, mentions, lexicon, families, referents, entity_of, members }
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
            members.extend(moved);
            members.sort_unstable();
        }
    }

    /// The entity of referent `i`.
    pub fn entity(&self, i: usize) -> usize {
        self.entity_of.get(i).copied().unwrap_or(i)
    }

    /// The referents of an entity, in order of text.
    pub fn members(&self, entity: usize) -> impl Iterator<Item = &Referent> {
        let members = self.members.get(entity).map_or(&[][..], Vec::as_slice);
        members.iter().filter_map(|&member| self.referents.get(member))
    }

    /// Whether any referent of the entity of `i` fits.
    pub fn any(&self, i: usize, fits: impl Fn(&Referent) -> bool) -> bool {
        self.members(self.entity(i)).any(fits)
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

    /// The referents before `i`, nearest first.
    pub fn before(&self, i: usize) -> impl Iterator<Item = (usize, &Referent)> {
        self.referents.iter().enumerate().take(i).rev()
    }

    /// The referents before `i` that are no more than `reach` sentences away, nearest first.
    pub fn near(&self, i: usize, reach: usize) -> impl Iterator<Item = (usize, &Referent)> {
        self.before(i).take_while(move |&(at, _)| self.distance(at, i) <= reach)
    }

    /// The referent whose head is token `head`.
    pub fn at(&self, head: usize) -> Option<usize> {
        self.referents.binary_search_by_key(&head, |referent| referent.head).ok()
    }

    /// One candidate per entity: the nearest, in that order.
    pub fn nearest_of_each(&self, candidates: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut nearest: Vec<usize> = Vec::new();
        for candidate in candidates {
            if !nearest.iter().any(|&other| self.entity(other) == self.entity(candidate)) {
                nearest.push(candidate);
            }
        }
        nearest
    }
}
