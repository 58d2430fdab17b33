//! Whether a quantity is a total, a change, a running total or a share.

use model::{Measure, Parse, QuantityKind};

use super::Reader;
use super::figure::Figure;
use super::kinds::Sort;

/// What the figure measures, by its own words or by the verb that it stands with.
pub(super) fn measure(reader: Reader, figure: &Figure, head: usize, sort: &Sort) -> Measure {
    let counts = matches!(sort.kind, QuantityKind::Count | QuantityKind::Measurement | QuantityKind::Money);
    if figure.measure != Measure::Total || !counts {
        return figure.measure;
    }
    if is_percent_of(reader, figure) {
        return Measure::Share;
    }
    by_preposition(reader, figure, sort.kind)
        .or_else(|| by_verb(reader, head, sort))
        .unwrap_or(Measure::Total)
}

fn is_percent_of(reader: Reader, figure: &Figure) -> bool {
    let parse = reader.parse;
    let unit = reader.lexicon.measurements.at(parse, figure.tokens.end);
    unit.is_some_and(|(unit, end)| unit == "percent" && super::is_of(parse, end))
}

/// "rose by 30" is a change, "rose to 40" and "bringing the toll to 14" are running totals.
fn by_preposition(reader: Reader, figure: &Figure, kind: QuantityKind) -> Option<Measure> {
    let (parse, change) = (reader.parse, &reader.lexicon.change);
    let preposition = figure.tokens.first.checked_sub(1)?;
    let verb = super::governing_verb(parse, preposition)?;
    if !change.verbs.contains(parse.lemma(verb)) {
        return None;
    }
    let moves = change.by_itself.contains(parse.lemma(verb)) || tally_of_verb(reader, verb).is_some();
    match parse.lower(preposition) {
        word if change.by.contains(word) && moves => Some(Measure::Change),
        word if change.to.contains(word) && moves && kind == QuantityKind::Count => {
            Some(Measure::RunningTotal)
        }
        _ => None,
    }
}

/// "rose 30 percent" is a change, "the toll stands at 40" a running total.
fn by_verb(reader: Reader, head: usize, sort: &Sort) -> Option<Measure> {
    let (parse, change) = (reader.parse, &reader.lexicon.change);
    let verb = verb_of(parse, head).filter(|&verb| verb < sort.tokens.first)?;
    let direct = sort.tokens.iter().any(|i| parse.head(i) == verb);
    let relative = sort.kind == QuantityKind::Money || sort.unit.as_deref() == Some("percent");
    if direct && relative && change.by_itself.contains(parse.lemma(verb)) {
        return Some(Measure::Change);
    }
    let tally = tally_of_verb(reader, verb).filter(|&tally| tally < sort.tokens.first)?;
    change.running.contains(parse.lower(tally)).then_some(Measure::RunningTotal)
}

/// The verb, "be" included, that token `head` completes.
fn verb_of(parse: &Parse, head: usize) -> Option<usize> {
    let mut i = head;
    for _ in 0..4 {
        if matches!(parse.pos(i), "VERB" | "AUX") {
            return Some(i);
        }
        i = parse.head(i);
    }
    None
}

/// The noun for a kept figure ("toll", "number") that the number at `head` gives the value of.
pub(super) fn tally_of(reader: Reader, head: usize) -> Option<usize> {
    let verb = verb_of(reader.parse, head)?;
    let tally = tally_of_verb(reader, verb)?;
    (tally != head && tally < head).then_some(tally)
}

/// The noun for a kept figure that a verb has for subject or object ("revised the toll").
pub(super) fn tally_of_verb(reader: Reader, verb: usize) -> Option<usize> {
    reader
        .parse
        .children_by(verb, &["dobj", "nsubj", "nsubjpass"])
        .find(|&noun| reader.lexicon.change.tallies.contains(reader.parse.lower(noun)))
}
