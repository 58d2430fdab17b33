//! Reports as they were read: the text that all spans point into, and what came with it.

use jiff::civil::Date;
use model::{Part, Report, Span};
use serde::Serialize;

/// A report without the bytes that it came as.
#[derive(Serialize)]
pub struct Text<'a> {
    media_type: &'a str,
    title: Option<&'a str>,
    published: Option<Date>,
    publisher: Option<&'a str>,
    byline: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    blocks: Vec<Block>,
}

/// A stretch of the text that is parsed as one document.
#[derive(Serialize)]
struct Block {
    part: Part,
    span: Span,
}

/// The text of a report, in blocks.
pub fn text(report: &Report) -> Text<'_> {
    let block = |block: &model::Block| Block { part: block.part, span: report.points.span(block.span) };
    Text {
        media_type: &report.original.media_type,
        title: report.title.as_deref(),
        published: report.published,
        publisher: report.publisher.as_deref(),
        byline: report.byline.as_deref(),
        url: report.url.as_deref(),
        text: &report.text,
        blocks: report.blocks.iter().map(block).collect(),
    }
}
