//! Shares and ratios: "most of them", "a third of the town", "outnumbered", "twice as many".

use model::{Form, Measure, TokenRange};

use super::Reader;
use super::bounds::bounds_before;
use super::figure::Figure;
use super::numerals::{fraction_at, numeral_at};

/// A share in words whose first word is token `i`: "most of", "half of", "more than half the".
pub(super) fn share(reader: Reader, i: usize) -> Option<Figure> {
    let parse = reader.parse;
    if let Some(end) = reader.lexicon.share.words.at(parse, i) {
        let word = parse.words(TokenRange::new(i, end)).to_lowercase();
        let figure =
            Figure { measure: Measure::Share, ..Figure::worded(TokenRange::new(i, end), Form::Vague, word) };
        return super::is_of(parse, end).then_some(Figure { tokens: TokenRange::new(i, end + 1), ..figure });
    }
    let first = bounds_before(reader, i);
    let (part, end) = fraction_at(parse, first, &reader.lexicon.numerals)?;
    // "half a million" is a number, "half of a million" is one too.
    if numeral_at(parse, first, reader.lexicon, false).is_some_and(|numeral| numeral.tokens.end > end) {
        return None;
    }
    let of = super::is_of(parse, end);
    let definite = end < parse.len()
        && parse.tag(end) == "DT"
        && !reader.lexicon.numerals.articles.contains(parse.lower(end));
    let whole = of || (definite && end == first + 1);
    let core = TokenRange::new(first, end);
    let figure = super::bounds::bounded(reader, Figure::exact(core, part).of_hundred(), i);
    whole.then(|| Figure {
        tokens: TokenRange::new(i, figure.tokens.end.max(end + usize::from(of))),
        core,
        ..figure
    })
}

/// "one in three children", "nine out of ten houses": so many of a hundred.
pub(super) fn proportion(reader: Reader, i: usize) -> Option<Figure> {
    let parse = reader.parse;
    let part = numeral_at(parse, i, reader.lexicon, false)?;
    let at = reader.lexicon.share.per.at(parse, part.tokens.end)?;
    let whole = numeral_at(parse, at, reader.lexicon, false)?;
    let joined = parse.head(i) >= at && part.value() < whole.value() && !whole.year_like;
    let tokens = TokenRange::new(i, whole.tokens.end);
    joined.then(|| Figure::exact(tokens, part.value() / whole.value()).of_hundred())
}

/// "outnumbered", "outnumbered three to one", "three to one", "twice as many", "three times as many".
pub(super) fn ratio(reader: Reader, i: usize) -> Option<Figure> {
    let (parse, words) = (reader.parse, &reader.lexicon.ratio);
    if words.verbs.contains(parse.lemma(i)) {
        return Some(outnumbered(reader, i));
    }
    if let Some(times) = words.times.get(parse.lower(i)) {
        let end = words.comparisons.at(parse, i + 1)?;
        return Some(ratio_of(TokenRange::new(i, end), *times));
    }
    let numeral = numeral_at(parse, i, reader.lexicon, false)?;
    let end = numeral.tokens.end;
    let closed = words.to_one.at(parse, end).or_else(|| words.comparisons.at(parse, end))?;
    (parse.pos(closed - 1) != "NOUN" && parse.lower(end) != "as")
        .then(|| ratio_of(TokenRange::new(i, closed), numeral.value()))
}

fn ratio_of(tokens: TokenRange, value: f64) -> Figure {
    Figure { measure: Measure::Ratio, ..Figure::exact(tokens, value) }
}

fn outnumbered(reader: Reader, i: usize) -> Figure {
    let parse = reader.parse;
    let by = i + 1 < parse.len() && reader.lexicon.change.by.contains(parse.lower(i + 1));
    let at = if by { i + 2 } else { i + 1 };
    let number = numeral_at(parse, at, reader.lexicon, false).and_then(|numeral| {
        let end = reader.lexicon.ratio.to_one.at(parse, numeral.tokens.end)?;
        Some((numeral.value(), end))
    });
    match number {
        Some((value, end)) => ratio_of(TokenRange::new(i, end), value),
        None => Figure {
            measure: Measure::Ratio,
            ..Figure::worded(TokenRange::new(i, i + 1), Form::Vague, parse.lower(i).to_owned())
        },
    }
}
