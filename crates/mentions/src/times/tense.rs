//! Whether a time lies behind the report or ahead of it, by the verb that it stands with.

use model::{Parse, TimeRelation};

use super::lexicon::TimeLexicon;

/// Behind the report, at its time, or ahead of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// Told with the past, but not said to lie there ("the deadline on 14 March", "by 14 March").
    Open,
}

/// How far up the tree a verb is looked for: deeper ones say nothing of the time.
const REACH: usize = 16;

/// The tense of what the time with this head and relation belongs to; without a verb, as in most headlines, it is past.
pub(super) fn tense_at(
    parse: &Parse,
    lexicon: &TimeLexicon,
    head: usize,
    relation: Option<TimeRelation>,
) -> Tense {
    let ahead = goes_to(parse, head).is_some_and(|verb| is_ahead(parse, lexicon, verb));
    let tense = match verb_above(parse, head) {
        _ if ahead => Tense::Future,
        Some(verb) => tense_of(parse, lexicon, verb, REACH),
        None => Tense::Past,
    };
    let bounds = matches!(relation, Some(TimeRelation::By | TimeRelation::Until));
    let elsewhere = || noun_of(parse, head).is_some_and(|noun| !has_been(parse, lexicon, noun));
    if tense == Tense::Past && (bounds || elsewhere()) { Tense::Open } else { tense }
}

/// The noun that the time belongs to, which may lie elsewhere than the verb.
fn noun_of(parse: &Parse, head: usize) -> Option<usize> {
    let above = parse.head(head);
    let governor = if parse.dep(above) == "prep" { parse.head(above) } else { above };
    (governor != head && matches!(parse.pos(governor), "NOUN" | "PROPN")).then_some(governor)
}

/// Whether a noun that is told of in the past names what nobody announces ("an attack in May"), and nothing above it foretells it.
fn has_been(parse: &Parse, lexicon: &TimeLexicon, noun: usize) -> bool {
    let foretells = |at: usize| {
        is_ahead(parse, lexicon, at)
            || lexicon.words.foretells.contains(parse.lemma(at).to_lowercase().as_str())
    };
    let mut at = noun;
    for _ in 0..REACH {
        at = parse.head(at);
        if foretells(at) {
            return false;
        }
    }
    lexicon.is_unannounced(&parse.lemma(noun).to_lowercase()) || lexicon.is_unannounced(parse.lower(noun))
}

/// The verb whose "for" governs the token ("scheduled for Monday").
fn goes_to(parse: &Parse, token: usize) -> Option<usize> {
    let preposition = parse.head(token);
    (parse.dep(preposition) == "prep" && parse.lower(preposition) == "for").then(|| parse.head(preposition))
}

fn is_ahead(parse: &Parse, lexicon: &TimeLexicon, verb: usize) -> bool {
    lexicon.words.ahead.contains(parse.lemma(verb).to_lowercase().as_str())
        || lexicon.words.ahead.contains(parse.lower(verb))
}

/// The first verb on the way up from the token.
pub(super) fn verb_above(parse: &Parse, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..REACH {
        if matches!(parse.pos(at), "VERB" | "AUX") {
            return Some(at);
        }
        at = parse.head(at);
    }
    None
}

/// The tense of a verb with its auxiliaries; one without a tense of its own has that of the verb above it.
pub(super) fn tense_of(parse: &Parse, lexicon: &TimeLexicon, verb: usize, reach: usize) -> Tense {
    let has = |tags: &[&str]| {
        parse.children_by(verb, &["aux", "auxpass"]).any(|aux| tags.contains(&parse.tag(aux)))
    };
    let modal = |aux: usize| lexicon.words.modals.contains(parse.lower(aux));
    if parse.tag(verb) == "MD" || parse.children_by(verb, &["aux"]).any(modal) {
        return Tense::Future;
    }
    let present = has(&["VBZ", "VBP"]);
    match parse.tag(verb) {
        _ if has(&["VBD"]) => Tense::Past,
        "VBD" | "VBN" if !present || has_perfect(parse, verb) => Tense::Past,
        "VBG" if present && !has_perfect(parse, verb) => Tense::Future,
        "VB" if has(&["TO"]) => of_infinitive(parse, lexicon, verb, reach),
        "VBG" if !present => above(parse, lexicon, verb, reach),
        _ if has_perfect(parse, verb) => Tense::Past,
        _ if parse
            .children_by(verb, &["acomp", "xcomp", "oprd"])
            .any(|child| is_ahead(parse, lexicon, child)) =>
        {
            Tense::Future
        }
        _ => Tense::Present,
    }
}

/// Whether "have" makes it a perfect ("has fled").
fn has_perfect(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, &["aux"]).any(|aux| parse.lemma(aux) == "have")
}

fn of_infinitive(parse: &Parse, lexicon: &TimeLexicon, verb: usize, reach: usize) -> Tense {
    let governor = parse.head(verb);
    if is_ahead(parse, lexicon, governor) { Tense::Future } else { above(parse, lexicon, verb, reach) }
}

fn above(parse: &Parse, lexicon: &TimeLexicon, verb: usize, reach: usize) -> Tense {
    let head = parse.head(verb);
    match verb_above(parse, head) {
        Some(next) if reach > 0 && next != verb => tense_of(parse, lexicon, next, reach - 1),
        _ => Tense::Past,
    }
}
