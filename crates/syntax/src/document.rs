//! One text while it is being read: what every stage adds to its tokens.

use std::sync::Arc;

use model::{ByteSpan, Entity, Parse, Symbol, Symbols, TokenRow};

use crate::tokenizer::Token;

/// A text's tokens, and what is known of each: all lists are as long as `tokens`.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) tokens: Vec<Token>,
    pub(crate) tags: Vec<Symbol>,
    pub(crate) pos: Vec<Symbol>,
    pub(crate) morphs: Vec<Symbol>,
    /// Head and label; a root is its own head.
    pub(crate) tree: Vec<(usize, Symbol)>,
    pub(crate) starts_sentence: Vec<bool>,
    pub(crate) entities: Vec<Entity>,
    /// Where each lemma stands in `words`; none while it is unset.
    lemmas: Vec<Option<(usize, usize)>>,
    words: String,
}

impl Document {
    /// Starts anew with `tokens`, without any label or lemma.
    pub(crate) fn start(&mut self, tokens: &[Token]) {
        let count = tokens.len();
        self.tokens.clear();
        self.tokens.extend_from_slice(tokens);
        for labels in [&mut self.tags, &mut self.pos, &mut self.morphs] {
            labels.clear();
            labels.resize(count, Symbol::default());
        }
        self.tree.clear();
        self.starts_sentence.clear();
        self.entities.clear();
        self.lemmas.clear();
        self.lemmas.resize(count, None);
        self.words.clear();
    }

    pub(crate) fn set_lemma(&mut self, i: usize, lemma: &str) {
        let start = self.words.len();
        self.words.push_str(lemma);
        self.lemmas[i] = Some((start, self.words.len()));
    }

    pub(crate) fn lemma(&self, i: usize) -> Option<&str> {
        self.lemmas[i].map(|(start, end)| &self.words[start..end])
    }

    /// The document in the form that the other stages read.
    pub(crate) fn to_parse(&self, text: &str, symbols: &Arc<Symbols>) -> Parse {
        let rows = self.tokens.iter().enumerate().map(|(i, token)| TokenRow {
            span: ByteSpan { start: token.start, end: token.end },
            space_after: token.space_after,
            tag: self.tags[i],
            pos: self.pos[i],
            morph: self.morphs[i],
            dep: self.tree[i].1,
            lemma: self.lemma(i).unwrap_or(""),
            head: self.tree[i].0,
            sent_start: self.starts_sentence[i],
        });
        Parse::new(text.to_owned(), Arc::clone(symbols), rows, self.entities.clone())
    }
}
