//! bytes -> Report: decoding, identity, and the blocks that are parsed one by one.

mod blocks;
mod dateline;
mod decode;
mod error;
mod format;
mod jsonl;
mod label;
mod layout;
mod lines;
mod markdown;
mod text;

#[cfg(test)]
mod properties;

pub use error::{IngestError, Problem};
pub use format::Format;
pub use layout::{Layout, LayoutError};

use jiff::civil::Date;
use model::{Diagnostic, Report};

/// The longest report that is read, in Unicode code points.
pub const MAX_CODE_POINTS: usize = 1_000_000;

/// The longest text that can be such a report, in bytes: no encoding that is read takes more than four for a code
/// point, and a byte-order mark goes before.
pub const MAX_REPORT_BYTES: usize = 4 * MAX_CODE_POINTS + 4;

/// The longest row of JSON lines that is read, in bytes: JSON may write a code point in twelve ("\\ud83d\\ude00"), and
/// the other keys need some room.
pub const MAX_ROW_BYTES: usize = 16 * MAX_CODE_POINTS;

/// What the caller says of an input.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    pub format: Format,
    /// The day of publication of reports that bring none of their own.
    pub published: Option<Date>,
    pub layout: &'a Layout,
}

/// What became of one input: every report in it is either read or refused.
#[derive(Debug, Default)]
pub struct Reading {
    /// In the order of the input.
    pub reports: Vec<Report>,
    pub refused: Vec<IngestError>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the reports in `bytes`: one in text and Markdown, one a row in JSON lines. `input` names it in what is said.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    match options.format {
        Format::Text | Format::Markdown => text::read(bytes, input, options),
        Format::Jsonl => jsonl::read(bytes, input, options),
    }
}
