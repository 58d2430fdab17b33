//! How a word is written: small, with a capital, or in capitals.

use super::is_apostrophe;

/// How a word is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Small,
    Capital,
    Capitals,
}

/// Gives a small word a capital; the others keep what they have.
pub(super) fn raise(shapes: &mut [Shape], i: usize) {
    if let Some(shape @ Shape::Small) = shapes.get_mut(i) {
        *shape = Shape::Capital;
    }
}

/// Writes a word in its shape; a letter whose other case is longer or shorter stays as it is.
pub(super) fn write(word: &str, shape: Shape, into: &mut String) {
    let prefixed = is_prefixed(&word.to_lowercase().replace('’', "'"));
    let tail = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)).map_or(word.len(), |(at, _)| at);
    for (n, (at, c)) in word.char_indices().enumerate() {
        let capital = match shape {
            Shape::Small => false,
            Shape::Capital => n == 0 || prefixed && n == 2,
            Shape::Capitals => at < tail,
        };
        into.push(if capital { other_case(c, c.to_uppercase()) } else { other_case(c, c.to_lowercase()) });
    }
}

/// "O'Brien", "d'Aubuisson": one letter before the apostrophe.
pub(super) fn is_prefixed(lower: &str) -> bool {
    lower.chars().nth(1) == Some('\'')
}

fn other_case(c: char, mut mapped: impl Iterator<Item = char>) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(other), None) if other.len_utf8() == c.len_utf8() => other,
        _ => c,
    }
}
