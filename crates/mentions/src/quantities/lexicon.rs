//! The word lists of quantities: `codebooks/lexicon/quantities.toml`.

use std::collections::BTreeMap;

use model::Parse;
use serde::Deserialize;

use crate::words::{WordSet, WordTable};

/// The word lists of this finder: `codebooks/lexicon/quantities.toml`, where each table is explained.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityLexicon {
    pub(super) numerals: NumeralWords,
    pub(super) bounds: BoundWords,
    pub(super) ranges: RangeWords,
    pub(super) vague: VagueWords,
    pub(super) magnitude: MagnitudeWords,
    pub(super) zero: ZeroWords,
    pub(super) share: ShareWords,
    pub(super) ratio: RatioWords,
    pub(super) change: ChangeWords,
    pub(super) parts: PartWords,
    pub(super) units: Terms,
    pub(super) groups: GroupWords,
    pub(super) age: AgeWords,
    pub(super) calibres: Terms,
    pub(super) labels: LabelWords,
    pub(super) currencies: CurrencyWords,
    pub(super) measurements: Terms,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumeralWords {
    pub negative: Phrases,
    pub joins: WordSet,
    pub no_one_after: WordSet,
    pub no_one_before: WordSet,
    pub words: WordTable<f64>,
    pub scales: WordTable<f64>,
    pub round_scales: WordTable<f64>,
    pub letters: WordTable<f64>,
    pub fractions: WordTable<f64>,
    pub ordinals: WordTable<f64>,
    pub ordinal_endings: WordSet,
    pub articles: WordSet,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoundWords {
    pub before: Terms,
    pub after: Terms,
    pub prepositions: WordSet,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RangeWords {
    pub openers: Phrases,
    pub pairs: Phrases,
    pub joins: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VagueWords {
    pub nouns: Phrases,
    pub words: Phrases,
    pub phrases: Phrases,
    pub not_after: WordSet,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MagnitudeWords {
    pub sizes: WordSet,
    pub amounts: WordSet,
    pub losses: WordSet,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ZeroWords {
    pub determiners: Phrases,
    pub pronouns: Phrases,
    pub without: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareWords {
    pub words: Phrases,
    pub per: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RatioWords {
    pub verbs: WordSet,
    pub to_one: Phrases,
    pub times: WordTable<f64>,
    pub comparisons: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeWords {
    pub before: Phrases,
    pub after: Phrases,
    pub not_before: WordSet,
    pub by: WordSet,
    pub to: WordSet,
    pub verbs: WordSet,
    pub by_itself: WordSet,
    pub tallies: WordSet,
    pub running: WordSet,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartWords {
    pub openers: Phrases,
    pub pronouns: WordSet,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupWords {
    pub nouns: WordSet,
    pub strong: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgeWords {
    pub before: Phrases,
    pub after: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelWords {
    pub words: WordSet,
    pub entities: WordSet,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CurrencyWords {
    pub before: Terms,
    pub after: Terms,
}

/// Phrases of one or more words, each with the name that it stands for.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<String, Vec<String>>")]
pub(super) struct Terms {
    /// By first word; the longest phrase first.
    by_first: WordTable<Vec<(Vec<String>, String)>>,
}

impl From<BTreeMap<String, Vec<String>>> for Terms {
    fn from(names: BTreeMap<String, Vec<String>>) -> Self {
        let mut terms = Self::default();
        for (name, phrases) in names {
            for phrase in phrases {
                terms.insert(&phrase, name.clone());
            }
        }
        terms
    }
}

impl Terms {
    fn insert(&mut self, phrase: &str, name: String) {
        let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
        let Some(first) = words.first() else { return };
        let listed = self.by_first.or_default(first);
        listed.push((words, name));
        listed.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// The longest phrase that starts at token `i`: its name and the token behind it.
    pub fn at(&self, parse: &Parse, i: usize) -> Option<(&str, usize)> {
        if i >= parse.len() {
            return None;
        }
        let listed = self.by_first.get(parse.lower(i))?;
        let (words, name) = listed.iter().find(|(words, _)| stands_at(parse, i, words))?;
        Some((name, i + words.len()))
    }

    /// The name of a phrase of one word.
    pub fn name(&self, word: &str) -> Option<&str> {
        let listed = self.by_first.get(word)?;
        listed.iter().find(|(words, _)| words.len() == 1).map(|(_, name)| name.as_str())
    }
}

fn stands_at(parse: &Parse, i: usize, words: &[String]) -> bool {
    i + words.len() <= parse.len() && words.iter().enumerate().all(|(n, word)| parse.lower(i + n) == word)
}

/// Phrases of one or more words.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases(Terms);

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        Self(Terms::from(BTreeMap::from([(String::new(), phrases)])))
    }
}

impl Phrases {
    /// The token behind the longest phrase that starts at token `i`.
    pub fn at(&self, parse: &Parse, i: usize) -> Option<usize> {
        self.0.at(parse, i).map(|(_, end)| end)
    }

    /// Whether one of the phrases ends right before token `end`.
    pub fn ends_at(&self, parse: &Parse, end: usize) -> bool {
        (end.saturating_sub(3)..end).any(|first| self.at(parse, first) == Some(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let terms = Terms::from(BTreeMap::from([
            ("short".to_owned(), vec!["no".to_owned()]),
            ("long".to_owned(), vec!["no fewer than".to_owned()]),
        ]));
        let parse = crate::testing::frozen(
            include_str!("../../../../tests/parses/quantities.jsonl"),
            "No fewer than 30 houses burned down.",
        );
        assert_eq!(terms.at(&parse, 0), Some(("long", 3)));
        assert_eq!(terms.at(&parse, 6), None);
        assert_eq!(terms.at(&parse, 99), None);
    }
}
