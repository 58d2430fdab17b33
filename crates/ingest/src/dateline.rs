//! Datelines: where and when a report was written, alone in a block or at the head of the first paragraph.

use jiff::civil::Date;
use model::{Block, ByteSpan, Part};

/// A dateline has at most this many characters.
const MAX_DATELINE: usize = 90;

/// Words of a dateline beside its date: place, country, agency.
const MAX_OTHER_WORDS: usize = 6;

/// Letters of a word in small letters that joins the words of a name ("of", "and").
const MAX_JOINING: usize = 3;

/// How a whole date is written, once its words stand apart.
const WHOLE_DATES: [&str; 4] = ["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"];

/// The day of publication that a dateline gives, where it gives the whole of it.
pub fn published(text: &str, blocks: &[Block]) -> Option<Date> {
    let alone = blocks.iter().filter(|block| block.part == Part::Dateline).map(|block| block.span.cut(text));
    let body = blocks.iter().find(|block| block.part == Part::Body);
    let at_the_head = body.and_then(|block| opening(block.span.cut(text)));
    alone.chain(at_the_head).find_map(date_in)
}

/// The blocks with the datelines that paragraphs open with as blocks of their own: they belong to no sentence.
pub fn set_apart(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().flat_map(|block| split(text, block)).collect()
}

fn split(text: &str, block: Block) -> Vec<Block> {
    let words = block.span.cut(text);
    let Some(opening) = opening(words).filter(|_| block.part == Part::Body) else { return vec![block] };
    let rest = words[opening.len()..]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '—' | '–'));
    if opening.is_empty() || rest.is_empty() {
        return vec![block];
    }
    let start = block.span.start as usize;
    let dateline = Block { part: Part::Dateline, span: ByteSpan::new(start, start + opening.len()) };
    let body = Block {
        part: Part::Body,
        span: ByteSpan::new(block.span.end as usize - rest.len(), block.span.end as usize),
    };
    vec![dateline, body]
}

/// The dateline that `text` opens with ("KARMEH, March 5 (Wire) - "), without its dash.
pub fn opening(text: &str) -> Option<&str> {
    let end = text.match_indices(['-', '—', '–']).map(|(at, _)| at).find(|&at| stands_apart(text, at))?;
    let opening = text.get(..end)?.trim_end();
    let place = opening.split([',', '(', '/']).next().unwrap_or("").trim();
    let is_capital = place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    (fits(opening) && (is_capital || has_day(opening)) && others_are_names(opening)).then_some(opening)
}

/// Whether `text` is a dateline and nothing else.
pub fn is_dateline(text: &str) -> bool {
    fits(text) && has_day(text) && others_are_names(text)
}

/// A dash between words, not inside one.
fn stands_apart(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let after = text.get(at..).unwrap_or("").trim_start_matches(['-', '—', '–']);
    (before.ends_with(char::is_whitespace) || before.ends_with(')')) && !after.is_empty()
        || before.ends_with(char::is_alphanumeric)
            && text.get(at..).is_some_and(|rest| rest.starts_with(['—', '–']))
}

fn fits(text: &str) -> bool {
    text.chars().count() <= MAX_DATELINE && !text.contains('\n')
}

/// Whether every word is a name, a number or a part of a date, few enough of them, and none runs into the date.
fn others_are_names(text: &str) -> bool {
    let words = words(text);
    let n_others = words.iter().filter(|word| !is_numeral(word) && !is_month(word)).count();
    let is_name = |word: &&str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    // "GOMA, Democratic Republic of Congo": a short word within a name.
    let in_capitals = words.first().is_some_and(|first| !first.chars().any(char::is_lowercase));
    let joins = |at: usize| {
        let beside = [at.checked_sub(1), at.checked_add(1)].map(|at| at.and_then(|at| words.get(at)));
        in_capitals
            && words[at].len() <= MAX_JOINING
            && beside.into_iter().all(|word| word.is_some_and(is_name))
    };
    n_others <= MAX_OTHER_WORDS
        && words.iter().enumerate().all(|(at, word)| is_name(word) || is_ordinal(word) || joins(at))
        && date_is_set_off(text)
}

/// Whether the date is parted from the words before it by a sign, or they are all capitals.
fn date_is_set_off(text: &str) -> bool {
    // By blanks: "PORT-AU-PRINCE" is one word before the date, not three.
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let is_of_date = |token: &&str| words(token).iter().any(|word| is_numeral(word) || is_month(word));
    let Some(at) = tokens.iter().position(is_of_date) else { return true };
    let before = &tokens[..at];
    let Some(last) = before.last() else { return true };
    last.ends_with([',', ':', '—', '–', '-', '|', '/', ')', '.'])
        || before.iter().all(|word| !word.chars().any(char::is_lowercase))
}

/// Whether a month stands beside the number of a day or a year, or a date stands in figures.
fn has_day(text: &str) -> bool {
    let words = words(text);
    let beside = words.windows(2).any(|pair| match pair {
        [a, b] => is_month(a) && is_numeral(b) || is_numeral(a) && is_month(b),
        _ => false,
    });
    beside || date_in(text).is_some()
}

/// The whole date in `text`: day, month and year.
fn date_in(text: &str) -> Option<Date> {
    let in_figures = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok();
    let words = words(text);
    let in_words = |triple: &[&str]| whole_date(&triple.join(" "));
    text.split_whitespace().find_map(in_figures).or_else(|| words.windows(3).find_map(in_words))
}

/// The day that `text` is and nothing else, in words: "5 March 2031", "March 5, 2031".
pub fn whole(text: &str) -> Option<Date> {
    let words = words(text);
    (words.len() == 3).then(|| whole_date(&words.join(" "))).flatten()
}

fn whole_date(words: &str) -> Option<Date> {
    let parsed = WHOLE_DATES.iter().find_map(|form| Date::strptime(form, words).ok())?;
    // Years of two digits are somebody's guess.
    (parsed.year() > 1000).then_some(parsed)
}

/// The words of `text` without signs, ordinals as numbers.
fn words(text: &str) -> Vec<&str> {
    let is_sign = |c: char| !c.is_alphanumeric() && c != '\'' && c != '’';
    text.split(is_sign)
        .filter(|word| !word.is_empty())
        .map(|word| if is_ordinal(word) { number_of(word) } else { word })
        .collect()
}

/// "5th" is an ordinal.
fn is_ordinal(word: &str) -> bool {
    let number = number_of(word);
    !number.is_empty() && matches!(word.get(number.len()..), Some("st" | "nd" | "rd" | "th"))
}

fn number_of(word: &str) -> &str {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    word.get(..end).unwrap_or("")
}

fn is_numeral(word: &str) -> bool {
    word.len() <= 4 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    ["%B %d %Y", "%b %d %Y"].iter().any(|form| Date::strptime(form, format!("{word} 1 2000")).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_stand_alone() {
        for text in [
            "Karmeh, 5 March 2031",
            "5 March 2031",
            "MARCH 5, 2031",
            "KARMEH March 5",
            "2031-03-05",
            "Published: 5th March 2031",
            "Karmeh, Aug. 12 (Wire) —",
        ] {
            assert!(is_dateline(text), "{text}");
        }
    }

    #[test]
    fn sentences_and_headlines_are_no_datelines() {
        for text in [
            "Shells kill four on March 5",
            "March 5 was calm.",
            "Karmeh",
            "Four dead",
            "Shells Kill Twelve March 14",
            "",
        ] {
            assert!(!is_dateline(text), "{text}");
        }
    }

    #[test]
    fn a_dateline_that_opens_a_paragraph_is_a_block_of_its_own() {
        let text = "KARMEH, Velnia (Wire) - Shells fell on the market.";
        let body = Block { part: Part::Body, span: ByteSpan::new(0, text.len()) };
        let parts: Vec<(Part, &str)> =
            set_apart(text, vec![body]).iter().map(|block| (block.part, block.span.cut(text))).collect();
        assert_eq!(
            parts,
            [(Part::Dateline, "KARMEH, Velnia (Wire)"), (Part::Body, "Shells fell on the market.")]
        );
        let plain = "The well-known market - Karmeh's largest - burned.";
        let body = Block { part: Part::Body, span: ByteSpan::new(0, plain.len()) };
        assert_eq!(set_apart(plain, vec![body]), [body]);
    }

    #[test]
    fn datelines_open_paragraphs() {
        for (text, expected) in [
            ("KARMEH, March 5 (Wire) - Shells fell.", "KARMEH, March 5 (Wire)"),
            ("KARMEH (Wire) — Shells fell.", "KARMEH (Wire)"),
            ("KARMEH–Shells fell.", "KARMEH"),
            ("KARMEH, Velnia - Shells fell.", "KARMEH, Velnia"),
            (
                "KARMEH, United Isles of Velnia, March 5 (Wire) - Shells fell.",
                "KARMEH, United Isles of Velnia, March 5 (Wire)",
            ),
            ("KAR-MEH-TOWN (Wire Desk) March 5 - Shells fell.", "KAR-MEH-TOWN (Wire Desk) March 5"),
            ("Karmeh, 5 March 2031 – Shells fell.", "Karmeh, 5 March 2031"),
        ] {
            assert_eq!(opening(text), Some(expected));
        }
        for text in [
            "Shells fell - four died.",
            "The US-led force - 600 men - left.",
            "A-10 jets struck.",
            "- Two died",
            "—",
        ] {
            assert_eq!(opening(text), None, "{text}");
        }
    }

    #[test]
    fn only_whole_dates_are_days() {
        let march = Some(jiff::civil::date(2031, 3, 5));
        for text in ["Karmeh, 5 March 2031", "MARCH 5th, 2031 (Wire)", "Updated 2031-03-05."] {
            assert_eq!(date_in(text), march, "{text}");
        }
        for text in ["March 5", "31 February 2031", "March 2031", "5 March 31"] {
            assert_eq!(date_in(text), None, "{text}");
        }
    }
}
