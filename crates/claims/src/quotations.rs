//! What is quoted: the words between quotation marks, and what of them one source says.
//!
//! Quotations are found once for a report and asked for by place: they stand in order of text and never overlap.

use model::{Parse, TokenRange};

/// The quoted stretches of a report with their marks, in order of text. No stretch goes beyond its block.
///
/// French marks and the doubled ones of typewriters are as good as the English: agencies write all of them. Two
/// apostrophes only close, because badly copied texts have them for one ("the judge''s"). An opening mark inside an open
/// quotation begins it anew.
pub(crate) fn find(parse: &Parse) -> Vec<TokenRange> {
    let mut found = Vec::new();
    for sentences in parse.sentences.chunk_by(|one, next| one.block == next.block) {
        let mut open: Option<usize> = None;
        for token in sentences.iter().flat_map(|sentence| sentence.tokens.iter()) {
            match (parse.word(token), open) {
                ("“" | "``" | "«", _) | ("\"", None) => open = Some(token),
                ("”" | "''" | "»" | "\"", Some(first)) => {
                    found.push(TokenRange::new(first, token + 1));
                    open = None;
                }
                _ => {}
            }
        }
    }
    found
}

/// The quotation that token `i` stands in.
pub(crate) fn around(quoted: &[TokenRange], i: usize) -> Option<TokenRange> {
    overlapping(quoted, TokenRange::new(i, i + 1)).first().copied()
}

/// The quotations that share a token with `range`.
fn overlapping(quoted: &[TokenRange], range: TokenRange) -> &[TokenRange] {
    let first = quoted.partition_point(|stretch| stretch.end <= range.first);
    let behind = &quoted[first..];
    &behind[..behind.partition_point(|stretch| stretch.first < range.end)]
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
        let around = overlapping(quoted, range).iter().filter(outside);
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
    let is_quoted = |piece: &TokenRange| !overlapping(quoted, *piece).is_empty();
    let before = pieces.iter().all(|piece| piece.end <= cue.first) && pieces.iter().any(is_quoted);
    let next = (sentence.tokens.end..parse.len()).find(|&token| parse.pos(token) != "SPACE");
    let reach = next.filter(|&next| parse.sentence_of(next).block == sentence.block);
    let reach = reach.unwrap_or(sentence.tokens.end - 1);
    let behind = quoted.get(quoted.partition_point(|stretch| stretch.first < cue.end));
    behind.copied().filter(|stretch| before && stretch.first <= reach)
}

/// The quotation that stands right before or behind a clause, with nothing but marks between.
pub(crate) fn beside(quoted: &[TokenRange], parse: &Parse, clause: TokenRange) -> Option<TokenRange> {
    let block = parse.sentence_of(clause.first).block;
    let are_marks = |mut tokens: std::ops::Range<usize>| {
        tokens.all(|token| matches!(parse.pos(token), "PUNCT" | "SPACE"))
    };
    let next = quoted.partition_point(|stretch| stretch.first < clause.end);
    let behind = quoted.get(next).filter(|stretch| are_marks(clause.end..stretch.first));
    let before = quoted[..next]
        .last()
        .filter(|stretch| stretch.end <= clause.first && are_marks(stretch.end..clause.first));
    before.into_iter().chain(behind).find(|stretch| parse.sentence_of(stretch.first).block == block).copied()
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

    /// The quotations of words that are written so, with the words that stand in each.
    fn quoted(words: &[&str]) -> Vec<String> {
        let rows: Vec<_> = words.iter().map(|&word| (word, "X", "dep", 0)).collect();
        let parse = by_hand(&rows);
        find(&parse).into_iter().map(|stretch| parse.words(stretch).to_owned()).collect()
    }

    #[test]
    fn marks_of_all_kinds_quote() {
        assert_eq!(quoted(&["He", "said", "«", "Stop", "»", "."]), ["« Stop »"]);
        assert_eq!(quoted(&["``", "Stop", "''", "he", "said"]), ["`` Stop ''"]);
        assert_eq!(
            quoted(&["\"", "Stop", "\"", "he", "said", "\"", "now", "\""]),
            ["\" Stop \"", "\" now \""]
        );
        assert_eq!(quoted(&["“", "Stop", "“", "Go", "”"]), ["“ Go ”"]);
        assert_eq!(quoted(&["Stop", "”", "he", "said"]), [""; 0]);
        assert_eq!(quoted(&["the", "judge", "''", "s", "duty", "''"]), [""; 0]);
    }

    #[test]
    fn a_word_stands_in_one_quotation_or_in_none() {
        let quoted = [TokenRange::new(0, 4), TokenRange::new(7, 11)];
        assert_eq!(around(&quoted, 3), Some(quoted[0]));
        assert_eq!(around(&quoted, 4), None);
        assert_eq!(around(&quoted, 7), Some(quoted[1]));
        assert_eq!(around(&quoted, 11), None);
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
