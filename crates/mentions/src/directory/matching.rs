//! Finds the names of the directory in a text, however they are hyphenated.

use std::ops::Bound;

use model::{Parse, TokenRange};

use super::{ActorDirectory, Name, Validity};

/// What a token contributes to a name.
enum Piece {
    Letters(String),
    /// A hyphen, apostrophe or the like, which spellings of a name differ in.
    Joint,
    Break,
}

impl ActorDirectory {
    /// The longest name that starts at token `first`, with all that it may stand for.
    pub fn name_at(&self, parse: &Parse, first: usize) -> Option<(TokenRange, Vec<&Name>)> {
        let mut written = String::new();
        let mut longest = None;
        for i in parse.sentence_of(first).tokens.iter().skip_while(|&i| i < first) {
            match piece(parse.word(i)) {
                Piece::Letters(letters) => written.push_str(&letters),
                Piece::Joint if i > first => continue,
                _ => break,
            }
            if !self.begins_name(&written) {
                break;
            }
            let range = TokenRange::new(first, i + 1);
            let mut names = self.spelt(&written);
            names.retain(|name| !is_abbreviation(&name.text) || abbreviates(parse, range, &name.text));
            if !names.is_empty() {
                longest = Some((range, names));
            }
        }
        longest
    }

    /// What a spelling may stand for.
    pub fn named(&self, spelling: &str) -> Vec<&Name> {
        self.spelt(&letters(spelling))
    }

    /// Of several things that a name may stand for, those that fit the first of `periods` that any fits; where none
    /// fits, what is over by then, since the past is spoken of. Without a period all remain.
    pub fn choose<'a>(&self, names: &[&'a Name], periods: &[Validity]) -> Vec<&'a Name> {
        let fitting = |fits: &dyn Fn(&Name) -> bool| -> Vec<&'a Name> {
            names.iter().copied().filter(|name| fits(name)).collect()
        };
        periods
            .iter()
            .map(|&period| fitting(&|name| name.validity.overlaps(period)))
            .find(|fit| !fit.is_empty())
            .or_else(|| periods.last().map(|&period| fitting(&|name| name.validity.began_by(period))))
            .unwrap_or_else(|| names.to_vec())
    }

    fn begins_name(&self, written: &str) -> bool {
        let key = written.to_lowercase();
        let known = beginnings(&key).last().is_none_or(|beginning| self.beginnings.contains(beginning));
        let from = (Bound::Included(key.as_str()), Bound::Unbounded);
        known && self.names.range::<str, _>(from).next().is_some_and(|(name, _)| name.starts_with(&key))
    }

    fn spelt(&self, written: &str) -> Vec<&Name> {
        let names = self.names.get(&written.to_lowercase());
        names.into_iter().flatten().filter(|name| same_case(&name.text, written)).collect()
    }
}

/// The most letters of a name of which it is remembered by themselves that a name begins so.
pub(super) const BEGINNING: usize = 6;

/// The first letter of a key, its first two, and so on.
pub(super) fn beginnings(key: &str) -> impl Iterator<Item = &str> {
    key.char_indices().take(BEGINNING).filter_map(|(at, letter)| key.get(..at + letter.len_utf8()))
}

/// The letters and digits of a name in lower case: spellings that differ in hyphens, stops and spaces are one.
pub(super) fn key(name: &str) -> String {
    letters(name).to_lowercase()
}

/// The letters and digits of a name.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn piece(word: &str) -> Piece {
    let letters = letters(word);
    if !letters.is_empty() {
        Piece::Letters(letters)
    } else if word.chars().all(|c| c.is_whitespace() || "-‐‑–'’‘/&()".contains(c)) {
        Piece::Joint
    } else {
        Piece::Break
    }
}

/// Whether `written` has the case that a name asks for: an abbreviation (IS, UN) is written as it stands, other names
/// need a capital where their last word has one ("The Independent", but "the independent commission").
fn same_case(name: &str, written: &str) -> bool {
    let stripped = letters(name);
    if is_abbreviation(name) {
        return stripped == written;
    }
    let last_word = name.rsplit([' ', '-']).next().unwrap_or(name);
    let needs_capital = last_word.starts_with(char::is_uppercase);
    let at = stripped.chars().count().saturating_sub(letters(last_word).chars().count());
    !needs_capital || written.chars().nth(at).is_none_or(char::is_uppercase)
}

/// Whether the words are as many as those of an abbreviation ("IN LA" is not INLA), and are no common word ("WHO") of
/// a sentence in capitals.
fn abbreviates(parse: &Parse, range: TokenRange, name: &str) -> bool {
    let small = |i: usize| parse.word(i).contains(char::is_lowercase);
    let noun = |i: usize| matches!(parse.pos(i), "PROPN" | "NOUN" | "ADJ" | "NUM" | "X");
    let has_case = || parse.sentence_of(range.first).tokens.iter().any(small);
    parse.words(range).split_whitespace().count() == name.split_whitespace().count()
        && (noun(range.first) || has_case())
}

/// Whether a name is written in capitals (UN) or with capitals inside a word (LeT).
pub(super) fn is_abbreviation(name: &str) -> bool {
    let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
    let mut pairs = name.chars().zip(name.chars().skip(1));
    capitals || pairs.any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}
