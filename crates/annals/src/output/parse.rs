//! Parses, one line a block.

use model::{Parse, ParsedBlock, Report, Span};
use serde::Serialize;

/// A block's syntax; `span` is the block in the report, all other offsets and indices count within the block.
#[derive(Serialize)]
pub struct Block {
    span: Span,
    #[serde(flatten)]
    parsed: ParsedBlock,
}

/// The blocks of a report, in order.
pub fn blocks<'a>(report: &'a Report, parse: &'a Parse) -> impl Iterator<Item = Block> + 'a {
    report.blocks.iter().enumerate().map(|(index, block)| Block {
        span: report.points.span(block.span),
        parsed: ParsedBlock::of(parse, index, block.span.start),
    })
}
