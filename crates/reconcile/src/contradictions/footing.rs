//! Hedged here, flat there: a headline against its body, or one report against another.

use model::{Claim, Contradiction, Disputed, Factuality};

use super::{Side, Voiced, dispute};
use crate::Lexicon;

pub(super) fn find(voiced: &[Voiced<'_>], lexicon: &Lexicon) -> Vec<Contradiction> {
    let mut harms: Vec<&str> = voiced.iter().map(|one| harm(one.claim, lexicon)).collect();
    harms.sort_unstable();
    harms.dedup();
    harms.into_iter().filter_map(|of| find_one(voiced, lexicon, of)).collect()
}

fn find_one(voiced: &[Voiced<'_>], lexicon: &Lexicon, of: &str) -> Option<Contradiction> {
    let told = |is: fn(&Claim) -> bool, words: &str| {
        let claims: Vec<_> = voiced
            .iter()
            .filter(|one| one.is_affirmed() && harm(one.claim, lexicon) == of && is(one.claim))
            .cloned()
            .collect();
        Side { words: words.to_owned(), claims }
    };
    let sides = vec![told(is_hedged, "hedged"), told(is_flat, "told flatly")];
    dispute(Disputed::Footing, sides, |one, other| {
        one.head != other.head || one.stands_apart_in_report(other)
    })
}

/// The type that stands for all types which tell of one harm.
fn harm<'a>(claim: &'a Claim, lexicon: &'a Lexicon) -> &'a str {
    let same = lexicon.contradictions.same_harm.iter().find(|same| same.contains(&claim.event_type));
    same.and_then(|same| same.first()).unwrap_or(&claim.event_type)
}

fn is_hedged(claim: &Claim) -> bool {
    matches!(claim.factuality, Factuality::Alleged | Factuality::Believed | Factuality::Unclear)
}

fn is_flat(claim: &Claim) -> bool {
    claim.factuality == Factuality::Asserted
}

#[cfg(test)]
mod tests {
    use crate::testing::{claim, contradictions, told};
    use model::{Disputed, Factuality};

    fn footings(parts: [&str; 2]) -> Vec<Disputed> {
        let mut hedged = claim("clm_1", "killing", "", &[]);
        (hedged.factuality, hedged.evidence.part) = (Factuality::Believed, parts[0].to_owned());
        let mut flat = claim("clm_2", "bodies-found", "", &[]);
        flat.evidence.part = parts[1].to_owned();
        let found = contradictions(&[told("rpt_1", None, &[hedged, flat])]);
        found.into_iter().map(|one| one.about).collect()
    }

    #[test]
    fn a_headline_that_believes_what_the_body_tells_flatly() {
        assert_eq!(footings(["headline", "body"]), [Disputed::Footing]);
    }

    #[test]
    fn one_body_may_hedge_and_tell() {
        assert_eq!(footings(["body", "body"]), []);
    }
}
