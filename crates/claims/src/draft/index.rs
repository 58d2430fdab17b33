//! Drafts by the words that they stand on, so that a report of any length is settled in a time that grows as it does.

use std::collections::BTreeMap;

use super::Draft;
use crate::matching::Reading;

/// The numbers of a report's drafts, in their order, by where they stand.
pub(crate) struct Index {
    heads: BTreeMap<usize, Vec<usize>>,
    predicates: BTreeMap<usize, Vec<usize>>,
    sentences: BTreeMap<usize, Vec<usize>>,
}

impl Index {
    pub(crate) fn of(reading: Reading<'_>, drafts: &[Draft<'_>]) -> Self {
        let by = |key: fn(Reading<'_>, &Draft<'_>) -> usize| {
            let mut numbers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (number, draft) in drafts.iter().enumerate() {
                numbers.entry(key(reading, draft)).or_default().push(number);
            }
            numbers
        };
        Self {
            heads: by(|_, draft| draft.found.head),
            predicates: by(|_, draft| draft.found.predicate),
            sentences: by(sentence),
        }
    }

    /// The drafts of the event word `head`.
    pub(crate) fn of_head(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        numbers(&self.heads, head)
    }

    /// The drafts that the word `predicate` says.
    pub(crate) fn of_predicate(&self, predicate: usize) -> impl Iterator<Item = usize> + '_ {
        numbers(&self.predicates, predicate)
    }

    /// The drafts of a sentence and of those up to `reach` sentences away.
    pub(crate) fn near(&self, sentence: usize, reach: usize) -> impl Iterator<Item = usize> + '_ {
        let sentences = sentence.saturating_sub(reach)..=sentence.saturating_add(reach);
        self.sentences.range(sentences).flat_map(|(_, numbers)| numbers.iter().copied())
    }
}

/// The number of the sentence that a draft's event word stands in.
pub(crate) fn sentence(reading: Reading<'_>, draft: &Draft<'_>) -> usize {
    reading.parse.tokens[draft.found.head].sentence
}

fn numbers(of: &BTreeMap<usize, Vec<usize>>, word: usize) -> impl Iterator<Item = usize> + '_ {
    of.get(&word).into_iter().flatten().copied()
}
