//! With what, when and where: by one origin so, by another otherwise.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{Contradiction, Disputed, Place, PlacePrecision, PlaceRelation, PlaceRole, Time};

use super::{Side, Voiced, dispute, sides};
use crate::Lexicon;
use crate::distance::kilometres;

/// The ways of an attack, if no origin tells of two of them.
pub(super) fn find_means(voiced: &[Voiced<'_>], lexicon: &Lexicon) -> Option<Contradiction> {
    let ways = &lexicon.contradictions.ways;
    let told = voiced.iter().filter(|one| one.is_affirmed() && ways.contains(&one.claim.event_type));
    let told = told.map(|one| (&one.claim.event_type, one.claim.event_type.clone(), one.clone()));
    let sides = sides(told, |known, way| known == way);
    let origins = |side: &Side<'_>| side.claims.iter().map(|claim| claim.origin).collect::<BTreeSet<_>>();
    let n_origins: usize = sides.iter().map(|side| origins(side).len()).sum();
    let all: BTreeSet<usize> = sides.iter().flat_map(origins).collect();
    (n_origins == all.len()).then(|| dispute(Disputed::Means, sides, Voiced::may_contradict))?
}

/// Days that have none in common.
pub(super) fn find_times(voiced: &[Voiced<'_>]) -> Option<Contradiction> {
    let told = voiced.iter().filter(|one| one.is_affirmed()).filter_map(|one| {
        let (text, days) = days(one.claim.time.as_ref()?)?;
        Some((days, format!("“{text}”"), one.clone()))
    });
    let sides = sides(told, |known, days| {
        let common = (known.0.max(days.0), known.1.min(days.1));
        let meets = common.0 <= common.1;
        if meets {
            *known = common;
        }
        meets
    });
    dispute(Disputed::Time, sides, Voiced::may_contradict)
}

/// The days of an occurrence of which both ends are known.
fn days(time: &Time) -> Option<(&str, (Date, Date))> {
    match time {
        Time::Occurrence { text, from: Some(from), to: Some(to), .. } => Some((text, (*from, *to))),
        _ => None,
    }
}

/// Towns or smaller places that lie apart. What one names more finely than another does not contradict it.
pub(super) fn find_places(voiced: &[Voiced<'_>], lexicon: &Lexicon) -> Option<Contradiction> {
    let told = voiced.iter().filter(|one| one.is_affirmed()).filter_map(|one| {
        let site = one.claim.places.iter().find(|place| is_site(place))?;
        Some((site, format!("“{}”", site.text), one.clone()))
    });
    let apart = lexicon.contradictions.apart_km;
    dispute(
        Disputed::Place,
        sides(told, |known, site| !lie_apart(known, site, apart)),
        Voiced::may_contradict,
    )
}

fn is_site(place: &Place) -> bool {
    place.role == PlaceRole::Site
        && place.relation == PlaceRelation::In
        && place.precision <= PlacePrecision::Town
}

fn lie_apart(one: &Place, other: &Place, apart_km: f64) -> bool {
    one.precision == other.precision
        && one.id.is_some()
        && other.id.is_some()
        && one.id != other.id
        && kilometres(one, other).is_some_and(|distance| distance > apart_km)
}

#[cfg(test)]
mod tests {
    use crate::testing::{claim, contradictions, said_by, told};
    use model::{Contradiction, Disputed};
    use serde_json::{Value, json};

    /// What two sources have against each other who tell of an attack so.
    fn found(one: (&str, Value), other: (&str, Value)) -> Vec<Disputed> {
        let claims = [("Radio Lemna", one), ("Daily Ost", other)].map(|(source, (event_type, setting))| {
            claim(&format!("clm_{source}"), event_type, "", &[&setting, &said_by(source)])
        });
        let about = |one: Contradiction| one.about;
        contradictions(&[told("rpt_1", None, &claims)]).into_iter().map(about).collect()
    }

    fn on(from: &str, to: &str) -> Value {
        json!({"time": {
            "text": from, "span": [0, 1], "from": from, "to": to, "precision": "day", "basis": "stated", "anchor": null,
        }})
    }

    fn at(name: &str, lat: f64, precision: &str) -> Value {
        json!({"places": [{
            "text": name, "span": [0, 1], "name": name, "id": name, "lat": lat, "lon": 40.0, "country": "XX",
            "role": "site", "relation": "in", "precision": precision, "site_kind": null, "basis": "stated",
        }]})
    }

    #[test]
    fn another_day_is_a_contradiction_and_a_day_of_the_same_week_is_none() {
        let attack = |time| ("attack", time);
        assert_eq!(
            found(attack(on("2031-03-04", "2031-03-04")), attack(on("2031-03-05", "2031-03-05"))),
            [Disputed::Time]
        );
        assert_eq!(found(attack(on("2031-03-04", "2031-03-04")), attack(on("2031-03-03", "2031-03-09"))), []);
    }

    #[test]
    fn a_raid_from_the_air_is_no_shelling() {
        assert_eq!(found(("airstrike", json!({})), ("shelling", json!({}))), [Disputed::Means]);
        assert_eq!(found(("airstrike", json!({})), ("attack", json!({}))), []);
    }

    #[test]
    fn towns_that_lie_apart_contradict_each_other_and_a_quarter_of_the_town_does_not() {
        let attack = |place| ("attack", place);
        assert_eq!(
            found(attack(at("Ost", 10.0, "town")), attack(at("Lemna", 11.0, "town"))),
            [Disputed::Place]
        );
        assert_eq!(found(attack(at("Ost", 10.0, "town")), attack(at("Port", 10.2, "neighbourhood"))), []);
    }
}
