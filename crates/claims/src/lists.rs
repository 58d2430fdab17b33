//! Lists of people under a heading: "Killed in Karmeh on 3 March:", "Names of the dead:", and then their names.

use model::{Parse, Part, PeopleMention};

use crate::grammar::{self, Argument, Function};
use crate::matching::Reading;

/// The people listed behind the colon of the heading in which `word` stands, or in the list that follows it.
pub(crate) fn under(reading: Reading<'_>, word: usize) -> Vec<usize> {
    let parse = reading.parse;
    let sentence = parse.sentence_of(word);
    let is_heading = opens_with(parse, word) || names_those(parse, word);
    let Some(colon) = sentence.tokens.iter().find(|&token| is_heading && parse.word(token) == ":") else {
        return Vec::new();
    };
    let behind = (colon + 1..sentence.tokens.end).find(|&token| begins_list(parse, token, colon));
    match behind {
        Some(first) => grammar::coordinated(parse, first),
        None => in_items(reading, sentence.block),
    }
}

/// "Killed in Karsa:": a heading that opens with what happened, a participle.
fn opens_with(parse: &Parse, word: usize) -> bool {
    parse.sentence_of(word).tokens.first == word && matches!(parse.tag(word), "VBN" | "VBD")
}

/// "Names of the dead in Karsa:", "Those killed in Karsa:": a sentence without a verb of its own that ends at its colon.
fn names_those(parse: &Parse, word: usize) -> bool {
    let tokens = parse.sentence_of(word).tokens;
    let ends = tokens.iter().rfind(|&token| parse.pos(token) != "SPACE");
    let root = tokens.iter().find(|&token| parse.head(token) == token);
    let nominal = root.is_some_and(|root| !matches!(parse.pos(root), "VERB" | "AUX"));
    nominal && ends.is_some_and(|end| parse.word(end) == ":")
}

/// The preposition before the names of those who were counted: "named the dead as".
pub(crate) const NAMING: &str = "as";

/// "named the dead as A, 41, her son B, 9, and a neighbour, C": the parser hangs the names on each other in many ways, so
/// that they are taken in order of text, each with what stands in apposition to it.
pub(crate) fn name(reading: Reading<'_>, verb: usize, arguments: &mut Vec<Argument>) {
    let parse = reading.parse;
    let clause = parse.subtree(verb);
    let after = (verb + 1..clause.end).find(|&at| parse.lower(at) == NAMING && parse.pos(at) == "ADP");
    let Some(naming) = after.filter(|&at| parse.child(at, &["pobj"]).is_some()) else { return };
    arguments.retain(|argument| argument.function.name() != NAMING);
    let mut last: Option<&PeopleMention> = None;
    let listed = reading.mentions.people.among(naming + 1..clause.end);
    for people in listed.filter(|people| parse.pos(people.head) != "PRON") {
        if !last.is_some_and(|before| describes(parse, before, people)) {
            let function = Function::After(NAMING.to_owned());
            arguments.push(Argument { function, head: people.head, through: Some(naming) });
        }
        last = Some(people);
    }
}

/// Whether the later phrase says more of the person of the one before: her name ("a neighbour, Petro"), his work ("Ali, a
/// teacher"), or the name that stands right behind the noun ("her son Danylo").
fn describes(parse: &Parse, before: &PeopleMention, later: &PeopleMention) -> bool {
    let mut between = before.tokens.end..later.tokens.first.max(before.tokens.end);
    let is_name = |people: &PeopleMention| parse.pos(people.head) == "PROPN";
    let indefinite = parse.children_by(later.head, &["det"]).next().is_some();
    let apart = between.all(|at| matches!(parse.pos(at), "PUNCT" | "NUM"));
    apart && is_name(before) != is_name(later) && (is_name(later) || indefinite)
}

/// A noun behind the colon that hangs on something before it.
fn begins_list(parse: &Parse, token: usize, colon: usize) -> bool {
    matches!(parse.pos(token), "NOUN" | "PROPN") && (parse.head(token) <= colon || parse.head(token) == token)
}

/// The first person of each item of the list that follows a block.
fn in_items(reading: Reading<'_>, block: usize) -> Vec<usize> {
    let items = reading.report.blocks.iter().enumerate().skip(block + 1);
    items
        .take_while(|(_, item)| item.part == Part::List)
        .filter_map(|(item, _)| first_person(reading, item))
        .collect()
}

/// The first person of a block, of whom the item does not tell what became of them.
fn first_person(reading: Reading<'_>, block: usize) -> Option<usize> {
    let (parse, people) = (reading.parse, &reading.mentions.people);
    let sentence = parse.sentences.get(parse.sentences.partition_point(|sentence| sentence.block < block))?;
    let first = people.get(people.partition_point(|one| one.head < sentence.tokens.first))?.head;
    let in_block = parse.sentence_of(first).block == block;
    // "Omar Said, killed in the second strike": the item tells by itself what became of him.
    let tells = parse.children_by(first, &["acl"]).any(|verb| parse.tag(verb) == "VBN");
    (in_block && !tells).then_some(first)
}

#[cfg(test)]
mod tests {
    use model::{Parse, Part, PeopleMention, TokenRange};

    use crate::testing::{claims, claims_with, token, told};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(claims(text).iter().map(told).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn those_listed_behind_the_colon_of_a_participle_are_its_objects() {
        check(
            "Killed in Karsa: a trader, two herders and a guard.",
            &["killing victim=a trader+two herders+a guard"],
        );
    }

    /// Somebody known by a name or by a noun.
    fn one(parse: &Parse, first: usize, head: usize) -> PeopleMention {
        let tokens = TokenRange::new(first, head + 1);
        let names =
            if parse.pos(head) == "PROPN" { vec![parse.words(tokens).to_owned()] } else { Vec::new() };
        PeopleMention { names, ..PeopleMention::somebody(tokens, head) }
    }

    #[test]
    fn those_named_as_the_dead_are_taken_in_order_and_once() {
        let named = claims_with(
            "Police named the dead as Olena Koval, a trader, and a herder.",
            Part::Body,
            |parse, mentions| {
                for word in ["Koval", "trader", "herder"] {
                    let head = token(parse, word);
                    mentions.people.push(one(parse, head - 1, head));
                }
            },
        );
        assert_eq!(named.iter().map(told).collect::<Vec<_>>(), ["killing victim=Olena Koval+a herder"]);
    }

    #[test]
    fn a_verb_with_a_subject_heads_no_list() {
        check(
            "Gunmen killed three: a trader and two herders.",
            &["killing perpetrator=Gunmen victim=three+a trader+two herders"],
        );
    }
}
