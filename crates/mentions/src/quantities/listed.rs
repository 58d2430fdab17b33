//! Persons named one by one: "Uday and Qusay" are two.

use model::{Amount, Entity, Form, Measure, Parse, QuantityKind, QuantityMention, TokenRange};

use super::Reader;

/// The lists of two or more named persons.
pub(super) fn lists(reader: Reader) -> Vec<QuantityMention> {
    let parse = reader.parse;
    let mut lists = Vec::new();
    let mut open: Vec<&Entity> = Vec::new();
    for person in parse.entities.iter().filter(|entity| is_person(parse, entity)) {
        if !open.last().is_some_and(|last| joined(reader, last, person)) {
            lists.extend(list(reader, &open));
            open.clear();
        }
        open.push(person);
    }
    lists.extend(list(reader, &open));
    lists
}

fn is_person(parse: &Parse, entity: &Entity) -> bool {
    let TokenRange { first, end } = entity.tokens;
    parse.label(entity) == "PERSON" && first < end && end <= parse.len()
}

/// Whether only commas, ages and "and" stand between two names, and the parse coordinates them.
fn joined(reader: Reader, one: &Entity, other: &Entity) -> bool {
    let parse = reader.parse;
    let mut between = one.tokens.end..other.tokens.first;
    let close = between.len() <= 5
        && between.all(|i| {
            matches!(parse.dep(i), "punct" | "cc" | "appos" | "nummod")
                && (!super::counted::is_noun(parse, i))
        });
    let (one, other) = (top(parse, one), top(parse, other));
    let linked = matches!(parse.dep(other), "conj" | "appos") && parse.governs(one, other);
    let shares_surname = matches!(parse.dep(one), "nmod" | "compound") && parse.head(one) == other;
    close && (linked || shares_surname)
}

fn top(parse: &Parse, entity: &Entity) -> usize {
    super::top(parse, entity.tokens)
}

/// The quantity of a list that is closed by "and"; nothing for fewer than two names.
fn list(reader: Reader, names: &[&Entity]) -> Option<QuantityMention> {
    let parse = reader.parse;
    let [first, .., before_last, last] = match names {
        [one, other] => [*one, *one, *other],
        [one, .., before_last, last] => [*one, *before_last, *last],
        _ => return None,
    };
    let coordinated = (before_last.tokens.end..last.tokens.first).any(|i| parse.dep(i) == "cc");
    let tokens = TokenRange::new(first.tokens.first, last.tokens.end);
    let head = super::top(parse, tokens);
    coordinated.then(|| QuantityMention {
        tokens,
        head,
        of: Some(head),
        kind: QuantityKind::Count,
        amount: Amount::exactly(Form::Listed, names.len() as f64),
        measure: Measure::Total,
        unit: "people".to_owned(),
        part_of: None,
    })
}
