//! What a number is about: a count, an age, money, a measurement, a calibre, an ordinal, a name or a date.

use model::{Form, Parse, QuantityKind, TimeKind, TokenRange};

use super::Reader;
use super::figure::Figure;
use crate::ages;

/// The kind of a figure, with all its words and the unit where the kind gives one.
pub(super) struct Sort {
    pub kind: QuantityKind,
    pub tokens: TokenRange,
    pub unit: Option<String>,
}

impl Sort {
    fn new(kind: QuantityKind, tokens: TokenRange, unit: &str) -> Self {
        Self { kind, tokens, unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()) }
    }
}

/// The kind of `figure`: the most specific one that fits, else a count.
pub(super) fn sort(reader: Reader, figure: &Figure) -> Sort {
    let strong = reader.lexicon.groups.strong.at(reader.parse, figure.tokens.end);
    let count = || Sort::new(QuantityKind::Count, up_to(figure, strong.unwrap_or(figure.tokens.end)), "");
    if figure.score {
        return Sort::new(QuantityKind::Name, figure.tokens, "");
    }
    if figure.best.or(figure.low).or(figure.high).is_none() {
        return dated(reader, figure).or_else(|| measurement(reader, figure)).unwrap_or_else(count);
    }
    age(reader, figure)
        .or_else(|| dated(reader, figure))
        .or_else(|| money(reader, figure))
        .or_else(|| percent_of(reader, figure))
        .or_else(|| ordinal(reader, figure))
        .or_else(|| calibre(reader, figure))
        .or_else(|| measurement(reader, figure))
        .or_else(|| year(figure))
        .or_else(|| name(reader, figure))
        .unwrap_or_else(count)
}

fn up_to(figure: &Figure, end: usize) -> TokenRange {
    TokenRange::new(figure.tokens.first, end)
}

/// "14-year-old", "aged 14", "a boy, 7,".
fn age(reader: Reader, figure: &Figure) -> Option<Sort> {
    let age = &reader.lexicon.age;
    let sort = |end| Sort::new(QuantityKind::Age, up_to(figure, end), "years");
    if let Some(end) = age.after.at(reader.parse, figure.tokens.end) {
        return Some(sort(end));
    }
    let announced = age.before.ends_at(reader.parse, figure.tokens.first);
    (announced || between_marks(reader, figure) || of_one_person(reader, figure))
        .then(|| sort(figure.tokens.end))
}

/// Whether the figure is a bare number between marks behind a person: "his brother, 7, died".
fn between_marks(reader: Reader, figure: &Figure) -> bool {
    let TokenRange { first, end } = figure.tokens;
    let bare = end == first + 1 && ages::in_digits(reader.parse, first).is_some();
    let person = first.checked_sub(2).filter(|&person| is_one_person(reader, person));
    bare && person.is_some_and(|person| ages::beside(reader.parse, person).is_some())
}

/// "a boy of 12".
fn of_one_person(reader: Reader, figure: &Figure) -> bool {
    let parse = reader.parse;
    let Some(of) = figure.tokens.first.checked_sub(1).filter(|&of| of > 0 && super::is_of(parse, of)) else {
        return false;
    };
    let noun_behind = figure.tokens.end < parse.len() && super::counted::is_noun(parse, figure.tokens.end);
    let group = reader.lexicon.groups.nouns.contains(parse.lower(of - 1));
    figure.best.is_some()
        && !noun_behind
        && !group
        && parse.tag(of - 1) == "NN"
        && is_one_person(reader, of - 1)
}

fn is_one_person(reader: Reader, i: usize) -> bool {
    let parse = reader.parse;
    let named = parse.entity_at(i).is_some_and(|entity| parse.label(entity) == "PERSON");
    named || (matches!(parse.tag(i), "NN" | "NNP") && super::counted::names_people(reader, i))
}

fn money(reader: Reader, figure: &Figure) -> Option<Sort> {
    let noun = reader.lexicon.currencies.after.at(reader.parse, behind(reader.parse, figure));
    let end = noun.map_or(figure.tokens.end, |(_, end)| end);
    let unit = figure.currency.as_deref().or(noun.map(|(name, _)| name))?;
    Some(Sort::new(QuantityKind::Money, up_to(figure, end), unit))
}

/// The token behind the figure, or behind the hyphen that follows it.
fn behind(parse: &Parse, figure: &Figure) -> usize {
    let end = figure.tokens.end;
    if super::numerals::is_hyphen(parse, end) { end + 1 } else { end }
}

/// "80 percent of the residents" counts residents; a share in words always counts.
fn percent_of(reader: Reader, figure: &Figure) -> Option<Sort> {
    let parse = reader.parse;
    if figure.measure == model::Measure::Share {
        return Some(Sort::new(QuantityKind::Count, figure.tokens, "percent"));
    }
    let (unit, end) = reader.lexicon.measurements.at(parse, figure.tokens.end)?;
    (unit == "percent" && super::is_of(parse, end))
        .then(|| Sort::new(QuantityKind::Count, up_to(figure, end), unit))
}

/// "155-mm", "7.62mm rounds", ".50 calibre": a length of that kind before a noun.
fn calibre(reader: Reader, figure: &Figure) -> Option<Sort> {
    let parse = reader.parse;
    let (unit, end) = match reader.lexicon.calibres.at(parse, figure.tokens.end) {
        Some(found) => found,
        None => (reader.lexicon.calibres.name(figure.unit.as_deref()?)?, figure.tokens.end),
    };
    let at = if super::numerals::is_hyphen(parse, end) { end + 1 } else { end };
    let before_noun = at < parse.len() && matches!(parse.pos(at), "NOUN" | "PROPN" | "ADJ");
    (before_noun || unit == "calibre").then(|| Sort::new(QuantityKind::Calibre, up_to(figure, end), unit))
}

fn measurement(reader: Reader, figure: &Figure) -> Option<Sort> {
    let sort = |end, unit: &str| Sort::new(QuantityKind::Measurement, up_to(figure, end), unit);
    if let Some(unit) = &figure.unit {
        return Some(sort(figure.tokens.end, unit));
    }
    let (unit, end) = reader.lexicon.measurements.at(reader.parse, figure.tokens.end)?;
    Some(sort(end, unit))
}

/// A number inside a time that is no duration.
fn dated(reader: Reader, figure: &Figure) -> Option<Sort> {
    let time = reader.times.among(figure.core.iter()).next()?;
    (time.kind != TimeKind::Duration).then(|| Sort::new(QuantityKind::Date, figure.tokens, ""))
}

fn year(figure: &Figure) -> Option<Sort> {
    is_year(figure).then(|| Sort::new(QuantityKind::Date, figure.tokens, ""))
}

fn is_year(figure: &Figure) -> bool {
    let start = figure.low.or(figure.best);
    let bounded = !matches!(figure.form, Form::Exact | Form::Between);
    figure.year_like && !bounded && start.is_some_and(|year| (1900.0..2100.0).contains(&year))
}

fn ordinal(reader: Reader, figure: &Figure) -> Option<Sort> {
    if !figure.ordinal {
        return None;
    }
    let kind = if within_name(reader, figure) { QuantityKind::Name } else { QuantityKind::Ordinal };
    Some(Sort::new(kind, figure.tokens, ""))
}

/// "Flight 17", "tier one": the number is a label and counts nothing.
fn name(reader: Reader, figure: &Figure) -> Option<Sort> {
    let bare = figure.form == Form::Exact && figure.tokens == figure.core;
    let labels = bare && (follows_label(reader, figure) || within_name(reader, figure));
    labels.then(|| Sort::new(QuantityKind::Name, figure.tokens, ""))
}

/// Whether the number stands behind the word that it labels, and before nothing that it could count.
fn follows_label(reader: Reader, figure: &Figure) -> bool {
    let parse = reader.parse;
    let Some(before) = figure.core.first.checked_sub(1) else { return false };
    if parse.starts_sentence(figure.core.first) || figure.core.end > figure.core.first + 1 {
        return false;
    }
    let before = if super::numerals::is_hyphen(parse, before) { before.saturating_sub(1) } else { before };
    let labelled = reader.lexicon.labels.words.contains(parse.lower(before));
    let noun = parse.head(figure.core.first);
    let shared = parse.head(before) == noun && matches!(parse.dep(before), "compound" | "amod" | "nmod");
    let one_noun = noun > figure.core.first && parse.tag(noun) == "NN";
    (labelled && (shared || one_noun))
        || ((labelled || parse.pos(before) == "PROPN") && !counts_behind(parse, figure))
}

/// Whether the parse or the next word says that the number counts what follows it.
fn counts_behind(parse: &Parse, figure: &Figure) -> bool {
    let i = figure.core.first;
    let end = figure.core.end;
    let noun = parse.head(i);
    // One counts a singular, every other number a plural.
    let agrees = |at: usize| matches!(parse.tag(at), "NN" | "NNP") == (figure.best == Some(1.0));
    let governed =
        noun > i && agrees(noun) && matches!(parse.dep(i), "nummod" | "compound" | "amod" | "quantmod");
    let plural = end < parse.len() && matches!(parse.tag(end), "NNS" | "NNPS") && agrees(end);
    let predicate = matches!(parse.dep(i), "nsubj" | "nsubjpass" | "dobj");
    governed || plural || predicate
}

/// Whether the number is a later part of a named entity, or an ordinal that opens one ("the 82nd Airborne").
fn within_name(reader: Reader, figure: &Figure) -> bool {
    let parse = reader.parse;
    let i = figure.core.first;
    let head = parse.head(i);
    if figure.ordinal && head == i + 1 && parse.pos(head) == "PROPN" {
        return true;
    }
    parse.entity_at(i).is_some_and(|entity| {
        let later = entity.tokens.first < i && parse.pos(i - 1) == "PROPN";
        reader.lexicon.labels.entities.contains(parse.label(entity)) && later
    })
}
