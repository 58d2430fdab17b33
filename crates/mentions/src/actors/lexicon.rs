//! The words by which actors are recognised around their names: `codebooks/lexicon/actors.toml`.

use model::Relation;
use serde::{Deserialize, Deserializer};

use crate::words::{WordSet, WordTable};

/// The word lists of this finder; the file explains each.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorLexicon {
    #[serde(deserialize_with = "nouns")]
    pub(super) members: WordSet,
    #[serde(deserialize_with = "nouns")]
    pub(super) unnamed: WordSet,
    #[serde(deserialize_with = "nouns")]
    pub(super) collectives: WordSet,
    pub(super) sizes: WordSet,
    #[serde(deserialize_with = "nouns")]
    pub(super) people: WordSet,
    pub(super) armed: WordSet,
    #[serde(deserialize_with = "nouns")]
    pub(super) followers: WordSet,
    pub(super) titles: WordSet,
    pub(super) former: WordSet,
    pub(super) acting_prepositions: WordSet,
    pub(super) verbs_about_actors: WordSet,
    pub(super) owner_prepositions: WordSet,
    #[serde(deserialize_with = "nouns")]
    pub(super) uniforms: WordSet,
    pub(super) tied_before: WordTable<Relation>,
    pub(super) tied_after: WordTable<TiedAfter>,
    #[serde(deserialize_with = "tied_nouns")]
    pub(super) tied_nouns: WordTable<Relation>,
    pub(super) prefixes: WordTable<Relation>,
}

/// The prepositions that lead from a word ("loyal") to the actor, and the tie.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TiedAfter {
    pub prepositions: WordSet,
    pub relation: Relation,
}

/// Nouns with their regular plurals.
pub(crate) fn forms(words: &[String]) -> WordSet {
    words.iter().flat_map(|word| [word.clone(), plural(word)]).collect()
}

fn plural(word: &str) -> String {
    let ends_in = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    match word.strip_suffix('y') {
        Some(stem) if !ends_in(&["ay", "ey", "oy"]) => format!("{stem}ies"),
        _ if ends_in(&["s", "x", "ch", "sh"]) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn nouns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<WordSet, D::Error> {
    Ok(forms(&Vec::deserialize(deserializer)?))
}

fn tied_nouns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<WordTable<Relation>, D::Error> {
    let singular = WordTable::<Relation>::deserialize(deserializer)?;
    let both = |(word, relation): (String, Relation)| [(plural(&word), relation), (word, relation)];
    Ok(singular.into_entries().flat_map(both).collect())
}
