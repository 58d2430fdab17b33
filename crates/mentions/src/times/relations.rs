//! How a time stands to what happens: the preposition that governs it.

use model::{Parse, TimeRelation, TokenRange};

use super::lexicon::TimeLexicon;
use super::meaning::Meaning;

/// The relation of a time, given what its preposition says; without one it is during it, or for it.
pub(super) fn relation(meaning: &Meaning, said: Option<TimeRelation>) -> TimeRelation {
    match (meaning, said) {
        (Meaning::Echo(relation), _) => *relation,
        // "from June to August" is within the range, not since it.
        (Meaning::Range(..), Some(TimeRelation::Since | TimeRelation::For)) => TimeRelation::During,
        // "over the weekend", "for Monday" are days; only an amount of time can be filled.
        (Meaning::Moment(_), Some(TimeRelation::For)) => TimeRelation::During,
        (Meaning::Duration(_), None) => TimeRelation::For,
        (_, said) => said.unwrap_or(TimeRelation::During),
    }
}

/// What the preposition of a time says; the one before "Friday's attack" governs the attack.
pub(super) fn said(
    parse: &Parse,
    lexicon: &TimeLexicon,
    tokens: TokenRange,
    head: usize,
) -> Option<TimeRelation> {
    let governor = parse.head(head);
    let modifies = governor >= tokens.end && matches!(parse.pos(governor), "NOUN" | "PROPN");
    let said = preposition(parse, lexicon, tokens.first).filter(|_| !modifies)?;
    // "before dawn on Tuesday" is still Tuesday.
    let of_day = lexicon.parts.contains(parse.lower(tokens.first))
        || lexicon.clock_words.contains(parse.lower(tokens.first));
    let beside = matches!(said, TimeRelation::Before | TimeRelation::After);
    Some(if of_day && beside { TimeRelation::During } else { said })
}

/// What the preposition right before `first` says, of one word or two.
pub(super) fn preposition(parse: &Parse, lexicon: &TimeLexicon, first: usize) -> Option<TimeRelation> {
    let word = |back: usize| first.checked_sub(back).map(|at| parse.lower(at));
    let two = word(2).zip(word(1)).map(|(a, b)| format!("{a} {b}"));
    let said = two.and_then(|two| lexicon.relations.phrase(&two)).or_else(|| lexicon.relations.get(word(1)?));
    said.copied()
}
