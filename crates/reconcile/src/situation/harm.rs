//! What policies make of the incidents of a place, each by what is known of it, and of all of them together.

use model::{
    Belonging, Counted, Incident, IncidentHarm, IncidentId, PolicyHarm, Relatedness, Standing, Total,
};

use crate::describe;
use crate::dossier::Dossier;
use crate::policy::{Policy, always, by_rule, judge};

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

/// What a policy makes of some incidents.
pub(super) fn harm(dossier: &Dossier<'_>, incidents: &[&Incident], policy: &Policy) -> PolicyHarm {
    let mut judged: Vec<IncidentHarm> =
        incidents.iter().map(|incident| one(dossier, incident, policy)).collect();
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
    let doubtful = doubtful(&harm.incidents, incidents);
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

fn one(dossier: &Dossier<'_>, incident: &Incident, policy: &Policy) -> IncidentHarm {
    let verdict = judge(dossier, incident, policy);
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
fn doubtful(judged: &[IncidentHarm], incidents: &[&Incident]) -> usize {
    let counted =
        |id: &IncidentId| judged.iter().any(|one| one.incident == *id && one.standing == Standing::Counted);
    let doubts = |incident: &&&Incident| {
        let may_overlap = incident.related.iter().filter(|related| related.relation != Relatedness::Fulfils);
        counted(&incident.id) && may_overlap.into_iter().any(|related| counted(&related.to))
    };
    incidents.iter().filter(doubts).count()
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
