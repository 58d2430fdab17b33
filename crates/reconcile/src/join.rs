//! Which incident an episode joins, given how it compares with the episodes of others.

use std::collections::BTreeMap;

use crate::{Comparison, Grouping, Verdict};

/// The incidents that an episode is of, the likeliest first. `compared` has the incident of each episode that it was compared
/// with.
///
/// It is of an incident if it is the same as one of its episodes, and likely enough the same as all of them on average: one
/// doubtful link does not chain two incidents together (average linkage).
pub fn join<K: Ord + Clone>(compared: &[(K, Comparison)], grouping: &Grouping) -> Vec<K> {
    let mut incidents: BTreeMap<&K, Vec<&Comparison>> = BTreeMap::new();
    for (incident, comparison) in compared {
        incidents.entry(incident).or_default().push(comparison);
    }
    let is_same = |comparisons: &Vec<&Comparison>| {
        comparisons.iter().any(|one| matches!(one.verdict, Verdict::Same | Verdict::Merged))
    };
    let mut likely: Vec<(f64, &K)> = incidents
        .into_iter()
        .filter(|(_, comparisons)| is_same(comparisons))
        .map(|(incident, comparisons)| (likelihood(comparisons.iter().copied(), comparisons.len()), incident))
        .filter(|(likelihood, _)| *likelihood >= grouping.thresholds.together)
        .collect();
    likely.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    likely.into_iter().map(|(_, incident)| incident.clone()).collect()
}

/// Whether two incidents that an episode is of are one, given the comparisons between their episodes that are not distinct, and the
/// number of all pairs between them.
pub fn are_one(comparisons: &[Comparison], n_pairs: usize, grouping: &Grouping) -> bool {
    likelihood(comparisons.iter(), n_pairs) >= grouping.thresholds.together
}

/// The mean probability of sameness over `n` pairs, by their odds; pairs without a comparison are distinct. What a person said of any
/// pair holds for all.
fn likelihood<'a>(comparisons: impl Iterator<Item = &'a Comparison> + Clone, n: usize) -> f64 {
    if comparisons.clone().any(|one| one.verdict == Verdict::Parted) {
        return 0.0;
    }
    if comparisons.clone().any(|one| one.verdict == Verdict::Merged) {
        return 1.0;
    }
    let probability = |one: &Comparison| match one.verdict {
        Verdict::Same | Verdict::PossiblySame | Verdict::Distinct => 1.0 / (1.0 + (-one.odds).exp()),
        // Whatever else they are to each other, they are two.
        _ => 0.0,
    };
    comparisons.map(probability).sum::<f64>() / n.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::grouping;

    fn odds(odds: f64) -> Comparison {
        let verdict = match odds {
            odds if odds >= 0.0 => Verdict::Same,
            odds if odds >= -1.5 => Verdict::PossiblySame,
            _ => Verdict::Distinct,
        };
        Comparison { odds, verdict, reasons: Vec::new() }
    }

    #[test]
    fn the_likeliest_incident_comes_first() {
        let compared = [("a", odds(1.0)), ("b", odds(4.0)), ("c", odds(-1.0))];
        assert_eq!(join(&compared, &grouping()), ["b", "a"]);
    }

    #[test]
    fn one_doubtful_link_does_not_chain_two_incidents() {
        let far = || ("a", odds(-6.0));
        let compared = [("a", odds(0.5)), far(), far(), far(), far()];
        assert!(join(&compared, &grouping()).is_empty());
        assert!(!are_one(&[odds(0.5)], 9, &grouping()));
        assert!(are_one(&[odds(5.0), odds(5.0)], 4, &grouping()));
    }

    #[test]
    fn what_a_person_said_outweighs_everything() {
        let said = |are_one| Comparison::decided(are_one, "anna: the same mill".to_owned());
        assert_eq!(join(&[("a", said(true)), ("a", odds(-6.0)), ("b", odds(9.0))], &grouping()), ["a", "b"]);
        assert!(join(&[("a", said(false)), ("a", odds(9.0)), ("a", odds(9.0))], &grouping()).is_empty());
        assert!(are_one(&[said(true)], 9, &grouping()));
        assert!(!are_one(&[odds(9.0), said(true), said(false)], 3, &grouping()));
    }

    #[test]
    fn what_one_report_told_apart_speaks_against_an_incident_however_alike() {
        let told_apart = || ("a", odds(-1000.0));
        let compared = [("a", odds(0.5)), told_apart(), told_apart(), told_apart()];
        assert!(join(&compared, &grouping()).is_empty());
        assert_eq!(join(&[("a", odds(0.5)), told_apart()], &grouping()), ["a"]);
    }

    #[test]
    fn what_may_be_the_same_joins_nothing() {
        assert!(join(&[("a", odds(-0.9)), ("a", odds(-0.9))], &grouping()).is_empty());
    }
}
