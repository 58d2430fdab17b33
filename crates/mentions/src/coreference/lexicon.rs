//! The word lists of `codebooks/lexicon/coreference.toml`.

use std::collections::BTreeSet;

use model::{Gender, Parse, PlacePrecision};
use serde::Deserialize;

use crate::spellings::look_up;
use crate::words::{WordSet, WordTable};

/// Words in lower case, nouns and verbs in their basic form.
pub(super) type Words = WordSet;

/// The word lists of this finder: `codebooks/lexicon/coreference.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoreferenceLexicon {
    pub(super) pronouns: PronounWords,
    pub(super) expletive: Expletives,
    pub(super) pointing: PointingWords,
    pub(super) place: Vec<PlaceSense>,
    pub(super) armed_groups: ArmedGroups,
    pub(super) harmed: Vec<Harmed>,
    pub(super) selection: Vec<Selection>,
    event: EventFamilies,
    pub(super) incidents: Incidents,
    pub(super) persons: Persons,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PronounWords {
    pub male: Words,
    pub female: Words,
    pub thing: Words,
    pub plural: Words,
    pub reflexive: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expletives {
    pub verbs: Words,
    pub impersonal: Words,
    pub adjectives: Words,
    pub weather: Words,
    pub objects: Words,
    pub nouns: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PointingWords {
    pub words: Words,
    pub others: Words,
}

/// Descriptions of places, and how finely the places that they stand for are named.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceSense {
    pub nouns: Words,
    pub precisions: BTreeSet<PlacePrecision>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArmedGroups {
    pub singular: Words,
    pub plural: Words,
    pub states: Words,
}

/// Descriptions of those whom an event of the family harmed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Harmed {
    pub nouns: Words,
    pub family: String,
}

/// Verbs that choose their subject.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Selection {
    pub verbs: Words,
    pub subjects: Words,
}

/// Words for one kind of event; `within` names the wider family.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventFamily {
    pub family: String,
    #[serde(default)]
    pub within: String,
    nouns: Words,
    verbs: Words,
    #[serde(default)]
    things: Words,
}

/// The families of events, by their words.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<EventFamily>")]
struct EventFamilies {
    listed: Vec<EventFamily>,
    by_noun: WordTable<Vec<usize>>,
    by_verb: WordTable<Vec<usize>>,
}

impl From<Vec<EventFamily>> for EventFamilies {
    fn from(listed: Vec<EventFamily>) -> Self {
        let (mut by_noun, mut by_verb) = (WordTable::<Vec<_>>::default(), WordTable::<Vec<_>>::default());
        for (number, family) in listed.iter().enumerate() {
            for noun in family.nouns.words().chain(family.things.words()) {
                by_noun.or_default(noun).push(number);
            }
            for verb in family.verbs.words() {
                by_verb.or_default(verb).push(number);
            }
        }
        Self { listed, by_noun, by_verb }
    }
}

impl EventFamilies {
    /// The numbers of the families that token `i` names, as a noun or as a verb, in the order of the file.
    fn named(&self, parse: &Parse, i: usize) -> BTreeSet<usize> {
        let mut named = BTreeSet::new();
        let mut take = |found: Option<&Vec<usize>>| named.extend(found.into_iter().flatten().copied());
        match parse.pos(i) {
            "VERB" => {
                take(self.by_verb.get(parse.lemma(i)));
                take(self.by_verb.get(parse.lower(i)));
            }
            "NOUN" | "PROPN" => {
                look_up(parse, i, |spelling| {
                    take(self.by_noun.get(spelling));
                    None::<()>
                });
            }
            _ => {}
        }
        named
    }
}

/// The families of events that each token of a report names.
#[derive(Debug)]
pub(super) struct FamiliesByToken<'a> {
    lexicon: &'a CoreferenceLexicon,
    named: Vec<BTreeSet<usize>>,
}

impl<'a> FamiliesByToken<'a> {
    /// The families of the token, in the order of the file.
    pub(super) fn of(&self, token: usize) -> impl Iterator<Item = &'a EventFamily> {
        let families = &self.lexicon.event.listed;
        self.named.get(token).into_iter().flatten().filter_map(|&number| families.get(number))
    }

    /// Whether the token names an event.
    pub(super) fn is_event(&self, token: usize) -> bool {
        self.named.get(token).is_some_and(|families| !families.is_empty())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Incidents {
    pub nouns: Words,
    pub suffered: Words,
    pub families: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Persons {
    pub nouns: Words,
}

/// The entry of `words` that token `i` stands for.
pub(super) fn listed<'a>(words: &'a Words, parse: &Parse, i: usize) -> Option<&'a str> {
    look_up(parse, i, |spelling| words.get(spelling))
}

/// What a pronoun can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    Person(Gender),
    Thing,
    Plural,
}

impl CoreferenceLexicon {
    /// The kind of the pronoun `word`; nothing for those of the speaker and for other words.
    pub(super) fn pronoun(&self, word: &str) -> Option<Pronoun> {
        let pronouns = &self.pronouns;
        [
            (&pronouns.male, Pronoun::Person(Gender::Male)),
            (&pronouns.female, Pronoun::Person(Gender::Female)),
            (&pronouns.thing, Pronoun::Thing),
            (&pronouns.plural, Pronoun::Plural),
        ]
        .into_iter()
        .find_map(|(words, kind)| words.contains(word).then_some(kind))
    }

    /// The families of events that the tokens of a report name, as nouns or as verbs.
    pub(super) fn families(&self, parse: &Parse) -> FamiliesByToken<'_> {
        let named = (0..parse.len()).map(|i| self.event.named(parse, i)).collect();
        FamiliesByToken { lexicon: self, named }
    }

    /// The precisions of the places that the noun at token `i` may stand for.
    pub(super) fn precisions(&self, noun: &str) -> Option<&BTreeSet<PlacePrecision>> {
        self.place.iter().find(|sense| sense.nouns.contains(noun)).map(|sense| &sense.precisions)
    }
}
