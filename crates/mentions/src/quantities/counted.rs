//! What a quantity counts: the noun that is its own, and the unit that the noun counts in.

use model::{Form, Measure, NounClass, Parse, QuantityKind};

use super::Reader;
use super::figure::Figure;
use super::kinds::Sort;

/// The head noun that is counted, if it is said.
pub(super) fn counted(reader: Reader, figure: &Figure, head: usize, sort: &Sort) -> Option<usize> {
    let parse = reader.parse;
    match sort.kind {
        QuantityKind::Age => noun_behind(reader, sort.tokens.end),
        QuantityKind::Count => partitive(reader, sort.tokens.end)
            .or_else(|| sized_loss(reader, figure))
            .or_else(|| strong(reader, figure.tokens.end))
            .or_else(|| hyphenated(parse, sort.tokens.end))
            .or_else(|| governed(parse, figure, head))
            .or_else(|| noun_behind(reader, sort.tokens.end))
            .or_else(|| tallied(reader, head))
            .or_else(|| group(reader, figure, head)),
        QuantityKind::Measurement | QuantityKind::Money | QuantityKind::Calibre => {
            partitive(reader, sort.tokens.end)
        }
        _ => None,
    }
}

pub(super) fn is_noun(parse: &Parse, i: usize) -> bool {
    i < parse.len() && matches!(parse.pos(i), "NOUN" | "PROPN")
}

/// "scores of civilians", "120 of the hostages", "six of them children".
fn partitive(reader: Reader, end: usize) -> Option<usize> {
    let parse = reader.parse;
    let of = super::of_at(parse, end)?;
    let pronoun = of + 1;
    if pronoun < parse.len() && reader.lexicon.parts.pronouns.contains(parse.lower(pronoun)) {
        let noun = noun_behind(reader, pronoun + 1);
        return noun.or(Some(pronoun));
    }
    parse
        .child(of, &["pobj"])
        .filter(|&object| is_noun(parse, object))
        .or_else(|| noun_behind(reader, of + 1))
}

/// "a 170,000-strong army": the army.
fn strong(reader: Reader, end: usize) -> Option<usize> {
    let behind = reader.lexicon.groups.strong.at(reader.parse, end)?;
    let governor =
        Some(reader.parse.head(behind - 1)).filter(|&noun| noun >= behind && is_noun(reader.parse, noun));
    let last = governor.or_else(|| noun_behind(reader, behind))?;
    let is_group = |&noun: &usize| reader.lexicon.groups.nouns.contains(reader.parse.lower(noun));
    (behind..last).find(is_group).or(Some(last))
}

/// "a three-vehicle convoy": the vehicles.
fn hyphenated(parse: &Parse, end: usize) -> Option<usize> {
    (super::numerals::is_hyphen(parse, end) && is_noun(parse, end + 1)).then_some(end + 1)
}

/// "heavy losses": the losses, which are among the words of the quantity.
fn sized_loss(reader: Reader, figure: &Figure) -> Option<usize> {
    let last = figure.core.end - 1;
    let loss = reader.lexicon.magnitude.losses.contains(reader.parse.lower(last));
    (figure.form == Form::Magnitude && loss).then_some(last)
}

/// The noun that governs the number in the parse, and stands behind it in the same phrase.
fn governed(parse: &Parse, figure: &Figure, head: usize) -> Option<usize> {
    const MODIFIES: [&str; 7] = ["nummod", "quantmod", "amod", "compound", "nmod", "det", "advmod"];
    let mut noun = parse.head(head);
    if !MODIFIES.contains(&parse.dep(head)) || noun < figure.core.end || !is_noun(parse, noun) {
        return None;
    }
    let mut between = figure.core.end..noun;
    if between.any(|i| matches!(parse.pos(i), "ADP" | "SCONJ" | "AUX") || parse.word(i) == ";") {
        return None;
    }
    while matches!(parse.dep(noun), "compound" | "nmod")
        && is_noun(parse, parse.head(noun))
        && parse.head(noun) > noun
    {
        noun = parse.head(noun);
    }
    Some(noun)
}

/// The last noun of the noun phrase that starts at token `i`, read from the words alone.
fn noun_behind(reader: Reader, i: usize) -> Option<usize> {
    let parse = reader.parse;
    let mut noun = None;
    let mut at = i;
    while at < parse.len()
        && !(at > i && parse.starts_sentence(at))
        && (in_phrase(parse, at) || (at == i && parse.word(at) == "-"))
    {
        // A time behind the number ("12 Tuesday") is not what it counts.
        if is_noun(parse, at) && (parse.dep(at) != "npadvmod" || listed_unit(reader, at).is_some()) {
            noun = Some(at);
        }
        at += 1;
    }
    noun
}

fn in_phrase(parse: &Parse, i: usize) -> bool {
    match parse.pos(i) {
        "NOUN" | "PROPN" | "ADJ" => true,
        "VERB" => matches!(parse.dep(i), "amod" | "compound"),
        "DET" => parse.dep(i) == "det",
        "PRON" => parse.dep(i) == "poss",
        "PART" => parse.dep(i) == "case",
        "NUM" | "PUNCT" => is_noun(parse, parse.head(i)) && parse.head(i) > i && parse.word(i) != ",",
        _ => false,
    }
}

/// "the number of dead rose to 14": the dead.
fn tallied(reader: Reader, head: usize) -> Option<usize> {
    let parse = reader.parse;
    let tally = super::measures::tally_of(reader, head)?;
    let of = parse.children_by(tally, &["prep"]).find(|&of| super::is_of(parse, of))?;
    parse.child(of, &["pobj"]).filter(|&object| object != head)
}

/// "a coalition of around 90,000": the members of the coalition are counted.
fn group(reader: Reader, figure: &Figure, head: usize) -> Option<usize> {
    let parse = reader.parse;
    let of = figure.tokens.first.checked_sub(1).filter(|&of| super::is_of(parse, of))?;
    let noun = parse.head(of);
    let listed = reader.lexicon.groups.nouns.contains(&parse.lemma(noun).to_lowercase());
    let armed = matches!(class(reader, noun), Some(NounClass::Armed | NounClass::People));
    (parse.dep(head) == "pobj" && noun < of && (listed || armed)).then_some(noun)
}

fn class(reader: Reader, i: usize) -> Option<NounClass> {
    reader.classes.get(i).copied().flatten()
}

/// The unit that the quantity counts in.
pub(super) fn unit(reader: Reader, figure: &Figure, head: usize, of: Option<usize>) -> String {
    match of {
        Some(noun) if counts_members(reader, figure, noun) => "people".to_owned(),
        Some(noun) => noun_unit(reader, noun),
        None if counts_people_unsaid(reader, figure, head) => "people".to_owned(),
        None => String::new(),
    }
}

/// Whether the noun is a group that stands before "of" or behind "-strong", so that its members are counted.
fn counts_members(reader: Reader, figure: &Figure, noun: usize) -> bool {
    let parse = reader.parse;
    let group = parse.tag(noun) == "NN" && reader.lexicon.groups.nouns.contains(parse.lower(noun));
    let several = figure.best.or(figure.low).or(figure.high).is_some_and(|value| value > 1.0);
    noun < figure.tokens.first
        || (group && several && listed_unit(reader, noun).is_none())
        || reader.lexicon.groups.strong.at(reader.parse, figure.tokens.end).is_some()
}

/// The unit of a noun: as listed, people for persons, else its own lemma.
fn noun_unit(reader: Reader, noun: usize) -> String {
    let parse = reader.parse;
    if let Some(unit) = listed_unit(reader, noun) {
        return unit.to_owned();
    }
    if names_people(reader, noun) {
        return "people".to_owned();
    }
    if parse.pos(noun) == "PRON" {
        return String::new();
    }
    parse.lemma(noun).to_lowercase()
}

fn listed_unit<'a>(reader: Reader<'a>, noun: usize) -> Option<&'a str> {
    let parse = reader.parse;
    let lower = parse.lower(noun);
    let lemma = parse.lemma(noun).to_lowercase();
    let forms = [
        lower,
        lemma.as_str(),
        lower.strip_suffix("ies").unwrap_or(""),
        lower.strip_suffix('s').unwrap_or(""),
    ];
    forms.into_iter().find_map(|form| reader.lexicon.units.name(form))
}

/// Whether the noun names persons: by the lists, by its class, or as a people ("12 Palestinians").
pub(super) fn names_people(reader: Reader, noun: usize) -> bool {
    let parse = reader.parse;
    match listed_unit(reader, noun) {
        Some(unit) => unit == "people",
        None => {
            let group = parse.entity_at(noun).is_some_and(|entity| parse.label(entity) == "NORP");
            group || matches!(class(reader, noun), Some(NounClass::People | NounClass::Armed))
        }
    }
}

/// Whether a number without a noun stands where persons stand: "three were killed", "killing 14", "14 wounded".
fn counts_people_unsaid(reader: Reader, figure: &Figure, head: usize) -> bool {
    let parse = reader.parse;
    let argument =
        |i: usize| matches!(parse.dep(i), "nsubj" | "nsubjpass" | "dobj" | "pobj" | "conj" | "appos");
    let end = figure.tokens.end;
    let participle = end < parse.len()
        && (matches!(parse.tag(end), "VBN" | "VBD")
            || reader.lexicon.units.name(parse.lower(end)) == Some("people"));
    participle || argument(head) || figure.measure == Measure::RunningTotal
}
