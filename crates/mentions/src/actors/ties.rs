//! Who stands by an actor without being it: "Iran-backed", "loyal to", "in the uniform of".

use model::{Affiliation, Relation, TokenRange};

use super::names::{self, NameInText, StandsFor};
use super::phrase;
use super::reader::Reader;
use crate::directory;

/// A tie with the words after the head that say it.
pub(super) struct Tie {
    pub affiliation: Affiliation,
    pub tokens: Option<TokenRange>,
}

impl Reader<'_> {
    /// The tie of the phrase that token `head` heads.
    pub fn tie(&self, head: usize) -> Option<Tie> {
        let before = phrase::zone(self.parse, head)
            .iter()
            .filter(|&i| !self.is_name(i))
            .find_map(|i| self.tie_before(i));
        let before = before.map(|affiliation| Tie { affiliation, tokens: None });
        before.or_else(|| self.tie_after(head)).or_else(|| self.uniform(head))
    }

    /// Whether a name is part of a word with a hyphen ("US-made", "anti-ISIS") and owns nothing.
    pub fn is_bound(&self, name: &NameInText) -> bool {
        let outside = |i: &usize| self.names.at(*i).is_none();
        self.after_hyphen(name.tokens.end).filter(outside).is_some()
            || self.before_hyphen(name.tokens.first).filter(outside).is_some()
    }

    /// The token that a hyphen at `at` leads to.
    fn after_hyphen(&self, at: usize) -> Option<usize> {
        (self.is_hyphen(at) && at + 1 < self.parse.len()).then_some(at + 1)
    }

    /// The token that a hyphen before `at` comes from.
    fn before_hyphen(&self, at: usize) -> Option<usize> {
        (at >= 2 && self.is_hyphen(at - 1)).then(|| at - 2)
    }

    /// Whether token `i` is a hyphen between two words without spaces.
    fn is_hyphen(&self, i: usize) -> bool {
        let tokens = &self.parse.tokens;
        let spaced = |i: usize| tokens.get(i).is_some_and(|token| token.space_after);
        i > 0
            && i < tokens.len()
            && matches!(self.parse.word(i), "-" | "‐" | "‑" | "–")
            && !spaced(i)
            && !spaced(i - 1)
    }

    /// The tie that a modifier says: "Iran-backed", "pro-Russian".
    fn tie_before(&self, i: usize) -> Option<Affiliation> {
        let word = self.parse.lower(i);
        if let Some(&relation) = self.lexicon.tied_before.get(word) {
            let partner = self.before_hyphen(i).or_else(|| i.checked_sub(1).filter(|&i| self.is_name(i)))?;
            return Some(Affiliation { relation, actor: self.partner(partner) });
        }
        if let Some(&relation) = self.lexicon.prefixes.get(word) {
            let partner = self.after_hyphen(i + 1)?;
            return Some(Affiliation { relation, actor: self.partner(partner) });
        }
        self.tie_in_one_word(i)
    }

    /// "U.S.-backed" and "pro-government", where the tokenizer keeps them whole.
    fn tie_in_one_word(&self, i: usize) -> Option<Affiliation> {
        let (first, last) = self.parse.word(i).rsplit_once(['-', '‑', '–'])?;
        let spelling =
            |text| names::spelt(self.parse, self.mentions, self.published, self.directory, text, i);
        if let Some(&relation) = self.lexicon.tied_before.get(&last.to_lowercase()) {
            return Some(Affiliation { relation, actor: spelling(first).and_then(actor_of) });
        }
        let relation = *self.lexicon.prefixes.get(&first.to_lowercase())?;
        Some(Affiliation { relation, actor: spelling(last).and_then(actor_of) })
    }

    fn is_name(&self, i: usize) -> bool {
        self.names.at(i).is_some()
    }

    /// The actor that token `i` names or heads, for a tie to it.
    fn partner(&self, i: usize) -> Option<String> {
        self.read(i, 1)?.actors.into_iter().next()
    }

    /// "Loyal to X", "backed by X": after the head, and about no other noun.
    fn tie_after(&self, head: usize) -> Option<Tie> {
        let end = self.parse.sentence_of(head).tokens.end;
        (head + 1..end).find_map(|i| {
            let tied = self.lexicon.tied_after.get(self.parse.lower(i)).filter(|_| self.is_about(head, i))?;
            let preposition =
                (i + 1..end.min(i + 3)).find(|&at| tied.prepositions.contains(self.parse.lower(at)))?;
            let (partner, last) = self.object(preposition)?;
            let affiliation = Affiliation { relation: tied.relation, actor: self.partner(partner) };
            Some(Tie { affiliation, tokens: Some(TokenRange::new(i, last)) })
        })
    }

    /// Whether the word `i` is said of `head`: beside it, or below it with no other noun between.
    fn is_about(&self, head: usize, i: usize) -> bool {
        let noun = |at: usize| at != i && phrase::is_nominal(self.parse, at);
        i == head + 1 || self.parse.governs(head, i) && !phrase::chain(self.parse, i, head).any(noun)
    }

    /// The object of a preposition, and where its phrase ends.
    fn object(&self, preposition: usize) -> Option<(usize, usize)> {
        let object = self
            .parse
            .child(preposition, &["pobj"])
            .or_else(|| self.names.at(preposition + 1).map(|name| name.root))?;
        Some((object, phrase::phrase(self.parse, object, None).end))
    }

    /// "Men in the uniform of the army", "gunmen wearing police uniforms".
    fn uniform(&self, head: usize) -> Option<Tie> {
        let parse = self.parse;
        let end = parse.sentence_of(head).tokens.end;
        let worn = |&i: &usize| {
            let noun = |at: usize| at != i && phrase::is_nominal(parse, at);
            self.lexicon.uniforms.contains(parse.lower(i))
                && parse.governs(head, i)
                && !phrase::chain(parse, i, head).any(noun)
        };
        let uniform = (head + 1..end).find(worn)?;
        let affiliation = Affiliation { relation: Relation::InUniformOf, actor: self.uniform_owner(uniform) };
        let first = parse.children(head).find(|&child| child > head && parse.governs(child, uniform))?;
        Some(Tie {
            affiliation,
            tokens: Some(TokenRange::new(first, phrase::phrase(parse, uniform, None).end)),
        })
    }
}

/// The actor that a spelling stands for, for a tie to it.
fn actor_of(stands_for: StandsFor) -> Option<String> {
    match stands_for {
        StandsFor::State { id, .. } => Some(directory::composed(&id, directory::GOVERNMENT)),
        StandsFor::Actors { ids, .. } => ids.into_iter().next(),
    }
}
