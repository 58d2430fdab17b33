//! Statements that cannot all be so: typed, with their sides, in words.

mod attribution;
mod count;
mod footing;
mod setting;
mod status;

use model::{Claim, ClaimId, Contradiction, Disputed, Polarity, Realis};

use crate::dossier::{Dossier, Statement};
use crate::origins::Origins;
use crate::told::Told;

/// What the statements of one incident have against each other, in the order of what they dispute.
pub(crate) fn find(dossier: &Dossier<'_>, statements: &[Statement<'_>]) -> Vec<Contradiction> {
    let mut origins = Origins::default();
    let voiced: Vec<Voiced<'_>> =
        statements.iter().map(|statement| Voiced::of(dossier, *statement, &mut origins)).collect();
    let mut found = count::find(&voiced, dossier.lexicon);
    found.extend(attribution::find(dossier, statements, &mut origins));
    found.extend(status::find_polarity(&voiced));
    found.extend(status::find(&voiced, dossier.lexicon));
    found.extend(setting::find_means(&voiced, dossier.lexicon));
    found.extend(setting::find_times(&voiced));
    found.extend(setting::find_places(&voiced, dossier.lexicon));
    found.extend(footing::find(&voiced, dossier.lexicon));
    found
}

/// A claim with who first says so.
#[derive(Debug, Clone)]
struct Voiced<'a> {
    told: &'a Told,
    claim: &'a Claim,
    /// Tells origins apart, nothing more.
    origin: usize,
    /// The text that its report goes back to.
    head: &'a str,
    /// Who says so, for readers.
    by: String,
}

impl<'a> Voiced<'a> {
    fn of(dossier: &Dossier<'a>, statement: Statement<'a>, origins: &mut Origins) -> Self {
        Self::by_chain(dossier, statement, &statement.claim.said_by, origins)
    }

    fn by_chain(
        dossier: &Dossier<'a>,
        Statement { told, claim }: Statement<'a>,
        chain: &[model::Attribution],
        origins: &mut Origins,
    ) -> Self {
        let origin = origins.of(dossier, told, chain);
        let source = chain.first().map(|source| source.text.as_deref().unwrap_or("unnamed"));
        let by =
            source.unwrap_or_else(|| told.imprint.publisher.as_deref().unwrap_or(told.imprint.input_name()));
        let part = if claim.evidence.part == HEADLINE { ", headline" } else { "" };
        let head = dossier.head_of(told);
        Self { told, claim, origin, head, by: format!("{by}{part}") }
    }

    fn is_headline(&self) -> bool {
        self.claim.evidence.part == HEADLINE
    }

    /// Whether the claim tells of something that took place.
    fn is_affirmed(&self) -> bool {
        self.claim.realis == Realis::Actual
            && self.claim.polarity == Polarity::Affirmed
            && self.claim.factuality != model::Factuality::Denied
    }

    /// Whether one may contradict the other: two origins do, and a headline its body. What one origin says twice is no
    /// contradiction: parts and wholes in one report, a newer figure in a later one.
    fn may_contradict(&self, other: &Self) -> bool {
        self.origin != other.origin || self.stands_apart_in_report(other)
    }

    fn stands_apart_in_report(&self, other: &Self) -> bool {
        self.told.imprint.report == other.told.imprint.report && self.is_headline() != other.is_headline()
    }
}

const HEADLINE: &str = "headline";

/// The claims that say one thing, with that thing in words.
#[derive(Debug)]
struct Side<'a> {
    words: String,
    claims: Vec<Voiced<'a>>,
}

impl<'a> Side<'a> {
    fn new(words: impl Into<String>, first: Voiced<'a>) -> Self {
        Self { words: words.into(), claims: vec![first] }
    }

    /// "“three miners” (Radio Lemna)".
    fn told(&self) -> String {
        let by = self.claims.first().map_or("", |claim| claim.by.as_str());
        format!("{} ({by})", self.words)
    }

    fn ids(&self) -> Vec<ClaimId> {
        self.claims.iter().map(|voiced| voiced.claim.id.clone()).collect()
    }
}

/// A contradiction between sides, if there are two, and claims of two of them may contradict each other.
fn dispute<'a>(
    about: Disputed,
    sides: Vec<Side<'a>>,
    may: impl Fn(&Voiced<'a>, &Voiced<'a>) -> bool,
) -> Option<Contradiction> {
    let against = |one: &Side<'a>, other: &Side<'a>| {
        one.claims.iter().any(|claim| other.claims.iter().any(|again| may(claim, again)))
    };
    let is_disputed = sides
        .iter()
        .enumerate()
        .any(|(place, one)| sides.iter().skip(place + 1).any(|other| against(one, other)));
    let reports = sides.iter().flat_map(|side| &side.claims).map(|voiced| &voiced.told.imprint.report);
    let first = reports.clone().next()?;
    is_disputed.then(|| Contradiction {
        about,
        words: sides.iter().map(Side::told).collect::<Vec<_>>().join(" against "),
        sides: sides.iter().map(Side::ids).collect(),
        within_report: reports.clone().all(|report| report == first),
    })
}

/// Sides of claims that belong together, in the order of the first claim of each.
fn sides<'a, K>(
    claims: impl IntoIterator<Item = (K, String, Voiced<'a>)>,
    mut join: impl FnMut(&mut K, &K) -> bool,
) -> Vec<Side<'a>> {
    let mut sides: Vec<(K, Side<'a>)> = Vec::new();
    for (key, words, voiced) in claims {
        match sides.iter_mut().find_map(|(known, side)| join(known, &key).then_some(side)) {
            Some(side) => side.claims.push(voiced),
            None => sides.push((key, Side::new(words, voiced))),
        }
    }
    sides.into_iter().map(|(_, side)| side).collect()
}
