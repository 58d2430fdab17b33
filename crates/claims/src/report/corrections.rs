//! Which figure of a report takes the place of another: "Nine people died, officials said. They had earlier said 19."

use std::collections::BTreeSet;

use model::{Count, LinkKind, Measure, Polarity, Realis};

use crate::draft::{Draft, Index, sentence};
use crate::lexicon::holds;
use crate::matching::Reading;

/// How many sentences a figure and the one that it corrects may be apart.
const REACH: usize = 2;

/// Links each figure that a source gives to the one that the same source had given earlier.
pub(super) fn link(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let earlier: Vec<usize> = (0..drafts.len()).filter(|&at| is_earlier(reading, &drafts[at])).collect();
    let index = Index::of(reading, drafts);
    for former in earlier {
        let corrects = |later: &usize| corrects(reading, &drafts[*later], &drafts[former]);
        let distance =
            |later: &usize| sentence(reading, &drafts[*later]).abs_diff(sentence(reading, &drafts[former]));
        let near = index.near(sentence(reading, &drafts[former]), REACH);
        let nearest = near.filter(corrects).min_by_key(distance);
        if let Some(later) = nearest {
            drafts[later].links.push((LinkKind::Corrects, former));
        }
    }
}

/// "had earlier said", "previously put the toll at": the word of saying itself is set back in time.
fn is_earlier(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let set_back = |verb: usize| {
        parse
            .children_by(verb, &["advmod"])
            .any(|adverb| holds(&words.earlier, parse.lower(adverb), parse.lemma(adverb)))
    };
    if draft.found.trigger.stance.is_some() {
        return set_back(draft.found.predicate);
    }
    let mut at = draft.found.predicate;
    for _ in 0..parse.len() {
        let above = parse.head(at);
        if above == at || !matches!(parse.dep(at), "ccomp" | "xcomp" | "conj" | "dobj") {
            return false;
        }
        at = above;
        if words.saying(parse.lower(at), parse.lemma(at)).is_some() {
            return set_back(at);
        }
    }
    false
}

/// Whether `later` gives another figure for what `former` counts, near it, from the same source.
fn corrects(reading: Reading<'_>, later: &Draft<'_>, former: &Draft<'_>) -> bool {
    let near = sentence(reading, later).abs_diff(sentence(reading, former)) <= REACH;
    let told = |draft: &Draft<'_>| {
        draft.footing.polarity == Polarity::Affirmed
            && draft.footing.realis == Realis::Actual
            && draft.links.iter().all(|(relation, _)| *relation != LinkKind::PartOf)
    };
    near && later.kind.name == former.kind.name
        && told(later)
        && told(former)
        && !is_earlier(reading, later)
        && differ(later.count.as_ref(), former.count.as_ref())
        && share_source(reading, later, former)
}

fn differ(one: Option<&Count>, other: Option<&Count>) -> bool {
    let numbers = |count: &Count| (count.amount.low, count.amount.high, count.amount.best);
    // "Among the dead were two children" gives no other toll.
    let is_part = |count: &Count| count.measure == Measure::Share;
    one.zip(other).is_some_and(|(one, other)| {
        one.unit == other.unit && numbers(one) != numbers(other) && !is_part(one) && !is_part(other)
    })
}

/// Whether some source says both: the same words, two that refer to one, or a pronoun right after the first.
fn share_source(reading: Reading<'_>, later: &Draft<'_>, former: &Draft<'_>) -> bool {
    let known = |draft: &Draft<'_>| -> BTreeSet<String> {
        draft.footing.sources.iter().map(|&source| identity(reading, source)).collect()
    };
    let is_open =
        |&source: &usize| reading.parse.pos(source) == "PRON" && reading.mentions.chain(source).is_none();
    let follows = sentence(reading, later) + 1 == sentence(reading, former);
    !known(later).is_disjoint(&known(former))
        || (follows && later.footing.sources.len() == 1 && former.footing.sources.iter().all(is_open))
}

/// Who a source is: its chain, else its word.
fn identity(reading: Reading<'_>, source: usize) -> String {
    match reading.mentions.chain_of.get(source).copied().flatten() {
        Some(chain) => format!("chain {chain}"),
        None => reading.parse.lower(source).to_owned(),
    }
}
