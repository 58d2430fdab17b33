//! The syntax of a report: sentences, tokens, lemmas, tags, heads and named spans.

mod block;
mod long;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::Serialize;

use crate::ByteSpan;

pub use block::ParsedBlock;

/// A label (tag, part of speech, dependency, …) as an index into [`Symbols`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Symbol(pub u16);

/// The labels that a model uses, each once.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    names: Vec<String>,
    index: HashMap<String, Symbol>,
}

impl Symbols {
    /// The symbol for `name`, new if need be.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(&symbol) = self.index.get(name) {
            return symbol;
        }
        let symbol = Symbol(self.names.len() as u16);
        self.names.push(name.to_owned());
        self.index.insert(name.to_owned(), symbol);
        symbol
    }

    /// The text of a symbol; empty for one that is not of this table.
    pub fn name(&self, symbol: Symbol) -> &str {
        self.names.get(symbol.0 as usize).map_or("", String::as_str)
    }
}

/// Tokens `[first, end)` of a parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TokenRange {
    pub first: usize,
    pub end: usize,
}

impl TokenRange {
    /// The range from `first` up to but not including `end`.
    pub fn new(first: usize, end: usize) -> Self {
        Self { first, end }
    }

    /// Whether token `i` is in the range.
    pub fn contains(self, i: usize) -> bool {
        self.first <= i && i < self.end
    }

    /// The token indices of the range.
    pub fn iter(self) -> std::ops::Range<usize> {
        self.first..self.end
    }

    /// Whether the two ranges share a token.
    pub fn overlaps(self, other: Self) -> bool {
        self.first < other.end && other.first < self.end
    }
}

/// One token: offsets and labels; its words are read through [`Parse`].
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub span: ByteSpan,
    /// Whether a plain space follows.
    pub space_after: bool,
    pub tag: Symbol,
    pub pos: Symbol,
    pub morph: Symbol,
    pub dep: Symbol,
    /// Index of the governing token; a root governs itself.
    pub head: usize,
    /// Index of the sentence.
    pub sentence: usize,
    lemma: ByteSpan,
    lower: ByteSpan,
}

/// A sentence: tokens of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    pub tokens: TokenRange,
    /// Index of the block in the report.
    pub block: usize,
}

/// A named span that the entity recogniser found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    pub tokens: TokenRange,
    pub label: Symbol,
}

/// A token that is to hang on another head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rehung<'a> {
    pub token: usize,
    pub head: usize,
    pub dep: &'a str,
}

/// What the reader of syntax knows of one token, before it joins a [`Parse`].
#[derive(Debug, Clone, Copy)]
pub struct TokenRow<'a> {
    pub span: ByteSpan,
    pub space_after: bool,
    pub tag: Symbol,
    pub pos: Symbol,
    pub morph: Symbol,
    pub dep: Symbol,
    pub lemma: &'a str,
    pub head: usize,
    pub sent_start: bool,
}

/// The syntax of one text. Texts of several blocks are parsed block by block and [joined](Parse::join).
#[derive(Debug, Clone, Default)]
pub struct Parse {
    /// The text that was parsed: the report's, recased where the original has no case.
    pub text: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub entities: Vec<Entity>,
    symbols: Arc<Symbols>,
    /// Lemmas and lower-cased words, one after the other.
    words: String,
    /// Children of token `i` are `children[first_child[i]..first_child[i + 1]]`, in order of text.
    children: Vec<u32>,
    first_child: Vec<u32>,
}

impl Parse {
    /// Builds a parse from its tokens in order and its entities as `[first, end)` token ranges.
    pub fn new<'a>(
        text: String,
        symbols: Arc<Symbols>,
        rows: impl IntoIterator<Item = TokenRow<'a>>,
        entities: Vec<Entity>,
    ) -> Self {
        let mut parse = Self { text, symbols, entities, ..Self::default() };
        for row in rows {
            parse.push(row, 0);
        }
        parse.index_children();
        parse
    }

    /// One parse over a whole report from the parses of its documents in order, each with the index of its block and its byte
    /// offset in `text`.
    pub fn join(text: String, documents: Vec<(usize, u32, Self)>) -> Self {
        let mut symbols =
            documents.first().map(|(_, _, parse)| Arc::clone(&parse.symbols)).unwrap_or_default();
        let mut relabelled = |parse: Self| parse.relabelled(&mut symbols);
        let documents: Vec<(usize, u32, Self)> =
            documents.into_iter().map(|(block, offset, parse)| (block, offset, relabelled(parse))).collect();
        let mut joined = Self { text, symbols, ..Self::default() };
        for (block, offset, parse) in documents {
            let base = joined.tokens.len();
            for (i, token) in parse.tokens.iter().enumerate() {
                let row = TokenRow {
                    span: token.span.shifted(offset),
                    space_after: token.space_after,
                    tag: token.tag,
                    pos: token.pos,
                    morph: token.morph,
                    dep: token.dep,
                    lemma: parse.lemma(i),
                    head: token.head + base,
                    sent_start: parse.starts_sentence(i),
                };
                joined.push(row, block);
            }
            joined.entities.extend(parse.entities.iter().map(|entity| Entity {
                tokens: TokenRange::new(entity.tokens.first + base, entity.tokens.end + base),
                label: entity.label,
            }));
        }
        joined.cut_long_sentences();
        joined.index_children();
        joined
    }

    /// The same parse with some tokens hung on other heads, and the sentences of these indices joined to those before them.
    pub fn rehung(&self, moves: &[Rehung<'_>], joined: &[usize]) -> Self {
        let mut mended = self.clone();
        let symbols = Arc::make_mut(&mut mended.symbols);
        for rehung in moves {
            mended.tokens[rehung.token].head = rehung.head;
            mended.tokens[rehung.token].dep = symbols.intern(rehung.dep);
        }
        mended.join_sentences(joined);
        mended.index_children();
        mended
    }

    fn join_sentences(&mut self, joined: &[usize]) {
        let joined: BTreeSet<usize> = joined.iter().copied().collect();
        let mut sentences: Vec<Sentence> = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            match sentences.last_mut().filter(|_| joined.contains(&index)) {
                Some(last) => last.tokens.end = sentence.tokens.end,
                None => sentences.push(*sentence),
            }
        }
        for (index, sentence) in sentences.iter().enumerate() {
            for token in sentence.tokens.iter() {
                self.tokens[token].sentence = index;
            }
        }
        self.sentences = sentences;
    }

    /// The same parse with its labels out of `symbols`; parses of one model share them already.
    fn relabelled(mut self, symbols: &mut Arc<Symbols>) -> Self {
        if Arc::ptr_eq(&self.symbols, symbols) {
            return self;
        }
        let common = Arc::make_mut(symbols);
        let own = std::mem::take(&mut self.symbols);
        let mut move_over = |symbol: &mut Symbol| *symbol = common.intern(own.name(*symbol));
        for token in &mut self.tokens {
            [&mut token.tag, &mut token.pos, &mut token.morph, &mut token.dep]
                .into_iter()
                .for_each(&mut move_over);
        }
        self.entities.iter_mut().for_each(|entity| move_over(&mut entity.label));
        self
    }

    fn push(&mut self, row: TokenRow<'_>, block: usize) {
        let i = self.tokens.len();
        let new_block = self.sentences.last().is_none_or(|sentence| sentence.block != block);
        if row.sent_start || new_block {
            self.sentences.push(Sentence { tokens: TokenRange::new(i, i), block });
        }
        if let Some(sentence) = self.sentences.last_mut() {
            sentence.tokens.end = i + 1;
        }
        let lemma = self.keep_word(row.lemma);
        let lower = row.span.cut(&self.text).to_lowercase();
        let lower = self.keep_word(&lower);
        self.tokens.push(Token {
            span: row.span,
            space_after: row.space_after,
            tag: row.tag,
            pos: row.pos,
            morph: row.morph,
            dep: row.dep,
            head: row.head,
            sentence: self.sentences.len() - 1,
            lemma,
            lower,
        });
    }

    fn keep_word(&mut self, word: &str) -> ByteSpan {
        let start = self.words.len();
        self.words.push_str(word);
        ByteSpan::new(start, self.words.len())
    }

    fn index_children(&mut self) {
        let n = self.tokens.len();
        let mut first = vec![0u32; n + 1];
        for (i, token) in self.tokens.iter().enumerate() {
            if token.head != i && token.head < n {
                first[token.head + 1] += 1;
            }
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let mut next = first.clone();
        let mut children = vec![0u32; first[n] as usize];
        for (i, token) in self.tokens.iter().enumerate() {
            if token.head != i && token.head < n {
                children[next[token.head] as usize] = i as u32;
                next[token.head] += 1;
            }
        }
        self.children = children;
        self.first_child = first;
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The word as written (recased where the original has no case).
    pub fn word(&self, i: usize) -> &str {
        self.tokens[i].span.cut(&self.text)
    }

    /// The word in lower case.
    pub fn lower(&self, i: usize) -> &str {
        self.tokens[i].lower.cut(&self.words)
    }

    /// The lemma as the model gives it; it may hold capitals for names.
    pub fn lemma(&self, i: usize) -> &str {
        self.tokens[i].lemma.cut(&self.words)
    }

    /// The fine-grained tag (Penn Treebank: `VBD`, `NNS`, …).
    pub fn tag(&self, i: usize) -> &str {
        self.symbols.name(self.tokens[i].tag)
    }

    /// The universal part of speech (`VERB`, `NOUN`, `PROPN`, …).
    pub fn pos(&self, i: usize) -> &str {
        self.symbols.name(self.tokens[i].pos)
    }

    /// The morphological features (`Number=Plur|Tense=Past`, or empty).
    pub fn morph(&self, i: usize) -> &str {
        self.symbols.name(self.tokens[i].morph)
    }

    /// The dependency label towards the head (`nsubj`, `dobj`, `ROOT`, …).
    pub fn dep(&self, i: usize) -> &str {
        self.symbols.name(self.tokens[i].dep)
    }

    /// The governing token; a root governs itself.
    pub fn head(&self, i: usize) -> usize {
        self.tokens[i].head
    }

    /// The label of an entity (`GPE`, `ORG`, `DATE`, …).
    pub fn label(&self, entity: &Entity) -> &str {
        self.symbols.name(entity.label)
    }

    /// The entity that token `i` is part of, if any.
    pub fn entity_at(&self, i: usize) -> Option<&Entity> {
        let after = self.entities.partition_point(|entity| entity.tokens.first <= i);
        after.checked_sub(1).map(|n| &self.entities[n]).filter(|entity| entity.tokens.contains(i))
    }

    /// The direct dependents of token `i`, in order of text.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[self.first_child[i] as usize..self.first_child[i + 1] as usize]
            .iter()
            .map(|&child| child as usize)
    }

    /// The dependents of `i` whose label is one of `deps`.
    pub fn children_by<'a>(&'a self, i: usize, deps: &'a [&'a str]) -> impl Iterator<Item = usize> + 'a {
        self.children(i).filter(move |&child| deps.contains(&self.dep(child)))
    }

    /// The first dependent of `i` whose label is one of `deps`.
    pub fn child(&self, i: usize, deps: &[&str]) -> Option<usize> {
        self.children(i).find(|&child| deps.contains(&self.dep(child)))
    }

    /// Token `i` and everything below it, as the smallest range that covers it.
    pub fn subtree(&self, i: usize) -> TokenRange {
        let mut range = TokenRange::new(i, i + 1);
        let mut open = vec![i];
        // A tree has no more nodes than tokens: heads out of a damaged file that run in a circle end here.
        for _ in 0..self.len() {
            let Some(at) = open.pop() else { break };
            range.first = range.first.min(at);
            range.end = range.end.max(at + 1);
            open.extend(self.children(at));
        }
        range
    }

    /// Whether `ancestor` is `i` or governs it, directly or not.
    pub fn governs(&self, ancestor: usize, mut i: usize) -> bool {
        for _ in 0..self.len() {
            if i == ancestor {
                return true;
            }
            let head = self.head(i);
            if head == i {
                return false;
            }
            i = head;
        }
        false
    }

    /// The sentence that token `i` stands in.
    pub fn sentence_of(&self, i: usize) -> Sentence {
        self.sentences[self.tokens[i].sentence]
    }

    /// Whether token `i` is the first of its sentence.
    pub fn starts_sentence(&self, i: usize) -> bool {
        self.sentence_of(i).tokens.first == i
    }

    /// The bytes that a token range covers; an empty range covers none.
    pub fn bytes(&self, range: TokenRange) -> ByteSpan {
        if range.first >= range.end {
            return ByteSpan::default();
        }
        self.tokens[range.first].span.cover(self.tokens[range.end - 1].span)
    }

    /// The words that a token range covers, as written.
    pub fn words(&self, range: TokenRange) -> &str {
        self.bytes(range).cut(&self.text)
    }
}
