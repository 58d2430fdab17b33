//! Sentences that are too long to be any. Lists without a stop and texts that are none are cut, so that no tree is
//! deeper, no work on one sentence longer, and no quote wider than what is written to be read asks for.

use std::sync::Arc;

use super::{Parse, Sentence};
use crate::TokenRange;

/// The longest sentence, in tokens.
const MAX_TOKENS: usize = 1000;

impl Parse {
    /// Cuts every longer sentence into pieces of that length. What hangs on a head beyond a cut becomes a root, and no
    /// name goes across.
    pub(super) fn cut_long_sentences(&mut self) {
        if self.sentences.iter().all(|sentence| sentence.tokens.iter().len() <= MAX_TOKENS) {
            return;
        }
        self.sentences = self.sentences.iter().flat_map(pieces).collect();
        let root = Arc::make_mut(&mut self.symbols).intern("ROOT");
        for (index, sentence) in self.sentences.iter().enumerate() {
            for i in sentence.tokens.iter() {
                let token = &mut self.tokens[i];
                token.sentence = index;
                if !sentence.tokens.contains(token.head) {
                    token.head = i;
                    token.dep = root;
                }
            }
        }
        let (tokens, sentences) = (&self.tokens, &self.sentences);
        self.entities.retain(|entity| {
            let sentence = sentences[tokens[entity.tokens.first].sentence];
            entity.tokens.end <= sentence.tokens.end
        });
    }
}

fn pieces(sentence: &Sentence) -> impl Iterator<Item = Sentence> + use<> {
    let Sentence { tokens, block } = *sentence;
    let piece = move |first: usize| TokenRange::new(first, tokens.end.min(first + MAX_TOKENS));
    (tokens.first..tokens.end).step_by(MAX_TOKENS).map(move |first| Sentence { tokens: piece(first), block })
}

#[cfg(test)]
mod tests {
    use super::super::{Entity, Symbols, TokenRow};
    use super::*;
    use crate::ByteSpan;

    /// A sentence of `n` words, each hanging on the one before it, with a name over every two words.
    fn chain(n: usize) -> Parse {
        let mut symbols = Symbols::default();
        let (label, none) = (symbols.intern("conj"), symbols.intern(""));
        let row = |i: usize| TokenRow {
            span: ByteSpan::new(2 * i, 2 * i + 1),
            space_after: true,
            tag: none,
            pos: none,
            morph: none,
            dep: label,
            lemma: "a",
            head: i.saturating_sub(1),
            sent_start: i == 0,
        };
        let names = (1..n.saturating_sub(1)).step_by(2);
        let entities = names.map(|i| Entity { tokens: TokenRange::new(i, i + 2), label: none }).collect();
        let parse = Parse::new("a ".repeat(n), Arc::new(symbols), (0..n).map(row), entities);
        Parse::join("a ".repeat(n), vec![(0, 0, parse)])
    }

    #[test]
    fn a_sentence_of_any_ordinary_length_is_whole() {
        let parse = chain(MAX_TOKENS);
        assert_eq!((parse.sentences.len(), parse.head(999), parse.dep(0)), (1, 998, "conj"));
    }

    #[test]
    fn a_longer_one_is_cut_and_nothing_reaches_across() {
        let parse = chain(2 * MAX_TOKENS + 1);
        let lengths: Vec<usize> =
            parse.sentences.iter().map(|sentence| sentence.tokens.iter().len()).collect();
        assert_eq!(lengths, [MAX_TOKENS, MAX_TOKENS, 1]);
        assert_eq!((parse.head(1000), parse.dep(1000), parse.head(1001)), (1000, "ROOT", 1000));
        assert_eq!(parse.children(999).count(), 0);
        assert!(
            parse.entity_at(998).is_some()
                && parse.entity_at(999).is_none()
                && parse.entity_at(1001).is_some()
        );
        assert!(
            parse
                .tokens
                .iter()
                .enumerate()
                .all(|(i, token)| parse.sentences[token.sentence].tokens.contains(i))
        );
    }
}
