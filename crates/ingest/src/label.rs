//! Labels of headlines that name who says so: "Monitor: army shelled town", "Army shelled town: monitor".

use model::{Block, ByteSpan, Part};

use crate::Layout;

/// A label has at most this many words.
const MAX_LABEL_WORDS: usize = 6;

/// What parts a label from a headline; a dash only from a label behind it, for one before it may be a dateline's.
const BEHIND: [&str; 4] = [": ", " - ", " – ", " — "];

/// The blocks with the labels of headlines as blocks of their own: they belong to no sentence.
pub fn set_apart(text: &str, blocks: Vec<Block>, layout: &Layout) -> Vec<Block> {
    blocks.into_iter().flat_map(|block| split(text, block, layout)).collect()
}

fn split(text: &str, block: Block, layout: &Layout) -> Vec<Block> {
    let words = block.span.cut(text);
    let parting = before(words, layout).or_else(|| behind(words, layout));
    let Some((end, next)) = parting.filter(|_| block.part == Part::Headline) else { return vec![block] };
    let start = block.span.start as usize;
    let part = |from: usize, to: usize| Block { span: ByteSpan::new(start + from, start + to), ..block };
    vec![part(0, end), part(next, words.len())]
}

/// Where a label before a colon ends, and where the headline begins.
fn before(headline: &str, layout: &Layout) -> Option<(usize, usize)> {
    let (label, rest) = headline.split_once(": ")?;
    let rest = rest.trim_start();
    let parts = names_speaker(label, headline, layout) && !rest.is_empty();
    parts.then_some((label.len(), headline.len() - rest.len()))
}

/// Where a headline ends, and where the label behind it begins.
fn behind(headline: &str, layout: &Layout) -> Option<(usize, usize)> {
    let (said, label) =
        BEHIND.iter().filter_map(|sign| headline.rsplit_once(sign)).min_by_key(|(_, label)| label.len())?;
    let said = said.trim_end();
    let parts = names_speaker(label, headline, layout) && !said.is_empty();
    parts.then_some((said.len(), headline.len() - label.trim_start().len()))
}

/// Whether a label ends in a word for those who speak, or in a name in capitals.
fn names_speaker(label: &str, headline: &str, layout: &Layout) -> bool {
    let Some(last) = label.split_whitespace().next_back().filter(|_| fits(label)) else { return false };
    let last = last.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = last.to_lowercase();
    let speaks = |word: &str| layout.speakers.iter().any(|speaker| speaker == word);
    let is_acronym =
        last.len() > 1 && !last.contains(char::is_lowercase) && headline.contains(char::is_lowercase);
    speaks(&lower) || lower.strip_suffix('s').is_some_and(speaks) || is_acronym
}

fn fits(label: &str) -> bool {
    label.split_whitespace().count() <= MAX_LABEL_WORDS && !label.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headline: &str, expected: &[&str]) {
        let speakers = ["monitor", "police", "group"].map(str::to_owned).to_vec();
        let layout = Layout { speakers, ..Layout::default() };
        let whole = Block { part: Part::Headline, span: ByteSpan::new(0, headline.len()) };
        let parts: Vec<&str> =
            set_apart(headline, vec![whole], &layout).iter().map(|block| block.span.cut(headline)).collect();
        assert_eq!(parts, expected);
    }

    #[test]
    fn labels_stand_before_a_colon_or_behind_one() {
        check("Monitor: army shelled Karmeh", &["Monitor", "army shelled Karmeh"]);
        check("Army shelled Karmeh: monitors", &["Army shelled Karmeh", "monitors"]);
        check("Blast kills four in Karmeh - police", &["Blast kills four in Karmeh", "police"]);
        check("Rights group:  shells kill four", &["Rights group", "shells kill four"]);
        check("Shells kill four in Karmeh: HRW", &["Shells kill four in Karmeh", "HRW"]);
    }

    #[test]
    fn other_headlines_stay_whole() {
        for headline in [
            "Shells kill four in Karmeh",
            "Karmeh war: shells kill four",
            "Shells fall at 10:30 in Karmeh",
            "KARMEH: SHELLS KILL FOUR",
            "Police: ",
            " : police",
            "Car-bomb kills police",
        ] {
            check(headline, &[headline]);
        }
    }
}
