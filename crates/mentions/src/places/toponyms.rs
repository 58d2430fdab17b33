//! Names of places in a text: what the reader of names found, and capitalised words that the gazetteer knows.

use std::collections::{BTreeMap, BTreeSet};

use model::{Entity, Mentions, Parse, TokenRange};

use super::unknown::Surroundings;
use super::{PlaceLexicon, covered};
use crate::gazetteer::{Gazetteer, PlaceKind, PlaceRecord};

/// The most tokens of a name ("Deir ez-Zor" has four).
const LONGEST: usize = 6;
/// Inhabitants from which a capitalised word is taken for a town without any other sign.
const WELL_KNOWN: u32 = 100_000;

/// A name that stands for a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// The name alone: no article, no noun for the kind of place.
    pub tokens: TokenRange,
    /// Places of that name; empty where the gazetteer knows none.
    pub candidates: Vec<PlaceRecord>,
    /// Whether the reader of names takes it for something larger than a town ("LOC").
    pub natural: bool,
}

struct Finder<'a> {
    parse: &'a Parse,
    gazetteer: &'a Gazetteer,
    lexicon: &'a PlaceLexicon,
    /// Last names of the persons whom the report names in full.
    surnames: BTreeSet<&'a str>,
    surroundings: Surroundings<'a>,
}

/// The names of places of a report, in order of text, without overlap.
pub(super) fn find(
    parse: &Parse,
    mentions: &Mentions,
    gazetteer: &Gazetteer,
    lexicon: &PlaceLexicon,
) -> Vec<Name> {
    let mut found = told(parse, mentions, gazetteer, lexicon);
    let again = told_again(parse, &found);
    found.extend(again);
    found.sort_by_key(|name| name.tokens);
    found
}

/// Other places of the text where a name stands that is a place's elsewhere in it: "Gao offensive", "Gao was secured".
fn told_again(parse: &Parse, found: &[Name]) -> Vec<Name> {
    let taken = covered(parse, found.iter().map(|name| name.tokens));
    let free = |range: TokenRange| {
        let in_name = parse
            .entity_at(range.first)
            .is_some_and(|entity| entity.tokens.end - entity.tokens.first > range.end - range.first);
        !in_name && !taken[range.first..range.end].contains(&true)
    };
    // Of the names that stand at one token, the one that the report has first.
    let (mut numbers, mut lengths) = (BTreeMap::new(), BTreeSet::new());
    for (number, name) in found.iter().enumerate() {
        numbers.entry(parse.words(name.tokens)).or_insert(number);
        lengths.insert(name.tokens.end - name.tokens.first);
    }
    let named = |range: TokenRange| Some((*numbers.get(parse.words(range))?, range)).filter(|_| free(range));
    let mut again: Vec<Name> = Vec::new();
    for at in (0..parse.len()).filter(|&at| parse.pos(at) == "PROPN" && is_capitalised(parse.word(at))) {
        let ranges = lengths.iter().map(|length| TokenRange::new(at, at + length));
        let same = ranges.filter(|range| range.end <= parse.len()).filter_map(named).min();
        let name = same.and_then(|(number, tokens)| Some(Name { tokens, ..found.get(number)?.clone() }));
        again.extend(name.filter(|_| again.last().is_none_or(|last| last.tokens.end <= at)));
    }
    again
}

/// The names that the text around them shows to be places'.
fn told(parse: &Parse, mentions: &Mentions, gazetteer: &Gazetteer, lexicon: &PlaceLexicon) -> Vec<Name> {
    let surroundings = Surroundings::new(parse, mentions, lexicon);
    let finder = Finder { parse, gazetteer, lexicon, surnames: surnames(parse), surroundings };
    let mut found = Vec::new();
    for sentence in &parse.sentences {
        let mut at = sentence.tokens.first;
        while at < sentence.tokens.end {
            let (next, toponym) = finder.read(at, sentence.tokens.end);
            found.extend(toponym);
            at = next.max(at + 1);
        }
    }
    found
}

/// The words for a people ("Iraqi") with their country: they point to a place, but nothing happens there.
pub(super) fn peoples(parse: &Parse, gazetteer: &Gazetteer) -> Vec<(TokenRange, PlaceRecord)> {
    let ranges = (0..parse.len()).flat_map(|i| [2, 1].map(|length| TokenRange::new(i, i + length)));
    ranges
        .filter(|range| range.end <= parse.len() && is_capitalised(parse.word(range.first)))
        .filter(|range| parse.pos(range.first) != "DET")
        .filter(|range| parse.entity_at(range.first).is_none_or(|entity| entity.tokens.end <= range.end))
        .filter_map(|range| Some((range, gazetteer.by_adjective(parse.words(range)).first().copied()?)))
        .collect()
}

/// The names of places that the names of organisations and buildings begin with ("the Ohio National Guard"): countries,
/// provinces, large towns, and what the report names elsewhere.
pub(super) fn in_names(
    parse: &Parse,
    gazetteer: &Gazetteer,
    named: &[(&str, PlaceRecord)],
) -> Vec<(TokenRange, PlaceRecord)> {
    // Of the places of one name, the one that the report has first.
    let elsewhere: BTreeMap<&str, PlaceRecord> = named.iter().rev().copied().collect();
    let place = |range: TokenRange| {
        let words = parse.words(range);
        elsewhere.get(words).copied().or_else(|| gazetteer.by_name(words).into_iter().find(names_by_itself))
    };
    let is_name =
        |range: &TokenRange| parse.pos(range.end - 1) == "PROPN" && is_written_small(parse.words(*range));
    let begun = |entity: &Entity| {
        let first = entity.tokens.iter().find(|&i| parse.pos(i) != "DET")?;
        let ends = (first + 1..entity.tokens.end.min(first + LONGEST)).rev();
        ends.map(|end| TokenRange::new(first, end))
            .filter(is_name)
            .find_map(|range| Some((range, place(range)?)))
    };
    let organisations = parse.entities.iter().filter(|entity| matches!(parse.label(entity), "ORG" | "FAC"));
    organisations.filter_map(begun).collect()
}

/// Whether a place is meant by its bare name without any other sign.
fn names_by_itself(place: &PlaceRecord) -> bool {
    place.kind != PlaceKind::District && is_well_known(place)
}

/// Whether a name is written with small letters after its capital, or with full stops: "Nice" and "U.S.", but not "NICE".
fn is_written_small(name: &str) -> bool {
    is_capitalised(name) && name.contains(|c: char| c.is_lowercase() || c == '.')
}

fn surnames(parse: &Parse) -> BTreeSet<&str> {
    let full =
        parse.entities.iter().filter(|e| parse.label(e) == "PERSON" && e.tokens.end - e.tokens.first > 1);
    full.map(|entity| parse.lower(entity.tokens.end - 1)).collect()
}

impl Finder<'_> {
    /// The toponym that starts at `at`, if one does, and where to read on.
    fn read(&self, at: usize, end: usize) -> (usize, Option<Name>) {
        let Some(entity) = self.parse.entity_at(at) else { return self.unlabelled(at, end) };
        let tokens = self.up_to_foreign_preposition(TokenRange::new(at, entity.tokens.end.min(end)));
        let entity = Entity { tokens, ..*entity };
        let name = self.trimmed(entity.tokens);
        let toponym = match self.parse.label(&entity) {
            "GPE" | "LOC" => return self.labelled(entity, name),
            "FAC" | "ORG" | "PERSON" | "NORP" | "PRODUCT" | "EVENT" | "WORK_OF_ART" => {
                let known = self.known(name).filter(|_| self.in_locative_use(name));
                known
                    .or_else(|| self.unknown(self.surroundings.of_kind(at, entity.tokens.end)))
                    .or_else(|| self.seat(entity.tokens))
                    .or_else(|| self.misread(name))
            }
            _ => None,
        };
        (entity.tokens.end, toponym)
    }

    /// The reader of names may run on over "as": "named the dead in Kharkiv as Olena Koval". A preposition of the name
    /// hangs on a word of the name.
    fn up_to_foreign_preposition(&self, name: TokenRange) -> TokenRange {
        let foreign = |&at: &usize| {
            self.parse.pos(at) == "ADP" && !name.contains(self.parse.head(at)) && at > name.first
        };
        TokenRange::new(name.first, name.iter().find(foreign).unwrap_or(name.end))
    }

    /// A name that the reader of names takes for a place: known, known in part, or unknown.
    fn labelled(&self, entity: Entity, name: TokenRange) -> (usize, Option<Name>) {
        if name.first >= name.end || self.is_person(name) {
            return (entity.tokens.end, None);
        }
        let natural = self.parse.label(&entity) == "LOC";
        // The known half of "Licking River" is another place.
        let whole =
            |known: &Name| known.tokens.end >= name.end || !is_capitalised(self.parse.word(known.tokens.end));
        if let Some(known) = self.longest(name.first, name.end).filter(whole) {
            return (known.tokens.end, Some(Name { natural, ..known }));
        }
        let adjective = !self.gazetteer.by_adjective(self.parse.words(name)).is_empty();
        let nothing = adjective || self.is_empty_word(name) || self.parse.pos(name.end - 1) != "PROPN";
        let unknown = Name { tokens: name, candidates: Vec::new(), natural };
        (entity.tokens.end, (!nothing).then_some(unknown))
    }

    /// A capitalised name that the reader of names passed over.
    fn unlabelled(&self, at: usize, end: usize) -> (usize, Option<Name>) {
        let end = (at..end).find(|&i| self.parse.entity_at(i).is_some()).unwrap_or(end);
        if self.parse.pos(at) != "PROPN" || !is_capitalised(self.parse.word(at)) {
            return (at + 1, None);
        }
        let known = self
            .longest(at, end)
            .filter(|known| !self.is_person(known.tokens) && !self.is_half(known.tokens, end));
        let likely = known
            .filter(|known| self.in_locative_use(known.tokens) || known.candidates.iter().any(is_well_known));
        let around = &self.surroundings;
        let toponym = likely
            .or_else(|| self.unknown(around.of_kind(at, end)))
            .or_else(|| self.unknown(around.place_at(at, end)));
        (toponym.as_ref().map_or(at + 1, |toponym| toponym.tokens.end), toponym)
    }

    /// Whether the name goes on: "Debre Elias" is not Debre. Nouns for places and sites are no part of a town's name.
    fn is_half(&self, name: TokenRange, end: usize) -> bool {
        let (last, next) = (name.end - 1, name.end);
        let goes_on = next < end
            && self.parse.pos(next) == "PROPN"
            && is_capitalised(self.parse.word(next))
            && self.parse.dep(last) == "compound"
            && self.parse.head(last) == next;
        goes_on
            && self.lexicon.kind(self.parse, next).is_none()
            && self.lexicon.site(self.parse, next).is_none()
    }

    /// The longest name from `first` on that the gazetteer knows.
    fn longest(&self, first: usize, end: usize) -> Option<Name> {
        let ends = (first + 1..=end.min(first + LONGEST)).rev();
        ends.map(|end| TokenRange::new(first, end)).find_map(|range| self.known(range))
    }

    fn known(&self, range: TokenRange) -> Option<Name> {
        let letters = self.parse.words(range).chars().filter(|c| c.is_alphabetic()).count();
        let complete = range.first < range.end && is_capitalised(self.parse.word(range.first)) && letters > 1;
        // The gazetteer overlooks marks: "KHARKIV," would be known as well as "KHARKIV".
        let ends_in_mark =
            || self.parse.pos(range.end - 1) == "PUNCT" || self.parse.lower(range.end - 1) == "'s";
        if !complete || ends_in_mark() || self.is_empty_word(range) {
            return None;
        }
        let short = range.first > 0 && self.parse.lower(range.first - 1) == ",";
        let words = self.parse.words(range);
        let division = if short || is_shortened(self.parse.words(range)) {
            self.gazetteer.by_abbreviation(words)
        } else {
            Vec::new()
        };
        let candidates = if division.is_empty() { self.gazetteer.by_name(words) } else { division };
        (!candidates.is_empty()).then_some(Name { tokens: range, candidates, natural: false })
    }

    /// A name that the reader of names takes for something else, and that its surroundings show to be a place's.
    fn misread(&self, name: TokenRange) -> Option<Name> {
        let place = self.surroundings.place_at(name.first, name.end);
        self.unknown(place.filter(|&place| place == name && !self.is_person(name)))
    }

    /// A name that the gazetteer does not know.
    fn unknown(&self, name: Option<TokenRange>) -> Option<Name> {
        let tokens = name.filter(|&name| !self.is_empty_word(name))?;
        Some(Name { tokens, candidates: Vec::new(), natural: false })
    }

    /// The place at the end of another name: "the Ministry of Health in Sanaa".
    fn seat(&self, entity: TokenRange) -> Option<Name> {
        let after = |i: &usize| {
            *i > entity.first && self.parse.lower(i - 1) != "of" && self.lexicon.is_tail(self.parse, i - 1)
        };
        let first = entity.iter().rev().find(after)?;
        self.known(TokenRange::new(first, entity.end))
    }

    /// The entity without what stands before its first capital ("the", "northern") and without a possessive ending.
    fn trimmed(&self, range: TokenRange) -> TokenRange {
        let is_name = |i: &usize| is_capitalised(self.parse.word(*i)) && self.parse.pos(*i) != "DET";
        let first = range.iter().find(is_name).unwrap_or(range.end);
        let last = range.iter().rev().find(|&i| self.parse.tag(i) != "POS" && self.parse.pos(i) != "PUNCT");
        let last = last.filter(|&last| last >= first).map_or(first, |last| last + 1);
        let kinds =
            (first + 1..last).rev().take_while(|&i| self.lexicon.kind(self.parse, i).is_some()).count();
        let whole = TokenRange::new(first, last);
        if kinds > 0 && self.known(whole).is_none() { TokenRange::new(first, last - kinds) } else { whole }
    }

    /// Whether a preposition of place governs the name, or a larger place follows it after a comma.
    fn in_locative_use(&self, name: TokenRange) -> bool {
        let before = (self.parse.sentence_of(name.first).tokens.first..name.first)
            .rev()
            .find(|&i| !matches!(self.parse.pos(i), "DET" | "ADJ" | "SPACE"));
        before.is_some_and(|i| self.lexicon.is_locative(self.parse, i))
            || self.before_larger_place(name)
            || self.follows_place(name)
            || self.explains_noun(name)
    }

    /// Whether the name says which place a noun before it means ("its largest town, Taiz").
    fn explains_noun(&self, name: TokenRange) -> bool {
        let apposed =
            name.iter().find(|&i| self.parse.dep(i) == "appos" && !name.contains(self.parse.head(i)));
        let noun = apposed.map(|i| self.parse.head(i)).filter(|&noun| self.parse.pos(noun) == "NOUN");
        noun.is_some_and(|noun| self.lexicon.kind(self.parse, noun).is_some())
    }

    /// Whether the name is a later one of a list of places ("between Homs and Hama").
    fn follows_place(&self, name: TokenRange) -> bool {
        let conjunct =
            name.iter().find(|&i| self.parse.dep(i) == "conj" && !name.contains(self.parse.head(i)));
        let earlier = conjunct.map(|i| self.parse.head(i)).filter(|&earlier| earlier < name.first);
        earlier.is_some_and(|earlier| {
            let governed = self.parse.dep(earlier) == "pobj";
            let named = self.parse.entity_at(earlier).is_some_and(|entity| self.parse.label(entity) == "GPE");
            named || (governed && self.lexicon.is_locative(self.parse, self.parse.head(earlier)))
        })
    }

    fn before_larger_place(&self, name: TokenRange) -> bool {
        let after = name.end + 1;
        let comma = after < self.parse.len() && self.parse.lower(name.end) == ",";
        comma
            && self.longest(after, self.parse.sentence_of(after).tokens.end).is_some_and(|larger| {
                larger
                    .candidates
                    .iter()
                    .any(|larger| matches!(larger.kind, PlaceKind::Country | PlaceKind::Province))
            })
    }

    /// Whether the name is a person's: after a title, or the last name of somebody named in full.
    fn is_person(&self, name: TokenRange) -> bool {
        let titled =
            name.first.checked_sub(1).is_some_and(|before| self.lexicon.is_title(self.parse, before));
        let single = name.end - name.first == 1;
        let surname = single && self.surnames.contains(self.parse.lower(name.first));
        titled || (surname && !self.in_locative_use(name))
    }

    fn is_empty_word(&self, name: TokenRange) -> bool {
        self.lexicon.is_never_alone(&self.parse.words(name).to_lowercase())
    }
}

fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Whether a name is written short, with its full stop: "Fla.", "N.Y.".
fn is_shortened(name: &str) -> bool {
    name.ends_with('.')
}

pub(super) fn is_well_known(place: &PlaceRecord) -> bool {
    place.kind != PlaceKind::Town || place.population >= WELL_KNOWN
}
