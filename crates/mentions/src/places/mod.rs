//! The places of a report: named ones, resolved to the gazetteer, and nouns for places and sites.
//!
//! Names are found ([`toponyms`]), joined to the words around them ([`phrases`]), and resolved together, because the
//! places of one report explain each other ([`resolve`]). Common nouns follow ([`nominals`]); what they refer to is left to
//! coreference.

mod lexicon;
mod nominals;
mod phrases;
mod resolve;
mod toponyms;

pub use lexicon::PlaceLexicon;

use model::{Basis, Mentions, Parse, PlaceMention, PlacePrecision};

use crate::gazetteer::{Gazetteer, PlaceKind, PlaceRecord};
use phrases::Phrase;

/// The places of a report, resolved to the gazetteer, in order of text.
pub fn find(
    parse: &Parse,
    mentions: &Mentions,
    gazetteer: &Gazetteer,
    lexicon: &PlaceLexicon,
) -> Vec<PlaceMention> {
    let toponyms = toponyms::find(parse, gazetteer, lexicon);
    let phrases = phrases::around(parse, &toponyms, gazetteer, lexicon);
    let resolved = resolve::all(parse, &phrases, gazetteer);
    let nominals = nominals::find(parse, &phrases, lexicon);
    let mut places: Vec<PlaceMention> = phrases
        .iter()
        .zip(&resolved)
        .filter(|(phrase, _)| !phrase.absorbed && !nominals.iter().any(|site| site.names(phrase.name)))
        .filter(|(phrase, _)| phrases::is_place(parse, mentions, phrase, lexicon))
        .map(|(phrase, place)| named(parse, phrase, *place, gazetteer, lexicon))
        .collect();
    places.extend(
        nominals.iter().map(|nominal| nominal.mention(parse, &phrases, &resolved, gazetteer, lexicon)),
    );
    places.sort_by_key(|place| (place.tokens.first, place.tokens.end));
    places
}

/// The mention of a named place.
fn named(
    parse: &Parse,
    phrase: &Phrase,
    place: Option<PlaceRecord>,
    gazetteer: &Gazetteer,
    lexicon: &PlaceLexicon,
) -> PlaceMention {
    let precision = phrase.precision(place.as_ref());
    // "Sinjar district" is not the town of Sinjar, even where the gazetteer knows only the town.
    let same = place.filter(|place| phrase.kind.is_none_or(|kind| fits(kind, place.kind)));
    let mut within = place.map(|place| ids(gazetteer, &gazetteer.containers(&place))).unwrap_or_default();
    within.retain(|id| same.is_none_or(|place| *id != gazetteer.id(&place)));
    PlaceMention {
        tokens: phrase.tokens,
        head: phrase.head,
        name: Some(parse.words(phrase.name).to_owned()),
        id: same.map(|place| gazetteer.id(&place)),
        lat: place.and_then(|place| place.lat),
        lon: place.and_then(|place| place.lon),
        country: place.and_then(|place| place.country().map(str::to_owned)),
        precision,
        relation: lexicon.relation(parse, phrase.tokens, phrase.head),
        site_kind: None,
        within,
        basis: Basis::Stated,
    }
}

fn ids(gazetteer: &Gazetteer, places: &[PlaceRecord]) -> Vec<String> {
    places.iter().map(|place| gazetteer.id(place)).collect()
}

/// Whether a place of the gazetteer can be what a noun calls it.
fn fits(said: PlacePrecision, kind: PlaceKind) -> bool {
    match said {
        PlacePrecision::Country => kind == PlaceKind::Country,
        PlacePrecision::Province | PlacePrecision::District => {
            matches!(kind, PlaceKind::Province | PlaceKind::District)
        }
        PlacePrecision::Town | PlacePrecision::Neighbourhood => kind == PlaceKind::Town,
        PlacePrecision::Region => kind != PlaceKind::Town,
        PlacePrecision::Site => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::frozen;

    /// One line a place: words, head, id or name or "-", precision, relation, site.
    fn places(text: &str) -> Vec<String> {
        let lexicon: PlaceLexicon =
            toml::from_str(include_str!("../../../../codebooks/lexicon/places.toml")).expect("the lexicon");
        let sample = include_bytes!("../../../../gazetteers/sample.annals");
        let gazetteer = Gazetteer::from_bytes(sample).expect("the committed sample");
        let parse = frozen(include_str!("../../../../tests/parses/places.jsonl"), text);
        let line = |place: &PlaceMention| {
            let id = place.id.as_deref().or(place.name.as_deref()).unwrap_or("-");
            let mut line = format!("{} | {} | {id}", parse.words(place.tokens), parse.word(place.head));
            line += &format!(" | {:?} {:?}", place.precision, place.relation);
            if let Some(site) = &place.site_kind {
                line += &format!(" {site}");
            }
            line
        };
        find(&parse, &Mentions::default(), &gazetteer, &lexicon).iter().map(line).collect()
    }

    #[test]
    fn a_phrase_is_one_place() {
        let check = |text: &str, expected: &[&str]| assert_eq!(places(text), expected, "{text}");
        check(
            "Shelling continued around the ruined city of Fallujah in Iraq.",
            &["the ruined city of Fallujah in Iraq | city | geonames:99454 | Town Around"],
        );
        check(
            "Three people died in Tripoli, Lebanon, on Friday.",
            &["Tripoli, Lebanon | Tripoli | geonames:266826 | Town In"],
        );
    }
}
