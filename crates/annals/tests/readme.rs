//! What the README shows is what the program does.

mod common;

use annals::output::{self, Emit};
use ingest::{Format, Options};
use serde_json::Value;

/// Whether `given` has everything that `shown` shows of it.
fn holds(shown: &Value, given: &Value) -> bool {
    match (shown, given) {
        (Value::Object(shown), Value::Object(given)) => {
            shown.iter().all(|(key, value)| given.get(key).is_some_and(|given| holds(value, given)))
        }
        (Value::Array(shown), Value::Array(given)) => {
            shown.len() == given.len() && shown.iter().zip(given).all(|(shown, given)| holds(shown, given))
        }
        _ => shown == given,
    }
}

#[test]
fn the_claim_in_the_readme_is_one_of_the_example() {
    let Some(coder) = common::coder() else { return };
    let readme = std::fs::read_to_string(common::root().join("README.md")).expect("the README");
    let shown = readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a claim");
    let shown: Value = serde_json::from_str(shown).expect("JSON");
    let bytes = std::fs::read(common::root().join("examples/market-shelling.txt")).expect("the example");
    let options = Options::new(Format::Text, coder.layout());
    let report = ingest::read(&bytes, "market-shelling.txt", &options).reports.pop().expect("a report");
    let lines = output::lines(&coder, &report, Emit::Claims);
    let claims = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    assert!(claims.into_iter().any(|claim| holds(&shown, &claim)), "not among:\n{lines}");
}
