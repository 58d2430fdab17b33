//! Lists of words as they are asked: nearly all of them, for nearly every token of every report.
//!
//! They are hashed, because most words are in no list: a sorted one compares a word many times until it is found
//! missing. Most need not even be hashed: no word of the list begins with their letters. Nothing walks over a list, so
//! that its order never shows.

use hashbrown::HashMap;
use serde::Deserialize;

/// Words in lower case.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct WordSet(WordTable<()>);

impl WordSet {
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// The word as it is listed.
    pub(crate) fn get(&self, word: &str) -> Option<&str> {
        let entry = self.0.beginnings.may_have(word).then(|| self.0.entries.get_key_value(word));
        entry.flatten().map(|(word, ())| word.as_str())
    }

    pub(crate) fn insert(&mut self, word: String) {
        self.0.insert(word, ());
    }

    /// All words, to make other lists of.
    pub(crate) fn words(&self) -> impl Iterator<Item = &String> {
        self.0.entries.keys()
    }
}

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        words.into_iter().collect()
    }
}

impl FromIterator<String> for WordSet {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        Self(words.into_iter().map(|word| (word, ())).collect())
    }
}

/// Words in lower case, each with what is said of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "HashMap<String, T>", bound = "T: Deserialize<'de>")]
pub(crate) struct WordTable<T> {
    beginnings: FirstLetters,
    entries: HashMap<String, T>,
}

impl<T> WordTable<T> {
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        if self.beginnings.may_have(word) { self.entries.get(word) } else { None }
    }

    pub(crate) fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    pub(crate) fn insert(&mut self, word: String, entry: T) {
        self.beginnings.add(&word);
        self.entries.insert(word, entry);
    }

    /// What is said of a word, to add to it.
    pub(crate) fn or_default(&mut self, word: &str) -> &mut T
    where
        T: Default,
    {
        self.beginnings.add(word);
        self.entries.entry_ref(word).or_default()
    }

    /// All words with what is said of them, to make other lists of.
    pub(crate) fn into_entries(self) -> impl Iterator<Item = (String, T)> {
        self.entries.into_iter()
    }
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        HashMap::new().into()
    }
}

impl<T> From<HashMap<String, T>> for WordTable<T> {
    fn from(entries: HashMap<String, T>) -> Self {
        Self { beginnings: entries.keys().collect(), entries }
    }
}

impl<T> FromIterator<(String, T)> for WordTable<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        entries.into_iter().collect::<HashMap<String, T>>().into()
    }
}

/// With which two letters some words begin.
#[derive(Debug, Default, Clone)]
pub(crate) struct FirstLetters([u64; 16]);

impl FirstLetters {
    pub(crate) fn add(&mut self, word: &str) {
        let (slot, bit) = Self::place(word);
        self.0[slot] |= bit;
    }

    /// Whether the words may have this one among them; where not, they have not.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        let (slot, bit) = Self::place(word);
        self.0[slot] & bit != 0
    }

    /// A place for each pair of letters that a word may begin with; other characters share theirs.
    fn place(word: &str) -> (usize, u64) {
        let letter = |at: usize| word.as_bytes().get(at).map_or(0, |byte| usize::from(byte % 32));
        let place = letter(0) * 32 + letter(1);
        (place / 64, 1 << (place % 64))
    }
}

impl<'a> FromIterator<&'a String> for FirstLetters {
    fn from_iter<I: IntoIterator<Item = &'a String>>(words: I) -> Self {
        let mut letters = Self::default();
        words.into_iter().for_each(|word| letters.add(word));
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others_that_begin_like_them() {
        let set: WordSet = ["camp", "campus", "ö", "", "a"].map(str::to_owned).to_vec().into();
        assert!(["camp", "campus", "ö", "", "a"].iter().all(|word| set.contains(word)));
        assert!(!["camps", "cam", "ca", "c", "ä", "A", "b"].iter().any(|word| set.contains(word)));
        let table: WordTable<u8> = [("two".to_owned(), 2)].into_iter().collect();
        assert_eq!((table.get("two"), table.get("twofold"), table.get("three")), (Some(&2), None, None));
    }
}
