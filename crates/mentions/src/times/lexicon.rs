//! The word lists of the finder of times: `codebooks/lexicon/times.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use model::TimeRelation;
use serde::Deserialize;

/// The word lists of this finder: `codebooks/lexicon/times.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "toml::Table")]
pub struct TimeLexicon {
    tables: TimeTables,
    /// The first words of all that is listed anywhere.
    openers: BTreeSet<String>,
    /// The nouns of all classes of events.
    events: BTreeSet<String>,
}

impl TryFrom<toml::Table> for TimeLexicon {
    type Error = toml::de::Error;

    fn try_from(file: toml::Table) -> Result<Self, Self::Error> {
        let mut openers = BTreeSet::new();
        file.iter().for_each(|(key, value)| add_openers(key, value, &mut openers));
        let tables: TimeTables = file.try_into()?;
        let events = tables.events.values().flatten().cloned().collect();
        Ok(Self { tables, openers, events })
    }
}

/// Adds the first words of a key and of everything below it.
fn add_openers(key: &str, value: &toml::Value, openers: &mut BTreeSet<String>) {
    let mut add = |phrase: &str| openers.extend(phrase.split(' ').next().map(str::to_owned));
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
}

/// The lists, as they stand in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeTables {
    pub(super) months: BTreeMap<String, i8>,
    pub(super) weekdays: BTreeMap<String, i8>,
    pub(super) every_weekday: BTreeMap<String, i8>,
    pub(super) seasons: BTreeMap<String, Season>,
    pub(super) parts: BTreeMap<String, String>,
    pub(super) clock_words: BTreeMap<String, String>,
    pub(super) units: BTreeMap<String, UnitWord>,
    pub(super) numbers: BTreeMap<String, u32>,
    pub(super) ordinals: BTreeMap<String, u32>,
    pub(super) deictic: BTreeMap<String, Deictic>,
    pub(super) selectors: BTreeMap<String, Shift>,
    pub(super) directions: BTreeMap<String, Shift>,
    pub(super) references: References,
    pub(super) reference_adjectives: BTreeMap<String, Side>,
    pub(super) stretches: BTreeMap<String, Side>,
    pub(super) echoes: BTreeMap<String, TimeRelation>,
    pub(super) sets: BTreeMap<String, String>,
    pub(super) relations: BTreeMap<String, TimeRelation>,
    pub(super) words: Words,
    events: BTreeMap<String, BTreeSet<String>>,
}

/// The words of closed lists; what each is for stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub early: BTreeSet<String>,
    pub phases_of_time: BTreeSet<String>,
    pub phases_of_event: BTreeSet<String>,
    pub event_prepositions: BTreeSet<String>,
    pub phase_prepositions: BTreeSet<String>,
    pub year_cues: BTreeSet<String>,
    pub time_cues: BTreeSet<String>,
    pub doubtful: BTreeSet<String>,
    pub clock_cues: BTreeSet<String>,
    pub clock_marks: BTreeSet<String>,
    pub before_noon: BTreeSet<String>,
    pub after_noon: BTreeSet<String>,
    pub zones: BTreeSet<String>,
    pub approximators: BTreeSet<String>,
    pub vague_amounts: BTreeSet<String>,
    pub amount_fillers: BTreeSet<String>,
    pub pairs: BTreeSet<String>,
    pub halves: BTreeSet<String>,
    pub a: BTreeSet<String>,
    pub half: BTreeSet<String>,
    pub ages: BTreeSet<String>,
    pub age_cues: BTreeSet<String>,
    pub every: BTreeSet<String>,
    pub per: BTreeSet<String>,
    pub ahead: BTreeSet<String>,
    pub modals: BTreeSet<String>,
    pub to: BTreeSet<String>,
    pub between: BTreeSet<String>,
    pub and: BTreeSet<String>,
    pub from: BTreeSet<String>,
    pub of: BTreeSet<String>,
    pub the: BTreeSet<String>,
    pub r#in: BTreeSet<String>,
    pub on: BTreeSet<String>,
    pub year_titles: BTreeSet<String>,
    pub ordinal_endings: BTreeSet<String>,
    pub measures: BTreeSet<String>,
    pub or_so: BTreeSet<String>,
    pub stretch_of_one: BTreeSet<String>,
    pub part_cues: BTreeSet<String>,
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
    pub past: BTreeSet<String>,
    pub present: BTreeSet<String>,
    pub future: BTreeSet<String>,
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
