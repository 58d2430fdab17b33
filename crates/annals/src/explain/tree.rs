//! The tree of a sentence on a terminal: each word below the one that governs it.

use console::{measure_text_width, truncate_str};

use super::Word;
use crate::table::Look;
use publish::words::{one_line, word};

/// Columns of the labels behind the words: dependency, part of speech, class of noun.
const LABELS: [usize; 3] = [9, 6, 12];

/// Branches are drawn up to this column: whatever hangs deeper hangs here.
const DEEPEST: usize = 36;

/// A word that waits to be drawn.
struct Branch {
    token: usize,
    /// What stands before the word itself.
    stem: String,
    /// What stands before the words below it.
    below: String,
}

/// The tree of a sentence; a word for which `mark` has something to say is bold, and bears it.
pub fn draw(words: &[Word], mark: impl Fn(&Word) -> Option<String>, look: Look) -> String {
    let children = children(words);
    let is_root = |&token: &usize| words[token].head == token && shows(&words[token]);
    let bare = |token| Branch { token, stem: String::new(), below: String::new() };
    let mut drawn = String::new();
    // A stack instead of a recursion: a sentence may be as deep as it is long.
    let mut waiting: Vec<Branch> = (0..words.len()).rev().filter(is_root).map(bare).collect();
    while let Some(branch) = waiting.pop() {
        let word = &words[branch.token];
        drawn += &line(word, &branch.stem, mark(word), look);
        let below = &children[branch.token];
        let branches = below.iter().enumerate().map(|(at, &child)| {
            let (stem, further) =
                if at + 1 == below.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            let is_deep = measure_text_width(&branch.below) > DEEPEST;
            let below = branch.below.clone() + if is_deep { "" } else { further };
            Branch { token: child, stem: branch.below.clone() + stem, below }
        });
        waiting.extend(branches.collect::<Vec<_>>().into_iter().rev());
    }
    drawn
}

/// The words that hang on each word, in order of text.
fn children(words: &[Word]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); words.len()];
    for (token, word) in words.iter().enumerate().filter(|(_, word)| shows(word)) {
        if word.head != token {
            children[word.head].push(token);
        }
    }
    children
}

/// Line breaks are tokens too, and are not drawn.
fn shows(word: &Word) -> bool {
    word.pos != "SPACE"
}

fn line(word: &Word, stem: &str, mark: Option<String>, look: Look) -> String {
    let wide = look.width.saturating_sub(LABELS.iter().sum::<usize>() + LABELS.len());
    let text =
        truncate_str(&one_line(&word.text), wide.saturating_sub(measure_text_width(stem)), "…").into_owned();
    let marked = match &mark {
        Some(mark) => format!("{text} ◀ {mark}"),
        None => text.clone(),
    };
    let shown = truncate_str(&marked, wide.saturating_sub(measure_text_width(stem)), "…").into_owned();
    let blank = wide.saturating_sub(measure_text_width(stem) + measure_text_width(&shown));
    let painted = if mark.is_some() { look.bold().apply_to(shown).to_string() } else { shown };
    let class = word.class.map(|class| self::word(&class)).unwrap_or_default();
    let labels = [word.dep.clone(), word.pos.clone(), class];
    let labels: Vec<String> =
        labels.iter().zip(LABELS).map(|(label, width)| format!("{label:<width$}")).collect();
    let labels = look.dim().apply_to(labels.join(" ").trim_end().to_owned());
    format!("{}{painted}{} {labels}\n", look.dim().apply_to(stem), " ".repeat(blank))
}

#[cfg(test)]
mod tests {
    use model::Span;

    use super::*;

    const LOOK: Look = Look { width: 60, colours: false };

    fn word(text: &str, dep: &str, head: usize) -> Word {
        let text = text.to_owned();
        let pos = if text.trim().is_empty() { "SPACE" } else { "X" }.to_owned();
        let span = Span { start: 0, end: 0 };
        Word {
            lemma: text.clone(),
            text,
            span,
            pos,
            tag: String::new(),
            dep: dep.to_owned(),
            head,
            class: None,
        }
    }

    /// The drawn words with their stems, without labels.
    fn drawn(words: &[Word]) -> Vec<String> {
        let tree = draw(words, |_| None, LOOK);
        tree.lines().map(|line| line.chars().take(20).collect::<String>().trim_end().to_owned()).collect()
    }

    #[test]
    fn words_hang_below_their_governors_in_order_of_text() {
        let words = [
            word("Gunmen", "nsubj", 1),
            word("killed", "ROOT", 1),
            word("two", "nummod", 3),
            word("herders", "dobj", 1),
            word("\n", "dep", 3),
            word("nearby", "advmod", 1),
        ];
        assert_eq!(drawn(&words), ["killed", "├─ Gunmen", "├─ herders", "│  └─ two", "└─ nearby"]);
    }

    #[test]
    fn a_tree_may_be_as_deep_as_its_sentence_is_long_and_stays_within_its_width() {
        let words: Vec<Word> = (0..20_000usize).map(|at| word("so", "dep", at.saturating_sub(1))).collect();
        let tree = draw(&words, |_| Some("a mark that is long".to_owned()), LOOK);
        assert_eq!(tree.lines().count(), words.len());
        assert!(tree.lines().all(|line| measure_text_width(line) <= 60));
    }

    #[test]
    fn heads_that_run_in_a_circle_end() {
        assert!(draw(&[word("a", "dep", 1), word("b", "dep", 0)], |_| None, LOOK).is_empty());
    }
}
