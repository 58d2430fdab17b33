//! The directory reads its files, composes, and complains of bad entries.

use super::{ActorDirectory, Referent, SHIPPED};

fn read(contents: &str) -> ActorDirectory {
    ActorDirectory::from_toml(&[("sample.toml", contents)]).expect("a file of the right form")
}

/// The problems of an actor `id`, written out; what is not said of the entry is in order.
fn check(entry: &str, expected: &[&str]) {
    let problems: Vec<String> = read(entry).lint().iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected, "{entry}");
}

fn group(facts: &str) -> String {
    let names = if facts.contains("names.") { "" } else { "names.memory = [\"Reds\"]\n" };
    let source = if facts.contains("source") { "" } else { "source = \"memory\"\n" };
    let id = if facts.contains("id =") { "" } else { "id = \"reds\"\n" };
    format!("[[actor]]\n{id}name = \"Reds\"\nkind = \"armed-group\"\n{source}{names}{facts}\n")
}

#[test]
fn the_shipped_directory_has_no_problem() {
    let problems: Vec<String> = SHIPPED.lint().iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn an_entry_in_order_has_no_problem() {
    check(&group("from = \"1990-01-01\"\nto = \"1990-01-08\""), &[]);
    check(&group("names.phoenix = [{ name = \"Reds\", from = \"1990-01-01\" }]"), &[]);
}

#[test]
fn dates_are_linted() {
    let impossible = |day: &str| format!("reds: \"{day}\" is no day of the calendar between 1700 and 2100");
    check(&group("from = \"2011-02-30\""), &[&impossible("2011-02-30")]);
    check(&group("to = \"2200-01-01\""), &[&impossible("2200-01-01")]);
    check(&group("to = \"2004017\""), &[&impossible("2004017")]);
    check(&group("from = \"2011-01-01\"\nto = \"2010-01-01\""), &["reds: 2011-01-01 is after 2010-01-01"]);
    check(
        &group("from = \"2011-01-01\"\nto = \"2011-01-05\""),
        &["reds: 2011-01-01 to 2011-01-05 is less than a week"],
    );
    check(
        &group("names.memory = [{ name = \"Reds\", from = \"2011-01-01\", to = \"2010-01-01\" }]"),
        &["reds: 2011-01-01 is after 2010-01-01"],
    );
}

#[test]
fn ids_sources_names_and_parents_are_linted() {
    check(&group("id = \"The Reds\""), &["The Reds: an id is small letters, digits and hyphens"]);
    check(&group("source = \"hearsay\""), &["reds: says no source, or one that is not known"]);
    check(&group("names.rumour = [\"Reds\"]"), &["reds: says no source, or one that is not known"]);
    check(&group("names.memory = []"), &["reds: has no name"]);
    check(&group("parent = \"blues\""), &["reds: there is no actor blues"]);
    check(
        &group("roles = [{ of = \"reds\", from = \"2001-01-01\" }]"),
        &["reds: a person has a role, and only a person"],
    );
    check(&(group("") + &group("")), &["reds: two actors have this id"]);
}

#[test]
fn an_entry_without_a_source_is_linted() {
    let entry =
        "[[actor]]\nid = \"reds\"\nname = \"Reds\"\nkind = \"armed-group\"\nnames.memory = [\"Reds\"]";
    check(entry, &["reds: says no source, or one that is not known"]);
}

#[test]
fn one_name_for_two_at_the_same_time_is_linted() {
    let named =
        |id: &str, dates: &str| group(&format!("id = \"{id}\"\nnames.memory = [\"The Front\"]\n{dates}"));
    let early = named("reds", "to = \"1999-12-31\"");
    check(
        &(early.clone() + &named("blues", "from = \"1990-01-01\"")),
        &["\"The Front\" stands for blues and for reds at the same time"],
    );
    check(&(early + &named("blues", "from = \"2000-01-01\"")), &[]);
}

#[test]
fn the_case_of_abbreviations_tells_them_apart() {
    let named = |id: &str, name: &str| group(&format!("id = \"{id}\"\nnames.memory = [\"{name}\"]"));
    check(&(named("jem", "JEM") + &named("jaish", "JeM")), &[]);
}

#[test]
fn a_file_of_another_form_is_an_error_that_names_it() {
    let error = ActorDirectory::from_toml(&[("odd.toml", "[[actor]]\nid = 3")]).expect_err("a wrong form");
    assert!(error.to_string().starts_with("odd.toml: "), "{error}");
}

/// The ids that a spelling stands for, whatever the day.
fn named(spelling: &str) -> Vec<String> {
    let names = SHIPPED.named(spelling);
    let id = |name: &super::Name| match &name.referent {
        Referent::Actor(id) | Referent::State { id, .. } => id.clone(),
    };
    names.into_iter().map(id).collect()
}

#[test]
fn spellings_differ_in_hyphens_stops_and_case() {
    for spelling in ["al-Qaeda", "Al Qaeda", "al Qaeda", "Al-Qaeda"] {
        assert_eq!(named(spelling), ["al-qaeda"], "{spelling}");
    }
    assert_eq!(named("U.N."), ["united-nations"]);
    assert_eq!(named("UN"), ["united-nations"]);
    assert_eq!(named("is"), Vec::<String>::new());
    assert_eq!(named("Let"), Vec::<String>::new());
    assert_eq!(named("LeT"), ["lashkar-e-taiba"]);
    assert_eq!(named("turkey"), Vec::<String>::new());
}

#[test]
fn every_state_has_its_actors() {
    for id in ["iraq-government", "iraq-armed-forces", "iraq-police", "south-sudan-armed-forces"] {
        assert!(SHIPPED.actor(id).is_some(), "{id}");
    }
    assert_eq!(SHIPPED.branch_of_actor("iraq-government", "armed-forces"), "iraq-armed-forces");
    assert_eq!(SHIPPED.branch_of_actor("hamas", "armed-forces"), "hamas");
    assert_eq!(SHIPPED.branch_of_actor("somaliland-government", "police"), "somaliland-government");
}
