//! The words around a name: "the besieged city of Mosul in Iraq" is one phrase about one place.

use model::{Mentions, NounClass, Parse, PlacePrecision, TokenRange};

use super::lexicon::noun_phrase_start;
use super::toponyms::Name;
use super::{PlaceLexicon, fits, toponyms};
use crate::gazetteer::{Gazetteer, PlaceKind, PlaceRecord};

/// A named place with the words that belong to it.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// The name alone.
    pub name: TokenRange,
    /// The whole phrase, without a preposition that governs it.
    pub tokens: TokenRange,
    pub head: usize,
    /// What the text calls the place ("the city of", "province").
    pub kind: Option<PlacePrecision>,
    pub candidates: Vec<PlaceRecord>,
    /// Whether the reader of names takes it for something larger than a town.
    pub natural: bool,
    /// The phrase of the place that the text says it lies in.
    pub container: Option<usize>,
    /// Whether the words stand inside another phrase, as its container.
    pub absorbed: bool,
}

impl Phrase {
    /// How finely the phrase states a place: by its own noun, else by what it resolved to.
    pub(super) fn precision(&self, place: Option<&PlaceRecord>) -> PlacePrecision {
        let of_place = place.map(precision_of);
        let of_kind = |place: &PlaceRecord| self.kind.filter(|kind| !fits(*kind, place.kind));
        match place {
            Some(place) => of_kind(place).or(of_place).unwrap_or(PlacePrecision::Town),
            None if self.natural => self.kind.unwrap_or(PlacePrecision::Region),
            None => self.kind.unwrap_or(PlacePrecision::Town),
        }
    }

    /// The name with its noun where that is written as a part of it ("Fraser Valley", "Anderson County").
    pub(super) fn full_name(&self, parse: &Parse) -> TokenRange {
        let noun = self.name.end;
        let is_part = self.head == noun
            && self.tokens.end == noun + 1
            && parse.pos(noun) == "PROPN"
            && parse.word(noun).starts_with(char::is_uppercase);
        TokenRange::new(self.name.first, if is_part { noun + 1 } else { noun })
    }
}

/// How finely a place of the gazetteer is told by its name.
pub(super) fn precision_of(place: &PlaceRecord) -> PlacePrecision {
    match place.kind {
        PlaceKind::Country => PlacePrecision::Country,
        PlaceKind::Province => PlacePrecision::Province,
        PlaceKind::District => PlacePrecision::District,
        PlaceKind::Town => PlacePrecision::Town,
        PlaceKind::Region => PlacePrecision::Region,
    }
}

/// The phrase of each toponym, in order of text.
pub(super) fn around(
    parse: &Parse,
    toponyms: &[Name],
    gazetteer: &Gazetteer,
    lexicon: &PlaceLexicon,
) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = toponyms.iter().map(|toponym| phrase(parse, toponym, lexicon)).collect();
    for inner in (0..phrases.len().saturating_sub(1)).rev() {
        join(parse, &mut phrases, inner, gazetteer, lexicon);
    }
    phrases
}

/// The phrase of one toponym with its noun: "Mosul city", "the city of Mosul", "the town Sinjar", or the bare name.
fn phrase(parse: &Parse, toponym: &Name, lexicon: &PlaceLexicon) -> Phrase {
    let name = toponym.tokens;
    let (head, kind, end) = noun_after(parse, name, lexicon)
        .or_else(|| noun_before(parse, name, lexicon))
        .unwrap_or((head_of(parse, name), None, name.end));
    let first = noun_phrase_start(parse, head).min(name.first);
    Phrase {
        name,
        tokens: TokenRange::new(first, end),
        head,
        kind,
        candidates: toponym.candidates.clone(),
        natural: toponym.natural,
        container: None,
        absorbed: false,
    }
}

type Noun = (usize, Option<PlacePrecision>, usize);

fn noun_after(parse: &Parse, name: TokenRange, lexicon: &PlaceLexicon) -> Option<Noun> {
    let noun = name.end;
    let follows = noun < parse.sentence_of(name.first).tokens.end && is_nominal(parse, noun);
    let kind = follows.then(|| lexicon.kind(parse, noun)).flatten()?;
    // In "Kabul city council" the noun itself is only a part of another name.
    let part = parse.dep(noun) == "compound"
        && parse.head(noun) == noun + 1
        && lexicon.kind(parse, noun + 1).is_none();
    (!part && !is_named_behind(parse, noun)).then_some((noun, Some(kind), noun + 1))
}

/// "the Red Sea city of Hodeidah": the noun is named by what follows it, not by what stands before.
fn is_named_behind(parse: &Parse, noun: usize) -> bool {
    let of = parse.child(noun, &["prep"]).filter(|&of| of == noun + 1 && parse.lower(of) == "of");
    of.and_then(|of| parse.child(of, &["pobj"])).is_some_and(|name| parse.pos(name) == "PROPN")
}

fn noun_before(parse: &Parse, name: TokenRange, lexicon: &PlaceLexicon) -> Option<Noun> {
    let sentence = parse.sentence_of(name.first).tokens;
    let before = (sentence.first..name.first).rev().find(|&i| parse.pos(i) != "DET")?;
    let noun = if parse.lower(before) == "of" { before.checked_sub(1)? } else { before };
    let directly = noun + 1 == name.first;
    let joined = parse.lower(before) == "of" || (directly && is_determined(parse, noun));
    let kind =
        lexicon.kind(parse, noun).filter(|_| joined && noun >= sentence.first && is_nominal(parse, noun))?;
    (!lexicon.in_idiom(parse, noun)).then_some((noun, Some(kind), name.end))
}

/// Whether an article stands before the noun: "the town Sinjar", but not "Mexico City Juarez".
fn is_determined(parse: &Parse, noun: usize) -> bool {
    parse.pos(noun) == "NOUN"
        && noun.checked_sub(1).is_some_and(|before| matches!(parse.pos(before), "DET" | "ADJ"))
}

fn is_nominal(parse: &Parse, i: usize) -> bool {
    matches!(parse.pos(i), "NOUN" | "PROPN")
}

/// The last token of a name that is governed from outside the name.
fn head_of(parse: &Parse, name: TokenRange) -> usize {
    let outside = |&i: &usize| !name.contains(parse.head(i)) || parse.head(i) == i;
    name.iter().rev().filter(|&i| parse.pos(i) != "PUNCT").find(outside).unwrap_or(name.end - 1)
}

/// Joins a phrase with the one after it, if the text says that one lies in the other.
fn join(parse: &Parse, phrases: &mut [Phrase], inner: usize, gazetteer: &Gazetteer, lexicon: &PlaceLexicon) {
    let [earlier, later] = [&phrases[inner], &phrases[inner + 1]];
    if later.absorbed || later.name.first < earlier.tokens.end && earlier.tokens.first < earlier.name.first {
        return;
    }
    let possessive = later.tokens.first <= earlier.tokens.first;
    if possessive && lies_in(gazetteer, later, earlier) {
        phrases[inner + 1].container = Some(inner);
        phrases[inner].absorbed = true;
    } else if possessive {
        phrases[inner + 1].tokens.first = later.name.first;
    } else if has_tail(parse, earlier, later, lexicon) && lies_in(gazetteer, earlier, later) {
        phrases[inner].tokens.end = later.tokens.end;
        phrases[inner].container = Some(inner + 1);
        phrases[inner + 1].absorbed = true;
    }
}

/// Whether nothing but a comma or a preposition like "in" stands between two phrases.
fn has_tail(parse: &Parse, earlier: &Phrase, later: &Phrase, lexicon: &PlaceLexicon) -> bool {
    let between = earlier.tokens.end;
    let adjacent = between + 1 == later.tokens.first || between + 1 == later.name.first;
    // "Derna, Libya's eastern city" is an apposition, not a larger place.
    let owner = later.tokens.end < parse.len() && parse.tag(later.tokens.end) == "POS";
    adjacent && !owner && (parse.lower(between) == "," || lexicon.is_tail(parse, between))
}

/// Whether a place of the first name can lie in a place of the second; an unknown name can lie in any country.
fn lies_in(gazetteer: &Gazetteer, inner: &Phrase, outer: &Phrase) -> bool {
    let wide = |place: &PlaceRecord| place.kind != PlaceKind::Town;
    if inner.candidates.is_empty() {
        return outer.kind.is_some() || outer.candidates.iter().any(wide);
    }
    inner.candidates.iter().any(|inner| {
        let containers = gazetteer.containers(inner);
        outer.candidates.iter().any(|outer| containers.iter().any(|container| container.is(outer)))
    })
}

/// Whether the phrase is used for a place, rather than for those who act in its name.
pub(super) fn is_place(parse: &Parse, mentions: &Mentions, phrase: &Phrase, lexicon: &PlaceLexicon) -> bool {
    !(is_participle(parse, phrase)
        || speaks(parse, phrase, lexicon)
        || is_actor(parse, mentions, phrase, lexicon))
}

/// "Hamas-run", "US-led": the name tells who, not where.
fn is_participle(parse: &Parse, phrase: &Phrase) -> bool {
    let (hyphen, verb) = (phrase.name.end, phrase.name.end + 1);
    verb < parse.len() && parse.word(hyphen) == "-" && matches!(parse.tag(verb), "VBN" | "VBD" | "VBG" | "JJ")
}

fn speaks(parse: &Parse, phrase: &Phrase, lexicon: &PlaceLexicon) -> bool {
    parse.dep(phrase.head) == "nsubj" && lexicon.is_speech(parse, parse.head(phrase.head))
}

/// Whether who speaks is called as a place that no one would take for it: "Brown said" tells of a person.
pub(super) fn is_speaker(
    parse: &Parse,
    phrase: &Phrase,
    place: Option<PlaceRecord>,
    lexicon: &PlaceLexicon,
) -> bool {
    speaks(parse, phrase, lexicon) && place.is_none_or(|place| !toponyms::is_well_known(&place))
}

/// "US forces", "Iraq's army": the name is part of an actor's, unless a preposition makes it a place again.
fn is_actor(parse: &Parse, mentions: &Mentions, phrase: &Phrase, lexicon: &PlaceLexicon) -> bool {
    let located = phrase.tokens.first.checked_sub(1).is_some_and(|before| lexicon.is_locative(parse, before));
    // A hamlet that is called as they are is not where they are: "the supervision of the Red Cross".
    let hamlet = !phrase.candidates.is_empty() && !phrase.candidates.iter().any(toponyms::is_well_known);
    let located = located && !hamlet;
    // The "AU" of "Port-au-Prince" is nobody.
    let inside = |actor: TokenRange| {
        actor != phrase.name && phrase.name.contains(actor.first) && actor.end <= phrase.name.end
    };
    let mut near = mentions.actors.among(parse.sentence_of(phrase.head).tokens.iter());
    let named = near.any(|actor| actor.named.overlaps(phrase.name) && !inside(actor.named));
    let modifies = matches!(parse.dep(phrase.head), "compound" | "amod" | "nmod" | "poss");
    let of_actors = mentions.class(parse.head(phrase.head)).is_some_and(|class| {
        matches!(class, NounClass::Armed | NounClass::Organisation | NounClass::People | NounClass::Weapon)
    });
    // "Haiti has 9,000 police": they are there.
    let holds = parse.dep(phrase.head) == "nsubj" && lexicon.holds(parse, parse.head(phrase.head));
    (named && !located && !holds) || (modifies && of_actors)
}
