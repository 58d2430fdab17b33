//! The flow on one page: words that name events -> drafts -> claims, with what is dropped on the way.

use model::{Attributed, Claim, Mentions, Parse, Predicate, Report, TokenRange};

use crate::codebook::Codebook;
use crate::matching::{self, Reading};
use crate::misses::{self, Miss};
use crate::{assemble, attributing, draft, mend, quotations, report};

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
    let seen = Seen::of(parse, codebook);
    let reading = seen.reading(report, mentions, codebook);
    let mut misses = Vec::new();
    let mut drafts = Vec::new();
    for found in matching::find(reading, &mut misses) {
        let before = drafts.len();
        let of_match = draft::of(reading, found, &mut misses);
        drafts.extend(of_match.into_iter().map(|draft| draft.moved_by(before)));
    }
    let drafts = report::settle(reading, drafts, &mut misses);
    let claims = assemble::claims(reading, &drafts);
    Explanation { mended: seen.mended, claims, misses }
}

/// Finds who says or thinks what in a report, whether or not it is about an event.
pub fn attribute(
    report: &Report,
    parse: &Parse,
    mentions: &Mentions,
    codebook: &Codebook,
) -> Vec<Attributed> {
    attributing::find(Seen::of(parse, codebook).reading(report, mentions, codebook))
}

/// Finds on what footing every verb, noun and adjective of a report stands, whether or not it is about an event.
pub fn predicates(
    report: &Report,
    parse: &Parse,
    mentions: &Mentions,
    codebook: &Codebook,
) -> Vec<Predicate> {
    crate::predicates::find(Seen::of(parse, codebook).reading(report, mentions, codebook))
}

/// A parse as the rules see it.
struct Seen<'a> {
    given: &'a Parse,
    /// The parse with its repairs, where it needs some.
    mended: Option<Parse>,
    quoted: Vec<TokenRange>,
}

impl<'a> Seen<'a> {
    fn of(given: &'a Parse, codebook: &Codebook) -> Self {
        let mended = mend::mend(given, &codebook.lexicon);
        let quoted = quotations::find(mended.as_ref().unwrap_or(given));
        Self { given, mended, quoted }
    }

    fn reading<'r>(
        &'r self,
        report: &'r Report,
        mentions: &'r Mentions,
        codebook: &'r Codebook,
    ) -> Reading<'r> {
        let parse = self.mended.as_ref().unwrap_or(self.given);
        Reading { report, parse, quoted: &self.quoted, mentions, codebook }
    }
}
