//! The places that Annals knows: names, coordinates, and what contains what.
//!
//! A [`Gazetteer`] reads one compact file that [`build`] makes from published packages and from the project's own lists.
//! The bytes may be a memory map: nothing is copied or decoded before it is asked for.

mod build;
mod divisions;
mod format;
mod names;
mod sources;

pub use build::{build, build_sample};
pub use format::altered;
pub use sources::{BuildError, Sources};

use std::fmt;
use std::sync::Arc;

use format::{NONE, Row};
use names::KeyKind;

/// What the ids of towns begin with.
const GEONAMES: &str = "geonames:";

/// What a place of the gazetteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    Country,
    /// A first-level division: governorate, province, state, oblast.
    Province,
    /// A division below that: district, county, municipality.
    District,
    /// A populated place of any size.
    Town,
    /// Anything larger or vaguer that reports name: "Donbas", "the Sahel", "the Black Sea".
    Region,
}

impl PlaceKind {
    const ALL: [Self; 5] = [Self::Country, Self::Province, Self::District, Self::Town, Self::Region];

    fn of_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

/// A place of the gazetteer. Its id and name are read through the [`Gazetteer`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceRecord {
    pub kind: PlaceKind,
    /// Inhabitants; of a division the sum of its known towns; zero where unknown.
    pub population: u32,
    /// Degrees north and east (WGS 84).
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// Whether the bare name means this place rather than a namesake (set for some regions).
    pub usual: bool,
    country: [u8; 2],
    parent: u32,
    index: u32,
}

impl PlaceRecord {
    /// ISO 3166-1 alpha-2 of the country it lies in, if it lies in one.
    pub fn country(&self) -> Option<&str> {
        std::str::from_utf8(&self.country).ok().filter(|code| code.bytes().all(|b| b.is_ascii_uppercase()))
    }

    /// Its number in the gazetteer, which tells it from all others.
    pub(crate) fn number(&self) -> u32 {
        self.index
    }

    /// Whether the two are one place.
    pub fn is(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

/// Bytes that are no gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GazetteerError {
    #[error("not a gazetteer")]
    NotAGazetteer,
    #[error("a gazetteer of format {found}, but this program reads format {}", format::VERSION)]
    Version { found: u32 },
    #[error("a damaged gazetteer: its checksum does not match")]
    Damaged,
}

/// A piece of shared bytes.
#[derive(Clone)]
struct Section {
    owner: Arc<dyn AsRef<[u8]> + Send + Sync>,
    range: std::ops::Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        (*self.owner).as_ref().get(self.range.clone()).unwrap_or(&[])
    }
}

#[derive(Clone)]
struct File {
    index: fst::Map<Section>,
    lists: Section,
    records: Section,
    members: Section,
    strings: Section,
    fingerprint: u64,
}

/// The places that Annals knows. Clones are of the same bytes.
#[derive(Clone, Default)]
pub struct Gazetteer {
    /// None for the gazetteer that knows nothing.
    file: Option<File>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gazetteer({} places)", self.len())
    }
}

impl Gazetteer {
    /// Opens a gazetteer; `bytes` may be a memory map.
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, GazetteerError> {
        let owner: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes);
        let (fingerprint, layout) = format::open((*owner).as_ref())?;
        let [index, lists, records, members, strings] =
            layout.map(|range| Section { owner: Arc::clone(&owner), range });
        let index = fst::Map::new(index).map_err(|_| GazetteerError::Damaged)?;
        Ok(Self { file: Some(File { index, lists, records, members, strings, fingerprint }) })
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.file.as_ref().map_or(0, |file| file.records.as_ref().len() / format::RECORD)
    }

    /// Whether it knows nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Tells this gazetteer from others; zero for the one that knows nothing.
    pub fn fingerprint(&self) -> u64 {
        self.file.as_ref().map_or(0, |file| file.fingerprint)
    }

    /// All places of that name in any spelling, countries first, then by population.
    pub fn by_name(&self, name: &str) -> Vec<PlaceRecord> {
        let found = self.candidates(KeyKind::Name, name);
        if !found.is_empty() {
            return found;
        }
        let is_article = |word: &str| self.found(KeyKind::Article, word).is_some();
        let folded = names::fold(name);
        names::without_article(&folded, &is_article)
            .map_or(found, |bare| self.candidates(KeyKind::Name, bare))
    }

    /// The countries whose people or things are called so ("Iraqi", "Congolese").
    pub fn by_adjective(&self, word: &str) -> Vec<PlaceRecord> {
        self.candidates(KeyKind::Adjective, word)
    }

    /// The divisions that a short form after a town's name and a comma means ("La.", "NY").
    pub fn by_abbreviation(&self, short: &str) -> Vec<PlaceRecord> {
        self.candidates(KeyKind::Abbreviation, short)
    }

    /// The place of that id: `geonames:99072`, `iso:IQ-NI`, `iso:IQ`, `annals:gaza-strip`.
    pub fn by_id(&self, id: &str) -> Option<PlaceRecord> {
        match id.strip_prefix(GEONAMES) {
            Some(number) => self.town(number.parse().ok()?),
            None => self.candidates(KeyKind::Id, id).first().copied(),
        }
    }

    /// The id of a place.
    pub fn id(&self, place: &PlaceRecord) -> String {
        match place.kind {
            PlaceKind::Town => format!("{GEONAMES}{}", self.row(place.index).map_or(0, |row| row.id)),
            _ => self.string_of(place, |row| row.id).to_owned(),
        }
    }

    /// The usual name of a place.
    pub fn name(&self, place: &PlaceRecord) -> &str {
        self.string_of(place, |row| row.name)
    }

    /// Whether that is the place's usual name, in any spelling.
    pub fn is_named(&self, place: &PlaceRecord, name: &str) -> bool {
        names::fold(self.name(place)) == names::fold(name)
    }

    /// The places that contain this one, nearest first.
    pub fn containers(&self, place: &PlaceRecord) -> Vec<PlaceRecord> {
        let mut found: Vec<PlaceRecord> = Vec::new();
        let mut open = vec![*place];
        while let Some(at) = open.pop() {
            let outer = self.regions_of(at.index).into_iter().rev();
            let next: Vec<PlaceRecord> = self.record(at.parent).into_iter().chain(outer).collect();
            for container in next {
                if !container.is(place) && !found.iter().any(|known| known.is(&container)) {
                    found.push(container);
                    open.push(container);
                }
            }
        }
        found.sort_by_key(breadth);
        found
    }

    /// Whether `outer` contains `inner`; a place does not contain itself.
    pub fn contains(&self, outer: &PlaceRecord, inner: &PlaceRecord) -> bool {
        self.containers(inner).iter().any(|container| container.is(outer))
    }

    /// What the index holds for a key.
    fn found(&self, kind: KeyKind, written: &str) -> Option<u64> {
        self.file.as_ref()?.index.get(kind.key(written))
    }

    fn candidates(&self, kind: KeyKind, written: &str) -> Vec<PlaceRecord> {
        match self.found(kind, written) {
            None => Vec::new(),
            Some(only) if only & format::ONLY != 0 => {
                self.record((only & !format::ONLY) as u32).into_iter().collect()
            }
            Some(start) => self.listed(start as usize),
        }
    }

    fn listed(&self, start: usize) -> Vec<PlaceRecord> {
        let lists = self.file.as_ref().map_or(&[][..], |file| file.lists.as_ref());
        let count = format::number(lists, start).unwrap_or(0) as usize;
        (1..=count)
            .map_while(|n| format::number(lists, start + 4 * n))
            .filter_map(|i| self.record(i))
            .collect()
    }

    fn row(&self, index: u32) -> Option<Row> {
        self.file.as_ref().and_then(|file| Row::read(file.records.as_ref(), index))
    }

    fn record(&self, index: u32) -> Option<PlaceRecord> {
        let row = self.row(index)?;
        let degrees = |value: i32| (value as u32 != NONE).then(|| f64::from(value) / 1e5);
        Some(PlaceRecord {
            kind: PlaceKind::of_byte(row.kind)?,
            population: row.population,
            lat: degrees(row.lat),
            lon: degrees(row.lon),
            usual: row.usual != 0,
            country: row.country,
            parent: row.parent,
            index,
        })
    }

    fn string_of(&self, place: &PlaceRecord, field: impl Fn(&Row) -> u32) -> &str {
        let Some(file) = &self.file else { return "" };
        self.row(place.index).map_or("", |row| format::string(file.strings.as_ref(), field(&row)))
    }

    /// The town of that GeoNames number: towns come last, in order of their numbers.
    fn town(&self, number: u32) -> Option<PlaceRecord> {
        let before = |index: usize| {
            self.row(index as u32).is_some_and(|row| row.kind != PlaceKind::Town as u8 || row.id < number)
        };
        let index = first_not(self.len(), before) as u32;
        let town = self.row(index).filter(|row| row.kind == PlaceKind::Town as u8 && row.id == number);
        town.and_then(|_| self.record(index))
    }

    /// The regions that list record `index` as a member.
    fn regions_of(&self, index: u32) -> Vec<PlaceRecord> {
        let Some(file) = &self.file else { return Vec::new() };
        let members = file.members.as_ref();
        let pair = |n: usize| Some((format::number(members, 8 * n)?, format::number(members, 8 * n + 4)?));
        let first = first_not(members.len() / 8, |n| pair(n).is_some_and(|(member, _)| member < index));
        (first..)
            .map_while(pair)
            .take_while(|&(member, _)| member == index)
            .filter_map(|(_, region)| self.record(region))
            .collect()
    }
}

/// The first of `0..count` for which `before` does not hold, where all that do come first.
fn first_not(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// How much a place takes in, to put what contains a place in order: a region of one country is smaller than it.
fn breadth(place: &PlaceRecord) -> u8 {
    match place.kind {
        PlaceKind::Town => 0,
        PlaceKind::District => 1,
        PlaceKind::Province => 2,
        PlaceKind::Region if place.country().is_some() => 3,
        PlaceKind::Country => 4,
        PlaceKind::Region => 5,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &[u8] = include_bytes!("../../../../gazetteers/sample.annals");

    fn sample() -> Gazetteer {
        Gazetteer::from_bytes(SAMPLE).expect("the committed sample")
    }

    /// Ids of the places of that name, the likeliest first.
    fn ids(name: &str) -> Vec<String> {
        let gazetteer = sample();
        gazetteer.by_name(name).iter().map(|place| gazetteer.id(place)).collect()
    }

    #[test]
    fn names_are_found_in_all_spellings() {
        let check =
            |name: &str, id: &str| assert!(ids(name).contains(&id.to_owned()), "{name}: {:?}", ids(name));
        check("Mosul", "geonames:99072");
        check("MOSUL", "geonames:99072");
        check("Fallujah", "geonames:99454");
        check("el-Fallujah", "geonames:99454");
        check("Ninewa", "iso:IQ-NI");
        check("the Gaza Strip", "annals:gaza-strip");
        check("U.S.", "iso:US");
        check("El-Fasher", "geonames:379555");
        check("Al Fasher", "geonames:379555");
        check("Bogotá", "geonames:3688689");
        check("Kharkiv", "iso:UA-63");
        check("DR Congo", "iso:CD");
    }

    #[test]
    fn what_is_no_name_is_not_found() {
        let check = |name: &str| assert!(ids(name).is_empty(), "{name}: {:?}", ids(name));
        check("");
        check("us");
        check("Iraqi");
        check("the ground");
        check("#iso:IQ");
    }

    #[test]
    fn people_and_short_forms_point_to_their_countries() {
        let gazetteer = sample();
        let first =
            |found: Vec<PlaceRecord>| found.first().map(|place| gazetteer.id(place)).unwrap_or_default();
        assert_eq!(first(gazetteer.by_adjective("Iraqi")), "iso:IQ");
        assert_eq!(first(gazetteer.by_adjective("Ukrainians")), "iso:UA");
        assert_eq!(first(gazetteer.by_adjective("Iraq")), "");
    }

    #[test]
    fn a_town_lies_in_its_division_its_regions_and_its_country() {
        let gazetteer = sample();
        let check = |id: &str, expected: &[&str]| {
            let place = gazetteer.by_id(id).expect(id);
            let within: Vec<String> = gazetteer.containers(&place).iter().map(|p| gazetteer.id(p)).collect();
            assert_eq!(within, expected, "{id}");
        };
        check("geonames:99072", &["iso:IQ-NI", "iso:IQ", "annals:middle-east"]);
        check("geonames:709717", &["iso:UA-14", "annals:donbas", "iso:UA"]);
        check("geonames:281133", &["annals:gaza-strip", "iso:PS", "annals:middle-east", "annals:levant"]);
        check("iso:PS-RFH", &["annals:gaza-strip", "iso:PS", "annals:middle-east", "annals:levant"]);
        check("annals:sahel", &[]);
    }

    #[test]
    fn containment_has_a_direction() {
        let gazetteer = sample();
        let (iraq, mosul) = (gazetteer.by_id("iso:IQ").unwrap(), gazetteer.by_id("geonames:99072").unwrap());
        assert!(gazetteer.contains(&iraq, &mosul));
        assert!(!gazetteer.contains(&mosul, &iraq));
        assert!(!gazetteer.contains(&iraq, &iraq));
    }

    #[test]
    fn the_empty_gazetteer_knows_nothing() {
        assert!(Gazetteer::default().by_name("Mosul").is_empty());
        assert!(Gazetteer::default().is_empty());
    }

    #[test]
    fn bytes_that_are_no_gazetteer_are_told_apart() {
        assert_eq!(Gazetteer::from_bytes(b"{}").err(), Some(GazetteerError::NotAGazetteer));
        let mut newer = SAMPLE.to_vec();
        newer[8] = 99;
        assert_eq!(Gazetteer::from_bytes(newer).err(), Some(GazetteerError::Version { found: 99 }));
    }

    proptest! {
        #[test]
        fn damaged_bytes_give_an_error(at in 0..SAMPLE.len(), bit in 0..8u8, cut in 0..SAMPLE.len()) {
            let mut damaged = SAMPLE.to_vec();
            damaged[at] ^= 1 << bit;
            prop_assert!(Gazetteer::from_bytes(damaged).is_err());
            prop_assert!(Gazetteer::from_bytes(&SAMPLE[..cut]).is_err());
        }

        #[test]
        fn any_words_may_be_looked_up(name in ".{0,40}") {
            sample().by_name(&name);
            sample().by_id(&name);
        }
    }
}
