//! Phrases that are looked for at every position of a text.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::words::WordTable;

/// Phrases of one or more words in lower case, each with what the file says of it.
#[derive(Debug, Deserialize)]
#[serde(from = "BTreeMap<String, T>", bound = "T: Deserialize<'de>")]
pub(super) struct PhraseTable<T> {
    by_first_word: WordTable<Vec<(String, T)>>,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { by_first_word: WordTable::default() }
    }
}

impl<T> FromIterator<(String, T)> for PhraseTable<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut table = Self::default();
        for (phrase, entry) in entries {
            let first = first_word(&phrase).to_owned();
            table.by_first_word.entry(first).or_default().push((phrase, entry));
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
    pub fn starting(&self, first: &str) -> impl Iterator<Item = (&str, &T)> {
        let phrases = self.by_first_word.get(first).into_iter().flatten();
        phrases.map(|(phrase, entry)| (phrase.as_str(), entry))
    }

    /// What the table says of a phrase.
    pub fn get(&self, phrase: &str) -> Option<&T> {
        self.starting(first_word(phrase)).find(|(listed, _)| *listed == phrase).map(|(_, entry)| entry)
    }

    /// Whether a phrase is listed.
    pub fn contains(&self, phrase: &str) -> bool {
        self.get(phrase).is_some()
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
    pub fn starting(&self, first: &str) -> impl Iterator<Item = &str> {
        self.0.starting(first).map(|(phrase, ())| phrase)
    }

    /// Whether a phrase is listed.
    pub fn contains(&self, phrase: &str) -> bool {
        self.0.contains(phrase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_their_whole_first_word() {
        let list = PhraseList::from(["at once", "at", "attic"].map(str::to_owned).to_vec());
        assert_eq!(list.starting("at").collect::<Vec<_>>(), ["at once", "at"]);
        assert!(list.contains("at") && list.contains("at once") && !list.contains("once"));
        assert!(list.starting("").next().is_none());
    }
}
