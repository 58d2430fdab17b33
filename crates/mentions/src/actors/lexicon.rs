//! The words by which actors are recognised around their names: `codebooks/lexicon/actors.toml`.

use std::collections::{BTreeMap, BTreeSet};

use model::Relation;
use serde::{Deserialize, Deserializer};

/// The word lists of this finder; the file explains each.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorLexicon {
    #[serde(deserialize_with = "nouns")]
    pub(super) members: BTreeSet<String>,
    #[serde(deserialize_with = "nouns")]
    pub(super) unnamed: BTreeSet<String>,
    #[serde(deserialize_with = "nouns")]
    pub(super) collectives: BTreeSet<String>,
    pub(super) sizes: BTreeSet<String>,
    #[serde(deserialize_with = "nouns")]
    pub(super) people: BTreeSet<String>,
    pub(super) armed: BTreeSet<String>,
    #[serde(deserialize_with = "nouns")]
    pub(super) followers: BTreeSet<String>,
    pub(super) titles: BTreeSet<String>,
    pub(super) former: BTreeSet<String>,
    pub(super) acting_prepositions: BTreeSet<String>,
    pub(super) verbs_about_actors: BTreeSet<String>,
    pub(super) owner_prepositions: BTreeSet<String>,
    #[serde(deserialize_with = "nouns")]
    pub(super) uniforms: BTreeSet<String>,
    pub(super) tied_before: BTreeMap<String, Relation>,
    pub(super) tied_after: BTreeMap<String, TiedAfter>,
    #[serde(deserialize_with = "tied_nouns")]
    pub(super) tied_nouns: BTreeMap<String, Relation>,
    pub(super) prefixes: BTreeMap<String, Relation>,
}

/// The prepositions that lead from a word ("loyal") to the actor, and the tie.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TiedAfter {
    pub prepositions: BTreeSet<String>,
    pub relation: Relation,
}

/// Nouns with their regular plurals.
pub(crate) fn forms(words: &[String]) -> BTreeSet<String> {
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

fn nouns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<String>, D::Error> {
    Ok(forms(&Vec::deserialize(deserializer)?))
}

fn tied_nouns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Relation>, D::Error> {
    let singular = BTreeMap::<String, Relation>::deserialize(deserializer)?;
    let both = |(word, relation): (String, Relation)| [(plural(&word), relation), (word, relation)];
    Ok(singular.into_iter().flat_map(both).collect())
}
