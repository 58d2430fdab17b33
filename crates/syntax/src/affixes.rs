//! What is cut off the ends of a chunk of text, and where it is cut in the middle.
//!
//! All lengths and offsets are in bytes.

use crate::characters::{Characters, Set};

/// Units and currencies that are split off when they follow a digit.
const UNITS: &str = include_str!("../data/units.txt");

/// No unit has more bytes.
const LONGEST_UNIT: usize = 16;

/// Dashes that part two words, in the order in which they are tried.
const DASHES: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];

/// The length of the prefix to cut off `text`, or 0.
pub(crate) fn prefix(characters: &Characters, text: &str) -> usize {
    let mut chars = text.chars();
    match chars.next() {
        None => 0,
        Some('.') => several(leading_dots(text)),
        Some('+') => usize::from(!chars.next().is_some_and(|c| c.is_ascii_digit())),
        Some(c) if characters.is(c, Set::Prefix) => c.len_utf8(),
        Some(_) => {
            ["US$", "C$", "A$"].iter().find(|mark| text.starts_with(**mark)).map_or(0, |mark| mark.len())
        }
    }
}

/// The length of the suffix to cut off `text`, or 0: the longest of those that fit.
pub(crate) fn suffix(characters: &Characters, text: &str) -> usize {
    let single =
        text.chars().next_back().filter(|&c| characters.is(c, Set::Suffix)).map_or(0, char::len_utf8);
    single.max(final_dots(characters, text)).max(possessive(text)).max(after_digit(text))
}

fn leading_dots(text: &str) -> usize {
    text.len() - text.trim_start_matches('.').len()
}

/// A run of dots counts from two on.
fn several(dots: usize) -> usize {
    if dots > 1 { dots } else { 0 }
}

fn final_dots(characters: &Characters, text: &str) -> usize {
    let before = text.trim_end_matches('.');
    match text.len() - before.len() {
        0 if text.ends_with("……") => "……".len(),
        1 => usize::from(full_stop_follows(characters, before)),
        dots => several(dots),
    }
}

/// Whether a single dot after `before` ends a sentence rather than an abbreviation.
fn full_stop_follows(characters: &Characters, before: &str) -> bool {
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    let is = |c: Option<char>, set| c.is_some_and(|c| characters.is(c, set));
    is(last, Set::DotAfter)
        || (second == Some('°') && last.is_some_and(|c| "FfCcKk".contains(c)))
        || (is(last, Set::DotAfterTwo) && is(second, Set::DotAfterTwo))
}

fn possessive(text: &str) -> usize {
    ["'s", "'S", "’s", "’S"].iter().find(|end| text.ends_with(**end)).map_or(0, |end| end.len())
}

/// The length of a plus sign or a unit directly behind a digit.
fn after_digit(text: &str) -> usize {
    // Most words hold no digit, and the list of units is long.
    let tail = text.len().saturating_sub(LONGEST_UNIT + 1);
    if !text.as_bytes()[tail..].iter().any(u8::is_ascii_digit) {
        return 0;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let follows_digit = |end: &str| text.strip_suffix(end).is_some_and(|rest| rest.ends_with(is_digit));
    UNITS.lines().chain(["+"]).filter(|unit| follows_digit(unit)).map(str::len).max().unwrap_or(0)
}

/// The pieces in the middle of `text` that stand alone, as `[start, end)`, left to right.
pub(crate) fn infixes(characters: &Characters, text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(c) = text[at..].chars().next() {
            let start = at;
            match infix(characters, text, start, c) {
                0 => at += c.len_utf8(),
                length => {
                    at += length;
                    return Some((start, at));
                }
            }
        }
        None
    })
}

/// The length of the infix at `at`, where `c` stands, or 0.
fn infix(characters: &Characters, text: &str, at: usize, c: char) -> usize {
    let (before, from) = text.split_at(at);
    let next = from[c.len_utf8()..].chars().next();
    if c == '.' && next == Some('.') {
        return leading_dots(from);
    }
    if c == '…' || characters.is(c, Set::Icon) {
        return c.len_utf8();
    }
    let Some(previous) = before.chars().next_back() else { return 0 };
    let between = |left: bool, right: &dyn Fn(char) -> bool| left && next.is_some_and(right);
    let alpha = |c: char| characters.is(c, Set::Alpha);
    let fits = match c {
        '+' | '-' | '*' | '^' if between(previous.is_ascii_digit(), &|n| n.is_ascii_digit() || n == '-') => {
            true
        }
        '.' => {
            between(characters.is(previous, Set::InfixDotAfter), &|n| characters.is(n, Set::InfixDotBefore))
        }
        ',' => between(alpha(previous), &alpha),
        _ if !characters.is(previous, Set::Alnum) => false,
        ':' | '<' | '>' | '=' | '/' => between(true, &alpha),
        _ => return dash(from, &alpha),
    };
    if fits { c.len_utf8() } else { 0 }
}

/// The length of a dash at the start of `from` that a letter follows, or 0.
fn dash(from: &str, alpha: &dyn Fn(char) -> bool) -> usize {
    let parts = |dash: &&&str| from.strip_prefix(**dash).is_some_and(|rest| rest.starts_with(alpha));
    DASHES.iter().find(parts).map_or(0, |dash| dash.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_cut_one_at_a_time() {
        let characters = Characters::new();
        for (text, expected) in [
            ("(hello", 1),
            ("...so", 3),
            (".5", 0),
            ("+44", 0),
            ("+x", 1),
            ("US$5", 3),
            ("A$5", 2),
            ("……", 3),
            ("-x", 0),
            ("word", 0),
            ("", 0),
        ] {
            assert_eq!(prefix(&characters, text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_unit_is_too_long() {
        assert!(UNITS.lines().all(|unit| unit.len() <= LONGEST_UNIT));
    }

    #[test]
    fn the_longest_suffix_wins() {
        let characters = Characters::new();
        for (text, expected) in [
            ("dogs.", 1),
            ("A.", 0),
            ("UN.", 1),
            ("wait...", 3),
            ("so……", 6),
            ("John's", 2),
            ("John’s", 4),
            ("5km", 2),
            ("5km²", 4),
            ("km", 0),
            ("18+", 1),
            ("20°C.", 1),
            ("word", 0),
            ("", 0),
        ] {
            assert_eq!(suffix(&characters, text), expected, "{text:?}");
        }
    }

    #[test]
    fn infixes_stand_between_letters_or_digits() {
        let characters = Characters::new();
        for (text, expected) in [
            ("well-known", vec![(4, 5)]),
            ("5-6", vec![(1, 2)]),
            ("x-6", vec![]),
            ("one,two", vec![(3, 4)]),
            ("1,000", vec![]),
            ("end.Start", vec![(3, 4)]),
            ("either/or", vec![(6, 7)]),
            ("yes...no", vec![(3, 6)]),
            ("yes—no", vec![(3, 6)]),
            ("-", vec![]),
        ] {
            assert_eq!(infixes(&characters, text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }
}
