//! What one report tells of one occurrence.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{
    Basis, Claim, ClaimId, Place, PlacePrecision, PlaceRole, Polarity, Realis, ReportId, Status, Time,
    TimePrecision,
};
use serde::{Deserialize, Serialize};

use crate::distance::between;
use crate::grouping::{Apart, Grouping};
use crate::lexicon::words;
use crate::{Rarity, Told, Wording};

/// Roles of those who do something.
const DOERS: [&str; 6] = ["perpetrator", "party", "holder", "mover", "actor", "sender"];

/// Roles of those to whom something is done.
const HARMED: [&str; 5] = ["victim", "target", "people", "opponent", "loser"];

/// The claims of one report about one occurrence, with what it is compared by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    pub report: ReportId,
    /// The kind of occurrence: `harm`, `control`, …
    pub kind: String,
    /// Whether it lies ahead of the report: intended, authorised, expected.
    pub planned: bool,
    /// In the order of the text; the first one names the episode.
    pub claims: Vec<ClaimId>,
    pub published: Option<Date>,
    /// The days that its claims state, in order of the text.
    pub days: Vec<[Date; 2]>,
    /// Whether it tells of a stretch of days as a whole; null where nothing says when it was.
    pub lasting: Option<bool>,
    pub spots: Vec<Spot>,
    /// Provinces, countries and other places that are larger than a district.
    pub wide: Vec<Spot>,
    /// Words of sites and places that the gazetteer does not know.
    pub sites: BTreeSet<String>,
    /// Words of those who did it or took part.
    pub actors: BTreeSet<String>,
    /// Words of those to whom it was done.
    pub victims: BTreeSet<String>,
    /// The actors of the directory among those who did it, and among those to whom it was done, the latter also by status.
    pub doers: BTreeSet<String>,
    pub harmed: BTreeSet<String>,
    /// The names of those harmed.
    pub persons: BTreeSet<String>,
    pub ages: BTreeSet<u32>,
    /// The largest figure.
    pub killed: Option<f64>,
    pub injured: Option<f64>,
    /// See [`Wording`].
    pub names: BTreeSet<String>,
    pub full_names: BTreeSet<String>,
    pub lead: BTreeSet<String>,
    /// How much the names and the lead weigh as a whole: see [`Rarity`].
    pub names_weight: f64,
    pub lead_weight: f64,
}

/// A place with its middle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The gazetteer's id, else the name.
    pub place: String,
    pub name: String,
    pub middle: Option<[f64; 2]>,
    /// The ids of the places that it lies in.
    pub within: Vec<String>,
}

impl Episode {
    /// The claim that names it.
    pub fn founder(&self) -> &ClaimId {
        &self.claims[0]
    }

    /// Weighs its words by how rare they are.
    pub fn weigh(&mut self, rarity: &Rarity) {
        self.names_weight = rarity.length(&self.names);
        self.lead_weight = rarity.length(&self.lead);
    }

    /// Says where its places lie: `containers` gives the ids of the places that one lies in.
    pub fn locate(&mut self, containers: impl Fn(&str) -> Vec<String>) {
        for spot in self.spots.iter_mut().chain(&mut self.wide) {
            spot.within = containers(&spot.place);
        }
    }

    /// Where it was: towns and the like, else larger places.
    pub(crate) fn places(&self) -> &[Spot] {
        if self.spots.is_empty() { &self.wide } else { &self.spots }
    }

    /// Whether it tells of more than one place or day as a whole.
    pub(crate) fn is_total(&self) -> bool {
        self.lasting == Some(true) || self.spots.is_empty() && !self.wide.is_empty()
    }

    /// The words by which it is compared, each once.
    pub fn words(&self) -> BTreeSet<&str> {
        self.names.union(&self.lead).map(String::as_str).collect()
    }

    fn of(told: &Told, kind: &str, claim: &Claim) -> Self {
        Self {
            report: told.imprint.report.clone(),
            kind: kind.to_owned(),
            planned: is_planned(claim),
            claims: Vec::new(),
            published: told.imprint.published,
            days: Vec::new(),
            lasting: None,
            spots: Vec::new(),
            wide: Vec::new(),
            sites: BTreeSet::new(),
            actors: BTreeSet::new(),
            victims: BTreeSet::new(),
            doers: BTreeSet::new(),
            harmed: BTreeSet::new(),
            persons: BTreeSet::new(),
            ages: BTreeSet::new(),
            killed: None,
            injured: None,
            names: BTreeSet::new(),
            full_names: BTreeSet::new(),
            lead: BTreeSet::new(),
            names_weight: 0.0,
            lead_weight: 0.0,
        }
    }

    /// Whether a claim may be about the same occurrence as those that are here already.
    fn takes(&self, claim: &Claim, apart: &Apart) -> bool {
        self.planned == is_planned(claim)
            && !self.is_at_another_time(claim, apart)
            && !self.is_elsewhere(claim, apart)
            && !differ(&self.doers, &known(claim, &DOERS))
            && !differ(&self.harmed, &known(claim, &HARMED))
    }

    fn is_at_another_time(&self, claim: &Claim, apart: &Apart) -> bool {
        // A total over days is not what happened on one of them.
        if self.lasting.zip(lasts(claim, apart)).is_some_and(|(one, other)| one != other) {
            return true;
        }
        let Some(days) = days(claim) else { return false };
        let gap = self.days.iter().map(|other| gap(days, *other)).min();
        gap.is_some_and(|gap| gap > apart.days)
    }

    fn is_elsewhere(&self, claim: &Claim, apart: &Apart) -> bool {
        let spots: Vec<Spot> = claim.places.iter().filter_map(spot).collect();
        // What happened in all of a country did not happen in the town that the text spoke of.
        let is_wide = |place: &Place| {
            place.basis == Basis::Stated && is_where(place) && place.precision > PlacePrecision::District
        };
        if spots.is_empty() && !self.spots.is_empty() {
            return claim.places.iter().any(is_wide);
        }
        let is_near = |spot: &Spot| self.spots.iter().any(|other| are_near(spot, other, apart.km));
        !self.spots.is_empty() && !spots.is_empty() && !spots.iter().any(is_near)
    }

    fn take(&mut self, claim: &Claim, apart: &Apart) {
        self.claims.push(claim.id.clone());
        self.lasting = self.lasting.or(lasts(claim, apart));
        self.days.extend(days(claim).filter(|days| !self.days.contains(days)));
        for place in claim.places.iter().filter(|place| is_where(place)) {
            match spot(place) {
                Some(spot) if self.spots.contains(&spot) => {}
                Some(spot) => self.spots.push(spot),
                None if place.id.is_none() => self.sites.extend(words(&place.text)),
                None => self.wide.extend(wide(place).filter(|wide| !self.wide.contains(wide))),
            }
        }
        self.take_parties(claim);
        self.take_harm(claim);
    }

    fn take_parties(&mut self, claim: &Claim) {
        self.doers.extend(known(claim, &DOERS));
        self.harmed.extend(known(claim, &HARMED));
        for (role, fillers) in &claim.roles {
            let texts = fillers.iter().flat_map(|filler| match (&filler.actor, &filler.text) {
                (Some(actor), _) => vec![actor.clone()],
                (None, Some(text)) => words(text).collect(),
                (None, None) => Vec::new(),
            });
            match role.as_str() {
                "victim" | "target" | "people" | "opponent" | "loser" => self.victims.extend(texts),
                "perpetrator" | "party" | "holder" | "mover" | "actor" | "sender" => {
                    self.actors.extend(texts)
                }
                _ => {}
            }
        }
    }

    fn take_harm(&mut self, claim: &Claim) {
        self.ages.extend(claim.persons.iter().filter_map(|person| person.age));
        let full = |name: &&String| name.contains(' ');
        let names = claim.persons.iter().flat_map(|person| person.names.iter().filter(full));
        self.persons.extend(names.map(|name| name.to_lowercase()));
        let Some(figure) = figure(claim) else { return };
        match claim.event_type.as_str() {
            "killing" => self.killed = Some(self.killed.map_or(figure, |before| before.max(figure))),
            "injury" => self.injured = Some(self.injured.map_or(figure, |before| before.max(figure))),
            _ => {}
        }
    }

    fn take_wording(&mut self, wording: &Wording, lead: usize) {
        self.names.extend(wording.names.iter().cloned());
        self.full_names.extend(wording.full_names.iter().cloned());
        let left = lead.saturating_sub(self.lead.len());
        self.lead.extend(wording.lemmas.iter().take(left).cloned());
    }
}

/// The occurrences that a report tells of, each with its claims, in the order in which the text comes to them.
pub fn episodes(told: &Told, wordings: &[Wording], grouping: &Grouping) -> Vec<Episode> {
    let mut episodes: Vec<Episode> = Vec::new();
    // The episode that the text is at, from which code point on.
    let mut turns: Vec<(u32, usize)> = Vec::new();
    for claim in told.claims.iter().filter(|claim| is_told(claim)) {
        let Some(kind) = grouping.kind(&claim.event_type) else { continue };
        let at = place_of(&mut episodes, told, claim, kind, grouping);
        episodes[at].take(claim, &grouping.episodes);
        turns.push((claim.evidence.span.start, at));
    }
    turns.sort_unstable();
    for wording in wordings {
        let turn = turns.partition_point(|(start, _)| *start <= wording.start);
        // What comes before the first claim introduces it.
        let next = turns.get(turn).filter(|(start, _)| turn == 0 || *start < end_of(wording, wordings));
        if let Some((_, at)) = next.or_else(|| turns.get(turn.wrapping_sub(1))) {
            episodes[*at].take_wording(wording, grouping.episodes.lead);
        }
    }
    let title = told.imprint.title.as_deref().unwrap_or_default();
    if let Some(first) = episodes.first_mut() {
        first.lead.extend(words(title).filter(|word| word.chars().count() > 3));
    }
    episodes
}

/// The index of the episode that a claim goes on with, or of a new one.
fn place_of(
    episodes: &mut Vec<Episode>,
    told: &Told,
    claim: &Claim,
    kind: &str,
    grouping: &Grouping,
) -> usize {
    let takes = |episode: &Episode| episode.kind == kind && episode.takes(claim, &grouping.episodes);
    match episodes.iter().rposition(takes) {
        Some(at) => at,
        None => {
            episodes.push(Episode::of(told, kind, claim));
            episodes.len() - 1
        }
    }
}

/// Where the next block starts.
fn end_of(wording: &Wording, wordings: &[Wording]) -> u32 {
    let next = wordings.iter().map(|other| other.start).find(|start| *start > wording.start);
    next.unwrap_or(u32::MAX)
}

/// The actors of the directory that fill some roles of a claim. Whoever is of none is told by status: civilians are no fighters.
fn known(claim: &Claim, roles: &[&str]) -> BTreeSet<String> {
    let fillers = claim
        .roles
        .iter()
        .filter(|(role, _)| roles.contains(&role.as_str()))
        .flat_map(|(_, fillers)| fillers);
    let known = fillers.filter_map(|filler| match (&filler.actor, filler.status) {
        (Some(actor), _) => Some(actor.clone()),
        (None, Some(Status::Civilian)) => Some("civilian".to_owned()),
        (None, Some(Status::Combatant)) => Some("combatant".to_owned()),
        _ => None,
    });
    known.collect()
}

/// Whether two sets name somebody each, and nobody in common.
pub(crate) fn differ(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
}

/// Whether a claim tells of an occurrence that took or is to take place, even if only to deny it.
fn is_told(claim: &Claim) -> bool {
    claim.polarity == Polarity::Affirmed
        && matches!(claim.realis, Realis::Actual | Realis::Attempted | Realis::Planned)
}

fn is_planned(claim: &Claim) -> bool {
    claim.realis == Realis::Planned
}

/// The days within which a claim says that it happened.
fn days(claim: &Claim) -> Option<[Date; 2]> {
    match claim.time.as_ref()? {
        Time::Occurrence { from: Some(from), to: Some(to), .. } => Some([*from, *to]),
        _ => None,
    }
}

/// Days that lie between two stretches of days; 0 if they meet.
pub(crate) fn gap(one: [Date; 2], other: [Date; 2]) -> i32 {
    days_between(one[1], other[0]).max(days_between(other[1], one[0])).max(0)
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn is_where(place: &Place) -> bool {
    matches!(place.role, PlaceRole::Site | PlaceRole::Target | PlaceRole::Destination)
}

fn spot(place: &Place) -> Option<Spot> {
    let is_fine = matches!(
        place.precision,
        PlacePrecision::Site
            | PlacePrecision::Neighbourhood
            | PlacePrecision::Town
            | PlacePrecision::District
    );
    let name = place.name.as_ref().filter(|_| is_fine && is_where(place))?;
    let middle = place.lat.zip(place.lon).map(|(lat, lon)| [lat, lon]);
    let known = place.id.as_ref().or(middle.map(|_| name));
    Some(Spot { place: known?.clone(), name: name.clone(), middle, within: Vec::new() })
}

/// A place that is larger than a district, and that the text itself names there.
fn wide(place: &Place) -> Option<Spot> {
    let is_wide = place.precision > PlacePrecision::District && place.basis == Basis::Stated;
    let (id, name) = (place.id.clone()?, place.name.clone()?);
    is_wide.then_some(Spot { place: id, name, middle: None, within: Vec::new() })
}

/// Whether a claim tells of a stretch of days as a whole; none where it says nothing of when it was. A month or a year is when something
/// happened; what is no such unit, as from its beginning until today, is a stretch.
fn lasts(claim: &Claim, apart: &Apart) -> Option<bool> {
    let Time::Occurrence { from, to, precision, .. } = claim.time.as_ref()? else { return None };
    // Lengths without days ("hours later", "in three days of fighting") tell nothing: no claim says which of these it is.
    let (from, to) = from.zip(*to)?;
    let n_days = days_between(from, to) + 1;
    let is_unit = match precision {
        TimePrecision::Hour | TimePrecision::Day => false,
        TimePrecision::Week => n_days <= 7,
        TimePrecision::Month => from.first_of_month() == from && from.last_of_month() == to,
        TimePrecision::Year => from.first_of_year() == from && from.last_of_year() == to,
        TimePrecision::Season | TimePrecision::Years | TimePrecision::Open => true,
    };
    Some(n_days >= apart.stretch && !is_unit)
}

/// Whether two places are the same or near each other.
pub(crate) fn are_near(one: &Spot, other: &Spot, km: f64) -> bool {
    one.place == other.place
        || one.name == other.name
        || one.middle.zip(other.middle).is_some_and(|(one, other)| between(one, other) <= km)
}

/// The number that a claim counts by, of its bounds the one that is stated.
fn figure(claim: &Claim) -> Option<f64> {
    let amount = &claim.count.as_ref()?.amount;
    amount.best.or(amount.low).or(amount.high).map(|figure| figure.0).filter(|figure| *figure > 0.0)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{claim, grouping, told};

    fn at(name: &str, lat: f64, lon: f64) -> Value {
        json!({"places": [{
            "text": name, "span": [0, 1], "name": name, "id": format!("geonames:{name}"), "lat": lat, "lon": lon, "country": "XX",
            "role": "site", "relation": "in", "precision": "town", "site_kind": null, "basis": "stated",
        }]})
    }

    fn on(day: &str) -> Value {
        json!({"time": {"text": day, "span": [0, 1], "from": day, "to": day, "precision": "day", "basis": "stated", "anchor": null}})
    }

    fn told_in(claims: &[(&str, &str, &[&Value])]) -> Vec<Vec<String>> {
        let claims: Vec<Claim> = claims.iter().map(|(id, kind, with)| claim(id, kind, "…", with)).collect();
        let told = told("rpt_1", None, &claims);
        let ids = |episode: &Episode| episode.claims.iter().map(|id| id.as_str().to_owned()).collect();
        episodes(&told, &[], &grouping()).iter().map(ids).collect()
    }

    #[test]
    fn harm_and_what_did_it_are_one_occurrence() {
        let town = at("Besna", 36.0, 43.0);
        let found = told_in(&[
            ("clm_1", "shelling", &[&town]),
            ("clm_2", "killing", &[]),
            ("clm_3", "injury", &[&town]),
        ]);
        assert_eq!(found, [["clm_1", "clm_2", "clm_3"]]);
    }

    #[test]
    fn other_days_and_other_towns_are_other_occurrences() {
        let (here, there) = (at("Besna", 36.0, 43.0), at("Tarob", 34.0, 43.0));
        let (then, later) = (on("2031-03-05"), on("2031-03-12"));
        let found = told_in(&[
            ("clm_1", "shelling", &[&here, &then]),
            ("clm_2", "killing", &[&there, &then]),
            ("clm_3", "injury", &[&here, &later]),
            ("clm_4", "injury", &[&here, &then]),
        ]);
        assert_eq!(found, [vec!["clm_1", "clm_4"], vec!["clm_2"], vec!["clm_3"]]);
    }

    #[test]
    fn what_is_planned_has_not_happened() {
        let planned = json!({"realis": "planned"});
        let found = told_in(&[("clm_1", "ground-assault", &[]), ("clm_2", "ground-assault", &[&planned])]);
        assert_eq!(found, [["clm_1"], ["clm_2"]]);
    }

    #[test]
    fn states_conditions_and_what_did_not_happen_are_no_occurrences() {
        let (not, if_at_all) = (json!({"polarity": "negated"}), json!({"realis": "hypothetical"}));
        let found = told_in(&[
            ("clm_1", "control", &[]),
            ("clm_2", "killing", &[&not]),
            ("clm_3", "killing", &[&if_at_all]),
        ]);
        assert!(found.is_empty());
    }

    #[test]
    fn the_words_before_the_first_claim_introduce_it() {
        let wording = |start: u32, name: &str| Wording {
            start,
            names: BTreeSet::from([name.to_owned()]),
            ..Wording::default()
        };
        let claims = [claim(
            "clm_1",
            "killing",
            "…",
            &[&json!({"evidence": {
            "span": [50, 60], "trigger": [52, 55], "quote": "…", "part": "body"}})],
        )];
        let wordings = [wording(0, "besna"), wording(40, "rucker"), wording(80, "tarob")];
        let found = episodes(&told("rpt_1", None, &claims), &wordings, &grouping());
        assert_eq!(found[0].names, BTreeSet::from(["besna", "rucker", "tarob"].map(str::to_owned)));
    }
}
