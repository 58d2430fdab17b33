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
mod unknown;

pub use lexicon::PlaceLexicon;

use model::{ActorMention, Basis, Mentions, Parse, PlaceMention, PlacePrecision, TokenRange, Toponym};

use crate::ages;
use crate::gazetteer::{Gazetteer, PlaceKind, PlaceRecord};

use phrases::Phrase;

/// The places of a report and the names of places in it, resolved to the gazetteer, in order of text.
pub fn find(
    parse: &Parse,
    mentions: &Mentions,
    gazetteer: &Gazetteer,
    lexicon: &PlaceLexicon,
) -> (Vec<PlaceMention>, Vec<Toponym>) {
    let mut toponyms = toponyms::find(parse, mentions, gazetteer, lexicon);
    // A name that no gazetteer knows, and that is a person's by its age, is no village's.
    toponyms.retain(|name| !name.candidates.is_empty() || !is_aged(parse, name));
    let phrases = phrases::around(parse, &toponyms, gazetteer, lexicon);
    let resolved = resolve::all(parse, &phrases, gazetteer);
    let mut nominals = nominals::find(parse, &phrases, lexicon);
    nominals.retain(|nominal| !is_in_actor(parse, mentions, nominal.head));
    let sites = covered(parse, nominals.iter().filter_map(|site| site.name));
    let mut places: Vec<PlaceMention> = phrases
        .iter()
        .zip(&resolved)
        .filter(|(phrase, _)| !phrase.absorbed && !phrase.name.iter().any(|i| sites[i]))
        .filter(|(phrase, _)| phrases::is_place(parse, mentions, phrase, lexicon))
        .map(|(phrase, place)| named(parse, phrase, *place, gazetteer, lexicon))
        .collect();
    places.extend(
        nominals.iter().map(|nominal| nominal.mention(parse, &phrases, &resolved, gazetteer, lexicon)),
    );
    places.sort_by_key(|place| (place.tokens.first, place.tokens.end));
    (places, names_alone(parse, &phrases, &resolved, gazetteer, lexicon))
}

/// By token: whether it stands in one of the ranges.
fn covered(parse: &Parse, ranges: impl Iterator<Item = TokenRange>) -> Vec<bool> {
    let mut covered = vec![false; parse.len()];
    ranges.for_each(|range| covered[range.first..range.end].fill(true));
    covered
}

/// Every name of a place, whether or not anything happened there.
fn names_alone(
    parse: &Parse,
    phrases: &[Phrase],
    resolved: &[Option<PlaceRecord>],
    gazetteer: &Gazetteer,
    lexicon: &PlaceLexicon,
) -> Vec<Toponym> {
    let named = || phrases.iter().zip(resolved);
    let known: Vec<(&str, PlaceRecord)> =
        named().filter_map(|(phrase, place)| Some((parse.words(phrase.name), (*place)?))).collect();
    let mut toponyms: Vec<Toponym> = named()
        .filter(|(phrase, place)| !phrases::is_speaker(parse, phrase, **place, lexicon))
        .map(|(phrase, place)| {
            toponym(phrase.full_name(parse), phrase.precision(place.as_ref()), *place, gazetteer)
        })
        .collect();
    let peoples = toponyms::peoples(parse, gazetteer).into_iter();
    let in_names = toponyms::in_names(parse, gazetteer, &known).into_iter();
    toponyms.extend(
        peoples
            .chain(in_names)
            .map(|(tokens, place)| toponym(tokens, phrases::precision_of(&place), Some(place), gazetteer)),
    );
    toponyms.sort_by_key(|toponym| toponym.tokens);
    toponyms.dedup_by(|later, earlier| later.tokens.overlaps(earlier.tokens));
    toponyms
}

/// "Doctors Without Borders": a word of the name of somebody known, who is called by more than it.
fn is_in_actor(parse: &Parse, mentions: &Mentions, noun: usize) -> bool {
    let is_name = |actor: &ActorMention| {
        let several = actor.named.end - actor.named.first > 1;
        several && !actor.actors.is_empty() && actor.named.contains(noun) && actor.head != noun
    };
    parse.pos(noun) == "PROPN" && mentions.actors.among(parse.sentence_of(noun).tokens.iter()).any(is_name)
}

fn is_aged(parse: &Parse, name: &toponyms::Name) -> bool {
    name.tokens.end.checked_sub(1).is_some_and(|last| ages::follows_name(parse, last))
}

/// The name alone, with the place that it stands for.
fn toponym(
    tokens: TokenRange,
    precision: PlacePrecision,
    place: Option<PlaceRecord>,
    gazetteer: &Gazetteer,
) -> Toponym {
    Toponym {
        tokens,
        id: place.map(|place| gazetteer.id(&place)),
        lat: place.and_then(|place| place.lat),
        lon: place.and_then(|place| place.lon),
        country: place.and_then(|place| place.country().map(str::to_owned)),
        precision,
    }
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
mod tests;
