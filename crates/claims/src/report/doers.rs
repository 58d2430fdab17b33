//! Who did it, lent by the claim of the deed to the claims of what it did.

use model::{ChainKind, Parse, Polarity, Realis};

use super::inferred;
use crate::codebook::{ATTACKS, CONTROL};
use crate::draft::{DOER, Draft, Index, sentence};
use crate::fillers::Filled;
use crate::grammar::{Argument, Function};
use crate::matching::Reading;

/// What harm is done with.
const MEANS: &str = "means";

/// Who takes a place does what the taking does.
const TAKER: &str = "holder";

/// A strike lends its perpetrator to the deaths that it caused, as an inference: where the strike is named as the
/// means, where it stands in a "when" or "as" clause of the same sentence, and where the words point back to it.
pub(super) fn lend(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let index = Index::of(reading, drafts);
    for harmed in 0..drafts.len() {
        let wants = drafts[harmed].kind.roles.iter().any(|role| role == DOER)
            && !drafts[harmed].roles.contains_key(DOER);
        if !wants || drafts[harmed].kind.name == "attribution" {
            continue;
        }
        let beside = || {
            let mut near = index.near(sentence(reading, &drafts[harmed]), 0).map(|deed| &drafts[deed]);
            near.find(|deed| stands_beside(reading, &drafts[harmed], deed) && doers(deed).is_some())
        };
        let deed = cause(reading, drafts, &index, harmed).or_else(beside);
        if let Some(fillers) = deed.and_then(|deed| lent(deed, &drafts[harmed])) {
            drafts[harmed].roles.insert(DOER.to_owned(), fillers);
        }
    }
}

/// Who did a deed, inferred of the harm: no surer than who did the deed.
fn lent(deed: &Draft<'_>, harm: &Draft<'_>) -> Option<Vec<Filled>> {
    let mut doers = inferred(doers(deed)?);
    if deed.footing.factuality > harm.footing.factuality {
        for filler in doers.iter_mut().flat_map(|doer| &mut doer.fillers) {
            filler.factuality = filler.factuality.max(Some(deed.footing.factuality));
            filler.said_by = filler.said_by.take().or_else(|| Some(deed.footing.said_by.clone()));
        }
    }
    Some(doers)
}

/// What is named as the means of a harm, or what somebody was harmed in, if it is told who did that; of several the first.
fn cause<'d, 'a>(
    reading: Reading<'_>,
    drafts: &'d [Draft<'a>],
    index: &Index,
    harmed: usize,
) -> Option<&'d Draft<'a>> {
    let harm = &drafts[harmed];
    let means = harm.roles.get(MEANS).into_iter().flatten().map(|filled| (filled.head, false));
    let within = attacked_in(reading, harm).map(|argument| (argument.head, true));
    let named = means.chain(within).flat_map(|(head, asks_attack)| {
        let is_cause = move |deed: &usize| !asks_attack || drafts[*deed].kind.ledger == ATTACKS;
        index.of_head(head).filter(is_cause)
    });
    let told = pointed_to(reading, harm).flat_map(|word| attack_of(reading, drafts, index, word));
    named.chain(told).filter(|&deed| doers(&drafts[deed]).is_some()).min().map(|deed| &drafts[deed])
}

/// The words of events told before that a harm points to: "Rebels attacked the village. Ten people died in the attack." People are
/// arrested in an attack, too, but not by it: the harm must be one that what follows the preposition may have done.
fn pointed_to<'d>(reading: Reading<'d>, harm: &'d Draft<'_>) -> impl Iterator<Item = usize> {
    let does_it = |argument: &&Argument| {
        let slots = harm.found.trigger.roles.get(argument.function.name());
        slots.is_some_and(|slots| slots.iter().any(|slot| slot == MEANS))
    };
    let within = attacked_in(reading, harm).filter(does_it).map(|argument| argument.head);
    let means = harm.roles.get(MEANS).into_iter().flatten().map(|filled| filled.head);
    let happened = harm.footing.polarity == Polarity::Affirmed;
    within.chain(means).filter(move |_| happened).flat_map(move |noun| {
        let chain = reading.mentions.chain(noun).filter(|chain| chain.kind == ChainKind::Event);
        let members = chain.into_iter().flat_map(|chain| &chain.members);
        members.map(|&(member, _)| member).filter(move |&member| member < noun)
    })
}

/// The attacks that took place by a word of theirs, be it the first or one that hangs on it ("opened fire").
fn attack_of(
    reading: Reading<'_>,
    drafts: &[Draft<'_>],
    index: &Index,
    word: usize,
) -> impl Iterator<Item = usize> {
    let is_attack = move |deed: &usize| {
        let (found, footing) = (&drafts[*deed].found, &drafts[*deed].footing);
        let took_place = footing.polarity == Polarity::Affirmed && footing.realis == Realis::Actual;
        took_place && drafts[*deed].kind.ledger == ATTACKS && found.tokens.contains(&word)
    };
    let above = index.of_head(reading.parse.head(word));
    index.of_head(word).chain(above).filter(is_attack)
}

/// The nouns for what somebody was harmed in: "killed in an attack by rebels", "died in police firing".
fn attacked_in<'d>(reading: Reading<'d>, harm: &'d Draft<'_>) -> impl Iterator<Item = &'d Argument> {
    let within = &reading.codebook.lexicon.light.within;
    let is_within =
        |argument: &&Argument| matches!(&argument.function, Function::After(word) if within.contains(word));
    harm.found.arguments.iter().filter(is_within)
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
