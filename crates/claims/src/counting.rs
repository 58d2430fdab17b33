//! How many: the quantity that counts the fillers of a role, in the shape of the contract.

use model::{Amount, Count, Form, Measure, QuantityKind, QuantityMention, Span};

use crate::codebook::EventType;
use crate::fillers::{Filled, cut, is_definite, near};
use crate::matching::Reading;

/// The count that stands with a filler, if its words give one.
pub(crate) fn of_filler(
    reading: Reading<'_>,
    kind: &EventType,
    filled: &Filled,
    role: &str,
) -> Option<Count> {
    quantity(reading, filled.outer)
        .or_else(|| quantity(reading, filled.head))
        .map(|quantity| of_quantity(reading, kind, quantity, role))
}

/// The counting quantity whose word or noun is `head`.
pub(crate) fn quantity<'a>(reading: Reading<'a>, head: usize) -> Option<&'a QuantityMention> {
    near(reading, head).filter(|quantity| quantity.kind == QuantityKind::Count).find(|quantity| {
        (quantity.of == Some(head) && !is_part_of(reading, quantity, head))
            || quantity.head == head
            || (quantity.of.is_none()
                && (quantity.tokens.contains(head) || describes(reading, quantity, head)))
    })
}

/// "seven of the 12 miners", "two of those": the number above counts a part of them, not them.
fn is_part_of(reading: Reading<'_>, quantity: &QuantityMention, whole: usize) -> bool {
    let parse = reading.parse;
    let known = || is_definite(reading, whole) || parse.pos(whole) == "PRON";
    quantity.head != whole && parse.governs(quantity.head, whole) && known()
}

/// "35 dead": the number before what is said of people.
fn describes(reading: Reading<'_>, quantity: &QuantityMention, adjective: usize) -> bool {
    let parse = reading.parse;
    parse.pos(adjective) == "ADJ"
        && parse.head(quantity.head) == adjective
        && parse.dep(quantity.head) == "nummod"
}

/// A quantity in the shape of the contract.
pub(crate) fn of_quantity(
    reading: Reading<'_>,
    kind: &EventType,
    quantity: &QuantityMention,
    role: &str,
) -> Count {
    let (text, span) = cut(reading, quantity.tokens);
    Count {
        amount: quantity.amount.clone(),
        of: role.to_owned(),
        measure: quantity.measure,
        unit: kind.unit.clone().unwrap_or_else(|| unit_of(reading, quantity)),
        as_of: None,
        part_of: quantity.part_of.map(|whole| cut(reading, crate::fillers::shown(reading, whole)).0),
        text,
        span,
    }
}

/// A name among victims that is no place's and no actor's is a person's.
fn is_bare_name(reading: Reading<'_>, head: usize) -> bool {
    let mentions = reading.mentions;
    reading.parse.pos(head) == "PROPN"
        && mentions.actor_at(head).is_none()
        && mentions.place_at(head).is_none()
}

/// The unit of people whom no noun names.
const PEOPLE: &str = "people";

/// A bare number stands for people: things are named. A unit that is just the noun is written as the text has it.
fn unit_of(reading: Reading<'_>, quantity: &QuantityMention) -> String {
    match quantity.of {
        _ if quantity.unit.is_empty() => PEOPLE.to_owned(),
        Some(noun) if reading.parse.lemma(noun).to_lowercase() == quantity.unit => {
            reading.parse.lower(noun).to_owned()
        }
        _ => quantity.unit.clone(),
    }
}

/// Whether somebody is known by name, in the phrase or beside it ("a neighbour, Petro").
pub(crate) fn is_named(reading: Reading<'_>, filled: &Filled) -> bool {
    reading.mentions.people_at(filled.head).is_some_and(|people| !people.names.is_empty())
}

/// Individuals named or described one by one: their number is what the words say.
pub(crate) fn listed(
    reading: Reading<'_>,
    kind: &EventType,
    fillers: &[Filled],
    role: &str,
) -> Option<Count> {
    let people = |filled: &Filled| reading.mentions.people_at(filled.head);
    let is_one = |filled: &Filled| match people(filled) {
        Some(people) => crate::fillers::is_one(reading, people),
        None => is_bare_name(reading, filled.head),
    };
    if kind.fate.is_none() || fillers.is_empty() || !fillers.iter().all(is_one) {
        return None;
    }
    let described = fillers.len() == 1
        && fillers.iter().all(|filled| people(filled).is_some_and(|people| people.names.is_empty()));
    let (text, span) = from_first_to_last(reading, fillers)?;
    let form = if described { Form::Exact } else { Form::Listed };
    Some(Count {
        amount: Amount::exactly(form, fillers.len() as f64),
        of: role.to_owned(),
        measure: Measure::Total,
        unit: kind.unit.clone().unwrap_or_else(|| PEOPLE.to_owned()),
        as_of: None,
        part_of: None,
        text,
        span,
    })
}

/// The words that hold all fillers, in whatever order the parser met them.
fn from_first_to_last(reading: Reading<'_>, fillers: &[Filled]) -> Option<(String, Span)> {
    let spans = || fillers.iter().filter_map(|filled| filled.fillers.first()?.span);
    let start = spans().map(|span| span.start).min()?;
    let span = Span { start, end: spans().map(|span| span.end).max()? };
    Some((reading.report.points.bytes(span).cut(&reading.report.text).to_owned(), span))
}
