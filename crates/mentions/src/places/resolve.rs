//! Which of the places of a name is meant: by what the text calls it and says it lies in, by what else the report names,
//! by size, and by one sense per name and report.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use model::{Parse, PlacePrecision, TokenRange};

use super::fits;
use super::phrases::Phrase;
use crate::gazetteer::{Gazetteer, PlaceKind, PlaceRecord};

/// What speaks for a candidate, in powers of ten of its population.
const COUNTRY: f64 = 8.5;
const USUAL: f64 = 8.0;
/// A division is a little less likely than its main town, or its country, of the same name.
const NAMESAKE: f64 = -2.0;
const OTHER_NAME: f64 = -0.7;
const FITTING_KIND: f64 = 2.0;
const OTHER_KIND: f64 = -6.0;
const IN_CONTAINER: f64 = 8.0;
const SAME_COUNTRY: f64 = 5.0;
const SAME_DIVISION: f64 = 3.0;
const SAID_ELSEWHERE: f64 = 5.0;
/// What the towns around a candidate add, when there are many.
const NEAR_OTHERS: f64 = 4.0;
/// How near is near, in kilometres.
const NEAR: f64 = 100.0;
/// A division whose towns are not known counts as if it had this many inhabitants, in powers of ten.
const UNKNOWN_DIVISION: f64 = 5.0;
const ROUNDS: usize = 3;

/// How much the report speaks for each country and division, by id, and the towns that it names.
#[derive(Default, Clone)]
struct Evidence {
    countries: Shares,
    divisions: Shares,
    towns: Towns,
}

/// Weights by id.
#[derive(Default, Clone)]
struct Shares {
    weights: BTreeMap<String, f64>,
    total: OnceCell<f64>,
}

impl Shares {
    fn add(&mut self, key: String, weight: f64) {
        *self.weights.entry(key).or_default() += weight;
        self.total.take();
    }

    fn of(&self, key: &str) -> f64 {
        let total = *self.total.get_or_init(|| self.weights.values().sum());
        self.weights.get(key).map_or(0.0, |weight| weight / total.max(1.0))
    }
}

/// The towns that a report names, by name, and what lies near a place.
#[derive(Default, Clone)]
struct Towns {
    by_name: BTreeMap<String, PlaceRecord>,
    /// The same by whole degrees of latitude, so that only a strip around a place is looked at.
    by_latitude: OnceCell<BTreeMap<i64, Vec<(String, PlaceRecord)>>>,
}

impl Evidence {
    fn add(&mut self, place: &PlaceRecord, gazetteer: &Gazetteer, weight: f64) {
        if let Some(country) = place.country() {
            self.countries.add(country.to_owned(), weight);
        }
        for division in divisions_of(place, gazetteer) {
            self.divisions.add(division, weight);
        }
    }

    fn support(&self, name: &str, place: &PlaceRecord, gazetteer: &Gazetteer) -> f64 {
        let country = place.country().map_or(0.0, |country| self.countries.of(country));
        let division =
            divisions_of(place, gazetteer).map(|division| self.divisions.of(&division)).fold(0.0, f64::max);
        SAME_COUNTRY * country + SAME_DIVISION * division + NEAR_OTHERS * self.towns.nearness(name, place)
    }
}

impl Towns {
    fn add(&mut self, name: String, town: PlaceRecord) {
        self.by_name.insert(name, town);
        self.by_latitude.take();
    }

    /// From 0 to 1: how many towns of other names lie near a town.
    fn nearness(&self, name: &str, place: &PlaceRecord) -> f64 {
        let Some(degree) = place.lat.map(degree) else { return 0.0 };
        // A hundred kilometres are less than a degree of latitude, wherever one is.
        let strip = self.by_latitude().range(degree - 1..=degree + 1).flat_map(|(_, towns)| towns);
        let others = strip.filter(|(other, _)| other != name);
        let near =
            others.filter(|(_, town)| distance(place, town).is_some_and(|km| km < NEAR)).count() as f64;
        near / (near + 1.0)
    }

    fn by_latitude(&self) -> &BTreeMap<i64, Vec<(String, PlaceRecord)>> {
        self.by_latitude.get_or_init(|| {
            let mut strips: BTreeMap<i64, Vec<(String, PlaceRecord)>> = BTreeMap::new();
            for (name, town) in &self.by_name {
                if let Some(lat) = town.lat {
                    strips.entry(degree(lat)).or_default().push((name.clone(), *town));
                }
            }
            strips
        })
    }
}

/// The whole degree of latitude below one.
fn degree(latitude: f64) -> i64 {
    latitude.floor() as i64
}

/// Kilometres between two places that have coordinates, on a sphere.
fn distance(one: &PlaceRecord, other: &PlaceRecord) -> Option<f64> {
    const EARTH_RADIUS: f64 = 6371.0;
    let (lat, lon) = (one.lat?.to_radians(), one.lon?.to_radians());
    let (other_lat, other_lon) = (other.lat?.to_radians(), other.lon?.to_radians());
    let chord = ((other_lat - lat) / 2.0).sin().powi(2)
        + lat.cos() * other_lat.cos() * ((other_lon - lon) / 2.0).sin().powi(2);
    Some(2.0 * EARTH_RADIUS * chord.sqrt().min(1.0).asin())
}

/// The divisions that a place lies in or is, by id.
fn divisions_of<'g>(place: &PlaceRecord, gazetteer: &'g Gazetteer) -> impl Iterator<Item = String> + 'g {
    let is_division = |place: &PlaceRecord| matches!(place.kind, PlaceKind::Province | PlaceKind::District);
    let all = std::iter::once(*place).chain(gazetteer.containers(place));
    all.filter(is_division).map(|division| gazetteer.id(&division)).collect::<Vec<_>>().into_iter()
}

/// The place of every phrase, where the gazetteer knows one.
pub(super) fn all(parse: &Parse, phrases: &[Phrase], gazetteer: &Gazetteer) -> Vec<Option<PlaceRecord>> {
    let mut resolved = vec![None; phrases.len()];
    let peoples = people_named(parse, gazetteer);
    let mut evidence = first_evidence(peoples.clone(), phrases, gazetteer);
    // What is resolved in one round is evidence for the next.
    for _ in 0..ROUNDS {
        resolved = round(parse, phrases, gazetteer, &evidence);
        evidence = peoples.clone();
        for (phrase, place) in phrases.iter().zip(&resolved) {
            let Some(place) = place else { continue };
            evidence.add(place, gazetteer, if place.kind == PlaceKind::Country { 2.0 } else { 1.0 });
            if place.kind == PlaceKind::Town {
                evidence.towns.add(key(parse, phrase), *place);
            }
        }
    }
    resolved
}

/// What names alone add: countries outright, other names by how likely each of their places is.
fn first_evidence(mut evidence: Evidence, phrases: &[Phrase], gazetteer: &Gazetteer) -> Evidence {
    for phrase in phrases {
        let odds: Vec<f64> = phrase.candidates.iter().map(|place| 10f64.powf(size(place))).collect();
        let total: f64 = odds.iter().sum();
        for (place, odds) in phrase.candidates.iter().zip(odds) {
            evidence.add(place, gazetteer, odds / total);
        }
    }
    evidence
}

/// Words for a people ("Iraqi") speak for their country.
fn people_named(parse: &Parse, gazetteer: &Gazetteer) -> Evidence {
    let mut evidence = Evidence::default();
    let capitalised = |i: &usize| parse.word(*i).starts_with(char::is_uppercase);
    for i in (0..parse.len()).filter(capitalised) {
        for country in gazetteer.by_adjective(parse.words(TokenRange::new(i, i + 1))) {
            evidence.add(&country, gazetteer, 1.0);
        }
    }
    evidence
}

fn round(
    parse: &Parse,
    phrases: &[Phrase],
    gazetteer: &Gazetteer,
    evidence: &Evidence,
) -> Vec<Option<PlaceRecord>> {
    let mut resolved: Vec<Option<PlaceRecord>> = vec![None; phrases.len()];
    let mut said: BTreeMap<String, PlaceRecord> = BTreeMap::new();
    // A place is resolved after the one it lies in, and names that the text explains before those that it does not.
    for explained in [false, true, false] {
        for (n, phrase) in
            phrases.iter().enumerate().rev().filter(|(_, p)| p.container.is_some() == explained)
        {
            let container = phrase.container.and_then(|at| resolved.get(at).copied().flatten());
            let key = key(parse, phrase);
            let earlier = said.get(&key).filter(|_| !explained);
            let best = best(parse, phrase, container, earlier, gazetteer, evidence);
            resolved[n] = best;
            if let Some(best) = best.filter(|_| explained) {
                said.insert(key, best);
            }
        }
    }
    resolved
}

/// The name of a phrase, as others of the report may be the same.
fn key(parse: &Parse, phrase: &Phrase) -> String {
    parse.words(phrase.name).to_lowercase()
}

fn best(
    parse: &Parse,
    phrase: &Phrase,
    container: Option<PlaceRecord>,
    earlier: Option<&PlaceRecord>,
    gazetteer: &Gazetteer,
    evidence: &Evidence,
) -> Option<PlaceRecord> {
    let name = key(parse, phrase);
    let score = |place: &PlaceRecord| {
        let contained = container.is_some_and(|container| gazetteer.contains(&container, place));
        let same = earlier.is_some_and(|earlier| earlier.is(place));
        let main_name = place.kind != PlaceKind::Town || gazetteer.is_named(place, parse.words(phrase.name));
        size(place)
            + if is_namesake(gazetteer, place, phrase) { NAMESAKE } else { 0.0 }
            + kind_score(phrase, place)
            + evidence.support(&name, place, gazetteer)
            + if contained { IN_CONTAINER } else { 0.0 }
            + if same { SAID_ELSEWHERE } else { 0.0 }
            + if main_name { 0.0 } else { OTHER_NAME }
    };
    // "Fraser Valley" is no town of Fraser.
    let is_wide = |place: &PlaceRecord| fits(PlacePrecision::Region, place.kind);
    if phrase.kind == Some(PlacePrecision::Region) && !phrase.candidates.iter().any(is_wide) {
        return None;
    }
    let scored = phrase.candidates.iter().map(|place| (score(place), *place));
    // Of equals the first counts: candidates come in order of population.
    scored.rev().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place)
}

/// Whether a division has its name from a town in it, or from the country that it lies in.
fn is_namesake(gazetteer: &Gazetteer, division: &PlaceRecord, phrase: &Phrase) -> bool {
    matches!(division.kind, PlaceKind::Province | PlaceKind::District)
        && phrase.candidates.iter().any(|place| match place.kind {
            // Of a division without population it is not known which towns lie in it.
            PlaceKind::Town if division.population == 0 => place.country() == division.country(),
            PlaceKind::Town => gazetteer.contains(division, place),
            PlaceKind::Country => gazetteer.contains(place, division),
            _ => false,
        })
}

fn kind_score(phrase: &Phrase, place: &PlaceRecord) -> f64 {
    match phrase.kind {
        Some(kind) if fits(kind, place.kind) => FITTING_KIND,
        Some(_) => OTHER_KIND,
        None => 0.0,
    }
}

/// How likely a place is by itself.
fn size(place: &PlaceRecord) -> f64 {
    let people = (f64::from(place.population) + 10.0).log10();
    match place.kind {
        PlaceKind::Country => COUNTRY,
        PlaceKind::Region if place.usual => USUAL,
        PlaceKind::Province | PlaceKind::District if place.population == 0 => UNKNOWN_DIVISION,
        PlaceKind::Region | PlaceKind::Town | PlaceKind::Province | PlaceKind::District => people,
    }
}
