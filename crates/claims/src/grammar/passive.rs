//! Passive verbs, whose grammatical subject undergoes what they tell.

use model::Parse;

/// Whether a verb form is passive: "was killed", "the men killed in", "is believed to".
pub(crate) fn is_passive(parse: &Parse, verb: usize) -> bool {
    if parse.child(verb, &["auxpass", "nsubjpass"]).is_some() {
        return true;
    }
    if parse.child(verb, &["agent"]).is_some() && parse.child(verb, &["nsubj"]).is_none() {
        return true;
    }
    if parse.child(verb, &["dobj"]).is_some() {
        return false;
    }
    match parse.dep(verb) {
        "acl" | "amod" | "advcl" => is_participle(parse, verb),
        "conj" => {
            is_participle(parse, verb) && own_auxiliaries(parse, verb) == 0 && conjoined_passive(parse, verb)
        }
        _ => raises(parse, verb),
    }
}

/// A past participle or what the tagger takes for one: in "120 dead and 30 wounded" past and participle look alike.
fn is_participle(parse: &Parse, verb: usize) -> bool {
    parse.tag(verb) == "VBN" || (parse.tag(verb) == "VBD" && parse.dep(verb) == "acl")
}

fn conjoined_passive(parse: &Parse, verb: usize) -> bool {
    let head = parse.head(verb);
    head != verb
        && (is_passive_form(parse, head) || (parse.dep(head) == "conj" && conjoined_passive(parse, head)))
}

fn is_passive_form(parse: &Parse, verb: usize) -> bool {
    parse.child(verb, &["auxpass", "nsubjpass", "agent"]).is_some()
}

fn own_auxiliaries(parse: &Parse, verb: usize) -> usize {
    parse.children_by(verb, &["aux", "auxpass"]).count()
}

/// "ISIS fighters believed to have massacred": a participle of opinion that headlines leave without its auxiliary.
fn raises(parse: &Parse, verb: usize) -> bool {
    matches!(parse.tag(verb), "VBD" | "VBN")
        && parse.child(verb, &["aux"]).is_none()
        && parse
            .child(verb, &["xcomp"])
            .is_some_and(|lower| parse.children_by(lower, &["aux"]).any(|aux| parse.lower(aux) == "have"))
}
