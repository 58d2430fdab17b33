//! What is quoted: the words between quotation marks, and what of them one source says.

use model::{Parse, TokenRange};

/// The quoted stretches of a report with their marks, in order of text. No stretch goes beyond its block.
pub(crate) fn find(parse: &Parse) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for token in 0..parse.len() {
        let block = parse.sentence_of(token).block;
        open = open.filter(|&first| parse.sentence_of(first).block == block);
        match (parse.word(token), open) {
            ("“" | "``" | "«", _) | ("\"" | "''", None) => open = Some(token),
            ("”" | "''" | "»" | "\"", Some(first)) => {
                found.push(TokenRange::new(first, token + 1));
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// The content of a cue with all of the quotations that it begins in, and with the quotation that goes on behind the cue:
/// "“…,” she said. “…”".
pub(crate) fn whole(
    quoted: &[TokenRange],
    parse: &Parse,
    cue: TokenRange,
    content: Vec<TokenRange>,
) -> Vec<TokenRange> {
    let outside = |stretch: &&TokenRange| !stretch.overlaps(cue);
    let mut pieces: Vec<TokenRange> = Vec::new();
    for range in content {
        let around = quoted.iter().filter(outside).filter(|stretch| stretch.overlaps(range));
        let widened = around.fold(range, |whole, stretch| {
            TokenRange::new(whole.first.min(stretch.first), whole.end.max(stretch.end))
        });
        let is_new = !pieces.iter().any(|piece| piece.overlaps(widened));
        let widened = if widened.overlaps(cue) { range } else { widened };
        if is_new {
            pieces.push(widened);
        }
    }
    pieces.extend(continued(quoted, parse, cue, &pieces));
    pieces
}

/// The quotation that goes on behind a cue, where one stands before it: in its sentence, or at the head of the next one.
fn continued(
    quoted: &[TokenRange],
    parse: &Parse,
    cue: TokenRange,
    pieces: &[TokenRange],
) -> Option<TokenRange> {
    let sentence = parse.sentence_of(cue.first);
    let is_quoted = |piece: &TokenRange| quoted.iter().any(|stretch| stretch.overlaps(*piece));
    let before = pieces.iter().all(|piece| piece.end <= cue.first) && pieces.iter().any(is_quoted);
    let next = (sentence.tokens.end..parse.len()).find(|&token| parse.pos(token) != "SPACE");
    let reach = next.filter(|&next| parse.sentence_of(next).block == sentence.block);
    let follows =
        |stretch: &&TokenRange| (cue.end..=reach.unwrap_or(sentence.tokens.end - 1)).contains(&stretch.first);
    quoted.iter().find(follows).copied().filter(|_| before)
}

/// The quotation that stands right before or behind a clause, with nothing but marks between.
pub(crate) fn beside(quoted: &[TokenRange], parse: &Parse, clause: TokenRange) -> Option<TokenRange> {
    let block = parse.sentence_of(clause.first).block;
    let are_marks = |mut tokens: std::ops::Range<usize>| {
        tokens.all(|token| matches!(parse.pos(token), "PUNCT" | "SPACE"))
    };
    let is_beside = |stretch: &&TokenRange| {
        let before = stretch.end <= clause.first && are_marks(stretch.end..clause.first);
        let behind = clause.end <= stretch.first && are_marks(clause.end..stretch.first);
        (before || behind) && parse.sentence_of(stretch.first).block == block
    };
    quoted.iter().find(is_beside).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::by_hand;

    /// "We won ." said Ada . "It is over ." in two sentences.
    fn spoken() -> Parse {
        by_hand(&[
            ("“", "PUNCT", "punct", 4),
            ("We", "PRON", "nsubj", 2),
            ("won", "VERB", "ccomp", 4),
            ("”", "PUNCT", "punct", 4),
            ("said", "VERB", "ROOT", 4),
            ("Ada", "PROPN", "nsubj", 4),
            (".", "PUNCT", "punct", 4),
            ("|“", "PUNCT", "punct", 9),
            ("It", "PRON", "nsubj", 9),
            ("ends", "VERB", "ROOT", 9),
            ("”", "PUNCT", "punct", 9),
        ])
    }

    #[test]
    fn a_quotation_goes_on_behind_its_cue() {
        let parse = spoken();
        let quoted = find(&parse);
        assert_eq!(quoted, [TokenRange::new(0, 4), TokenRange::new(7, 11)]);
        let content = whole(&quoted, &parse, TokenRange::new(4, 5), vec![TokenRange::new(1, 3)]);
        assert_eq!(content, [TokenRange::new(0, 4), TokenRange::new(7, 11)]);
    }

    #[test]
    fn a_quotation_stands_beside_a_clause_or_not() {
        let parse = spoken();
        let quoted = find(&parse);
        assert_eq!(beside(&quoted, &parse, TokenRange::new(4, 6)), Some(TokenRange::new(0, 4)));
        assert_eq!(beside(&quoted, &parse, TokenRange::new(5, 6)), Some(TokenRange::new(7, 11)));
        assert_eq!(beside(&quoted[..1], &parse, TokenRange::new(5, 6)), None);
    }

    #[test]
    fn what_is_not_quoted_does_not_go_on() {
        let parse = spoken();
        let quoted = [TokenRange::new(7, 11)];
        let content = whole(&quoted, &parse, TokenRange::new(4, 5), vec![TokenRange::new(1, 3)]);
        assert_eq!(content, [TokenRange::new(1, 3)]);
    }

    #[test]
    fn marks_without_their_like_quote_nothing() {
        assert!(find(&by_hand(&[("“", "PUNCT", "punct", 1), ("Stop", "VERB", "ROOT", 1)])).is_empty());
    }
}
