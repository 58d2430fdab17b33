//! What the tests of whole reports share: where data lies, when to skip, and what every claim must satisfy.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod desk;
pub mod html;
pub mod running;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use annals::{Coder, Files, resources};
use jsonschema::Validator;
use serde_json::Value;

/// The project's own folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Says that a test is skipped for want of `what`; fails instead if `$ANNALS_REQUIRE` lists it.
pub fn skip(what: &str, why: &str) {
    let required = std::env::var("ANNALS_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|required| required.trim() == what), "ANNALS_REQUIRE={required}: {why}");
    // Past the test harness, which keeps what a passing test prints to itself.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// A coder with the installed model and the committed gazetteer sample; none, with a printed line, without the model.
pub fn coder() -> Option<Coder> {
    match resources::sample_coder(&Files::embedded()) {
        Ok(coder) => Some(coder),
        Err(resources::ResourcesError::NoModel(path)) => {
            skip("data", &format!("no model at {}: run `make data`", path.display()));
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// The folder of shared reports, if there is one.
pub fn shared() -> Option<PathBuf> {
    let shared = root().join("../shared");
    if shared.is_dir() {
        return Some(shared);
    }
    skip("shared", "no ../shared");
    None
}

/// A text file of the project.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("a readable file")
}

/// The TOML files of a folder of the project, by name.
pub fn toml_files(folder: &str) -> Vec<(String, String)> {
    let dir = root().join(folder);
    let mut files: Vec<_> = std::fs::read_dir(&dir)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("a readable file"))
        })
        .collect()
}

static CLAIMS: LazyLock<Validator> = LazyLock::new(|| schema("docs/claim.schema.json"));
static INCIDENTS: LazyLock<Validator> = LazyLock::new(|| schema("docs/incident.schema.json"));

fn schema(path: &str) -> Validator {
    let schema: Value = serde_json::from_str(&text(path)).expect("a JSON schema");
    jsonschema::draft202012::new(&schema).expect("a valid schema")
}

fn errors(schema: &Validator, line: &str) -> Vec<String> {
    match serde_json::from_str::<Value>(line) {
        Ok(value) => {
            schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
        }
        Err(error) => vec![error.to_string()],
    }
}

/// What the schema finds wrong with one line of output.
pub fn schema_errors(line: &str) -> Vec<String> {
    errors(&CLAIMS, line)
}

/// Asserts that one line of output is an incident of the contract.
pub fn assert_incident(line: &str) {
    let errors = errors(&INCIDENTS, line);
    assert!(errors.is_empty(), "not an incident of the contract:\n{}\n{line}", errors.join("\n"));
}

/// Asserts that one line of output is a claim of the contract.
pub fn assert_valid(line: &str) {
    let errors = schema_errors(line);
    assert!(errors.is_empty(), "not a claim of the contract:\n{}\n{line}", errors.join("\n"));
}
