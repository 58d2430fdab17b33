//! How two tellings stand to each other that are of different occurrences: a total and its parts, stretches of days that overlap, a plan
//! and what came of it.

use jiff::civil::Date;

use crate::compare::{Reason, Sign, Verdict};
use crate::episode::{Spot, are_near, differ, gap};
use crate::{Episode, Grouping};

/// How far one thing goes beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Same,
    /// It holds the other one and more.
    More,
    Less,
    Overlapping,
    Apart,
}

/// Whether an episode is a total over another one, a part of it, or overlaps with it; with what is said of it. Reports may tell both of
/// themselves: these are never the same, and never added up.
pub(crate) fn whole(one: &Episode, other: &Episode, grouping: &Grouping) -> Option<(Verdict, Reason)> {
    if one.kind != other.kind || one.planned != other.planned || are_of_others(one, other) {
        return None;
    }
    let (place, days) = (places(one, other, grouping.neighbours.near_km), stretches(one, other));
    let verdict = match (place, days) {
        (Reach::Same | Reach::More, Reach::More) => Verdict::AggregateOf,
        (Reach::Same | Reach::Less, Reach::Less) => Verdict::PartOf,
        (Reach::More, Reach::Same) if is_more(one, other) => Verdict::AggregateOf,
        (Reach::Less, Reach::Same) if is_more(other, one) => Verdict::PartOf,
        (Reach::More, Reach::Less) | (Reach::Less, Reach::More) => Verdict::Overlaps,
        (Reach::Same | Reach::More | Reach::Less, Reach::Overlapping) => Verdict::Overlaps,
        _ => return None,
    };
    let words = format!("{} beside {}", scope(one), scope(other));
    Some((verdict, Reason { sign: Sign::Total, strength: 1.0, words }))
}

/// Whether two episodes name others who did it, or others to whom it was done.
fn are_of_others(one: &Episode, other: &Episode) -> bool {
    differ(&one.doers, &other.doers) || differ(&one.harmed, &other.harmed)
}

fn places(one: &Episode, other: &Episode, near_km: f64) -> Reach {
    let meet = |ones: &[Spot], others: &[Spot]| {
        ones.iter().any(|spot| others.iter().any(|theirs| are_near(spot, theirs, near_km)))
    };
    let holds = |wide: &[Spot], fine: &[Spot]| {
        wide.iter().any(|outer| fine.iter().any(|inner| inner.within.contains(&outer.place)))
    };
    match () {
        () if meet(one.places(), other.places()) => Reach::Same,
        () if holds(one.places(), other.places()) => Reach::More,
        () if holds(other.places(), one.places()) => Reach::Less,
        () => Reach::Apart,
    }
}

/// How the days go together. Days that a report tells of one by one reach no further than others.
fn stretches(one: &Episode, other: &Episode) -> Reach {
    let (Some(ones), Some(others)) = (range(one), range(other)) else { return Reach::Apart };
    let holds = |outer: [Date; 2], inner: [Date; 2]| outer[0] <= inner[0] && inner[1] <= outer[1];
    match (one.lasting == Some(true), other.lasting == Some(true)) {
        _ if gap(ones, others) > 0 => Reach::Apart,
        (false, false) => Reach::Same,
        (true, true) if ones == others => Reach::Same,
        (true, _) if holds(ones, others) => Reach::More,
        (_, true) if holds(others, ones) => Reach::Less,
        (true, true) => Reach::Overlapping,
        _ => Reach::Apart,
    }
}

/// From the first to the last day that an episode states.
fn range(episode: &Episode) -> Option<[Date; 2]> {
    let days = || episode.days.iter().flatten().copied();
    Some([days().min()?, days().max()?])
}

/// Whether more people were killed, or if nobody counts those, injured.
fn is_more(one: &Episode, other: &Episode) -> bool {
    let more = |one: Option<f64>, other: Option<f64>| one.zip(other).map(|(one, other)| one > other);
    more(one.killed, other.killed).or(more(one.injured, other.injured)).unwrap_or(false)
}

/// "Mosul from 2031-03-03 to 2031-03-09".
fn scope(episode: &Episode) -> String {
    let place = episode.places().first().map_or("no place", |spot| spot.name.as_str());
    match range(episode) {
        Some([from, to]) if from == to => format!("{place} on {from}"),
        Some([from, to]) => format!("{place} from {from} to {to}"),
        None => place.to_owned(),
    }
}

/// Whether what is planned in one episode may have come about in the other: how `one` stands to it, and what is inferred.
pub(crate) fn plan(one: &Episode, other: &Episode) -> Option<(Verdict, Option<Reason>)> {
    let (plan, act, verdict) = match (one.planned, other.planned) {
        (true, false) => (one, other, Verdict::FulfilledBy),
        (false, true) => (other, one, Verdict::Fulfils),
        _ => return None,
    };
    if are_of_others(one, other) {
        return None;
    }
    let done = range(act).map(|days| days[1]).or(act.published);
    let undated = match (plan.published, done) {
        (Some(planned), Some(done)) if done < planned => return None,
        (Some(_), Some(_)) => return Some((verdict, None)),
        (None, None) => "nothing dates either",
        (None, Some(_)) => "nothing dates the plan",
        (Some(_), None) => "nothing dates what was done",
    };
    let words = format!("that the plan came first is inferred: {undated}");
    Some((verdict, Some(Reason { sign: Sign::OrderInferred, strength: 1.0, words })))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{claim, grouping, told};
    use crate::{Rarity, compare, episodes, totals};

    fn place(id: &str, precision: &str) -> Value {
        json!({
            "text": id, "span": [0, 1], "name": id, "id": id, "lat": null, "lon": null, "country": "XX", "role": "site",
            "relation": "in", "precision": precision, "site_kind": null, "basis": "stated",
        })
    }

    /// The episode of a report with one claim at a place between two days.
    fn episode(report: &str, place: Value, days: Option<(&str, &str)>, with: &Value) -> Episode {
        let time = days.map(|(from, to)| {
            json!({"text": from, "span": [0, 1], "from": from, "to": to, "precision": "day", "basis": "stated", "anchor": null})
        });
        let setting = json!({"places": [place], "time": time});
        let claims = [claim(&format!("clm_{report}"), "killing", "…", &[&setting, with])];
        let mut episode = episodes(&told(report, None, &claims), &[], &grouping()).remove(0);
        // Besna and Tarob lie in Ost.
        episode.locate(|id| if id == "Ost" { Vec::new() } else { vec!["Ost".to_owned()] });
        episode
    }

    fn killed(number: u32) -> Value {
        crate::testing::count("exact", number, "")
    }

    fn town(report: &str, town: &str, days: (&str, &str), number: u32) -> Episode {
        episode(report, place(town, "town"), Some(days), &killed(number))
    }

    const MONDAY: (&str, &str) = ("2031-03-03", "2031-03-03");
    const WEEK: (&str, &str) = ("2031-03-02", "2031-03-08");

    fn verdict(one: &Episode, other: &Episode) -> Verdict {
        let forth = compare(one, other, &Rarity::default(), &grouping());
        let back = compare(other, one, &Rarity::default(), &grouping());
        assert_eq!(forth.clone().turned().verdict, back.verdict);
        forth.verdict
    }

    /// Whether a later episode looks for an earlier one.
    fn finds(later: &Episode, earlier: &Episode) -> bool {
        let (later, earlier) = (totals(later, &grouping()), totals(earlier, &grouping()));
        later.looks_for.iter().any(|key| earlier.found_by.contains(key))
    }

    #[test]
    fn a_total_over_days_holds_what_happened_on_one_of_them() {
        let (week, day) = (town("rpt_1", "Besna", WEEK, 30), town("rpt_2", "Besna", MONDAY, 5));
        assert_eq!(verdict(&week, &day), Verdict::AggregateOf);
        assert!(finds(&week, &day) && finds(&day, &week));
        // Even if the figures are the same, and in one report.
        assert_eq!(verdict(&town("rpt_2", "Besna", WEEK, 5), &day), Verdict::AggregateOf);
        let elsewhere = town("rpt_2", "Tarob", MONDAY, 5);
        let later = town("rpt_2", "Besna", ("2031-03-12", "2031-03-12"), 5);
        for other in [elsewhere, later] {
            assert!(matches!(verdict(&week, &other), Verdict::Distinct | Verdict::PossiblySame));
        }
    }

    #[test]
    fn stretches_of_days_that_share_some_overlap() {
        let (one, other) =
            (town("rpt_1", "Besna", WEEK, 30), town("rpt_2", "Besna", ("2031-03-06", "2031-03-12"), 40));
        assert_eq!(verdict(&one, &other), Verdict::Overlaps);
        assert!(finds(&one, &other));
        let inner = town("rpt_2", "Besna", ("2031-03-03", "2031-03-06"), 12);
        assert_eq!(verdict(&inner, &one), Verdict::PartOf);
        // A night or a weekend is no stretch.
        assert_eq!(town("rpt_1", "Besna", ("2031-03-03", "2031-03-04"), 3).lasting, Some(false));
    }

    #[test]
    fn a_province_holds_its_towns_where_it_counts_more() {
        let province = |number| episode("rpt_1", place("Ost", "province"), Some(MONDAY), &killed(number));
        let besna = town("rpt_2", "Besna", MONDAY, 5);
        assert_eq!(verdict(&province(40), &besna), Verdict::AggregateOf);
        assert!(finds(&province(40), &besna) && finds(&besna, &province(40)));
        // With no more dead it may be the same, told less finely.
        assert!(!matches!(verdict(&province(5), &besna), Verdict::AggregateOf | Verdict::PartOf));
        assert_eq!(verdict(&province(40), &town("rpt_2", "Besna", WEEK, 50)), Verdict::Overlaps);
        assert!(!finds(&besna, &town("rpt_3", "Tarob", MONDAY, 5)));
    }

    fn planned(planned: bool, published: Option<&str>, by: Option<&str>) -> Episode {
        let realis = json!({"realis": if planned { "planned" } else { "actual" }});
        let mut episode =
            episode(if planned { "rpt_1" } else { "rpt_2" }, place("Besna", "town"), None, &realis);
        episode.published = published.map(|day| day.parse().expect("a day"));
        episode.doers = by.map(str::to_owned).into_iter().collect();
        episode
    }

    #[test]
    fn a_plan_and_what_came_of_it_are_linked() {
        let words = |plan: &Episode, act: &Episode| {
            let found = compare(act, plan, &Rarity::default(), &grouping());
            assert_eq!(found.verdict, Verdict::Fulfils);
            found.reasons.last().map(|reason| reason.words.clone()).unwrap_or_default()
        };
        let undated = words(&planned(true, None, Some("army")), &planned(false, None, None));
        assert_eq!(undated, "that the plan came first is inferred: nothing dates either");
        let dated =
            words(&planned(true, Some("2031-03-03"), None), &planned(false, Some("2031-03-09"), None));
        assert!(!dated.contains("inferred"), "{dated}");
    }

    #[test]
    fn what_others_did_or_what_was_done_before_comes_of_no_plan() {
        for (plan, act) in [
            (planned(true, None, Some("army")), planned(false, None, Some("rebels"))),
            (planned(true, Some("2031-03-09"), None), planned(false, Some("2031-03-03"), None)),
        ] {
            assert_eq!(verdict(&act, &plan), Verdict::Distinct);
        }
    }
}
