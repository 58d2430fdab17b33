//! One person of a list, read word by word: "their son, 9-year-old Danylo Koval (Danko)".
//!
//! The parser hangs the names of long lists on each other in many ways, and cuts some of them in two: here only the order of words,
//! capitals and brackets count.

use model::{AgeGroup, Gender, NounClass, Parse, TokenRange};

use super::age;
use super::lexicon::PeopleLexicon;
use super::names;
use crate::ages;

/// More words than anybody is introduced by.
const LONGEST: usize = 24;

/// Somebody in a list, or those whom a list names ("their sons" before their names).
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// All words of the person, brackets included.
    pub tokens: TokenRange,
    pub name: Option<TokenRange>,
    /// The noun that says who it is: "son" of "their son Danylo".
    pub noun: Option<usize>,
    /// The token behind the noun ("daughter-in-law" is one).
    pub noun_end: usize,
    /// The token with which what belongs to the name begins, its age and title included.
    pub name_from: usize,
    /// Somebody else of the text is named by whose kin it is: "her son", "Olena's son".
    pub owned: bool,
    /// The noun is for several, of whom the name is one: "her sons".
    pub several: bool,
    /// How many these are, where a number says it.
    pub number: Option<u32>,
    pub age: Option<u32>,
    pub gender: Option<Gender>,
    pub group: Option<AgeGroup>,
}

/// Where a list is read: the words, up to the end of what hangs together.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub parse: &'a Parse,
    pub mentions: &'a model::Mentions,
    pub lexicon: &'a PeopleLexicon,
    pub end: usize,
}

impl Reader<'_> {
    /// The person whose words begin at token `at`.
    pub fn item(self, at: usize) -> Option<Item> {
        let mut item = Item::begun(at);
        let mut i = self.introduction(at, &mut item)?;
        if let Some(name) = self.name(i).filter(|name| !self.owns(*name)) {
            item.gender = item.gender.or_else(|| self.gender_of_name(name));
            item.name = Some(name);
            i = self.behind_name(name.end, &mut item);
        }
        item.tokens.end = i;
        // "The Haddads", "Olena's company": names of others than people stand so.
        let is_bare = item.noun.is_none() && item.age.is_none();
        let names_other = is_bare
            && (item.owned
                || self.parse.pos(at) == "DET"
                || item.name.is_some_and(|name| self.is_place(name)));
        let is_suffix = item.name.is_some_and(|name| {
            name.end == name.first + 1 && self.lexicon.names.suffixes.contains(self.parse.lower(name.first))
        });
        let names_other = names_other || is_suffix;
        ((item.name.is_some() || item.noun.is_some()) && !names_other).then_some(item)
    }

    /// What stands before a name: whose kin, how old, the noun and its adjectives. The token behind them.
    fn introduction(self, at: usize, item: &mut Item) -> Option<usize> {
        let mut i = at;
        while i < self.end && i - at < LONGEST {
            if let Some((years, next)) = self.age(i) {
                item.age = item.age.or(Some(years));
                i = next;
            } else if let Some(next) = self.owner(i).filter(|_| item.noun.is_none() || item.name_from == i) {
                item.owned = true;
                i = next;
            } else if self.is_person_noun(i) {
                i = self.noun(i, item);
            } else if self.is_small(i) && (i > at || self.parse.pos(i) != "VERB") {
                item.number = item.number.or_else(|| self.number(i));
                self.say(i, item);
                i += 1;
            } else if self.is_title(i) && i + 1 < self.end {
                self.say(i, item);
                i += 1;
            } else if let Some(next) = self.of_their_own(i, item).or_else(|| self.mark_before_name(i, item)) {
                i = next;
                item.name_from = i;
            } else {
                break;
            }
        }
        // What ends in a mark has no name behind it.
        (i > at).then(|| self.without_marks(at, i)).or(Some(i))
    }

    fn without_marks(self, at: usize, end: usize) -> usize {
        (at..end)
            .rev()
            .find(|&i| !matches!(self.parse.word(i), "," | ":"))
            .map_or(end, |last| if self.name(end).is_some() { end } else { last + 1 })
    }

    fn noun(self, i: usize, item: &mut Item) -> usize {
        item.noun = Some(i);
        item.several = matches!(self.parse.tag(i), "NNS" | "NNPS");
        self.say(i, item);
        // "daughter-in-law"
        let is_tail = |at: &usize| matches!(self.parse.lower(*at), "-" | "in" | "law");
        let tail = (i + 1..self.end.min(i + 5)).take_while(is_tail).last();
        item.noun_end = tail.filter(|&last| self.parse.lower(last) == "law").map_or(i + 1, |last| last + 1);
        item.name_from = item.noun_end;
        item.noun_end
    }

    /// The gender that a word says.
    pub fn gender(self, i: usize) -> Option<Gender> {
        let gender = &self.lexicon.gender;
        let female = gender.female.lists(self.parse, i).then_some(Gender::Female);
        female.or_else(|| gender.male.lists(self.parse, i).then_some(Gender::Male))
    }

    /// What a word before a name says of its bearer.
    pub fn say(self, i: usize, item: &mut Item) {
        let age = &self.lexicon.age;
        item.gender = item.gender.or_else(|| self.gender(i));
        // "Their children" may be grown up.
        if age.child.lists(self.parse, i) && !(item.owned && self.lexicon.age.offspring.lists(self.parse, i))
        {
            item.group = Some(AgeGroup::Child);
        } else if item.group.is_none() && age.adult.lists(self.parse, i) {
            item.group = Some(AgeGroup::Adult);
        }
    }

    /// "42-year-old", "8 month old", "a one-year old": the years, and the token behind.
    fn age(self, i: usize) -> Option<(u32, usize)> {
        let old = (i + 2..self.end.min(i + 5)).find(|&old| self.parse.lower(old) == "old")?;
        let said = age::old(self.parse, self.lexicon, old).filter(|said| said.number == i)?;
        let years = age::number(self.parse, self.mentions, said.number)?;
        let years = if said.is_of_baby { 0 } else { years };
        (years <= ages::OLDEST).then_some((years, old + 1))
    }

    /// "her", "Olena's": the token behind whoever is named by it.
    fn owner(self, i: usize) -> Option<usize> {
        if self.parse.tag(i) == "PRP$" {
            return Some(i + 1);
        }
        let first = self.name(i)?;
        let mut end = first.end;
        // "Olena and Petro's son"
        if end == i + 1 && end + 1 < self.end && self.parse.lower(end) == "and" {
            let second = self.name(end + 1).filter(|second| second.end == end + 2);
            end = second.map_or(end, |second| second.end);
        }
        (end < self.end && self.parse.tag(end) == "POS").then_some(end + 1)
    }

    /// Whether a whole name is that of a place that the gazetteer knows.
    fn is_place(self, name: TokenRange) -> bool {
        let mut places = name.iter().filter_map(|i| self.mentions.place_at(i));
        places.any(|place| {
            place.id.is_some() && place.tokens.first <= name.first && place.tokens.end >= name.end
        })
    }

    /// "Olena's".
    fn owns(self, name: TokenRange) -> bool {
        name.end < self.end && self.parse.tag(name.end) == "POS"
    }

    pub fn is_person_noun(self, i: usize) -> bool {
        let parse = self.parse;
        i < self.end
            && matches!(parse.tag(i), "NN" | "NNS")
            && (parse.word(i).starts_with(char::is_lowercase) || parse.starts_sentence(i))
            && (matches!(self.mentions.class(i), Some(NounClass::People)) || self.says_who(i))
            && !self.lexicon.collectives.lists(parse, i)
    }

    /// Kin, children, men and women, and what people do for a living, wherever they stand in a phrase.
    fn says_who(self, i: usize) -> bool {
        let PeopleLexicon { gender, age, occupations, .. } = self.lexicon;
        let lists = [&gender.female, &gender.male, &age.child, &occupations.civilian, &occupations.other];
        lists.iter().any(|list| list.lists(self.parse, i))
    }

    /// Articles, numbers and adjectives before a noun or a name.
    fn is_small(self, i: usize) -> bool {
        let parse = self.parse;
        let lower = parse.word(i).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let describes = |i: usize| i < self.end && (parse.pos(i) == "ADJ" || parse.tag(i) == "VBN");
        parse.pos(i) == "DET"
            || lower && (parse.pos(i) == "NUM" || describes(i))
            // "their newly-wed son"
            || (parse.lower(i) == "-" || parse.pos(i) == "ADV") && (describes(i + 1) || describes(i + 2))
    }

    fn number(self, i: usize) -> Option<u32> {
        (self.parse.pos(i) == "NUM").then(|| age::number(self.parse, self.mentions, i)).flatten()
    }

    fn is_title(self, i: usize) -> bool {
        let titles =
            [&self.lexicon.names.titles, &self.lexicon.occupations.civilian, &self.lexicon.occupations.other];
        titles.iter().any(|list| list.lists(self.parse, i))
    }

    /// "the father of the family, Petro": the token behind what the noun is of.
    fn of_their_own(self, i: usize, item: &Item) -> Option<usize> {
        let is_of = item.noun.is_some() && item.noun_end == i && self.parse.lower(i) == "of";
        let is_lower = |at: &usize| self.parse.word(*at).starts_with(char::is_lowercase);
        let end = (i + 1..self.end.min(i + 4)).take_while(is_lower).last()? + 1;
        let end = end + usize::from(end < self.end && self.parse.word(end) == ",");
        (is_of && self.name(end).is_some_and(|name| !self.owns(name))).then_some(end)
    }

    /// The mark between a noun and the name that it announces: "a neighbour, Petro", "their two sons: Petro and Danylo".
    fn mark_before_name(self, i: usize, item: &Item) -> Option<usize> {
        let announces = item.noun.is_some()
            && item.noun_end == i
            && match self.parse.word(i) {
                "," => !item.several || item.owned || item.number.is_some(),
                word => self.lexicon.names.announcing.contains(word),
            };
        let begins = |at: usize| {
            let title = self.is_title(at) || self.is_person_noun(at);
            self.name(at + usize::from(title)).is_some() || self.age(at).is_some() || self.aged_by_article(at)
        };
        (announces && i + 1 < self.end && begins(i + 1)).then_some(i + 1)
    }

    /// "a 9-year-old".
    fn aged_by_article(self, i: usize) -> bool {
        self.parse.pos(i) == "DET" && self.age(i + 1).is_some()
    }

    /// The row of names that begins at token `i`.
    pub fn name(self, i: usize) -> Option<TokenRange> {
        let is_name = |at: usize| at < self.end && self.is_name_word(at);
        let begins_small =
            i + 2 < self.end && self.is_particle(i) && self.parse.word(i + 1) == "-" && is_name(i + 2);
        if !is_name(i) && !begins_small {
            return None;
        }
        let mut end = i;
        while end < self.end && end - i < 2 * names::LONGEST {
            if is_name(end) {
                end += 1;
            } else if let Some(next) =
                (end..self.end.min(end + 3)).find(|&at| is_name(at) || !self.is_particle(at))
                && is_name(next)
            {
                end = next;
            } else {
                break;
            }
        }
        (end > i).then(|| TokenRange::new(i, end))
    }

    fn is_name_word(self, i: usize) -> bool {
        let parse = self.parse;
        parse.word(i).starts_with(char::is_uppercase)
            && (parse.pos(i) == "PROPN"
                || !parse.starts_sentence(i) && !matches!(parse.pos(i), "PRON" | "ADP" | "DET" | "NUM"))
            && self.mentions.time_at(i).is_none()
            && parse.entity_at(i).is_none_or(|entity| parse.label(entity) != "NORP")
    }

    /// Between the words of a name: "al", "-", "bin".
    fn is_particle(self, i: usize) -> bool {
        self.lexicon.names.particles.contains(self.parse.lower(i))
    }

    /// "Umm Omar": the mother of Omar.
    fn gender_of_name(self, name: TokenRange) -> Option<Gender> {
        let is_mother = self.lexicon.names.mother_of.contains(self.parse.lower(name.first));
        is_mother.then_some(Gender::Female)
    }

    /// Ages and brackets behind a name; the token behind them.
    fn behind_name(self, end: usize, item: &mut Item) -> usize {
        let mut end = end;
        while let Some(next) = self.bracket(end, item).or_else(|| self.age_behind(end, item)) {
            end = next;
        }
        end
    }

    /// "(53 years old, female)", "(Umm Omar)".
    fn bracket(self, at: usize, item: &mut Item) -> Option<usize> {
        if at >= self.end || self.parse.word(at) != "(" {
            return None;
        }
        let close = (at..self.end.min(at + LONGEST)).find(|&i| self.parse.word(i) == ")")?;
        for i in at + 1..close {
            self.say_in_bracket(i, close, item);
        }
        Some(close + 1)
    }

    fn say_in_bracket(self, i: usize, close: usize, item: &mut Item) {
        let parse = self.parse;
        let is_first = matches!(parse.word(i - 1), "(" | ",");
        if self.lexicon.age.infancy.iter().any(|words| names::match_words(parse, i, words).is_some()) {
            item.age = Some(0);
        } else if let Some(number) = self.number(i).filter(|&years| is_first && years <= ages::OLDEST) {
            let behind = &self.lexicon.age;
            let next = i + 1;
            if behind.less_than_a_year.lists(parse, next) {
                item.age = item.age.or(Some(0));
            } else if next == close || parse.word(next) == "," || behind.years.lists(parse, next) {
                item.age = item.age.or(Some(number));
            }
        } else if is_first {
            item.gender = item.gender.or_else(|| self.gender_of_name(TokenRange::new(i, i + 1)));
            self.say(i, item);
        }
    }

    /// ", 41," and "aged 41" behind a name.
    fn age_behind(self, end: usize, item: &mut Item) -> Option<usize> {
        let parse = self.parse;
        let skip = end + usize::from(end < self.end && parse.word(end) == ",");
        if skip + 1 < self.end && self.lexicon.age.aged.lists(parse, skip) {
            item.age = item.age.or(Some(self.number(skip + 1)?));
            return Some(skip + 2);
        }
        // The age before the next name is that one's: "Olena, 41-year-old Petro".
        let is_own =
            |&(_, next): &(u32, usize)| skip > end && self.name(next).is_none() && !self.is_person_noun(next);
        if let Some((years, next)) = self.age(skip).filter(is_own) {
            item.age = item.age.or(Some(years));
            return Some(next);
        }
        let number = ages::beside(parse, end.checked_sub(1)?).filter(|&number| number < self.end)?;
        let years = ages::in_digits(parse, number).filter(|_| item.age.is_none())?;
        item.age = Some(years);
        Some(number + 1)
    }
}

impl Item {
    pub fn begun(at: usize) -> Self {
        Self {
            tokens: TokenRange::new(at, at),
            name: None,
            noun: None,
            noun_end: at,
            name_from: at,
            owned: false,
            several: false,
            number: None,
            age: None,
            gender: None,
            group: None,
        }
    }

    /// The words of the person: the noun if the name only stands beside it ("a neighbour, Petro"), the name alone if the noun is for
    /// several; nothing that stands in brackets.
    pub fn phrase(&self) -> TokenRange {
        let first = self.tokens.first;
        match (self.name, self.noun) {
            (Some(name), Some(_)) if self.several => TokenRange::new(self.name_from, name.end),
            (Some(_), Some(_)) if self.is_beside() => TokenRange::new(first, self.noun_end),
            (Some(name), _) => TokenRange::new(first, name.end),
            (None, Some(_)) => TokenRange::new(first, self.noun_end),
            (None, None) => self.tokens,
        }
    }

    /// Whether a mark stands between the noun for one person and the name.
    pub fn is_beside(&self) -> bool {
        self.noun.is_some() && !self.several && self.name_from > self.noun_end
    }

    /// Takes in what a noun behind it says of the same person.
    pub fn take_in(&mut self, noun: &Self) {
        self.tokens.end = noun.tokens.end;
        self.gender = self.gender.or(noun.gender);
        self.group = self.group.or(noun.group);
        self.age = self.age.or(noun.age);
    }

    /// Whether one person is meant: by a name, or by a noun for one.
    pub fn is_one(&self) -> bool {
        self.name.is_some() || (self.noun.is_some() && !self.several)
    }
}
