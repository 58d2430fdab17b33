//! The flow on one page: words that name events -> drafts -> claims, with what is dropped on the way.

use model::{Attributed, Claim, Mentions, Parse, Predicate, Report};

use crate::codebook::Codebook;
use crate::matching::{self, Reading};
use crate::misses::{self, Miss};
use crate::{assemble, attributing, draft, mend, report};

/// What a report's words came to under a codebook.
#[derive(Debug)]
pub struct Explanation {
    /// The parse that the rules saw, where it is another than the one that they were given.
    pub mended: Option<Parse>,
    /// Every claim that the report states, in order of text.
    pub claims: Vec<Claim>,
    /// What might have been claims, in order of text.
    pub misses: Vec<Miss>,
}

/// Codes a report under a codebook: every claim that it states, in order of text.
pub fn code(report: &Report, parse: &Parse, mentions: &Mentions, codebook: &Codebook) -> Vec<Claim> {
    read(report, parse, mentions, codebook).claims
}

/// Codes a report, and tells why other words that the codebook knows gave no claim.
pub fn explain(report: &Report, parse: &Parse, mentions: &Mentions, codebook: &Codebook) -> Explanation {
    let mut read = read(report, parse, mentions, codebook);
    misses::sift(&mut read.misses, &read.claims);
    read
}

/// Codes a report; the misses are all that were dropped, as they were dropped.
fn read(report: &Report, parse: &Parse, mentions: &Mentions, codebook: &Codebook) -> Explanation {
    let mended = mend::mend(parse, &codebook.lexicon);
    let reading = Reading { report, parse: mended.as_ref().unwrap_or(parse), mentions, codebook };
    let mut misses = Vec::new();
    let mut drafts = Vec::new();
    for found in matching::find(reading, &mut misses) {
        let before = drafts.len();
        let of_match = draft::of(reading, found, &mut misses);
        drafts.extend(of_match.into_iter().map(|draft| draft.moved_by(before)));
    }
    let drafts = report::settle(reading, drafts, &mut misses);
    let claims = assemble::claims(reading, &drafts);
    Explanation { mended, claims, misses }
}

/// Finds who says or thinks what in a report, whether or not it is about an event.
pub fn attribute(
    report: &Report,
    parse: &Parse,
    mentions: &Mentions,
    codebook: &Codebook,
) -> Vec<Attributed> {
    let mended = mend::mend(parse, &codebook.lexicon);
    attributing::find(Reading { report, parse: mended.as_ref().unwrap_or(parse), mentions, codebook })
}

/// Finds on what footing every verb, noun and adjective of a report stands, whether or not it is about an event.
pub fn predicates(
    report: &Report,
    parse: &Parse,
    mentions: &Mentions,
    codebook: &Codebook,
) -> Vec<Predicate> {
    crate::predicates::find(Reading { report, parse, mentions, codebook })
}
