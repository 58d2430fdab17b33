//! By what an episode is found, beside others that may be about the same occurrence.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::Episode;

/// Days of a stretch within which two tellings of one occurrence at one place are looked for.
const PLACE_DAYS: i32 = 12;

/// Days of a stretch within which two tellings are looked for that share a name.
const NAME_DAYS: i32 = 60;

/// Degrees of the squares in which places are looked for.
const SQUARE: f64 = 0.5;

/// The keys of an episode: two episodes that share none are not compared. Stretches of days and squares overlap by
/// half, so that what lies close together is in one of them.
pub fn keys(episode: &Episode) -> Vec<String> {
    let days = stretches(&told_days(episode), PLACE_DAYS);
    let mut keys = BTreeSet::new();
    for spot in &episode.spots {
        let squares = spot.middle.map_or(Vec::new(), squares);
        for place in squares.iter().chain([&spot.place]) {
            keys.extend(days.iter().map(|days| format!("{} {place} {days}", episode.kind)));
        }
    }
    for name in episode.names.intersection(&episode.lead) {
        keys.extend(days.iter().map(|days| format!("{} {name} {days}", episode.kind)));
    }
    let days = stretches(&published_days(episode), NAME_DAYS);
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

/// The two squares that a point is in.
fn squares([lat, lon]: [f64; 2]) -> Vec<String> {
    let square = |shift: f64| {
        let number = |degrees: f64| ((degrees + shift) / SQUARE).floor();
        format!("{}/{}/{shift}", number(lat), number(lon))
    };
    vec![square(0.0), square(SQUARE / 2.0)]
}
