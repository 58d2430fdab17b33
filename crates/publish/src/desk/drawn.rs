//! A list of incidents drawn as a line of time and a map, of which each piece leads to those that it stands for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::Incident;
use record::IncidentFilter;

use super::asked::Asked;
use crate::map::{Country, Dot, Map, country_name, map};
use crate::timeline::{Bar, Timeline};

/// When incidents began: all that are like those that are asked for, whatever the days.
pub struct When {
    pub line: Timeline,
    /// The days that are asked for: where they begin on the line, and how far they go.
    pub chosen: Option<(String, String)>,
    asked: Asked,
}

impl When {
    /// The line of time of incidents that began on these days; none where none has a day.
    pub fn of(begun: &[(Date, u64)], filter: &IncidentFilter, asked: &Asked) -> Option<Self> {
        let line = Timeline::of(begun, &[])?;
        let (from, to) = (filter.from.unwrap_or(line.first), filter.to.unwrap_or(line.end));
        let chosen =
            (filter.from.is_some() || filter.to.is_some()).then(|| (line.x(from), line.width(from, to)));
        Some(Self { line, chosen, asked: asked.clone() })
    }

    /// The query of the incidents of a bar.
    pub fn query(&self, bar: &Bar) -> String {
        first(&self.asked).with("from", &bar.first.to_string()).with("to", &bar.last.to_string()).query()
    }

    /// What a bar stands for, in words.
    pub fn words(&self, bar: &Bar) -> String {
        format!("{}: {} incident{}", bar.name, bar.n, if bar.n == 1 { "" } else { "s" })
    }
}

/// Where the incidents of a list took place.
pub struct Where {
    pub map: Option<Map>,
    /// The countries of the list, each with its code, its name and how many incidents are there; those of most come first.
    pub countries: Vec<(String, String, usize)>,
    /// The ids of the list's incidents, in its order.
    ids: Vec<String>,
    asked: Asked,
}

impl Where {
    /// The map of a list; none where no place of it is known.
    pub fn of(incidents: &[Incident], asked: &Asked) -> Option<Self> {
        let told = incidents.iter().enumerate();
        let places =
            told.flat_map(|(number, one)| one.places.iter().map(move |place| (number, &place.value)));
        let map = map(places);
        let countries = countries(incidents);
        let ids = incidents.iter().map(|incident| incident.id.as_str().to_owned()).collect();
        (map.is_some() || !countries.is_empty()).then(|| Self { map, countries, ids, asked: asked.clone() })
    }

    /// The query of the incidents of a dot.
    pub fn query(&self, dot: &Dot) -> String {
        first(&self.asked).with("place", &dot.key).query()
    }

    /// The query of the incidents of a country.
    pub fn within(&self, code: &str) -> String {
        first(&self.asked).with("country", code).query()
    }

    /// The query of a country of which the list has incidents.
    pub fn leads(&self, country: &Country) -> Option<String> {
        let code = country.code.filter(|code| self.countries.iter().any(|(known, ..)| known == code))?;
        Some(self.within(code))
    }

    /// The ids of the incidents of a dot.
    pub fn incidents(&self, dot: &Dot) -> String {
        let ids: Vec<&str> =
            dot.told.iter().filter_map(|told| self.ids.get(*told)).map(String::as_str).collect();
        ids.join(" ")
    }
}

/// The same from its first page.
fn first(asked: &Asked) -> Asked {
    asked.with("page", "")
}

fn countries(incidents: &[Incident]) -> Vec<(String, String, usize)> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for incident in incidents {
        let mut codes: Vec<&str> =
            incident.places.iter().filter_map(|one| one.value.country.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *counted.entry(code).or_default() += 1;
        }
    }
    let named = |(code, n): (&str, usize)| (code.to_owned(), country_name(code).to_owned(), n);
    let mut countries: Vec<_> = counted.into_iter().map(named).collect();
    countries.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    countries
}
