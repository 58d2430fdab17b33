//! Who says what a sentence tells before its last words: "Three people were killed and 11 injured, the mayor wrote", "…, according to
//! the mayor".
//!
//! The parser hangs such a clause on many words of the sentence; that it stands last, behind a comma and without
//! anything that it could report itself, says what it is.

use super::{Footing, sources};
use crate::grammar;
use crate::lexicon::holds;
use crate::matching::Reading;

/// Gives an event to the source that ends its sentence, where nobody else is named.
pub(super) fn attribute(reading: Reading<'_>, word: usize, footing: &mut Footing) {
    if !footing.said_by.is_empty() {
        return;
    }
    let tokens = reading.parse.sentence_of(word).tokens;
    let Some(verb) = tokens.iter().rev().find(|&verb| ends_sentence(reading, verb)) else {
        return according(reading, word, footing);
    };
    let words = &reading.codebook.lexicon.footing;
    let Some(saying) = words.saying(reading.parse.lower(verb), reading.parse.lemma(verb)) else { return };
    let comma =
        reading.parse.child(verb, &["nsubj"]).map_or(0, |subject| reading.parse.subtree(subject).first);
    let parted = (word..comma).any(|token| reading.parse.word(token) == ";");
    if word < comma && !parted {
        footing.weaken(saying.factuality);
        sources::attribute(reading, &grammar::subjects(reading.parse, verb), saying.stance, footing);
    }
}

/// "…, according to the council" at the end of a sentence: the parser hangs it on the last of coordinated verbs.
fn according(reading: Reading<'_>, word: usize, footing: &mut Footing) {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing.according;
    let tokens = parse.sentence_of(word).tokens;
    let trails = |&at: &usize| {
        let behind = parse.subtree(at).end..tokens.end;
        holds(words, parse.lower(at), parse.lower(at))
            && parse.word(at - 1) == ","
            && behind.into_iter().all(|token| matches!(parse.pos(token), "PUNCT" | "SPACE"))
    };
    let Some(at) = (word + 2..tokens.end).rev().find(trails) else { return };
    if !(word..at).any(|token| parse.word(token) == ";") {
        sources::according_to(reading, parse.head(at), footing);
    }
}

/// A verb of saying with a subject behind a comma and nothing behind it but when, where and to whom.
fn ends_sentence(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    if parse.pos(verb) != "VERB" || words.saying(parse.lower(verb), parse.lemma(verb)).is_none() {
        return false;
    }
    let Some(subject) = parse.child(verb, &["nsubj"]).filter(|&subject| subject < verb) else { return false };
    let first = parse.subtree(subject).first;
    let behind_comma = first.checked_sub(1).is_some_and(|before| parse.word(before) == ",");
    let nothing_said = parse
        .children(verb)
        .filter(|&child| child > verb)
        .all(|child| matches!(parse.dep(child), "prep" | "npadvmod" | "advmod" | "punct"));
    let end = parse.sentence_of(verb).tokens.end;
    let last = (verb + 1..end).all(|token| {
        parse.governs(verb, token) || parse.pos(token) == "SPACE" || parse.pos(token) == "PUNCT"
    });
    behind_comma && nothing_said && last
}
