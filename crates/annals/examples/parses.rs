//! Freezes parses: `cargo run -p annals --example parses -- tests/parses/*.jsonl`.
//!
//! Each line of such a file is an object with a `text`; what the model makes of the text is written beside it.

use std::error::Error;
use std::fmt::Write;
use std::fs;

use annals::resources;
use model::ParsedBlock;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Row {
    text: String,
    #[serde(flatten)]
    block: ParsedBlock,
}

fn main() -> Result<(), Box<dyn Error>> {
    let model = resources::model()?;
    for path in std::env::args().skip(1) {
        let mut rows = String::new();
        for line in fs::read_to_string(&path)?.lines() {
            let Text { text } = serde_json::from_str(line)?;
            let block = ParsedBlock::of(&model.parse(&text), 0, 0);
            writeln!(rows, "{}", serde_json::to_string(&Row { text, block })?)?;
        }
        fs::write(&path, rows)?;
    }
    Ok(())
}
