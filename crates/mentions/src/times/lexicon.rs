//! The word lists of the finder of times: `codebooks/lexicon/times.toml`.

use std::collections::{BTreeMap, BTreeSet};

use model::TimeRelation;
use serde::Deserialize;

/// The word lists of this finder: `codebooks/lexicon/times.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLexicon {
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
    pub(super) events: BTreeMap<String, BTreeSet<String>>,
}

impl TimeLexicon {
    /// Whether `noun` (singular, lower case) names an event that a time can hang on.
    pub(super) fn is_event(&self, noun: &str) -> bool {
        self.events.values().any(|class| class.contains(noun))
    }
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
