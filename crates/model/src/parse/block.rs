//! A parse as it is written and read back, block by block.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Entity, Parse, Symbols, TokenRange, TokenRow};
use crate::ByteSpan;

/// One block of a parse as it is written out and read back: offsets in code points and indices, both within the block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedBlock {
    pub tokens: Vec<[u32; 2]>,
    pub tag: Vec<String>,
    pub pos: Vec<String>,
    pub morph: Vec<String>,
    pub lemma: Vec<String>,
    pub head: Vec<usize>,
    pub dep: Vec<String>,
    pub sent_start: Vec<usize>,
    pub ents: Vec<(usize, usize, String)>,
}

/// Those of `sorted` whose key is at least `first` and below `end`.
fn between<T>(sorted: &[T], key: impl Fn(&T) -> usize, first: usize, end: usize) -> &[T] {
    let at = |bound: usize| sorted.partition_point(|one| key(one) < bound);
    &sorted[at(first)..at(end.max(first))]
}

impl ParsedBlock {
    /// The block `index` of `parse`, with offsets relative to the block's first byte `start`.
    pub fn of(parse: &Parse, index: usize, start: u32) -> Self {
        let sentences = between(&parse.sentences, |sentence| sentence.block, index, index + 1);
        let first = sentences.first().map_or(0, |sentence| sentence.tokens.first);
        let end = sentences.last().map_or(first, |sentence| sentence.tokens.end);
        let text_end = parse.tokens[first..end].last().map_or(start, |token| token.span.end);
        let points = crate::CodePoints::of(ByteSpan { start, end: text_end }.cut(&parse.text));
        let within = TokenRange::new(first, end);
        let labels = |of: fn(&Parse, usize) -> &str| within.iter().map(|i| of(parse, i).to_owned()).collect();
        Self {
            tokens: within
                .iter()
                .map(|i| {
                    let span = parse.tokens[i].span;
                    points.span(ByteSpan { start: span.start - start, end: span.end - start }).into()
                })
                .collect(),
            tag: labels(Parse::tag),
            pos: labels(Parse::pos),
            morph: labels(Parse::morph),
            lemma: labels(Parse::lemma),
            head: within.iter().map(|i| parse.head(i) - first).collect(),
            dep: labels(Parse::dep),
            sent_start: sentences.iter().map(|sentence| sentence.tokens.first - first).collect(),
            ents: between(&parse.entities, |entity| entity.tokens.first, first, end)
                .iter()
                .map(|e| (e.tokens.first - first, e.tokens.end - first, parse.label(e).to_owned()))
                .collect(),
        }
    }

    /// The parse of `text` that this block describes; rows that do not fit the text are cut off.
    pub fn into_parse(self, text: &str) -> Parse {
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = |point: u32| offsets.get(point as usize).copied().unwrap_or(text.len());
        let mut symbols = Symbols::default();
        let none = String::new();
        let mut label = |of: &[String], i: usize| symbols.intern(of.get(i).unwrap_or(&none));
        let rows: Vec<TokenRow<'_>> = (0..self.tokens.len())
            .map(|i| {
                let [start, end] = self.tokens[i];
                let span = ByteSpan::new(at(start), at(end));
                TokenRow {
                    span,
                    space_after: text.as_bytes().get(span.end as usize) == Some(&b' '),
                    tag: label(&self.tag, i),
                    pos: label(&self.pos, i),
                    morph: label(&self.morph, i),
                    dep: label(&self.dep, i),
                    lemma: self.lemma.get(i).map_or("", String::as_str),
                    head: self.head.get(i).copied().filter(|&head| head < self.tokens.len()).unwrap_or(i),
                    sent_start: self.sent_start.contains(&i),
                }
            })
            .collect();
        let entities = self
            .ents
            .iter()
            .map(|(first, end, name)| Entity {
                tokens: TokenRange::new(*first, *end),
                label: symbols.intern(name),
            })
            .collect();
        Parse::new(text.to_owned(), Arc::new(symbols), rows, entities)
    }
}
