//! The words of a report by which it is known again in another: names, and what its first sentences are about.

use std::collections::BTreeSet;

use model::{Parse, Report};
use serde::{Deserialize, Serialize};

/// The words of one block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Where the block starts, in code points.
    pub start: u32,
    /// Parts of names, in small letters: "rucker", "mosul".
    pub names: BTreeSet<String>,
    /// Two neighbouring parts of one name: "antonio rucker", "state avenue".
    pub full_names: BTreeSet<String>,
    /// The lemmas of its other words, in order, without those that are in every text.
    pub lemmas: Vec<String>,
}

/// Parts of speech of the words that say what a text is about.
const TELLING: [&str; 5] = ["NOUN", "PROPN", "VERB", "ADJ", "NUM"];

/// The words of each block of a report, in order.
pub fn wordings(report: &Report, parse: &Parse) -> Vec<Wording> {
    let start = |block: &model::Block| report.points.span(block.span).start;
    let mut wordings: Vec<Wording> =
        report.blocks.iter().map(|block| Wording { start: start(block), ..Wording::default() }).collect();
    for sentence in &parse.sentences {
        let Some(wording) = wordings.get_mut(sentence.block) else { continue };
        for i in sentence.tokens.iter() {
            take(parse, i, wording);
            if i + 1 < sentence.tokens.end && is_name(parse, i) && is_name(parse, i + 1) {
                wording.full_names.insert(format!("{} {}", parse.lower(i), parse.lower(i + 1)));
            }
        }
    }
    wordings
}

fn take(parse: &Parse, i: usize, wording: &mut Wording) {
    if is_name(parse, i) {
        wording.names.insert(parse.lower(i).to_owned());
    }
    if TELLING.contains(&parse.pos(i)) {
        wording.lemmas.push(parse.lemma(i).to_lowercase());
    }
}

/// Whether a token is part of a name; initials and signs tell nothing.
fn is_name(parse: &Parse, i: usize) -> bool {
    parse.pos(i) == "PROPN" && parse.lower(i).chars().filter(|letter| letter.is_alphabetic()).count() > 2
}
