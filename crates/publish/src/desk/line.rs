//! An incident on a line of a list.

use std::borrow::Cow;
use std::collections::BTreeSet;

use model::Incident;

use super::staff::EventType;
use crate::words::{days, disputed, harm, one_line, party, place_name};

/// Harms and parties that a line names; the incident's own page has all.
const MOST_NAMED: usize = 3;

/// What a list shows of an incident.
pub struct Line {
    pub id: String,
    pub when: String,
    /// The first and the last day of it, once if they are the same; none where it is undated.
    pub days: Vec<String>,
    pub places: String,
    /// Its event types, each with its ledger.
    pub types: Vec<(String, String)>,
    pub harms: Vec<String>,
    /// Who is said to have done it.
    pub perpetrators: Vec<String>,
    pub n_reports: usize,
    pub n_origins: usize,
    /// What is disputed of it.
    pub disputed: Vec<&'static str>,
}

impl Line {
    /// What it is called: where and when it was.
    pub fn title(&self) -> String {
        format!("{}, {}", self.places, self.when)
    }

    /// The line of an incident.
    pub fn of(incident: &Incident, types: &[EventType]) -> Self {
        let places = places(incident);
        let mut about: Vec<_> = incident.contradictions.iter().map(|one| one.about).collect();
        about.sort_unstable();
        about.dedup();
        let when = incident.times.first().map(|time| time.value);
        Self {
            id: incident.id.as_str().to_owned(),
            when: when.map_or("undated".to_owned(), |when| days(&when)),
            days: when
                .into_iter()
                .flat_map(|when| [when.from, when.to])
                .flatten()
                .map(|day| day.to_string())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            places: if places.is_empty() { "no place".to_owned() } else { one_line(&places.join(", ")) },
            types: incident.types.iter().map(|name| (name.replace('-', " "), ledger(name, types))).collect(),
            harms: incident.tallies.iter().take(MOST_NAMED).map(|tally| one_line(&harm(tally))).collect(),
            perpetrators: incident
                .perpetrators
                .iter()
                .take(MOST_NAMED)
                .map(|one| one_line(&party(&one.value)))
                .collect(),
            n_reports: incident.reports().len(),
            n_origins: incident.origins.len(),
            disputed: about.into_iter().map(disputed).collect(),
        }
    }
}

/// Where it was, as far as a line has room: places that the gazetteer knows, each once, else what the reports call them.
fn places(incident: &Incident) -> Vec<Cow<'_, str>> {
    let all = || incident.places.iter().map(|place| &place.value);
    let mut names: Vec<Cow<'_, str>> = Vec::new();
    let known = all().any(|place| place.id.is_some());
    for place in all().filter(|place| place.id.is_some() == known) {
        let name = place_name(place);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(MOST_NAMED);
    names
}

/// The ledger of an event type.
pub fn ledger(name: &str, types: &[EventType]) -> String {
    types.iter().find(|known| known.name == name).map(|known| known.ledger.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn title(places: &[(&str, Option<&str>)]) -> String {
        let place = |(text, id): &(&str, Option<&str>)| {
            let value = json!({"text": text, "span": [0, 1], "name": id.map(|_| text), "id": id, "lat": null, "lon": null,
                "country": null, "role": "site", "relation": "in", "precision": "town", "site_kind": null, "basis": "stated"});
            json!({"value": value, "words": text, "factuality": "asserted", "claims": [], "origins": []})
        };
        let places: Vec<serde_json::Value> = places.iter().map(place).collect();
        let incident = json!({"id": "inc_00000000000000000000", "types": [], "origins": [], "claims": [], "times": [],
            "places": places, "perpetrators": [], "victims": [], "means": [], "tallies": [], "persons": [],
            "contradictions": [], "related": []});
        let incident: Incident = serde_json::from_value(incident).expect("an incident");
        Line::of(&incident, &[]).title()
    }

    #[test]
    fn incidents_are_called_by_places_that_are_known() {
        let (town, market) = (("KARMEH", Some("geonames:1")), ("the market in Karmeh", None));
        assert_eq!(title(&[market, town, ("Karmeh", Some("geonames:1"))]), "Karmeh, undated");
        assert_eq!(title(&[market]), "the market in Karmeh, undated");
        assert_eq!(title(&[]), "no place, undated");
    }
}
