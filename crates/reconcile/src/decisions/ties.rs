//! Which claims a person said to be about one occurrence, or about two.

use std::collections::BTreeSet;

use model::{Act, Claim, ClaimId, Subject};

use super::{Ruling, find};

/// Claims of which a person said that they are about one occurrence, or about two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    pub are_one: bool,
    /// The claims on each side.
    pub sides: Vec<BTreeSet<ClaimId>>,
    /// Who said so, and with which decision.
    pub words: String,
}

impl Tie {
    /// The tie that a decision makes between claims that there are. `claims` gives those of a report; none if the decision ties nothing.
    pub fn of<E>(
        ruling: &Ruling,
        mut claims: impl FnMut(&Subject) -> Result<Vec<Claim>, E>,
    ) -> Result<Option<Self>, E> {
        let mut side = |subjects: &[Subject]| -> Result<BTreeSet<ClaimId>, E> {
            let mut side = BTreeSet::new();
            for subject in subjects {
                let claims = claims(subject)?;
                side.extend(
                    find(claims.iter(), subject).and_then(|at| claims.get(at)).map(|claim| claim.id.clone()),
                );
            }
            Ok(side)
        };
        // Why is told with the decision, from where it can be withheld and erased: nothing that is derived repeats it.
        let words = format!("{} said so: decision {}", ruling.who, ruling.sequence);
        Ok(match &ruling.decision.act {
            Act::Merge { incidents } => {
                let sides =
                    incidents.iter().map(|one| side(std::slice::from_ref(one))).collect::<Result<_, E>>()?;
                Some(Self { are_one: true, sides, words })
            }
            Act::Split { leaving, staying } => {
                Some(Self { are_one: false, sides: vec![side(leaving)?, side(staying)?], words })
            }
            _ => None,
        })
    }

    /// The claims on the other sides than that of any of these.
    pub fn others(&self, claims: &[ClaimId]) -> BTreeSet<&ClaimId> {
        let is_here = |side: &BTreeSet<ClaimId>| claims.iter().any(|claim| side.contains(claim));
        if !self.sides.iter().any(is_here) {
            return BTreeSet::new();
        }
        self.sides.iter().filter(|side| !is_here(side)).flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use model::Decision;

    use super::*;
    use crate::testing::claim;

    fn tie(act: impl Fn([Subject; 3]) -> Act) -> Tie {
        let claims = ["clm_1", "clm_2", "clm_3"].map(|id| claim(id, "killing", id, &[]));
        let decision =
            Decision { act: act(claims.each_ref().map(Subject::of)), reason: "same mill".to_owned() };
        let ruling = Ruling { sequence: 4, who: "anna".to_owned(), time: String::new(), decision };
        let found: Result<_, ()> = Tie::of(&ruling, |_| Ok(claims.to_vec()));
        found.expect("no error").expect("a tie")
    }

    fn others(tie: &Tie, of: &str) -> Vec<String> {
        let id = claim(of, "killing", "", &[]).id;
        tie.others(&[id]).into_iter().map(|id| id.as_str().to_owned()).collect()
    }

    #[test]
    fn merged_incidents_are_tied_each_to_each() {
        let tie = tie(|claims| Act::Merge { incidents: claims.to_vec() });
        assert!(tie.are_one);
        assert_eq!(others(&tie, "clm_2"), ["clm_1", "clm_3"]);
        assert!(others(&tie, "clm_9").is_empty());
    }

    #[test]
    fn what_leaves_is_parted_from_what_stays() {
        let tie = tie(|[one, two, three]| Act::Split { leaving: vec![one, two], staying: vec![three] });
        assert!(!tie.are_one);
        assert_eq!(others(&tie, "clm_1"), ["clm_3"]);
        assert_eq!(others(&tie, "clm_3"), ["clm_1", "clm_2"]);
    }
}
