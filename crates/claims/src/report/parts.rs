//! Who those were of whom it was told before what became of them: "Nine people were killed. Three of them were children."

use std::collections::BTreeMap;

use model::{Basis, Count, LinkKind, NounClass, Polarity, QuantityKind, QuantityMention, Realis};

use super::inferred;
use super::times::as_inferred;
use crate::codebook::Speech;
use crate::counting;
use crate::draft::{Draft, Index, sentence};
use crate::fillers;
use crate::footing::{self, Footing};
use crate::grammar::{Argument, Function};
use crate::matching::{Match, Reading};

/// How many sentences further on a part of those who were harmed may be told of.
const REACH: usize = 3;

/// Adds what is told of a part of those who were harmed, as parts of what was told of all of them.
pub(super) fn tell<'a>(reading: Reading<'a>, drafts: &mut Vec<Draft<'a>>) {
    let told: Vec<(&QuantityMention, usize, usize, usize)> =
        reading.mentions.quantities.iter().filter_map(|part| told_of(reading, part)).collect();
    if told.is_empty() {
        return;
    }
    let index = Index::of(reading, drafts);
    let parts: Vec<Draft<'a>> = told
        .into_iter()
        .filter_map(|(part, whole, verb, who)| {
            let of = harmed(reading, drafts, &index, (part, whole))?;
            of_whole(reading, (&drafts[of], of), part, verb, who)
        })
        .collect();
    drafts.extend(parts);
}

/// A figure of some of those whom a pronoun stands for, that pronoun, the verb that tells who they were, and the noun for it.
fn told_of<'a>(
    reading: Reading<'a>,
    part: &'a QuantityMention,
) -> Option<(&'a QuantityMention, usize, usize, usize)> {
    let parse = reading.parse;
    let whole = part.of.filter(|&whole| parse.pos(whole) == "PRON" && whole > part.head)?;
    let verb = parse.head(part.head);
    let tells =
        part.kind == QuantityKind::Count && parse.dep(part.head) == "nsubj" && parse.lemma(verb) == "be";
    let who = parse.child(verb, &["attr"]).filter(|&who| tells && who > verb)?;
    let people = matches!(reading.mentions.class(who), Some(NounClass::People | NounClass::Armed));
    people.then_some((part, whole, verb, who))
}

/// The number of the draft that tells what became of those whom the pronoun stands for, if there is only one group of them.
fn harmed(
    reading: Reading<'_>,
    drafts: &[Draft<'_>],
    index: &Index,
    (part, whole): (&QuantityMention, usize),
) -> Option<usize> {
    let chain_of = |word: usize| reading.mentions.chain_of.get(word).copied().flatten();
    let chain = chain_of(whole);
    let means = |word: usize| word == whole || (chain.is_some() && chain_of(word) == chain);
    let here = reading.parse.tokens[part.head].sentence;
    let before = index
        .near(here, REACH)
        .filter(|&draft| drafts[draft].found.head < part.head || sentence(reading, &drafts[draft]) == here);
    let harms: Vec<usize> = before
        .filter(|&draft| drafts[draft].kind.fate.is_some() && took_place(&drafts[draft].footing))
        .collect();
    let meant = |draft: usize| victims(&drafts[draft]).any(&means);
    let of = harms.iter().copied().filter(|&draft| meant(draft)).max()?;
    // "Nine people were killed and six wounded. Three of them were children": of the nine, or of all.
    let beside = |&draft: &usize| sentence(reading, &drafts[draft]) == sentence(reading, &drafts[of]);
    harms.iter().filter(|draft| beside(draft)).all(|&draft| meant(draft)).then_some(of)
}

fn took_place(footing: &Footing) -> bool {
    footing.polarity == Polarity::Affirmed && footing.realis == Realis::Actual
}

/// The words for those whom a draft counts.
fn victims<'d>(draft: &'d Draft<'_>) -> impl Iterator<Item = usize> + 'd {
    let counted = draft.kind.counts.as_deref().and_then(|role| draft.roles.get(role));
    counted.into_iter().flatten().flat_map(|filled| [filled.head, filled.outer])
}

/// What is told of all, told of a part of them: there and then, by the same, and no surer.
fn of_whole<'a>(
    reading: Reading<'a>,
    (whole, number): (&Draft<'a>, usize),
    part: &QuantityMention,
    verb: usize,
    who: usize,
) -> Option<Draft<'a>> {
    let role = whole.kind.counts.clone()?;
    let found = Match {
        speech: Speech::Verb,
        head: verb,
        predicate: verb,
        tokens: (part.head..=verb).collect(),
        arguments: Vec::new(),
        ..whole.found.clone()
    };
    let footing = no_surer(footing::of(reading, &found), &whole.footing)?;
    let mut roles: BTreeMap<_, _> =
        whole.roles.iter().map(|(role, fillers)| (role.clone(), inferred(fillers))).collect();
    let all = whole.roles.get(&role).and_then(|all| all.first()?.fillers.first()?.text.clone());
    roles.insert(role.clone(), vec![fillers::fill(reading, &Argument::new(Function::Object, who), &[])]);
    let count = Count { part_of: all, ..counting::of_quantity(reading, whole.kind, part, &role) };
    let places = whole.places.iter().cloned();
    Some(Draft {
        found,
        footing,
        roles,
        count: Some(count),
        places: places.map(|place| model::Place { basis: Basis::Inferred, ..place }).collect(),
        time: whole.time.clone().map(as_inferred),
        persons: Vec::new(),
        links: vec![(LinkKind::PartOf, number)],
        former: None,
        kind: whole.kind,
    })
}

/// The footing of the words for a part, where they tell what is so: no surer than what was told of all.
fn no_surer(own: Footing, whole: &Footing) -> Option<Footing> {
    if own.silent.is_some() || !took_place(&own) {
        return None;
    }
    let said = if own.said_by.is_empty() { whole } else { &own };
    Some(Footing {
        factuality: own.factuality.max(whole.factuality),
        said_by: said.said_by.clone(),
        sources: said.sources.clone(),
        ..own
    })
}
