//! On what footing each predicate stands, whether or not the codebook knows it.

use model::{Filler, Predicate, TokenRange};

use crate::codebook::{Speech, Trigger};
use crate::fillers;
use crate::footing;
use crate::grammar::{Argument, Function};
use crate::matching::{self, Match, Reading};

/// The verbs, nouns and adjectives of a report, in order of text.
pub(crate) fn find(reading: Reading<'_>) -> Vec<Predicate> {
    let trigger = Trigger::default();
    let footed = |token: usize| {
        let found = matching::bare(reading, &trigger, speech(reading.parse.pos(token))?, token, vec![token]);
        let footing = footing::of(reading, &found);
        let (text, span) = fillers::cut(reading, TokenRange::new(token, token + 1));
        Some(Predicate {
            text,
            span,
            factuality: footing.factuality,
            polarity: footing.polarity,
            realis: footing.realis,
            told: footing.silent.is_none(),
            subjects: subjects(reading, &found),
        })
    };
    (0..reading.parse.len()).filter_map(footed).collect()
}

/// The logical subjects of a verb.
fn subjects(reading: Reading<'_>, found: &Match<'_>) -> Vec<Filler> {
    let acts = |argument: &&Argument| argument.function == Function::Subject;
    let of_verb = found.arguments.iter().filter(acts).filter(|_| found.speech == Speech::Verb);
    of_verb.flat_map(|subject| fillers::fill(reading, subject, &[]).fillers).collect()
}

/// As what a word of this part of speech can name something that happens or is so.
fn speech(pos: &str) -> Option<Speech> {
    match pos {
        "VERB" | "AUX" => Some(Speech::Verb),
        "NOUN" | "PROPN" => Some(Speech::Noun),
        "ADJ" => Some(Speech::Adjective),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use model::{Factuality, Polarity, Realis};

    use crate::testing::predicates;

    /// The footing of `word` in `text`.
    #[track_caller]
    fn check(text: &str, word: &str, expected: (Factuality, Polarity, Realis)) {
        let found = predicates(text).into_iter().find(|one| one.text == word);
        let footing = found.map(|one| (one.factuality, one.polarity, one.realis));
        assert_eq!(footing, Some(expected), "{text}");
    }

    #[test]
    fn words_that_the_codebook_lacks_have_a_footing_too() {
        use Factuality::{Asserted, Reported};
        use Polarity::Affirmed;
        use Realis::Actual;
        check("Officials said gunmen killed two herders.", "said", (Asserted, Affirmed, Actual));
        check("Officials said gunmen killed two herders.", "killed", (Reported, Affirmed, Actual));
    }

    #[test]
    fn verbs_have_subjects() {
        let found = predicates("Officials said gunmen killed two herders.");
        let subjects = |word: &str| -> Vec<String> {
            let of_word = found.iter().filter(|one| one.text == word).flat_map(|one| &one.subjects);
            of_word.filter_map(|subject| subject.text.clone()).collect()
        };
        assert_eq!(subjects("killed"), ["gunmen"]);
        assert_eq!(subjects("gunmen"), [""; 0]);
    }

    #[test]
    fn marks_and_small_words_have_none() {
        let found = predicates("Gunmen shot at two herders.");
        assert!(found.iter().all(|one| !["at", "two", "."].contains(&one.text.as_str())));
    }
}
