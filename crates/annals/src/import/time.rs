//! When, by the days in the cells of a row.

use jiff::civil::Date;
use model::{Basis, Bound, Bounds, Span, Time, TimePrecision};

/// The days that a row gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    pub on: Option<Date>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Days {
    /// The time of a claim; none where the row gives no day.
    pub fn time(self, is_state: bool, span: Span) -> Option<Time> {
        let Self { on, from, to } = self;
        let days: Vec<String> = [on, from, to].iter().flatten().map(Date::to_string).collect();
        if days.is_empty() {
            return None;
        }
        // The cells hold what somebody worked out from the words, to the day.
        let (text, precision, basis) = (days.join(" – "), TimePrecision::Day, Basis::Inferred);
        Some(if is_state {
            Time::State { text, span, start: start(on, from), end: end(on, to), precision, basis }
        } else {
            Time::Occurrence { text, span, from: on.or(from), to: on.or(to), precision, basis, anchor: None }
        })
    }
}

/// What was so on a day began by then.
fn start(on: Option<Date>, from: Option<Date>) -> Option<Bounds> {
    let bounds = |earliest: Option<Date>, latest: Date| Bounds {
        earliest: earliest.map(Bound::Date),
        latest: Some(Bound::Date(latest)),
    };
    from.map(|from| bounds(Some(from), from)).or_else(|| on.map(|on| bounds(None, on)))
}

/// What was so on a day ended then or later.
fn end(on: Option<Date>, to: Option<Date>) -> Option<Bounds> {
    let bounds = |earliest: Date, latest: Option<Date>| Bounds {
        earliest: Some(Bound::Date(earliest)),
        latest: latest.map(Bound::Date),
    };
    to.map(|to| bounds(to, Some(to))).or_else(|| on.map(|on| bounds(on, None)))
}
