//! By what reports find each other that share words: MinHash, in bands.
//!
//! The index itself is a table of the record, so what is left of MinHash is this file. The libraries at hand bring an index of
//! their own in memory, and dozens of other libraries with it.

use super::story::{Sentence, Story, both, mix};

/// Least hashes of a band: two reports share its key only if they share all of them.
const ROWS: u64 = 2;

/// Bands. Two reports of which `j` of all shingles are in both share a key with a chance of 1 - (1 - j²)¹⁶: 99 % at a half,
/// 78 % at three tenths, 4 % at a twentieth, which is what a common footer makes of two reports.
const BANDS: u64 = 16;

impl Story {
    /// The keys of the story in an index: two stories that share a key may be kin. None for a story without sentences.
    ///
    /// Beside the bands there is the first sentence, for an excerpt of a much longer text is most often its beginning.
    pub fn keys(&self) -> Vec<String> {
        let shingles: Vec<u64> = self.sentences.iter().flat_map(Sentence::shingles).collect();
        let least = |row: u64| shingles.iter().map(|&shingle| mix(shingle ^ mix(row + 1))).min();
        let band = |band: u64| {
            let mut rows = (0..ROWS).map(|row| least(band * ROWS + row));
            rows.try_fold(mix(band), |hash, least| Some(both(hash, least?)))
        };
        let first = self.sentences.first().map(Sentence::hash);
        (0..BANDS).filter_map(band).chain(first).map(|key| format!("{:012x}", key >> 16)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of numbered sentences.
    fn text(sentences: impl IntoIterator<Item = u32>) -> String {
        sentences
            .into_iter()
            .map(|n| format!("Patrol {n} of district {n} met {n} herders at well {n}. "))
            .collect()
    }

    fn share(one: &str, other: &str) -> bool {
        let keys = Story::of(one).keys();
        Story::of(other).keys().iter().any(|key| keys.contains(key))
    }

    #[test]
    fn stories_that_share_words_share_a_key() {
        assert!(share(&text(0..20), &text(0..20)));
        assert!(share(&text(0..20), &text(5..25)));
        assert!(share(&text(0..20), &text(100..101).chars().chain(text(0..20).chars()).collect::<String>()));
    }

    #[test]
    fn an_excerpt_of_the_beginning_shares_the_first_sentence() {
        assert!(share(&text(0..200), &text(0..3)));
    }

    #[test]
    fn other_stories_share_none() {
        assert!(!share(&text(0..20), &text(20..40)));
        assert!(!share(&text(0..20), &text(19..80)));
        assert!(!share("", ""));
    }

    #[test]
    fn a_story_always_has_the_same_keys() {
        let keys = Story::of("Shells fell on the old market of the town.").keys();
        assert_eq!((keys.len(), keys[0].as_str()), (17, "d2c3b2dedd24"));
    }
}
