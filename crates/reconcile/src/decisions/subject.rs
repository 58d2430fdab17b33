//! Which claim a decision is about, after its report was read anew.

use model::{Claim, Subject};

/// The place of the claim that an subject names: the one with its id, else the nearest one of its type that the same sentence states.
///
/// Another codebook may find another word of a sentence to name the event, or number claims otherwise; it does not make another
/// sentence of it. A claim of another type says something else, and is not what the decision is about.
pub fn find<'a>(claims: impl Iterator<Item = &'a Claim> + Clone, subject: &Subject) -> Option<usize> {
    let is_of_type = |claim: &Claim| claim.report == subject.report && claim.event_type == subject.event_type;
    let by_id = claims.clone().position(|claim| claim.id == subject.claim && claim.report == subject.report);
    by_id.or_else(|| {
        claims
            .enumerate()
            .filter(|(_, claim)| is_of_type(claim) && is_stated_by(claim, subject))
            .min_by_key(|(_, claim)| claim.evidence.trigger.start.abs_diff(subject.trigger.start))
            .map(|(at, _)| at)
    })
}

/// Whether the sentence of a claim is that of an subject, or one is cut otherwise and holds the other with the words of the event.
fn is_stated_by(claim: &Claim, subject: &Subject) -> bool {
    let (sentence, quote) = (claim.evidence.quote.as_str(), subject.quote.as_str());
    sentence == quote
        || claim.evidence.trigger == subject.trigger && (sentence.contains(quote) || quote.contains(sentence))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::claim;

    fn at(id: &str, kind: &str, quote: &str, trigger: [u32; 2]) -> Claim {
        let evidence =
            json!({"evidence": {"span": [0, 40], "trigger": trigger, "quote": quote, "part": "body"}});
        claim(id, kind, quote, &[&evidence])
    }

    fn found(claims: &[Claim], subject: &Claim) -> Option<usize> {
        find(claims.iter(), &Subject::of(subject))
    }

    #[test]
    fn a_claim_is_found_by_its_id_then_by_its_words() {
        let was = at("clm_1", "killing", "Two died when it fell.", [4, 8]);
        let quote = "Two died when it fell.";
        let others = [at("clm_8", "injury", quote, [4, 8]), at("clm_9", "killing", "One died.", [4, 8])];
        let same_id = at("clm_1", "killing", "Two died.", [4, 8]);
        assert_eq!(found(&[others[0].clone(), same_id], &was), Some(1));
        let same_words = at("clm_7", "killing", quote, [17, 21]);
        assert_eq!(found(&[others[1].clone(), same_words.clone()], &was), Some(1));
        let nearer = at("clm_6", "killing", quote, [9, 12]);
        assert_eq!(found(&[same_words, nearer], &was), Some(1));
        assert_eq!(found(&others, &was), None);
    }

    #[test]
    fn a_sentence_that_is_cut_otherwise_is_the_same_where_its_event_is() {
        let was = at("clm_1", "killing", "Two died; the mill burned.", [4, 8]);
        assert_eq!(found(&[at("clm_2", "killing", "Two died;", [4, 8])], &was), Some(0));
        assert_eq!(found(&[at("clm_2", "killing", "Two died;", [40, 44])], &was), None);
    }
}
