//! Why an input, or a row of one, is refused.

use crate::{MAX_CODE_POINTS, html};

/// An input that is not read, with the reason.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", place(input, *line))]
pub struct IngestError {
    /// The path as given; the parts of a mail or a feed follow it after `#`.
    pub input: String,
    /// The line of the row, from 1, in JSON lines and CSV.
    pub line: Option<usize>,
    #[source]
    pub problem: Problem,
}

/// What is wrong with it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    #[error("not a text file: save its words as .txt")]
    Binary,
    #[error("longer than {MAX_CODE_POINTS} characters: split it into reports")]
    TooLong,
    #[error("longer than {0} bytes: split it, or save its words as .txt")]
    TooLarge(usize),
    #[error("no words in it to be read")]
    NoWords,
    #[error("not UTF-8, as JSON must be")]
    NotUtf8,
    #[error("not a row of the form {{\"text\": …}}: {}", reason(.0))]
    Row(serde_json::Error),
    #[error("not a row of CSV: {0}")]
    Csv(csv::Error),
    #[error("no column {column:?} for the text: the columns are {found}; name one with --columns text=…")]
    NoColumn { column: String, found: String },
    #[error("elements lie deeper in each other than {}: save its words as .txt", html::MAX_DEPTH)]
    TooDeep,
    #[error("more elements or attributes than a page of words has: save its words as .txt")]
    TooManyElements,
    #[error("not a feed (RSS, Atom or JSON Feed): {0}")]
    Feed(String),
    #[error("not a mail that can be read: {0}")]
    Mail(String),
    #[error("more parts, lines or mails inside mails than are read: save what matters as files of their own")]
    TooManyParts,
    #[error("the PDF is not read ({0}): save its words as .txt")]
    Pdf(String),
    #[error("published {0:?} is not a date of the form YYYY-MM-DD")]
    Published(String),
}

fn place(input: &str, line: Option<usize>) -> String {
    line.map_or_else(|| input.to_owned(), |line| format!("{input}, line {line}"))
}

/// What JSON complains of, without a position that would count lines from the row's own start.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split_once(" at line ").map_or(message.clone(), |(reason, _)| reason.to_owned())
}
