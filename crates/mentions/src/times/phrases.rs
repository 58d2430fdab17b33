//! Phrases that are looked for at every position of a text.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};

use hashbrown::HashTable;
use serde::Deserialize;

/// A word in lower case with its hash, which is worked out once though the word is looked for in dozens of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hashed<'a> {
    word: &'a str,
    hash: u64,
}

impl<'a> Hashed<'a> {
    /// A word whose [`hash`] is known.
    pub fn new(word: &'a str, hash: u64) -> Self {
        Self { word, hash }
    }
}

impl<'a> From<&'a str> for Hashed<'a> {
    fn from(word: &'a str) -> Self {
        Self { word, hash: hash(word) }
    }
}

/// The hash of a word, the same in all tables.
pub(super) fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Phrases of one or more words in lower case, each with what the file says of it.
#[derive(Debug, Deserialize)]
#[serde(from = "BTreeMap<String, T>", bound = "T: Deserialize<'de>")]
pub(super) struct PhraseTable<T> {
    by_first_word: HashTable<Opening<T>>,
}

/// The phrases that begin with one word.
#[derive(Debug)]
struct Opening<T> {
    first: String,
    phrases: Vec<(String, T)>,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { by_first_word: HashTable::new() }
    }
}

impl<T> FromIterator<(String, T)> for PhraseTable<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut table = Self::default();
        for (phrase, entry) in entries {
            let first = first_word(&phrase).to_owned();
            let place = table.by_first_word.entry(
                hash(&first),
                |opening| opening.first == first,
                |opening| hash(&opening.first),
            );
            let opening = place.or_insert_with(|| Opening { first: first.clone(), phrases: Vec::new() });
            opening.into_mut().phrases.push((phrase, entry));
        }
        table
    }
}

impl<T> From<BTreeMap<String, T>> for PhraseTable<T> {
    fn from(entries: BTreeMap<String, T>) -> Self {
        entries.into_iter().collect()
    }
}

impl<T> PhraseTable<T> {
    /// The phrases whose first word is `first`.
    pub fn starting<'a>(&self, first: impl Into<Hashed<'a>>) -> impl Iterator<Item = (&str, &T)> {
        let Hashed { word, hash } = first.into();
        let opening = self.by_first_word.find(hash, |opening| opening.first == word);
        let phrases = opening.into_iter().flat_map(|opening| &opening.phrases);
        phrases.map(|(phrase, entry)| (phrase.as_str(), entry))
    }

    /// What the table says of a phrase of any number of words.
    pub fn phrase(&self, phrase: &str) -> Option<&T> {
        self.starting(first_word(phrase)).find(|(listed, _)| *listed == phrase).map(|(_, entry)| entry)
    }

    /// What the table says of a phrase of one word.
    pub fn get<'a>(&self, word: impl Into<Hashed<'a>>) -> Option<&T> {
        let word = word.into();
        self.starting(word).find(|(listed, _)| *listed == word.word).map(|(_, entry)| entry)
    }

    /// Whether a phrase of one word is listed.
    pub fn contains<'a>(&self, word: impl Into<Hashed<'a>>) -> bool {
        self.get(word).is_some()
    }
}

fn first_word(phrase: &str) -> &str {
    phrase.split(' ').next().unwrap_or_default()
}

/// Phrases of one or more words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct PhraseList(PhraseTable<()>);

impl From<Vec<String>> for PhraseList {
    fn from(phrases: Vec<String>) -> Self {
        Self(phrases.into_iter().map(|phrase| (phrase, ())).collect())
    }
}

impl PhraseList {
    /// The phrases whose first word is `first`.
    pub fn starting<'a>(&self, first: impl Into<Hashed<'a>>) -> impl Iterator<Item = &str> {
        self.0.starting(first).map(|(phrase, ())| phrase)
    }

    /// Whether a phrase of one word is listed.
    pub fn contains<'a>(&self, word: impl Into<Hashed<'a>>) -> bool {
        self.0.contains(word)
    }

    /// Whether a phrase of any number of words is listed.
    pub fn lists(&self, phrase: &str) -> bool {
        self.0.phrase(phrase).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_their_whole_first_word() {
        let list = PhraseList::from(["at once", "at", "attic"].map(str::to_owned).to_vec());
        assert_eq!(list.starting("at").collect::<Vec<_>>(), ["at once", "at"]);
        assert!(
            list.contains("at") && list.lists("at once") && !list.contains("once") && !list.lists("at twice")
        );
        assert!(list.starting("").next().is_none());
    }
}
