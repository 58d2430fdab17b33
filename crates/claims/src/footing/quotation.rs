//! Who says what stands between quotation marks: "They fired rockets. Soldiers came," a farmer said.

use model::TokenRange;

use super::{Footing, sources};
use crate::grammar;
use crate::matching::Reading;
use crate::quotations;

/// Gives an event inside a quotation to whoever is quoted, where its own sentence names nobody.
pub(super) fn attribute(reading: Reading<'_>, word: usize, footing: &mut Footing) {
    if !footing.said_by.is_empty() {
        return;
    }
    let Some(quotation) = quotations::around(reading.quoted, word) else { return };
    let words = &reading.codebook.lexicon.footing;
    let Some(verb) = beside(reading, quotation) else { return };
    let Some(saying) = words.saying(reading.parse.lower(verb), reading.parse.lemma(verb)) else { return };
    footing.weaken(saying.factuality);
    sources::attribute(reading, &grammar::subjects(reading.parse, verb), saying.stance, footing);
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
    let mut behind = quotation.end..parse.sentence_of(quotation.end - 1).tokens.end;
    let mut before = parse.sentence_of(quotation.first).tokens.first..quotation.first;
    behind.find(says).or_else(|| before.rfind(|at| says(at)))
}
