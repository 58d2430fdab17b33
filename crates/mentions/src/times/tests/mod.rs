//! What the finder must read, and what it must not, over frozen parses.

mod against_the_narrative;
mod against_the_report;
mod any_text;
mod full_dates;
mod not_times;
mod on_events;
mod ranges_amounts_and_sets;
mod undated;

use jiff::civil::{Date, date};
use model::{Parse, TimeMention};

use super::{TimeLexicon, find};
use crate::testing::frozen;

/// The day of the reports, unless a case says otherwise.
const WEDNESDAY: Date = date(2016, 7, 6);

fn lexicon() -> TimeLexicon {
    toml::from_str(include_str!("../../../../../codebooks/lexicon/times.toml")).expect("lexicon/times.toml")
}

/// Compares the times of `text` with lines `words = value from..to precision relation basis @anchor`.
fn check(published: Option<Date>, text: &str, expected: &[&str]) {
    let parse = frozen(include_str!("../../../../../tests/parses/times.jsonl"), text);
    let times = find(&parse, published, &lexicon());
    let found: Vec<String> = times.iter().map(|time| line(&parse, time)).collect();
    assert_eq!(found, expected, "{text}");
}

fn line(parse: &Parse, time: &TimeMention) -> String {
    let words = parse.words(time.tokens);
    let value = time.value.as_deref().unwrap_or("-");
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let dated = time.from.is_some() || time.to.is_some();
    let dates = if dated { format!(" {}..{}", day(time.from), day(time.to)) } else { String::new() };
    let stand = format!("{:?} {:?} {:?}", time.precision, time.relation, time.basis).to_lowercase();
    let anchor = time.anchor.map_or(String::new(), |anchor| format!(" @{}", parse.word(anchor)));
    format!("{words} = {value}{dates} {stand}{anchor}")
}
