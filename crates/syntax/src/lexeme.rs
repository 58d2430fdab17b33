//! What can be known of a word from its letters alone.

use hashbrown::HashTable;

use crate::ModelError;
use crate::bytes::Reader;
use crate::characters::{Characters, Set};
use crate::hash::{StringIds, murmur64};
use crate::texts::Texts;

/// What the encoders look at: the ids of four strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Features {
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
}

/// A distinct form of a token: its text, and its norm where the tokenizer's exceptions give one.
#[derive(Debug, Clone)]
pub(crate) struct Lexeme {
    pub(crate) text: Box<str>,
    pub(crate) lower: Box<str>,
    pub(crate) norm: Box<str>,
    /// The id of the text.
    pub(crate) orth: u64,
    /// The id of the text in lower case.
    pub(crate) lower_id: u64,
    pub(crate) features: Features,
    /// Whether it is nothing but whitespace.
    pub(crate) is_space: bool,
}

/// What the model knows of words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) ids: StringIds,
    pub(crate) characters: Characters,
    /// Ids of texts whose norm is not their lower case, sorted; `norms` stand in the same order.
    texts: Vec<u64>,
    norms: Texts,
}

impl Lexicon {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let (texts, norms) = (reader.u64s()?, Texts::read(reader)?);
        Ok(Self { ids: StringIds::new(), characters: Characters::new(), texts, norms })
    }

    /// The norm that a table of the model gives to the string with this id.
    pub(crate) fn listed_norm(&self, orth: u64) -> Option<&str> {
        self.texts.binary_search(&orth).ok().map(|at| self.norms.get(at))
    }

    /// Describes the form `text`; `norm` is the one that an exception of the tokenizer gives.
    fn lexeme(&self, text: &str, norm: Option<&str>) -> Lexeme {
        let orth = self.ids.id(text);
        let lower = text.to_lowercase();
        let norm = norm.or_else(|| self.listed_norm(orth)).unwrap_or(&lower);
        let features = Features {
            norm: self.ids.id(norm),
            prefix: self.ids.id(head(text, 1)),
            suffix: self.ids.id(tail(text, 3)),
            shape: self.ids.id(&shape(&self.characters, text)),
        };
        Lexeme {
            text: text.into(),
            norm: norm.into(),
            orth,
            lower_id: self.ids.id(&lower),
            lower: lower.into(),
            features,
            is_space: !text.is_empty() && text.chars().all(|c| self.characters.is(c, Set::Space)),
        }
    }
}

/// The first `count` characters of `text`.
fn head(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

/// The last `count` characters of `text`.
fn tail(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(start, _)| &text[start..])
}

/// The shape of a word: letters become `x` or `X`, digits `d`, and of equal ones in a row only four stay.
pub(crate) fn shape(characters: &Characters, text: &str) -> String {
    const LONG: usize = 100;
    if text.chars().nth(LONG - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let (mut previous, mut run) = (None, 0);
    for c in text.chars().map(|c| shape_of(characters, c)) {
        run = if previous == Some(c) { run + 1 } else { 0 };
        previous = Some(c);
        if run < 4 {
            shape.push(c);
        }
    }
    shape
}

fn shape_of(characters: &Characters, c: char) -> char {
    let sets = characters.sets(c);
    match (sets.has(Set::Letter), sets.has(Set::Upper), sets.has(Set::Digit)) {
        (true, true, _) => 'X',
        (true, false, _) => 'x',
        (false, _, true) => 'd',
        _ => c,
    }
}

/// The lexemes that a reader has met, each described once.
#[derive(Debug, Default)]
pub(crate) struct Lexemes {
    met: Vec<Lexeme>,
    index: HashTable<u32>,
}

impl Lexemes {
    /// The number of the lexeme for `text`, with the norm of an exception if there is one.
    pub(crate) fn number(&mut self, lexicon: &Lexicon, text: &str, norm: Option<&str>) -> u32 {
        let hash = murmur64(text.as_bytes(), 1);
        // One text may have several norms; without one of its own it has what the lexicon says.
        let same = |lexeme: &Lexeme| {
            *lexeme.text == *text
                && match norm {
                    Some(norm) => *lexeme.norm == *norm,
                    None => *lexeme.norm == *lexicon.listed_norm(lexeme.orth).unwrap_or(&lexeme.lower),
                }
        };
        if let Some(&number) = self.index.find(hash, |&number| same(&self.met[number as usize])) {
            return number;
        }
        let number = self.met.len() as u32;
        self.met.push(lexicon.lexeme(text, norm));
        let met = &self.met;
        self.index.insert_unique(hash, number, |&number| murmur64(met[number as usize].text.as_bytes(), 1));
        number
    }

    /// The lexeme with a number that [`Lexemes::number`] gave.
    pub(crate) fn get(&self, number: u32) -> &Lexeme {
        &self.met[number as usize]
    }

    /// The number of lexemes met.
    pub(crate) fn len(&self) -> usize {
        self.met.len()
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.met.clear();
        self.index.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_keep_marks_and_cut_runs() {
        let characters = Characters::new();
        for (text, expected) in [
            ("Varesh", "Xxxxx"),
            ("2023", "dddd"),
            ("123456", "dddd"),
            ("B-52s", "X-ddx"),
            ("…", "…"),
            ("ВДВ", "XXX"),
            ("²", "d"),
        ] {
            assert_eq!(shape(&characters, text), expected);
        }
        assert_eq!(shape(&characters, &"a".repeat(99)), "xxxx");
        assert_eq!(shape(&characters, &"a".repeat(100)), "LONG");
    }

    #[test]
    fn heads_and_tails_are_cut_by_characters() {
        assert_eq!((head("été", 1), tail("étés", 3)), ("é", "tés"));
        assert_eq!((head("", 1), tail("é", 3)), ("", "é"));
    }
}
