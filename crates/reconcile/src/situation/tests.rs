//! Situations of claims that are made for the purpose: who holds a place, what came of plans, and what later reports hide.

use jiff::civil::date;
use model::{Bound, Bounds, HolderStanding, Outcome};
use serde_json::{Value, json};

use super::*;
use crate::testing::{self, copies};

const RECEIVED: Date = date(2031, 12, 31);

fn headings() -> Headings {
    Headings::from_toml(include_str!("../../../../codebooks/lexicon/situation.toml")).expect("headings")
}

/// A claim about Karmeh, with the values that `with` give.
fn claim(id: &str, event_type: &str, with: &[&Value]) -> Claim {
    let mut all = vec![json!({"places": [place("Karmeh", "in", "town")]})];
    all.extend(with.iter().map(|part| (*part).clone()));
    testing::claim(id, event_type, &format!("Quote of {id}."), &all.iter().collect::<Vec<_>>())
}

fn place(name: &str, relation: &str, precision: &str) -> Value {
    json!({"text": name, "span": [0, 1], "name": name, "id": null, "lat": null, "lon": null, "country": null,
        "role": "site", "relation": relation, "precision": precision, "site_kind": null, "basis": "stated"})
}

fn by(role: &str, name: &str) -> Value {
    json!({"roles": {role: [{"text": name, "span": null, "actor": format!("{name}-ranks"), "basis": "stated"}]}})
}

fn on(from: &str, to: &str) -> Value {
    json!({"time": {"text": "then", "span": [0, 1], "from": from, "to": to, "precision": "day", "basis": "stated", "anchor": null}})
}

fn during(start: [Option<&str>; 2], end: [Option<&str>; 2]) -> Value {
    let bounds = |[earliest, latest]: [Option<&str>; 2]| json!({"earliest": earliest, "latest": latest});
    json!({"time": {"text": "then", "span": [0, 1], "start": bounds(start), "end": bounds(end), "precision": "day", "basis": "stated"}})
}

fn report(id: &str, published: Option<Date>, claims: &[Claim]) -> Received {
    let mut told = testing::told(id, None, claims);
    told.imprint.published = published;
    Received { told, day: RECEIVED }
}

fn asked(at: Date, known: Date) -> Asked {
    Asked {
        place: PlaceAsked { id: None, name: "Karmeh".to_owned(), country: None },
        itself: BTreeSet::from(["karmeh".to_owned()]),
        within: BTreeSet::new(),
        around: BTreeSet::from(["lemna".to_owned()]),
        at,
        known,
        left_out: None,
    }
}

fn situated(reports: &[Received], families: &[Family], at: Date) -> Situation {
    let (lexicon, headings) = (testing::lexicon(), headings());
    let material =
        Material { reports, families, incidents: &[], policies: &[], lexicon: &lexicon, headings: &headings };
    situation(&asked(at, RECEIVED), material)
}

/// How surely somebody holds the place, and who.
fn holder(reports: &[Received], at: Date) -> (HolderStanding, Option<String>) {
    let control = situated(reports, &[], at).control;
    let held = control.holder.or(control.last_stated).or(control.first_stated);
    (control.standing, held.and_then(|held| held.by.into_iter().next()?.name))
}

fn named(name: &str) -> Option<String> {
    Some(name.to_owned())
}

#[test]
fn a_year_in_which_somebody_held_a_place_is_no_day_on_which_they_did() {
    let held = claim("clm_1", "control", &[&by("holder", "rebels"), &on("2030-01-01", "2030-12-31")]);
    let reports = [report("rpt_1", Some(date(2031, 3, 1)), &[held])];
    assert_eq!(holder(&reports, date(2030, 6, 1)), (HolderStanding::LastStated, named("rebels")));
    let last = situated(&reports, &[], date(2031, 1, 1)).control.last_stated.expect("a holder");
    let bound = |day| Some(Bound::Date(day));
    assert_eq!(last.as_of, Bounds { earliest: bound(date(2030, 1, 1)), latest: bound(date(2030, 12, 31)) });
}

#[test]
fn who_does_not_hold_a_place_any_more_is_not_carried_on() {
    let held = claim("clm_1", "control", &[&by("holder", "rebels")]);
    let mut not = claim("clm_2", "control", &[&by("holder", "rebels")]);
    not.polarity = model::Polarity::Negated;
    let reports =
        [report("rpt_1", Some(date(2031, 3, 1)), &[held]), report("rpt_2", Some(date(2031, 3, 9)), &[not])];
    assert_eq!(holder(&reports, date(2031, 3, 5)), (HolderStanding::LastStated, named("rebels")));
    assert_eq!(holder(&reports, date(2031, 3, 10)), (HolderStanding::NotStated, None));
}

#[test]
fn what_is_denied_planned_or_near_by_makes_no_holder() {
    let near = json!({"places": [place("Karmeh", "near", "town")]});
    let denied = json!({"factuality": "denied"});
    let planned = json!({"realis": "planned"});
    for with in [near, denied, planned] {
        let held = claim("clm_1", "capture", &[&by("holder", "rebels"), &with]);
        let reports = [report("rpt_1", Some(date(2031, 3, 1)), &[held])];
        assert_eq!(holder(&reports, date(2031, 3, 1)).0, HolderStanding::NotStated, "{with}");
    }
}

#[test]
fn whoever_holds_a_site_in_a_town_does_not_hold_the_town() {
    let places = json!({"places": [place("the mill", "in", "site"), place("Karmeh", "in", "town")]});
    let held = claim("clm_1", "control", &[&by("holder", "rebels"), &places]);
    let situation = situated(&[report("rpt_1", Some(date(2031, 3, 1)), &[held])], &[], date(2031, 3, 1));
    assert_eq!(situation.control.standing, HolderStanding::NotStated);
    assert_eq!(situation.parts[0].control.standing, HolderStanding::Stated);
}

#[test]
fn a_town_does_not_go_with_the_province() {
    let places = json!({"places": [place("Lemna", "in", "province")]});
    let held = claim("clm_1", "control", &[&by("holder", "rebels"), &places]);
    let situation = situated(&[report("rpt_1", Some(date(2031, 3, 1)), &[held])], &[], date(2031, 3, 1));
    assert_eq!(situation.control.standing, HolderStanding::NotStated);
    assert_eq!(situation.wider.len(), 1);
}

#[test]
fn parts_of_one_state_do_not_dispute_a_place() {
    let by_part = |part: &str| json!({"roles": {"holder": [{"text": part, "span": null, "actor": part, "basis": "stated"}]}});
    let [one, other] = [("clm_1", "ost-government"), ("clm_2", "ost-armed-forces")]
        .map(|(id, part)| claim(id, "control", &[&by_part(part)]));
    let rival = claim("clm_3", "control", &[&by("holder", "rebels")]);
    let day = date(2031, 3, 1);
    let mut reports = vec![report("rpt_1", Some(day), &[one]), report("rpt_2", Some(day), &[other])];
    assert_eq!(holder(&reports, day).0, HolderStanding::Stated);
    reports.push(report("rpt_3", Some(day), &[rival]));
    assert_eq!(holder(&reports, day).0, HolderStanding::Disputed);
    assert_eq!(situated(&reports, &[], day).disputed.len(), 1);
}

#[test]
fn a_report_without_a_date_comes_after_what_it_tells_as_past_and_not_after_other_reports() {
    let taken = claim("clm_1", "capture", &[&by("holder", "rebels"), &on("2031-03-04", "2031-03-04")]);
    let held = claim("clm_2", "control", &[&by("holder", "rebels")]);
    let mut reports = vec![report("rpt_1", None, &[taken, held])];
    let last = situated(&reports, &[], RECEIVED).control.last_stated.expect("a holder");
    assert_eq!(
        last.as_of,
        Bounds { earliest: Some(Bound::Date(date(2031, 3, 4))), latest: Some(Bound::Report) }
    );
    assert_eq!(last.claims.len(), 2);
    let retaken = claim("clm_3", "capture", &[&by("holder", "army"), &on("2031-05-01", "2031-05-01")]);
    reports.push(report("rpt_2", Some(date(2031, 5, 2)), &[retaken]));
    assert_eq!(holder(&reports, RECEIVED), (HolderStanding::LastStated, named("army")));
}

#[test]
fn a_state_without_any_date_is_last_stated_only_once_its_report_was_there() {
    let reports = [report("rpt_1", None, &[claim("clm_1", "control", &[&by("holder", "rebels")])])];
    assert_eq!(holder(&reports, date(2031, 6, 1)), (HolderStanding::NotStated, None));
    assert_eq!(situated(&reports, &[], date(2031, 6, 1)).undated.len(), 1);
    assert_eq!(holder(&reports, RECEIVED), (HolderStanding::LastStated, named("rebels")));
}

#[test]
fn an_end_that_nobody_names_ends_at_the_day_before() {
    let until = during([None, Some("2031-12-31")], [Some("2031-04-01"), Some("2031-04-30")]);
    let held = claim("clm_1", "control", &[&by("holder", "rebels"), &until]);
    let reports = [report("rpt_1", Some(date(2031, 6, 1)), &[held])];
    let standing = |at| holder(&reports, at).0;
    assert_eq!(standing(date(2031, 3, 31)), HolderStanding::Stated);
    assert_eq!(standing(date(2031, 4, 10)), HolderStanding::Changing);
    assert_eq!(standing(date(2031, 5, 1)), HolderStanding::NotStated);
    assert_eq!(standing(date(2031, 3, 1)), HolderStanding::SinceUnsaid);
}

#[test]
fn copies_say_a_thing_once() {
    let reports = [("rpt_1", "clm_1"), ("rpt_2", "clm_2")]
        .map(|(id, claim_id)| report(id, Some(date(2031, 3, 1)), &[claim(claim_id, "hazard", &[])]));
    let situation = situated(&reports, &[copies("rpt_1", "rpt_2")], date(2031, 3, 1));
    let hazards = &situation.lines[&Heading::Hazards];
    assert_eq!((hazards.len(), hazards[0].claims.len(), hazards[0].origins.len()), (1, 2, 1));
}

/// What came of a plan of 1 March by what another claim of another day says.
fn outcome(id: &str, quote: &str, with: &[&Value], day: Date) -> Outcome {
    let army = by("perpetrator", "army");
    let plan = claim("clm_1", "ground-assault", &[&army, &json!({"realis": "planned"})]);
    let mut told = claim(id, "ground-assault", &[&[&army], with].concat());
    told.evidence.quote = quote.to_owned();
    let reports = [report("rpt_1", Some(date(2031, 3, 1)), &[plan]), report("rpt_2", Some(day), &[told])];
    situated(&reports, &[], date(2031, 6, 1)).plans[0].outcome
}

#[test]
fn plans_are_done_put_off_given_up_or_left_open() {
    let day = date(2031, 3, 20);
    assert_eq!(outcome("clm_2", "The army stormed Karmeh.", &[], day), Outcome::Fulfilled);
    assert_eq!(outcome("clm_2", "The assault was postponed until May.", &[], day), Outcome::Postponed);
    assert_eq!(outcome("clm_2", "The assault was called off.", &[], day), Outcome::Cancelled);
    let undone = json!({"realis": "planned", "polarity": "negated"});
    assert_eq!(outcome("clm_2", "The army plans no assault.", &[&undone], day), Outcome::Cancelled);
    let before = on("2031-02-01", "2031-02-01");
    assert_eq!(outcome("clm_2", "The army stormed Karmeh.", &[&before], day), Outcome::NotStated);
    let others = by("perpetrator", "rebels");
    assert_eq!(outcome("clm_2", "Rebels stormed Karmeh.", &[&others], day), Outcome::NotStated);
}

#[test]
fn a_report_that_may_be_older_fulfils_a_plan_only_perhaps() {
    let plan = claim("clm_1", "ground-assault", &[&json!({"realis": "planned"})]);
    let done = claim("clm_2", "ground-assault", &[]);
    let reports = [report("rpt_1", Some(date(2031, 3, 1)), &[plan]), report("rpt_2", None, &[done])];
    assert_eq!(situated(&reports, &[], RECEIVED).plans[0].outcome, Outcome::PerhapsFulfilled);
}
