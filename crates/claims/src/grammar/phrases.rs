//! The words that belong to a clause, and those that a noun phrase is shown with.

use model::{Parse, TokenRange};

use super::is_verbal;

/// The tokens of the clause that `verb` heads, without those of clauses inside it.
pub(crate) fn clause_tokens(parse: &Parse, verb: usize) -> Vec<usize> {
    let mut tokens = Vec::new();
    let mut open = vec![verb];
    while let Some(at) = open.pop() {
        tokens.push(at);
        open.extend(parse.children(at).filter(|&child| !opens_clause(parse, child)));
    }
    tokens.sort_unstable();
    tokens
}

/// Whether a verb is told in the present: the tagger takes "continue" in "left but continue to shell" for an infinitive.
pub(crate) fn is_present(parse: &Parse, verb: usize) -> bool {
    let beside_past = parse.dep(verb) == "conj" && parse.tag(parse.head(verb)) == "VBD";
    match parse.tag(verb) {
        "VBP" | "VBZ" => true,
        "VB" => beside_past && parse.child(verb, &["aux"]).is_none(),
        _ => false,
    }
}

/// "has killed", "have fled": told of all the time up to now.
pub(crate) fn is_present_perfect(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, &["aux"]).any(|aux| parse.lemma(aux) == "have" && parse.tag(aux) != "VBD")
}

/// A token and all that it hangs on, from near to far.
pub(crate) fn upward(parse: &Parse, token: usize) -> impl Iterator<Item = usize> {
    let above = move |&at: &usize| Some(parse.head(at)).filter(|&above| above != at);
    std::iter::successors(Some(token), above).take(parse.len())
}

/// The verb whose clause a token belongs to: the nearest one above it, or the root.
pub(crate) fn verb_above(parse: &Parse, token: usize) -> usize {
    let mut at = token;
    for _ in 0..parse.len() {
        let above = parse.head(at);
        if is_verbal(parse, at) || above == at {
            break;
        }
        at = above;
    }
    at
}

/// The tense of the verb, or of the one that an infinitive, participle or noun hangs on.
pub(crate) fn tense_is_past(parse: &Parse, word: usize) -> bool {
    let mut at = word;
    for _ in 0..parse.len() {
        let auxiliaries: Vec<usize> = parse.children_by(at, &["aux", "auxpass"]).collect();
        if parse.tag(at) == "VBD" || auxiliaries.iter().any(|&aux| parse.tag(aux) == "VBD") {
            return true;
        }
        let is_present = is_present(parse, at);
        if is_present
            || auxiliaries.first().is_some_and(|&aux| parse.tag(aux) != "TO")
            || parse.head(at) == at
        {
            return false;
        }
        at = parse.head(at);
    }
    false
}

fn opens_clause(parse: &Parse, token: usize) -> bool {
    match parse.dep(token) {
        "relcl" | "advcl" | "ccomp" | "parataxis" | "csubj" => true,
        "acl" | "pcomp" | "xcomp" => matches!(parse.pos(token), "VERB" | "AUX"),
        "conj" => matches!(parse.pos(token), "VERB" | "AUX"),
        _ => false,
    }
}

/// The noun phrase headed by `head`, as it is shown: without relative clauses, appositions set off by commas,
/// coordinated phrases, and punctuation at its edges.
pub(crate) fn phrase(parse: &Parse, head: usize, leave_out: &[usize]) -> TokenRange {
    let own = own_phrase(parse, head, leave_out);
    let first = over_severed_modifiers(parse, head, own.first, leave_out);
    trimmed(parse, TokenRange::new(first, own.end), head)
}

/// The same without words that the parser may have hung beside the head.
pub(crate) fn own_phrase(parse: &Parse, head: usize, leave_out: &[usize]) -> TokenRange {
    let mut first = head;
    let mut end = head + 1;
    let mut open: Vec<usize> = phrase_children(parse, head, leave_out);
    let mut inside = vec![head];
    while let Some(at) = open.pop() {
        inside.push(at);
        open.extend(parse.children(at).filter(|child| !leave_out.contains(child) && !trails(parse, *child)));
    }
    inside.sort_unstable();
    // The phrase is the unbroken run of tokens around its head.
    let position = inside.iter().position(|&token| token == head).unwrap_or(0);
    for &token in inside[..position].iter().rev() {
        if gap_is_small(parse, token + 1, first) { first = token } else { break }
    }
    for &token in &inside[position + 1..] {
        if gap_is_small(parse, end, token) { end = token + 1 } else { break }
    }
    trimmed(parse, TokenRange::new(first, end), head)
}

/// What follows a noun to say more of it, not which one it is.
fn trails(parse: &Parse, child: usize) -> bool {
    matches!(parse.dep(child), "relcl" | "advcl" | "parataxis")
        || (parse.dep(child) == "appos" && child > parse.head(child))
}

/// The parser may hang the first words of "key tier one personnel" beside the noun instead of below it.
fn over_severed_modifiers(parse: &Parse, head: usize, mut first: usize, leave_out: &[usize]) -> usize {
    while let Some(before) = first.checked_sub(1).filter(|_| matches!(parse.pos(head), "NOUN" | "PROPN")) {
        if matches!(parse.dep(head), "amod" | "nmod" | "poss")
            || (parse.dep(head) == "compound" && parse.pos(head) == "PROPN")
        {
            break;
        }
        let sibling = parse.children(parse.head(head)).find(|&sibling| {
            sibling < head
                && !leave_out.contains(&sibling)
                && parse.subtree(sibling).end == first
                && matches!(parse.pos(sibling), "NOUN" | "PROPN" | "ADJ" | "DET")
                && matches!(parse.dep(sibling), "dobj" | "nmod" | "compound" | "amod" | "det" | "npadvmod")
        });
        match sibling {
            Some(sibling) if !matches!(parse.pos(before), "PUNCT" | "CCONJ") => {
                first = parse.subtree(sibling).first
            }
            _ => break,
        }
    }
    first
}

/// Between the tokens of a phrase only punctuation and spaces may be missing.
fn gap_is_small(parse: &Parse, from: usize, to: usize) -> bool {
    (from..to).all(|token| {
        matches!(parse.pos(token), "SPACE") || matches!(parse.word(token), "-" | "–" | "(" | "\"" | "“")
    })
}

fn phrase_children(parse: &Parse, head: usize, leave_out: &[usize]) -> Vec<usize> {
    parse
        .children(head)
        .filter(|child| !leave_out.contains(child))
        .filter(|&child| match parse.dep(child) {
            "relcl" | "conj" | "cc" | "preconj" | "advcl" | "ccomp" | "parataxis" => false,
            // "among them nine children": what stands before the noun leads up to it.
            "prep" => child > head,
            // "her son Danylo" is one phrase, "a neighbour, Petro" two.
            "appos" => child < head || child == head + 1,
            // "the weapons seized in the raid": a reduced relative clause.
            "acl" => child < head,
            "punct" => child < head && matches!(parse.word(child), "-" | "–"),
            "mark" | "aux" | "auxpass" | "nsubj" | "nsubjpass" if is_verbal(parse, head) => false,
            _ => true,
        })
        .collect()
}

fn trimmed(parse: &Parse, mut range: TokenRange, head: usize) -> TokenRange {
    let edge = |token: usize| matches!(parse.pos(token), "PUNCT" | "SPACE" | "CCONJ" | "SYM");
    while range.first < head && edge(range.first) {
        range.first += 1;
    }
    while range.end > head + 1
        && (edge(range.end - 1)
            || matches!(parse.dep(range.end - 1), "case" | "advmod")
            || parse.pos(range.end - 1) == "ADP")
    {
        range.end -= 1;
    }
    range
}
