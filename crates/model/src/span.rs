//! Places in a report's text: bytes inside, code points in everything public.

use serde::{Deserialize, Serialize};

/// A byte range `[start, end)` of one report's text. It never leaves the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteSpan {
    pub start: u32,
    pub end: u32,
}

impl ByteSpan {
    /// The span from `start` to `end`, end-exclusive.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The piece of `text` that the span points to; empty where it points outside or inside a character.
    pub fn cut(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span, `offset` bytes further on.
    pub fn shifted(self, offset: u32) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A range `[start, end)` of Unicode code points of one report's text: the public pointer to evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "[u32; 2]", from = "[u32; 2]")]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Whether the two spans share at least one code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Span> for [u32; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

impl From<[u32; 2]> for Span {
    fn from([start, end]: [u32; 2]) -> Self {
        Self { start, end }
    }
}

/// Translates byte offsets of one text into code points.
#[derive(Debug, Clone, Default)]
pub struct CodePoints {
    /// All characters longer than one byte.
    wide: Vec<Wide>,
}

/// A character longer than one byte.
#[derive(Debug, Clone, Copy)]
struct Wide {
    byte: u32,
    point: u32,
    /// By how much the bytes up to and including it outnumber the code points.
    surplus: u32,
}

impl CodePoints {
    /// Indexes `text`; texts of plain ASCII need no index at all.
    pub fn of(text: &str) -> Self {
        let mut surplus = 0;
        let wide = text
            .char_indices()
            .filter(|(_, c)| c.len_utf8() > 1)
            .map(|(at, c)| {
                let (byte, point) = (at as u32, at as u32 - surplus);
                surplus += c.len_utf8() as u32 - 1;
                Wide { byte, point, surplus }
            })
            .collect();
        Self { wide }
    }

    /// The number of code points before the byte offset `at`.
    pub fn at(&self, at: u32) -> u32 {
        match self.wide.partition_point(|wide| wide.byte < at) {
            0 => at,
            n => at - self.wide[n - 1].surplus,
        }
    }

    /// The byte offset of the code point `point`.
    pub fn byte(&self, point: u32) -> u32 {
        match self.wide.partition_point(|wide| wide.point < point) {
            0 => point,
            n => point + self.wide[n - 1].surplus,
        }
    }

    /// The bytes of a public span.
    pub fn bytes(&self, span: Span) -> ByteSpan {
        ByteSpan { start: self.byte(span.start), end: self.byte(span.end) }
    }

    /// The public form of a byte span.
    pub fn span(&self, span: ByteSpan) -> Span {
        Span { start: self.at(span.start), end: self.at(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_code_points() {
        let text = "aé€😀b";
        let points = CodePoints::of(text);
        let bytes: Vec<u32> =
            text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        let expected: Vec<u32> = (0..=5).collect();
        assert_eq!(bytes.iter().map(|&at| points.at(at)).collect::<Vec<_>>(), expected);
        assert_eq!(expected.iter().map(|&point| points.byte(point)).collect::<Vec<_>>(), bytes);
    }

    #[test]
    fn a_span_that_splits_a_character_cuts_nothing() {
        assert_eq!(ByteSpan::new(0, 1).cut("é"), "");
    }
}
