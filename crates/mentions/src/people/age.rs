//! How old people are, in years or in words.

use model::{AgeGroup, Mentions, Parse};

use super::Phrase;
use super::lexicon::PeopleLexicon;
use crate::ages;

/// The age in years that a phrase of one person states: "a 14-year-old boy", "Ahmed Ali, 34,", "a girl aged 7".
pub(super) fn of(phrase: &Phrase<'_>) -> Option<u32> {
    year_old(phrase)
        .or_else(|| aged(phrase))
        .or_else(|| between_marks(phrase))
        .filter(|&age| age <= ages::OLDEST)
}

/// The age group as said, else by the age in years.
pub(super) fn group(phrase: &Phrase<'_>, age: Option<u32>) -> Option<AgeGroup> {
    let words = &phrase.lexicon.age;
    let any = |list: &super::lexicon::Words| phrase.words().any(|i| list.lists(phrase.parse, i));
    let by_age = |age: u32| by_years(phrase.lexicon, age);
    if stands_for_aged(phrase.parse, phrase.lexicon, phrase.core) || year_old(phrase).is_some() {
        age.map(by_age)
    } else if any(&words.child) {
        Some(AgeGroup::Child)
    } else if any(&words.elderly) {
        Some(AgeGroup::Elderly)
    } else if words.adult.lists(phrase.parse, phrase.core) {
        Some(AgeGroup::Adult)
    } else {
        age.map(by_age)
    }
}

/// Whether somebody of an age in years is a child.
pub(super) fn by_years(lexicon: &PeopleLexicon, age: u32) -> AgeGroup {
    if age < lexicon.age.majority { AgeGroup::Child } else { AgeGroup::Adult }
}

/// "a 14-year-old": the adjective that heads the phrase.
pub(super) fn stands_for_aged(parse: &Parse, lexicon: &PeopleLexicon, i: usize) -> bool {
    old(parse, lexicon, i).is_some()
}

/// The number before "old", and what it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Old {
    pub number: usize,
    /// Months, weeks or days.
    pub is_of_baby: bool,
}

/// "14-year-old", "14 year old", "8-month old": the number before token `old`, if that is the word.
pub(super) fn old(parse: &Parse, lexicon: &PeopleLexicon, old: usize) -> Option<Old> {
    if parse.lower(old) != "old" {
        return None;
    }
    let before = |i: usize| Some(if i > 1 && parse.lower(i - 1) == "-" { i - 2 } else { i.checked_sub(1)? });
    let unit = before(old)?;
    let is_of_baby = lexicon.age.less_than_a_year.lists(parse, unit);
    let number = before(unit).filter(|_| is_of_baby || lexicon.age.years.lists(parse, unit))?;
    (parse.pos(number) == "NUM" || ages::in_digits(parse, number).is_some())
        .then_some(Old { number, is_of_baby })
}

/// The whole number that token `i` writes, in digits or as a quantity understood before.
pub(super) fn number(parse: &Parse, mentions: &Mentions, i: usize) -> Option<u32> {
    let understood = || mentions.quantities.among([i]).find(|quantity| quantity.head == i)?.amount.best;
    parse.lower(i).parse().ok().or_else(|| understood().map(|number| number.0 as u32))
}

/// The whole number that a token beside a phrase writes.
pub(super) fn value(phrase: &Phrase<'_>, i: usize) -> Option<u32> {
    number(phrase.parse, phrase.mentions, i)
}

/// "14-year-old" before the noun, or as the noun.
fn year_old(phrase: &Phrase<'_>) -> Option<u32> {
    let said = (phrase.tokens.first..=phrase.core).find_map(|i| old(phrase.parse, phrase.lexicon, i))?;
    let number = value(phrase, said.number)?;
    Some(if said.is_of_baby { 0 } else { number })
}

/// The word at token `i` in lower case; empty after the end.
fn lower_at(parse: &Parse, i: usize) -> &str {
    if i < parse.len() { parse.lower(i) } else { "" }
}

/// "aged 7", "age 7", "7 years old" after the noun.
fn aged(phrase: &Phrase<'_>) -> Option<u32> {
    let parse = phrase.parse;
    let end = phrase.tokens.end;
    let after = |at: usize| lower_at(parse, end + at);
    let skip = usize::from(after(0) == ",");
    match (after(skip), after(skip + 1), after(skip + 2)) {
        ("aged" | "age", _, next) if next != "and" && next != "to" => value(phrase, end + skip + 1),
        (_, "years", "old") => value(phrase, end + skip),
        _ => None,
    }
}

/// "Ahmed Ali, 34," and "Ahmed Ali (34)": a number between marks, beside one person.
fn between_marks(phrase: &Phrase<'_>) -> Option<u32> {
    let is_one = phrase.is_name() || phrase.is_individual();
    let number = ages::beside(phrase.parse, phrase.tokens.end.checked_sub(1)?)?;
    is_one.then(|| value(phrase, number)).flatten()
}
