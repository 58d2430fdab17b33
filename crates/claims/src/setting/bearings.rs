//! Where a place lies, told by another one: "Sake, 25 km west of Goma".

use model::{PlaceMention, PlaceRelation};

use crate::kinds;
use crate::matching::Reading;

/// A distance and a direction take no more words than that ("about 80 kilometres to the north-west of").
const WORDS: usize = 10;

/// The last word of the place before, of which a place only tells where it lies: nothing happened there itself.
pub(crate) fn of_another(reading: Reading<'_>, place: &PlaceMention) -> Option<usize> {
    use PlaceRelation::{EastOf, Near, NorthOf, SouthOf, WestOf};
    if !matches!(place.relation, NorthOf | SouthOf | EastOf | WestOf | Near) {
        return None;
    }
    let parse = reading.parse;
    let sentence = parse.sentence_of(place.head).tokens.first;
    let start = place.tokens.first.saturating_sub(WORDS).max(sentence);
    let comma = (start..place.tokens.first).rev().find(|&at| parse.word(at) == ",")?;
    let mut between = comma + 1..place.tokens.first;
    let plain = between.all(|at| !matches!(parse.pos(at), "VERB" | "AUX" | "CCONJ" | "PRON"));
    let last = comma.checked_sub(1).filter(|&last| last >= sentence)?;
    (plain && has_bearing(reading, comma + 1, place) && is_place(reading, last)).then_some(last)
}

/// Whether a distance or a direction follows the comma: "25 km", "north of", not "near the airport".
fn has_bearing(reading: Reading<'_>, first: usize, place: &PlaceMention) -> bool {
    let measured = || (first..place.tokens.first).any(|at| reading.parse.pos(at) == "NUM");
    place.relation != PlaceRelation::Near || measured()
}

/// Whether a word ends the name of a place, or may be a village's that nobody knows, whatever the tagger takes it for.
fn is_place(reading: Reading<'_>, last: usize) -> bool {
    let capital = reading.parse.word(last).starts_with(char::is_uppercase);
    let noun = capital && reading.parse.pos(last) == "NOUN" && reading.mentions.actor_at(last).is_none();
    let sentence = reading.parse.sentence_of(last).tokens;
    let mut places = reading.mentions.places.among(sentence.first..=last);
    places.any(|place| place.name.is_some() && place.tokens.end == last + 1)
        || noun
        || kinds::is_unknown_name(last, reading.parse, reading.mentions)
}

#[cfg(test)]
mod tests {
    use model::{Basis, Part, PlaceMention, PlacePrecision, PlaceRelation, TokenRange};

    use crate::testing::{claims_with, token, told};

    /// What is told of a text in which Karsa and Sesha are towns, the second with a relation.
    fn told_of(text: &str, relation: PlaceRelation) -> Vec<String> {
        let claims = claims_with(text, Part::Body, |parse, mentions| {
            for (name, relation) in [("Karsa", PlaceRelation::In), ("Sesha", relation)] {
                let head = token(parse, name);
                mentions.places.push(PlaceMention {
                    tokens: TokenRange::new(head, head + 1),
                    head,
                    name: Some(name.to_owned()),
                    id: None,
                    lat: None,
                    lon: None,
                    country: None,
                    precision: PlacePrecision::Town,
                    relation,
                    site_kind: None,
                    within: Vec::new(),
                    basis: Basis::Stated,
                });
            }
        });
        claims.iter().map(told).collect()
    }

    #[test]
    fn what_only_tells_where_a_place_lies_is_no_place_of_the_event() {
        let text = "Gunmen killed two herders in Karsa, 30 km south of Sesha.";
        let killing = "killing perpetrator=Gunmen victim=two herders at=Karsa";
        assert_eq!(told_of(text, PlaceRelation::SouthOf), [killing]);
    }

    #[test]
    fn a_place_of_its_own_stays() {
        for (text, relation) in [
            ("Gunmen killed two herders in Karsa and 30 km south of Sesha.", PlaceRelation::SouthOf),
            ("Gunmen killed two herders in Karsa, near Sesha.", PlaceRelation::Near),
        ] {
            let told = told_of(text, relation);
            assert!(told.iter().all(|told| told.contains("at=Sesha")), "{told:?}");
        }
    }
}
