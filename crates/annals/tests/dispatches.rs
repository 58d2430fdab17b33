//! The two dispatches that Annals began with, as spans, types, ids and numbers: their words stay where they are.

mod common;

use std::path::Path;

use annals::Coder;
use annals::output::{self, Emit};
use ingest::{Format, Options};
use model::{Part, Report};
use serde_json::Value;

fn read(path: &Path, layout: &ingest::Layout) -> Report {
    let bytes = std::fs::read(path).expect("a dispatch");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let options = Options::new(Format::Text, layout);
    ingest::read(&bytes, &name, &options).reports.pop().expect("a report")
}

/// A claim without its words and without what changes with every file of the codebook.
fn bare(mut claim: Value) -> Value {
    strip(&mut claim);
    if let Some(claim) = claim.as_object_mut() {
        claim.remove("provenance");
    }
    claim
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, value| value.is_array() || value.is_object() || !is_words(key));
            object.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Whether a key holds words of the text; a place's `name` is the gazetteer's.
fn is_words(key: &str) -> bool {
    matches!(key, "text" | "quote" | "part_of" | "occupation" | "word")
}

fn check(coder: &Coder, dispatch: &Path, expected: &Path) -> Vec<String> {
    let report = read(dispatch, coder.layout());
    let lines = output::lines(coder, &report, Emit::Claims);
    lines.lines().for_each(common::assert_valid);
    let given: Vec<String> =
        lines.lines().map(|line| bare(serde_json::from_str(line).expect("JSON")).to_string()).collect();
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        std::fs::write(expected, given.join("\n") + "\n").expect("a writable file");
    }
    let expected = std::fs::read_to_string(expected).unwrap_or_default();
    let expected: Vec<&str> = expected.lines().collect();
    let missing = expected.iter().filter(|line| !given.iter().any(|given| given == *line));
    let unexpected = given.iter().filter(|line| !expected.contains(&line.as_str()));
    missing.map(|line| format!("- {line}")).chain(unexpected.map(|line| format!("+ {line}"))).collect()
}

#[test]
fn the_two_dispatches_give_their_claims() {
    let Some(shared) = common::shared() else { return };
    let Some(coder) = common::coder() else { return };
    let mut differences = Vec::new();
    for name in ["massacre", "offensive"] {
        let dispatch = shared.join("dispatches").join(name).with_extension("txt");
        let expected = common::root().join("tests/dispatches").join(name).with_extension("jsonl");
        differences.extend(check(&coder, &dispatch, &expected));
    }
    assert!(differences.is_empty(), "{}\n(ANNALS_UPDATE=1 takes what is given)", differences.join("\n"));
}

#[test]
fn the_two_dispatches_are_headline_caption_and_body() {
    let Some(shared) = common::shared() else { return };
    let layout = annals::Files::embedded().layout().expect("a layout");
    for (name, n_paragraphs) in [("massacre.txt", 5), ("offensive.txt", 9)] {
        let report = read(&shared.join("dispatches").join(name), &layout);
        let parts: Vec<Part> = report.blocks.iter().map(|block| block.part).collect();
        let mut expected = vec![Part::Headline, Part::Caption];
        expected.resize(2 + n_paragraphs, Part::Body);
        assert_eq!(parts, expected, "{name}");
    }
}
