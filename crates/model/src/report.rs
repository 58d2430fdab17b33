//! A report: a text as received, and where it came from.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use crate::{ByteSpan, CodePoints, ReportId};

/// What English is called where a language is named: in tags of two and three letters, in its own word, and not at all.
const ENGLISH: [&str; 4] = ["en", "eng", "english", ""];

/// A text as received, with who published it and when.
#[derive(Debug, Clone)]
pub struct Report {
    /// Names the report by its original bytes.
    pub id: ReportId,
    /// The path as given, or the row's `id`; the parts of a mail or a feed follow its path after `#`.
    pub input: String,
    pub title: Option<String>,
    /// The day of publication, from what came with the text, the command or the dateline.
    pub published: Option<Date>,
    pub publisher: Option<String>,
    /// Who wrote it, as its page names them.
    pub byline: Option<String>,
    pub url: Option<String>,
    /// The language that it is said to be in, as a tag (`ar`, `en-GB`), or that its words plainly show (`spa`); none where nobody says
    /// and no other language shows, and what nobody says of is read as English.
    pub language: Option<String>,
    pub original: Original,
    /// The decoded text without byte-order mark, otherwise untouched; of pages, mails, feeds and PDFs what was taken from them.
    pub text: String,
    /// The pieces that are parsed one by one, in order, without overlap.
    pub blocks: Vec<Block>,
    /// The signs of a markup language inside blocks, in order: part of the text, but none of its words.
    pub markup: Vec<ByteSpan>,
    /// Translates byte offsets of `text` into code points.
    pub points: CodePoints,
}

impl Report {
    /// Whether it may be read as English: it is neither said nor shown to be in another language.
    pub fn is_english(&self) -> bool {
        is_english(self.language.as_deref())
    }

    /// The text with spaces for its markup, byte for byte as long as the text.
    pub fn without_markup(&self) -> Cow<'_, str> {
        if self.markup.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut plain = String::with_capacity(self.text.len());
        for mark in &self.markup {
            plain.push_str(self.text.get(plain.len()..mark.start as usize).unwrap_or(""));
            plain.extend(mark.cut(&self.text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        }
        plain.push_str(self.text.get(plain.len()..).unwrap_or(""));
        Cow::Owned(plain)
    }
}

/// The bytes that a report came as: its id is their hash. Read again by themselves, with the same name, day and layout, they
/// give the same report, so that whoever keeps them can do without the input.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Original {
    /// What the bytes are, as in `text/html`.
    pub media_type: String,
    /// Of a file that holds many reports only this one's: a row, an entry, an attachment.
    pub bytes: Vec<u8>,
}

/// A stretch of a report that is parsed as one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    pub part: Part,
    pub span: ByteSpan,
}

/// What a block is to its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Headline,
    Dateline,
    Body,
    Caption,
    List,
    Table,
}

impl Part {
    /// The word used for it in everything public.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Dateline => "dateline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::List => "list",
            Self::Table => "table",
        }
    }
}

/// Whether a tag is one of English, or there is none.
fn is_english(tag: Option<&str>) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase();
    tag.is_none_or(|tag| ENGLISH.contains(&primary(tag).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_in_another_language_is_not_english() {
        for language in [None, Some(""), Some("en"), Some("en-GB"), Some("EN_us"), Some("English")] {
            assert!(is_english(language), "{language:?}");
        }
        for language in ["ar", "es-MX", "enm", "und", "français"] {
            assert!(!is_english(Some(language)), "{language}");
        }
    }
}
