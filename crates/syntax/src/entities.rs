//! Named spans: one action per token opens, continues or closes them.

use std::ops::Range;

use model::{Entity, Symbol, Symbols, TokenRange};

use crate::ModelError;
use crate::bytes::Reader;
use crate::kernels::{Kernel, Lanes};
use crate::parser::class_range;
use crate::scorer::{Scorer, ScorerMemory, best};

/// Tokens that describe a state: this one, the first of the open span, and the one before if a span is open.
const SLOTS: usize = 3;

/// Where a token stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) is_space: bool,
    /// Whether it is the last of its sentence, or of the text.
    pub(crate) ends_sentence: bool,
}

/// Finds named spans.
#[derive(Debug)]
pub(crate) struct Recogniser {
    labels: Vec<Symbol>,
    begin: Range<usize>,
    inside: Range<usize>,
    last: Range<usize>,
    unit: Range<usize>,
    outside: Range<usize>,
    scorer: Scorer<SLOTS>,
}

impl Recogniser {
    pub(crate) fn read(reader: &mut Reader<'_>, symbols: &mut Symbols) -> Result<Self, ModelError> {
        let nameless = symbols.intern("");
        let moves = reader.list(|reader| Ok((reader.byte()?, symbols.intern(reader.text()?))))?;
        // A span without a name stands behind the named ones, and is never made.
        let named = |number| {
            let range = class_range(&moves, number);
            let count = moves[range.clone()].iter().take_while(|&&(_, label)| label != nameless).count();
            range.start..range.start + count
        };
        let [begin, inside, last, unit] = [1, 2, 3, 4].map(named);
        let outside = class_range(&moves, 5);
        let scorer = Scorer::read(reader, moves.len())?;
        let labels = moves.into_iter().map(|(_, label)| label).collect();
        Ok(Self { labels, begin, inside, last, unit, outside, scorer })
    }

    /// Puts the named spans into `entities`. No span crosses a sentence start, and none starts on whitespace.
    /// `watch` sees the scores of every step.
    pub(crate) fn find(
        &self,
        kernel: Kernel,
        vectors: &[Lanes],
        places: impl IntoIterator<Item = Place>,
        memory: &mut ScorerMemory,
        entities: &mut Vec<Entity>,
        mut watch: impl FnMut(&[Option<usize>], &[Lanes]),
    ) {
        self.scorer.prepare(memory);
        entities.clear();
        let mut open: Option<(usize, Symbol)> = None;
        for (i, Place { is_space, ends_sentence }) in places.into_iter().enumerate() {
            let scores = self.scorer.score(kernel, vectors, slots(i, open), memory);
            watch(&slots(i, open), scores);
            let class = match open {
                Some((_, label)) => best(scores, self.continuing(label, ends_sentence)),
                None => best(scores, self.opening(is_space, ends_sentence)),
            };
            let Some(class) = class else { continue };
            open = self.apply(class, i, open, entities);
        }
    }

    /// The classes that continue or close a span with `label`.
    fn continuing(&self, label: Symbol, ends_sentence: bool) -> impl Iterator<Item = usize> {
        let inside = if ends_sentence { 0..0 } else { self.inside.clone() };
        inside.chain(self.last.clone()).filter(move |&class| self.labels[class] == label)
    }

    /// The classes that open a span, or leave the token outside all spans.
    fn opening(&self, is_space: bool, ends_sentence: bool) -> impl Iterator<Item = usize> {
        let begin = if is_space || ends_sentence { 0..0 } else { self.begin.clone() };
        let unit = if is_space { 0..0 } else { self.unit.clone() };
        begin.chain(unit).chain(self.outside.clone())
    }

    /// The span that is open after `class` was chosen for token `i`.
    fn apply(
        &self,
        class: usize,
        i: usize,
        open: Option<(usize, Symbol)>,
        entities: &mut Vec<Entity>,
    ) -> Option<(usize, Symbol)> {
        let label = self.labels[class];
        if self.begin.contains(&class) {
            return Some((i, label));
        }
        if self.inside.contains(&class) {
            return open;
        }
        if !self.outside.contains(&class) {
            let first = open.map_or(i, |(first, _)| first);
            entities.push(Entity { tokens: TokenRange::new(first, i + 1), label });
        }
        None
    }
}

fn slots(i: usize, open: Option<(usize, Symbol)>) -> [Option<usize>; SLOTS] {
    match open {
        Some((first, _)) => [Some(i), Some(first), i.checked_sub(1)],
        None => [Some(i), None, None],
    }
}
