//! What people decided, applied to what the reader made of a report.
//!
//! Decisions are about words. When a report is read with another program or codebook, each looks for the claim of its words
//! among the new ones; whatever finds none is lost, and said to be.

mod apart;
mod correct;
mod redact;
mod subject;
mod ties;

use model::{Act, Claim, Decision, Review, Reviewed, Subject};

pub use apart::episodes_apart;
pub use correct::{CorrectionError, corrected};
pub use redact::Redaction;
pub use subject::find;
pub use ties::Tie;

/// A decision as it stands in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// Its place there.
    pub sequence: i64,
    pub who: String,
    /// UTC, as RFC 3339 writes it.
    pub time: String,
    pub decision: Decision,
}

/// What decisions make of the claims of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// Those that stand, reviewed or not, in their order.
    pub claims: Vec<Claim>,
    /// Those that somebody rejected, each with its place among all claims.
    pub rejected: Vec<(usize, Claim)>,
    /// Decisions that are about no claim that there is.
    pub lost: Vec<i64>,
}

/// Applies decisions, in the order of the log, to the claims of one report.
pub fn decide(claims: Vec<Claim>, rulings: &[Ruling]) -> Decided {
    let mut claims: Vec<(Claim, bool)> = claims.into_iter().map(|claim| (claim, true)).collect();
    let mut lost = Vec::new();
    for ruling in rulings {
        if !rule(&mut claims, ruling) {
            lost.push(ruling.sequence);
        }
    }
    let mut decided = Decided { lost, ..Decided::default() };
    for (place, (claim, stands)) in claims.into_iter().enumerate() {
        if stands {
            decided.claims.push(claim);
        } else {
            decided.rejected.push((place, claim));
        }
    }
    decided
}

/// Applies one decision; false if it is about nothing that there is.
fn rule(claims: &mut Vec<(Claim, bool)>, ruling: &Ruling) -> bool {
    let review = |state| {
        let Ruling { sequence, who, time, .. } = ruling;
        Some(Review { state, who: who.clone(), time: time.clone(), decision: *sequence })
    };
    match &ruling.decision.act {
        Act::Confirm { claim } => about(claims, claim).map(|(claim, stands)| {
            claim.review = review(Reviewed::Confirmed);
            *stands = true;
        }),
        Act::Correct { claim, fields } => about(claims, claim).and_then(|(claim, stands)| {
            *claim = corrected(claim, fields).ok()?;
            claim.review = review(Reviewed::Corrected);
            *stands = true;
            Some(())
        }),
        Act::Reject { claim } => about(claims, claim).map(|(_, stands)| *stands = false),
        Act::Add { claim } => {
            claims.push((Claim { review: review(Reviewed::Added), ..claim.as_ref().clone() }, true));
            Some(())
        }
        // These are about incidents, words of the report, or nothing that is said in claims.
        Act::Merge { .. }
        | Act::Split { .. }
        | Act::Note { .. }
        | Act::Translate { .. }
        | Act::Redact { .. }
        | Act::Erase { .. }
        | Act::Undo { .. } => Some(()),
    }
    .is_some()
}

/// The claim that a decision is about, and whether it stands.
fn about<'a>(claims: &'a mut [(Claim, bool)], subject: &Subject) -> Option<&'a mut (Claim, bool)> {
    let at = find(claims.iter().map(|(claim, _)| claim), subject)?;
    claims.get_mut(at)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::testing::{claim, count};

    fn ruling(sequence: i64, act: Act) -> Ruling {
        let decision = Decision { act, reason: "heard the recording".to_owned() };
        Ruling { sequence, who: "anna".to_owned(), time: "2031-03-05T10:00:00Z".to_owned(), decision }
    }

    fn claims() -> Vec<Claim> {
        let three = count("exact", 3, "three");
        vec![
            claim("clm_1", "killing", "Three miners were killed.", &[&three]),
            claim("clm_2", "injury", "One was hurt.", &[]),
        ]
    }

    fn states(decided: &Decided) -> Vec<Option<Reviewed>> {
        decided.claims.iter().map(|claim| claim.review.as_ref().map(|review| review.state)).collect()
    }

    #[test]
    fn what_nobody_decided_on_is_as_it_was() {
        assert_eq!(decide(claims(), &[]), Decided { claims: claims(), ..Decided::default() });
    }

    #[test]
    fn claims_are_confirmed_corrected_rejected_and_added() {
        let [killing, injury] = [0, 1].map(|at| Subject::of(&claims()[at]));
        let four = BTreeMap::from([("count.best".to_owned(), json!(4))]);
        let added = claim("clm_3", "arrest", "Two were held.", &[]);
        let decided = decide(
            claims(),
            &[
                ruling(5, Act::Confirm { claim: killing.clone() }),
                ruling(6, Act::Correct { claim: killing, fields: four }),
                ruling(7, Act::Reject { claim: injury }),
                ruling(8, Act::Add { claim: Box::new(added) }),
            ],
        );
        assert_eq!(states(&decided), [Some(Reviewed::Corrected), Some(Reviewed::Added)]);
        let best = decided.claims[0].count.as_ref().and_then(|count| count.amount.best);
        assert_eq!(best.map(|best| best.0), Some(4.0));
        assert_eq!(decided.claims[0].review.as_ref().map(|review| review.decision), Some(6));
        assert_eq!(decided.rejected, [(1, claims()[1].clone())]);
        assert!(decided.lost.is_empty());
    }

    #[test]
    fn what_was_rejected_stands_again_when_somebody_confirms_it_later() {
        let killing = Subject::of(&claims()[0]);
        let rulings =
            [ruling(5, Act::Reject { claim: killing.clone() }), ruling(6, Act::Confirm { claim: killing })];
        assert_eq!(states(&decide(claims(), &rulings)), [Some(Reviewed::Confirmed), None]);
        assert_eq!(states(&decide(claims(), &rulings[..1])), [None]);
    }

    #[test]
    fn a_decision_about_what_is_not_there_is_lost_and_said_to_be() {
        let gone = claim("clm_9", "killing", "Nine died.", &[]);
        let decided = decide(claims(), &[ruling(5, Act::Reject { claim: Subject::of(&gone) })]);
        assert_eq!((decided.lost.as_slice(), decided.claims.len()), ([5].as_slice(), 2));
        let nowhere = BTreeMap::from([("count.much".to_owned(), json!({}))]);
        let wrong = Act::Correct { claim: Subject::of(&claims()[0]), fields: nowhere };
        assert_eq!(decide(claims(), &[ruling(6, wrong)]).claims, claims());
    }
}
