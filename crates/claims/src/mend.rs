//! Repairs of parses that stand between the words and their meaning.
//!
//! The parser reads the apostrophe of a plural possessor ("the rebels' last stand") as a closing quotation mark, and
//! may end a sentence there. The possessor then hangs on nothing that it owns.

use model::{Parse, Splice};

/// The parse with the repairs that its words call for.
pub(crate) fn mend(parse: &Parse) -> Option<Parse> {
    let splices: Vec<Splice> =
        (1..parse.sentences.len()).filter_map(|at| severed_possessor(parse, at)).collect();
    (!splices.is_empty()).then(|| parse.spliced(&splices))
}

/// A sentence that begins in lower case after a noun and an apostrophe belongs to that noun.
fn severed_possessor(parse: &Parse, sentence: usize) -> Option<Splice> {
    let before = parse.sentences[sentence - 1];
    let after = parse.sentences[sentence];
    let mark = before.tokens.end.checked_sub(1)?;
    let owner = mark.checked_sub(1).filter(|&owner| owner >= before.tokens.first)?;
    let root = after.tokens.iter().find(|&token| parse.head(token) == token)?;
    let apostrophe = matches!(parse.word(mark), "’" | "'");
    let noun = matches!(parse.pos(owner), "NOUN" | "PROPN");
    let goes_on = parse.word(after.tokens.first).starts_with(char::is_lowercase);
    let owned = matches!(parse.pos(root), "NOUN" | "PROPN");
    (apostrophe && noun && goes_on && owned && before.block == after.block).then_some(Splice {
        sentence,
        owner,
        owned: root,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::by_hand;

    #[test]
    fn a_possessor_is_joined_to_what_it_owns() {
        let severed = by_hand(&[
            ("|They", "PRON", "nsubj", 1),
            ("took", "VERB", "ROOT", 1),
            ("rebels", "NOUN", "dobj", 1),
            ("’", "PUNCT", "punct", 1),
            ("|last", "ADJ", "amod", 5),
            ("camp", "NOUN", "ROOT", 5),
        ]);
        let mended = mend(&severed).expect("the sentence is mended");
        assert_eq!(mended.sentences.len(), 1);
        assert_eq!((mended.dep(5), mended.head(5)), ("dobj", 1));
        assert_eq!((mended.dep(2), mended.head(2)), ("poss", 5));
    }

    #[test]
    fn a_sentence_after_a_quotation_stays_one() {
        let quoted = by_hand(&[
            ("|We", "PRON", "nsubj", 1),
            ("saw", "VERB", "ROOT", 1),
            ("rebels", "NOUN", "dobj", 1),
            ("’", "PUNCT", "punct", 1),
            ("|The", "DET", "det", 5),
            ("camp", "NOUN", "nsubj", 6),
            ("burned", "VERB", "ROOT", 6),
        ]);
        assert!(mend(&quoted).is_none());
    }
}
