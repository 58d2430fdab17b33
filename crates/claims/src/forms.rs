//! From a word in a text to the triggers that it may start.

use hashbrown::HashMap;

use crate::codebook::{Codebook, Speech};

/// One wording of one trigger: its words after the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wording {
    pub event_type: usize,
    pub trigger: usize,
    pub speech: Speech,
    /// The wording as the codebook has it: the name of the rule.
    pub name: String,
    /// Further words, each of which must hang on one of those before it.
    pub rest: Vec<String>,
}

/// The wordings by first word, in every regular form of it.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    wordings: Vec<Wording>,
    /// Hashed, because it is asked for every token, and most words start nothing.
    index: HashMap<String, Vec<usize>>,
}

impl Forms {
    pub(crate) fn of(book: &Codebook) -> Self {
        let mut forms = Self::default();
        for (event_type, kind) in book.types.iter().enumerate() {
            for (trigger, rule) in kind.triggers.iter().enumerate() {
                for (speech, name) in rule.spellings() {
                    let mut words = name.split_whitespace().map(str::to_owned);
                    let Some(first) = words.next() else { continue };
                    let wording =
                        Wording { event_type, trigger, speech, name: name.to_owned(), rest: words.collect() };
                    let mut firsts: Vec<String> = book.lexicon.members(&first).map(str::to_owned).collect();
                    let irregular: Vec<String> = firsts
                        .iter()
                        .filter_map(|word| book.lexicon.irregular.get(word))
                        .flatten()
                        .cloned()
                        .collect();
                    firsts.extend(irregular);
                    forms.add(&firsts, wording);
                }
            }
        }
        forms
    }

    fn add(&mut self, firsts: &[String], wording: Wording) {
        let at = self.wordings.len();
        for first in firsts {
            for form in inflections(first, wording.speech) {
                self.index.entry(form).or_default().push(at);
            }
        }
        self.wordings.push(wording);
    }

    /// The wordings that a token with this lower-cased word and lemma may start.
    pub(crate) fn starting<'a>(&'a self, lower: &str, lemma: &str) -> Vec<&'a Wording> {
        let mut found: Vec<usize> = self.index.get(lower).cloned().unwrap_or_default();
        if lemma != lower {
            found.extend(self.index.get(lemma).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| &self.wordings[at]).collect()
    }
}

/// The regular written forms of a word: the model's lemmas are not always right ("waning" becomes "wan").
pub(crate) fn inflections(word: &str, speech: Speech) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    match speech {
        Speech::Verb => {
            let stem = word.strip_suffix('e').unwrap_or(word);
            let y_stem = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
            forms.push(format!("{stem}ing"));
            match y_stem {
                Some(y) => forms.extend([format!("{y}ied"), format!("{y}ies")]),
                None => forms.extend([format!("{stem}ed"), plural(word)]),
            }
        }
        Speech::Noun => forms.push(plural(word)),
        Speech::Adjective | Speech::Preposition => {}
    }
    forms
}

fn plural(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_of_verbs_and_nouns() {
        let check = |word: &str, speech: Speech, expected: &[&str]| {
            assert_eq!(inflections(word, speech), expected);
        };
        check("shell", Speech::Verb, &["shell", "shelling", "shelled", "shells"]);
        check("wane", Speech::Verb, &["wane", "waning", "waned", "wanes"]);
        check("bury", Speech::Verb, &["bury", "burying", "buried", "buries"]);
        check("destroy", Speech::Verb, &["destroy", "destroying", "destroyed", "destroys"]);
        check("ambush", Speech::Verb, &["ambush", "ambushing", "ambushed", "ambushes"]);
        check("clash", Speech::Noun, &["clash", "clashes"]);
        check("body", Speech::Noun, &["body", "bodies"]);
        check("convoy", Speech::Noun, &["convoy", "convoys"]);
        check("dead", Speech::Adjective, &["dead"]);
        check("under", Speech::Preposition, &["under"]);
    }

    /// The wordings that a word with this lemma may start in the small codebook.
    #[track_caller]
    fn check_starting(lower: &str, lemma: &str, expected: &[&str]) {
        let book = crate::testing::codebook();
        let names: Vec<&str> =
            book.forms.starting(lower, lemma).iter().map(|wording| wording.name.as_str()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn words_start_wordings_by_form_lemma_and_irregular_form() {
        check_starting("killings", "killing", &["kill", "killing"]);
        check_starting("killed", "kill", &["kill"]);
        check_starting("took", "take", &["take control"]);
        check_starting("shot", "shot", &["shoot dead"]);
        check_starting("raids", "raids", &["raid"]);
        check_starting("dead", "dead", &["dead"]);
        check_starting("killer", "killer", &[]);
    }

    #[test]
    fn a_lemma_that_is_wrong_does_not_hide_the_form() {
        check_starting("shelling", "shell", &["shell", "shelling"]);
        check_starting("attacked", "attacke", &["attack"]);
    }
}
