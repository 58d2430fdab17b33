//! Where and when a paragraph is, as its sentences tell that claim nothing: "The visitors were massacred 5-0 in Kano on
//! Saturday. Police arrested two men."
//!
//! Only sentences in the words of violence count (sport, films, fears): an envoy who spoke in another city moves no event
//! there.

use model::{Basis, PlaceRole, Sentence, TimeRelation};

use crate::matching::Reading;
use crate::setting;

/// The first named place of the nearest such sentence of the paragraph before `word`.
pub(super) fn place_before(reading: Reading<'_>, word: usize) -> Option<model::Place> {
    sentences_before(reading, word).find_map(|sentence| {
        let told = reading.mentions.places.iter().find(|place| {
            sentence.tokens.contains(place.head) && place.name.is_some() && tells(reading, place.head)
        })?;
        Some(setting::public(reading, told, PlaceRole::Site, Basis::Inferred))
    })
}

/// The first dated time of the nearest such sentence of the paragraph before `word`.
pub(super) fn time_before(reading: Reading<'_>, word: usize) -> Option<model::Time> {
    sentences_before(reading, word).find_map(|sentence| {
        let told = reading.mentions.times.iter().find(|time| {
            sentence.tokens.contains(time.head)
                && time.relation == TimeRelation::During
                && time.from.is_some()
                && time.to.is_some()
                && tells(reading, time.head)
        })?;
        Some(setting::carried(reading, told))
    })
}

/// The sentences in the words of violence before the one of `word`, nearest first, in the same block.
fn sentences_before(reading: Reading<'_>, word: usize) -> impl Iterator<Item = Sentence> {
    let parse = reading.parse;
    let own = parse.sentence_of(word);
    let before = parse.sentences.iter().rev().filter(move |other| other.tokens.end <= own.tokens.first);
    before
        .take_while(move |other| other.block == own.block)
        .filter(move |other| other.tokens.iter().any(|token| names_violence(reading, token)))
        .copied()
}

/// Whether a word alone may name an event that does harm or befalls people, whatever stands around it.
fn names_violence(reading: Reading<'_>, token: usize) -> bool {
    let (parse, book) = (reading.parse, reading.codebook);
    let wordings = book.forms.starting(parse.lower(token), parse.lemma(token));
    wordings.iter().filter(|wording| wording.rest.is_empty()).any(|wording| {
        let kind = &book.types[wording.event_type];
        kind.harms || kind.fate.is_some()
    })
}

/// Whether a place or time hangs on a verb that tells what happened, not on one of saying or going.
fn tells(reading: Reading<'_>, head: usize) -> bool {
    let parse = reading.parse;
    let preposition = parse.head(head);
    let verb = if parse.pos(preposition) == "ADP" { parse.head(preposition) } else { preposition };
    let saying = reading.codebook.lexicon.footing.saying(parse.lower(verb), parse.lemma(verb)).is_some();
    let way = &reading.codebook.lexicon.light.way;
    matches!(parse.pos(verb), "VERB" | "AUX")
        && !saying
        && !way.iter().any(|word| word == parse.lower(preposition))
}
