//! Examples of a policy: what sources state, and what the policy makes of it. They stand in its file and are its tests.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{
    AgeGroup, Amount, Attribution, Basis, Belonging, Claim, ClaimId, Count, Counted, Evidence, Factuality,
    Figure, Filler, Form, Gender, Imprint, Measure, Number, PersonHarmed, Place, PlacePrecision,
    PlaceRelation, PlaceRole, Polarity, Realis, ReportId, Span, Stance, Standing, Status,
};
use serde::Deserialize;

use super::{Case, Policy, judge};
use crate::{Dossier, Lexicon, Told, describe};

/// Statements on one incident, and what must come of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The convention that it shows.
    pub shows: String,
    pub statements: Vec<Saying>,
    /// Left out: `counted`.
    pub standing: Option<Standing>,
    /// The figures that must come out so; those that are left out may be anything.
    #[serde(default)]
    pub figures: BTreeMap<Counted, Bounds>,
    /// Grades by axis.
    #[serde(default)]
    pub grades: BTreeMap<String, String>,
}

/// One sentence of a report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saying {
    /// Which report says it: the first, if left out.
    #[serde(default)]
    pub report: u8,
    /// The day on which that report was published.
    pub published: Option<Date>,
    /// Whom the report quotes; left out where it speaks in its own voice.
    pub by: Option<String>,
    /// What whoever speaks does: `states` if left out.
    pub stance: Option<Stance>,
    /// "12", "at least 12", "more than 12", "up to 12", "about 12", "12-20", "none", or any words.
    pub killed: Option<String>,
    pub injured: Option<String>,
    /// Children, women and men among the killed.
    pub children: Option<String>,
    pub women: Option<String>,
    pub men: Option<String>,
    /// What those killed and injured are to the fighting.
    pub status: Option<Status>,
    /// People called by name who were killed.
    #[serde(default)]
    pub names: Vec<String>,
    /// The type of an attack that is told.
    pub attack: Option<String>,
    /// The actor who is said to have done it; `unknown` where that is said to be unknown.
    pub perpetrator: Option<String>,
    /// The country in which it was.
    pub country: Option<String>,
}

/// What a figure must be; what is left out must be null.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub best: Option<u64>,
}

/// What the examples of a policy give otherwise than they say, in words.
pub fn check(policy: &Policy, lexicon: &Lexicon) -> Vec<String> {
    policy.examples.iter().flat_map(|example| check_one(policy, example, lexicon)).collect()
}

fn check_one(policy: &Policy, example: &Example, lexicon: &Lexicon) -> Vec<String> {
    let told = told(&example.statements);
    let dossier = Dossier::new(&told, &[], lexicon);
    let Some(incident) = describe(&dossier, chosen(&told)) else {
        return vec![format!("{}: it states nothing", example.shows)];
    };
    let verdict = judge(&Case::of(&dossier, &incident), policy);
    let mut wrong = Vec::new();
    let wanted = example.standing.unwrap_or(Standing::Counted);
    if verdict.standing != wanted {
        wrong.push(format!("it is {:?} and not {wanted:?}", verdict.standing));
    }
    for (of, wanted) in &example.figures {
        let found = verdict.figures.iter().find(|figure| figure.of == *of).map(bounds).unwrap_or_default();
        if found != *wanted {
            wrong.push(format!("{of:?} is {found:?} and not {wanted:?}"));
        }
    }
    for (axis, wanted) in &example.grades {
        let found = verdict.grades.iter().find(|grade| grade.axis == *axis).map(|grade| grade.grade.as_str());
        if found != Some(wanted) {
            wrong.push(format!("{axis} is {} and not {wanted}", found.unwrap_or("not graded")));
        }
    }
    wrong.into_iter().map(|problem| format!("{}: {problem}", example.shows)).collect()
}

fn bounds(figure: &Figure) -> Bounds {
    Bounds { low: figure.low, high: figure.high, best: figure.best }
}

/// The reports of some sentences.
fn told(sayings: &[Saying]) -> Vec<Told> {
    let mut reports: BTreeMap<u8, Told> = BTreeMap::new();
    for (place, saying) in sayings.iter().enumerate() {
        let number = saying.report.max(1);
        let told = reports.entry(number).or_insert_with(|| report(number));
        told.imprint.published = told.imprint.published.or(saying.published);
        told.claims.extend(claims(saying, number, place as u32));
    }
    reports.into_values().collect()
}

fn report(number: u8) -> Told {
    let imprint = Imprint {
        report: ReportId::of_hash(&[number]),
        input: format!("report {number}"),
        title: None,
        published: None,
        publisher: None,
        url: None,
    };
    Told { imprint, text: String::new(), claims: Vec::new() }
}

fn chosen(told: &[Told]) -> Vec<Belonging> {
    let claims = told.iter().flat_map(|told| &told.claims);
    let belonging = |claim: &Claim| Belonging {
        claim: claim.id.clone(),
        report: claim.report.clone(),
        because: Vec::new(),
    };
    claims.map(belonging).collect()
}

/// The claims of one sentence.
fn claims(saying: &Saying, report: u8, sentence: u32) -> Vec<Claim> {
    let whole = saying.killed.as_ref();
    let of = |age_group, gender| (age_group, gender, whole);
    let groups = [
        ("killing", &saying.killed, (None, None, None)),
        ("injury", &saying.injured, (None, None, None)),
        ("killing", &saying.children, of(Some(AgeGroup::Child), None)),
        ("killing", &saying.women, of(Some(AgeGroup::Adult), Some(Gender::Female))),
        ("killing", &saying.men, of(Some(AgeGroup::Adult), Some(Gender::Male))),
    ];
    let mut claims = Vec::new();
    for (event_type, words, (age_group, gender, whole)) in groups {
        let Some(words) = words else { continue };
        let mut victim = filler(words);
        (victim.status, victim.age_group, victim.gender) = (saying.status, age_group, gender);
        let mut claim = claim(saying, event_type, report, sentence, claims.len());
        claim.count = count(words, whole.map(String::as_str));
        claim.roles.insert("victim".to_owned(), vec![victim]);
        claims.push(claim);
    }
    for name in &saying.names {
        let mut claim = claim(saying, "killing", report, sentence, claims.len());
        claim.persons.push(person(name, saying.status));
        claim.count = Some(counted(Amount::exactly(Form::Listed, 1.0), name, None));
        claim.roles.insert("victim".to_owned(), vec![filler(name)]);
        claims.push(claim);
    }
    if let Some(attack) = &saying.attack {
        claims.push(claim(saying, attack, report, sentence, claims.len()));
    }
    claims
}

/// A claim of a sentence that fills no role but that of the perpetrator.
fn claim(saying: &Saying, event_type: &str, report: u8, sentence: u32, ordinal: usize) -> Claim {
    let span = Span { start: sentence, end: sentence + 1 };
    let said_by = saying.by.iter().map(|by| source(by, saying)).collect::<Vec<_>>();
    let factuality = if said_by.is_empty() { Factuality::Asserted } else { Factuality::Reported };
    Claim {
        id: ClaimId::of_hash(&[report, sentence as u8, ordinal as u8]),
        report: ReportId::of_hash(&[report]),
        event_type: event_type.to_owned(),
        ledger: String::new(),
        factuality: if saying.stance == Some(Stance::Denies) { Factuality::Denied } else { factuality },
        polarity: Polarity::Affirmed,
        realis: Realis::Actual,
        said_by,
        roles: saying
            .perpetrator
            .iter()
            .map(|actor| ("perpetrator".to_owned(), vec![perpetrator(actor)]))
            .collect(),
        count: None,
        places: saying.country.iter().map(|country| place(country)).collect(),
        time: None,
        persons: Vec::new(),
        links: Vec::new(),
        evidence: Evidence { span, trigger: span, quote: String::new(), part: "body".to_owned() },
        rule: String::new(),
        input: format!("report {report}"),
        provenance: String::new(),
        review: None,
    }
}

/// Whoever speaks is the actor of his name: a party that speaks of what it did itself.
fn source(by: &str, saying: &Saying) -> Attribution {
    let is_party = saying.perpetrator.as_deref() == Some(by);
    Attribution {
        text: Some(by.to_owned()),
        span: None,
        actor: is_party.then(|| by.to_owned()),
        stance: saying.stance.unwrap_or(Stance::States),
        party: is_party,
    }
}

fn perpetrator(actor: &str) -> Filler {
    if actor == "unknown" {
        return Filler { text: None, factuality: Some(Factuality::Unclear), ..filler(actor) };
    }
    Filler { actor: Some(actor.to_owned()), ..filler(actor) }
}

fn filler(text: &str) -> Filler {
    Filler::plain(Some(text.to_owned()), Basis::Stated)
}

fn person(name: &str, status: Option<Status>) -> PersonHarmed {
    PersonHarmed {
        names: vec![name.to_owned()],
        span: Span { start: 0, end: 1 },
        age: None,
        gender: None,
        occupation: None,
        status,
        fate: Some("killed".to_owned()),
    }
}

fn place(country: &str) -> Place {
    Place {
        text: country.to_owned(),
        span: Span { start: 0, end: 1 },
        name: None,
        id: None,
        lat: None,
        lon: None,
        country: Some(country.to_owned()),
        role: PlaceRole::Site,
        relation: PlaceRelation::In,
        precision: PlacePrecision::Country,
        site_kind: None,
        basis: Basis::Stated,
    }
}

/// A count in the notation of the examples.
fn count(words: &str, whole: Option<&str>) -> Option<Count> {
    Some(counted(amount(words), words, whole))
}

fn counted(amount: Amount, text: &str, whole: Option<&str>) -> Count {
    Count {
        amount,
        of: "victim".to_owned(),
        measure: Measure::Total,
        unit: "people".to_owned(),
        as_of: None,
        part_of: whole.map(str::to_owned),
        text: text.to_owned(),
        span: Span { start: 0, end: 1 },
    }
}

fn amount(words: &str) -> Amount {
    let number = |text: &str| text.trim().parse::<u32>().ok().map(f64::from);
    let after = |prefix: &str| words.strip_prefix(prefix).and_then(number);
    let bounded = |form, low: Option<f64>, high: Option<f64>, best: Option<f64>| Amount {
        low: low.map(Number),
        high: high.map(Number),
        best: best.map(Number),
        ..Amount::exactly(form, 0.0)
    };
    if let Some(exact) = number(words) {
        return Amount::exactly(Form::Exact, exact);
    }
    if let Some(low) = after("at least ") {
        return bounded(Form::AtLeast, Some(low), None, None);
    }
    if let Some(low) = after("more than ") {
        return Amount { strict: true, ..bounded(Form::AtLeast, Some(low), None, None) };
    }
    if let Some(high) = after("up to ") {
        return bounded(Form::AtMost, None, Some(high), None);
    }
    if let Some(best) = after("about ") {
        return bounded(Form::About, None, None, Some(best));
    }
    if let Some((low, high)) = words.split_once('-').and_then(|(low, high)| number(low).zip(number(high))) {
        return bounded(Form::Between, Some(low), Some(high), None);
    }
    if words == "none" {
        return Amount { zero: true, ..Amount::exactly(Form::Exact, 0.0) };
    }
    Amount { word: Some(words.to_owned()), ..bounded(Form::Vague, None, None, None) }
}
