//! What policies make of the incidents of a place, each by what is known of it, and of all of them together.

use model::{
    Belonging, Counted, Incident, IncidentHarm, IncidentId, PolicyHarm, Relatedness, Standing, Total,
};

use crate::describe;
use crate::dossier::Dossier;
use crate::policy::{Case, Policy, always, by_rule, judge};

/// An incident by the claims that are known of it; none if there are none. What else it may be the same as stays as it was found.
pub(super) fn known(
    dossier: &Dossier<'_>,
    incident: &Incident,
    chosen: &dyn Fn(&Belonging) -> bool,
) -> Option<Incident> {
    let claims = incident.claims.iter().filter(|belonging| chosen(belonging)).cloned().collect();
    let known = describe(dossier, claims)?;
    Some(Incident { id: incident.id.clone(), related: incident.related.clone(), ..known })
}

/// What a policy makes of some cases.
pub(super) fn harm(cases: &[Case<'_>], policy: &Policy) -> PolicyHarm {
    let mut judged: Vec<IncidentHarm> = cases.iter().map(|case| one(case, policy)).collect();
    judged.sort_by_key(|one| (one.from.is_none(), one.from, one.to));
    let mut harm = PolicyHarm {
        policy: policy.name.clone(),
        label: policy.label.clone(),
        incidents: judged,
        totals: Vec::new(),
        because: Vec::new(),
    };
    let Some(rule) = &policy.totals else {
        harm.because.push(always("the policy does not add incidents up", Vec::new()));
        return harm;
    };
    let doubtful = doubtful(&harm.incidents, cases.iter().map(|case| case.incident));
    if doubtful > 0 {
        let words =
            format!("{doubtful} of them may be the same as others, or part of them: nothing is added up");
        harm.because.push(always(words, Vec::new()));
        return harm;
    }
    harm.totals = policy.counts.iter().filter_map(|counts| total(counts.of, &harm.incidents)).collect();
    if !harm.totals.is_empty() {
        let words = "the lower figures of all incidents added up, and the upper ones";
        harm.because.push(by_rule(words, rule.known, &rule.source, Vec::new()));
    }
    harm
}

fn one(case: &Case<'_>, policy: &Policy) -> IncidentHarm {
    let (incident, verdict) = (case.incident, judge(case, policy));
    let days = || incident.times.iter().map(|time| time.value);
    IncidentHarm {
        incident: incident.id.clone(),
        types: incident.types.clone(),
        from: days().filter_map(|period| period.from).min(),
        to: days().filter_map(|period| period.to).max(),
        standing: verdict.standing,
        because: verdict.because,
        figures: verdict.figures,
        grades: verdict.grades,
        claims: incident.claims.iter().map(|belonging| belonging.claim.clone()).collect(),
    }
}

/// How many of the counted incidents may be the same as other counted ones, or hold them.
fn doubtful<'a>(judged: &[IncidentHarm], incidents: impl Iterator<Item = &'a Incident>) -> usize {
    let counted =
        |id: &IncidentId| judged.iter().any(|one| one.incident == *id && one.standing == Standing::Counted);
    let doubts = |incident: &&Incident| {
        let may_overlap = incident.related.iter().filter(|related| related.relation != Relatedness::Fulfils);
        counted(&incident.id) && may_overlap.into_iter().any(|related| counted(&related.to))
    };
    incidents.filter(doubts).count()
}

/// The figures of all counted incidents for one harm; none if no incident has any.
fn total(of: Counted, judged: &[IncidentHarm]) -> Option<Total> {
    let counted = judged.iter().filter(|one| one.standing == Standing::Counted);
    let figures = counted.flat_map(|one| &one.figures).filter(|figure| figure.of == of);
    let bounds = figures.map(|figure| match (figure.low, figure.high, figure.best) {
        (None, None, best) => (best, best),
        (low, high, _) => (low, high),
    });
    let told: Vec<_> = bounds.filter(|(low, high)| low.is_some() || high.is_some()).collect();
    (!told.is_empty()).then(|| Total {
        of,
        // Whoever is told of without a lower figure is no fewer than none.
        low: Some(told.iter().filter_map(|(low, _)| *low).sum()),
        high: told.iter().map(|(_, high)| *high).sum(),
        n_incidents: told.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ClaimId, Figure, Related};
    use serde_json::json;

    fn judged(id: &str, low: Option<u64>, high: Option<u64>) -> IncidentHarm {
        IncidentHarm {
            incident: IncidentId::of_claim_id(id),
            types: Vec::new(),
            from: None,
            to: None,
            standing: Standing::Counted,
            because: Vec::new(),
            figures: vec![Figure { of: Counted::Killed, low, high, best: None, because: Vec::new() }],
            grades: Vec::new(),
            claims: Vec::new(),
        }
    }

    #[test]
    fn bounds_are_added_up_apart_and_an_open_one_stays_open() {
        let both = |of: &[IncidentHarm]| {
            total(Counted::Killed, of).map(|total| (total.low, total.high, total.n_incidents))
        };
        let [one, two] = [judged("clm_1", Some(3), Some(7)), judged("clm_2", Some(2), Some(2))];
        assert_eq!(both(&[one.clone(), two]), Some((Some(5), Some(9), 2)));
        assert_eq!(both(&[one.clone(), judged("clm_2", Some(1), None)]), Some((Some(4), None, 2)));
        assert_eq!(both(&[one, judged("clm_2", None, None)]), Some((Some(3), Some(7), 1)));
        assert_eq!(both(&[judged("clm_1", None, None)]), None);
    }

    #[test]
    fn incidents_that_may_be_one_are_doubtful() {
        let lexicon = crate::testing::lexicon();
        let claims = ["clm_1", "clm_2"].map(|id| crate::testing::claim(id, "killing", "", &[]));
        let told = claims
            .map(|claim| crate::testing::told(&claim.id.as_str().replace("clm", "rpt"), None, &[claim]));
        let dossier = Dossier::new(&told, &[], &lexicon);
        let mut incidents: Vec<Incident> = crate::testing::chosen(&told)
            .into_iter()
            .filter_map(|belonging| describe(&dossier, vec![belonging]))
            .collect();
        let all = [judged("clm_1", Some(1), Some(1)), judged("clm_2", Some(1), Some(1))];
        assert_eq!(doubtful(&all, incidents.iter()), 0);
        let other: ClaimId = serde_json::from_value(json!("clm_2")).expect("an id");
        let related = Related {
            relation: Relatedness::PossiblySame,
            to: IncidentId::of_claim(&other),
            because: Vec::new(),
        };
        incidents[0].related.push(related);
        assert_eq!(doubtful(&all, incidents.iter()), 1);
    }
}
