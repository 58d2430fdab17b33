//! People who are told of one by one: who is who, and whether a child, a woman or a man.

use std::collections::BTreeSet;

use model::{
    AgeGroup, Claim, ClaimId, Counted, Factuality, Filler, Gender, PersonHarmed, Polarity, Realis, Span,
};

use super::judge::Case;
use super::tolls::status_name;
use super::{GrownUp, Policy};
use crate::lexicon::words;

/// Below this age somebody is a child.
const ADULT: u32 = 18;

/// Shared words of two names, as a share of the shorter one, that make one person of them: spellings differ in the rest.
const SHARED: f64 = 0.6;

/// Words of a name that are no longer tell nobody apart.
const SMALL: usize = 2;

/// Years by which the ages that two sources give of one person may differ.
const YEARS_APART: u32 = 1;

/// Somebody who was harmed, by all that claims say of him or her.
#[derive(Debug)]
pub(super) struct Individual {
    /// Each name in its words, in the order in which they stand.
    names: Vec<Vec<String>>,
    pub age: Option<u32>,
    group: Option<AgeGroup>,
    gender: Option<Gender>,
    /// A word that says kin of a kind that children are not ("wife").
    grown: bool,
    /// In the words of the first claim.
    pub words: String,
    pub claims: Vec<ClaimId>,
}

/// What somebody may be, by age and gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Is(Counted),
    /// The gender is said, the age is not.
    IsEither(Counted),
    /// A grown-up of whom the gender is not said.
    IsGrown,
    Unsaid,
}

impl Individual {
    fn of(person: &PersonHarmed, claim: &Claim, policy: &Policy) -> Self {
        let filler = filler(claim, person.span);
        let text = filler.and_then(|filler| filler.text.as_deref()).unwrap_or_default();
        Self {
            names: person.names.iter().map(|name| parts(name)).collect(),
            age: person.age,
            group: filler.and_then(|filler| filler.age_group),
            gender: person.gender.or_else(|| filler.and_then(|filler| filler.gender)),
            grown: policy.grown_up.as_ref().is_some_and(|rule| is_grown(rule, text)),
            words: if text.is_empty() {
                person.names.first().cloned().unwrap_or_default()
            } else {
                text.to_owned()
            },
            claims: vec![claim.id.clone()],
        }
    }

    /// A girl is a child.
    pub fn standing(&self) -> Standing {
        let of_gender = |gender| if gender == Gender::Female { Counted::Women } else { Counted::Men };
        match (self.is_child(), self.gender) {
            (Some(true), _) => Standing::Is(Counted::Children),
            (Some(false), Some(gender)) => Standing::Is(of_gender(gender)),
            (Some(false), None) => Standing::IsGrown,
            (None, Some(gender)) => Standing::IsEither(of_gender(gender)),
            (None, None) => Standing::Unsaid,
        }
    }

    /// Whether somebody is a child: by the age, else by what is said, else by what kin children are not.
    fn is_child(&self) -> Option<bool> {
        let said = || self.group.map(|group| group == AgeGroup::Child);
        self.age.map(|age| age < ADULT).or_else(said).or(self.grown.then_some(false))
    }

    /// Whether somebody stands among the grown-ups by a word for kin alone.
    pub fn is_presumed_grown(&self) -> bool {
        self.grown && self.age.is_none() && self.group.is_none()
    }

    /// Two whom one claim names are two; so are two of different ages or genders.
    fn may_be(&self, other: &Self) -> bool {
        let apart = |one: Option<u32>, two: Option<u32>| {
            one.zip(two).is_some_and(|(one, two)| one.abs_diff(two) > YEARS_APART)
        };
        let differ = self.gender.zip(other.gender).is_some_and(|(one, two)| one != two);
        !differ
            && !apart(self.age, other.age)
            && !self.claims.iter().any(|claim| other.claims.contains(claim))
    }

    fn is_named_like(&self, other: &Self) -> bool {
        self.names.iter().any(|name| other.names.iter().any(|again| is_same(name, again)))
    }

    fn take_in(&mut self, other: Self) {
        self.names.extend(other.names);
        self.age = self.age.or(other.age);
        self.group = self.group.or(other.group);
        self.gender = self.gender.or(other.gender);
        self.grown |= other.grown;
        self.claims.extend(other.claims);
    }
}

/// The filler of a claim that is about the person of a span.
fn filler(claim: &Claim, span: Span) -> Option<&Filler> {
    claim.roles.values().flatten().find(|filler| filler.span == Some(span))
}

/// The words of a name, without the small ones that spellings leave out: "Maro al-Ito" is "Maro Ito".
fn parts(name: &str) -> Vec<String> {
    let all = words(name).flat_map(|word| word.split('-').map(str::to_owned).collect::<Vec<_>>());
    let all: Vec<String> = all.filter(|part| !part.is_empty()).collect();
    let long: Vec<String> = all.iter().filter(|part| part.chars().count() > SMALL).cloned().collect();
    if long.is_empty() { all } else { long }
}

fn is_grown(rule: &GrownUp, text: &str) -> bool {
    words(text).any(|word| rule.words.contains(&word))
}

/// Everybody who is told of by himself among those whom a figure counts. Who has no name counts where a list tells of others
/// with him, if nobody of another claim may be the same.
pub(super) fn individuals(case: &Case<'_>, policy: &Policy, of: Counted) -> Vec<Individual> {
    let mut people: Vec<Individual> = Vec::new();
    let mut nameless: Vec<Individual> = Vec::new();
    for claim in case.testimony.given.iter().map(|(statement, _)| statement.claim) {
        let is_list = claim.persons.len() > 1;
        for person in claim.persons.iter().filter(|person| is_counted(person, claim, policy, of)) {
            let one = Individual::of(person, claim, policy);
            if one.names.iter().all(Vec::is_empty) {
                nameless.extend(is_list.then_some(one));
                continue;
            }
            match people.iter_mut().find(|known| known.may_be(&one) && known.is_named_like(&one)) {
                Some(known) => known.take_in(one),
                None => people.push(one),
            }
        }
    }
    for one in nameless {
        if !people.iter().any(|known| known.may_be(&one)) {
            people.push(one);
        }
    }
    people
}

/// How many distinct people are called by name, and the claims that name them.
pub(super) fn named(people: &[Individual]) -> (u64, Vec<ClaimId>) {
    let named: Vec<&Individual> =
        people.iter().filter(|one| one.names.iter().any(|name| !name.is_empty())).collect();
    (named.len() as u64, claims(&named))
}

/// The claims that tell of some people, each once.
pub(super) fn claims(people: &[&Individual]) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = Vec::new();
    for claim in people.iter().flat_map(|one| &one.claims) {
        if !claims.contains(claim) {
            claims.push(claim.clone());
        }
    }
    claims
}

fn is_counted(person: &PersonHarmed, claim: &Claim, policy: &Policy, of: Counted) -> bool {
    let fate = if of == Counted::Injured { "injured" } else { "killed" };
    let took_place = claim.realis == Realis::Actual
        && claim.polarity == Polarity::Affirmed
        && !matches!(claim.factuality, Factuality::Denied | Factuality::Unclear);
    let status = person.status.map_or("unsaid", status_name);
    took_place && person.fate.as_deref() == Some(fate) && policy.status.count.contains(status)
}

/// Whether two names may be one person's: they begin alike, and one holds the other or they share most of their words. One
/// word alone is the first or the last of the other.
fn is_same(one: &[String], other: &[String]) -> bool {
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (Some(first), Some(again)) = (shorter.first(), longer.first()) else { return false };
    if shorter.len() == 1 {
        return is_spelling(first, again) || longer.last() == Some(first);
    }
    let words = |name: &[String]| name.iter().cloned().collect::<BTreeSet<_>>();
    let (shorter, longer) = (words(shorter), words(longer));
    let n_shared = shorter.intersection(&longer).count();
    is_spelling(first, again)
        && (n_shared == shorter.len() || (n_shared >= 2 && n_shared as f64 >= SHARED * shorter.len() as f64))
}

/// Whether two words may be spellings of one name: they begin alike and differ in one letter at most.
fn is_spelling(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let begin = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    one == other || (begin > 0 && shorter > 3 && longer - shorter <= 1 && begin + end + 1 >= longer)
}

#[cfg(test)]
mod tests {
    use model::Figure;
    use serde_json::{Value, json};

    use super::*;
    use crate::policy::judge;
    use crate::testing::{chosen, claim, count, lexicon, told, victim};
    use crate::{Dossier, describe};

    fn name(text: &str) -> Vec<String> {
        parts(text)
    }

    #[test]
    fn spellings_of_one_name_are_one_person() {
        for (one, other) in [
            ("Maro Ito", "Maro Jun Ito"),
            ("Maro Jun Ito", "Maro Jun Itoh"),
            ("Khalid Jun Ito", "Khaled Jun Ito"),
            ("Maro", "Maro Jun Ito"),
            ("Maro al-Ito", "Maro Ito"),
        ] {
            assert!(is_same(&name(one), &name(other)), "{one}, {other}");
        }
    }

    #[test]
    fn a_family_name_makes_no_person() {
        for (one, other) in [
            ("Maro Ito", "Lena Ito"),
            ("Maro Jun Ito", "Lena Jun Ito"),
            ("Jun", "Maro Jun Ito"),
            ("Sela Ito", "Dela Ito"),
        ] {
            assert!(!is_same(&name(one), &name(other)), "{one}, {other}");
        }
    }

    /// Somebody of a list: the words, the name, the age, and the gender.
    type One = (&'static str, &'static str, Option<u32>, Option<&'static str>);

    /// A claim that these were killed.
    fn list(id: &str, people: &[One]) -> Claim {
        let spans = (0..).map(|at| json!([at * 10, at * 10 + 9]));
        let described = |((text, name, age, gender), span): (&One, Value)| {
            let names: Vec<&str> = (!name.is_empty()).then_some(*name).into_iter().collect();
            let person =
                json!({"names": names, "span": span, "age": age, "gender": gender, "fate": "killed"});
            let filler = json!({"text": text, "span": span, "gender": gender, "basis": "stated"});
            (person, filler)
        };
        let (persons, fillers): (Vec<Value>, Vec<Value>) = people.iter().zip(spans).map(described).unzip();
        let number = count("listed", people.len() as u32, "they");
        claim(id, "killing", "", &[&number, &json!({"persons": persons, "roles": {"victim": fillers}})])
    }

    /// Children, women and men under the policy of Airwars, as far as there are figures.
    #[track_caller]
    fn check(claims: &[Claim], expected: &[(Counted, Option<u64>, Option<u64>)]) {
        let policy =
            Policy::from_toml("airwars.toml", include_str!("../../../../codebooks/policies/airwars.toml"))
                .expect("a policy");
        let mut claims = claims.to_vec();
        claims.push(claim("clm_9", "airstrike", "", &[]));
        let told = [told("rpt_1", None, &claims)];
        let lexicon = lexicon();
        let dossier = Dossier::new(&told, &[], &lexicon);
        let incident = describe(&dossier, chosen(&told)).expect("an incident");
        let figures = judge(&Case::of(&dossier, &incident), &policy).figures;
        let is_group = |figure: &&Figure| figure.of.is_group();
        let found: Vec<_> =
            figures.iter().filter(is_group).map(|figure| (figure.of, figure.low, figure.high)).collect();
        assert_eq!(found, expected);
    }

    const FAMILY: [One; 3] = [
        ("Maro Ito", "Maro Ito", Some(41), Some("male")),
        ("his wife Lena Ito", "Lena Ito", None, Some("female")),
        ("Jun Ito", "Jun Ito", Some(9), None),
    ];

    #[test]
    fn who_is_told_of_one_by_one_is_in_a_group() {
        check(
            &[list("clm_1", &FAMILY)],
            &[
                (Counted::Children, Some(1), Some(1)),
                (Counted::Women, Some(1), Some(1)),
                (Counted::Men, Some(1), Some(1)),
            ],
        );
    }

    #[test]
    fn a_list_that_names_fewer_than_were_killed_leaves_the_groups_open() {
        let all = claim(
            "clm_2",
            "killing",
            "",
            &[&victim("nine people", "status", "civilian"), &count("exact", 9, "nine")],
        );
        check(
            &[all, list("clm_1", &FAMILY)],
            &[
                (Counted::Children, Some(1), None),
                (Counted::Women, Some(1), None),
                (Counted::Men, Some(1), None),
            ],
        );
    }

    #[test]
    fn whose_age_nobody_says_may_be_a_child_or_not() {
        let sons = [
            ("his son Jun Ito", "Jun Ito", None, Some("male")),
            ("Maro Ito", "Maro Ito", Some(41), Some("male")),
        ];
        check(
            &[list("clm_1", &sons)],
            &[
                (Counted::Children, Some(0), Some(1)),
                (Counted::Women, None, None),
                (Counted::Men, Some(1), Some(2)),
            ],
        );
    }

    #[test]
    fn of_whom_nobody_says_the_gender_leaves_women_and_men_open() {
        let traders = [
            ("Maro Ito", "Maro Ito", Some(41), None),
            ("Lena Haval", "Lena Haval", Some(35), Some("female")),
        ];
        check(
            &[list("clm_1", &traders)],
            &[(Counted::Children, None, None), (Counted::Women, Some(1), None), (Counted::Men, None, None)],
        );
    }

    #[test]
    fn somebody_told_of_twice_is_one() {
        let again = [("Jun", "Jun", None, Some("male"))];
        check(
            &[list("clm_1", &FAMILY), list("clm_2", &again)],
            &[
                (Counted::Children, Some(1), Some(1)),
                (Counted::Women, Some(1), Some(1)),
                (Counted::Men, Some(1), Some(1)),
            ],
        );
    }
}
