//! The names of the directory in a report, each with the actors that it stands for on the day.

use jiff::civil::Date;
use model::{Affiliation, Mentions, Parse, Relation, TokenRange};

use super::lexicon::ActorLexicon;
use crate::directory::{ActorDirectory, ActorKind, Name, Referent, Validity};

/// A time that spans more years dates nothing.
const LONGEST_YEARS: i16 = 3;

/// A name of the directory as it stands in the text.
#[derive(Debug)]
pub(super) struct NameInText {
    pub tokens: TokenRange,
    /// The token of the name that the rest of it hangs on.
    pub root: usize,
    pub stands_for: StandsFor,
}

impl NameInText {
    /// Whether the name is of an actor, and not of a state that has several.
    pub fn is_group(&self) -> bool {
        matches!(self.stands_for, StandsFor::Actors { .. })
    }
}

/// What a name in the text stands for.
#[derive(Debug)]
pub(super) enum StandsFor {
    State {
        id: String,
        adjective: bool,
    },
    /// No ids where the name is ambiguous on the day.
    Actors {
        ids: Vec<String>,
        affiliation: Option<Affiliation>,
    },
}

/// All names of a report, none inside another.
#[derive(Debug)]
pub(super) struct Names {
    found: Vec<NameInText>,
    /// The name that each token is part of.
    by_token: Vec<Option<usize>>,
}

impl Names {
    fn new(found: Vec<NameInText>, tokens: usize) -> Self {
        let mut by_token = vec![None; tokens];
        for (index, name) in found.iter().enumerate() {
            by_token[name.tokens.iter()].fill(Some(index));
        }
        Self { found, by_token }
    }

    /// The name that token `i` is part of.
    pub fn at(&self, i: usize) -> Option<&NameInText> {
        self.by_token.get(i).copied().flatten().and_then(|index| self.found.get(index))
    }

    /// The names that start in a range, in order.
    pub fn within(&self, range: TokenRange) -> impl Iterator<Item = &NameInText> {
        range.iter().filter_map(move |i| self.at(i).filter(|name| name.tokens.first == i))
    }
}

/// The names of the directory in a report.
pub(super) fn find(
    parse: &Parse,
    mentions: &Mentions,
    published: Option<Date>,
    directory: &ActorDirectory,
    lexicon: &ActorLexicon,
) -> Names {
    let mut names = Vec::new();
    let mut i = 0;
    while i < parse.len() {
        let found = directory.name_at(parse, i);
        i = found.as_ref().map_or(i + 1, |(tokens, _)| tokens.end);
        names.extend(found.and_then(|(tokens, candidates)| {
            let periods = periods(parse, mentions, published, tokens.first);
            let stands_for = stands_for(directory, &candidates, &periods)?;
            let name = NameInText { tokens, root: root(parse, tokens), stands_for };
            (!is_somebody_else(parse, &name, directory, lexicon, &candidates)).then_some(name)
        }));
    }
    Names::new(names, parse.len())
}

/// What the spelling of an actor stands for, on the day of token `at`.
pub(super) fn spelt(
    parse: &Parse,
    mentions: &Mentions,
    published: Option<Date>,
    directory: &ActorDirectory,
    spelling: &str,
    at: usize,
) -> Option<StandsFor> {
    let candidates = directory.named(spelling);
    stands_for(directory, &candidates, &periods(parse, mentions, published, at))
}

/// When the words around token `i` may be about: the times of its sentence, then the day of the report.
fn periods(parse: &Parse, mentions: &Mentions, published: Option<Date>, i: usize) -> Vec<Validity> {
    let sentence = parse.sentence_of(i).tokens;
    let told = mentions.times.among(sentence.iter()).filter(|time| sentence.contains(time.head));
    let told = told.filter_map(|time| {
        let (from, to) = (time.from?, time.to?);
        (to.year() - from.year() <= LONGEST_YEARS).then_some(Validity { from: Some(from), to: Some(to) })
    });
    told.chain([published.map_or(Validity::default(), Validity::day)]).collect()
}

fn stands_for(directory: &ActorDirectory, names: &[&Name], periods: &[Validity]) -> Option<StandsFor> {
    let chosen = directory.choose(names, periods);
    let state = chosen.iter().find_map(|name| match &name.referent {
        Referent::State { id, adjective } => Some(StandsFor::State { id: id.clone(), adjective: *adjective }),
        Referent::Actor(_) => None,
    });
    if state.is_some() {
        return state;
    }
    let mut bodies: Vec<(String, Option<Affiliation>)> = chosen
        .iter()
        .filter_map(|name| match &name.referent {
            Referent::Actor(id) => Some(body(directory, id, periods)),
            Referent::State { .. } => None,
        })
        .collect();
    bodies.sort_by(|a, b| a.0.cmp(&b.0));
    bodies.dedup();
    match bodies.len() {
        0 => None,
        1 => bodies.pop().map(|(id, affiliation)| StandsFor::Actors { ids: vec![id], affiliation }),
        _ => Some(StandsFor::Actors { ids: Vec::new(), affiliation: None }),
    }
}

/// A person in office stands for the body, as its member; anybody else for themselves.
fn body(directory: &ActorDirectory, id: &str, periods: &[Validity]) -> (String, Option<Affiliation>) {
    let roles = directory.actor(id).map(|actor| actor.roles.as_slice()).unwrap_or_default();
    let held = |period: &Validity| -> Vec<&str> {
        let mut bodies: Vec<&str> =
            roles.iter().filter(|(_, held)| held.overlaps(*period)).map(|(body, _)| body.as_str()).collect();
        bodies.dedup();
        bodies
    };
    match periods.iter().map(held).find(|bodies| !bodies.is_empty()).as_deref() {
        Some([body]) => {
            let member = Affiliation { relation: Relation::MemberOf, actor: Some((*body).to_owned()) };
            ((*body).to_owned(), Some(member))
        }
        _ => (id.to_owned(), None),
    }
}

/// The token of a range that the others hang on.
fn root(parse: &Parse, tokens: TokenRange) -> usize {
    let outside = |&i: &usize| parse.head(i) == i || !tokens.contains(parse.head(i));
    tokens.iter().rev().find(outside).unwrap_or(tokens.end.saturating_sub(1))
}

/// Whether the words are part of another name: "Michelle Obama", "Jordan Peterson", "Lake Assad".
fn is_somebody_else(
    parse: &Parse,
    name: &NameInText,
    directory: &ActorDirectory,
    lexicon: &ActorLexicon,
    of: &[&Name],
) -> bool {
    let person = of.iter().any(|name| match &name.referent {
        Referent::Actor(id) => directory.actor(id).is_some_and(|actor| actor.kind == ActorKind::Person),
        Referent::State { .. } => false,
    });
    let state = matches!(name.stands_for, StandsFor::State { .. });
    let title = |i: usize| {
        let word: String = parse.lower(i).chars().filter(|c| c.is_alphanumeric()).collect();
        directory.branch_of([word.as_str()].into_iter()).is_some() || lexicon.titles.contains(&word)
    };
    let first_name = name.tokens.first.checked_sub(1).filter(|&i| {
        parse.dep(i) == "compound"
            && parse.pos(i) == "PROPN"
            && name.tokens.contains(parse.head(i))
            && !title(i)
    });
    let in_larger = parse.entity_at(name.root).is_some_and(|entity| {
        let others = || entity.tokens.iter().filter(|&i| !name.tokens.contains(i));
        match parse.label(entity) {
            "PERSON" => {
                state && others().count() > 0 || others().any(|i| parse.pos(i) == "PROPN" && !title(i))
            }
            "FAC" | "LOC" | "GPE" | "WORK_OF_ART" => others().count() > 0,
            _ => false,
        }
    });
    let state_in_person = state && parse.entity_at(name.root).is_some_and(|e| parse.label(e) == "PERSON");
    person && (first_name.is_some() || in_larger) || state_in_person && in_larger
}
