//! The lines of a plain text and what each shows by itself.

use model::ByteSpan;

/// A line without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    pub span: ByteSpan,
    pub text: &'a str,
    /// Columns of white space before the text.
    pub indent: usize,
}

/// The lines of `text` in runs: a run ends at an empty line or at a rule ("-----").
pub fn runs(text: &str) -> Vec<Vec<Line<'_>>> {
    let lines: Vec<Option<Line<'_>>> = lines(text).collect();
    lines
        .split(Option::is_none)
        .filter(|run| !run.is_empty())
        .map(|run| run.iter().flatten().copied().collect())
        .collect()
}

/// Every line of `text`, none for those without a letter or digit.
fn lines(text: &str) -> impl Iterator<Item = Option<Line<'_>>> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']).filter_map(move |raw| {
        let at = start;
        start += raw.len();
        // "\r\n" is one ending: its second half is no empty line.
        let is_half_ending = raw == "\n" && text[..at].ends_with('\r');
        (!is_half_ending).then(|| line(text, ByteSpan::new(at, at + raw.len())))
    })
}

fn line(text: &str, raw: ByteSpan) -> Option<Line<'_>> {
    let span = trimmed(text, raw)?;
    let indent = text.get(raw.start as usize..span.start as usize).map_or(0, |white| white.chars().count());
    Some(Line { span, text: span.cut(text), indent })
}

/// `span` without the white space at its ends; none if no letter or digit is in it.
pub fn trimmed(text: &str, span: ByteSpan) -> Option<ByteSpan> {
    let inner = span.cut(text);
    let is_blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}');
    let start = span.start as usize + (inner.len() - inner.trim_start_matches(is_blank).len());
    let end = span.start as usize + inner.trim_end_matches(is_blank).len();
    inner.contains(char::is_alphanumeric).then(|| ByteSpan::new(start, end))
}

impl Line<'_> {
    /// The length in characters.
    pub fn width(&self) -> usize {
        self.text.chars().count()
    }

    fn first_word_width(&self) -> usize {
        self.text.split_whitespace().next().map_or(0, |word| word.chars().count())
    }

    /// Whether `next` had to start a line of its own, were lines broken at `width` characters.
    pub fn is_full(&self, next: &Self, width: usize) -> bool {
        self.width() + 1 + next.first_word_width() > width
    }

    /// The line without its bullet or number, if it has one.
    pub fn item(&self) -> Option<ByteSpan> {
        let (mark, rest) = self.text.split_once(char::is_whitespace)?;
        let start = self.span.end as usize - rest.trim_start().len();
        (is_bullet(mark) || is_number(mark)).then(|| ByteSpan::new(start, self.span.end as usize))
    }

    /// Whether the line is a row of cells, parted by tabs or bars.
    pub fn is_row(&self) -> bool {
        let n_cells = |mark| self.text.split(mark).filter(|cell| !cell.trim().is_empty()).count();
        n_cells('\t') >= 3 || n_cells('|') >= 3 || (self.text.starts_with('|') && n_cells('|') >= 2)
    }

    /// Whether the first letter or digit is a small letter.
    pub fn starts_small(&self) -> bool {
        self.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
    }
}

fn is_bullet(mark: &str) -> bool {
    let mut chars = mark.chars();
    let is_one = matches!(
        chars.next(),
        Some('-' | '*' | '+' | '•' | '·' | '◦' | '‣' | '▪' | '■' | '●' | '○' | '–' | '—')
    );
    is_one && chars.next().is_none()
}

/// "1.", "12)", "(3)", "(a)", "b)".
fn is_number(mark: &str) -> bool {
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    let Some(inner) = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.')) else { return false };
    let is_digits = (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter =
        mark.ends_with(')') && inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    is_digits || is_letter
}

/// Whether `text` ends as a sentence does, quotation marks and brackets after the stop aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with(['.', '!', '?', '…'])
}

/// Whether `text` ends with a full stop that is not part of an abbreviation ("U.N.").
pub fn ends_with_full_stop(text: &str) -> bool {
    let text = text.trim_end_matches(is_closing);
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    last.strip_suffix('.').is_some_and(|word| !word.contains('.') || word.ends_with('.'))
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Line<'_> {
        line(text, ByteSpan::new(0, text.len())).expect("a line")
    }

    #[test]
    fn endings_of_all_kinds_part_lines() {
        let texts = |text| {
            runs(text).iter().map(|run| run.iter().map(|line| line.text.to_owned()).collect()).collect()
        };
        let runs: Vec<Vec<String>> = texts(" a \r\nb\rc\n\u{a0}\n---\nd\n\n");
        assert_eq!(runs, [vec!["a", "b", "c"], vec!["d"]]);
    }

    #[test]
    fn bullets_and_numbers_are_taken_off() {
        for (text, item) in
            [("- Two dead", "Two dead"), ("12.  Ali", "Ali"), ("(a) roads", "roads"), ("•\tAli", "Ali")]
        {
            assert_eq!(only(text).item().map(|span| span.cut(text)), Some(item));
        }
        for text in ["-two", "2014. A year", "Mr. Ali", "A) b", "14 people", "U. S."] {
            assert_eq!(only(text).item(), None, "{text}");
        }
    }

    #[test]
    fn cells_make_a_row() {
        for text in ["a\tb\tc", "| a | b |", "a | b | c"] {
            assert!(only(text).is_row(), "{text}");
        }
        for text in ["KARMEH | Reuters", "one\ttwo", "|x"] {
            assert!(!only(text).is_row(), "{text}");
        }
    }

    #[test]
    fn an_abbreviation_is_no_full_stop() {
        assert!(ends_with_full_stop("Shells fell.”"));
        assert!(ends_with_full_stop("Shells fell..."));
        assert!(!ends_with_full_stop("Shells fell, says U.N."));
        assert!(!ends_with_full_stop("Shells fell"));
    }
}
