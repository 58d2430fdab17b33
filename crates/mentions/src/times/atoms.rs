//! The words of a block, cut so that every reader sees the same pieces however the tokens were cut.
//!
//! "2024-03-02", "1990s", "7pm" and "mid-June" are one or several tokens; as atoms they are always numbers, words and
//! marks.

use model::{Parse, TokenRange};

use super::lexicon::TimeLexicon;
use super::phrases::{Hashed, PhraseList, PhraseTable, hash};

/// A number, a word or a mark within one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    pub token: usize,
    /// In lower case, without full stops.
    pub text: String,
    /// By which the word lists are asked for the text.
    pub hash: u64,
    /// The value of a number in figures.
    pub number: Option<u32>,
    /// Whether no space stands before it.
    pub glued: bool,
}

/// The atoms of one block with the lists that they are read by. Positions past the end read as nothing.
pub(super) struct Reader<'a> {
    pub parse: &'a Parse,
    pub lexicon: &'a TimeLexicon,
    pub atoms: Vec<Atom>,
    /// The hash of the nothing past the end.
    nothing: u64,
}

impl<'a> Reader<'a> {
    /// The reader over the tokens of a block.
    pub fn new(parse: &'a Parse, lexicon: &'a TimeLexicon, tokens: TokenRange) -> Self {
        let mut atoms = Vec::new();
        for token in tokens.iter() {
            cut(parse, token, &mut atoms);
        }
        Self { parse, lexicon, atoms, nothing: hash("") }
    }

    /// The word or mark at `at`; empty past the ends.
    pub fn text(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| &atom.text)
    }

    /// The same, as the word lists are asked for it.
    pub fn word(&self, at: usize) -> Hashed<'_> {
        self.atoms.get(at).map_or(Hashed::new("", self.nothing), |atom| Hashed::new(&atom.text, atom.hash))
    }

    /// The word before `at`.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    /// The token of the atom at `at`.
    pub fn token(&self, at: usize) -> Option<usize> {
        self.atoms.get(at).map(|atom| atom.token)
    }

    /// The tag of the token at `at`; empty past the end.
    pub fn tag(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| self.parse.tag(token))
    }

    /// The number in figures at `at`, if it has as many figures as `width` allows.
    pub fn figures(&self, at: usize, width: std::ops::RangeInclusive<usize>) -> Option<u32> {
        self.atoms.get(at).filter(|atom| width.contains(&atom.text.len())).and_then(|atom| atom.number)
    }

    /// Whether the atom at `at` follows without a space.
    pub fn is_glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// What the table says of the atom at `at`.
    pub fn entry<T>(&self, table: &'a PhraseTable<T>, at: usize) -> Option<&'a T> {
        table.get(self.word(at))
    }

    /// The end of the longest phrase of the list that starts at `at`.
    pub fn phrase(&self, list: &PhraseList, at: usize) -> Option<usize> {
        let phrases = list.starting(self.word(at));
        phrases.filter_map(|phrase| self.match_phrase(phrase, at)).max()
    }

    /// The end of the longest phrase of the table that starts at `at`, with what the table says of it.
    pub fn phrase_entry<T>(&self, table: &'a PhraseTable<T>, at: usize) -> Option<(usize, &'a T)> {
        let phrases = table.starting(self.word(at));
        let found = phrases.filter_map(|(phrase, entry)| Some((self.match_phrase(phrase, at)?, entry)));
        found.max_by_key(|(end, _)| *end)
    }

    /// `at`, or the position after the phrase of the list that starts there.
    pub fn skip(&self, list: &PhraseList, at: usize) -> usize {
        self.phrase(list, at).unwrap_or(at)
    }

    /// Whether the atom before `at` is one of the list.
    pub fn follows(&self, list: &PhraseList, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| list.contains(self.word(at)))
    }

    /// The tokens that the atoms `[first, end)` stand in.
    pub fn tokens(&self, first: usize, end: usize) -> TokenRange {
        let start = self.token(first).unwrap_or(0);
        let last = end.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |last| last + 1);
        TokenRange::new(start, last)
    }

    /// The position after the last atom of the token at `at`.
    pub fn end_of_token(&self, at: usize) -> usize {
        let token = self.token(at);
        (at..self.atoms.len()).find(|&next| self.token(next) != token).unwrap_or(self.atoms.len())
    }

    fn match_phrase(&self, phrase: &str, at: usize) -> Option<usize> {
        let mut end = at;
        for word in phrase.split(' ') {
            if self.text(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }
}

/// Cuts a token into runs of figures, runs of letters and single marks; a line's end is no atom, a paragraph's end is one.
fn cut(parse: &Parse, token: usize, atoms: &mut Vec<Atom>) {
    let word = parse.lower(token);
    if word.trim().is_empty() {
        if word.matches('\n').count() > 1 {
            atoms.push(Atom { token, text: String::new(), hash: hash(""), number: None, glued: false });
        }
        return;
    }
    let mut glued = token.checked_sub(1).is_some_and(|last| touches(parse, last, token));
    let mut text = String::new();
    let mut class = Class::Mark;
    for c in word.chars() {
        let next = Class::of(c, class);
        if (next != class || next == Class::Mark) && !text.is_empty() {
            push(token, &mut text, &mut glued, atoms);
        }
        class = next;
        text.push(c);
    }
    push(token, &mut text, &mut glued, atoms);
}

fn touches(parse: &Parse, last: usize, token: usize) -> bool {
    match (parse.tokens.get(last), parse.tokens.get(token)) {
        (Some(last), Some(token)) => last.span.end == token.span.start,
        _ => false,
    }
}

fn push(token: usize, text: &mut String, glued: &mut bool, atoms: &mut Vec<Atom>) {
    let word = std::mem::take(text);
    let bare = if word.len() > 1 { word.replace('.', "") } else { word };
    let number = bare.parse().ok().filter(|_| bare.bytes().all(|byte| byte.is_ascii_digit()));
    atoms.push(Atom { token, hash: hash(&bare), text: bare, number, glued: *glued });
    *glued = true;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Figure,
    Letter,
    Mark,
}

impl Class {
    /// The class of a character; a full stop or an apostrophe goes on with a word.
    fn of(c: char, last: Self) -> Self {
        match c {
            '0'..='9' => Self::Figure,
            '.' | '\'' | '’' if last == Self::Letter => Self::Letter,
            c if c.is_alphabetic() => Self::Letter,
            _ => Self::Mark,
        }
    }
}
