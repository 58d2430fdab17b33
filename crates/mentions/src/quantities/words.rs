//! Quantities without a number: "scores of", "several", "a large number of", "heavy losses", "no one", "a woman".

use model::{Form, Measure, Parse, TokenRange};

use super::Reader;
use super::bounds::{bounds_before, change_behind};
use super::counted::{is_noun, names_people};
use super::figure::Figure;

/// None at all: "no civilians", "nobody", "without casualties".
pub(super) fn zero(reader: Reader, i: usize) -> Option<Figure> {
    let (parse, words) = (reader.parse, &reader.lexicon.zero);
    if let Some(end) = words.pronouns.at(parse, i) {
        return Some(Figure::exact(TokenRange::new(i, end), 0.0));
    }
    let end = words.determiners.at(parse, i).or_else(|| words.without.at(parse, i))?;
    let noun = noun_of_phrase(parse, end)?;
    let singular = parse.tag(noun) == "NN" && reader.lexicon.groups.nouns.contains(parse.lower(noun));
    let counts = names_people(reader, noun) || reader.lexicon.units.name(parse.lemma(noun)).is_some();
    (counts && !singular).then(|| Figure::exact(TokenRange::new(i, end), 0.0))
}

/// The head noun of a short phrase without a determiner that starts at token `i`.
fn noun_of_phrase(parse: &Parse, i: usize) -> Option<usize> {
    let end = (i..parse.len())
        .find(|&at| !matches!(parse.pos(at), "NOUN" | "PROPN" | "ADJ"))
        .unwrap_or(parse.len());
    (i..end).rev().find(|&at| is_noun(parse, at)).or_else(|| (i < end).then_some(end - 1))
}

/// A vague word: "scores of civilians", "several houses", "a few dozen men", "dozens more".
pub(super) fn vague(reader: Reader, i: usize) -> Option<Figure> {
    let first = bounds_before(reader, i);
    let end = vague_noun(reader, first)
        .or_else(|| vague_word(reader, first))
        .or_else(|| vague_phrase(reader, first))?;
    let core = TokenRange::new(first, end);
    let word = reader.parse.words(core).to_lowercase();
    let more = change_behind(reader, end);
    let end = more.unwrap_or(end);
    let tokens = TokenRange::new(i, if super::is_of(reader.parse, end) { end + 1 } else { end });
    let measure = if more.is_some() { Measure::Change } else { Measure::Total };
    Some(Figure { tokens, core, measure, ..Figure::worded(core, Form::Vague, without_of(&word)) })
}

fn without_of(word: &str) -> String {
    word.strip_suffix(" of").unwrap_or(word).to_owned()
}

/// "scores", "tens of thousands": nouns that count what follows "of", or stand alone as persons.
fn vague_noun(reader: Reader, i: usize) -> Option<usize> {
    let parse = reader.parse;
    let end = reader.lexicon.vague.nouns.at(parse, i)?;
    let noun = is_noun(parse, end - 1) || parse.pos(end - 1) == "NUM";
    if super::is_of(parse, end) {
        return noun.then_some(end);
    }
    let owned = parse
        .children(end - 1)
        .any(|child| child < i && matches!(parse.dep(child), "poss" | "compound" | "amod" | "nummod"));
    let article = i > 0 && matches!(parse.tag(i - 1), "DT" | "PRP$" | "POS");
    let alone = matches!(
        parse.dep(end - 1),
        "nsubj"
            | "nsubjpass"
            | "dobj"
            | "conj"
            | "nummod"
            | "pobj"
            | "appos"
            | "ROOT"
            | "quantmod"
            | "amod"
            | "nmod"
            | "compound"
            | "dep"
    );
    (noun && !owned && !article && alone).then_some(end)
}

/// "several", "a few", "many": before a noun, "of", a scale, or alone as a pronoun.
fn vague_word(reader: Reader, i: usize) -> Option<usize> {
    let (parse, vague) = (reader.parse, &reader.lexicon.vague);
    let end = vague.words.at(parse, i)?;
    if i > 0 && vague.not_after.contains(parse.lower(i - 1)) {
        return None;
    }
    let scales = &reader.lexicon.numerals;
    let scaled = end < parse.len()
        && (scales.scales.contains_key(parse.lower(end))
            || scales.round_scales.contains_key(parse.lower(end)));
    let last = end - 1;
    let modifies =
        parse.dep(last) == "amod" && parse.tag(parse.head(last)).starts_with("NN") && parse.head(last) > last;
    let alone = matches!(parse.dep(last), "nsubj" | "nsubjpass" | "dobj");
    let before_noun = end < parse.len() && matches!(parse.tag(end), "NNS" | "NNPS");
    (scaled || modifies || alone || before_noun || super::is_of(parse, end)).then_some(if scaled {
        end + 1
    } else {
        end
    })
}

/// "a number of".
fn vague_phrase(reader: Reader, i: usize) -> Option<usize> {
    reader.lexicon.vague.phrases.at(reader.parse, i)
}

/// A size without a number: "a large number of", "heavy losses".
pub(super) fn magnitude(reader: Reader, i: usize) -> Option<Figure> {
    let (parse, words) = (reader.parse, &reader.lexicon.magnitude);
    let size = size_at(reader, i)?;
    let noun = size + 1;
    if noun >= parse.len() {
        return None;
    }
    let amount = words.amounts.contains(parse.lower(noun));
    let of = amount && super::is_of(parse, noun + 1);
    let among = amount && i > 0 && parse.pos(i - 1) == "ADP";
    let loss = (noun..parse.len().min(noun + 2)).find(|&at| {
        words.losses.contains(parse.lower(at)) && (noun..at).all(|between| is_modifier(parse, between))
    });
    if !of && !among && loss.is_none() {
        return None;
    }
    let core = TokenRange::new(i, loss.unwrap_or(noun) + 1);
    let word = parse.words(core).to_lowercase();
    let tokens = TokenRange::new(i, core.end + usize::from(of));
    Some(Figure { core, ..Figure::worded(tokens, Form::Magnitude, word) })
}

fn is_modifier(parse: &Parse, i: usize) -> bool {
    matches!(parse.dep(i), "amod" | "compound" | "nmod")
}

/// The token of the adjective of size behind an article and adverbs that may open the phrase.
fn size_at(reader: Reader, i: usize) -> Option<usize> {
    let parse = reader.parse;
    let sizes = &reader.lexicon.magnitude.sizes;
    let size = (i..parse.len().min(i + 3)).find(|&at| sizes.contains(parse.lower(at)))?;
    let opens = (i..size)
        .all(|at| parse.dep(at) == "advmod" || reader.lexicon.numerals.articles.contains(parse.lower(at)));
    opens.then_some(size)
}

/// The indefinite article of one person: "a woman was killed".
pub(super) fn one_person(reader: Reader, i: usize) -> Option<Figure> {
    let parse = reader.parse;
    let noun = parse.head(i);
    let article = parse.dep(i) == "det" && reader.lexicon.numerals.articles.contains(parse.lower(i));
    let person = noun > i && parse.tag(noun) == "NN" && names_people(reader, noun);
    let group = reader.lexicon.groups.nouns.contains(parse.lower(noun));
    let whole = !matches!(parse.dep(noun), "compound" | "nmod" | "npadvmod");
    (article && person && !group && whole).then(|| Figure::exact(TokenRange::new(i, i + 1), 1.0))
}
