//! Distinct people called by name: so many were harmed at least.

use std::collections::BTreeSet;

use model::{ClaimId, Counted, Gender, Incident, PersonHarmed};

use super::Policy;
use super::tolls::status_name;
use crate::lexicon::words;

/// Below this age somebody is a child.
const ADULT: u32 = 18;

/// Shared words of two names, as a share of the shorter one, that make one person of them: spellings differ in the rest.
const SHARED: f64 = 0.6;

/// One person, by all names that claims have for him.
#[derive(Debug)]
struct Known {
    names: Vec<BTreeSet<String>>,
    claims: Vec<ClaimId>,
}

/// How many distinct people are named among those whom a figure counts, and the claims that name them. Two names that may
/// be one person's count once.
pub(super) fn named(incident: &Incident, policy: &Policy, of: Counted) -> (u64, Vec<ClaimId>) {
    let mut people: Vec<Known> = Vec::new();
    for stated in incident.persons.iter().filter(|stated| is_counted(&stated.value, policy, of)) {
        let names: Vec<BTreeSet<String>> = stated
            .value
            .names
            .iter()
            .map(|name| words(name).collect())
            .filter(|name: &BTreeSet<_>| !name.is_empty())
            .collect();
        match people
            .iter_mut()
            .find(|known| known.names.iter().any(|name| names.iter().any(|again| is_same(name, again))))
        {
            Some(known) => {
                known.names.extend(names);
                known.claims.extend(stated.claims.iter().cloned());
            }
            None if names.is_empty() => {}
            None => people.push(Known { names, claims: stated.claims.clone() }),
        }
    }
    let mut claims: Vec<ClaimId> = Vec::new();
    for claim in people.iter().flat_map(|known| &known.claims) {
        if !claims.contains(claim) {
            claims.push(claim.clone());
        }
    }
    (people.len() as u64, claims)
}

fn is_counted(person: &PersonHarmed, policy: &Policy, of: Counted) -> bool {
    let fate = if of == Counted::Injured { "injured" } else { "killed" };
    let is_adult = |gender| person.gender == Some(gender) && person.age.is_some_and(|age| age >= ADULT);
    let is_of_group = match of {
        Counted::Killed | Counted::Injured => true,
        Counted::Children => person.age.is_some_and(|age| age < ADULT),
        Counted::Women => is_adult(Gender::Female),
        Counted::Men => is_adult(Gender::Male),
    };
    let status = person.status.map_or("unsaid", status_name);
    person.fate.as_deref() == Some(fate) && is_of_group && policy.status.count.contains(status)
}

/// Whether two names may be one person's: one holds the other, or they share most of their words. A family name alone
/// is shared by many.
fn is_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let (n_shared, n_shorter) = (one.intersection(other).count(), one.len().min(other.len()));
    n_shared == n_shorter || (n_shared >= 2 && n_shared as f64 >= SHARED * n_shorter as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> BTreeSet<String> {
        words(text).collect()
    }

    #[test]
    fn spellings_of_one_name_are_one_person() {
        assert!(is_same(&name("Maro Ito"), &name("Maro Jun Ito")));
        assert!(is_same(&name("Maro Jun Ito"), &name("Maro Jun Itoh")));
    }

    #[test]
    fn a_family_name_makes_no_person() {
        assert!(!is_same(&name("Maro Ito"), &name("Lena Ito")));
    }
}
