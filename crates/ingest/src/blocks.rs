//! What each piece of a text is to its report: headline, dateline, caption, body, list or table.

use model::{Block, ByteSpan, Part};

use crate::Layout;
use crate::dateline;
use crate::lines::{ends_sentence, ends_with_full_stop};

/// A headline has at most this many words.
const MAX_HEADLINE_WORDS: usize = 30;

/// What the layout of a text shows of a piece of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Marked as a heading.
    Heading,
    Prose,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// The text that stands for an image.
    Image,
}

/// A stretch of text that stands by itself: not empty, without white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub span: ByteSpan,
}

impl Piece {
    /// A piece of `kind` at `span`.
    pub fn new(kind: Kind, span: ByteSpan) -> Self {
        Self { kind, span }
    }
}

/// The blocks of `text`: every piece with its part in the report.
pub fn name(text: &str, pieces: &[Piece], layout: &Layout) -> Vec<Block> {
    let part = |piece: &Piece| part_of(piece.kind, piece.span.cut(text), layout);
    let mut blocks: Vec<Block> =
        pieces.iter().map(|piece| Block { part: part(piece), span: piece.span }).collect();
    if blocks.iter().all(|block| block.part != Part::Headline) {
        name_headline(text, &mut blocks);
    }
    blocks
}

fn part_of(kind: Kind, text: &str, layout: &Layout) -> Part {
    match kind {
        Kind::Heading => Part::Headline,
        Kind::Item => Part::List,
        Kind::Row => Part::Table,
        Kind::Image => Part::Caption,
        Kind::Prose if is_caption(text, layout) => Part::Caption,
        Kind::Prose if dateline::is_dateline(text) => Part::Dateline,
        Kind::Prose => Part::Body,
    }
}

/// The first prose of a report is its headline if it reads like one and something follows; so is a second line below it.
fn name_headline(text: &str, blocks: &mut [Block]) {
    let is_said = |block: &Block| !matches!(block.part, Part::Caption | Part::Dateline);
    let Some(first) = blocks.iter().position(is_said) else { return };
    let reads_like_one = |block: &Block| block.part == Part::Body && is_headline(block.span.cut(text));
    let n_lines = blocks.iter().skip(first).take(2).take_while(|block| reads_like_one(block)).count();
    let is_above_body = |at: usize| {
        blocks
            .get(at..)
            .unwrap_or_default()
            .iter()
            .any(|block| is_said(block) && (at == first + 1 || ends_body(text, block)))
    };
    let n_headlines = (1..=n_lines).rev().find(|n| is_above_body(first + n)).unwrap_or(0);
    blocks.iter_mut().skip(first).take(n_headlines).for_each(|block| block.part = Part::Headline);
}

fn ends_body(text: &str, block: &Block) -> bool {
    block.part == Part::Body && ends_sentence(block.span.cut(text))
}

/// Whether `text` reads like a headline: few words, no full stop, no announcement, no dateline.
fn is_headline(text: &str) -> bool {
    text.split_whitespace().count() <= MAX_HEADLINE_WORDS
        && !ends_with_full_stop(text)
        && !text.ends_with([':', ','])
        && dateline::opening(text).is_none()
}

/// Whether `text` names a picture: a lone word, a file's name, two or three small words, or what a caption opens with.
fn is_caption(text: &str, layout: &Layout) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_small = |word: &&str| word.chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    let is_name = words.len() == 1 || (words.len() <= 3 && words.iter().all(is_small));
    let lower = text.trim_start_matches(['[', '(', '*', '_']).to_lowercase();
    let is_labelled = layout.caption.iter().any(|label| lower.starts_with(label.as_str()));
    is_labelled || (is_name && !ends_sentence(text) && !text.ends_with(':') && !dateline::is_dateline(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pieces;

    fn check(text: &str, expected: &[Part]) {
        let layout = Layout { caption: vec!["photo:".to_owned()], ..Layout::default() };
        let parts: Vec<Part> = name(text, &pieces(text), &layout).iter().map(|block| block.part).collect();
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn a_headline_stands_above_a_body() {
        check("Shells kill four in Karmeh\n\nFour died.", &[Part::Headline, Part::Body]);
        check("Who shelled Karmeh?\nFour died.", &[Part::Headline, Part::Body]);
        check("Strike kills four, says U.N.\n\nFour died.", &[Part::Headline, Part::Body]);
        check(
            "Shells kill four\n\nMayor blames army\n\nFour died.",
            &[Part::Headline, Part::Headline, Part::Body],
        );
        check("Four dead today\n\n- in Karmeh", &[Part::Headline, Part::List]);
    }

    #[test]
    fn what_nothing_follows_is_no_headline() {
        check("Shells kill four in Karmeh", &[Part::Body]);
        check("Four died.\n\nShells kill four", &[Part::Body, Part::Body]);
        check(
            "Shells kill four\n\nMine kills one\n\nDrone hits school",
            &[Part::Headline, Part::Body, Part::Body],
        );
        check("The dead were named as:\nAli Omar\nSara Omar", &[Part::Body, Part::List, Part::List]);
    }

    #[test]
    fn pictures_leave_captions() {
        check("Shells kill four\n\nkarmeh3\n\nFour died.", &[Part::Headline, Part::Caption, Part::Body]);
        check("IMG_204.jpg\n\nShells kill four\n\nFour died.", &[Part::Caption, Part::Headline, Part::Body]);
        check(
            "Four died.\n\nPhoto: a street in Karmeh.\n\nthe old market",
            &[Part::Body, Part::Caption, Part::Caption],
        );
        check("Help!\n\nThey fled.", &[Part::Headline, Part::Body]);
    }

    #[test]
    fn a_dateline_alone_is_no_headline() {
        check("Karmeh, 5 March 2031\n\nFour died.", &[Part::Dateline, Part::Body]);
        check(
            "5 March 2031\n\nShells kill four\n\nFour died.",
            &[Part::Dateline, Part::Headline, Part::Body],
        );
        check("KARMEH, March 5 (Wire) - Shells fell\n\nFour died.", &[Part::Body, Part::Body]);
    }
}
