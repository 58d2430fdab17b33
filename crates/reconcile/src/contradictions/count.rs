//! Counts contradict each other only where their intervals do not meet.

use model::{AgeGroup, Contradiction, Disputed, Gender, Measure, Status, Tally};

use super::{Side, Voiced, dispute, sides};
use crate::Lexicon;
use crate::tallies::{Interval, counted_words, tally};

/// Whom of the harmed a tally counts.
type Scope = (String, Option<Status>, Option<AgeGroup>, Option<Gender>);

pub(super) fn find(voiced: &[Voiced<'_>], lexicon: &Lexicon) -> Vec<Contradiction> {
    let counted: Vec<(Scope, Interval, &Voiced<'_>)> =
        voiced.iter().filter_map(|voiced| counted(voiced, lexicon)).collect();
    let mut scopes: Vec<&Scope> = counted.iter().map(|(scope, ..)| scope).collect();
    scopes.sort();
    scopes.dedup();
    scopes
        .into_iter()
        .filter_map(|scope| {
            let alike = counted.iter().filter(|(of, ..)| of == scope);
            dispute(Disputed::Count, apart(alike), Voiced::may_contradict)
        })
        .collect()
}

/// What a claim counts, and between which bounds. Shares and changes are no tolls.
fn counted<'v, 'a>(voiced: &'v Voiced<'a>, lexicon: &Lexicon) -> Option<(Scope, Interval, &'v Voiced<'a>)> {
    let tally = tally(voiced.claim, lexicon)?;
    let is_toll = matches!(tally.measure, Measure::Total | Measure::RunningTotal);
    let bounds = Interval::of(&tally.amount, lexicon.contradictions.rounding)?;
    let bounds = if tally.partial { bounds.at_least() } else { bounds };
    (is_toll && !tally.amount.zero).then(|| (scope(&tally), bounds, voiced))
}

fn scope(tally: &Tally) -> Scope {
    (tally.harm.clone(), tally.status, tally.age_group, tally.gender)
}

/// Sides of claims whose intervals meet, from low to high.
fn apart<'v, 'a: 'v>(counted: impl Iterator<Item = &'v (Scope, Interval, &'v Voiced<'a>)>) -> Vec<Side<'a>> {
    let mut sorted: Vec<(Interval, &Voiced<'a>)> =
        counted.map(|(_, bounds, voiced)| (*bounds, *voiced)).collect();
    sorted.sort_by(|(one, _), (other, _)| upper(*one).total_cmp(&upper(*other)));
    let told = sorted
        .into_iter()
        .map(|(bounds, voiced)| (bounds, format!("“{}”", counted_words(voiced.claim)), voiced.clone()));
    sides(told, |known, bounds| match known.meet(*bounds) {
        Some(common) => {
            *known = common;
            true
        }
        None => false,
    })
}

/// Open intervals come last: they join whatever they meet.
fn upper(bounds: Interval) -> f64 {
    bounds.high.unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use crate::testing::{claim, contradictions, count, said_by, told, victim};
    use model::Disputed;

    /// The contradictions of tolls, each by a source of its own in one report.
    fn disputed(tolls: &[(&str, &str, u32)]) -> Vec<String> {
        let claims: Vec<_> = tolls
            .iter()
            .enumerate()
            .map(|(number, (source, form, toll))| {
                let words = format!("{form} {toll} farmers");
                claim(
                    &format!("clm_{number}"),
                    "killing",
                    "",
                    &[&victim(&words, "status", "civilian"), &count(form, *toll, &words), &said_by(source)],
                )
            })
            .collect();
        let found = contradictions(&[told("rpt_1", None, &claims)]);
        found.into_iter().filter(|one| one.about == Disputed::Count).map(|one| one.words).collect()
    }

    #[test]
    fn two_origins_with_other_figures_contradict_each_other() {
        assert_eq!(
            disputed(&[("Radio Lemna", "exact", 11), ("Daily Ost", "exact", 14)]),
            ["“exact 11 farmers” (Radio Lemna) against “exact 14 farmers” (Daily Ost)"]
        );
    }

    #[test]
    fn bounds_that_meet_agree() {
        assert!(disputed(&[("Radio Lemna", "at-least", 11), ("Daily Ost", "exact", 14)]).is_empty());
        assert!(disputed(&[("Radio Lemna", "about", 90), ("Daily Ost", "exact", 92)]).is_empty());
    }

    #[test]
    fn one_origin_does_not_contradict_itself() {
        assert!(disputed(&[("Radio Lemna", "exact", 11), ("Radio Lemna", "exact", 14)]).is_empty());
    }
}
