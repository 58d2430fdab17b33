//! Headlines that name their source in a label: "Monitor: army shelled town", "Army shelled town: monitor".

use model::Part;

use crate::fillers;
use crate::kinds::{self, Kind};
use crate::matching::Reading;

/// The head of the source that labels the headline in which `token` stands.
pub(super) fn source(reading: Reading<'_>, token: usize) -> Option<usize> {
    let block = reading.parse.sentence_of(token).block;
    let beside = [block.checked_sub(1), block.checked_add(1)].into_iter().flatten();
    beside.filter(|&label| is_label_of(reading, label, block)).find_map(|label| speaker(reading, label))
}

/// Whether both blocks are parts of one headline: on one line, with a sign between them.
fn is_label_of(reading: Reading<'_>, label: usize, block: usize) -> bool {
    let blocks = &reading.report.blocks;
    let (Some(one), Some(other)) = (blocks.get(label.min(block)), blocks.get(label.max(block))) else {
        return false;
    };
    let between = reading.report.text.get(one.span.end as usize..other.span.start as usize);
    let one_headline = [one, other].into_iter().all(|part| part.part == Part::Headline);
    one_headline && between.is_some_and(|between| !between.contains(['\n', '\r']))
}

/// The noun that a label consists of, if it can speak: a place before a colon is what the headline is about.
fn speaker(reading: Reading<'_>, label: usize) -> Option<usize> {
    let parse = reading.parse;
    let mut sentences = parse.sentences.iter().filter(|sentence| sentence.block == label);
    let (only, None) = (sentences.next()?, sentences.next()) else { return None };
    let root = only.tokens.iter().find(|&token| parse.head(token) == token)?;
    let kinds = kinds::of(fillers::core(reading, root), parse, reading.mentions, reading.codebook);
    let speaks = |kind: &Kind| matches!(kind, Kind::People | Kind::Armed | Kind::Organisation | Kind::Actor);
    let is_counted = parse.child(root, &["nummod"]).is_some();
    let is_noun = matches!(parse.pos(root), "NOUN" | "PROPN");
    let is_place = reading.mentions.place_at(root).is_some();
    (is_noun && !is_counted && kinds.iter().any(speaks) && !is_place).then_some(root)
}
