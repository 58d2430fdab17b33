//! Whether the words of a wording stand in a report, and as what part of speech.

use model::Parse;

use super::Reading;
use crate::codebook::Speech;
use crate::forms::{Wording, inflections};
use crate::grammar;

/// The tokens of a wording: each further word hangs on one of those found before it.
pub(super) fn whole(reading: Reading<'_>, first: usize, wording: &Wording) -> Option<Vec<usize>> {
    let parse = reading.parse;
    let mut tokens = vec![first];
    for word in &wording.rest {
        let members = reading.codebook.lexicon.members(word);
        // In "shot dead two men" the parser may hang "dead" on the men.
        let next = tokens.iter().max().map(|last| last + 1).filter(|&next| next < parse.len());
        let beside = next.filter(|&next| matches!(parse.pos(next), "ADJ" | "ADV"));
        // In "used hostages as shields" the parser may hang "as" on the hostages.
        let on_object = tokens
            .iter()
            .flat_map(|&token| parse.children_by(token, &["dobj"]))
            .flat_map(|object| parse.children_by(object, &["prep"]));
        let found = tokens
            .iter()
            .flat_map(|&token| parse.children(token))
            .chain(beside)
            .chain(on_object)
            .filter(|&child| !tokens.contains(&child) && parse.dep(child) != "relcl")
            .find(|&child| members.clone().any(|member| is_form_of(parse, child, member)))?;
        tokens.push(found);
    }
    tokens.sort_unstable();
    Some(tokens)
}

/// Whether a token can be of a part of speech; participles before nouns count as verbs.
pub(super) fn speaks(parse: &Parse, token: usize, speech: Speech) -> bool {
    let pos = parse.pos(token);
    match speech {
        Speech::Verb => {
            let participle =
                pos == "ADJ" && (parse.lower(token).ends_with("ed") || parse.tag(token) == "VBN");
            (grammar::is_verbal(parse, token) || participle) && parse.dep(token) != "compound"
        }
        Speech::Noun => {
            matches!(pos, "NOUN" | "PROPN")
                || (matches!(pos, "VERB" | "AUX") && !grammar::is_verbal(parse, token))
        }
        Speech::Adjective => matches!(pos, "ADJ" | "ADV" | "VERB"),
        Speech::Preposition => matches!(pos, "ADP" | "SCONJ" | "ADV"),
    }
}

fn is_form_of(parse: &Parse, token: usize, word: &str) -> bool {
    let lower = parse.lower(token);
    // A cheap test before the forms of a word are made: they all begin like the word, up to its last letter.
    let stem = word.len().saturating_sub(1);
    let similar = || lower.as_bytes().get(..stem) == word.as_bytes().get(..stem);
    word == lower
        || word == parse.lemma(token)
        || (similar() && inflections(word, Speech::Noun).iter().any(|form| form == lower))
}

/// Whether a noun phrase is called by a name of one word or several ("aid truck": "No aid trucks").
pub(crate) fn is_called(parse: &Parse, head: usize, name: &str) -> bool {
    let mut words = name.split_whitespace().rev();
    let Some(last) = words.next() else { return false };
    let before = words.all(|word| {
        parse.children_by(head, &["compound", "amod", "nmod"]).any(|child| is_form_of(parse, child, word))
    });
    before && is_form_of(parse, head, last)
}
