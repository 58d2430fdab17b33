//! The words and bounds that reconciliation goes by: `codebooks/lexicon/reconcile.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

/// What tells origins apart, parts from wholes, and contradictions from mere differences.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    pub(crate) origins: OriginWords,
    pub(crate) tallies: TallyWords,
    pub(crate) columns: ColumnTypes,
    pub(crate) contradictions: Bounds,
}

/// Words of sources.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OriginWords {
    /// Words that name nobody.
    pub unnamed: BTreeSet<String>,
}

/// Words of people who are counted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TallyWords {
    /// Nouns that may name only some of those harmed.
    pub some_of_them: BTreeSet<String>,
    /// Words for more than one person, without a number.
    pub plural: BTreeSet<String>,
}

/// Event types by the column of the source matrix in which those harmed stand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnTypes {
    pub killed: BTreeSet<String>,
    pub injured: BTreeSet<String>,
}

/// What is no contradiction yet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bounds {
    /// The share of a rounded figure by which it may be off.
    pub rounding: f64,
    /// Event types that tell of one harm.
    pub same_harm: Vec<Vec<String>>,
    /// Event types that tell with what it was done.
    pub ways: Vec<String>,
    /// Endings of actors that are parts of one state.
    pub parts_of_a_state: Vec<String>,
    /// Distance between places, in kilometres.
    pub apart_km: f64,
}

/// A lexicon that is no TOML, or that has other keys than reconciliation knows.
#[derive(Debug, thiserror::Error)]
#[error("lexicon/reconcile.toml: {0}")]
pub struct LexiconError(#[from] Box<toml::de::Error>);

impl Lexicon {
    /// Reads `lexicon/reconcile.toml`.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        Ok(toml::from_str(text).map_err(Box::new)?)
    }
}

/// The words of a text in small letters, without the signs around them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .flat_map(|word| word.split('/'))
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
}
