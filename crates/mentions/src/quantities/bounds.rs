//! Numbers with what bounds them: "at least 120", "some 5,000-6,000", "40-plus", "between 5 and 7".

use model::{Form, Measure, Parse, TokenRange};

use super::Reader;
use super::figure::Figure;
use super::measures::tally_of_verb;
use super::numerals::{Numeral, numeral_at};

/// What stands before a number.
#[derive(Debug, Default)]
struct Opening<'a> {
    /// Names of bounds, outermost first.
    bounds: Vec<&'a str>,
    change: bool,
    range: bool,
    currency: Option<&'a str>,
    end: usize,
}

/// The number with its bounds whose first word is token `i`.
pub(super) fn bounded_number(reader: Reader, i: usize) -> Option<Figure> {
    let opening = opening_at(reader, i);
    let first = number_at(reader, opening.end, opening.currency.is_some())?;
    let figure = match second_of_range(reader, &opening, &first) {
        Some(second) => range(&first, &second),
        None => single(reader.parse, &first),
    };
    let figure = Figure { currency: figure.currency.or(opening.currency.map(str::to_owned)), ..figure };
    // A "from" that opens no range is a plain preposition, and so is "between".
    let is_range = figure.form == Form::Between;
    let start = if is_range || !opening.range { i } else { opening_without_range(reader, i) };
    let figure = Figure { tokens: TokenRange::new(start, figure.tokens.end), ..figure };
    Some(with_change(reader, &opening, bound(reader, figure, &opening.bounds)))
}

/// The token behind the bounds that start at token `i`.
pub(super) fn bounds_before(reader: Reader, i: usize) -> usize {
    opening_at(reader, i).end
}

/// `figure` with the bounds that start at token `i` and those behind it.
pub(super) fn bounded(reader: Reader, figure: Figure, i: usize) -> Figure {
    bound(reader, figure, &opening_at(reader, i).bounds)
}

fn opening_at<'a>(reader: Reader<'a>, i: usize) -> Opening<'a> {
    let mut opening = Opening { end: i, ..Opening::default() };
    while let Some(end) = open(reader, &mut opening) {
        opening.end = end;
    }
    opening
}

/// Reads one more phrase of the opening, and says where it ends.
fn open<'a>(reader: Reader<'a>, opening: &mut Opening<'a>) -> Option<usize> {
    let (parse, lexicon, at) = (reader.parse, reader.lexicon, opening.end);
    if let Some((name, end)) = lexicon.currencies.before.at(parse, at) {
        opening.currency = Some(name);
        return Some(end);
    }
    if let Some(end) = lexicon.ranges.openers.at(parse, at) {
        opening.range = true;
        return Some(end);
    }
    if let Some(end) = lexicon.change.before.at(parse, at) {
        opening.change = true;
        return Some(end);
    }
    let (name, end) = lexicon.bounds.before.at(parse, at)?;
    if is_preposition(reader, at, end) {
        return None;
    }
    opening.bounds.push(name);
    Some(end)
}

/// Whether a word that can be a bound is a plain preposition here ("talks about two hostages").
fn is_preposition(reader: Reader, at: usize, end: usize) -> bool {
    let parse = reader.parse;
    end == at + 1
        && reader.lexicon.bounds.prepositions.contains(parse.lower(at))
        && parse.dep(at) == "prep"
        && matches!(parse.pos(parse.head(at)), "NOUN" | "VERB")
        && parse.head(at) + 1 == at
        && parse.child(at, &["pobj"]).is_some_and(|object| parse.pos(object) == "NOUN")
}

/// Where the words of the quantity start when its "from" or "between" is a plain preposition.
fn opening_without_range(reader: Reader, i: usize) -> usize {
    reader.lexicon.ranges.openers.at(reader.parse, i).unwrap_or(i)
}

fn number_at(reader: Reader, i: usize, money: bool) -> Option<Numeral> {
    numeral_at(reader.parse, i, reader.lexicon, money).filter(|numeral| !is_pronoun(reader, numeral))
}

/// Whether "one" is a pronoun: "one another", "the one who", "one must".
fn is_pronoun(reader: Reader, numeral: &Numeral) -> bool {
    let (parse, words) = (reader.parse, &reader.lexicon.numerals);
    let i = numeral.tokens.first;
    if numeral.tokens.end != i + 1 || words.words.get(parse.lower(i)) != Some(&1.0) {
        return false;
    }
    let counts = parse.dep(i) == "nummod" && parse.head(i) > i;
    // "said that one of them fled": the conjunction only opens the clause.
    let joins = i > 0 && parse.pos(i - 1) == "SCONJ";
    let before = i > 0 && words.no_one_after.contains(parse.lower(i - 1)) && !counts && !joins;
    let behind = i + 1 < parse.len() && words.no_one_before.contains(parse.lower(i + 1));
    parse.tag(i) == "PRP" || before || behind
}

/// The second number of a range that starts with `first`.
fn second_of_range(reader: Reader, opening: &Opening, first: &Numeral) -> Option<Numeral> {
    if first.ordinal {
        return None;
    }
    let after_unit = behind_unit(reader, first.tokens.end);
    let join = join_at(reader, opening, after_unit).or_else(|| join_at(reader, opening, first.tokens.end))?;
    let mut at = join;
    let mut money = opening.currency.is_some();
    if let Some((_, end)) = reader.lexicon.bounds.before.at(reader.parse, at) {
        at = end;
    }
    if let Some((_, end)) = reader.lexicon.currencies.before.at(reader.parse, at) {
        (at, money) = (end, true);
    }
    let second = number_at(reader, at, money).filter(|second| !second.ordinal)?;
    // "5 percent to $84" and "up 60% to 300" are two figures: a unit of the first is a unit of the second.
    let one_unit = after_unit == first.tokens.end
        || unit_at(reader, first.tokens.end) == unit_at(reader, second.tokens.end);
    // "in 2018 to 300": a year does not open a range of other things.
    let year_apart = first.year_like && (1900.0..2100.0).contains(&first.value()) && second.value() >= 2100.0;
    (one_unit && !year_apart).then_some(second)
}

/// The token behind a unit or a currency at token `i`: "5% to 6%", "five euros to six euros".
fn behind_unit(reader: Reader, i: usize) -> usize {
    let units = &reader.lexicon.measurements;
    units
        .at(reader.parse, i)
        .or_else(|| reader.lexicon.currencies.after.at(reader.parse, i))
        .map_or(i, |(_, end)| end)
}

/// The name of the unit or the currency at token `i`.
fn unit_at<'a>(reader: Reader<'a>, i: usize) -> Option<&'a str> {
    let units = &reader.lexicon.measurements;
    units
        .at(reader.parse, i)
        .or_else(|| reader.lexicon.currencies.after.at(reader.parse, i))
        .map(|(name, _)| name)
}

/// The token behind what joins two numbers at token `i`.
fn join_at(reader: Reader, opening: &Opening, i: usize) -> Option<usize> {
    let ranges = &reader.lexicon.ranges;
    let pair = opening.range.then(|| ranges.pairs.at(reader.parse, i)).flatten();
    let end = pair.or_else(|| ranges.joins.at(reader.parse, i))?;
    (!moves(reader, opening, i)).then_some(end)
}

/// Whether "from … to …" tells of a movement, as in "rose from 10 to 15" and "cut the toll from 15 to 10": two figures and
/// no range.
fn moves(reader: Reader, opening: &Opening, join: usize) -> bool {
    let parse = reader.parse;
    let to = join < parse.len() && reader.lexicon.change.to.contains(parse.lower(join));
    let verb = super::governing_verb(parse, opening.end.min(parse.len().saturating_sub(1)));
    let change = &reader.lexicon.change;
    let moves = |verb: usize| {
        change.by_itself.contains(parse.lemma(verb))
            || (change.verbs.contains(parse.lemma(verb)) && tally_of_verb(reader, verb).is_some())
    };
    opening.range && to && verb.is_some_and(moves)
}

/// A range, or a result such as "3-1" where the numbers do not rise.
fn range(first: &Numeral, second: &Numeral) -> Figure {
    let low = Numeral { scale: shared_scale(first, second), ..first.clone() }.value();
    let high = second.value();
    let tokens = TokenRange::new(first.tokens.first, second.tokens.end);
    let years =
        first.year_like && low < 2100.0 && (second.year_like || (second.scale == 1.0 && high < 100.0));
    let score = low >= high && !years;
    Figure {
        low: Some(low).filter(|_| !score),
        high: Some(high).filter(|_| !score),
        approx: first.round || second.round,
        currency: first.currency.clone(),
        unit: second.unit.clone().or_else(|| first.unit.clone()),
        year_like: years,
        score,
        ..Figure::new(tokens, Form::Between)
    }
}

/// The first number of "four to five thousand" shares the scale of the second.
fn shared_scale(first: &Numeral, second: &Numeral) -> f64 {
    let shares = first.scale == 1.0 && first.coefficient < 1000.0 && first.coefficient < second.coefficient;
    if shares { second.scale } else { first.scale }
}

fn single(parse: &Parse, numeral: &Numeral) -> Figure {
    let plural_behind = numeral.tokens.end < parse.len() && parse.tag(numeral.tokens.end) == "NNS";
    Figure {
        approx: numeral.round,
        currency: numeral.currency.clone(),
        unit: numeral.unit.clone(),
        ordinal: numeral.ordinal,
        year_like: numeral.year_like && !plural_behind,
        ..Figure::exact(numeral.tokens, numeral.value())
    }
}

/// The figure with the bounds before it and behind it.
fn bound(reader: Reader, mut figure: Figure, before: &[&str]) -> Figure {
    let behind = reader.lexicon.bounds.after.at(reader.parse, figure.tokens.end);
    if let Some((_, end)) = behind {
        figure.tokens.end = end;
    }
    // The outermost bound decides the form; a rounding inside it stays as a note.
    for name in behind.iter().map(|(name, _)| *name).chain(before.iter().rev().copied()) {
        figure = applied(figure, name);
    }
    figure
}

fn applied(figure: Figure, name: &str) -> Figure {
    if figure.form == Form::Between {
        return Figure { approx: figure.approx || name == "about", ..figure };
    }
    let value = figure.best.or(figure.low).or(figure.high);
    let rounded = figure.approx || figure.form == Form::About;
    let (form, strict) = match name {
        "at-least" => (Form::AtLeast, false),
        "more-than" => (Form::AtLeast, true),
        "at-most" => (Form::AtMost, false),
        "fewer-than" => (Form::AtMost, true),
        "about" => (Form::About, false),
        _ => return figure,
    };
    let [low, high, best] = match form {
        Form::AtLeast => [value, None, None],
        Form::AtMost => [None, value, None],
        _ => [None, None, value],
    };
    Figure { form, low, high, best, strict, approx: rounded && form != Form::About, ..figure }
}

/// The figure as a change where its words say so: "another 30", "600 extra", "5 more".
fn with_change(reader: Reader, opening: &Opening, mut figure: Figure) -> Figure {
    let end = change_behind(reader, figure.tokens.end);
    figure.tokens.end = end.unwrap_or(figure.tokens.end);
    if opening.change || end.is_some() {
        figure.measure = Measure::Change;
    }
    figure
}

/// The token behind "more", "extra", … at token `i`.
pub(super) fn change_behind(reader: Reader, i: usize) -> Option<usize> {
    let change = &reader.lexicon.change;
    let end = change.after.at(reader.parse, i)?;
    let compares = end < reader.parse.len() && change.not_before.contains(reader.parse.lower(end));
    (!compares).then_some(end)
}
