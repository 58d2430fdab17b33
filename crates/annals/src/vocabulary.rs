//! In how many episodes of a record words occur, while a batch is written: each word is read once and written once.

use std::collections::BTreeMap;

use reconcile::{Episode, Rarity};
use record::{Batch, RecordError, View};

/// The counts of the words that a batch has met, as they will be when it is written. The empty word counts all episodes.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    counts: BTreeMap<String, u32>,
}

impl Vocabulary {
    /// How rare the words of an episode are among the episodes before it.
    pub fn rarity(&mut self, view: View<'_>, episode: &Episode) -> Result<Rarity, RecordError> {
        let mut rarity = Rarity { n_episodes: *self.count(view, "")?, n_with: BTreeMap::new() };
        for word in episode.words() {
            rarity.n_with.insert(word.to_owned(), *self.count(view, word)?);
        }
        Ok(rarity)
    }

    /// Counts an episode for each of its words.
    pub fn take(&mut self, view: View<'_>, episode: &Episode) -> Result<(), RecordError> {
        for word in episode.words().into_iter().chain([""]) {
            *self.count(view, word)? += 1;
        }
        Ok(())
    }

    /// Takes back that an episode was counted.
    pub fn forget(&mut self, view: View<'_>, episode: &Episode) -> Result<(), RecordError> {
        for word in episode.words().into_iter().chain([""]) {
            let n = self.count(view, word)?;
            *n = n.saturating_sub(1);
        }
        Ok(())
    }

    /// Writes what was counted. What somebody else writes afterwards is read again.
    pub fn write(&mut self, batch: &Batch<'_>) -> Result<(), RecordError> {
        batch.put_word_counts(&std::mem::take(&mut self.counts))
    }

    fn count(&mut self, view: View<'_>, word: &str) -> Result<&mut u32, RecordError> {
        if !self.counts.contains_key(word) {
            self.counts.insert(word.to_owned(), view.n_with(word)?);
        }
        Ok(self.counts.entry(word.to_owned()).or_default())
    }
}
