//! Drafts become claims: ids, links, evidence, and the order of the text.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Amount, Attribution, Basis, Claim, ClaimId, Count, Evidence, Filler, Form, Link, LinkKind, Measure,
    Number, TokenRange,
};
use sha2::{Digest, Sha256};

use crate::codebook::Codebook;
use crate::draft::{Draft, Index, sentence};
use crate::fillers::cut;
use crate::matching::Reading;
use crate::misses::{rule, words};

/// The claims of a report, in order of text.
pub(crate) fn claims(reading: Reading<'_>, drafts: &[Draft<'_>]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = drafts.iter().map(|draft| claim(reading, draft)).collect();
    name(&mut claims);
    link_drafts(drafts, &mut claims);
    let index = Index::of(reading, drafts);
    link_alternatives(reading, drafts, &index, &mut claims);
    link_evidence(drafts, &mut claims);
    let derived = derive_totals(reading, drafts, &index, &claims);
    claims.extend(derived);
    mark_parties(reading.codebook, &mut claims);
    claims.sort_by_key(|claim| (claim.evidence.trigger, claim.event_type.clone()));
    claims
}

fn claim(reading: Reading<'_>, draft: &Draft<'_>) -> Claim {
    Claim {
        id: ClaimId::of_hash(&[]),
        report: reading.report.id.clone(),
        event_type: draft.kind.name.clone(),
        ledger: draft.kind.ledger.clone(),
        factuality: draft.footing.factuality,
        polarity: draft.footing.polarity,
        realis: draft.footing.realis,
        said_by: draft.footing.said_by.clone(),
        roles: roles(draft),
        count: draft.count.clone(),
        places: draft.places.clone(),
        time: draft.time.clone(),
        persons: draft.persons.clone(),
        links: Vec::new(),
        evidence: evidence(reading, draft),
        rule: rule(reading, draft.found.event_type, draft.found.name),
        input: reading.report.input.clone(),
        provenance: reading.codebook.provenance.clone(),
        review: None,
    }
}

fn roles(draft: &Draft<'_>) -> BTreeMap<String, Vec<Filler>> {
    draft
        .roles
        .iter()
        .map(|(role, filled)| {
            (role.clone(), filled.iter().flat_map(|filled| filled.fillers.iter().cloned()).collect())
        })
        .collect()
}

fn evidence(reading: Reading<'_>, draft: &Draft<'_>) -> Evidence {
    let sentence = reading.parse.sentence_of(draft.found.head);
    let (quote, span) = cut(reading, without_edge_space(reading, sentence.tokens));
    let (_, trigger) = words(reading, &draft.found.tokens);
    let part = reading.report.blocks.get(sentence.block).map_or("body", |block| block.part.as_str());
    Evidence { span, trigger, quote, part: part.to_owned() }
}

fn without_edge_space(reading: Reading<'_>, mut range: TokenRange) -> TokenRange {
    let space = |token: usize| reading.parse.pos(token) == "SPACE";
    while range.first + 1 < range.end && space(range.first) {
        range.first += 1;
    }
    while range.end > range.first + 1 && space(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// Ids over report, type, trigger span and ordinal.
fn name(claims: &mut [Claim]) {
    let mut ordinals: BTreeMap<(String, model::Span), u32> = BTreeMap::new();
    for claim in claims {
        let ordinal = ordinals.entry((claim.event_type.clone(), claim.evidence.trigger)).or_default();
        claim.id = id(claim, *ordinal);
        *ordinal += 1;
    }
}

fn id(claim: &Claim, ordinal: u32) -> ClaimId {
    let trigger = claim.evidence.trigger;
    let words = format!(
        "{}\n{}\n{}-{}\n{ordinal}",
        claim.report.as_str(),
        claim.event_type,
        trigger.start,
        trigger.end
    );
    ClaimId::of_hash(&Sha256::digest(words.as_bytes()))
}

/// Links that the drafts know of: parts of a whole, and figures that take the place of others.
fn link_drafts(drafts: &[Draft<'_>], claims: &mut [Claim]) {
    for (index, draft) in drafts.iter().enumerate() {
        for &(relation, to) in draft.links.iter().filter(|(_, to)| *to < drafts.len()) {
            let to = claims[to].id.clone();
            claims[index].links.push(Link { relation, to });
        }
    }
}

/// "either killed or forced to leave".
fn link_alternatives(reading: Reading<'_>, drafts: &[Draft<'_>], index: &Index, claims: &mut [Claim]) {
    let parse = reading.parse;
    for (later, draft) in drafts.iter().enumerate() {
        let predicate = draft.found.predicate;
        let head = parse.head(predicate);
        let or = parse.children_by(head, &["cc"]).any(|word| parse.lower(word) == "or");
        if parse.dep(predicate) != "conj" || !or {
            continue;
        }
        let Some(earlier) = index.of_predicate(head).next() else { continue };
        let to = claims[earlier].id.clone();
        claims[later].links.push(Link { relation: LinkKind::AlternativeTo, to });
    }
}

/// Bodies found are evidence of the deaths that the same report tells of, never a second toll.
fn link_evidence(drafts: &[Draft<'_>], claims: &mut [Claim]) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        if draft.footing.polarity == model::Polarity::Affirmed {
            first.entry(&draft.kind.name).or_insert(index);
        }
    }
    for (index, draft) in drafts.iter().enumerate() {
        let shown = draft.kind.evidence_of.iter().find_map(|kind| first.get(kind.as_str()).copied());
        if let Some(of) = shown {
            let to = claims[of].id.clone();
            claims[index].links.push(Link { relation: LinkKind::EvidenceOf, to });
        }
    }
}

/// "600 extra, increasing the number to 5,200": the number before is worked out, and says so.
fn derive_totals(reading: Reading<'_>, drafts: &[Draft<'_>], index: &Index, claims: &[Claim]) -> Vec<Claim> {
    let mut derived = Vec::new();
    for (total, draft) in drafts.iter().enumerate() {
        let Some(kind) = draft.kind.before.as_deref() else { continue };
        let change = index.near(sentence(reading, draft), 0).find(|&other| {
            let other = &drafts[other];
            other.kind.name == kind
                && other.count.as_ref().is_some_and(|count| count.measure == Measure::Change)
        });
        let Some(change) = change else { continue };
        let before = before(claims[total].count.as_ref(), claims[change].count.as_ref());
        derived.extend(before.map(|count| total_before(&claims[total], &claims[change], count)));
    }
    derived
}

fn before(total: Option<&Count>, change: Option<&Count>) -> Option<Count> {
    let (total, change) = (total?, change?);
    let less = |number: Option<Number>| {
        Some(Number(number?.0 - change.amount.best?.0)).filter(|number| number.0 >= 0.0)
    };
    let best = less(total.amount.best)?;
    let words = total.amount.clone();
    Some(Count {
        amount: Amount { form: Form::About, low: None, high: None, best: Some(best), ..words },
        measure: Measure::Total,
        ..total.clone()
    })
}

fn total_before(total: &Claim, change: &Claim, count: Count) -> Claim {
    let mut claim = total.clone();
    claim.id = id(total, u32::MAX);
    claim.count = Some(count);
    claim.realis = model::Realis::Actual;
    claim.time = None;
    claim.rule = format!("{}#derived", total.event_type);
    claim.links = [total, change]
        .into_iter()
        .map(|of| Link { relation: LinkKind::DerivedFrom, to: of.id.clone() })
        .collect();
    for filler in claim.roles.values_mut().flatten() {
        filler.basis = Basis::Inferred;
    }
    claim
}

/// A source that fights in the same report is a party.
fn mark_parties(codebook: &Codebook, claims: &mut [Claim]) {
    let fights = |role: &str| codebook.roles.get(role).is_some_and(|role| role.fights);
    let parties: BTreeSet<String> = claims
        .iter()
        .flat_map(|claim| &claim.roles)
        .filter(|(role, _)| fights(role))
        .flat_map(|(_, fillers)| fillers)
        .filter_map(|filler| filler.actor.clone())
        .collect();
    let mark = |source: &mut Attribution| {
        source.party = source.actor.as_ref().is_some_and(|actor| parties.contains(actor))
    };
    for claim in claims {
        claim.said_by.iter_mut().for_each(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::claims;

    #[test]
    fn of_deeds_joined_by_or_the_later_is_an_alternative_to_the_earlier() {
        let found = claims("The mayor was either killed or held by the militia.");
        let [killed, held] = found.as_slice() else { panic!("two claims: {found:?}") };
        assert!(killed.links.is_empty());
        assert_eq!(held.links, [Link { relation: LinkKind::AlternativeTo, to: killed.id.clone() }]);
        let both = claims("The rebels will attack the port and kill the governor.");
        assert!(both.iter().all(|claim| claim.links.is_empty()));
    }

    #[test]
    fn evidence_is_the_sentence_and_the_words_of_the_event() {
        let found = claims("Gunmen killed two herders. Gunmen killed two traders.");
        let quotes: Vec<(&str, u32, u32)> = found
            .iter()
            .map(|claim| {
                let trigger = claim.evidence.trigger;
                (claim.evidence.quote.as_str(), trigger.start, trigger.end)
            })
            .collect();
        assert_eq!(quotes, [("Gunmen killed two herders.", 7, 13), ("Gunmen killed two traders.", 34, 40)]);
    }

    #[test]
    fn a_source_that_fights_in_the_report_is_a_party_by_its_actor() {
        let source = claims("Officials said gunmen killed two herders.");
        assert!(source.iter().flat_map(|claim| &claim.said_by).all(|source| !source.party));
    }
}
