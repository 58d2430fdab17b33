//! A report with the bytes that it was read from.

use model::Report;

use crate::Format;

/// A report and its original.
#[derive(Debug, Clone)]
pub struct Received {
    pub report: Report,
    pub original: Original,
}

/// The bytes that a report was read from: the whole input, or its row. Read again by themselves in their format, with the
/// same name, day and layout, they give the same report, so that whoever keeps them can do without the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    pub format: Format,
    pub bytes: Vec<u8>,
}
