//! The referents of a report by what later phrases look for in them, so that no phrase looks through the whole text.

use std::collections::{BTreeSet, HashMap};

use model::{ChainKind, Mentions, PlacePrecision};

use super::lexicon::FamiliesByToken;
use super::names::{initials, is_counted_actor};
use super::referent::{Manner, Referent};

/// How many phrases under one key are weighed for a later phrase: the last ones before it.
const MOST_WEIGHED: usize = 500;

/// What a phrase may be found by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A whole name, as its words.
    Name(ChainKind, Vec<String>),
    /// The ids of a named place or actor.
    Ids(Vec<String>),
    /// A word of a person's name.
    Word(String),
    /// The initials of an actor's name of three words or more.
    Initials(String),
    /// The head noun of an event or place, and whether it is plural.
    Noun(ChainKind, String, bool),
    /// How finely a named place is drawn.
    Precision(PlacePrecision),
    /// A named actor.
    Actor,
    /// A named individual with an office or occupation.
    Office,
    /// A family of events.
    Family(String),
}

/// The numbers of the referents under each key, in order of text.
#[derive(Debug, Default)]
pub(super) struct Index {
    lists: HashMap<Key, Vec<usize>>,
}

impl Index {
    pub fn of(referents: &[Referent], mentions: &Mentions, families: &FamiliesByToken<'_>) -> Self {
        let mut index = Self::default();
        for (number, referent) in referents.iter().enumerate() {
            for key in keys(referent, mentions, families) {
                let list = index.lists.entry(key).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        index
    }

    /// The last referents before `i` under any of some keys, nearest first.
    pub fn before(&self, i: usize, keys: impl IntoIterator<Item = Key>) -> impl Iterator<Item = usize> {
        let last = |key: Key| {
            let list = self.lists.get(&key).map_or(&[][..], Vec::as_slice);
            let earlier = &list[..list.partition_point(|&at| at < i)];
            &earlier[earlier.len().saturating_sub(MOST_WEIGHED)..]
        };
        let found: BTreeSet<usize> = keys.into_iter().flat_map(last).copied().collect();
        found.into_iter().rev()
    }
}

fn keys(referent: &Referent, mentions: &Mentions, families: &FamiliesByToken<'_>) -> Vec<Key> {
    let mut keys = Vec::new();
    if referent.manner == Manner::Name && !is_counted_actor(referent) {
        keys.extend(of_name(referent));
    }
    if referent.manner == Manner::Name {
        let people = mentions.people_at(referent.head);
        let office = people.is_some_and(|people| people.individual && people.occupation.is_some());
        keys.extend(referent.precision.map(Key::Precision));
        keys.extend((referent.kind == ChainKind::Actor).then_some(Key::Actor));
        keys.extend(office.then_some(Key::Office));
    }
    if matches!(referent.kind, ChainKind::Event | ChainKind::Place) {
        let nouns = referent.nouns.iter();
        keys.extend(nouns.map(|noun| Key::Noun(referent.kind, noun.clone(), referent.plural)));
    }
    if referent.kind == ChainKind::Event {
        keys.extend(families.of(referent.head).map(|named| Key::Family(named.family.clone())));
    }
    keys
}

/// The keys that a later name of the same may look under.
fn of_name(referent: &Referent) -> Vec<Key> {
    let names = referent.names.iter();
    let mut keys: Vec<Key> = names.clone().map(|name| Key::Name(referent.kind, name.clone())).collect();
    if !referent.ids.is_empty() {
        keys.push(Key::Ids(referent.ids.clone()));
    }
    match referent.kind {
        ChainKind::People => keys.extend(names.flatten().cloned().map(Key::Word)),
        ChainKind::Actor => keys.extend(names.filter_map(|name| initials(name)).map(Key::Initials)),
        _ => {}
    }
    keys
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use model::TokenRange;

    use super::*;
    use crate::coreference::CoreferenceLexicon;

    fn place(head: usize, name: &str) -> Referent {
        Referent {
            head,
            tokens: TokenRange::new(head, head + 1),
            kind: ChainKind::Place,
            manner: Manner::Name,
            class: None,
            plural: false,
            gender: None,
            nouns: Vec::new(),
            modifiers: BTreeSet::new(),
            count: None,
            names: vec![vec![name.to_owned()]],
            ids: Vec::new(),
            precision: Some(PlacePrecision::Town),
        }
    }

    fn before(referents: &[Referent], i: usize, keys: Vec<Key>) -> Vec<usize> {
        let lexicon = CoreferenceLexicon::default();
        let families = lexicon.families(&model::Parse::default());
        Index::of(referents, &Mentions::default(), &families).before(i, keys).collect()
    }

    fn named(name: &str) -> Key {
        Key::Name(ChainKind::Place, vec![name.to_owned()])
    }

    #[test]
    fn only_what_a_phrase_may_mean_is_weighed_nearest_first() {
        let referents = [place(0, "karsa"), place(3, "ber"), place(5, "karsa"), place(9, "karsa")];
        assert_eq!(before(&referents, 3, vec![named("karsa")]), [2, 0]);
        assert_eq!(before(&referents, 3, vec![named("karsa"), named("ber")]), [2, 1, 0]);
        assert!(before(&referents, 3, vec![named("dara")]).is_empty());
    }

    #[test]
    fn however_often_a_name_stands_the_work_for_the_next_one_is_bounded() {
        let referents: Vec<Referent> = (0..4 * MOST_WEIGHED).map(|head| place(head, "karsa")).collect();
        let last = referents.len() - 1;
        let weighed = before(&referents, last, vec![named("karsa"), Key::Precision(PlacePrecision::Town)]);
        assert_eq!((weighed.len(), weighed.first()), (MOST_WEIGHED, Some(&(last - 1))));
    }
}
