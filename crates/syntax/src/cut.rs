//! The tokens of several texts, one text after the other.

use std::ops::Range;

use crate::tokenizer::Token;

/// Tokens of texts that are encoded together.
#[derive(Debug, Default)]
pub(crate) struct CutTexts {
    pub(crate) tokens: Vec<Token>,
    /// Where each text ends in `tokens`.
    ends: Vec<usize>,
}

impl CutTexts {
    /// Leaves no text.
    pub(crate) fn clear(&mut self) {
        self.tokens.clear();
        self.ends.clear();
    }

    /// Adds a text at the end.
    pub(crate) fn push(&mut self, tokens: &[Token]) {
        self.tokens.extend_from_slice(tokens);
        self.ends.push(self.tokens.len());
    }

    /// The number of texts.
    pub(crate) fn count(&self) -> usize {
        self.ends.len()
    }

    /// Where the tokens of a text stand among all.
    pub(crate) fn range(&self, text: usize) -> Range<usize> {
        let start = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[text]
    }

    /// The tokens of a text.
    pub(crate) fn of(&self, text: usize) -> &[Token] {
        &self.tokens[self.range(text)]
    }
}
