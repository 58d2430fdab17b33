//! Words that carry no event of their own but tell how an event is told: who says it, how surely, and who does it.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use model::{Factuality, Realis, Stance};
use serde::Deserialize;

use crate::codebook::{CodebookError, Speech, parse};
use crate::forms::inflections;

/// The word lists of this stage: `lexicon/lists.toml`, `lexicon/footing.toml` and `lexicon/light.toml`.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Lists that triggers and conditions name with `@`.
    pub lists: BTreeMap<String, Vec<String>>,
    /// Irregular forms that the model's lemmatiser does not know, by the word that they are forms of.
    pub irregular: BTreeMap<String, Vec<String>>,
    pub(crate) footing: Footing,
    pub(crate) light: Light,
}

/// Who says so, how surely, and whether it took place.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Footing {
    /// Words whose complement somebody says or thinks.
    pub saying: Vec<Saying>,
    /// Words of wishing, asking, intending, knowing and judging: whose complement somebody thinks.
    pub attitude: Lemmas,
    /// Prepositions that bring what somebody speaks or thinks of.
    pub topic: Vec<String>,
    /// Words whose complement is planned, attempted or required.
    pub modality: Vec<Modality>,
    /// Nouns for the end or beginning of an event ("called for an end to the raids").
    pub bounding: Lemmas,
    /// Verbs that carry out the purpose of their object ("implemented a programme to rebuild").
    pub realising: Lemmas,
    /// Adverbs and adjectives of distance, by the factuality that they give.
    pub hedge: BTreeMap<Factuality, Vec<String>>,
    /// Auxiliaries by the realis that they give.
    pub auxiliary: BTreeMap<Realis, Vec<String>>,
    /// Words whose complement is feared, wished or asked for: nothing is claimed.
    pub silent: Lemmas,
    /// Words that deny what hangs on them ("fail to", "without").
    pub negating: Lemmas,
    /// Adverbs that say with a "no" before them that something is not so any more.
    pub ended: Vec<String>,
    /// Conjunctions that take their clause for granted ("after", "when").
    pub temporal: Lemmas,
    /// Conjunctions whose clause is still to come where what stands above it is ("must go before they disarm").
    pub prospective: Vec<String>,
    /// Words whose clause tells what happened at the time before them ("until April, when …").
    pub relative_time: Vec<String>,
    /// Conjunctions whose clause tells what caused the harm beside it ("killed when missiles struck").
    pub simultaneous: Vec<String>,
    /// Conjunctions that make their clause hypothetical ("if", "unless").
    pub conditional: Lemmas,
    /// Conjunctions that mark a clause as what a source says ("as officials said").
    pub attributive: Lemmas,
    /// Prepositions that name a source ("according to").
    pub according: Lemmas,
    /// Auxiliaries of what was then to come ("said it would withdraw").
    pub future_in_past: Vec<String>,
    /// Words for nobody and nothing ("no group claimed it").
    pub none: Vec<String>,
    /// Words for knowing: under negation they leave a question open too.
    pub known: Lemmas,
    /// Adverbs that set back when something was said ("had earlier said").
    pub earlier: Lemmas,
    /// Verbs whose subject says of itself what it did ("claimed to have attacked").
    pub of_oneself: Lemmas,
    /// Participles that name whom a source has it from ("citing a governor").
    pub citing: Lemmas,
    /// Verbs that take back the words that are their object ("withdrew his statement").
    pub taking_back: Lemmas,
    /// What is played, not done: "in the film", "during an exercise".
    pub staged: Vec<String>,
    /// Prepositions before these.
    pub on_stage: Vec<String>,
    /// Words before a noun that only plays the part ("a mock village").
    pub mock: Lemmas,
    /// Words for not knowing, whose question is left open.
    pub unknown: Lemmas,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saying {
    pub words: Lemmas,
    pub factuality: Factuality,
    pub stance: Stance,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Modality {
    pub words: Lemmas,
    pub realis: Realis,
}

/// Verbs that lend their arguments to the event noun beside them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Light {
    /// The subject does what the object names ("carry out an attack").
    pub does: Lemmas,
    /// The subject undergoes what the object names ("suffer losses").
    pub undergoes: Lemmas,
    /// The subject is the event that takes place ("fighting broke out").
    pub happens: Lemmas,
    /// Nouns that only measure out what follows their "of" ("a series of raids").
    pub partitive: Lemmas,
    /// Prepositions that tell of an event beside the main one ("during fighting").
    pub circumstance: Vec<String>,
    /// Prepositions behind which the attack stands that did the harm.
    pub within: Vec<String>,
    /// Adverbs that point to the place told before.
    pub thereabouts: Vec<String>,
    /// Adjectives that say that something was told of before ("the same base").
    pub same: Vec<String>,
    /// Nouns for all that happens between two sides over a long time.
    pub war: Vec<String>,
    /// Words that make a noun phrase refer to what was told before ("the", "this").
    pub definite: Vec<String>,
    /// Prepositions that the parser may hang on the object though they belong to the verb ("mined the road with").
    pub drifting: Vec<String>,
    /// Pronouns that mean the subject again ("blew themselves up").
    pub reflexive: Vec<String>,
    /// Prepositions that say whose or which ("militias from the coast").
    pub belonging: Vec<String>,
    /// Prepositions that say which thing is meant, even before a place or a time ("the road to the city").
    pub identifying: Vec<String>,
    /// Pronouns that stand for things rather than for people ("it").
    pub thing: Vec<String>,
    /// Prepositions of going and coming ("fled to the border").
    pub way: Vec<String>,
    /// Words for "up to now" ("so far").
    pub so_far: Vec<String>,
    /// Kinds of sites that lead somewhere ("the road to the city").
    pub leading: Vec<String>,
    /// Verbs with which those who left go on ("fled the town and crossed into Chad").
    pub onward: Lemmas,
    /// What stands before the list of those of whom something was told ("including").
    pub announcing: Vec<String>,
    /// Verbs that may stand between what happened to people and their names ("those killed were named as").
    pub naming: Lemmas,
    /// Words that may stand between names and what happened to them ("were reported killed", "are among those killed").
    pub told_of: Lemmas,
    /// What stands before those to whom the same happened ("killed alongside his wife").
    pub beside: Vec<String>,
    /// The object is what the subject brings about ("force the evacuation of").
    pub causes: Lemmas,
}

#[derive(Debug, Deserialize)]
struct Lists {
    list: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    irregular: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    pub(crate) fn from_toml(files: &[(&str, &str)]) -> Result<Self, CodebookError> {
        let mut lexicon = Self::default();
        for &(file, text) in files {
            if file.ends_with("lexicon/lists.toml") {
                let lists = parse::<Lists>(file, text)?;
                lexicon.lists = lists.list;
                lexicon.irregular = lists.irregular;
            } else if file.ends_with("lexicon/footing.toml") {
                lexicon.footing = parse(file, text)?;
            } else if file.ends_with("lexicon/light.toml") {
                lexicon.light = parse(file, text)?;
            }
        }
        Ok(lexicon)
    }

    /// The words that `word` stands for: the members of a list for `@list`, else itself.
    pub(crate) fn members<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> + Clone {
        let list = word.strip_prefix('@');
        let listed = list.and_then(|list| self.lists.get(list)).into_iter().flatten();
        listed.map(String::as_str).chain(Some(word).filter(|_| list.is_none()))
    }
}

impl Footing {
    /// What a saying word does to its complement.
    pub(crate) fn saying(&self, lower: &str, lemma: &str) -> Option<&Saying> {
        self.saying.iter().find(|saying| holds(&saying.words, lower, lemma))
    }

    /// The realis that a governing word gives.
    pub(crate) fn modality(&self, lower: &str, lemma: &str) -> Option<Realis> {
        self.modality
            .iter()
            .find(|modality| holds(&modality.words, lower, lemma))
            .map(|modality| modality.realis)
    }

    /// The realis that an auxiliary gives.
    pub(crate) fn auxiliary(&self, lower: &str) -> Option<Realis> {
        self.auxiliary
            .iter()
            .find(|(_, words)| words.iter().any(|word| word == lower))
            .map(|(&realis, _)| realis)
    }

    /// The footing that an adverb or adjective of distance gives.
    pub(crate) fn hedge(&self, lower: &str) -> Option<Factuality> {
        self.hedge
            .iter()
            .find(|(_, words)| words.iter().any(|word| word == lower))
            .map(|(&factuality, _)| factuality)
    }
}

/// A list of lemmas, each known by all its regular forms.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Lemmas {
    /// Every form, and whether it is itself listed.
    forms: HashMap<String, bool>,
}

impl From<Vec<String>> for Lemmas {
    fn from(words: Vec<String>) -> Self {
        let mut forms = HashMap::new();
        for word in &words {
            let inflected = inflections(word, Speech::Verb).into_iter().filter(|form| similar(word, form));
            forms.extend(inflected.map(|form| (form, false)));
        }
        forms.extend(words.into_iter().map(|word| (word, true)));
        Self { forms }
    }
}

/// Whether a token with this word and lemma is in a list of lemmas, in any regular form.
pub(crate) fn holds(words: &Lemmas, lower: &str, lemma: &str) -> bool {
    words.forms.contains_key(lower) || words.forms.get(lemma) == Some(&true)
}

/// Whether a form begins like its word, which those of very short words do not ("try", "tried").
fn similar(word: &str, form: &str) -> bool {
    form.bytes().zip(word.bytes()).take(3).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_its_words_by_lemma_and_by_regular_form_and_no_others() {
        let list = Lemmas::from(["deny", "say"].map(str::to_owned).to_vec());
        assert!(["deny", "denied", "denies", "denying"].iter().all(|form| holds(&list, form, "-")));
        assert!(holds(&list, "said", "say"));
        // Only a word that is listed is asked for by its lemma.
        assert!(!holds(&list, "undenied", "denied"));
        assert!(!["said", "den", "denial"].iter().any(|form| holds(&list, form, form)));
    }
}
