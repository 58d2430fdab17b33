//! How much a word tells: the fewer episodes have it, the more (inverse document frequency, Spärck Jones 1972).

use std::collections::{BTreeMap, BTreeSet};

/// Episodes that are taken for granted, so that the first of a record do not make every word of theirs common.
const GRANTED: f64 = 1000.0;

/// In how many of the episodes before an episode its words occur. Whatever came later has no part in it, so that the same
/// reports in the same order always compare alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rarity {
    pub n_episodes: u32,
    pub n_with: BTreeMap<String, u32>,
}

impl Rarity {
    /// How much a word tells.
    fn of(&self, word: &str) -> f64 {
        let n_with: f64 = self.n_with.get(word).copied().unwrap_or(0).into();
        ((f64::from(self.n_episodes) + GRANTED) / (n_with + 1.0)).ln()
    }

    /// The length of the vector of words.
    pub(crate) fn length(&self, words: &BTreeSet<String>) -> f64 {
        words.iter().map(|word| self.of(word).powi(2)).sum::<f64>().sqrt()
    }

    /// The product of two vectors of words that share these.
    pub(crate) fn product(&self, shared: &[&str]) -> f64 {
        shared.iter().map(|word| self.of(word).powi(2)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_word_tells_more() {
        let n_with = BTreeMap::from([("police".to_owned(), 900), ("rucker".to_owned(), 1)]);
        let rarity = Rarity { n_episodes: 1000, n_with };
        assert!(rarity.of("rucker") > 2.0 * rarity.of("police"));
        assert!(rarity.of("unheard-of") > rarity.of("rucker"));
    }

    #[test]
    fn in_an_empty_record_all_words_tell_alike() {
        assert_eq!(Rarity::default().of("police"), Rarity::default().of("rucker"));
    }
}
