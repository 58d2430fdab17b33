//! Whether two episodes are about one occurrence: what speaks for it and against it, weighed.
//!
//! The method is that of probabilistic record linkage (Fellegi and Sunter 1969): each sign adds its weight to the odds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::episode::{are_near, gap};
use crate::grouping::Thresholds;
use crate::{Episode, Grouping, Rarity, relation};

/// What two episodes may have in common, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    SameDay,
    NextDay,
    FewDaysApart,
    DaysApart,
    /// Neither tells nor was published on a day that could be compared.
    Undated,
    PublishedTogether,
    PublishedWithinDays,
    PublishedWithinWeeks,
    PublishedFarApart,
    SamePlace,
    NearPlace,
    OtherPlace,
    SiteInCommon,
    OtherSite,
    PersonsInCommon,
    OtherPersons,
    AgesInCommon,
    OtherAges,
    SameKilled,
    OtherKilled,
    SameInjured,
    OtherInjured,
    ActorsInCommon,
    OtherActors,
    VictimsInCommon,
    NamesInCommon,
    FullNamesInCommon,
    WordsInCommon,
    /// A person said so.
    Decided,
    /// One tells of more days or of a larger place. It has no weight: what it says is no question of odds.
    Total,
    /// That the plan came before what was done is inferred. It has no weight.
    OrderInferred,
}

/// Odds, as a natural logarithm, that nothing outweighs.
const CERTAIN: f64 = 1000.0;

/// A sign that was found, how strongly, and in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub sign: Sign,
    /// 1 where it is there or not; else how far the two agree, or how many things they share.
    pub strength: f64,
    pub words: String,
}

/// How two episodes compare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The odds that they are about one occurrence, as a natural logarithm.
    pub odds: f64,
    pub verdict: Verdict,
    pub reasons: Vec<Reason>,
}

/// How an episode stands to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Distinct,
    PossiblySame,
    Same,
    /// What was planned there is told as under way or done here.
    Fulfils,
    /// What is planned here is told as under way or done there.
    FulfilledBy,
    /// A total over more days, or over a larger place, holds it.
    PartOf,
    /// It is such a total.
    AggregateOf,
    /// A total that shares days with another one.
    Overlaps,
    /// A person said that they are the same.
    Merged,
    /// A person said that they are not.
    Parted,
}

impl Comparison {
    /// That a person said whether two episodes are of one occurrence. `words` tell who, and why.
    pub fn decided(are_one: bool, words: String) -> Self {
        let (odds, verdict) = if are_one { (CERTAIN, Verdict::Merged) } else { (-CERTAIN, Verdict::Parted) };
        Self { odds, verdict, reasons: vec![plain(Sign::Decided, words)] }
    }

    /// How the other episode stands to this one.
    pub fn turned(self) -> Self {
        Self { verdict: self.verdict.turned(), ..self }
    }
}

impl Verdict {
    /// That of the second of two episodes about the first.
    pub fn turned(self) -> Self {
        match self {
            Verdict::Fulfils => Verdict::FulfilledBy,
            Verdict::FulfilledBy => Verdict::Fulfils,
            Verdict::PartOf => Verdict::AggregateOf,
            Verdict::AggregateOf => Verdict::PartOf,
            both @ (Verdict::Distinct
            | Verdict::PossiblySame
            | Verdict::Same
            | Verdict::Overlaps
            | Verdict::Merged
            | Verdict::Parted) => both,
        }
    }
}

/// Weighs whether an episode is about the same occurrence as an earlier one of another report. Those of one report are not:
/// it told them apart, if not as a total and its parts. `rarity` is that of the later one's words, by which both were weighed in their time.
pub fn compare(one: &Episode, other: &Episode, rarity: &Rarity, grouping: &Grouping) -> Comparison {
    let reasons = reasons(one, other, rarity, grouping);
    let weight =
        |reason: &Reason| grouping.weights.get(&reason.sign).map_or(0.0, |weight| weight * reason.strength);
    let odds = grouping.thresholds.prior + reasons.iter().map(weight).sum::<f64>();
    if let Some((verdict, reason)) = relation::whole(one, other, grouping) {
        // A place in a larger one may be where it was, told more finely.
        let is_one = one.lasting == other.lasting && odds >= grouping.thresholds.same;
        if !is_one || one.report == other.report {
            return Comparison { odds, verdict, reasons: vec![reason] };
        }
    }
    // A report told them apart, or they are of different kinds: two, however alike.
    if one.kind != other.kind || one.report == other.report {
        return Comparison { odds: -CERTAIN, verdict: Verdict::Distinct, reasons };
    }
    let (verdict, inferred) = verdict(one, other, odds, &grouping.thresholds);
    Comparison { odds, verdict, reasons: reasons.into_iter().chain(inferred).collect() }
}

fn verdict(one: &Episode, other: &Episode, odds: f64, thresholds: &Thresholds) -> (Verdict, Option<Reason>) {
    if one.planned != other.planned {
        let plan = relation::plan(one, other).filter(|_| odds >= thresholds.fulfils);
        return plan.unwrap_or((Verdict::Distinct, None));
    }
    // A total over days, even if nothing says which days, is not what happened on one of them.
    let is_total = one.lasting.zip(other.lasting).is_some_and(|(one, other)| one != other);
    let verdict = match odds {
        odds if odds < thresholds.possibly_same => Verdict::Distinct,
        odds if odds >= thresholds.same && !is_total => Verdict::Same,
        _ => Verdict::PossiblySame,
    };
    (verdict, None)
}

fn reasons(one: &Episode, other: &Episode, rarity: &Rarity, grouping: &Grouping) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(time(one, other));
    reasons.extend(publication(one, other));
    if reasons.is_empty() {
        reasons.push(plain(Sign::Undated, "no days to compare".to_owned()));
    }
    reasons.extend(place(one, other, grouping.neighbours.near_km));
    reasons.extend(either(&one.sites, &other.sites, Sign::SiteInCommon, Sign::OtherSite));
    reasons.extend(counted(&one.persons, &other.persons, Sign::PersonsInCommon, Sign::OtherPersons));
    let ages = |episode: &Episode| episode.ages.iter().map(|age| format!("{age} years old")).collect();
    reasons.extend(counted(&ages(one), &ages(other), Sign::AgesInCommon, Sign::OtherAges));
    reasons.extend(figure(one.killed, other.killed, "killed", Sign::SameKilled, Sign::OtherKilled));
    reasons.extend(figure(one.injured, other.injured, "injured", Sign::SameInjured, Sign::OtherInjured));
    reasons.extend(either(&one.actors, &other.actors, Sign::ActorsInCommon, Sign::OtherActors));
    reasons.extend(agreement(&one.victims, &other.victims, Sign::VictimsInCommon));
    let names = shared(&one.names, &other.names);
    let lengths = one.names_weight * other.names_weight;
    reasons.extend(likeness(Sign::NamesInCommon, &names, lengths, rarity));
    let full_names = shared(&one.full_names, &other.full_names);
    if !full_names.is_empty() {
        let strength = (full_names.len() as f64).ln_1p();
        reasons.push(Reason { sign: Sign::FullNamesInCommon, strength, words: listed(&full_names) });
    }
    let words = shared(&one.lead, &other.lead);
    reasons.extend(likeness(Sign::WordsInCommon, &words, one.lead_weight * other.lead_weight, rarity));
    reasons
}

fn plain(sign: Sign, words: String) -> Reason {
    Reason { sign, strength: 1.0, words }
}

fn time(one: &Episode, other: &Episode) -> Option<Reason> {
    let pairs = one.days.iter().flat_map(|days| other.days.iter().map(move |theirs| gap(*days, *theirs)));
    Some(match pairs.min()? {
        0 => plain(Sign::SameDay, "the same day".to_owned()),
        1 => plain(Sign::NextDay, "days next to each other".to_owned()),
        days @ 2..=3 => plain(Sign::FewDaysApart, format!("{days} days apart")),
        days => plain(Sign::DaysApart, format!("{days} days apart")),
    })
}

fn publication(one: &Episode, other: &Episode) -> Option<Reason> {
    let days = gap([one.published?; 2], [other.published?; 2]);
    let sign = match days {
        0..=2 => Sign::PublishedTogether,
        3..=10 => Sign::PublishedWithinDays,
        11..=60 => Sign::PublishedWithinWeeks,
        _ => Sign::PublishedFarApart,
    };
    let words = match days {
        0 => "published on the same day".to_owned(),
        1 => "published on days next to each other".to_owned(),
        days => format!("published {days} days apart"),
    };
    Some(plain(sign, words))
}

fn place(one: &Episode, other: &Episode, near_km: f64) -> Option<Reason> {
    if one.spots.is_empty() || other.spots.is_empty() {
        return None;
    }
    let within =
        |km: f64| one.spots.iter().find(|spot| other.spots.iter().any(|theirs| are_near(spot, theirs, km)));
    Some(if let Some(spot) = within(0.0) {
        plain(Sign::SamePlace, format!("both at {}", spot.name))
    } else if let Some(spot) = within(near_km) {
        plain(Sign::NearPlace, format!("both near {}", spot.name))
    } else {
        plain(Sign::OtherPlace, format!("{} and {}", one.spots[0].name, other.spots[0].name))
    })
}

fn figure(one: Option<f64>, other: Option<f64>, what: &str, same: Sign, differs: Sign) -> Option<Reason> {
    let (one, other) = (one?, other?);
    Some(if one == other {
        plain(same, format!("{one} {what} in both"))
    } else {
        plain(differs, format!("{one} and {other} {what}"))
    })
}

/// How many things two sets share; if none, that they differ.
fn counted(one: &BTreeSet<String>, other: &BTreeSet<String>, common: Sign, differs: Sign) -> Option<Reason> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let shared = shared(one, other);
    Some(match shared.len() {
        0 => plain(differs, format!("{} and {}", listed(&all(one)), listed(&all(other)))),
        n => Reason { sign: common, strength: n.min(2) as f64, words: listed(&shared) },
    })
}

/// How far two sets agree; if not at all, that they differ.
fn either(one: &BTreeSet<String>, other: &BTreeSet<String>, common: Sign, differs: Sign) -> Option<Reason> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let difference = || plain(differs, format!("{} and {}", listed(&all(one)), listed(&all(other))));
    Some(agreement(one, other, common).unwrap_or_else(difference))
}

/// How far two sets agree, as the cosine of the angle between them; none if not at all.
fn agreement(one: &BTreeSet<String>, other: &BTreeSet<String>, sign: Sign) -> Option<Reason> {
    let shared = shared(one, other);
    let strength = shared.len() as f64 / (one.len() as f64 * other.len() as f64).sqrt();
    (!shared.is_empty()).then(|| Reason { sign, strength, words: listed(&shared) })
}

/// How far the words of two episodes agree, the rare ones more than the common ones: the cosine of the angle between them.
fn likeness(sign: Sign, shared: &[&str], lengths: f64, rarity: &Rarity) -> Option<Reason> {
    let strength = (rarity.product(shared) / lengths).min(1.0);
    (!shared.is_empty() && lengths > 0.0).then(|| Reason { sign, strength, words: listed(shared) })
}

fn shared<'a>(one: &'a BTreeSet<String>, other: &'a BTreeSet<String>) -> Vec<&'a str> {
    one.intersection(other).map(String::as_str).collect()
}

fn all(set: &BTreeSet<String>) -> Vec<&str> {
    set.iter().map(String::as_str).collect()
}

/// The first few of many things.
fn listed(things: &[&str]) -> String {
    let more = if things.len() > 4 { ", …" } else { "" };
    format!("{}{more}", things[..things.len().min(4)].join(", "))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{claim, grouping, told};
    use crate::{episodes, keys};

    /// The one episode of a report with a killing.
    fn episode(report: &str, day: &str, town: (&str, f64), killed: u32, name: &str) -> Episode {
        let with = json!({
            "time": {"text": day, "span": [0, 1], "from": day, "to": day, "precision": "day", "basis": "stated", "anchor": null},
            "places": [{"text": town.0, "span": [0, 1], "name": town.0, "id": town.0, "lat": town.1, "lon": 43.0, "country": "XX",
                "role": "site", "relation": "in", "precision": "town", "site_kind": null, "basis": "stated"}],
            "count": {"form": "exact", "word": null, "low": killed, "high": killed, "best": killed, "strict": false, "approx": false,
                "zero": false, "of": "victim", "measure": "total", "unit": "people", "as_of": null, "part_of": null, "text": "",
                "span": [0, 1]},
            "persons": [{"names": [name], "span": [0, 1], "age": null, "gender": null, "occupation": null, "status": null,
                "fate": "killed"}],
        });
        let claims = [claim(&format!("clm_{report}"), "killing", "…", &[&with as &Value])];
        let mut found = episodes(&told(report, None, &claims), &[], &grouping());
        found.remove(0)
    }

    fn verdict_of(one: &Episode, other: &Episode) -> Verdict {
        compare(one, other, &Rarity::default(), &grouping()).verdict
    }

    #[test]
    fn the_same_day_town_toll_and_name_are_the_same_occurrence() {
        let one = episode("rpt_1", "2031-03-05", ("Besna", 36.0), 3, "Sami Harun");
        let other = episode("rpt_2", "2031-03-05", ("Besna", 36.0), 3, "Sami Harun");
        assert_eq!(verdict_of(&one, &other), Verdict::Same);
        assert!(keys(&one, &grouping()).iter().any(|key| keys(&other, &grouping()).contains(key)));
    }

    #[test]
    fn another_week_and_another_name_are_another_occurrence() {
        let one = episode("rpt_1", "2031-03-05", ("Besna", 36.0), 3, "Sami Harun");
        let other = episode("rpt_2", "2031-03-15", ("Besna", 36.0), 3, "Lena Oro");
        assert_eq!(verdict_of(&one, &other), Verdict::Distinct);
    }

    #[test]
    fn tellings_of_one_report_were_told_apart_by_it() {
        let one = episode("rpt_1", "2031-03-05", ("Besna", 36.0), 3, "Sami Harun");
        assert_eq!(verdict_of(&one, &one.clone()), Verdict::Distinct);
    }

    #[test]
    fn every_reason_is_in_words() {
        let one = episode("rpt_1", "2031-03-05", ("Besna", 36.0), 3, "Sami Harun");
        let other = episode("rpt_2", "2031-03-06", ("Tarob", 35.0), 4, "Lena Oro");
        let comparison = compare(&one, &other, &Rarity::default(), &grouping());
        let words: Vec<&str> = comparison.reasons.iter().map(|reason| reason.words.as_str()).collect();
        for expected in
            ["days next to each other", "Besna and Tarob", "3 and 4 killed", "sami harun and lena oro"]
        {
            assert!(words.contains(&expected), "{words:?}");
        }
    }
}
