//! How many, how much, how old: the quantities of a report in their own words.
//!
//! One pass from left to right: at each word the readers try, from the most to the least specific, and what one has
//! read the others leave alone. Then each figure learns what kind it is, what it counts and what it is part of.

mod bounds;
mod counted;
mod figure;
mod kinds;
mod lexicon;
mod listed;
mod measures;
mod numerals;
mod parts;
mod shares;
mod words;

#[cfg(test)]
mod tests;

pub use lexicon::QuantityLexicon;

use model::{ByToken, NounClass, Parse, QuantityKind, QuantityMention, TimeMention};

use figure::Figure;

/// What all readers of one report look at.
#[derive(Clone, Copy)]
struct Reader<'a> {
    parse: &'a Parse,
    times: &'a ByToken<TimeMention>,
    /// The class of each token that heads a noun phrase; may be empty.
    classes: &'a [Option<NounClass>],
    lexicon: &'a QuantityLexicon,
}

/// The quantities of a report, in order of text; numbers inside `times` are dates and durations, not counts.
pub fn find(
    parse: &Parse,
    times: &ByToken<TimeMention>,
    classes: &[Option<NounClass>],
    lexicon: &QuantityLexicon,
) -> Vec<QuantityMention> {
    let reader = Reader { parse, times, classes, lexicon };
    let mut quantities: Vec<QuantityMention> =
        figures(reader).into_iter().map(|figure| mention(reader, figure)).collect();
    quantities.extend(listed::lists(reader));
    quantities.sort_by_key(|quantity| (quantity.tokens.first, quantity.tokens.end));
    parts::relate(reader, &mut quantities);
    quantities
}

fn figures(reader: Reader) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut at = 0;
    while at < reader.parse.len() {
        let figure = figure_at(reader, at);
        at = figure.as_ref().map_or(at + 1, |figure| figure.tokens.end.max(at + 1));
        figures.extend(figure);
    }
    figures
}

/// The figure whose first word is token `i`.
fn figure_at(reader: Reader, i: usize) -> Option<Figure> {
    shares::share(reader, i)
        .or_else(|| shares::proportion(reader, i))
        .or_else(|| shares::ratio(reader, i))
        .or_else(|| bounds::bounded_number(reader, i))
        .or_else(|| words::zero(reader, i))
        .or_else(|| words::vague(reader, i))
        .or_else(|| words::magnitude(reader, i))
        .or_else(|| words::one_person(reader, i))
        .filter(|figure| within_sentence(reader.parse, figure))
}

/// Whether all words of the figure stand in one sentence.
fn within_sentence(parse: &Parse, figure: &Figure) -> bool {
    parse.sentence_of(figure.tokens.first).tokens.contains(figure.tokens.end - 1)
}

fn mention(reader: Reader, figure: Figure) -> QuantityMention {
    let sort = kinds::sort(reader, &figure);
    let head = top(reader.parse, figure.core);
    let count = sort.kind == QuantityKind::Count;
    let of = counted::counted(reader, &figure, head, &sort);
    let unit = match &sort.unit {
        Some(unit) => unit.clone(),
        None if count => counted::unit(reader, &figure, head, of),
        None => String::new(),
    };
    QuantityMention {
        tokens: sort.tokens,
        head,
        of,
        kind: sort.kind,
        measure: measures::measure(reader, &figure, head, &sort),
        amount: figure.amount(sort.kind),
        unit,
        part_of: None,
    }
}

/// The token of `tokens` that governs the others: the first whose head lies outside.
fn top(parse: &Parse, tokens: model::TokenRange) -> usize {
    let outside = |&i: &usize| !tokens.contains(parse.head(i)) || parse.head(i) == i;
    tokens
        .iter()
        .filter(outside)
        .find(|&i| !matches!(parse.pos(i), "DET" | "ADP" | "PUNCT" | "SYM" | "CCONJ" | "PART"))
        .or_else(|| tokens.iter().find(outside))
        .unwrap_or(tokens.first)
}

/// Whether token `i` is "of", which ties a quantity to what it counts.
fn is_of(parse: &Parse, i: usize) -> bool {
    i < parse.len() && parse.lower(i) == "of"
}

/// The "of" that closes or follows the words of a quantity that end at token `end`.
fn of_at(parse: &Parse, end: usize) -> Option<usize> {
    [end, end.saturating_sub(1)].into_iter().find(|&i| is_of(parse, i))
}

/// The nearest verb above token `i`, or the verb that it is.
fn governing_verb(parse: &Parse, mut i: usize) -> Option<usize> {
    loop {
        if parse.pos(i) == "VERB" {
            return Some(i);
        }
        let head = parse.head(i);
        if head == i {
            return None;
        }
        i = head;
    }
}
