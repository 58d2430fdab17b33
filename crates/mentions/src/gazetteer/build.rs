//! From the entries of all sources to the bytes of a gazetteer.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::PlaceKind;
use super::divisions;
use super::format::{self, NONE, Row};
use super::names::{KeyKind, acronym, fold, without_article};
use super::sources::{BuildError, Entries, Entry, Sources};

/// Makes a gazetteer of everything that the sources hold.
pub fn build(sources: &Sources<'_>) -> Result<Vec<u8>, BuildError> {
    let mut entries = Entries::read(sources)?;
    divisions::join(&mut entries.places);
    write(&entries)
}

/// Makes a small gazetteer of what `choice`, the project's `gazetteers/sample.toml`, asks for.
pub fn build_sample(sources: &Sources<'_>, choice: &str) -> Result<Vec<u8>, BuildError> {
    let choice: Choice = toml::from_str(choice)
        .map_err(|e| BuildError::Unreadable { source_name: "sample.toml", message: e.to_string() })?;
    let mut entries = Entries::read(sources)?;
    divisions::join(&mut entries.places);
    entries.places = choose(entries.places, &choice)?;
    write(&entries)
}

/// What the sample holds beside all countries and regions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    /// Countries whose divisions are all in it, with the least population of the towns that are.
    countries: BTreeMap<String, u32>,
    /// Towns by country and name.
    towns: BTreeMap<String, Vec<String>>,
    /// The most letters that other names of a town may add up to.
    letters: usize,
}

fn choose(places: Vec<Entry>, choice: &Choice) -> Result<Vec<Entry>, BuildError> {
    let named = named_towns(&places, choice)?;
    let mut chosen: Vec<Entry> =
        places.into_iter().filter(|entry| is_chosen(entry, choice, &named)).collect();
    let ids: BTreeSet<String> = chosen.iter().map(|entry| entry.id.clone()).collect();
    for entry in &mut chosen {
        entry.members.retain(|member| ids.contains(member));
        if entry.parent.as_ref().is_some_and(|parent| !ids.contains(parent)) {
            entry.parent = Some(format!("iso:{}", entry.country));
        }
        if matches!(entry.kind, PlaceKind::Town | PlaceKind::Province | PlaceKind::District) {
            keep_plain_names(entry, choice.letters);
        }
    }
    Ok(chosen)
}

fn is_chosen(entry: &Entry, choice: &Choice, named: &BTreeSet<String>) -> bool {
    let least = choice.countries.get(&entry.country);
    match entry.kind {
        PlaceKind::Country | PlaceKind::Region => true,
        // A county without coordinates is not worth its room.
        PlaceKind::Province | PlaceKind::District => least.is_some() && entry.lat.is_some(),
        PlaceKind::Town => least.is_some_and(|&least| entry.population >= least) || named.contains(&entry.id),
    }
}

/// The ids of the capitals and of the towns that the choice names.
fn named_towns(places: &[Entry], choice: &Choice) -> Result<BTreeSet<String>, BuildError> {
    let towns = by_country_and_name(places);
    let town = |country: &str, name: &str| towns.get(&(country, fold(name))).map(|town| town.id.clone());
    let capitals = places.iter().filter_map(|entry| town(&entry.country, &entry.capital));
    let mut ids: BTreeSet<String> = capitals.collect();
    for (country, names) in &choice.towns {
        for name in names {
            let unknown =
                || BuildError::UnknownId { source_name: "sample.toml", id: format!("{country} {name}") };
            ids.insert(town(country, name).ok_or_else(unknown)?);
        }
    }
    Ok(ids)
}

/// The largest town of each name in each country.
fn by_country_and_name(places: &[Entry]) -> BTreeMap<(&str, String), &Entry> {
    let mut towns: BTreeMap<(&str, String), &Entry> = BTreeMap::new();
    for entry in places.iter().filter(|entry| entry.kind == PlaceKind::Town) {
        for name in entry.names.iter().chain([&entry.name]) {
            let town = towns.entry((&entry.country, fold(name))).or_insert(entry);
            if entry.population > town.population {
                *town = entry;
            }
        }
    }
    towns
}

/// Keeps the shortest names in plain letters, up to a number of letters, so that the sample stays small.
fn keep_plain_names(entry: &mut Entry, letters: usize) {
    entry.names.sort_by_key(String::len);
    let mut room = letters;
    let mut seen = BTreeSet::from([fold(&entry.name)]);
    entry.names.retain(|name| {
        let key = fold(name);
        let keep = key.is_ascii() && key.len() <= room && seen.insert(key.clone());
        if keep {
            room -= key.len();
        }
        keep
    });
}

/// Strings, each once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Strings {
    fn offset(&mut self, text: &str) -> u32 {
        if let Some(&offset) = self.known.get(text) {
            return offset;
        }
        let offset = self.bytes.len() as u32;
        let cut = (0..=text.len().min(255)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let short = text.get(..cut).unwrap_or("");
        self.bytes.push(short.len() as u8);
        self.bytes.extend_from_slice(short.as_bytes());
        self.known.insert(text.to_owned(), offset);
        offset
    }
}

fn write(entries: &Entries) -> Result<Vec<u8>, BuildError> {
    let places = &entries.places;
    let numbers: BTreeMap<&str, u32> =
        places.iter().enumerate().map(|(n, entry)| (entry.id.as_str(), n as u32)).collect();
    let mut strings = Strings::default();
    let mut records = Vec::with_capacity(places.len() * format::RECORD);
    for entry in places {
        row(entry, &numbers, &mut strings).write(&mut records);
    }
    let (index, lists) = index(entries)?;
    Ok(format::file([index, lists, records, members(places, &numbers)?, strings.bytes]))
}

fn row(entry: &Entry, numbers: &BTreeMap<&str, u32>, strings: &mut Strings) -> Row {
    let degrees = |value: Option<f64>| value.map_or(NONE as i32, |value| (value * 1e5).round() as i32);
    Row {
        name: strings.offset(&entry.name),
        id: if entry.kind == PlaceKind::Town { entry.number } else { strings.offset(&entry.id) },
        lat: degrees(entry.lat),
        lon: degrees(entry.lon),
        population: entry.population,
        parent: entry.parent.as_ref().and_then(|id| numbers.get(id.as_str())).copied().unwrap_or(NONE),
        country: entry.country.as_bytes().try_into().unwrap_or_default(),
        kind: entry.kind as u8,
        usual: u8::from(entry.usual),
    }
}

/// The pairs of member and region, sorted.
fn members(places: &[Entry], numbers: &BTreeMap<&str, u32>) -> Result<Vec<u8>, BuildError> {
    let mut pairs = Vec::new();
    for region in places.iter().filter(|entry| entry.kind == PlaceKind::Region) {
        for member in &region.members {
            let unknown = || BuildError::UnknownId { source_name: "regions.toml", id: member.clone() };
            let member = *numbers.get(member.as_str()).ok_or_else(unknown)?;
            pairs.push((member, *numbers.get(region.id.as_str()).ok_or_else(unknown)?));
        }
    }
    pairs.sort_unstable();
    Ok(pairs
        .iter()
        .flat_map(|(member, region)| [member.to_le_bytes(), region.to_le_bytes()].concat())
        .collect())
}

/// The index of all keys and the lists of candidates it points to; keys with the same candidates share a list.
fn index(entries: &Entries) -> Result<(Vec<u8>, Vec<u8>), BuildError> {
    let mut index = fst::MapBuilder::memory();
    let (mut lists, mut known) = (Vec::new(), BTreeMap::new());
    for same_key in sorted_keys(entries).chunk_by(|(a, _), (b, _)| a == b) {
        let mut list: Vec<u32> = same_key.iter().filter_map(|(_, number)| *number).collect();
        list.sort_by_key(|&n| entries.places.get(n as usize).map(prominence));
        let found = match list.as_slice() {
            [only] => format::ONLY | u64::from(*only),
            _ => *known.entry(list).or_insert_with_key(|list| write_list(&mut lists, list)),
        };
        if let Some((key, _)) = same_key.first() {
            index.insert(key, found)?;
        }
    }
    Ok((index.into_inner()?, lists))
}

/// Every key with every record it stands for; an article stands for none.
fn sorted_keys(entries: &Entries) -> Vec<(String, Option<u32>)> {
    let articles = entries.articles.iter().map(|article| (KeyKind::Article.key(article), None));
    let of_place = |(n, entry)| keys(entry, entries).into_iter().map(move |key| (key, Some(n as u32)));
    let mut all: Vec<_> = articles.chain(entries.places.iter().enumerate().flat_map(of_place)).collect();
    all.sort_unstable();
    all
}

/// Countries first, then by population.
fn prominence(entry: &Entry) -> (bool, u32) {
    (entry.kind != PlaceKind::Country, u32::MAX - entry.population)
}

fn write_list(lists: &mut Vec<u8>, list: &[u32]) -> u64 {
    let offset = lists.len() as u64;
    lists.extend((list.len() as u32).to_le_bytes());
    lists.extend(list.iter().flat_map(|n| n.to_le_bytes()));
    offset
}

/// All keys under which a place is found.
fn keys(entry: &Entry, entries: &Entries) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    if entry.kind != PlaceKind::Town {
        keys.insert(KeyKind::Id.key(&entry.id));
    }
    keys.extend(entry.abbreviations.iter().map(|short| KeyKind::Abbreviation.key(short)));
    for adjective in &entry.adjectives {
        keys.extend([KeyKind::Adjective.key(adjective), KeyKind::Adjective.key(&format!("{adjective}s"))]);
    }
    for name in entry.names.iter().chain([&entry.name]) {
        keys.insert(KeyKind::Name.key(name));
        if acronym(name).is_none() {
            keys.extend(shorter_forms(&fold(name), entry, entries).map(|form| KeyKind::Name.key(form)));
        }
    }
    keys.remove(&KeyKind::Name.key(""));
    keys
}

/// The name of a division without its type ("Kharkivska oblast"), and an Arabic name without its article.
fn shorter_forms<'n>(folded: &'n str, entry: &Entry, entries: &Entries) -> impl Iterator<Item = &'n str> {
    let division = matches!(entry.kind, PlaceKind::Province | PlaceKind::District);
    let bare = without_type(folded, &entries.type_words).filter(|_| division).unwrap_or(folded);
    let articles = entries.with_articles.contains(&entry.country);
    let is_article = |word: &str| entries.articles.iter().any(|article| article == word);
    [Some(bare), without_article(bare, &is_article).filter(|_| articles)].into_iter().flatten()
}

/// "kharkivska oblast" without "oblast".
fn without_type<'n>(folded: &'n str, type_words: &[String]) -> Option<&'n str> {
    let (bare, last) = folded.rsplit_once(' ')?;
    type_words.iter().any(|word| word == last).then_some(bare)
}
