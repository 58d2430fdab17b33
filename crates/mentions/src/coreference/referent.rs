//! What can be referred to, or refer: one per head of a noun phrase, and one per verb of an event.

use std::collections::BTreeSet;

use model::{ChainKind, Gender, Mentions, NounClass, Parse, PlacePrecision, TokenRange};

use super::lexicon::{CoreferenceLexicon, FamiliesByToken, Pronoun};
use crate::phrase;
use crate::spellings::spellings;
use crate::words::WordSet;

/// How a phrase refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// By a name: "Mosul", "President Obama".
    Name,
    Pronoun(Pronoun),
    /// By a noun that points back: "the city".
    Pointing,
    /// It introduces something: "a village", "14 civilians", "was killed".
    Plain,
}

/// One phrase, with what matters for agreement.
#[derive(Debug, Clone)]
pub(super) struct Referent {
    pub head: usize,
    pub tokens: TokenRange,
    pub kind: ChainKind,
    pub manner: Manner,
    pub class: Option<NounClass>,
    pub plural: bool,
    pub gender: Option<Gender>,
    /// What the head noun may be listed as, two words first.
    pub nouns: Vec<String>,
    /// The describing words before the head noun, and the names behind its "of", in lower case.
    pub modifiers: BTreeSet<String>,
    /// The number word before the noun ("two").
    pub count: Option<String>,
    /// Names in lower case, each as its words.
    pub names: Vec<Vec<String>>,
    /// The directory's ids of an actor; the gazetteer's id of a place.
    pub ids: Vec<String>,
    pub precision: Option<PlacePrecision>,
}

impl Referent {
    /// Whether one of the spellings of the head noun is in `words`.
    pub fn is_listed(&self, words: &WordSet) -> bool {
        self.nouns.iter().any(|noun| words.contains(noun))
    }

    /// The head noun in one word.
    pub fn noun(&self) -> Option<&String> {
        self.nouns.iter().find(|noun| !noun.contains(' '))
    }

    /// Whether the two head nouns are the same noun.
    pub fn same_noun(&self, other: &Self) -> bool {
        self.noun().is_some_and(|noun| other.nouns.contains(noun) && other.plural == self.plural)
    }
}

/// All referents of a report in order of text.
pub(super) fn collect(
    parse: &Parse,
    mentions: &Mentions,
    lexicon: &CoreferenceLexicon,
    families: &FamiliesByToken<'_>,
) -> Vec<Referent> {
    (0..parse.len()).filter_map(|i| Collector { parse, mentions, lexicon, families, i }.referent()).collect()
}

struct Collector<'a> {
    parse: &'a Parse,
    mentions: &'a Mentions,
    lexicon: &'a CoreferenceLexicon,
    families: &'a FamiliesByToken<'a>,
    i: usize,
}

impl Collector<'_> {
    fn referent(&self) -> Option<Referent> {
        let kind = self.kind()?;
        let tokens = self.tokens(kind);
        let names = self.names(kind);
        Some(Referent {
            head: self.i,
            tokens,
            kind,
            manner: self.manner(&names),
            class: self.mentions.class(self.i),
            plural: self.is_plural(),
            gender: self.mentions.people_at(self.i).and_then(|people| people.gender),
            nouns: spellings(self.parse, self.i),
            modifiers: self.modifiers(),
            count: self.parse.child(self.i, &["nummod"]).map(|number| self.parse.lower(number).to_owned()),
            names,
            ids: self.ids(kind),
            precision: self.mentions.place_at(self.i).map(|place| place.precision),
        })
    }

    fn kind(&self) -> Option<ChainKind> {
        let (parse, i) = (self.parse, self.i);
        if self.lexicon.pronoun(parse.lower(i)).is_some() {
            return parse.tag(i).starts_with("PRP").then_some(ChainKind::Other);
        }
        // Those of the speaker, relative and indefinite ones refer in ways that are not followed here.
        if parse.pos(i) == "PRON" {
            return None;
        }
        if self.mentions.actor_at(i).is_some() {
            return Some(ChainKind::Actor);
        }
        if self.is_event_noun() || self.is_verb() {
            return Some(ChainKind::Event);
        }
        if self.mentions.place_at(i).is_some() {
            return Some(ChainKind::Place);
        }
        self.kind_by_class()
    }

    /// "The killings", not "the wounded": words for people are people first.
    fn is_event_noun(&self) -> bool {
        let is_noun =
            matches!(self.parse.pos(self.i), "NOUN" | "PROPN") && phrase::heads_phrase(self.parse, self.i);
        is_noun && self.families.is_event(self.i)
    }

    fn is_verb(&self) -> bool {
        let is_noun = phrase::heads_phrase(self.parse, self.i);
        self.parse.pos(self.i) == "VERB" && !is_noun && self.families.is_event(self.i)
    }

    fn kind_by_class(&self) -> Option<ChainKind> {
        if self.lexicon.incidents.nouns.contains(self.parse.lower(self.i)) {
            return Some(ChainKind::Event);
        }
        Some(match self.mentions.class(self.i)? {
            NounClass::People => ChainKind::People,
            NounClass::Armed | NounClass::Organisation => ChainKind::Actor,
            NounClass::Place => ChainKind::Place,
            NounClass::Site | NounClass::Weapon | NounClass::Vehicle | NounClass::Goods | NounClass::Body => {
                ChainKind::Other
            }
            NounClass::Time | NounClass::Quantity | NounClass::Other => return None,
        })
    }

    fn tokens(&self, kind: ChainKind) -> TokenRange {
        let place = self.mentions.place_at(self.i).filter(|_| kind == ChainKind::Place);
        let actor = self.mentions.actor_at(self.i).filter(|_| kind == ChainKind::Actor);
        place
            .map(|place| place.tokens)
            .or_else(|| actor.map(|actor| actor.tokens))
            .or_else(|| self.mentions.people_at(self.i).map(|people| people.tokens))
            .unwrap_or_else(|| self.own_tokens())
    }

    fn own_tokens(&self) -> TokenRange {
        if phrase::heads_phrase(self.parse, self.i) {
            phrase::noun_phrase(self.parse, self.i)
        } else {
            TokenRange::new(self.i, self.i + 1)
        }
    }

    fn names(&self, kind: ChainKind) -> Vec<Vec<String>> {
        let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<String>>();
        match kind {
            ChainKind::Place => {
                let place = self.mentions.place_at(self.i);
                place.and_then(|place| place.name.as_deref()).map(words).into_iter().collect()
            }
            ChainKind::People => {
                let people = self.mentions.people_at(self.i);
                people.map(|people| people.names.iter().map(|name| words(name)).collect()).unwrap_or_default()
            }
            ChainKind::Actor => self.actor_name().into_iter().collect(),
            ChainKind::Event | ChainKind::Other => Vec::new(),
        }
    }

    /// The name of an actor: what the directory's finder took for one, else the proper noun and those before it.
    fn actor_name(&self) -> Option<Vec<String>> {
        let (parse, i) = (self.parse, self.i);
        let named = self.mentions.actor_at(i).map(|actor| actor.named);
        let entity = || parse.entity_at(i).map(|entity| entity.tokens);
        let own = || {
            (parse.pos(i) == "PROPN" || parse.entity_at(i).is_some())
                .then(|| entity().unwrap_or(TokenRange::new(i, i + 1)))
        };
        let range = named.or_else(own).filter(|range| range.first < range.end)?;
        let is_name = |&t: &usize| !matches!(parse.pos(t), "DET" | "PART" | "PUNCT");
        let words: Vec<String> = range.iter().filter(is_name).map(|t| parse.lower(t).to_owned()).collect();
        let capital = range.iter().any(|t| parse.word(t).starts_with(char::is_uppercase));
        (capital && !words.is_empty()).then_some(words)
    }

    fn ids(&self, kind: ChainKind) -> Vec<String> {
        match kind {
            ChainKind::Place => {
                self.mentions.place_at(self.i).and_then(|place| place.id.clone()).into_iter().collect()
            }
            ChainKind::Actor => {
                let actor = self.mentions.actor_at(self.i).filter(|actor| actor.affiliation.is_none());
                actor.map(|actor| actor.actors.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn manner(&self, names: &[Vec<String>]) -> Manner {
        let parse = self.parse;
        if let Some(pronoun) = self.lexicon.pronoun(parse.lower(self.i)) {
            return Manner::Pronoun(pronoun);
        }
        if !names.is_empty() {
            return Manner::Name;
        }
        let pointing = &self.lexicon.pointing.words;
        let points = parse.children_by(self.i, &["det"]).any(|det| pointing.contains(parse.lower(det)));
        if points && phrase::heads_phrase(parse, self.i) { Manner::Pointing } else { Manner::Plain }
    }

    fn is_plural(&self) -> bool {
        let is_plural_noun = matches!(self.parse.tag(self.i), "NNS" | "NNPS");
        let people = self.mentions.people_at(self.i);
        is_plural_noun
            || self.parse.pos(self.i) == "NUM"
            || self.parse.lower(self.i) == "people"
            || people
                .is_some_and(|people| !people.individual && matches!(self.parse.pos(self.i), "ADJ" | "VERB"))
    }

    fn modifiers(&self) -> BTreeSet<String> {
        let parse = self.parse;
        let before = parse.children_by(self.i, &["amod", "compound", "nmod"]);
        // "the government of Manipur" is not "the Chadian government".
        let of = phrase::complement(parse, self.i).filter(|&of| parse.pos(of) == "PROPN");
        before.chain(of).map(|child| parse.lower(child).to_owned()).collect()
    }
}
