//! The sentences of a text without its layout: what stays the same when another outlet prints it.

/// A line that is shorter than this (in characters) and ends no sentence is a headline, a by-line or a tag, and not the
/// first line of a wrapped paragraph.
const SHORT_LINE: usize = 50;

/// Sentences of fewer words are found in any text ("He was 17.").
const LEAST_WORDS: usize = 4;

/// Words that stand behind each other in a sentence and are hashed as one.
const SHINGLE: usize = 4;

/// A word of at most as many letters with a capital and a full stop is an abbreviation ("Gen.", "Mr.").
const ABBREVIATION: usize = 3;

/// The sentences that a text consists of. Headlines, by-lines, datelines and whatever else does not end as sentences do is
/// left out, and so are sentences that are cut short.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    pub(super) sentences: Vec<Sentence>,
}

/// The words of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    /// A hash of each word in small letters.
    pub words: Vec<u64>,
    /// Words outside quotation marks: the others belong to whoever is quoted, by anybody.
    pub n_own: u16,
}

impl Sentence {
    /// A hash of all words.
    pub fn hash(&self) -> u64 {
        self.words.iter().copied().fold(0, both)
    }

    /// A hash of each run of words.
    pub fn shingles(&self) -> impl Iterator<Item = u64> {
        self.words.windows(SHINGLE).map(|run| run.iter().copied().fold(0, both))
    }
}

impl Story {
    /// The sentences of `text`, which has no markup.
    pub fn of(text: &str) -> Self {
        let mut reading = Reading::default();
        let mut is_line_short = false;
        for line in text.split(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']).map(str::trim) {
            // What goes on with a small letter goes on with a sentence.
            if line.is_empty() || is_line_short && !line.starts_with(char::is_lowercase) {
                reading.end_piece();
            }
            is_line_short = line.chars().count() < SHORT_LINE;
            // A dateline may open any line that opens a piece.
            let line = if reading.is_fresh() { without_dateline(line) } else { line };
            line.split_whitespace().for_each(|word| reading.take(word));
        }
        reading.end_piece();
        reading.story
    }
}

/// The line without the place, day and agency before a dash at its head ("KARMEH, March 5 (Wire) - "): words without a small
/// first letter.
fn without_dateline(line: &str) -> &str {
    let dash = |word: &str| matches!(word, "-" | "--" | "–" | "—");
    let mut rest = line;
    while let Some(word) = rest.split_whitespace().next() {
        rest = rest.get(word.len()..).unwrap_or("").trim_start();
        if dash(word) {
            return rest;
        }
        if word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase) {
            break;
        }
    }
    line
}

/// A text on the way into sentences.
#[derive(Default)]
struct Reading {
    story: Story,
    sentence: Sentence,
    is_quoted: bool,
    /// The last word ended like the end of a sentence, though it may be an abbreviation.
    is_closed: bool,
}

impl Reading {
    /// Whether no piece of text has begun.
    fn is_fresh(&self) -> bool {
        self.sentence.words.is_empty() && !self.is_quoted
    }

    fn take(&mut self, word: &str) {
        let is_own = self.quote(word);
        let Some(hash) = hash(word) else { return };
        self.sentence.words.push(hash);
        self.sentence.n_own = self.sentence.n_own.saturating_add(u16::from(is_own));
        let tail = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let stem = tail.trim_end_matches(|c: char| !c.is_alphanumeric());
        let tail = tail.get(stem.len()..).unwrap_or("");
        self.is_closed = tail.contains(['.', '!', '?']) && !tail.contains("..");
        if self.is_closed && !is_abbreviation(stem) {
            self.end_sentence();
        }
    }

    /// Follows the quotation marks of a word, and tells whether the word itself stands outside them.
    fn quote(&mut self, word: &str) -> bool {
        let mut is_own = None;
        for sign in word.chars() {
            match sign {
                '"' => self.is_quoted = !self.is_quoted,
                '“' | '„' | '«' => self.is_quoted = true,
                '”' | '»' => self.is_quoted = false,
                sign if sign.is_alphanumeric() => is_own = is_own.or(Some(!self.is_quoted)),
                _ => {}
            }
        }
        is_own.unwrap_or(!self.is_quoted)
    }

    fn end_sentence(&mut self) {
        let sentence = std::mem::take(&mut self.sentence);
        if sentence.words.len() >= LEAST_WORDS {
            self.story.sentences.push(sentence);
        }
    }

    /// Ends a paragraph, or a line that stands by itself. What does not end as a sentence does is none.
    fn end_piece(&mut self) {
        if self.is_closed {
            self.end_sentence();
        }
        self.sentence = Sentence::default();
        (self.is_quoted, self.is_closed) = (false, false);
    }
}

/// Whether a full stop behind `stem` belongs to the word: "Gen", "Mr", "U.S".
fn is_abbreviation(stem: &str) -> bool {
    let is_name = stem.starts_with(char::is_uppercase) && stem.chars().all(char::is_alphabetic);
    stem.contains('.') && stem.contains(char::is_alphabetic)
        || is_name && stem.chars().count() <= ABBREVIATION
}

/// A hash of the letters, digits and inner points of a word, whatever their case; none if there are none. FNV-1a, mixed.
fn hash(word: &str) -> Option<u64> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let signs = word.chars().filter(|&c| c.is_alphanumeric() || c == '.').flat_map(char::to_lowercase);
    let hash = signs.fold(0xcbf2_9ce4_8422_2325, |hash: u64, sign| {
        (hash ^ u64::from(u32::from(sign))).wrapping_mul(0x0100_0000_01b3)
    });
    (!word.is_empty()).then(|| mix(hash))
}

/// A hash of two hashes, in this order.
pub(super) fn both(one: u64, other: u64) -> u64 {
    mix(one.rotate_left(23) ^ other)
}

/// Spreads the bits of a hash: the last step of SplitMix64.
pub(super) fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of words of each sentence, and of those outside quotation marks.
    fn lengths(text: &str) -> Vec<(usize, u16)> {
        Story::of(text).sentences.iter().map(|sentence| (sentence.words.len(), sentence.n_own)).collect()
    }

    #[test]
    fn another_layout_has_the_same_sentences() {
        let story = Story::of("Shells fell on the old market. Four people were killed, medics said.");
        assert_eq!(story.sentences.len(), 2);
        for text in [
            "SHELLS HIT MARKET\n\nBy Ana Belo\n\nKARMEH (Wire) - Shells fell on the old market.\n\nFour people were killed, medics said.",
            "Shells hit market\nMarch 5\nShells fell on the old\u{a0}market. Four\npeople were killed, medics said.\nRead more",
            "— Shells fell on the old market. Four people were killed, medics said. They …",
        ] {
            assert_eq!(Story::of(text), story, "{text}");
        }
    }

    #[test]
    fn other_words_are_other_sentences() {
        let story = Story::of("Shells killed 1.5 per cent of the cattle.");
        for text in ["Shells killed 15 per cent of the cattle.", "Shells killed 1.5 per cent of the sheep."] {
            assert_ne!(Story::of(text), story, "{text}");
        }
    }

    #[test]
    fn a_wrapped_paragraph_is_one_piece() {
        let wrapped = "The governor of the province said on Monday that the shells had\ncome from the far bank of the river.";
        assert_eq!(lengths(wrapped), [(20, 20)]);
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        assert_eq!(lengths("Troops of Gen. Ode left the U.S. base at 5 p.m. on Monday."), [(13, 13)]);
        assert_eq!(lengths("They left it all behind at 5 p.m."), [(8, 8)]);
        assert_eq!(lengths("Troops of the general left it. They went home at night."), [(6, 6), (5, 5)]);
    }

    #[test]
    fn what_is_no_sentence_is_left_out() {
        for text in
            ["", "...", "Shells hit market", "Photo: Ana Belo / Wire", "He was 17.", "They came from the …"]
        {
            assert_eq!(lengths(text), [], "{text}");
        }
    }

    #[test]
    fn quoted_words_are_not_the_report_s_own() {
        assert_eq!(lengths("\"We will build it all again,\" the mayor said."), [(9, 3)]);
        assert_eq!(lengths("“We will stay. Nobody will drive us out.”"), [(5, 0)]);
        assert_eq!(
            lengths("He called it “a war crime” on Monday.\n\nNobody answered him that day."),
            [(8, 5), (5, 5)]
        );
    }
}
