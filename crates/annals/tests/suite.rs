//! The suite: dispatches written for the project, each with all claims that it must give.

mod common;

use annals::Coder;
use annals::expected::{self, Comparison, Dispatch, Suite};
use annals::output;

/// Claims and dispatches over the whole suite.
#[derive(Default)]
struct Score {
    n_dispatches: usize,
    n_wholly_right: usize,
    claims: Comparison,
}

impl Score {
    fn add(&mut self, comparison: &Comparison) {
        self.n_dispatches += 1;
        self.n_wholly_right += usize::from(comparison.is_right());
        self.claims.n_expected += comparison.n_expected;
        self.claims.n_found += comparison.n_found;
        self.claims.n_right += comparison.n_right;
    }
}

fn run(coder: &Coder, dispatch: &Dispatch) -> Comparison {
    let report = expected::report(&dispatch.name, &dispatch.text, dispatch.published, coder.layout())
        .unwrap_or_else(|| panic!("{} is refused", dispatch.name));
    let coded = coder.code(&report);
    output::claims(&coded.claims).lines().for_each(common::assert_valid);
    expected::compare(&report, &coded.parse, &coded.claims, &dispatch.claims)
}

/// The dispatches that are known not to be wholly right yet. A name that is right now has to leave the list.
fn open() -> Vec<String> {
    let text = common::text("tests/suite/open.txt");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn every_dispatch_gives_its_claims_or_is_known_not_to() {
    let Some(coder) = common::coder() else { return };
    let mut score = Score::default();
    let mut wrong: Vec<String> = Vec::new();
    for (file, text) in common::toml_files("tests/suite") {
        let suite: Suite = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for dispatch in &suite.dispatches {
            let comparison = run(&coder, dispatch);
            score.add(&comparison);
            if !comparison.is_right() {
                println!("\n{file}: {}\n  {}", dispatch.name, comparison.complaints.join("\n  "));
                wrong.push(dispatch.name.clone());
            }
        }
    }
    let Score { n_dispatches, n_wholly_right, claims } = score;
    println!("\n{n_wholly_right} of {n_dispatches} dispatches wholly right");
    println!("claims: {} expected, {} found, {} right", claims.n_expected, claims.n_found, claims.n_right);
    assert!(n_dispatches >= 60, "the suite holds {n_dispatches} dispatches: 60 are needed");
    wrong.sort();
    assert_eq!(wrong, open(), "what is wrong (left) is not what tests/suite/open.txt admits (right)");
}

#[test]
fn every_dispatch_has_a_name_of_its_own() {
    let mut names = Vec::new();
    for (file, text) in common::toml_files("tests/suite") {
        let suite: Suite = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        names.extend(suite.dispatches.into_iter().map(|dispatch| dispatch.name));
    }
    let n_names = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), n_names);
}
