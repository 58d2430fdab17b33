//! Where the codebook says that something stands: beside the event's words, or on what stands there.

use model::Parse;

use super::{Argument, Function, arguments};

/// The arguments that stand where a name of the codebook says: "subject", or "subject.from" for what hangs on a subject.
pub(crate) fn at(parse: &Parse, found: &[Argument], place: &str) -> Vec<Argument> {
    let (outer, inner) = place.split_once('.').map_or((place, None), |(outer, inner)| (outer, Some(inner)));
    let here = found.iter().filter(|argument| argument.function.name() == outer);
    let Some(inner) = inner else { return here.cloned().collect() };
    here.flat_map(|argument| hanging_on(parse, argument.head))
        .filter(|argument| argument.function.name() == inner)
        .collect()
}

/// What hangs on a noun, and behind the prepositions of the participles that describe it: "rockets fired from Karsa".
fn hanging_on(parse: &Parse, noun: usize) -> Vec<Argument> {
    let mut found = arguments(parse, noun);
    let participles =
        parse.children_by(noun, &["acl"]).filter(|&verb| matches!(parse.tag(verb), "VBN" | "VBD"));
    for participle in participles {
        let behind = |argument: &Argument| matches!(argument.function, Function::After(_));
        found.extend(arguments(parse, participle).into_iter().filter(behind));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{frozen, token};

    #[test]
    fn a_path_leads_to_what_hangs_on_an_argument() {
        let parse = frozen("A rocket from Karsa landed in a field.");
        let found = arguments(&parse, token(&parse, "landed"));
        let words = |place: &str| -> Vec<&str> {
            at(&parse, &found, place).iter().map(|argument| parse.word(argument.head)).collect()
        };
        assert_eq!(words("subject"), ["rocket"]);
        assert_eq!(words("subject.from"), ["Karsa"]);
        assert!(words("from").is_empty() && words("object.from").is_empty());
    }
}
