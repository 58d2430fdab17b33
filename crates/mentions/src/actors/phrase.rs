//! The shape of a noun phrase, robust against a parser that errs.

use model::{Parse, TokenRange};

/// Labels by which a word belongs to the noun that follows it.
const MODIFIERS: [&str; 6] = ["compound", "amod", "nmod", "npadvmod", "quantmod", "nummod"];
/// What a noun phrase is left without: clauses, further conjuncts, appositions.
const OUTSIDE: [&str; 10] =
    ["relcl", "acl", "advcl", "conj", "cc", "punct", "appos", "case", "parataxis", "preconj"];

/// Whether token `i` modifies a noun to its right, and heads no phrase of its own.
pub(super) fn is_modifier(parse: &Parse, i: usize) -> bool {
    MODIFIERS.contains(&parse.dep(i)) && parse.head(i) > i
}

/// Whether the phrase that token `i` heads asks who ("which faction").
pub(super) fn is_question(parse: &Parse, i: usize) -> bool {
    parse.child(i, &["det"]).is_some_and(|determiner| parse.tag(determiner) == "WDT")
}

/// Whether token `i` may head a noun phrase.
pub(super) fn is_nominal(parse: &Parse, i: usize) -> bool {
    let as_noun = ["nsubj", "nsubjpass", "pobj", "dobj", "conj", "poss"].contains(&parse.dep(i));
    matches!(parse.pos(i), "NOUN" | "PROPN") || (parse.pos(i) == "ADJ" && as_noun)
}

/// The tokens before `head` that belong to its phrase, up to and without `head`.
pub(super) fn zone(parse: &Parse, head: usize) -> TokenRange {
    let sentence = parse.sentence_of(head).tokens;
    let mut first = head;
    while first > sentence.first && parse.governs(head, first - 1) && !opens_clause(parse, head, first - 1) {
        first -= 1;
    }
    while first < head && ["cc", "punct", "preconj", "mark", "prep"].contains(&parse.dep(first)) {
        first += 1;
    }
    TokenRange::new(first, head)
}

/// Whether a verb of a clause lies between `i` and the `head` that governs it.
fn opens_clause(parse: &Parse, head: usize, i: usize) -> bool {
    let clause = |at: usize| matches!(parse.dep(at), "relcl" | "advcl" | "ccomp" | "acl" | "csubj" | "appos");
    chain(parse, i, head).any(clause)
}

/// `i` and what governs it, up to and without `head`.
pub(super) fn chain(parse: &Parse, i: usize, head: usize) -> impl Iterator<Item = usize> + '_ {
    let up = move |&at: &usize| Some(parse.head(at)).filter(|&next| next != at);
    std::iter::successors(Some(i), up).take_while(move |&at| at != head)
}

/// The noun phrase headed by `head`, without clauses, conjuncts and appositions, but with what ties it ("loyal to X").
pub(super) fn phrase(parse: &Parse, head: usize, tied: Option<TokenRange>) -> TokenRange {
    let first = zone(parse, head).first;
    let mut end = head + 1;
    for child in parse.children(head).filter(|&child| child > head) {
        let tie = tied.is_some_and(|tie| parse.subtree(child).overlaps(tie));
        if !tie && OUTSIDE.contains(&parse.dep(child)) {
            continue;
        }
        if parse.subtree(child).first > end || (!tie && is_circumstance(parse, child)) {
            break;
        }
        end = end.max(inner_end(parse, child));
    }
    TokenRange::new(first, end.max(tied.map_or(end, |tie| tie.end)))
}

/// Whether a preposition says no more of who it is: where and when somebody acts is not who.
fn is_circumstance(parse: &Parse, preposition: usize) -> bool {
    let says_who = ["of", "from", "for"].contains(&parse.lower(preposition));
    parse.dep(preposition) == "prep" && (!says_who || parse.child(preposition, &["pobj"]).is_none())
}

/// The end of what hangs on `i`, cut before the first clause that is told in passing.
fn inner_end(parse: &Parse, i: usize) -> usize {
    let range = parse.subtree(i);
    let cut = range.iter().skip(i + 1 - range.first).find(|&at| {
        matches!(parse.dep(at), "relcl" | "advcl" | "appos" | "parataxis") || parse.word(at) == ","
    });
    let end = cut.map_or(range.end, |at| parse.subtree(at).first.max(i + 1).min(at));
    (i + 1..=end).rev().find(|&end| parse.dep(end - 1) != "punct").unwrap_or(i + 1)
}
