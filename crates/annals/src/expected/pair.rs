//! The claims of a report held against all that are expected of it.

use std::collections::BTreeMap;

use model::{Claim, Parse, Report};
use serde_json::Value;

use super::ExpectedClaim;
use super::compare::Context;

/// What came of a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    pub n_expected: usize,
    pub n_found: usize,
    /// Expected claims that were found with everything right.
    pub n_right: usize,
    /// What is wrong, for people to read.
    pub complaints: Vec<String>,
}

impl Comparison {
    /// Whether every expected claim was found, right, and no other.
    pub fn is_right(&self) -> bool {
        self.complaints.is_empty()
    }
}

/// Holds `claims` against `expected`: pairs them one to one by type and trigger, then compares what they say.
pub fn compare(report: &Report, parse: &Parse, claims: &[Claim], expected: &[ExpectedClaim]) -> Comparison {
    let context = Context { report, parse };
    let pairs = pairs(context, claims, expected);
    let mut comparison =
        Comparison { n_expected: expected.len(), n_found: claims.len(), ..Comparison::default() };
    for (index, wanted) in expected.iter().enumerate() {
        let head = format!("{}. {} “{}”", index + 1, wanted.event_type, wanted.trigger);
        let complaints = match pairs.get(&index).and_then(|&at| claims.get(at)) {
            Some(claim) => {
                let mut complaints = context.complaints(wanted, claim);
                complaints.extend(links(wanted, claim, &pairs, claims));
                complaints
            }
            None => vec!["missing".to_owned()],
        };
        comparison.n_right += usize::from(complaints.is_empty());
        comparison.complaints.extend(complaints.iter().map(|complaint| format!("{head}: {complaint}")));
    }
    let paired: Vec<usize> = pairs.into_values().collect();
    let unexpected = claims.iter().enumerate().filter(|(at, _)| !paired.contains(at));
    comparison.complaints.extend(unexpected.map(|(_, claim)| unexpected_claim(report, claim)));
    comparison
}

/// The claim that answers each expected one: of those about the same event the one with least wrong in it.
fn pairs(context: Context<'_>, claims: &[Claim], expected: &[ExpectedClaim]) -> BTreeMap<usize, usize> {
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (index, wanted) in expected.iter().enumerate() {
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| context.is_about(wanted, claim)) {
            candidates.push((context.complaints(wanted, claim).len(), index, at));
        }
    }
    candidates.sort_unstable();
    let mut pairs = BTreeMap::new();
    for (_, index, at) in candidates {
        if !pairs.contains_key(&index) && !pairs.values().any(|&taken| taken == at) {
            pairs.insert(index, at);
        }
    }
    pairs
}

fn links(
    wanted: &ExpectedClaim,
    claim: &Claim,
    pairs: &BTreeMap<usize, usize>,
    claims: &[Claim],
) -> Option<String> {
    let target = |to: usize| {
        let at = pairs.get(&to.checked_sub(1)?)?;
        claims.get(*at).map(|claim| claim.id.as_str())
    };
    let mut expected: Vec<(&str, Option<&str>)> =
        wanted.links.iter().map(|link| (link.relation.as_str(), target(link.to))).collect();
    let words: Vec<Value> =
        claim.links.iter().map(|link| serde_json::to_value(link.relation).unwrap_or(Value::Null)).collect();
    let mut given: Vec<(&str, Option<&str>)> = words
        .iter()
        .zip(&claim.links)
        .map(|(word, link)| (word.as_str().unwrap_or(""), Some(link.to.as_str())))
        .collect();
    expected.sort_unstable();
    given.sort_unstable();
    (expected != given).then(|| format!("links: expected {:?}, got {given:?}", wanted.links))
}

fn unexpected_claim(report: &Report, claim: &Claim) -> String {
    let trigger = claim.evidence.trigger;
    let words: String = report
        .text
        .chars()
        .skip(trigger.start as usize)
        .take((trigger.end - trigger.start) as usize)
        .collect();
    format!("unexpected {} “{words}” ({})", claim.event_type, claim.rule)
}
