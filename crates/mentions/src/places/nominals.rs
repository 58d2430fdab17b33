//! Nouns for places: "the city", "houses", "the road between Homs and Hama", "Kabul University".

use model::{Basis, Parse, PlaceMention, PlacePrecision, TokenRange};

use super::lexicon::noun_phrase_start;
use super::phrases::Phrase;
use super::{PlaceLexicon, covered, ids};
use crate::gazetteer::{Gazetteer, PlaceKind, PlaceRecord};

/// A phrase whose head is a noun for a place or a site.
#[derive(Debug, Clone)]
pub(super) struct Nominal {
    tokens: TokenRange,
    pub(super) head: usize,
    precision: PlacePrecision,
    site_kind: Option<String>,
    /// The capitalised words before the noun, with the noun: "Kabul University".
    pub(super) name: Option<TokenRange>,
    /// The first named place inside the phrase, by its number.
    place: Option<usize>,
}

/// The nouns for places of a report, in order of text.
pub(super) fn find(parse: &Parse, phrases: &[Phrase], lexicon: &PlaceLexicon) -> Vec<Nominal> {
    let mut taken = covered(parse, phrases.iter().map(|phrase| phrase.name));
    phrases.iter().for_each(|phrase| taken[phrase.head] = true);
    let free = (0..parse.len()).filter(|&i| !taken[i]);
    free.filter_map(|i| nominal(parse, i, phrases, lexicon)).collect()
}

fn nominal(parse: &Parse, head: usize, phrases: &[Phrase], lexicon: &PlaceLexicon) -> Option<Nominal> {
    if !matches!(parse.pos(head), "NOUN" | "PROPN") || is_part_of_name(parse, head, lexicon) {
        return None;
    }
    let site = lexicon.site(parse, head);
    let kind = site.is_none().then(|| lexicon.kind(parse, head)).flatten();
    let (site_kind, first, precision) = match (site, kind) {
        (Some((site, first)), _) => (Some(site.to_owned()), first, PlacePrecision::Site),
        (None, Some(kind)) => (None, head, kind),
        (None, None) => return None,
    };
    let name = name_of(parse, head, first).filter(|_| site_kind.is_some());
    let organisation = name.is_none() && is_in_name(parse, head);
    if organisation || lexicon.in_idiom(parse, head) || acts(parse, head, name, lexicon) {
        return None;
    }
    let start = noun_phrase_start(parse, head).min(first);
    let end = tail_end(parse, head, phrases, lexicon);
    let tokens = TokenRange::new(start, end);
    let first = phrases.partition_point(|phrase| phrase.name.first < tokens.first);
    let place = phrases.get(first).is_some_and(|phrase| tokens.contains(phrase.name.first)).then_some(first);
    Some(Nominal { tokens, head, precision, site_kind, name, place })
}

/// Whether the noun only qualifies another: "city council", "house arrest", "village elders".
fn is_part_of_name(parse: &Parse, i: usize, lexicon: &PlaceLexicon) -> bool {
    let of = parse.head(i);
    let modifies = matches!(parse.dep(i), "compound" | "nmod" | "amod") && of > i;
    let before_noun = i + 1 < parse.len()
        && parse.head(i + 1) != i
        && lexicon.site(parse, i + 1).is_some_and(|(_, first)| first == i);
    modifies || before_noun
}

/// Whether the noun stands inside a name that is no place's: "House of Representatives", "National Army".
fn is_in_name(parse: &Parse, i: usize) -> bool {
    parse.pos(i) == "PROPN"
        && parse.entity_at(i).is_some_and(|entity| !matches!(parse.label(entity), "GPE" | "LOC" | "FAC"))
}

/// The capitalised words that name a site together with its noun.
fn name_of(parse: &Parse, head: usize, first: usize) -> Option<TokenRange> {
    let sentence = parse.sentence_of(head).tokens.first;
    let named = |&i: &usize| matches!(parse.pos(i), "PROPN") || (parse.word(i) == "-" && parse.head(i) != i);
    let start = (sentence..first).rev().take_while(named).last()?;
    let start = (start..first).find(|&i| parse.pos(i) == "PROPN")?;
    Some(TokenRange::new(start, head + 1))
}

/// Whether a named body acts or speaks here: "Kabul University said".
fn acts(parse: &Parse, head: usize, name: Option<TokenRange>, lexicon: &PlaceLexicon) -> bool {
    name.is_some() && parse.dep(head) == "nsubj" && lexicon.is_speech(parse, parse.head(head))
}

/// Where the phrase ends: after named places that say where it is ("a school in Kherson", "between Homs and Hama").
fn tail_end(parse: &Parse, head: usize, phrases: &[Phrase], lexicon: &PlaceLexicon) -> usize {
    let mut end = head + 1;
    let joins = |i: usize| lexicon.is_site_tail(parse, i) || (end_of_pair(parse, i) && i > head + 1);
    let behind = &phrases[phrases.partition_point(|phrase| phrase.name.first <= head)..];
    for phrase in behind.iter().filter(|phrase| !phrase.absorbed && phrase.tokens.first > head) {
        let adjacent = phrase.tokens.first == end + 1;
        let attached = end < parse.len() && joins(end) && (end > head + 1 || parse.head(end) == head);
        if !(adjacent && attached) {
            break;
        }
        end = phrase.tokens.end;
    }
    end
}

fn end_of_pair(parse: &Parse, i: usize) -> bool {
    matches!(parse.dep(i), "cc")
}

impl Nominal {
    /// The mention: without a name of its own it waits for coreference.
    pub(super) fn mention(
        &self,
        parse: &Parse,
        phrases: &[Phrase],
        resolved: &[Option<PlaceRecord>],
        gazetteer: &Gazetteer,
        lexicon: &PlaceLexicon,
    ) -> PlaceMention {
        let relation = lexicon.relation(parse, self.tokens, self.head);
        let place = self
            .place
            .filter(|&at| phrases.get(at).is_some_and(|phrase| self.lies_at(parse, phrase, lexicon)));
        let place = place.and_then(|at| resolved.get(at).copied().flatten());
        let own = place.filter(|place| place.kind != PlaceKind::Region);
        let containers = place.map(|place| gazetteer.containers(&place)).unwrap_or_default();
        let within: Vec<PlaceRecord> = place.into_iter().chain(containers).collect();
        PlaceMention {
            tokens: self.tokens,
            head: self.head,
            name: self.name.map(|name| parse.words(name).to_owned()),
            id: None,
            lat: None,
            lon: None,
            country: own.and_then(|place| place.country().map(str::to_owned)),
            precision: self.precision,
            relation,
            site_kind: self.site_kind.clone(),
            within: ids(gazetteer, &within),
            basis: if self.precision == PlacePrecision::Site { Basis::Stated } else { Basis::Inferred },
        }
    }

    /// Whether the phrase's named place contains it: "in Kherson" does, "between Homs and Hama" does not.
    fn lies_at(&self, parse: &Parse, phrase: &Phrase, lexicon: &PlaceLexicon) -> bool {
        let before = phrase.tokens.first.checked_sub(1).filter(|&before| before > self.head);
        before.is_none_or(|before| lexicon.is_container(parse, before))
    }
}
