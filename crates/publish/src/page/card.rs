//! A claim beside its words: what it says, who says so, and how surely.

use std::collections::BTreeMap;

use model::{
    Amount, Attribution, Basis, Claim, ClaimId, Count, Factuality, Filler, Form, Measure, Number,
    PersonHarmed, Place, PlaceRelation, PlaceRole, Stance, Time,
};

use crate::words::{self, told, word};

/// The numbers of a report's claims, from 1.
pub type Numbers<'a> = BTreeMap<&'a ClaimId, usize>;

/// A claim as its page shows it.
pub struct Card<'a> {
    pub id: &'a str,
    /// Its number in the report, and in its block.
    pub number: usize,
    pub ordinal: usize,
    pub event_type: &'a str,
    pub ledger: &'a str,
    /// How surely, and whether it took place: "alleged", "negated", "planned".
    pub footing: Vec<String>,
    pub sources: Vec<Value>,
    /// Whether nobody but the report says so.
    pub is_own_voice: bool,
    pub fields: Vec<Field>,
    pub links: Vec<Linked<'a>>,
    pub rule: &'a str,
}

/// A role or another part of a claim, with everything that fills it.
pub struct Field {
    pub name: String,
    pub values: Vec<Value>,
}

/// Words of the report, with what was understood of them.
pub struct Value {
    pub text: String,
    pub notes: Vec<String>,
}

/// Another claim of the report, and how this one relates to it.
pub struct Linked<'a> {
    pub relation: String,
    pub claim: &'a str,
    pub number: usize,
}

impl<'a> Card<'a> {
    /// The card of a claim, with the numbers of all claims of its report.
    pub fn of(claim: &'a Claim, number: usize, numbers: &Numbers<'_>) -> Self {
        Self {
            id: claim.id.as_str(),
            number,
            ordinal: number,
            event_type: &claim.event_type,
            ledger: &claim.ledger,
            footing: footing(claim),
            sources: claim.said_by.iter().map(source).collect(),
            is_own_voice: claim.factuality == Factuality::Asserted,
            fields: fields(claim),
            links: links(claim, numbers),
            rule: &claim.rule,
        }
    }
}

fn footing(claim: &Claim) -> Vec<String> {
    std::iter::once(word(&claim.factuality)).chain(words::not_done(claim)).collect()
}

fn source(source: &Attribution) -> Value {
    let stance = (source.stance != Stance::States).then(|| told(&source.stance));
    let party = source.party.then(|| "a party to the fighting".to_owned());
    let notes = stance.into_iter().chain(source.actor.clone()).chain(party).collect();
    Value { text: source.text.clone().unwrap_or_else(|| "somebody unnamed".to_owned()), notes }
}

fn fields(claim: &Claim) -> Vec<Field> {
    let roles = claim
        .roles
        .iter()
        .map(|(role, fillers)| Field { name: role.clone(), values: fillers.iter().map(filler).collect() });
    let field = |name: &str, values: Vec<Value>| Field { name: name.to_owned(), values };
    let rest = [
        field("how many", claim.count.iter().map(|count| number(claim, count)).collect()),
        field("where", claim.places.iter().map(place).collect()),
        field("when", claim.time.iter().map(time).collect()),
        field("persons", claim.persons.iter().map(person).collect()),
    ];
    roles.chain(rest).filter(|field| !field.values.is_empty()).collect()
}

fn filler(filler: &Filler) -> Value {
    let tie = filler
        .affiliation
        .as_ref()
        .map(|tie| format!("{} {}", told(&tie.relation), tie.actor.as_deref().unwrap_or("somebody unknown")));
    let candidates = filler.candidates.iter().flatten().filter_map(|candidate| candidate.text.as_deref());
    let sources = filler.said_by.iter().flatten().map(|source| format!("said by {}", words::source(source)));
    let notes = filler
        .actor
        .clone()
        .into_iter()
        .chain(tie)
        .chain(filler.refers_to.as_ref().map(|whole| format!("that is {}", words::one_line(&whole.text))))
        .chain(filler.status.map(|status| told(&status)))
        .chain(filler.age_group.map(|group| told(&group)))
        .chain(filler.gender.map(|gender| told(&gender)))
        .chain(filler.occupation.clone())
        .chain(filler.factuality.map(|factuality| told(&factuality)))
        .chain(sources)
        .chain(candidates.map(|candidate| format!("perhaps {}", words::one_line(candidate))))
        .chain(inferred(filler.basis));
    Value { notes: notes.collect(), text: filler.text.clone().unwrap_or_else(|| "unknown".to_owned()) }
}

fn number(claim: &Claim, count: &Count) -> Value {
    let text = words::how_many(claim, count);
    let figure = |name: &str, number: Option<Number>| number.map(|number| format!("{name} {}", number.0));
    let Amount { form, low, high, best, .. } = count.amount;
    let figures = match best {
        Some(_) => vec![figure("best", best)],
        None => vec![figure("low", low), figure("high", high)],
    };
    let notes = (form != Form::Exact)
        .then(|| told(&form))
        .into_iter()
        .chain(figures.into_iter().flatten())
        .chain([count.unit.clone()])
        .chain((count.measure != Measure::Total).then(|| told(&count.measure)))
        .chain(count.part_of.as_ref().map(|whole| format!("of {}", words::one_line(whole))));
    Value { text, notes: notes.collect() }
}

fn place(place: &Place) -> Value {
    let notes = (place.relation != PlaceRelation::In)
        .then(|| told(&place.relation))
        .into_iter()
        .chain(place.name.clone().filter(|name| *name != place.text))
        .chain(place.site_kind.clone())
        .chain([told(&place.precision)])
        .chain((place.role != PlaceRole::Site).then(|| told(&place.role)))
        .chain(place.country.clone())
        .chain(inferred(place.basis));
    Value { text: place.text.clone(), notes: notes.collect() }
}

fn time(time: &Time) -> Value {
    let (Time::State { text, precision, basis, .. } | Time::Occurrence { text, precision, basis, .. }) = time;
    let dates = Some(words::time(time)).filter(|dates| *dates != words::one_line(text));
    let notes = dates.into_iter().chain([told(precision)]).chain(inferred(*basis));
    Value { text: text.clone(), notes: notes.collect() }
}

fn person(person: &PersonHarmed) -> Value {
    let described = person.occupation.clone().unwrap_or_else(|| "somebody described".to_owned());
    let text = if person.names.is_empty() { described } else { person.names.join(" or ") };
    let notes = person
        .age
        .map(|age| format!("aged {age}"))
        .into_iter()
        .chain(person.gender.map(|gender| told(&gender)))
        .chain(person.occupation.clone().filter(|_| !person.names.is_empty()))
        .chain(person.status.map(|status| told(&status)))
        .chain(person.fate.clone());
    Value { text, notes: notes.collect() }
}

fn links<'a>(claim: &'a Claim, numbers: &Numbers<'_>) -> Vec<Linked<'a>> {
    let linked = claim.links.iter().filter_map(|link| {
        let number = *numbers.get(&link.to)?;
        Some(Linked { relation: told(&link.relation), claim: link.to.as_str(), number })
    });
    linked.collect()
}

fn inferred(basis: Basis) -> Option<String> {
    (basis == Basis::Inferred).then(|| "inferred".to_owned())
}
