//! Who bears a name on the day that is told of.

use jiff::civil::{Date, date};
use model::{Basis, Mentions, TimeKind, TimeMention, TimePrecision, TimeRelation, TokenRange};

use super::{parsed, seen};

fn check_on(published: Date, text: &str, expected: &[&str]) {
    assert_eq!(seen(&parsed(text), &Mentions::default(), Some(published)), expected, "{text} ({published})");
}

#[test]
fn a_name_stands_for_who_bore_it_on_the_day() {
    let bush = "President Bush spoke in Baghdad in 2006.";
    check_on(
        date(2006, 11, 30),
        bush,
        &["President Bush = united-states-government [member-of united-states-government]"],
    );
    let obama = "President Obama authorised the operation in 2016.";
    check_on(date(2020, 3, 1), obama, &["President Obama = barack-obama"]);
    let coalition = "Coalition forces shot down a drone in July 2016.";
    check_on(date(2016, 7, 20), coalition, &["Coalition forces = us-led-coalition-isis"]);
    check_on(date(2003, 7, 22), coalition, &["Coalition forces = coalition-iraq-2003"]);
    check_on(date(1995, 1, 1), coalition, &["Coalition forces = coalition-gulf-war"]);
}

#[test]
fn a_name_that_is_not_yet_borne_is_none() {
    check_on(date(2012, 5, 1), "ISIS took the dam on Sunday.", &[]);
}

#[test]
fn the_time_of_the_sentence_goes_before_the_day_of_the_report() {
    let parse = parsed("Coalition forces surrounded the villa in July 2003.");
    let july = (0..parse.len()).find(|&i| parse.word(i) == "July").expect("July");
    let time = TimeMention {
        tokens: TokenRange::new(july, july + 2),
        head: july,
        kind: TimeKind::Date,
        value: Some("2003-07".to_owned()),
        from: Some(date(2003, 7, 1)),
        to: Some(date(2003, 7, 31)),
        precision: TimePrecision::Month,
        basis: Basis::Stated,
        relation: TimeRelation::During,
        anchor: None,
    };
    let mentions = Mentions { times: vec![time].into(), ..Mentions::default() };
    assert_eq!(seen(&parse, &mentions, Some(date(2016, 10, 20))), ["Coalition forces = coalition-iraq-2003"]);
}
