//! When: occurrences run from a day to a day, states start and end within bounds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Basis, Span};

/// How finely a time is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimePrecision {
    Hour,
    Day,
    Week,
    Month,
    Season,
    Year,
    /// Several years ("in the 1990s", "in subsequent years").
    Years,
    /// Dated only by what the text proves, or by an event without a date.
    Open,
}

/// An edge of a bound: a day, or the time of the report itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    Date(Date),
    Report,
}

impl Serialize for Bound {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Date(date) => serializer.collect_str(date),
            Self::Report => serializer.serialize_str("report"),
        }
    }
}

impl<'de> Deserialize<'de> for Bound {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "report" {
            return Ok(Self::Report);
        }
        text.parse().map(Self::Date).map_err(serde::de::Error::custom)
    }
}

/// When a state began or ended, as far as the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounds {
    pub earliest: Option<Bound>,
    pub latest: Option<Bound>,
}

/// The event that a time hangs on ("at the outset of the battle").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    pub text: String,
    pub span: Span,
}

/// When a claim holds. States (control, siege, strength, …) have `start` and `end`, occurrences `from` and `to`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
// An occurrence would pass for a state without bounds if its keys could be overlooked.
#[serde(untagged, deny_unknown_fields)]
pub enum Time {
    State {
        text: String,
        span: Span,
        start: Option<Bounds>,
        end: Option<Bounds>,
        precision: TimePrecision,
        basis: Basis,
    },
    Occurrence {
        text: String,
        span: Span,
        from: Option<Date>,
        to: Option<Date>,
        precision: TimePrecision,
        basis: Basis,
        anchor: Option<Anchor>,
    },
}

impl Time {
    /// All days that it tells, in no order; the time of a report without a date is none.
    pub(crate) fn days(&self, published: Option<Date>) -> Vec<Date> {
        let day = |bound: Bound| match bound {
            Bound::Date(date) => Some(date),
            Bound::Report => published,
        };
        match self {
            Self::Occurrence { from, to, .. } => from.iter().chain(to).copied().collect(),
            Self::State { start, end, .. } => {
                let bounds = [start, end].into_iter().flatten();
                bounds.flat_map(|bounds| [bounds.earliest, bounds.latest]).flatten().filter_map(day).collect()
            }
        }
    }
}
