//! Who says what stands between quotation marks: "They fired rockets. Soldiers came," a farmer said.

use model::{Parse, TokenRange};

use super::{Footing, sources};
use crate::grammar;
use crate::matching::Reading;

/// Gives an event inside a quotation to whoever is quoted, where its own sentence names nobody.
pub(super) fn attribute(reading: Reading<'_>, word: usize, footing: &mut Footing) {
    if !footing.said_by.is_empty() {
        return;
    }
    let Some(quotation) = around(reading.parse, word) else { return };
    let words = &reading.codebook.lexicon.footing;
    let Some(verb) = beside(reading, quotation) else { return };
    let Some(saying) = words.saying(reading.parse.lower(verb), reading.parse.lemma(verb)) else { return };
    footing.weaken(saying.factuality);
    sources::attribute(reading, &grammar::subjects(reading.parse, verb), saying.stance, footing);
}

/// The tokens between the quotation marks around a word, in its block.
fn around(parse: &Parse, word: usize) -> Option<TokenRange> {
    let block = parse.sentence_of(word).block;
    let in_block = |&at: &usize| parse.sentence_of(at).block == block;
    let is_mark = |&at: &usize| matches!(parse.word(at), "\"" | "“" | "”");
    let before: Vec<usize> = (0..word).rev().take_while(in_block).filter(is_mark).collect();
    let opens = before.first().copied().filter(|&mark| match parse.word(mark) {
        "\"" => before.len() % 2 == 1,
        mark => mark == "“",
    })?;
    let closes = (word + 1..parse.len()).take_while(in_block).find(is_mark)?;
    Some(TokenRange::new(opens + 1, closes))
}

/// The verb of saying beside a quotation: behind its end or before its beginning, in the same sentence.
fn beside(reading: Reading<'_>, quotation: TokenRange) -> Option<usize> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let says = |&at: &usize| {
        parse.pos(at) == "VERB"
            && words.saying(parse.lower(at), parse.lemma(at)).is_some()
            && !grammar::subjects(parse, at).is_empty()
    };
    let behind = quotation.end + 1..parse.sentence_of(quotation.end).tokens.end;
    let opening = quotation.first - 1;
    let mut before = parse.sentence_of(opening).tokens.first..opening;
    behind.clone().find(says).or_else(|| before.rfind(|at| says(at)))
}
