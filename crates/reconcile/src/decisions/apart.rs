//! The occurrences of one report, where a person said that some of its claims are about another one.

use std::collections::{BTreeMap, BTreeSet};

use model::{Claim, ClaimId};

use crate::{Episode, Grouping, Told, Wording, episodes};

/// As [`episodes`], but that claims of a group and claims outside of it are never of one occurrence.
pub fn episodes_apart(
    told: &Told,
    wordings: &[Wording],
    grouping: &Grouping,
    groups: &[BTreeSet<ClaimId>],
) -> Vec<Episode> {
    let mut parts: BTreeMap<Vec<bool>, Vec<Claim>> = BTreeMap::new();
    for claim in &told.claims {
        let membership = groups.iter().map(|group| group.contains(&claim.id)).collect();
        parts.entry(membership).or_default().push(claim.clone());
    }
    let part = |claims| Told { imprint: told.imprint.clone(), text: String::new(), claims };
    let mut found: Vec<Episode> =
        parts.into_values().flat_map(|claims| episodes(&part(claims), wordings, grouping)).collect();
    let place = |episode: &Episode| told.claims.iter().position(|claim| claim.id == *episode.founder());
    found.sort_by_key(place);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{claim, grouping, told};

    #[test]
    fn claims_that_somebody_took_out_stand_apart() {
        let claims = ["clm_1", "clm_2", "clm_3"].map(|id| claim(id, "killing", "Two died.", &[]));
        let told = told("rpt_1", None, &claims);
        let group = BTreeSet::from([claims[1].id.clone()]);
        let found = |groups: &[BTreeSet<ClaimId>]| -> Vec<Vec<ClaimId>> {
            episodes_apart(&told, &[], &grouping(), groups)
                .into_iter()
                .map(|episode| episode.claims)
                .collect()
        };
        let [one, two, three] = claims.map(|claim| claim.id);
        assert_eq!(found(&[]), [[one.clone(), two.clone(), three.clone()]]);
        assert_eq!(found(&[group]), [vec![one, three], vec![two]]);
    }
}
