//! How the words of two reports relate, sentence by sentence.

use std::collections::BTreeSet;

use model::Kinship;

use super::story::{Sentence, Story};
use crate::grouping::Kinships;

/// The sentences of a report as hashes: enough to compare it with others, and no words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fingerprint {
    sentences: Vec<Imprinted>,
}

/// A sentence as hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Imprinted {
    /// Of all its words.
    whole: u32,
    /// Its words outside quotation marks.
    n_own: u16,
    /// Of its runs of words.
    shingles: Vec<u32>,
}

/// How a report relates to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    pub kinship: Kinship,
    /// Sentences that the later report adds, and those that it leaves out; one that it edited is both.
    pub n_added: usize,
    pub n_dropped: usize,
    /// The share of the words of both that is in both, from 0 to 1; the same sentences before edited ones.
    pub nearness: f64,
}

impl From<&Sentence> for Imprinted {
    fn from(sentence: &Sentence) -> Self {
        let high = |hash: u64| (hash >> 32) as u32;
        Self {
            whole: high(sentence.hash()),
            n_own: sentence.n_own,
            shingles: sentence.shingles().map(high).collect(),
        }
    }
}

impl From<&Story> for Fingerprint {
    fn from(story: &Story) -> Self {
        let mut met = BTreeSet::new();
        let sentences = story.sentences.iter().map(Imprinted::from);
        Self { sentences: sentences.filter(|sentence| met.insert(sentence.whole)).collect() }
    }
}

/// What one report shares with another.
#[derive(Default)]
struct Shared {
    /// Sentences that the other one lacks, word by word.
    n_others: usize,
    /// Words of its own; those of sentences that the other has, edited or not; and those that it has word by word.
    n_own: usize,
    n_kept: usize,
    n_same: usize,
}

impl Shared {
    fn between(one: &Fingerprint, other: &Fingerprint, edited: f64) -> Self {
        let wholes: BTreeSet<u32> = other.sentences.iter().map(|sentence| sentence.whole).collect();
        let mut shingles: Vec<u32> =
            other.sentences.iter().flat_map(|sentence| sentence.shingles.iter().copied()).collect();
        shingles.sort_unstable();
        let mut shared = Self::default();
        for sentence in &one.sentences {
            let n_own = usize::from(sentence.n_own);
            let is_same = wholes.contains(&sentence.whole);
            shared.n_own += n_own;
            shared.n_others += usize::from(!is_same);
            shared.n_same += if is_same { n_own } else { 0 };
            shared.n_kept += if is_same || sentence.is_edited(&shingles, edited) { n_own } else { 0 };
        }
        shared
    }

    /// The share of its own words that the other one has, too.
    fn share(&self) -> f64 {
        self.n_kept as f64 / self.n_own.max(1) as f64
    }
}

impl Imprinted {
    /// Whether at least the share `edited` of the sentence is in a text with these shingles, which are sorted.
    fn is_edited(&self, shingles: &[u32], edited: f64) -> bool {
        let n = self.shingles.iter().filter(|shingle| shingles.binary_search(shingle).is_ok()).count();
        n > 0 && n as f64 >= edited * self.shingles.len() as f64
    }
}

/// How the words of a report relate to those of an earlier one; none if they do not go back to one text.
pub(super) fn kinship(earlier: &Fingerprint, later: &Fingerprint, bounds: &Kinships) -> Option<Likeness> {
    let before = Shared::between(earlier, later, bounds.edited);
    let after = Shared::between(later, earlier, bounds.edited);
    let (kept, taken) = (before.share(), after.share());
    let n_shared = before.n_kept.min(after.n_kept);
    let kinship = match (after.n_others, before.n_others) {
        (0, 0) if n_shared >= bounds.copied => Kinship::Copy,
        _ if n_shared < bounds.shared => return None,
        (1.., 1..) if is_footer(n_shared, n_own_at_end(earlier, later), bounds) => return None,
        (0, _) => Kinship::Excerpt,
        _ if taken >= bounds.taken && kept < bounds.kept => Kinship::Excerpt,
        _ if kept >= bounds.kept => Kinship::Update,
        _ => return None,
    };
    let n_common = before.n_kept + before.n_same + after.n_kept + after.n_same;
    let nearness = n_common as f64 / (2 * (before.n_own + after.n_own)).max(1) as f64;
    Some(Likeness { kinship, n_added: after.n_others, n_dropped: before.n_others, nearness })
}

/// The words of its own of the sentences that two reports end with.
fn n_own_at_end(one: &Fingerprint, other: &Fingerprint) -> usize {
    let both = one.sentences.iter().rev().zip(other.sentences.iter().rev());
    both.take_while(|(one, other)| one.whole == other.whole).map(|(one, _)| usize::from(one.n_own)).sum()
}

/// Whether the words that two reports share are hardly more than those at their end, and these few enough for a footer.
fn is_footer(n_shared: usize, n_at_end: usize, bounds: &Kinships) -> bool {
    n_at_end <= bounds.footer && n_shared.saturating_sub(n_at_end) < bounds.copied
}

impl Fingerprint {
    /// The fingerprint as bytes: of each sentence its hash (4 bytes), its own words (2), how many shingles it has (2), and
    /// these (4 each), each number with its least byte first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for sentence in &self.sentences {
            let shingles = sentence.shingles.iter().take(usize::from(u16::MAX));
            bytes.extend(sentence.whole.to_le_bytes());
            bytes.extend(sentence.n_own.to_le_bytes());
            bytes.extend((shingles.len() as u16).to_le_bytes());
            bytes.extend(shingles.flat_map(|shingle| shingle.to_le_bytes()));
        }
        bytes
    }

    /// What `to_bytes` wrote. Bytes that it did not write give a fingerprint of whatever they can be read as.
    pub fn from_bytes(mut bytes: &[u8]) -> Self {
        let mut sentences = Vec::new();
        while let Some((head, rest)) = bytes.split_first_chunk::<8>() {
            let [a, b, c, d, own, more_own, n, more_n] = *head;
            let n = usize::from(u16::from_le_bytes([n, more_n]));
            let (shingles, rest) = rest.split_at(rest.len().min(4 * n));
            sentences.push(Imprinted {
                whole: u32::from_le_bytes([a, b, c, d]),
                n_own: u16::from_le_bytes([own, more_own]),
                shingles: shingles.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect(),
            });
            bytes = rest;
        }
        Self { sentences }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::grouping;

    const STORY: [&str; 6] = [
        "Shells fell on the old market of Karmeh shortly after the morning prayer, killing at least four traders.",
        "The governor of the province said that the fire had come from the far bank of the river.",
        "Ambulances took eleven people to the hospital of the neighbouring district, where two of them died at night.",
        "Schools and offices stayed closed for the rest of the day, and the bridge was shut to all traffic.",
        "It was the third time this month that the town came under fire, despite a truce that was signed in spring.",
        "A spokesman of the garrison denied that any of its guns had been used, and spoke of an accident with fuel.",
    ];

    /// Another report on the same occurrence.
    const OTHER: [&str; 4] = [
        "At least four traders died on Monday when shells hit the old market of Karmeh, officials and residents said.",
        "A hospital in the neighbouring district took in eleven wounded, and doctors there feared for the lives of two.",
        "The province's governor blamed fighters on the other side of the river, who deny that they fired at all.",
        "The truce of this spring has been broken three times since the beginning of the month, by the army's count.",
    ];

    /// What an outlet puts below all that it publishes.
    const FOOTER: &str = "This report may not be sold, rewritten or broadcast without the leave of the Karmeh Wire. \
        Sign up for our letter to get all the news of the province every morning, free of charge and by mail. \
        Write to our desk if you saw anything that our readers should know about, or call us at any hour.";

    fn fingerprint(text: &str) -> Fingerprint {
        Fingerprint::from(&Story::of(text))
    }

    /// The kinship of two texts, and the sentences that the second adds and leaves out.
    fn kin(earlier: &str, later: &str) -> Option<(Kinship, usize, usize)> {
        let likeness = kinship(&fingerprint(earlier), &fingerprint(later), &grouping().families)?;
        Some((likeness.kinship, likeness.n_added, likeness.n_dropped))
    }

    #[test]
    fn the_same_words_in_another_layout_are_a_copy() {
        let printed = format!(
            "FOUR DIE IN MARKET\n\nBy Ana Belo\n\nKARMEH (Wire) - {}\n\nRead more",
            STORY.join("\n\n")
        );
        assert_eq!(kin(&STORY.join(" "), &printed), Some((Kinship::Copy, 0, 0)));
        assert_eq!(kin(&STORY[..2].join(" "), &STORY[..2].join("\n")), Some((Kinship::Copy, 0, 0)));
    }

    #[test]
    fn a_later_state_of_the_story_is_an_update() {
        let more =
            format!("The toll of the shelling in Karmeh rose to six on Tuesday. {}", STORY[..5].join(" "));
        assert_eq!(kin(&STORY.join(" "), &more), Some((Kinship::Update, 1, 1)));
        let longer = format!("{} {}", STORY.join(" "), OTHER.join(" "));
        assert_eq!(kin(&STORY.join(" "), &longer), Some((Kinship::Update, 4, 0)));
    }

    #[test]
    fn edited_sentences_are_shared_and_yet_not_the_same() {
        let edited =
            STORY.join(" ").replace("at least four", "at least six").replace("said that", "stated that");
        assert_eq!(kin(&STORY.join(" "), &edited), Some((Kinship::Update, 2, 2)));
    }

    #[test]
    fn a_part_of_the_story_is_an_excerpt() {
        assert_eq!(kin(&STORY.join(" "), &STORY[..3].join(" ")), Some((Kinship::Excerpt, 0, 3)));
        let framed = format!("{} {} Our own office is there.", STORY[..2].join(" "), STORY[4]);
        let whole = format!("{} {}", STORY.join(" "), OTHER.join(" "));
        assert_eq!(kin(&whole, &framed), Some((Kinship::Excerpt, 1, 7)));
    }

    #[test]
    fn two_reports_on_one_occurrence_are_no_kin() {
        assert_eq!(kin(&STORY.join(" "), &OTHER.join(" ")), None);
        assert_eq!(kin("Shells killed four people in Karmeh.", "Shells killed four people in Karmeh."), None);
        let short = "Police were called to a shooting in the 1200 block of Mill Street at 9 p.m. on Monday. Nobody was hurt.";
        let template = "Police were called to a shooting in the 300 block of Bay Road at 2 a.m. on Friday. Two men were hurt.";
        assert_eq!(kin(short, template), None);
    }

    #[test]
    fn a_common_footer_makes_no_kin() {
        for (one, other) in [(STORY[0], OTHER[0]), (&STORY.join(" "), &OTHER.join(" "))] {
            assert_eq!(kin(&format!("{one}\n\n{FOOTER}"), &format!("{other}\n\n{FOOTER}")), None, "{one}");
        }
    }

    #[test]
    fn a_common_quotation_makes_no_kin() {
        let quoted = "“We heard the first one and ran to the cellar with the children. The second one took the roof of the house \
            away, and when we came out there was nothing left of the street that we had lived in for thirty years. Nobody came to \
            help us until the evening, when the neighbours from the hill brought water and bread for everybody.”";
        let with = |line: &str| format!("{line} {quoted} That is what a teacher told this reporter.");
        assert_eq!(kin(&with(STORY[0]), &with(OTHER[0])), None);
        assert_eq!(kin(&with(&STORY.join(" ")), &with(&OTHER.join(" "))), None);
    }

    #[test]
    fn a_fingerprint_is_the_same_from_its_bytes() {
        let fingerprint = fingerprint(&STORY.join(" "));
        let mut bytes = fingerprint.to_bytes();
        assert_eq!(Fingerprint::from_bytes(&bytes), fingerprint);
        bytes.truncate(bytes.len() - 5);
        assert_eq!(Fingerprint::from_bytes(&bytes).sentences.len(), STORY.len());
        assert_eq!(Fingerprint::from_bytes(&[]), Fingerprint::default());
    }
}
