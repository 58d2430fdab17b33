//! Which division a town lies in. GeoNames codes divisions in its own way and the packages hold no table between its
//! codes and ISO 3166-2, so groups of towns and divisions are matched by where they lie and by their names.

use std::collections::{BTreeMap, BTreeSet};

use super::PlaceKind;
use super::names::fold;
use super::sources::Entry;

/// A match below this score is no match: the towns then lie in their country only.
const ENOUGH: f64 = 0.5;
/// What a large town of the division's name adds to the score, and what the same code adds.
const SAME_NAME: f64 = 0.3;
const SAME_CODE: f64 = 0.2;

/// A town of one of GeoNames' groups.
struct Town<'p> {
    group: &'p str,
    lat: f64,
    lon: f64,
}

/// A division of ISO 3166-2 with its middle.
struct Division<'p> {
    id: &'p str,
    names: BTreeSet<String>,
    lat: f64,
    lon: f64,
    /// Whether it is of the first level, and whether it has no divisions of its own.
    top: bool,
    leaf: bool,
}

/// The towns and divisions of one country.
#[derive(Default)]
struct Country<'p> {
    towns: Vec<Town<'p>>,
    divisions: Vec<Division<'p>>,
    /// The names of the large towns of each group.
    large: BTreeMap<&'p str, BTreeSet<String>>,
}

/// Sets the parents of towns to their divisions, and the population of divisions to the sum of their towns.
pub(super) fn join(places: &mut [Entry]) {
    let mut matches = all_matches(places);
    matches.extend(regions_with_codes(places));
    for place in places.iter_mut().filter(|place| place.kind == PlaceKind::Town) {
        let group = (place.country.clone(), place.admin1.clone());
        if let Some(division) = matches.get(&group) {
            place.parent = Some(division.clone());
        }
    }
    add_populations(places);
}

/// The project's regions that say which of GeoNames' groups they are.
fn regions_with_codes(places: &[Entry]) -> BTreeMap<(String, String), String> {
    let coded = places.iter().filter(|place| place.kind == PlaceKind::Region && !place.admin1.is_empty());
    coded.map(|place| ((place.country.clone(), place.admin1.clone()), place.id.clone())).collect()
}

/// The division of every group of towns, by country and GeoNames code.
fn all_matches(places: &[Entry]) -> BTreeMap<(String, String), String> {
    let mut matches = BTreeMap::new();
    for (code, country) in by_country(places) {
        for (group, id) in pair_up(&country) {
            matches.insert((code.to_owned(), group.to_owned()), id.to_owned());
        }
    }
    matches
}

fn by_country(places: &[Entry]) -> BTreeMap<&str, Country<'_>> {
    let parents: BTreeSet<&str> = places.iter().filter_map(|place| place.parent.as_deref()).collect();
    let mut largest: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let mut countries: BTreeMap<&str, Country<'_>> = BTreeMap::new();
    for place in places {
        let (Some(lat), Some(lon)) = (place.lat, place.lon) else { continue };
        let country = countries.entry(&place.country).or_default();
        match place.kind {
            PlaceKind::Town => {
                let most = largest.entry((&place.country, &place.admin1)).or_default();
                *most = place.population.max(*most);
                country.towns.push(Town { group: &place.admin1, lat, lon });
            }
            PlaceKind::Province | PlaceKind::District => {
                let leaf = !parents.contains(place.id.as_str());
                country.divisions.push(division(place, lat, lon, leaf));
            }
            PlaceKind::Country | PlaceKind::Region => {}
        }
    }
    for place in places.iter().filter(|place| place.kind == PlaceKind::Town) {
        let most = largest.get(&(place.country.as_str(), place.admin1.as_str())).copied().unwrap_or(0);
        if let Some(country) =
            countries.get_mut(place.country.as_str()).filter(|_| place.population >= most / 10)
        {
            country.large.entry(&place.admin1).or_default().insert(fold(&place.name));
        }
    }
    countries
}

fn division(place: &Entry, lat: f64, lon: f64, leaf: bool) -> Division<'_> {
    let names = place.names.iter().chain([&place.name]).map(|name| fold(name)).collect();
    let top = place.parent.as_deref().is_none_or(|parent| !parent.contains('-'));
    Division { id: &place.id, names, lat, lon, top, leaf }
}

/// Pairs groups of towns with divisions, the surest first, each at most once.
fn pair_up<'p>(country: &Country<'p>) -> Vec<(&'p str, &'p str)> {
    let mut pairs = scores(country, |division| division.top);
    pairs.extend(scores(country, |division| division.leaf));
    pairs.retain(|(score, ..)| *score >= ENOUGH);
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: Vec<(&str, &str)> = Vec::new();
    for (_, group, division) in pairs {
        if !taken.iter().any(|&(other, id)| other == group || id == division) {
            taken.push((group, division));
        }
    }
    taken
}

/// How well groups and divisions of one level fit: the harmonic mean of the share of the group's towns that lie nearest
/// to the division's middle and the share of the towns nearest to that middle that are of the group, and more where
/// names or codes agree.
fn scores<'p>(country: &Country<'p>, level: impl Fn(&Division<'_>) -> bool) -> Vec<(f64, &'p str, &'p str)> {
    let divisions: Vec<&Division<'p>> = country.divisions.iter().filter(|division| level(division)).collect();
    let mut of_group: BTreeMap<&str, f64> = BTreeMap::new();
    let mut of_division: BTreeMap<&str, f64> = BTreeMap::new();
    let mut of_both: BTreeMap<(&str, usize), f64> = BTreeMap::new();
    for town in &country.towns {
        let Some(nearest) = nearest(&divisions, town) else { continue };
        *of_group.entry(town.group).or_default() += 1.0;
        *of_division.entry(divisions[nearest].id).or_default() += 1.0;
        *of_both.entry((town.group, nearest)).or_default() += 1.0;
    }
    let share = |part: f64, whole: Option<&f64>| whole.map_or(0.0, |whole| part / whole);
    let score = |((group, nearest), towns): ((&'p str, usize), f64)| {
        let division = divisions[nearest];
        let (of_group, of_division) =
            (share(towns, of_group.get(group)), share(towns, of_division.get(division.id)));
        let overlap = 2.0 * of_group * of_division / (of_group + of_division);
        (overlap + agreement(country, group, division), group, division.id)
    };
    of_both.into_iter().map(score).collect()
}

fn agreement(country: &Country<'_>, group: &str, division: &Division<'_>) -> f64 {
    let named = country.large.get(group).is_some_and(|names| !names.is_disjoint(&division.names));
    let coded = division.id.rsplit('-').next() == Some(group);
    f64::from(u8::from(named)) * SAME_NAME + f64::from(u8::from(coded)) * SAME_CODE
}

fn nearest(divisions: &[&Division<'_>], town: &Town<'_>) -> Option<usize> {
    let by_distance =
        |a: &usize, b: &usize| distance(divisions[*a], town).total_cmp(&distance(divisions[*b], town));
    (0..divisions.len()).min_by(by_distance)
}

/// The square of the distance in degrees, with meridians drawn together towards the poles.
fn distance(division: &Division<'_>, town: &Town<'_>) -> f64 {
    let north = division.lat - town.lat;
    let east = (division.lon - town.lon) * division.lat.to_radians().cos();
    north * north + east * east
}

fn add_populations(places: &mut [Entry]) {
    let mut sums: BTreeMap<String, u32> = BTreeMap::new();
    for place in places.iter().filter(|place| place.kind == PlaceKind::Town) {
        if let Some(parent) = &place.parent {
            let sum = sums.entry(parent.clone()).or_default();
            *sum = sum.saturating_add(place.population);
        }
    }
    for place in places.iter_mut().filter(|place| place.kind != PlaceKind::Country) {
        place.population = sums.get(&place.id).copied().unwrap_or(place.population);
    }
}
