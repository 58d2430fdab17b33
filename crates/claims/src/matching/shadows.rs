//! Matches that speak of the same words: which of them counts, and which is only spoken of by another.

use std::collections::BTreeMap;

use model::Parse;

use super::{Match, Reading, outranked};
use crate::codebook::{ATTACKS, Speech};
use crate::fillers::is_indefinite;
use crate::grammar::Function;
use crate::misses::{Miss, Reason};

/// The numbers of a report's matches, in their order, by the words that they are found at.
struct Index {
    tokens: BTreeMap<usize, Vec<usize>>,
    predicates: BTreeMap<usize, Vec<usize>>,
    heads: BTreeMap<usize, Vec<usize>>,
}

impl Index {
    fn of(found: &[Match<'_>]) -> Self {
        let mut index = Self { tokens: BTreeMap::new(), predicates: BTreeMap::new(), heads: BTreeMap::new() };
        for (number, one) in found.iter().enumerate() {
            for &token in &one.tokens {
                index.tokens.entry(token).or_default().push(number);
            }
            index.predicates.entry(one.predicate).or_default().push(number);
            index.heads.entry(one.head).or_default().push(number);
        }
        index
    }
}

/// The matches of a word, in their order.
fn at<'f, 'a>(
    found: &'f [Match<'a>],
    numbers: &'f BTreeMap<usize, Vec<usize>>,
    word: usize,
) -> impl Iterator<Item = &'f Match<'a>> {
    numbers.get(&word).into_iter().flatten().filter_map(|&number| found.get(number))
}

/// Events whose light verb belongs to another wording are spoken of, not told by it.
pub(super) fn grant(reading: Reading<'_>, found: &mut [Match<'_>]) {
    let parse = reading.parse;
    let mut stances: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let mut long: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for one in found.iter() {
        for &token in &one.tokens {
            if one.trigger.stance.is_some() {
                stances.entry(parse.tokens[token].sentence).or_default().push((one.head, token));
            }
            if one.tokens.len() > 1 {
                long.entry(token).or_default().push(one.head);
            }
        }
    }
    for one in found.iter_mut() {
        let near = stances.get(&parse.tokens[one.head].sentence).into_iter().flatten();
        one.deaf_to = near.filter(|(head, _)| *head != one.head).map(|(_, token)| *token).collect();
        let others = long.get(&one.predicate).into_iter().flatten();
        if one.predicate != one.head && others.into_iter().any(|head| *head != one.head) {
            one.predicate = one.head;
            // "An attack could force people to flee": an attack of which nothing is known is no surer than what it would do.
            let subject = matches!(parse.dep(one.head), "nsubj" | "nsubjpass");
            one.granted = !(subject && is_indefinite(reading, one.head));
            one.arguments.retain(|argument| argument.function != Function::Subject);
        }
    }
}

/// A longer wording hides shorter ones on any of its tokens ("take control" hides "control"), and of coordinated
/// event nouns of one type the first stands for all ("turmoil and unrest").
pub(super) fn without_shadowed<'a>(
    reading: Reading<'a>,
    found: Vec<Match<'a>>,
    misses: &mut Vec<Miss>,
) -> Vec<Match<'a>> {
    let index = Index::of(&found);
    let mut kept: Vec<Match<'a>> = Vec::new();
    for one in &found {
        let longer = || longer(&found, &index, one);
        let other = longer()
            .or_else(|| noun_of_verb(reading.parse, &found, &index, one))
            .or_else(|| verb_of_described(reading, &found, &index, one));
        if let Some(other) = other {
            misses.push(Miss::of(reading, one, outranked(reading, other)));
        } else if joins_its_like(reading.parse, &found, &index, one) {
            misses.push(Miss::of(reading, one, Reason::Coordinated));
        } else {
            kept.push(one.clone());
        }
    }
    kept
}

/// A wording of more words that has all of these.
fn longer<'f, 'a>(found: &'f [Match<'a>], index: &'f Index, one: &Match<'_>) -> Option<&'f Match<'a>> {
    at(found, &index.tokens, *one.tokens.first()?).find(|other| {
        other.tokens.len() > one.tokens.len() && one.tokens.iter().all(|token| other.tokens.contains(token))
    })
}

/// "Shelling hit a school": what the noun names, its verb does not name again.
fn noun_of_verb<'f, 'a>(
    parse: &Parse,
    found: &'f [Match<'a>],
    index: &'f Index,
    one: &Match<'_>,
) -> Option<&'f Match<'a>> {
    let names_it = |other: &&Match<'_>| {
        other.speech == Speech::Noun
            && other.event_type == one.event_type
            && matches!(parse.dep(other.head), "nsubj" | "nsubjpass")
    };
    at(found, &index.predicates, one.head).find(|other| one.speech == Speech::Verb && names_it(other))
}

/// "Rockets fired from Karsa fell on Ber": the verb tells what the participle at its subject tells, unless that says by whom.
fn verb_of_described<'f, 'a>(
    reading: Reading<'_>,
    found: &'f [Match<'a>],
    index: &'f Index,
    one: &Match<'_>,
) -> Option<&'f Match<'a>> {
    let parse = reading.parse;
    let subject = parse.head(one.head);
    let describes = reading.codebook.types[one.event_type].ledger == ATTACKS
        && one.speech == Speech::Verb
        && parse.dep(one.head) == "acl"
        && matches!(parse.tag(one.head), "VBN" | "VBD")
        && matches!(parse.dep(subject), "nsubj" | "nsubjpass")
        && parse.child(one.head, &["agent"]).is_none();
    at(found, &index.heads, parse.head(subject)).find(|other| describes && other.event_type == one.event_type)
}

fn joins_its_like(parse: &Parse, found: &[Match<'_>], index: &Index, one: &Match<'_>) -> bool {
    let mut governors = at(found, &index.heads, parse.head(one.head));
    one.speech == Speech::Noun
        && parse.dep(one.head) == "conj"
        && governors.any(|other| other.event_type == one.event_type)
}
