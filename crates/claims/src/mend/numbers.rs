//! Numbers that stand for people or things without a noun, where the parser does not see that they are what a verb is about.

use model::{Parse, Rehung};

/// What is hung elsewhere so that a number without a noun is the object of the verb before it.
pub(super) fn severed(parse: &Parse, number: usize) -> Option<Vec<Rehung<'_>>> {
    match parse.dep(number) {
        "npadvmod" => adverbial(parse, number),
        "pobj" => up_to(parse, number).map(Vec::from),
        "conj" => coordinated(parse, number).map(Vec::from),
        _ => None,
    }
}

/// "killed ten and wounded six": how many were killed, which the parser takes for how far or how long.
fn adverbial(parse: &Parse, number: usize) -> Option<Vec<Rehung<'_>>> {
    let verb = parse.head(number);
    let counts = parse.tag(number) == "CD" && !tells_time(parse, number);
    if !counts || !lacks_object(parse, verb, number) || !follows(parse, verb, number) {
        return None;
    }
    let object = Rehung { token: number, head: verb, dep: "dobj" };
    Some(std::iter::once(object).chain(subject_before(parse, verb).into_iter().flatten()).collect())
}

/// "A drone killed ten": a participle has no object, so that the noun before it is who did it.
fn subject_before(parse: &Parse, verb: usize) -> Option<[Rehung<'_>; 2]> {
    let noun = parse.head(verb);
    let root = parse.dep(verb) == "acl" && parse.dep(noun) == "ROOT" && noun < verb;
    root.then_some([
        Rehung { token: verb, head: verb, dep: "ROOT" },
        Rehung { token: noun, head: verb, dep: "nsubj" },
    ])
}

/// "killed up to 12": the parser may take "up" for a particle of the verb.
fn up_to(parse: &Parse, number: usize) -> Option<[Rehung<'_>; 2]> {
    let up = parse.head(number);
    let verb = parse.head(up);
    let to = parse.child(number, &["quantmod"])?;
    let bound = parse.dep(up) == "prt" && parse.lower(up) == "up" && parse.lower(to) == "to";
    (bound && lacks_object(parse, verb, number)).then_some([
        Rehung { token: number, head: verb, dep: "dobj" },
        Rehung { token: up, head: number, dep: "quantmod" },
    ])
}

/// "killed 40 and displaced thousands": no participle stands before a number, it is a verb beside the one before.
fn coordinated(parse: &Parse, number: usize) -> Option<[Rehung<'_>; 3]> {
    let before = parse.head(number);
    let verb = parse.head(before);
    let participle =
        number.checked_sub(1).filter(|&at| parse.pos(at) == "VERB" && parse.dep(at) == "amod")?;
    let cc = participle.checked_sub(1).filter(|&at| parse.dep(at) == "cc" && parse.head(at) == before)?;
    let counts = parse.entity_at(number).is_some_and(|entity| parse.label(entity) == "CARDINAL");
    let coordinates = parse.dep(before) == "dobj" && parse.pos(verb) == "VERB" && verb < before;
    (counts && coordinates && parse.head(participle) == number).then_some([
        Rehung { token: participle, head: verb, dep: "conj" },
        Rehung { token: number, head: participle, dep: "dobj" },
        Rehung { token: cc, head: verb, dep: "cc" },
    ])
}

/// An active verb before the number, with no object of its own.
fn lacks_object(parse: &Parse, verb: usize, number: usize) -> bool {
    parse.pos(verb) == "VERB" && verb < number && parse.child(verb, &["dobj", "auxpass"]).is_none()
}

/// "shot dead nine": only what became of them stands between. In "five killed, 12 injured" the number begins something else.
fn follows(parse: &Parse, verb: usize, number: usize) -> bool {
    let own = parse.subtree(number).first.max(verb + 1);
    (verb + 1..own).all(|at| parse.head(at) == verb && matches!(parse.dep(at), "oprd" | "acomp" | "advmod"))
}

/// "fled 1992": a year or an hour.
fn tells_time(parse: &Parse, number: usize) -> bool {
    parse.entity_at(number).is_some_and(|entity| matches!(parse.label(entity), "DATE" | "TIME"))
}

#[cfg(test)]
mod tests {
    use super::super::mend;
    use crate::testing::{codebook, frozen, token};

    /// What `word` hangs on, and as what, after the parse of `text` is mended.
    #[track_caller]
    fn check(text: &str, word: &str, head: &str, dep: &str) {
        let mended = mend(&frozen(text), &codebook().lexicon).expect("the number is mended");
        let at = token(&mended, word);
        assert_eq!((mended.dep(at), mended.word(mended.head(at))), (dep, head), "{text}");
    }

    #[test]
    fn a_number_alone_is_what_the_verb_is_about() {
        check("The army, the rebels said, killed ten and wounded six.", "ten", "killed", "dobj");
        check("Gunmen, police said, killed at least ten and wounded six.", "ten", "killed", "dobj");
        check("A drone killed up to 12.", "12", "killed", "dobj");
    }

    #[test]
    fn who_did_it_stands_before_a_verb_with_a_number() {
        check("A drone killed ten and wounded six.", "drone", "killed", "nsubj");
    }

    #[test]
    fn no_participle_stands_before_a_number() {
        let text = "The militia killed as many as 40 and displaced thousands.";
        check(text, "displaced", "killed", "conj");
        check(text, "thousands", "displaced", "dobj");
    }

    #[test]
    fn other_numbers_stay_where_they_are() {
        for text in [
            "The convoy travelled 12 km to the mill.",
            "The rebels fled in 1992 and returned in 2004.",
            "Troops killed two rebels and armed civilians.",
            "Five killed, 12 injured in Karsa blast",
        ] {
            assert!(mend(&frozen(text), &codebook().lexicon).is_none(), "{text}");
        }
    }
}
