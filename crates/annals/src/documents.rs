//! What is parsed as one document: a block, or a part of one that is longer than any paragraph that somebody wrote.
//!
//! The vectors of a document are all held while it is parsed, and take a hundred times the room of its words.

use model::ByteSpan;

/// The most bytes of a document.
const MOST: usize = 1 << 17;

/// The documents that a block is parsed as, one after the other: cut behind a sentence where there is one, else between
/// two words, else anywhere.
pub fn of(text: &str, block: ByteSpan) -> impl Iterator<Item = ByteSpan> {
    let end = block.end as usize;
    let mut start = block.start as usize;
    std::iter::from_fn(move || {
        let rest = text.get(start..end).filter(|rest| !rest.is_empty())?;
        let length = if rest.len() > MOST {
            place_to_cut(&rest[..rest.floor_char_boundary(MOST)])
        } else {
            rest.len()
        };
        let document = ByteSpan::new(start, start + length);
        start += length;
        Some(document)
    })
}

/// Where to cut a text, in bytes: before a white space, so that no document ends in one.
fn place_to_cut(text: &str) -> usize {
    let is_stop = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let spaces =
        || text.char_indices().rev().filter(|&(at, c)| at > 0 && c.is_whitespace()).map(|(at, _)| at);
    spaces().find(|&at| text[..at].ends_with(is_stop)).or_else(|| spaces().next()).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The documents of a text that is one block; they always make up the whole.
    fn lengths(text: &str) -> Vec<usize> {
        let documents: Vec<ByteSpan> = of(text, ByteSpan::new(0, text.len())).collect();
        assert_eq!(documents.iter().map(|document| document.cut(text)).collect::<String>(), text);
        documents.iter().map(|document| document.cut(text).len()).collect()
    }

    #[test]
    fn a_paragraph_is_one_document() {
        assert_eq!(lengths("Shells fell. Four died."), [23]);
        assert_eq!(lengths(""), [0; 0]);
    }

    #[test]
    fn a_long_text_is_cut_behind_sentences_or_else_between_words() {
        let sentences = "It fell. ".repeat(MOST / 9 + 1);
        assert_eq!(lengths(&sentences), [MOST / 9 * 9 - 1, sentences.len() - MOST / 9 * 9 + 1]);
        let words = "fell ".repeat(MOST / 5 + 1);
        assert_eq!(lengths(&words), [MOST / 5 * 5 - 1, words.len() - MOST / 5 * 5 + 1]);
    }

    #[test]
    fn a_word_without_end_is_cut_anywhere_but_within_a_letter() {
        assert_eq!(lengths(&"é".repeat(MOST)), [MOST, MOST]);
        assert_eq!(lengths(&format!("a{}", "é".repeat(MOST / 2))), [MOST - 1, 2]);
    }
}
