//! bytes -> reports: what an input holds, decoding, identity, and the blocks that are parsed one by one.
//!
//! `docs/inputs.md` says of every format what is taken from it and what its bounds are.

mod blocks;
mod csv;
mod dateline;
mod day;
mod decode;
mod error;
mod feed;
mod format;
mod html;
mod jsonl;
mod label;
mod language;
mod layout;
mod lines;
mod mail;
mod markdown;
mod pdf;
mod report;
mod row;
mod text;

#[cfg(test)]
mod properties;

pub use csv::{Columns, ColumnsError, RowEnds, delimiter};
pub use decode::without_marks;
pub use error::{IngestError, Problem};
pub use format::Format;
pub use html::inert;
pub use layout::{Layout, LayoutError};
pub use pdf::{PdfText, text as pdf_text};

use jiff::civil::Date;
use model::{Diagnostic, Report};

use decode::Decoded;
use report::About;

/// The longest report that is read, in Unicode code points.
pub const MAX_CODE_POINTS: usize = 1_000_000;

/// The longest text that can be such a report, in bytes: no encoding that is read takes more than four for a code
/// point, and a byte-order mark goes before.
pub const MAX_REPORT_BYTES: usize = 4 * MAX_CODE_POINTS + 4;

/// The longest row of JSON lines or CSV that is read, in bytes: JSON may write a code point in twelve ("\\ud83d\\ude00"), and
/// the other keys need some room.
pub const MAX_ROW_BYTES: usize = 16 * MAX_CODE_POINTS;

/// What the caller says of an input.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    pub format: Format,
    /// The day of publication of reports that bring none of their own.
    pub published: Option<Date>,
    /// The language of reports that do not say theirs, as a tag; where nobody says, their words may show it.
    pub language: Option<&'a str>,
    pub layout: &'a Layout,
    /// Which columns of CSV hold what.
    pub columns: &'a Columns,
    /// How a PDF gets its text.
    pub pdf: PdfText,
}

impl<'a> Options<'a> {
    /// No day of publication and no language, the usual columns, and PDFs read in this very process.
    pub fn new(format: Format, layout: &'a Layout) -> Self {
        Self { format, published: None, language: None, layout, columns: &Columns::USUAL, pdf: pdf_text }
    }
}

/// What became of one input: every report in it is either read or refused.
#[derive(Debug, Default)]
pub struct Reading {
    /// In the order of the input.
    pub reports: Vec<Report>,
    pub refused: Vec<IngestError>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// The reading of an input that holds one report, or none for a reason.
    fn of(input: &str, report: Result<Report, Problem>) -> Self {
        match report {
            Ok(report) => Self { reports: vec![report], ..Self::default() },
            Err(problem) => Self::refused(input, problem),
        }
    }

    fn refused(input: &str, problem: Problem) -> Self {
        let refused = IngestError { input: input.to_owned(), line: None, problem };
        Self { refused: vec![refused], ..Self::default() }
    }

    fn append(&mut self, other: Self) {
        self.reports.extend(other.reports);
        self.refused.extend(other.refused);
        self.diagnostics.extend(other.diagnostics);
    }
}

/// Reads the reports in `bytes`: one in a text, a page or a PDF, one a row or an entry, one a mail and one each of its attachments.
/// `input` names it in what is said.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    let is_whole = !matches!(options.format, Format::Text | Format::Markdown | Format::Jsonl | Format::Csv);
    if is_whole && bytes.len() > options.format.max_bytes() {
        return Reading::refused(input, Problem::TooLarge(options.format.max_bytes()));
    }
    let mut reading = match options.format {
        Format::Text | Format::Markdown => read_text(bytes, input, options),
        Format::Jsonl => jsonl::read(bytes, input, options),
        Format::Csv => csv::read(bytes, input, options),
        Format::Html => html::read(bytes, input, options),
        Format::Feed => feed::read(bytes, input, options),
        Format::Entry => feed::read_entry(bytes, input, options),
        Format::Mail => mail::read(bytes, input, options),
        Format::Pdf => pdf::read(bytes, input, options),
    };
    language::fill_in(&mut reading, input, options);
    reading
}

fn read_text(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    match decode::decode(bytes) {
        Ok(Decoded { text, diagnostics }) => {
            let original = options.format.original(bytes);
            let report = report::untouched(original, input, About::default(), text, options);
            Reading { diagnostics, ..Reading::of(input, Ok(report)) }
        }
        Err(problem) => Reading::refused(input, problem),
    }
}

/// What `bytes` give, for tests.
#[cfg(test)]
fn ingest_as(format: Format, bytes: &[u8]) -> Reading {
    read(bytes, "input", &Options::new(format, &Layout::default()))
}
