//! Ordinary case for texts that have none: wire bulletins in capitals, posts without any.
//!
//! The reader of syntax learned from texts in ordinary case, so a block without case is parsed on a recased copy of
//! the same length: sentences start with a capital, words of the language are small, names and everything that is no
//! word get a capital, acronyms keep all of theirs. Lists: `codebooks/lexicon/recase.toml`.

mod shape;

use serde::Deserialize;

use crate::Knowledge;
use crate::words::WordSet;
use shape::{Shape, is_prefixed, raise, write};

/// The word lists of this finder: `codebooks/lexicon/recase.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecaseLexicon {
    calendar: WordSet,
    doubtful_months: WordSet,
    before_months: WordSet,
    titles: WordSet,
    abbreviations: WordSet,
    acronyms: WordSet,
    doubtful_acronyms: WordSet,
    measures: WordSet,
    names: WordSet,
    inside_names: WordSet,
    small: WordSet,
    function: WordSet,
}

/// More letters than this share in the other case, and a text has a case of its own.
const STRAY_LETTERS: f64 = 0.05;
/// Fewer words than this without capitals may be a label, not a text.
const FEWEST_SMALL_WORDS: usize = 6;
/// The longest name that is looked up, in words.
const LONGEST_NAME: usize = 4;
/// The longest expansion of an acronym, in words.
const LONGEST_SPELT_OUT: usize = 8;

/// A copy of `text` in ordinary case and of the same length in bytes, if the text has no case of its own.
///
/// `is_word` tells whether a word in lower case belongs to the language; names of places come from the gazetteer.
pub fn recase(text: &str, knowledge: &Knowledge, is_word: &dyn Fn(&str) -> bool) -> Option<String> {
    let places = &knowledge.gazetteer;
    let is_name = |name: &str| !places.by_name(name).is_empty() || !places.by_adjective(name).is_empty();
    in_ordinary_case(text, &knowledge.recase, is_word, &is_name)
}

/// The same, where `is_name` tells whether one word or several, in lower case with single spaces, are a name.
fn in_ordinary_case(
    text: &str,
    lexicon: &RecaseLexicon,
    is_word: &dyn Fn(&str) -> bool,
    is_name: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let words = words(text);
    let capitals = case_of(text, &words, is_word)?;
    Some(Page { text, words, capitals, lexicon, is_word, is_name }.recased())
}

/// A run of letters, with apostrophes inside: its bytes and its lower-cased form.
struct Word {
    start: usize,
    end: usize,
    lower: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let inside = |word: &&mut Word| word.end == start && (c.is_alphabetic() || is_apostrophe(c));
        match words.last_mut().filter(inside) {
            Some(word) => word.end = end,
            None if c.is_alphabetic() => words.push(Word { start, end, lower: String::new() }),
            None => {}
        }
    }
    for word in &mut words {
        let letters = text.get(word.start..word.end).unwrap_or("").trim_end_matches(is_apostrophe);
        word.end = word.start + letters.len();
        word.lower = letters.to_lowercase().replace('’', "'");
    }
    words
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether the text is in capitals (`true`) or in small letters (`false`); nothing where it has a case.
fn case_of(text: &str, words: &[Word], is_word: &dyn Fn(&str) -> bool) -> Option<bool> {
    let upper = text.chars().filter(|c| c.is_uppercase()).count() as f64;
    let lower = text.chars().filter(|c| c.is_lowercase()).count() as f64;
    let says_something = words.iter().any(|word| word.lower.chars().count() > 3 && is_word(&word.lower));
    if words.len() > 1 && lower <= STRAY_LETTERS * (upper + lower) && says_something {
        return Some(true);
    }
    let is_text = words.len() >= FEWEST_SMALL_WORDS && text.contains(['.', '!', '?']);
    (is_text && upper == 0.0 && lower > 0.0).then_some(false)
}

/// A text without case, and what is known of words.
struct Page<'a> {
    text: &'a str,
    words: Vec<Word>,
    /// Whether the text is in capitals; else it has none.
    capitals: bool,
    lexicon: &'a RecaseLexicon,
    is_word: &'a dyn Fn(&str) -> bool,
    is_name: &'a dyn Fn(&str) -> bool,
}

impl Page<'_> {
    fn recased(&self) -> String {
        let mut recased = String::with_capacity(self.text.len());
        let mut at = 0;
        for (word, shape) in self.words.iter().zip(self.shapes()) {
            recased.push_str(self.text.get(at..word.start).unwrap_or(""));
            write(self.text.get(word.start..word.end).unwrap_or(""), shape, &mut recased);
            at = word.end;
        }
        recased.push_str(self.text.get(at..).unwrap_or(""));
        recased
    }

    fn shapes(&self) -> Vec<Shape> {
        let mut shapes: Vec<Shape> = (0..self.words.len()).map(|i| self.shape_alone(i)).collect();
        self.raise_names(&mut shapes);
        self.raise_spelt_out(&mut shapes);
        self.raise_titles(&mut shapes);
        for i in (0..self.words.len()).filter(|&i| self.starts_sentence(i)) {
            raise(&mut shapes, i);
        }
        shapes
    }

    /// The shape of a word by itself and its nearest neighbours.
    fn shape_alone(&self, i: usize) -> Shape {
        let (lower, lexicon) = (self.lower(i), self.lexicon);
        let stem = lower.strip_suffix("'s").unwrap_or(lower);
        if self.is_acronym(i, stem) || self.is_letter(i) {
            Shape::Capitals
        } else if lexicon.calendar.contains(stem) || lexicon.names.contains(stem) || self.is_month(i) {
            Shape::Capital
        } else if self.is_small(stem) || lower.contains('\'') && !is_prefixed(lower) && stem == lower {
            Shape::Small
        } else {
            Shape::Capital
        }
    }

    /// Titles ("gen") are no words of the language, and no names either.
    fn is_small(&self, stem: &str) -> bool {
        let lexicon = self.lexicon;
        let listed =
            lexicon.small.contains(stem) || lexicon.measures.contains(stem) || lexicon.titles.contains(stem);
        listed || lexicon.doubtful_months.contains(stem) || self.is_english(stem)
    }

    /// A word of the language, whether the model lists it or not.
    fn is_english(&self, word: &str) -> bool {
        self.lexicon.function.contains(word) || (self.is_word)(word)
    }

    fn is_acronym(&self, i: usize, stem: &str) -> bool {
        let lexicon = self.lexicon;
        if lexicon.doubtful_acronyms.contains(stem) {
            return self.lower(i.wrapping_sub(1)) == "the" || self.is_beside(i, '-');
        }
        let known = (self.is_word)(stem) || lexicon.measures.contains(stem) || lexicon.titles.contains(stem);
        let short = (2..=8).contains(&stem.chars().count());
        let voiceless = !stem.contains(|c: char| "aeiouy".contains(c) || !c.is_ascii());
        let odd = self.capitals && short && !known && !lexicon.calendar.contains(stem);
        lexicon.acronyms.contains(stem) || odd && (voiceless || self.is_bracketed(i))
    }

    /// "I", and initials before a full stop ("J. Perez", "U.S.").
    fn is_letter(&self, i: usize) -> bool {
        let lower = self.lower(i);
        lower == "i" || lower.chars().count() == 1 && self.next_char(i) == Some('.') && !self.ends_text(i)
    }

    fn ends_text(&self, i: usize) -> bool {
        i + 1 == self.words.len()
    }

    /// "may 3", "in march".
    fn is_month(&self, i: usize) -> bool {
        let beside_number =
            |between: &str| between.trim_matches(['.', ',', ' ']).contains(|c: char| c.is_ascii_digit());
        self.lexicon.doubtful_months.contains(self.lower(i))
            && (beside_number(self.gap(i)) && self.gap(i).len() < 5
                || beside_number(self.gap(i + 1)) && self.gap(i + 1).len() < 7
                || self.lexicon.before_months.contains(self.lower(i.wrapping_sub(1))))
    }

    /// Names of several words, the longest first: every word of theirs gets a capital, small ones inside not.
    fn raise_names(&self, shapes: &mut [Shape]) {
        let mut i = 0;
        while i < self.words.len() {
            let length = (2..=LONGEST_NAME).rev().find(|&length| self.is_name_at(i, length));
            let Some(length) = length else {
                // There are towns called Of and Police.
                if (self.is_name)(self.lower(i)) && !self.is_small(self.lower(i)) {
                    raise(shapes, i);
                }
                i += 1;
                continue;
            };
            for word in i..i + length {
                if word == i || !self.lexicon.inside_names.contains(self.lower(word)) {
                    raise(shapes, word);
                }
            }
            i += length;
        }
    }

    fn is_name_at(&self, i: usize, length: usize) -> bool {
        let Some(words) = self.words.get(i..i + length) else { return false };
        let spaced = (i + 1..i + length).all(|at| matches!(self.gap(at), " " | "-"));
        let name =
            words.iter().map(|word| word.lower.strip_suffix("'s").unwrap_or(&word.lower)).collect::<Vec<_>>();
        // "The hill" may be a hamlet somewhere: no name begins with a small word of the language.
        let small = name.first().is_some_and(|first| {
            let inside = self.lexicon.inside_names.contains(first) && self.is_english(first);
            inside || self.lexicon.function.contains(first)
        });
        let name = name.join(" ");
        spaced && (self.lexicon.names.contains(&name) || !small && (self.is_name)(&name))
    }

    /// The words that an acronym stands for: "national liberation front (NLF)", "NLF (national liberation front)".
    fn raise_spelt_out(&self, shapes: &mut [Shape]) {
        for i in 0..self.words.len() {
            if shapes.get(i) != Some(&Shape::Capitals) || self.is_letter(i) {
                continue;
            }
            let before = self.spelt_out(i).filter(|_| self.is_bracketed(i)).unwrap_or(i);
            let after = self.bracket_after(i).unwrap_or(i);
            for word in (before..=after).filter(|&word| !self.lexicon.inside_names.contains(self.lower(word)))
            {
                raise(shapes, word);
            }
        }
    }

    /// The first of the fewest words before acronym `i` that begin with all of its letters.
    fn spelt_out(&self, i: usize) -> Option<usize> {
        let letters = self.lower(i);
        let initials =
            |first: usize| (first..i).filter_map(|word| self.lower(word).chars().next()).collect::<String>();
        let spells = |first: &usize| {
            let initials = initials(*first);
            initials.chars().next() == letters.chars().next()
                && letters.chars().all(|letter| initials.contains(letter))
        };
        let longest = letters.chars().count() + 3;
        (i.saturating_sub(longest)..i).rev().find(spells)
    }

    /// The last word of a bracket that follows word `i` at once.
    fn bracket_after(&self, i: usize) -> Option<usize> {
        let opens = matches!(self.gap(i + 1), " (" | " [");
        let closes = |&word: &usize| self.gap(word + 1).starts_with([')', ']']);
        (i + 1..self.words.len()).take(LONGEST_SPELT_OUT).find(closes).filter(|_| opens)
    }

    /// Titles get a capital before a name: "president Cristiani" becomes "President Cristiani".
    fn raise_titles(&self, shapes: &mut [Shape]) {
        for i in (1..self.words.len()).rev() {
            let follows = matches!(self.gap(i), " " | ". ");
            let is_name = shapes.get(i) != Some(&Shape::Small);
            if follows && is_name && self.lexicon.titles.contains(self.lower(i - 1)) {
                raise(shapes, i - 1);
            }
        }
    }

    /// The first word of the text, of a paragraph, after a full stop, and after the dash of a dateline ("(EFE) - A bomb").
    fn starts_sentence(&self, i: usize) -> bool {
        let gap = self.gap(i);
        let dateline = gap.starts_with(')') && gap.ends_with("- ") || gap.contains("--");
        let stopped = has_stop(gap) && !self.is_abbreviated(i) || self.is_after_label(i);
        i == 0 || gap.contains("\n\n") || dateline || stopped
    }

    /// "-- [REPORT] [TEXT] The army": a bracket after a dash, another bracket or nothing is a label.
    fn is_after_label(&self, i: usize) -> bool {
        let opening = (0..i).rev().take(LONGEST_SPELT_OUT).find(|&word| self.gap(word).ends_with('['));
        let is_label =
            |word: usize| word == 0 || self.gap(word).contains("--") || self.gap(word).starts_with(']');
        self.gap(i).starts_with(']') && opening.is_some_and(is_label)
    }

    /// Whether the only full stop before word `i` belongs to an abbreviation or an initial.
    fn is_abbreviated(&self, i: usize) -> bool {
        let before = i.checked_sub(1).map_or("", |before| self.lower(before));
        let short = before.chars().count() == 1 || self.lexicon.abbreviations.contains(before);
        self.gap(i) == ". " && short
    }

    /// "(FMLN)", "[FMLN]", and either half of "(ACAN-EFE)".
    fn is_bracketed(&self, i: usize) -> bool {
        let opens = |i: usize| self.gap(i).ends_with(['(', '[']);
        let closes = |i: usize| matches!(self.next_char(i), Some(')' | ']'));
        let opened = opens(i) || i > 0 && self.gap(i) == "-" && opens(i - 1);
        opened && (closes(i) || self.gap(i + 1) == "-" && closes(i + 1))
    }

    fn is_beside(&self, i: usize, mark: char) -> bool {
        self.next_char(i) == Some(mark) || self.gap(i).ends_with(mark)
    }

    /// The word in lower case; empty outside the text.
    fn lower(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| &word.lower)
    }

    /// What stands between the word before `i` and word `i`.
    fn gap(&self, i: usize) -> &str {
        let start = i.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |word| word.end);
        let end = self.words.get(i).map_or(self.text.len(), |word| word.start);
        self.text.get(start..end).unwrap_or("")
    }

    fn next_char(&self, i: usize) -> Option<char> {
        self.text.get(self.words.get(i)?.end..)?.chars().next()
    }
}

/// Whether a mark that ends sentences stands before a space: not the one in "7.62".
fn has_stop(gap: &str) -> bool {
    let closes = |c: char| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '.');
    let mut stops = gap.match_indices(['.', '!', '?']);
    stops.any(|(at, _)| {
        let after = gap.get(at + 1..).unwrap_or("").trim_start_matches(closes);
        after.starts_with(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests;
