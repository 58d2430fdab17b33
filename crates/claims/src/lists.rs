//! Lists of people under a participle: "Killed in Karmeh on 3 March:", and then their names.

use model::{Parse, Part};

use crate::grammar;
use crate::matching::Reading;

/// The people listed behind the colon of a sentence that opens with the participle `verb`, or in the list that follows it.
pub(crate) fn under(reading: Reading<'_>, verb: usize) -> Vec<usize> {
    let parse = reading.parse;
    let sentence = parse.sentence_of(verb);
    let opens = sentence.tokens.first == verb && matches!(parse.tag(verb), "VBN" | "VBD");
    let Some(colon) = sentence.tokens.iter().find(|&token| opens && parse.word(token) == ":") else {
        return Vec::new();
    };
    let behind = (colon + 1..sentence.tokens.end).find(|&token| heads_list(parse, token, colon));
    match behind {
        Some(first) => grammar::coordinated(parse, first),
        None => in_items(reading, sentence.block),
    }
}

/// A noun behind the colon that hangs on something before it.
fn heads_list(parse: &Parse, token: usize, colon: usize) -> bool {
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

fn first_person(reading: Reading<'_>, block: usize) -> Option<usize> {
    let in_block = |head: usize| reading.parse.sentence_of(head).block == block;
    reading.mentions.people.iter().map(|people| people.head).filter(|&head| in_block(head)).min()
}

#[cfg(test)]
mod tests {
    use crate::testing::{claims, told};

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

    #[test]
    fn a_verb_with_a_subject_heads_no_list() {
        check(
            "Gunmen killed three: a trader and two herders.",
            &["killing perpetrator=Gunmen victim=three+a trader+two herders"],
        );
    }
}
