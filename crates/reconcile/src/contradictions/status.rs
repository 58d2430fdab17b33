//! Whether it happened at all, and whether those harmed were civilians or fighters.

use model::{Contradiction, Disputed, Factuality, Polarity, Realis, Status, Tally};

use super::{Side, Voiced, dispute};
use crate::Lexicon;
use crate::describe::is_same_person;
use crate::tallies::{Interval, counted_words, tally};

/// One type of event affirmed here and negated or denied there.
pub(super) fn find_polarity(voiced: &[Voiced<'_>]) -> Vec<Contradiction> {
    let mut types: Vec<&str> = voiced.iter().map(|one| one.claim.event_type.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    types.into_iter().filter_map(|of| find_polarity_of(voiced, of)).collect()
}

/// Who did it is disputed as an attribution: denying it does not deny the harm.
fn find_polarity_of(voiced: &[Voiced<'_>], of: &str) -> Option<Contradiction> {
    let told = |is: fn(&Voiced<'_>) -> bool, words: String| {
        let of_type = |one: &&Voiced<'_>| one.claim.event_type == of && one.claim.realis == Realis::Actual;
        Side { words, claims: voiced.iter().filter(of_type).filter(|one| is(one)).cloned().collect() }
    };
    let sides = vec![told(is_told, format!("{of} told")), told(is_negated, "said not to be so".to_owned())];
    dispute(Disputed::Polarity, sides, Voiced::may_contradict)
}

fn is_told(voiced: &Voiced<'_>) -> bool {
    voiced.is_affirmed() && !counts_none(voiced)
}

fn is_negated(voiced: &Voiced<'_>) -> bool {
    let claim = voiced.claim;
    claim.event_type != "attribution"
        && (claim.polarity == Polarity::Negated
            || claim.factuality == Factuality::Denied
            || counts_none(voiced))
}

fn counts_none(voiced: &Voiced<'_>) -> bool {
    voiced.claim.count.as_ref().is_some_and(|count| count.amount.zero)
}

/// The same people as civilians by one origin and as fighters by another: called by name, or as many.
pub(super) fn find(voiced: &[Voiced<'_>], lexicon: &Lexicon) -> Option<Contradiction> {
    let pair = voiced.iter().find_map(|one| {
        let other =
            voiced.iter().find(|other| one.may_contradict(other) && is_disputed(one, other, lexicon))?;
        Some((one, other))
    });
    let (civilian, combatant) = pair?;
    let sides = vec![side(civilian, "civilians"), side(combatant, "fighters")];
    dispute(Disputed::Status, sides, Voiced::may_contradict)
}

fn side<'a>(voiced: &Voiced<'a>, as_what: &str) -> Side<'a> {
    Side::new(format!("“{}” as {as_what}", counted_words(voiced.claim)), voiced.clone())
}

/// Whether the first has for civilians whom the other has for fighters.
fn is_disputed(civilian: &Voiced<'_>, combatant: &Voiced<'_>, lexicon: &Lexicon) -> bool {
    let by_name = civilian.claim.persons.iter().any(|one| {
        one.status == Some(Status::Civilian)
            && combatant
                .claim
                .persons
                .iter()
                .any(|other| other.status == Some(Status::Combatant) && is_same_person(one, other))
    });
    let tallies = tally(civilian.claim, lexicon).zip(tally(combatant.claim, lexicon));
    by_name || tallies.is_some_and(|(one, other)| counts_the_same(&one, &other))
}

fn counts_the_same(civilian: &Tally, combatant: &Tally) -> bool {
    let exact =
        |tally: &Tally| Interval::of(&tally.amount, 0.0).filter(|bounds| Some(bounds.low) == bounds.high);
    civilian.harm == combatant.harm
        && civilian.status == Some(Status::Civilian)
        && combatant.status == Some(Status::Combatant)
        && exact(civilian).is_some_and(|bounds| Some(bounds) == exact(combatant))
}

#[cfg(test)]
mod tests {
    use crate::testing::{claim, contradictions, count, said_by, told, victim};
    use model::{Disputed, Factuality};

    fn disputed(tolls: [(&str, u32); 2]) -> Vec<Disputed> {
        let claims: Vec<_> = ["Radio Lemna", "Daily Ost"]
            .into_iter()
            .zip(tolls)
            .map(|(source, (status, toll))| {
                claim(
                    &format!("clm_{source}"),
                    "killing",
                    "",
                    &[
                        &victim("those in the house", "status", status),
                        &count("exact", toll, "those in the house"),
                        &said_by(source),
                    ],
                )
            })
            .collect();
        contradictions(&[told("rpt_1", None, &claims)]).into_iter().map(|one| one.about).collect()
    }

    #[test]
    fn as_many_civilians_here_as_fighters_there() {
        assert_eq!(disputed([("civilian", 5), ("combatant", 5)]), [Disputed::Status]);
    }

    #[test]
    fn civilians_beside_fighters_are_no_contradiction() {
        assert_eq!(disputed([("civilian", 5), ("combatant", 2)]), []);
    }

    #[test]
    fn a_denial_contradicts_the_deaths_and_not_who_did_it() {
        let told_flatly = claim("clm_1", "killing", "", &[&said_by("Radio Lemna")]);
        let mut denied = claim("clm_2", "killing", "", &[&said_by("the garrison")]);
        denied.factuality = Factuality::Denied;
        let found = contradictions(&[told("rpt_1", None, &[told_flatly, denied])]);
        assert_eq!(found.iter().map(|one| one.about).collect::<Vec<_>>(), [Disputed::Polarity]);
    }

    #[test]
    fn none_here_and_some_there_is_no_matter_of_figures() {
        assert_eq!(disputed([("civilian", 0), ("civilian", 4)]), [Disputed::Polarity]);
    }
}
