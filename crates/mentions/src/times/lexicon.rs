//! The word lists of the finder of times: `codebooks/lexicon/times.toml`.

use std::collections::BTreeMap;
use std::ops::Deref;

use model::TimeRelation;
use serde::Deserialize;

use super::phrases::{PhraseList, PhraseTable};
use crate::words::WordSet;

/// The word lists of this finder: `codebooks/lexicon/times.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "toml::Table")]
pub struct TimeLexicon {
    tables: TimeTables,
    /// The first words of all that is listed anywhere.
    openers: WordSet,
    /// The nouns of all classes of events.
    events: WordSet,
    /// Those of the classes that nobody announces.
    unannounced: WordSet,
}

impl TryFrom<toml::Table> for TimeLexicon {
    type Error = toml::de::Error;

    fn try_from(file: toml::Table) -> Result<Self, Self::Error> {
        let mut openers = WordSet::default();
        file.iter().for_each(|(key, value)| add_openers(key, value, &mut openers));
        let tables: TimeTables = file.try_into()?;
        let events = tables.events.values().flatten().cloned().collect();
        let sudden = tables.events.iter().filter(|(class, _)| tables.words.unannounced.lists(class));
        let unannounced = sudden.flat_map(|(_, nouns)| nouns).cloned().collect();
        Ok(Self { tables, openers, events, unannounced })
    }
}

/// Adds the first words of a key and of everything below it.
fn add_openers(key: &str, value: &toml::Value, openers: &mut WordSet) {
    let mut add = |phrase: &str| openers.insert(phrase.split(' ').next().unwrap_or_default().to_owned());
    add(key);
    match value {
        toml::Value::String(phrase) => add(phrase),
        toml::Value::Array(values) => values.iter().for_each(|value| add_openers(key, value, openers)),
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| add_openers(key, value, openers)),
        _ => {}
    }
}

impl Deref for TimeLexicon {
    type Target = TimeTables;

    fn deref(&self) -> &TimeTables {
        &self.tables
    }
}

impl TimeLexicon {
    /// Whether a time can begin with the word or mark: most words of a text need not be looked at any closer.
    pub(super) fn opens(&self, word: &str) -> bool {
        !word.chars().all(char::is_alphabetic) || self.openers.contains(word)
    }

    /// Whether `noun` (singular, lower case) names an event that a time can hang on.
    pub(super) fn is_event(&self, noun: &str) -> bool {
        self.events.contains(noun)
    }

    /// Whether `noun` (singular, lower case) names an event that nobody announces.
    pub(super) fn is_unannounced(&self, noun: &str) -> bool {
        self.unannounced.contains(noun)
    }
}

/// The lists, as they stand in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeTables {
    pub(super) months: PhraseTable<i8>,
    pub(super) weekdays: PhraseTable<i8>,
    pub(super) every_weekday: PhraseTable<i8>,
    pub(super) seasons: PhraseTable<Season>,
    pub(super) parts: PhraseTable<String>,
    pub(super) clock_words: PhraseTable<String>,
    pub(super) units: PhraseTable<UnitWord>,
    pub(super) numbers: PhraseTable<u32>,
    pub(super) ordinals: PhraseTable<u32>,
    pub(super) deictic: PhraseTable<Deictic>,
    pub(super) selectors: PhraseTable<Shift>,
    pub(super) directions: PhraseTable<Shift>,
    pub(super) references: References,
    pub(super) reference_adjectives: PhraseTable<Side>,
    pub(super) stretches: PhraseTable<Side>,
    pub(super) echoes: PhraseTable<TimeRelation>,
    pub(super) sets: PhraseTable<String>,
    pub(super) relations: PhraseTable<TimeRelation>,
    pub(super) words: Words,
    events: BTreeMap<String, Vec<String>>,
}

/// The words of closed lists; what each is for stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub early: PhraseList,
    pub phases_of_time: PhraseList,
    pub phases_of_event: PhraseList,
    pub event_prepositions: PhraseList,
    pub phase_prepositions: PhraseList,
    pub year_cues: PhraseList,
    pub time_cues: PhraseList,
    pub doubtful: PhraseList,
    pub clock_cues: PhraseList,
    pub clock_marks: PhraseList,
    pub before_noon: PhraseList,
    pub after_noon: PhraseList,
    pub zones: PhraseList,
    pub approximators: PhraseList,
    pub vague_amounts: PhraseList,
    pub amount_fillers: PhraseList,
    pub pairs: PhraseList,
    pub halves: PhraseList,
    pub a: PhraseList,
    pub half: PhraseList,
    pub ages: PhraseList,
    pub age_cues: PhraseList,
    pub every: PhraseList,
    pub per: PhraseList,
    pub ahead: PhraseList,
    pub foretells: PhraseList,
    pub unannounced: PhraseList,
    pub modals: PhraseList,
    pub to: PhraseList,
    pub between: PhraseList,
    pub and: PhraseList,
    pub from: PhraseList,
    pub of: PhraseList,
    pub the: PhraseList,
    pub r#in: PhraseList,
    pub on: PhraseList,
    pub year_titles: PhraseList,
    pub ordinal_endings: PhraseList,
    pub measures: PhraseList,
    pub or_so: PhraseList,
    pub stretch_of_one: PhraseList,
    pub part_cues: PhraseList,
}

/// A season: its TIMEX code and its months, counted from January of its year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Season {
    pub code: String,
    /// 1 is January of the year, 0 December of the year before, and so on.
    pub first_month: i8,
    pub months: i8,
}

/// A unit of time, coarser ones greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

/// What a word for a unit stands for.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitWord {
    pub unit: Unit,
    #[serde(default = "one")]
    pub times: u32,
}

fn one() -> u32 {
    1
}

/// A day named from the day of the report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deictic {
    pub days: i32,
    pub part: Option<String>,
    #[serde(default)]
    pub through: bool,
}

/// Which way a word points, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shift {
    pub shift: i32,
    pub from: Origin,
}

/// What a relative time counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Origin {
    /// The day of the report.
    Report,
    /// The time that the text is telling of.
    Narrative,
}

/// Before, at or after the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Side {
    Past,
    Present,
    Future,
}

/// Phrases for times that are only before, at or after the report.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct References {
    pub past: PhraseList,
    pub present: PhraseList,
    pub future: PhraseList,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_words_figures_and_marks_open_a_time_and_no_other_word_does() {
        let lexicon: TimeLexicon =
            toml::from_str(include_str!("../../../../codebooks/lexicon/times.toml")).expect("times.toml");
        assert!(["may", "the", "yesterday", "twenty", "2014", "-"].iter().all(|word| lexicon.opens(word)));
        assert!(!["ministry", "shelled", "houses"].iter().any(|word| lexicon.opens(word)));
    }
}
