//! The words of a noun phrase around its head: what the finders of people and of chains call its tokens.

use model::{Parse, TokenRange};

/// Dependents before a head that belong to its phrase.
const BEFORE: [&str; 13] = [
    "det", "amod", "nummod", "compound", "poss", "quantmod", "nmod", "advmod", "predet", "neg", "npadvmod",
    "punct", "preconj",
];

/// The phrase headed by `head`: what stands before it, an attached "of …", and no clause, apposition or other place.
pub fn noun_phrase(parse: &Parse, head: usize) -> TokenRange {
    let first = parse
        .children(head)
        .filter(|&child| child < head && BEFORE.contains(&parse.dep(child)))
        .map(|child| parse.subtree(child).first)
        .fold(head, usize::min);
    TokenRange::new(skip_edge(parse, first, head), of_phrase_end(parse, head))
}

/// Commas, brackets and spaces at the edge are not part of a phrase.
fn skip_edge(parse: &Parse, first: usize, head: usize) -> usize {
    (first..head).find(|&i| !matches!(parse.pos(i), "PUNCT" | "SPACE" | "CCONJ")).unwrap_or(head)
}

fn of_phrase_end(parse: &Parse, head: usize) -> usize {
    let end = if parse.child(head, &["case"]) == Some(head + 1) { head + 2 } else { head + 1 };
    complement(parse, head)
        .filter(|&object| object > head)
        .map_or(head + 1, |object| noun_phrase(parse, object).end.max(end))
}

/// The noun after an "of" that hangs on `head`: "civilians" of "scores of civilians".
pub fn complement(parse: &Parse, head: usize) -> Option<usize> {
    let of = parse.children_by(head, &["prep"]).find(|&prep| parse.lower(prep) == "of")?;
    parse.child(of, &["pobj", "pcomp"])
}

/// Whether token `i` can head a noun phrase: a noun, name, pronoun or number that does not merely modify another,
/// or any other word where only a noun can stand ("the wounded").
pub fn heads_phrase(parse: &Parse, i: usize) -> bool {
    match parse.pos(i) {
        "PRON" if parse.tag(i) == "PRP$" => false,
        "NOUN" | "PROPN" | "PRON" => !modifies(parse, i),
        "NUM" | "ADJ" | "VERB" | "DET" | "SYM" | "X" => stands_as_noun(parse, i),
        _ => false,
    }
}

fn modifies(parse: &Parse, i: usize) -> bool {
    match parse.dep(i) {
        "compound" | "amod" | "nmod" | "nummod" | "quantmod" | "det" | "case" | "predet" | "expl" => true,
        // The first noun of "rebel-held" is who holds; that of "two-week" only measures.
        "npadvmod" => i + 1 < parse.len() && parse.lower(i + 1) == "-" && !is_before_participle(parse, i + 2),
        "conj" => parse.head(i) < i && modifies(parse, parse.head(i)),
        _ => false,
    }
}

fn is_before_participle(parse: &Parse, i: usize) -> bool {
    i < parse.len() && parse.tag(i) == "VBN" && parse.dep(i) == "amod"
}

fn stands_as_noun(parse: &Parse, i: usize) -> bool {
    match parse.dep(i) {
        "nsubj" | "nsubjpass" | "dobj" | "pobj" | "appos" | "dative" => parse.tag(i) != "VBG",
        "conj" if parse.pos(i) != "VERB" => parse.head(i) < i && stands_as_noun(parse, parse.head(i)),
        "amod" | "compound" | "ROOT" => false,
        _ => false,
    }
}
