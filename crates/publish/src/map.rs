//! A map of what is told, as paths and dots: a dot for each town or finer place that is named, over land and borders.
//!
//! Places that are told no finer than as a district, a province or a country have no dot: nobody says where in them it was.

use std::collections::BTreeMap;

use model::{Place, PlacePrecision};

use crate::words;

/// Land and borders: `gazetteers/README.md` says what from.
const OUTLINES: &str = include_str!("../../../gazetteers/outlines.txt");

/// Units to a degree in the outlines.
const UNITS: f64 = 50.0;

/// The size of the drawing.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 560.0;

/// Degrees of latitude that are shown, at least: with fewer there is no coast or border to know a place by.
const LEAST_DEGREES: f64 = 9.0;

/// How much more is shown than the dots take.
const MARGIN: f64 = 1.4;

/// Where the scale stands, and no name.
const SCALE: Country = Country { name: "200 kilometres", code: None, x: 126, y: 512 };

/// Kilometres of one degree of latitude.
const KM_OF_DEGREE: f64 = 111.2;

/// A map as paths and dots of a drawing that is 1000 wide and 560 high.
pub struct Map {
    pub land: String,
    pub borders: String,
    pub countries: Vec<Country>,
    pub dots: Vec<Dot>,
    /// Places that are told of as a whole, with how finely.
    pub areas: Vec<String>,
    /// The width of so many kilometres, in the middle of the map.
    pub scale: (u32, u32),
}

/// The name of a country, and where it stands.
pub struct Country {
    pub name: &'static str,
    /// Its two letters, where it has some.
    pub code: Option<&'static str>,
    pub x: u32,
    pub y: u32,
}

/// A place on the map.
pub struct Dot {
    pub number: usize,
    pub name: String,
    /// What the record finds it by: its id, else its name.
    pub key: String,
    pub x: u32,
    pub y: u32,
    /// Whatever tells of it, by its number.
    pub told: Vec<usize>,
    /// Some of it is told to be near, around or outside of it.
    pub is_rough: bool,
}

/// The map of places, each with the number of what tells of it; none if no place has coordinates.
pub fn map<'a>(told: impl Iterator<Item = (usize, &'a Place)>) -> Option<Map> {
    let spots = Spots::of(told);
    let view = View::of(&spots)?;
    let (mut land, mut borders, mut names) = (String::new(), String::new(), Vec::new());
    for line in OUTLINES.lines() {
        match line.split_once(' ') {
            Some(("land", steps)) => land += &view.path(steps, "Z"),
            Some(("border", steps)) => borders += &view.path(steps, ""),
            Some(("name", name)) => names.extend(view.country(name)),
            _ => {}
        }
    }
    let dots = view.dots(&spots);
    let countries = apart(names, &spots);
    Some(Map { land, borders, countries, dots, areas: spots.areas, scale: view.scale() })
}

/// The names that leave room for each other; those of countries with a dot come first.
fn apart(mut names: Vec<Country>, spots: &Spots<'_>) -> Vec<Country> {
    let has_dot =
        |country: &Country| spots.points.iter().any(|spot| spot.place.country.as_deref() == country.code);
    names.sort_by_key(|country| !has_dot(country));
    let mut placed: Vec<Country> = Vec::new();
    for name in names {
        let is_whole = name.half() < name.x && name.x + name.half() < WIDTH as u32;
        let is_free = !name.overlaps(&SCALE) && placed.iter().all(|other| !name.overlaps(other));
        if is_free && (is_whole || has_dot(&name)) {
            placed.push(name);
        }
    }
    placed
}

/// What a country is called by the two letters of its code; the letters, where the map does not know them.
pub fn country_name(code: &str) -> &str {
    let names = OUTLINES.lines().filter_map(|line| line.strip_prefix("name ")?.split_once(' '));
    let mut coded = names.filter_map(|(_, name)| name.split_once(' '));
    coded.find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

impl Country {
    /// Whether its name would be written over another one, as letters of the map's size stand.
    fn overlaps(&self, other: &Self) -> bool {
        self.x.abs_diff(other.x) < self.half() + other.half() && self.y.abs_diff(other.y) < 30
    }

    /// How far its name goes to either side.
    fn half(&self) -> u32 {
        self.name.chars().count() as u32 * 9
    }
}

impl Dot {
    /// How large it is drawn: by area, so that twice as much looks twice as much.
    pub fn radius(&self) -> u32 {
        let n = u32::try_from(self.told.len()).unwrap_or(u32::MAX);
        (9 + 4 * n.saturating_sub(1).isqrt()).min(40)
    }
}

/// The places that are told of: those that are points of a map, and those that are not.
struct Spots<'a> {
    points: Vec<Spot<'a>>,
    areas: Vec<String>,
}

struct Spot<'a> {
    place: &'a Place,
    lat: f64,
    lon: f64,
    told: Vec<usize>,
    is_rough: bool,
}

impl<'a> Spots<'a> {
    fn of(told: impl Iterator<Item = (usize, &'a Place)>) -> Self {
        let mut points: BTreeMap<String, Spot<'a>> = BTreeMap::new();
        let mut areas: Vec<String> = Vec::new();
        for (number, place) in told {
            let Some((lat, lon)) = place.lat.zip(place.lon) else { continue };
            if !is_point(place) {
                let area = format!("{} ({})", words::place_name(place), words::word(&place.precision));
                if !areas.contains(&area) {
                    areas.push(area);
                }
                continue;
            }
            let key = place.id.clone().unwrap_or_else(|| words::place_name(place).to_lowercase());
            let spot =
                points.entry(key).or_insert(Spot { place, lat, lon, told: Vec::new(), is_rough: false });
            spot.told.push(number);
            spot.is_rough |= place.relation != model::PlaceRelation::In;
        }
        let mut points: Vec<Spot<'a>> = points.into_values().collect();
        // Most told of first; places told of as often stay in order of id.
        points.sort_by_key(|spot| std::cmp::Reverse(spot.told.len()));
        Self { points, areas }
    }
}

/// Whether a place is told so finely that a dot says no more.
fn is_point(place: &Place) -> bool {
    matches!(place.precision, PlacePrecision::Site | PlacePrecision::Neighbourhood | PlacePrecision::Town)
}

/// The part of the world that is shown, with degrees of longitude as long as they are in its middle.
struct View {
    west: f64,
    north: f64,
    /// Units of the drawing to a degree.
    across: f64,
    down: f64,
}

impl View {
    fn of(spots: &Spots<'_>) -> Option<Self> {
        let edges = |of: fn(&Spot<'_>) -> f64| {
            let all = || spots.points.iter().map(of);
            Some((all().reduce(f64::min)?, all().reduce(f64::max)?))
        };
        let ((south, north), (west, east)) = (edges(|spot| spot.lat)?, edges(|spot| spot.lon)?);
        let (lat, lon) = (f64::midpoint(south, north), f64::midpoint(west, east));
        let shrink = lat.to_radians().cos().max(0.1);
        let wanted = (north - south).max((east - west) * shrink * HEIGHT / WIDTH) * MARGIN;
        let down = HEIGHT / wanted.max(LEAST_DEGREES);
        let across = down * shrink;
        Some(Self { west: lon - WIDTH / 2.0 / across, north: lat + HEIGHT / 2.0 / down, across, down })
    }

    fn point(&self, lon: f64, lat: f64) -> (f64, f64) {
        ((lon - self.west) * self.across, (self.north - lat) * self.down)
    }

    /// A line of the outlines as a path; empty if none of it can be seen.
    fn path(&self, steps: &str, end: &str) -> String {
        let (mut x, mut y) = (0, 0);
        let mut points = Vec::new();
        for (dx, dy) in steps.split(' ').filter_map(|step| step.split_once(',')) {
            let Some((dx, dy)) = dx.parse::<i32>().ok().zip(dy.parse::<i32>().ok()) else { continue };
            (x, y) = (x + dx, y + dy);
            points.push(self.point(f64::from(x) / UNITS, f64::from(y) / UNITS));
        }
        if !is_seen(&points) {
            return String::new();
        }
        let mut path = String::new();
        for (number, (x, y)) in points.iter().enumerate() {
            path += &format!("{}{x:.0} {y:.0}", if number == 0 { 'M' } else { 'L' });
        }
        path + end
    }

    /// A country, if the place where its name stands can be seen.
    fn country(&self, line: &'static str) -> Option<Country> {
        let (point, name) = line.split_once(' ')?;
        let (code, name) = name.split_once(' ')?;
        let (lon, lat) = point.split_once(',')?;
        let (x, y) = self.point(lon.parse::<f64>().ok()? / UNITS, lat.parse::<f64>().ok()? / UNITS);
        let is_seen = (0.0..WIDTH).contains(&x) && (0.0..HEIGHT).contains(&y);
        let code = Some(code).filter(|code| *code != "-");
        is_seen.then_some(Country { name, code, x: x as u32, y: y as u32 })
    }

    fn dots(&self, spots: &Spots<'_>) -> Vec<Dot> {
        let dot = |(spot, number): (&Spot<'_>, usize)| {
            let (x, y) = self.point(spot.lon, spot.lat);
            let name = words::place_name(spot.place);
            Dot {
                number,
                name: words::one_line(&name),
                key: spot.place.id.clone().unwrap_or_else(|| name.into_owned()),
                // The view is laid around the dots.
                x: x as u32,
                y: y as u32,
                told: spot.told.clone(),
                is_rough: spot.is_rough,
            }
        };
        spots.points.iter().zip(1..).map(dot).collect()
    }

    /// A round number of kilometres that takes about a fifth of the width, and what it takes.
    fn scale(&self) -> (u32, u32) {
        let km = |units: f64| units / self.down * KM_OF_DEGREE;
        let rounds = [10, 20, 50, 100, 200, 500, 1000, 2000];
        let fits = rounds.into_iter().rfind(|round| f64::from(*round) <= km(WIDTH / 4.0)).unwrap_or(10);
        (fits, (f64::from(fits) / KM_OF_DEGREE * self.down) as u32)
    }
}

/// Whether a line may cross the drawing.
fn is_seen(points: &[(f64, f64)]) -> bool {
    let within = |of: fn(&(f64, f64)) -> f64, most: f64| {
        points.iter().any(|point| of(point) <= most) && points.iter().any(|point| of(point) >= 0.0)
    };
    within(|point| point.0, WIDTH) && within(|point| point.1, HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(points: &[(f64, f64)]) -> Option<View> {
        let place = |(lat, lon): &(f64, f64)| -> Place {
            serde_json::from_value(serde_json::json!({
                "text": "Karmeh", "span": [0, 1], "name": format!("{lat}"), "id": null, "lat": lat, "lon": lon, "country": null,
                "role": "site", "relation": "in", "precision": "town", "site_kind": null, "basis": "stated"}))
            .expect("a place")
        };
        let places: Vec<Place> = points.iter().map(place).collect();
        let point = |place| Spot {
            place,
            lat: place.lat.unwrap_or(0.0),
            lon: place.lon.unwrap_or(0.0),
            told: Vec::new(),
            is_rough: false,
        };
        View::of(&Spots { points: places.iter().map(point).collect(), areas: Vec::new() })
    }

    #[test]
    fn one_place_is_in_the_middle_and_many_are_all_seen() {
        let view = spots(&[(36.3, 43.1)]).expect("a view");
        let (x, y) = view.point(43.1, 36.3);
        assert_eq!((x.round(), y.round()), (WIDTH / 2.0, HEIGHT / 2.0));
        let view = spots(&[(-30.0, -60.0), (60.0, 120.0)]).expect("a view");
        for (lon, lat) in [(-60.0, -30.0), (120.0, 60.0)] {
            let (x, y) = view.point(lon, lat);
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y}");
        }
        assert!(spots(&[]).is_none());
    }

    #[test]
    fn names_leave_room_for_each_other() {
        let country = |name, x, y| Country { name, code: Some("IQ"), x, y };
        assert!(country("Iraq", 100, 100).overlaps(&country("Iran", 150, 110)));
        assert!(!country("Iraq", 100, 100).overlaps(&country("Iran", 150, 140)));
        let spots = Spots { points: Vec::new(), areas: Vec::new() };
        let names = vec![
            country("Iraq", 100, 100),
            country("Iran", 150, 110),
            country("Oman", 100, 400),
            country("Yemen", 100, 500),
            country("Qatar", 990, 300),
        ];
        let placed: Vec<&str> = apart(names, &spots).iter().map(|country| country.name).collect();
        assert_eq!(placed, ["Iraq", "Oman"]);
    }

    #[test]
    fn the_outlines_are_read_whole() {
        let view = spots(&[(0.0, 0.0), (80.0, 179.0), (-80.0, -179.0)]).expect("a view");
        for line in OUTLINES.lines().filter(|line| !line.starts_with('#')) {
            let (kind, steps) = line.split_once(' ').expect("a kind");
            if kind == "name" {
                assert!(view.country(steps).is_some(), "{line}");
                continue;
            }
            assert!(["land", "border"].contains(&kind));
            let n_points = view.path(steps, "").matches(['M', 'L']).count();
            assert_eq!(n_points, steps.split(' ').count(), "{line}");
        }
        assert!(OUTLINES.len() <= 200_000);
        assert_eq!((country_name("IQ"), country_name("ZZ")), ("Iraq", "ZZ"));
    }
}
