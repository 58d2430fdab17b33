//! The word lists of `codebooks/lexicon/people.toml`.

use model::Parse;
use serde::Deserialize;

use crate::spellings::{Beginnings, look_up};
use crate::words::WordSet;

/// The word lists of this finder: `codebooks/lexicon/people.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleLexicon {
    pub(super) status: StatusWords,
    pub(super) partitives: Words,
    pub(super) collectives: Words,
    pub(super) occupations: Occupations,
    pub(super) age: AgeWords,
    pub(super) gender: GenderWords,
    pub(super) names: NameWords,
    pronouns: Pronouns,
}

impl PeopleLexicon {
    /// Whether token `i` is a pronoun for one person whose gender it says.
    pub(super) fn says_one_person(&self, parse: &Parse, i: usize) -> bool {
        self.pronouns.personal.lists(parse, i)
    }
}

/// Words and pairs of words, in lower case and singular.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "WordSet")]
pub(super) struct Words {
    words: WordSet,
    beginnings: Beginnings,
}

impl From<WordSet> for Words {
    fn from(words: WordSet) -> Self {
        Self { beginnings: Beginnings::of(words.words()), words }
    }
}

impl Words {
    /// The entry that token `i` stands for, with the word before it first.
    pub fn find(&self, parse: &Parse, i: usize) -> Option<&str> {
        if !self.beginnings.may_list(parse, i) {
            return None;
        }
        look_up(parse, i, |spelling| self.words.get(spelling))
    }

    /// Whether token `i` is listed.
    pub fn lists(&self, parse: &Parse, i: usize) -> bool {
        self.find(parse, i).is_some()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusWords {
    pub civilian: Words,
    pub police: Words,
    pub hors_de_combat: Words,
    pub out_of_combat: Words,
    pub armed_without_status: Words,
    pub combatant_titles: Words,
    pub doubt: Words,
    pub former: Words,
    pub unidentified: Words,
    pub military: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Occupations {
    pub civilian: Words,
    pub official: Words,
    pub other: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgeWords {
    pub child: Words,
    pub adult: Words,
    pub elderly: Words,
    pub offspring: Words,
    pub less_than_a_year: Words,
    pub years: Words,
    pub aged: Words,
    pub infancy: Vec<String>,
    pub majority: u32,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GenderWords {
    pub female: Words,
    pub male: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameWords {
    pub titles: Words,
    pub aliases: Vec<String>,
    pub particles: WordSet,
    pub suffixes: WordSet,
    pub mother_of: WordSet,
    pub announcing: WordSet,
    pub separators: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {
    personal: Words,
}
