//! The examples of the policies, and what is wrong with policies that are none.

use annals_reconcile::{Lexicon, Policy, policy};

const POLICIES: [(&str, &str); 4] = [
    ("acled.toml", include_str!("../../../codebooks/policies/acled.toml")),
    ("airwars.toml", include_str!("../../../codebooks/policies/airwars.toml")),
    ("ibc.toml", include_str!("../../../codebooks/policies/ibc.toml")),
    ("ucdp.toml", include_str!("../../../codebooks/policies/ucdp.toml")),
];

fn lexicon() -> Lexicon {
    Lexicon::from_toml(include_str!("../../../codebooks/lexicon/reconcile.toml")).expect("a lexicon")
}

#[test]
fn the_examples_of_all_policies_hold() {
    for (file, text) in POLICIES {
        let policy = Policy::from_toml(file, text).unwrap_or_else(|error| panic!("{error}"));
        assert!(policy.examples.len() >= 4, "{file} has too few examples");
        assert_eq!(policy::check(&policy, &lexicon()), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn an_example_that_does_not_hold_says_why() {
    let wrong = POLICIES[0].1.replace("best = 12 }", "best = 13 }");
    let policy = Policy::from_toml("acled.toml", &wrong).expect("a policy");
    let [problem] = &policy::check(&policy, &lexicon())[..] else { panic!("one problem") };
    assert!(problem.starts_with("dozens are twelve, hundreds a hundred: Killed is"), "{problem}");
}

#[test]
fn what_is_wrong_is_named_with_line_and_key() {
    let error = |text: &str| Policy::from_toml("mine.toml", text).expect_err("an error").to_string();
    let misspelt = error(&POLICIES[0].1.replace("[unmentioned]", "[unmentionned]"));
    assert!(
        misspelt.contains("mine.toml") && misspelt.contains("line ") && misspelt.contains("unmentionned"),
        "{misspelt}"
    );
    let inverted = error(&POLICIES[0].1.replace(
        "low = 3\nhigh = 10\nknown = \"page\"\nsource = \"codebook: a",
        "low = 11\nhigh = 10\nknown = \"page\"\nsource = \"codebook: a",
    ));
    assert_eq!(inverted, "mine.toml: `plural` has a low above its high");
}
