//! Plain text: paragraphs, list items and table rows by their lines.

use crate::blocks::{Kind, Piece};
use crate::dateline;
use crate::lines::{Line, ends_sentence, runs};

/// Lines broken by hand or by a mail program lie between these widths, in characters.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// The pieces of plain text, in order.
pub fn pieces(text: &str) -> Vec<Piece> {
    let runs = runs(text);
    let width = wrap_width(&runs);
    let mut pieces = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let is_opening = index == 0;
        let mut of_run = pieces_of(run, width, is_opening);
        mark_list(text, pieces.last(), &mut of_run);
        pieces.append(&mut of_run);
    }
    pieces
}

/// The width at which the lines of a text are broken within paragraphs, if they are: nearly every line that another
/// follows is full, and one at least stops in the middle of a sentence.
fn wrap_width(runs: &[Vec<Line<'_>>]) -> Option<usize> {
    let pairs: Vec<(&Line<'_>, &Line<'_>)> = runs
        .iter()
        .flat_map(|run| run.windows(2))
        .filter_map(|pair| pair.first().zip(pair.last()))
        .filter(|(line, next)| next.item().is_none() && !line.is_row() && !opens_body(line, next))
        .collect();
    let width =
        pairs.iter().map(|(line, _)| line.width()).max().filter(|width| WRAP_WIDTHS.contains(width))?;
    let full: Vec<_> = pairs.iter().filter(|(line, next)| line.is_full(next, width)).collect();
    let is_wrapped =
        full.len() * 4 >= pairs.len() * 3 && full.iter().any(|(line, _)| !ends_sentence(line.text));
    is_wrapped.then_some(width)
}

/// Whether a line without a full stop stands above one that opens with a capital: a headline and its body, or two items.
fn opens_body(line: &Line<'_>, next: &Line<'_>) -> bool {
    !ends_sentence(line.text) && !line.text.ends_with([',', ';']) && !next.starts_small()
}

fn pieces_of(run: &[Line<'_>], width: Option<usize>, is_opening: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut previous: Option<&Line<'_>> = None;
    for (index, line) in run.iter().enumerate() {
        let is_second = is_opening && index == 1;
        let continues = previous.is_some_and(|previous| continues(previous, line, width, is_second));
        match (line.item(), pieces.last_mut()) {
            _ if line.is_row() => pieces.push(Piece::new(Kind::Row, line.span)),
            (Some(item), last) if is_item(last.as_deref(), previous) => {
                pieces.push(Piece::new(Kind::Item, item))
            }
            (_, Some(last)) if continues && last.kind != Kind::Row => last.span = last.span.cover(line.span),
            _ => pieces.push(Piece::new(Kind::Prose, line.span)),
        }
        previous = Some(line);
    }
    pieces
}

/// Whether a line that looks like an item is one: not in the middle of a sentence of prose.
fn is_item(last: Option<&Piece>, previous: Option<&Line<'_>>) -> bool {
    last.is_none_or(|last| last.kind == Kind::Item)
        || previous.is_none_or(|previous| ends_sentence(previous.text) || previous.text.ends_with(':'))
}

fn continues(previous: &Line<'_>, line: &Line<'_>, width: Option<usize>, is_second: bool) -> bool {
    if dateline::opening(line.text).is_some() {
        return false;
    }
    let ends = ends_sentence(previous.text) || previous.text.ends_with(':');
    match width {
        Some(width) if previous.width() <= width => {
            let is_short = !previous.is_full(line, width);
            let is_indented = ends && line.indent > previous.indent;
            !is_indented && !(is_short && (ends || is_second && opens_body(previous, line)))
        }
        _ => !ends && !opens_body(previous, line),
    }
}

/// Makes items of the lines below an announcement ("The dead were named as:").
fn mark_list(text: &str, before: Option<&Piece>, of_run: &mut [Piece]) {
    let announces = |piece: &Piece| piece.kind == Kind::Prose && piece.span.cut(text).ends_with(':');
    let first = if before.is_some_and(announces) {
        Some(0)
    } else {
        of_run.iter().position(announces).map(|at| at + 1)
    };
    let Some(items) = first.and_then(|first| of_run.get_mut(first..)) else { return };
    if items.len() > 1 {
        items.iter_mut().filter(|item| item.kind == Kind::Prose).for_each(|item| item.kind = Kind::Item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Kind, &str)]) {
        let pieces = pieces(text);
        let found: Vec<(Kind, &str)> =
            pieces.iter().map(|piece| (piece.kind, piece.span.cut(text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn empty_lines_part_paragraphs() {
        check("One fell.\n\n \nTwo fell.\n", &[(Kind::Prose, "One fell."), (Kind::Prose, "Two fell.")]);
        check("", &[]);
        check(" \n---\n* * *\n", &[]);
    }

    #[test]
    fn wrapped_lines_stay_one_paragraph() {
        let text = "Shells struck the market of Karmeh on Monday morning, the mayor said.\n\
                    At least four people were killed and a dozen were wounded, among them\n\
                    two children who had been selling bread.";
        check(text, &[(Kind::Prose, text)]);
    }

    #[test]
    fn a_wrapped_text_begins_a_paragraph_after_a_short_line_or_an_indent() {
        let one = "Shells struck the market of Karmeh on Monday morning, and the mayor\nsaid four had died.";
        let two = "Two of them were children who had been selling bread at the corner of\nthe main square.";
        check(&format!("{one}\n{two}"), &[(Kind::Prose, one), (Kind::Prose, two)]);
        check(&format!("{one}\n   {two}"), &[(Kind::Prose, one), (Kind::Prose, two)]);
    }

    #[test]
    fn sentences_on_lines_of_their_own_are_paragraphs() {
        check(
            "Shells fell on the market.\nFour people died.\nNobody knows who fired.",
            &[
                (Kind::Prose, "Shells fell on the market."),
                (Kind::Prose, "Four people died."),
                (Kind::Prose, "Nobody knows who fired."),
            ],
        );
    }

    #[test]
    fn a_line_without_a_stop_stands_above_the_body() {
        let head = "Shelling kills four in the market of Karmeh, mayor says";
        check(
            &format!("{head}\nShells fell on Monday."),
            &[(Kind::Prose, head), (Kind::Prose, "Shells fell on Monday.")],
        );
        let body = "Shells struck the market of the old town of Karmeh early on Monday\nand the mayor of the town said that four people had died there.";
        check(
            &format!("Four die in Karmeh\n{body}"),
            &[(Kind::Prose, "Four die in Karmeh"), (Kind::Prose, body)],
        );
    }

    #[test]
    fn a_dateline_opens_a_paragraph() {
        let body = "KARMEH, March 5 (Wire) - Shells fell on the market.";
        check(&format!("Shells fall on\n{body}"), &[(Kind::Prose, "Shells fall on"), (Kind::Prose, body)]);
    }

    #[test]
    fn a_broken_sentence_goes_on() {
        check(
            "Shells fell on the\nmarket of Karmeh.",
            &[(Kind::Prose, "Shells fell on the\nmarket of Karmeh.")],
        );
    }

    #[test]
    fn items_are_pieces_of_their_own() {
        check(
            "On Monday:\n- two men died\n- a school was hit\n  and burned\n\n1. Ali\n2) Omar",
            &[
                (Kind::Prose, "On Monday:"),
                (Kind::Item, "two men died"),
                (Kind::Item, "a school was hit\n  and burned"),
                (Kind::Item, "Ali"),
                (Kind::Item, "Omar"),
            ],
        );
        let prose = "The mayor fled\n- he said -\nat night.";
        check(prose, &[(Kind::Prose, prose)]);
    }

    #[test]
    fn lines_below_an_announcement_are_items() {
        check(
            "The dead were named as:\nAhmed Ali, 12\nSara Ali, 9",
            &[
                (Kind::Prose, "The dead were named as:"),
                (Kind::Item, "Ahmed Ali, 12"),
                (Kind::Item, "Sara Ali, 9"),
            ],
        );
        check(
            "The mayor said:\n\nShells fell.",
            &[(Kind::Prose, "The mayor said:"), (Kind::Prose, "Shells fell.")],
        );
    }

    #[test]
    fn rows_are_pieces_of_their_own() {
        check(
            "Day\tPlace\tDead\nMonday\tKarmeh\t4",
            &[(Kind::Row, "Day\tPlace\tDead"), (Kind::Row, "Monday\tKarmeh\t4")],
        );
    }
}
