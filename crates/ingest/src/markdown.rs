//! Markdown: the same pieces as plain text, told by its marks, which are no words of the report.

use std::ops::Range;

use model::ByteSpan;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::blocks::{Kind, Piece};
use crate::lines::trimmed;

/// The pieces of a Markdown text and the marks inside them, both in order.
pub fn pieces(text: &str) -> (Vec<Piece>, Vec<ByteSpan>) {
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, extensions()).into_offset_iter() {
        reader.take(&event, range);
    }
    reader.close();
    (reader.pieces, reader.markup)
}

fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

/// Follows the events of a Markdown text, one open piece at a time.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    markup: Vec<ByteSpan>,
    /// What the open piece is, if its words come.
    kind: Option<Kind>,
    /// The words of the open piece, and those that stand for images in it.
    words: Vec<ByteSpan>,
    image_words: Vec<ByteSpan>,
    n_items: usize,
    n_images: usize,
    /// Depth of what holds no prose: code, HTML, metadata.
    n_skipped: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) | Event::Code(_) if self.n_skipped == 0 => {
                let words = if self.n_images > 0 { &mut self.image_words } else { &mut self.words };
                words.push(ByteSpan::new(range.start, range.end));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.open(Kind::Heading),
            Tag::Paragraph => self.open(if self.n_items > 0 { Kind::Item } else { Kind::Prose }),
            Tag::Item => {
                self.n_items += 1;
                self.open(Kind::Item);
            }
            Tag::TableHead | Tag::TableRow => self.open(Kind::Row),
            Tag::Image { .. } => self.n_images += 1,
            Tag::List(_) => self.close(),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => self.n_skipped += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow => self.close(),
            TagEnd::Item => {
                self.close();
                self.n_items -= 1;
            }
            TagEnd::Image => self.n_images -= 1,
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.n_skipped -= 1,
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind) {
        self.close();
        self.kind = Some(kind);
    }

    fn close(&mut self) {
        let (words, image_words) = (std::mem::take(&mut self.words), std::mem::take(&mut self.image_words));
        let Some(kind) = self.kind.take() else { return };
        // Words that stand for images are marks where a sentence runs around them.
        if words.iter().any(|words| !words.cut(self.text).trim().is_empty()) {
            self.keep(kind, &words);
        } else {
            self.keep(Kind::Image, &image_words);
        }
    }

    fn keep(&mut self, kind: Kind, words: &[ByteSpan]) {
        let whole = words.iter().copied().reduce(ByteSpan::cover);
        let Some(span) = whole.and_then(|whole| trimmed(self.text, whole)) else { return };
        self.pieces.push(Piece::new(kind, span));
        let gaps = words.windows(2).filter_map(|pair| match pair {
            [before, after] => Some(ByteSpan { start: before.end, end: after.start }),
            _ => None,
        });
        let text = self.text;
        self.markup.extend(gaps.filter(|gap| !gap.cut(text).trim().is_empty()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Kind, &str)], marks: &[&str]) {
        let (pieces, markup) = pieces(text);
        let found: Vec<_> = pieces.iter().map(|piece| (piece.kind, piece.span.cut(text))).collect();
        assert_eq!(found, expected);
        assert_eq!(markup.iter().map(|mark| mark.cut(text)).collect::<Vec<_>>(), marks);
    }

    #[test]
    fn headings_and_paragraphs() {
        check(
            "# Shells fall ##\n\nFour died.\nOne fled.\n\nKarmeh\n---\n",
            &[
                (Kind::Heading, "Shells fall"),
                (Kind::Prose, "Four died.\nOne fled."),
                (Kind::Heading, "Karmeh"),
            ],
            &[],
        );
    }

    #[test]
    fn marks_inside_a_piece_are_no_words() {
        check("At least **12** died.", &[(Kind::Prose, "At least **12** died.")], &["**", "**"]);
        check(
            "The [mayor](http://a.b) fled.",
            &[(Kind::Prose, "The [mayor](http://a.b) fled.")],
            &["[", "](http://a.b)"],
        );
        check("> Shells fell\n> on Karmeh.", &[(Kind::Prose, "Shells fell\n> on Karmeh.")], &["\n> "]);
    }

    #[test]
    fn items_and_rows() {
        check(
            "- two died\n  - in a *house*\n- one fled\n\n1. Ali\n\n   A baker.",
            &[
                (Kind::Item, "two died"),
                (Kind::Item, "in a *house"),
                (Kind::Item, "one fled"),
                (Kind::Item, "Ali"),
                (Kind::Item, "A baker."),
            ],
            &["*"],
        );
        check(
            "| Day | Dead |\n|---|---|\n| Mon | 4 |",
            &[(Kind::Row, "Day | Dead"), (Kind::Row, "Mon | 4")],
            &[" | ", " | "],
        );
    }

    #[test]
    fn images_are_captions_unless_a_sentence_runs_around_them() {
        check("![The old market](m.jpg)", &[(Kind::Image, "The old market")], &[]);
        check("Four ![x](y) died.", &[(Kind::Prose, "Four ![x](y) died.")], &["![x](y)"]);
    }

    #[test]
    fn code_html_and_metadata_are_skipped() {
        check(
            "---\ntitle: x\n---\n\n```\nkill 9\n```\n\n<div>\nraw\n</div>\n\nOne fled.",
            &[(Kind::Prose, "One fled.")],
            &[],
        );
    }
}
