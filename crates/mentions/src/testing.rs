//! Frozen parses, so that the finders are tested without the model's weights.

use model::{Parse, ParsedBlock};

#[derive(serde::Deserialize)]
struct Row {
    text: String,
    #[serde(flatten)]
    block: ParsedBlock,
}

/// The parse of `text` out of the rows of a file of `tests/parses/`.
///
/// Panics if it is not there: add the text to the file and run `make parses`.
pub fn frozen(rows: &str, text: &str) -> Parse {
    rows.lines()
        .map(|line| serde_json::from_str::<Row>(line).expect("a row of tests/parses"))
        .find(|row| row.text == text)
        .unwrap_or_else(|| panic!("no frozen parse of {text:?}: add it and run `make parses`"))
        .block
        .into_parse(text)
}
