//! Why an input, or a row of one, is refused.

use crate::MAX_CODE_POINTS;

/// An input that is not read, with the reason.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", place(input, *line))]
pub struct IngestError {
    /// The path as given.
    pub input: String,
    /// The line of the row, from 1, in JSON lines.
    pub line: Option<usize>,
    #[source]
    pub problem: Problem,
}

/// What is wrong with it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    #[error("not a text file")]
    Binary,
    #[error("longer than {MAX_CODE_POINTS} characters: split it into reports")]
    TooLong,
    #[error("not UTF-8, as JSON must be")]
    NotUtf8,
    #[error("not a row of the form {{\"text\": …}}: {}", reason(.0))]
    Row(serde_json::Error),
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
