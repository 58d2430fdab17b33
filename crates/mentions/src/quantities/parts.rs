//! Parts of a larger group: "18 people, including five children and three women".

use model::{Measure, QuantityKind, QuantityMention};

use super::Reader;
use super::counted::is_noun;

/// Gives each quantity that is a part the head of its whole.
pub(super) fn relate(reader: Reader, quantities: &mut [QuantityMention]) {
    for i in 0..quantities.len() {
        let (before, rest) = quantities.split_at_mut(i);
        let Some(part) = rest.first_mut().filter(|part| part.kind == QuantityKind::Count) else { continue };
        part.part_of = by_opener(reader, part, before)
            .or_else(|| by_pronoun(reader, part, before))
            .or_else(|| by_coordination(reader, part, before));
        if part.unit.is_empty() && part.measure != Measure::Ratio {
            part.unit =
                whole_before(reader, part.head, before).map(|whole| whole.unit.clone()).unwrap_or_default();
        }
    }
}

fn head_of(quantity: &QuantityMention) -> usize {
    quantity.of.unwrap_or(quantity.head)
}

/// The nearest count before `at` in the same sentence that is no part itself.
fn whole_before<'a>(reader: Reader, at: usize, before: &'a [QuantityMention]) -> Option<&'a QuantityMention> {
    let sentence = reader.parse.sentence_of(at).tokens;
    before
        .iter()
        .rev()
        .take_while(|quantity| quantity.tokens.first >= sentence.first)
        .find(|quantity| quantity.kind == QuantityKind::Count && quantity.part_of.is_none())
}

/// ", including five children", ", among them five children".
fn by_opener(reader: Reader, part: &QuantityMention, before: &[QuantityMention]) -> Option<usize> {
    let parse = reader.parse;
    let first = part.tokens.first;
    let opener = (first.saturating_sub(3)..first)
        .find(|&at| reader.lexicon.parts.openers.at(parse, at) == Some(first))?;
    let governor = parse.head(opener);
    whole_before(reader, opener, before)
        .map(head_of)
        .or_else(|| (governor < opener && is_noun(parse, governor)).then_some(governor))
}

/// "six of them children", "most of them".
fn by_pronoun(reader: Reader, part: &QuantityMention, before: &[QuantityMention]) -> Option<usize> {
    let parse = reader.parse;
    let end = part.tokens.end;
    let of = super::of_at(parse, end)?;
    let pronoun = of + 1;
    let refers = pronoun < parse.len() && reader.lexicon.parts.pronouns.contains(parse.lower(pronoun));
    refers.then(|| whole_before(reader, part.tokens.first, before).map(head_of)).flatten()
}

/// The second of two parts: "five children and three women".
fn by_coordination(reader: Reader, part: &QuantityMention, before: &[QuantityMention]) -> Option<usize> {
    let parse = reader.parse;
    let head = head_of(part);
    let earlier = before.last().filter(|earlier| earlier.part_of.is_some())?;
    let coordinated = parse.dep(head) == "conj" && parse.governs(head_of(earlier), head);
    coordinated.then_some(earlier.part_of).flatten()
}
