//! Mentions -> Claims: who did what to whom, where, when, how many, who says so and how surely.

mod assemble;
mod attributing;
mod codebook;
mod counting;
mod draft;
mod fillers;
mod footing;
mod forms;
mod grammar;
mod kinds;
mod lexicon;
mod lists;
mod matching;
mod mend;
mod report;
mod setting;
#[cfg(test)]
mod testing;

pub use codebook::{Codebook, CodebookError, EventType, Example, Role, Slots, Speech, Trigger};
pub use kinds::Kind;
pub use lexicon::Lexicon;

use model::{Attributed, Claim, Mentions, Parse, Report};

use crate::matching::Reading;

/// Codes a report under a codebook: every claim that it states, in order of text.
pub fn code(report: &Report, parse: &Parse, mentions: &Mentions, codebook: &Codebook) -> Vec<Claim> {
    let mended = mend::mend(parse);
    let reading = Reading { report, parse: mended.as_ref().unwrap_or(parse), mentions, codebook };
    let mut drafts = Vec::new();
    for found in matching::find(reading) {
        let before = drafts.len();
        drafts.extend(draft::of(reading, found).into_iter().map(|draft| draft.moved_by(before)));
    }
    assemble::claims(reading, &report::settle(reading, drafts))
}

/// Finds who says or thinks what in a report, whether or not it is about an event.
pub fn attribute(
    report: &Report,
    parse: &Parse,
    mentions: &Mentions,
    codebook: &Codebook,
) -> Vec<Attributed> {
    attributing::find(Reading { report, parse, mentions, codebook })
}
