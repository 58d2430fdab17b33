//! The arrows between the crates, held against what the layout allows.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Which of our crates each crate may depend on.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("annals-model", &[]),
    ("annals-ingest", &["annals-model"]),
    ("annals-syntax", &["annals-model"]),
    ("annals-mentions", &["annals-model"]),
    ("annals-claims", &["annals-model"]),
    ("annals-reconcile", &["annals-model"]),
    ("annals-record", &["annals-model"]),
    ("annals-publish", &["annals-model", "annals-reconcile", "annals-record"]),
    (
        "annals",
        &[
            "annals-model",
            "annals-ingest",
            "annals-syntax",
            "annals-mentions",
            "annals-claims",
            "annals-reconcile",
            "annals-record",
            "annals-publish",
        ],
    ),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn name(value: &Value) -> String {
    value["name"].as_str().unwrap_or_default().to_owned()
}

/// Each crate of the workspace with those of ours that it depends on, whatever for.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let of = |package: &Value| {
        let dependencies = package["dependencies"].as_array().expect("dependencies");
        dependencies.iter().map(name).filter(|name| ours.contains(name)).collect()
    };
    packages.iter().map(|package| (name(package), of(package))).collect()
}

#[test]
fn no_arrow_but_those_allowed() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        ALLOWED.iter().map(|(name, may)| (*name, may.iter().copied().collect())).collect();
    let arrows = arrows();
    assert_eq!(
        arrows.keys().map(String::as_str).collect::<Vec<_>>(),
        allowed.keys().copied().collect::<Vec<_>>()
    );
    for (from, to) in &arrows {
        for to in to {
            assert!(allowed[from.as_str()].contains(to.as_str()), "{from} must not depend on {to}");
        }
    }
}
