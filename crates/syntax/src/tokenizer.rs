//! Cuts a text into tokens: at whitespace, at affixes, with exceptions that are listed whole.

use std::collections::BTreeMap;

use hashbrown::HashTable;

use crate::ModelError;
use crate::affixes::{infixes, prefix, suffix};
use crate::bytes::Reader;
use crate::characters::{Characters, Set};
use crate::hash::murmur64;
use crate::lexeme::{Lexemes, Lexicon};
use crate::urls::is_url;

/// A piece of the text, with its lexeme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte offsets.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether a plain space follows.
    pub(crate) space_after: bool,
    pub(crate) lexeme: u32,
}

/// A piece of a chunk: its text and, from an exception, its norm.
type Cut<'a> = (&'a str, Option<&'a str>);

/// A form that is cut as listed.
#[derive(Debug)]
struct Exception {
    text: Box<str>,
    /// The length in bytes and the norm of each piece; together they are the text.
    pieces: Vec<(usize, Option<Box<str>>)>,
}

impl Exception {
    /// The pieces as cut from `text`, which reads as the exception does.
    fn cuts<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Cut<'a>> {
        let mut rest = text;
        self.pieces.iter().map(move |(length, norm)| {
            let (piece, after) = rest.split_at_checked(*length).unwrap_or((rest, ""));
            rest = after;
            (piece, norm.as_deref())
        })
    }
}

/// The forms that are cut as listed.
#[derive(Debug, Default)]
struct Exceptions {
    listed: Vec<Exception>,
    /// The bytes of the longest.
    longest: usize,
    index: HashTable<usize>,
}

impl Exceptions {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let listed = reader.list(|reader| {
            let text = Box::from(reader.text()?);
            let pieces = reader.list(|reader| {
                let length = reader.size()?;
                Ok((length, Some(reader.text()?).filter(|norm| !norm.is_empty()).map(Box::from)))
            })?;
            Ok(Exception { text, pieces })
        })?;
        let hash = |&at: &usize| murmur64(listed[at].text.as_bytes(), 1);
        let mut index = HashTable::with_capacity(listed.len());
        for at in 0..listed.len() {
            index.insert_unique(hash(&at), at, hash);
        }
        let longest = listed.iter().map(|exception| exception.text.len()).max().unwrap_or(0);
        Ok(Self { listed, longest, index })
    }

    fn get(&self, text: &str) -> Option<&Exception> {
        // A long run of brackets is asked for again and again, one shorter each time.
        if text.len() > self.longest {
            return None;
        }
        let found = self.index.find(murmur64(text.as_bytes(), 1), |&at| *self.listed[at].text == *text)?;
        self.listed.get(*found)
    }

    /// The exception for `text`, unless there is none left.
    fn covers(&self, text: &str) -> bool {
        !text.is_empty() && self.get(text).is_some()
    }
}

/// Cuts texts into tokens.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    exceptions: Exceptions,
    /// Exceptions that span several tokens, by the ids of the texts of those tokens.
    phrases: Phrases,
}

impl Tokenizer {
    pub(crate) fn read(reader: &mut Reader<'_>, lexicon: &Lexicon) -> Result<Self, ModelError> {
        let exceptions = Exceptions::read(reader)?;
        let phrases = Phrases::of(&exceptions, lexicon);
        Ok(Self { exceptions, phrases })
    }

    /// Puts the tokens of `text` into `tokens`, in order.
    pub(crate) fn cut(&self, lexicon: &Lexicon, text: &str, memory: &mut Memory, tokens: &mut Vec<Token>) {
        tokens.clear();
        for chunk in chunks(&lexicon.characters, text) {
            self.cut_chunk(lexicon, chunk, text, memory, tokens);
        }
        self.join_phrases(lexicon, text, &mut memory.lexemes, tokens);
    }

    fn cut_chunk(
        &self,
        lexicon: &Lexicon,
        chunk: Chunk,
        text: &str,
        memory: &mut Memory,
        tokens: &mut Vec<Token>,
    ) {
        let mut start = chunk.start as u32;
        let pieces = memory.pieces(&text[chunk.start..chunk.end], |chunk, lexemes, pieces| {
            let cuts = cut_affixes(&lexicon.characters, &self.exceptions, chunk);
            pieces.extend(
                cuts.into_iter().map(|(text, norm)| (text.len() as u32, lexemes.number(lexicon, text, norm))),
            );
        });
        for &(length, lexeme) in pieces {
            let end = start + length;
            tokens.push(Token { start, end, space_after: false, lexeme });
            start = end;
        }
        if let Some(last) = tokens.last_mut() {
            last.space_after = chunk.space_after;
        }
    }

    /// Cuts anew where tokens in a row read like an exception.
    fn join_phrases(&self, lexicon: &Lexicon, text: &str, lexemes: &mut Lexemes, tokens: &mut Vec<Token>) {
        let found = self.phrases.find(lexemes, tokens);
        if found.is_empty() {
            return;
        }
        let (mut joined, mut done) = (Vec::with_capacity(tokens.len()), 0);
        for (first, end) in found {
            joined.extend_from_slice(&tokens[done..first]);
            done = end;
            let (mut start, last) = (tokens[first].start, tokens[end - 1]);
            let surface = &text[start as usize..last.end as usize];
            let Some(exception) = self.exceptions.get(surface) else {
                joined.extend_from_slice(&tokens[first..end]);
                continue;
            };
            for (piece, norm) in exception.cuts(surface) {
                let lexeme = lexemes.number(lexicon, piece, norm);
                let end = start + piece.len() as u32;
                joined.push(Token { start, end, space_after: false, lexeme });
                start = end;
            }
            if let Some(piece) = joined.last_mut() {
                piece.space_after = last.space_after;
            }
        }
        joined.extend_from_slice(&tokens[done..]);
        *tokens = joined;
    }
}

/// A run of characters that are all whitespace or all something else.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    start: usize,
    end: usize,
    /// Whether one plain space follows, which belongs to no chunk.
    space_after: bool,
}

fn chunks(characters: &Characters, text: &str) -> impl Iterator<Item = Chunk> {
    let is_space = |c| characters.is(c, Set::Space);
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        let first = is_space(rest.chars().next()?);
        let end = rest.find(|c| is_space(c) != first).map_or(text.len(), |at| start + at);
        let space_after = text[end..].starts_with(' ');
        let chunk = Chunk { start, end, space_after };
        start = end + usize::from(space_after);
        Some(chunk)
    })
}

/// Cuts one chunk: exceptions as listed, else prefixes and suffixes from the outside in, then infixes.
fn cut_affixes<'a>(characters: &Characters, exceptions: &'a Exceptions, chunk: &'a str) -> Vec<Cut<'a>> {
    let (mut cuts, mut suffixes, mut core) = (Vec::new(), Vec::new(), chunk);
    while !core.is_empty() && !exceptions.covers(core) {
        let (head, after) = core.split_at(prefix(characters, core));
        if !head.is_empty() && exceptions.covers(after) {
            cuts.push((head, None));
            core = after;
            break;
        }
        let length = suffix(characters, after);
        let (before, tail) = core.split_at(core.len() - length);
        if !tail.is_empty() && exceptions.covers(before) {
            suffixes.push((tail, None));
            core = before;
            break;
        }
        if head.is_empty() && tail.is_empty() {
            break;
        }
        cuts.extend(Some((head, None)).filter(|(head, _)| !head.is_empty()));
        suffixes.extend(Some((tail, None)).filter(|(tail, _)| !tail.is_empty()));
        core = &after[..after.len() - length];
    }
    cut_core(characters, exceptions, core, &mut cuts);
    cuts.extend(suffixes.into_iter().rev());
    cuts
}

/// Cuts what is left between the affixes.
fn cut_core<'a>(characters: &Characters, exceptions: &'a Exceptions, core: &'a str, cuts: &mut Vec<Cut<'a>>) {
    if core.is_empty() {
        return;
    }
    if let Some(exception) = exceptions.get(core) {
        cuts.extend(exception.cuts(core));
        return;
    }
    if is_url(characters, core) {
        cuts.push((core, None));
        return;
    }
    let mut start = 0;
    // What stands at the very front is no infix, and stays with the text behind it.
    for (from, to) in infixes(characters, core).filter(|&(from, _)| from > 0) {
        cuts.extend(Some((&core[start..from], None)).filter(|(text, _)| !text.is_empty()));
        cuts.push((&core[from..to], None));
        start = to;
    }
    cuts.extend(Some((&core[start..], None)).filter(|(text, _)| !text.is_empty()));
}

/// Exceptions that the rules alone would cut up, as sequences of token texts.
#[derive(Debug, Default)]
struct Phrases {
    /// From a node, by the id of the next token's text, to the next node; node 0 is the start.
    next: BTreeMap<(u32, u64), u32>,
    /// Whether a phrase ends at the node.
    ends: Vec<bool>,
}

impl Phrases {
    fn of(exceptions: &Exceptions, lexicon: &Lexicon) -> Self {
        let mut phrases = Self { ends: vec![false], ..Self::default() };
        let (none, characters) = (Exceptions::default(), &lexicon.characters);
        for exception in &exceptions.listed {
            let text = &*exception.text;
            let is_cut = prefix(characters, text) > 0
                || suffix(characters, text) > 0
                || infixes(characters, text).next().is_some()
                || text.contains(' ');
            if is_cut {
                let cuts = chunks(characters, text)
                    .flat_map(|chunk| cut_affixes(characters, &none, &text[chunk.start..chunk.end]));
                phrases.add(cuts.map(|(piece, _)| lexicon.ids.id(piece)));
            }
        }
        phrases
    }

    fn add(&mut self, texts: impl Iterator<Item = u64>) {
        let mut node = 0;
        for text in texts {
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, text)).or_insert(fresh);
            if node == fresh {
                self.ends.push(false);
            }
        }
        if let Some(end) = self.ends.get_mut(node as usize) {
            *end = true;
        }
    }

    /// The phrases in `tokens` as token ranges, left to right; of those that overlap, the longest and then the first.
    fn find(&self, lexemes: &Lexemes, tokens: &[Token]) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> =
            (0..tokens.len()).flat_map(|first| self.from(lexemes, tokens, first)).collect();
        found.sort_by_key(|&(first, end)| (std::cmp::Reverse(end - first), first));
        let mut covered = vec![false; if found.is_empty() { 0 } else { tokens.len() }];
        // A phrase that is turned down still keeps its tokens from shorter ones, as in spaCy.
        found.retain(|&(first, end)| {
            let free = !covered[first] && !covered[end - 1];
            covered[first..end].fill(true);
            free
        });
        found.sort_unstable();
        found
    }

    fn from(
        &self,
        lexemes: &Lexemes,
        tokens: &[Token],
        first: usize,
    ) -> impl Iterator<Item = (usize, usize)> {
        let mut node = 0;
        let steps = tokens[first..].iter().enumerate().map_while(move |(i, token)| {
            node = *self.next.get(&(node, lexemes.get(token.lexeme).orth))?;
            Some((i, node))
        });
        steps.filter(|&(_, node)| self.ends[node as usize]).map(move |(i, _)| (first, first + i + 1))
    }
}

/// What a reader remembers of chunks and forms that it has met.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) lexemes: Lexemes,
    chunks: HashTable<KnownChunk>,
    /// The texts of the chunks, one after the other.
    text: String,
    /// The pieces of the chunks, one after the other: length in bytes and lexeme.
    pieces: Vec<(u32, u32)>,
    /// A chunk that is longer than any that is kept.
    long: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy)]
struct KnownChunk {
    text: (usize, usize),
    pieces: (usize, usize),
}

impl Memory {
    /// Longer chunks are no words, and rarely come again.
    const LONGEST: usize = 40;

    /// The pieces of `chunk`, cut by `cut` when it is met for the first time.
    fn pieces(
        &mut self,
        chunk: &str,
        cut: impl FnOnce(&str, &mut Lexemes, &mut Vec<(u32, u32)>),
    ) -> &[(u32, u32)] {
        if chunk.len() > Self::LONGEST {
            self.long.clear();
            cut(chunk, &mut self.lexemes, &mut self.long);
            return &self.long;
        }
        let hash = murmur64(chunk.as_bytes(), 1);
        let text = &self.text;
        if let Some(known) = self.chunks.find(hash, |known| &text[known.text.0..known.text.1] == chunk) {
            return &self.pieces[known.pieces.0..known.pieces.1];
        }
        let (start, first) = (self.text.len(), self.pieces.len());
        self.text.push_str(chunk);
        cut(chunk, &mut self.lexemes, &mut self.pieces);
        let known = KnownChunk { text: (start, self.text.len()), pieces: (first, self.pieces.len()) };
        let text = &self.text;
        self.chunks
            .insert_unique(hash, known, |known| murmur64(&text.as_bytes()[known.text.0..known.text.1], 1));
        &self.pieces[first..]
    }

    /// Whether a token is nothing but whitespace.
    pub(crate) fn is_space(&self, token: Token) -> bool {
        self.lexemes.get(token.lexeme).is_space
    }

    /// Whether more is remembered than is worth its memory.
    pub(crate) fn is_full(&self) -> bool {
        const FORMS: usize = 50_000;
        const TEXT: usize = 2_000_000;
        self.lexemes.len() > FORMS || self.text.len() > TEXT
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.lexemes.clear();
        self.chunks.clear();
        self.text.clear();
        self.pieces.clear();
    }
}
