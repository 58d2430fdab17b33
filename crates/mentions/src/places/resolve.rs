//! Which of the places of a name is meant: by what the text calls it and says it lies in, by what else the report names,
//! by size, and by one sense per name and report.

use std::borrow::Borrow;
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

/// A place that a phrase may mean, with what every round asks of it.
struct Candidate {
    place: PlaceRecord,
    /// The places that it lies in.
    containers: Vec<PlaceRecord>,
    /// What speaks for it whatever else the report names.
    by_itself: f64,
}

impl Candidate {
    fn new(place: &PlaceRecord, gazetteer: &Gazetteer) -> Self {
        Self { place: *place, containers: gazetteer.containers(place), by_itself: 0.0 }
    }

    /// The divisions that it lies in or is.
    fn divisions(&self) -> impl Iterator<Item = &PlaceRecord> {
        std::iter::once(&self.place).chain(&self.containers).filter(|place| is_division(place))
    }

    fn lies_in(&self, outer: &PlaceRecord) -> bool {
        self.containers.iter().any(|container| container.is(outer))
    }
}

fn is_division(place: &PlaceRecord) -> bool {
    matches!(place.kind, PlaceKind::Province | PlaceKind::District)
}

/// How much the report speaks for each country and division, and the towns that it names.
#[derive(Default, Clone)]
struct Evidence {
    countries: Shares<String>,
    divisions: Shares<u32>,
    towns: Towns,
}

/// Weights by code or number.
#[derive(Default, Clone)]
struct Shares<K> {
    weights: BTreeMap<K, f64>,
    total: OnceCell<f64>,
}

impl<K: Ord> Shares<K> {
    fn add(&mut self, key: K, weight: f64) {
        *self.weights.entry(key).or_default() += weight;
        self.total.take();
    }

    fn of<Q: Ord + ?Sized>(&self, key: &Q) -> f64
    where
        K: Borrow<Q>,
    {
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
    fn add(&mut self, candidate: &Candidate, weight: f64) {
        if let Some(country) = candidate.place.country() {
            self.countries.add(country.to_owned(), weight);
        }
        for division in candidate.divisions() {
            self.divisions.add(division.number(), weight);
        }
    }

    fn support(&self, name: &str, candidate: &Candidate) -> f64 {
        let place = &candidate.place;
        let country = place.country().map_or(0.0, |country| self.countries.of(country));
        let division =
            candidate.divisions().map(|division| self.divisions.of(&division.number())).fold(0.0, f64::max);
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

/// A phrase with the places that it may mean.
struct Open<'a> {
    phrase: &'a Phrase,
    /// The name, as others of the report may be the same.
    key: String,
    candidates: Vec<Candidate>,
}

impl<'a> Open<'a> {
    fn new(parse: &Parse, phrase: &'a Phrase, gazetteer: &Gazetteer) -> Self {
        let name = parse.words(phrase.name);
        let mut candidates: Vec<Candidate> =
            phrase.candidates.iter().map(|place| Candidate::new(place, gazetteer)).collect();
        let by_itself = |candidate: &Candidate| {
            let place = &candidate.place;
            let main_name = place.kind != PlaceKind::Town || gazetteer.is_named(place, name);
            size(place)
                + kind_score(phrase, place)
                + if is_namesake(candidate, &candidates) { NAMESAKE } else { 0.0 }
                + if main_name { 0.0 } else { OTHER_NAME }
        };
        let by_itself: Vec<f64> = candidates.iter().map(by_itself).collect();
        for (candidate, by_itself) in candidates.iter_mut().zip(by_itself) {
            candidate.by_itself = by_itself;
        }
        Self { phrase, key: name.to_lowercase(), candidates }
    }
}

/// The place of every phrase, where the gazetteer knows one.
pub(super) fn all(parse: &Parse, phrases: &[Phrase], gazetteer: &Gazetteer) -> Vec<Option<PlaceRecord>> {
    let open: Vec<Open<'_>> = phrases.iter().map(|phrase| Open::new(parse, phrase, gazetteer)).collect();
    let mut resolved = vec![None; open.len()];
    let peoples = people_named(parse, gazetteer);
    let mut evidence = first_evidence(peoples.clone(), &open);
    // What is resolved in one round is evidence for the next.
    for _ in 0..ROUNDS {
        resolved = round(&open, &evidence);
        evidence = peoples.clone();
        for (open, candidate) in open.iter().zip(&resolved) {
            let Some(candidate) = candidate else { continue };
            let place = candidate.place;
            evidence.add(candidate, if place.kind == PlaceKind::Country { 2.0 } else { 1.0 });
            if place.kind == PlaceKind::Town {
                evidence.towns.add(open.key.clone(), place);
            }
        }
    }
    resolved.into_iter().map(|candidate| candidate.map(|candidate| candidate.place)).collect()
}

/// What names alone add: countries outright, other names by how likely each of their places is.
fn first_evidence(mut evidence: Evidence, open: &[Open<'_>]) -> Evidence {
    for open in open {
        let odds: Vec<f64> =
            open.candidates.iter().map(|candidate| 10f64.powf(size(&candidate.place))).collect();
        let total: f64 = odds.iter().sum();
        for (candidate, odds) in open.candidates.iter().zip(odds) {
            evidence.add(candidate, odds / total);
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
            evidence.add(&Candidate::new(&country, gazetteer), 1.0);
        }
    }
    evidence
}

fn round<'a>(open: &'a [Open<'_>], evidence: &Evidence) -> Vec<Option<&'a Candidate>> {
    let mut resolved: Vec<Option<&Candidate>> = vec![None; open.len()];
    let mut said: BTreeMap<&str, PlaceRecord> = BTreeMap::new();
    // A place is resolved after the one it lies in, and names that the text explains before those that it does not.
    for explained in [false, true, false] {
        let is_next = |(_, open): &(usize, &Open<'_>)| open.phrase.container.is_some() == explained;
        for (n, open) in open.iter().enumerate().rev().filter(is_next) {
            let container = open.phrase.container.and_then(|at| resolved.get(at).copied().flatten());
            let earlier = said.get(open.key.as_str()).filter(|_| !explained);
            let best = best(open, container.map(|container| &container.place), earlier, evidence);
            resolved[n] = best;
            if let Some(best) = best.filter(|_| explained) {
                said.insert(&open.key, best.place);
            }
        }
    }
    resolved
}

fn best<'a>(
    open: &'a Open<'_>,
    container: Option<&PlaceRecord>,
    earlier: Option<&PlaceRecord>,
    evidence: &Evidence,
) -> Option<&'a Candidate> {
    let score = |candidate: &Candidate| {
        let contained = container.is_some_and(|container| candidate.lies_in(container));
        let same = earlier.is_some_and(|earlier| earlier.is(&candidate.place));
        candidate.by_itself
            + evidence.support(&open.key, candidate)
            + if contained { IN_CONTAINER } else { 0.0 }
            + if same { SAID_ELSEWHERE } else { 0.0 }
    };
    // "Fraser Valley" is no town of Fraser.
    let is_wide = |candidate: &Candidate| fits(PlacePrecision::Region, candidate.place.kind);
    if open.phrase.kind == Some(PlacePrecision::Region) && !open.candidates.iter().any(is_wide) {
        return None;
    }
    let scored = open.candidates.iter().map(|candidate| (score(candidate), candidate));
    // Of equals the first counts: candidates come in order of population.
    scored.rev().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}

/// Whether a division has its name from a town in it, or from the country that it lies in.
fn is_namesake(division: &Candidate, candidates: &[Candidate]) -> bool {
    is_division(&division.place)
        && candidates.iter().any(|candidate| match candidate.place.kind {
            // Of a division without population it is not known which towns lie in it.
            PlaceKind::Town if division.place.population == 0 => {
                candidate.place.country() == division.place.country()
            }
            PlaceKind::Town => candidate.lies_in(&division.place),
            PlaceKind::Country => division.lies_in(&candidate.place),
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
