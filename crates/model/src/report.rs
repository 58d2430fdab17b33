//! A report: a text as received, and where it came from.

use jiff::civil::Date;
use serde::Serialize;

use crate::{ByteSpan, CodePoints, ReportId};

/// A text as received, with who published it and when.
#[derive(Debug, Clone)]
pub struct Report {
    /// Names the report by its original bytes.
    pub id: ReportId,
    /// The path as given, or the row's `id`.
    pub input: String,
    pub title: Option<String>,
    /// The day of publication, from the row, the command or the dateline.
    pub published: Option<Date>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    /// The decoded text without byte-order mark, otherwise untouched.
    pub text: String,
    /// The pieces that are parsed one by one, in order, without overlap.
    pub blocks: Vec<Block>,
    /// Translates byte offsets of `text` into code points.
    pub points: CodePoints,
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
