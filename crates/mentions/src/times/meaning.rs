//! What the words of a time say, before the calendar is asked.

use model::{TimeRelation, TokenRange};

use super::lexicon::{Season, Shift, Side, Unit};

/// A time as it was recognised.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression<'l> {
    pub tokens: TokenRange,
    pub meaning: Meaning<'l>,
}

/// What an expression of time says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning<'l> {
    /// A part of the calendar or of a day.
    Moment(Moment<'l>),
    /// From one moment to another.
    Range(Moment<'l>, Moment<'l>),
    /// So much time, anywhere.
    Duration(Amount),
    /// So much time up to or from the report, or after the narrative's time ("the past three weeks").
    Stretch { amount: Amount, side: Side, of_narrative: bool },
    /// Again and again; the TIMEX value.
    Set(String),
    /// Before, at or after the report.
    Reference(Side),
    /// The narrative's own time ("ever since"), with the relation that the phrase holds.
    Echo(TimeRelation),
}

/// A part of the calendar, and a part of its day.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Moment<'l> {
    pub base: Base<'l>,
    /// "last", "this", "the following" before a named day, month or season.
    pub selector: Option<Shift>,
    /// "of that year", "last year" after a day or a month.
    pub of_year: Option<Shift>,
    /// The TIMEX code of a part of the day.
    pub part: Option<&'l str>,
    /// "19:30".
    pub clock: Option<String>,
}

/// The days that a moment is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Base<'l> {
    /// None said: a part of the day that the narrative is at.
    #[default]
    SameDay,
    Calendar(Fields),
    Season(&'l Season, Option<i16>),
    Quarter(i8, Option<i16>),
    Decade(i16),
    Century(i16),
    /// So many units from an origin ("yesterday", "last month", "two days later").
    Shifted {
        amount: Amount,
        unit: Unit,
        shift: Shift,
    },
    /// The night up to the day of the report.
    NightBefore,
}

/// The fields of a calendar date that are said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// 1 is Monday.
    pub weekday: Option<i8>,
}

/// So many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// None for a vague amount ("several").
    pub number: Option<u32>,
    /// And a half.
    pub half: bool,
    pub unit: Unit,
}

impl Amount {
    pub fn of(number: u32, unit: Unit) -> Self {
        Self { number: Some(number), half: false, unit }
    }
}
