//! By what an episode is found, beside others that may be about the same occurrence.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::grouping::Neighbours;
use crate::{Episode, Grouping};

/// By what a total finds its parts, and they find it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// What it is found by.
    pub found_by: Vec<String>,
    /// What it looks for.
    pub looks_for: Vec<String>,
}

/// Halves of stretches for which a total looks for its parts, at most: those that come last.
const N_HALVES: i32 = 128;

/// By what totals over days or larger places and their parts find each other. Parts do not find each other by it.
pub fn totals(episode: &Episode, grouping: &Grouping) -> Totals {
    let half = grouping.neighbours.place_days / 2;
    let halves = halves(&told_days(episode), half);
    let own = || episode.places().iter().map(|spot| spot.place.as_str());
    let around = || episode.places().iter().flat_map(|spot| spot.within.iter().map(String::as_str));
    let keys = |side: &str, places: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        let keys = |place: &str| {
            halves.clone().map(|half| format!("{side} {} {place} {half}", episode.kind)).collect::<Vec<_>>()
        };
        places.flat_map(keys).collect()
    };
    let is_total = episode.is_total();
    let mut totals = Totals {
        found_by: keys("part", &mut own().chain(around())),
        looks_for: keys("total", &mut own().chain(around())),
    };
    if is_total {
        totals.found_by.extend(keys("total", &mut own()));
        totals.looks_for.extend(keys("part", &mut own()));
    }
    totals
}

/// The halves of stretches that days go through, from the first to the last.
fn halves(days: &[Date], length: i32) -> Range<i32> {
    let number = |day: &Date| (*day - Date::constant(2000, 1, 1)).get_days().div_euclid(length.max(1));
    let (first, last) = (days.iter().map(number).min(), days.iter().map(number).max());
    match first.zip(last) {
        Some((first, last)) => first.max(last - N_HALVES + 1)..last + 1,
        // Without a day nothing is known to be a part of anything.
        None => 0..0,
    }
}

/// The keys of an episode: two episodes that share none are not compared. Stretches of days and squares overlap by
/// half, so that what lies close together is in one of them.
pub fn keys(episode: &Episode, grouping: &Grouping) -> Vec<String> {
    let Neighbours { place_days, name_days, square, .. } = grouping.neighbours;
    let days = stretches(&told_days(episode), place_days);
    let mut keys = BTreeSet::new();
    for spot in &episode.spots {
        let squares = spot.middle.map_or(Vec::new(), |middle| squares(middle, square));
        for place in squares.iter().chain([&spot.place]) {
            keys.extend(days.iter().map(|days| format!("{} {place} {days}", episode.kind)));
        }
    }
    for name in episode.names.intersection(&episode.lead) {
        keys.extend(days.iter().map(|days| format!("{} {name} {days}", episode.kind)));
    }
    let days = stretches(&published_days(episode), name_days);
    for name in &episode.full_names {
        keys.extend(days.iter().map(|days| format!("{} {name} {days}", episode.kind)));
    }
    keys.extend(episode.persons.iter().map(|person| format!("{} {person}", episode.kind)));
    keys.into_iter().collect()
}

/// The days that are stated, else that of publication.
fn told_days(episode: &Episode) -> Vec<Date> {
    let stated: Vec<Date> = episode.days.iter().flatten().copied().collect();
    if stated.is_empty() { episode.published.into_iter().collect() } else { stated }
}

/// The day of publication, else those that are stated.
fn published_days(episode: &Episode) -> Vec<Date> {
    episode.published.map_or_else(|| told_days(episode), |day| vec![day])
}

/// The two stretches of `length` days that each day is in. What has no day at all is in one of its own.
fn stretches(days: &[Date], length: i32) -> BTreeSet<String> {
    let number = |day: &Date| (*day - Date::constant(2000, 1, 1)).get_days();
    let halves = days.iter().map(|day| number(day).div_euclid(length / 2));
    let stretches: BTreeSet<String> =
        halves.flat_map(|half| [half.to_string(), (half + 1).to_string()]).collect();
    if stretches.is_empty() { BTreeSet::from(["undated".to_owned()]) } else { stretches }
}

/// The two squares of `width` degrees that a point is in.
fn squares([lat, lon]: [f64; 2], width: f64) -> Vec<String> {
    let square = |shift: f64| {
        let number = |degrees: f64| ((degrees + shift) / width).floor();
        format!("{}/{}/{shift}", number(lat), number(lon))
    };
    vec![square(0.0), square(width / 2.0)]
}
