//! The word lists of `codebooks/lexicon/coreference.toml`.

use std::collections::BTreeSet;

use model::{Gender, Parse, PlacePrecision};
use serde::Deserialize;

use crate::nouns::spellings;

/// Words in lower case, nouns and verbs in their basic form.
pub(super) type Words = BTreeSet<String>;

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
    pub(super) event: Vec<EventFamily>,
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
    pub nouns: Words,
    pub verbs: Words,
    #[serde(default)]
    pub things: Words,
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
    spellings(parse, i).iter().find_map(|spelling| words.get(spelling)).map(String::as_str)
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

    /// The families of events that token `i` names, as a noun or as a verb.
    pub(super) fn families<'a>(
        &'a self,
        parse: &'a Parse,
        i: usize,
    ) -> impl Iterator<Item = &'a EventFamily> {
        self.event.iter().filter(move |family| match parse.pos(i) {
            "VERB" => family.verbs.contains(parse.lemma(i)) || family.verbs.contains(parse.lower(i)),
            "NOUN" | "PROPN" => {
                listed(&family.nouns, parse, i).is_some() || listed(&family.things, parse, i).is_some()
            }
            _ => false,
        })
    }

    /// The precisions of the places that the noun at token `i` may stand for.
    pub(super) fn precisions(&self, noun: &str) -> Option<&BTreeSet<PlacePrecision>> {
        self.place.iter().find(|sense| sense.nouns.contains(noun)).map(|sense| &sense.precisions)
    }
}
