//! Words that carry no event of their own but tell how an event is told: who says it, how surely, and who does it.

use std::collections::BTreeMap;

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
    pub attitude: Vec<String>,
    /// Prepositions that bring what somebody speaks or thinks of.
    pub topic: Vec<String>,
    /// Words whose complement is planned, attempted or required.
    pub modality: Vec<Modality>,
    /// Nouns for the end or beginning of an event ("called for an end to the raids").
    pub bounding: Vec<String>,
    /// Verbs that carry out the purpose of their object ("implemented a programme to rebuild").
    pub realising: Vec<String>,
    /// Adverbs and adjectives of distance, by the factuality that they give.
    pub hedge: BTreeMap<Factuality, Vec<String>>,
    /// Auxiliaries by the realis that they give.
    pub auxiliary: BTreeMap<Realis, Vec<String>>,
    /// Words whose complement is feared, wished or asked for: nothing is claimed.
    pub silent: Vec<String>,
    /// Words that deny what hangs on them ("fail to", "without").
    pub negating: Vec<String>,
    /// Adverbs that say with a "no" before them that something is not so any more.
    pub ended: Vec<String>,
    /// Conjunctions that take their clause for granted ("after", "when").
    pub temporal: Vec<String>,
    /// Conjunctions whose clause is still to come where what stands above it is ("must go before they disarm").
    pub prospective: Vec<String>,
    /// Words whose clause tells what happened at the time before them ("until April, when …").
    pub relative_time: Vec<String>,
    /// Conjunctions whose clause tells what caused the harm beside it ("killed when missiles struck").
    pub simultaneous: Vec<String>,
    /// Conjunctions that make their clause hypothetical ("if", "unless").
    pub conditional: Vec<String>,
    /// Conjunctions that mark a clause as what a source says ("as officials said").
    pub attributive: Vec<String>,
    /// Prepositions that name a source ("according to").
    pub according: Vec<String>,
    /// Auxiliaries of what was then to come ("said it would withdraw").
    pub future_in_past: Vec<String>,
    /// Words for nobody and nothing ("no group claimed it").
    pub none: Vec<String>,
    /// Words for knowing: under negation they leave a question open too.
    pub known: Vec<String>,
    /// Adverbs that set back when something was said ("had earlier said").
    pub earlier: Vec<String>,
    /// Verbs whose subject says of itself what it did ("claimed to have attacked").
    pub of_oneself: Vec<String>,
    /// Participles that name whom a source has it from ("citing a governor").
    pub citing: Vec<String>,
    /// Verbs that take back the words that are their object ("withdrew his statement").
    pub taking_back: Vec<String>,
    /// What is played, not done: "in the film", "during an exercise".
    pub staged: Vec<String>,
    /// Prepositions before these.
    pub on_stage: Vec<String>,
    /// Words before a noun that only plays the part ("a mock village").
    pub mock: Vec<String>,
    /// Words for not knowing, whose question is left open.
    pub unknown: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saying {
    pub words: Vec<String>,
    pub factuality: Factuality,
    pub stance: Stance,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Modality {
    pub words: Vec<String>,
    pub realis: Realis,
}

/// Verbs that lend their arguments to the event noun beside them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Light {
    /// The subject does what the object names ("carry out an attack").
    pub does: Vec<String>,
    /// The subject undergoes what the object names ("suffer losses").
    pub undergoes: Vec<String>,
    /// The subject is the event that takes place ("fighting broke out").
    pub happens: Vec<String>,
    /// Nouns that only measure out what follows their "of" ("a series of raids").
    pub partitive: Vec<String>,
    /// Prepositions that tell of an event beside the main one ("during fighting").
    pub circumstance: Vec<String>,
    /// Prepositions behind which the attack stands that did the harm.
    pub within: Vec<String>,
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
    pub onward: Vec<String>,
    /// The object is what the subject brings about ("force the evacuation of").
    pub causes: Vec<String>,
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

/// Whether a token with this word and lemma is in a list of lemmas, in any regular form.
pub(crate) fn holds(words: &[String], lower: &str, lemma: &str) -> bool {
    words.iter().any(|word| {
        word == lemma
            || word == lower
            || (similar(word, lower) && inflections(word, Speech::Verb).iter().any(|form| form == lower))
    })
}

/// A cheap test before the forms of a word are made: they all begin like the word.
fn similar(word: &str, lower: &str) -> bool {
    lower.bytes().zip(word.bytes()).take(3).all(|(a, b)| a == b)
}
