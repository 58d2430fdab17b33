//! Who did it, lent by the claim of the deed to the claims of what it did.

use model::Parse;

use super::inferred;
use crate::codebook::{ATTACKS, CONTROL};
use crate::draft::{DOER, Draft, Index, sentence};
use crate::fillers::Filled;
use crate::grammar::{Argument, Function};
use crate::matching::Reading;

/// Who takes a place does what the taking does.
const TAKER: &str = "holder";

/// A strike lends its perpetrator to the deaths that it caused, as an inference: where the strike is named as the
/// means, and where it stands in a "when" or "as" clause of the same sentence.
pub(super) fn lend(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let index = Index::of(reading, drafts);
    for harmed in 0..drafts.len() {
        let wants = drafts[harmed].kind.roles.iter().any(|role| role == DOER)
            && !drafts[harmed].roles.contains_key(DOER);
        if !wants || drafts[harmed].kind.name == "attribution" {
            continue;
        }
        let beside = || {
            let near = index.near(sentence(reading, &drafts[harmed]), 0).map(|deed| &drafts[deed]);
            near.filter(|deed| stands_beside(reading, &drafts[harmed], deed)).find_map(doers)
        };
        let lent = cause(reading, drafts, &index, harmed).or_else(beside).map(inferred);
        if let Some(fillers) = lent {
            drafts[harmed].roles.insert(DOER.to_owned(), fillers);
        }
    }
}

/// Who did what is named as the means of a harm, or what somebody was harmed in; of several the first.
fn cause<'d>(
    reading: Reading<'_>,
    drafts: &'d [Draft<'_>],
    index: &Index,
    harmed: usize,
) -> Option<&'d [Filled]> {
    let harm = &drafts[harmed];
    let means = harm.roles.get("means").into_iter().flatten().map(|filled| (filled.head, false));
    let within = attacked_in(reading, harm).into_iter().map(|head| (head, true));
    let deeds = means.chain(within).flat_map(|(head, asks_attack)| {
        let is_cause = move |deed: &usize| !asks_attack || drafts[*deed].kind.ledger == ATTACKS;
        index.of_head(head).filter(is_cause)
    });
    deeds.filter(|&deed| doers(&drafts[deed]).is_some()).min().and_then(|deed| doers(&drafts[deed]))
}

/// The nouns for what somebody was harmed in: "killed in an attack by rebels", "died in police firing".
fn attacked_in(reading: Reading<'_>, harm: &Draft<'_>) -> Vec<usize> {
    let within = &reading.codebook.lexicon.light.within;
    let is_within =
        |argument: &&Argument| matches!(&argument.function, Function::After(word) if within.contains(word));
    harm.found.arguments.iter().filter(is_within).map(|argument| argument.head).collect()
}

fn doers<'d>(deed: &'d Draft<'_>) -> Option<&'d [Filled]> {
    deed.roles.get(DOER).or_else(|| deed.roles.get(TAKER)).map(Vec::as_slice)
}

/// Whether `deed` stands in a "when" or "as" clause beside what `harm` tells.
fn stands_beside(reading: Reading<'_>, harm: &Draft<'_>, deed: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let clause = deed.found.predicate;
    let marks = &reading.codebook.lexicon.footing.simultaneous;
    let beside = |word: usize| marks.iter().any(|mark| mark == parse.lower(word));
    matches!(deed.kind.ledger.as_str(), ATTACKS | CONTROL)
        && parse.dep(clause) == "advcl"
        && coordinates(parse, parse.head(clause), harm.found.predicate)
        && parse.children_by(clause, &["mark", "advmod"]).any(beside)
}

/// Whether two verbs are one or coordinated with each other.
fn coordinates(parse: &Parse, one: usize, other: usize) -> bool {
    let first = |mut verb: usize| {
        while parse.dep(verb) == "conj" && parse.head(verb) != verb {
            verb = parse.head(verb);
        }
        verb
    };
    first(one) == first(other)
}
