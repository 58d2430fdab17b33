//! Whether it happened at all, and whether those harmed were civilians or fighters.

use model::{Contradiction, Disputed, Factuality, PersonHarmed, Polarity, Realis, Status, Tally};

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
    let counted = |one| Counted { voiced: one, tally: tally(one.claim, lexicon) };
    let counted: Vec<Counted<'_, '_>> = voiced.iter().map(counted).collect();
    let all_of = |status| counted.iter().filter(move |one| one.has(status));
    let pair = all_of(Status::Civilian).find_map(|one| {
        let may_be =
            |other: &&Counted<'_, '_>| one.voiced.may_contradict(other.voiced) && is_disputed(one, other);
        Some((one.voiced, all_of(Status::Combatant).find(may_be)?.voiced))
    });
    let (civilian, combatant) = pair?;
    let sides = vec![side(civilian, "civilians"), side(combatant, "fighters")];
    dispute(Disputed::Status, sides, Voiced::may_contradict)
}

fn side<'a>(voiced: &Voiced<'a>, as_what: &str) -> Side<'a> {
    Side::new(format!("“{}” as {as_what}", counted_words(voiced.claim)), voiced.clone())
}

/// A claim with what it counts.
struct Counted<'a, 'b> {
    voiced: &'b Voiced<'a>,
    tally: Option<Tally>,
}

impl Counted<'_, '_> {
    /// Whether it names or counts people of a status.
    fn has(&self, status: Status) -> bool {
        self.persons(status).next().is_some()
            || self.tally.as_ref().and_then(|tally| tally.status) == Some(status)
    }

    fn persons(&self, status: Status) -> impl Iterator<Item = &PersonHarmed> {
        self.voiced.claim.persons.iter().filter(move |person| person.status == Some(status))
    }
}

/// Whether the first has for civilians whom the other has for fighters.
fn is_disputed(civilian: &Counted<'_, '_>, combatant: &Counted<'_, '_>) -> bool {
    let is_fighter = |one| combatant.persons(Status::Combatant).any(|other| is_same_person(one, other));
    let by_name = civilian.persons(Status::Civilian).any(is_fighter);
    let tallies = civilian.tally.as_ref().zip(combatant.tally.as_ref());
    by_name || tallies.is_some_and(|(one, other)| counts_the_same(one, other))
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
