//! Bars of a brief: who held a place from when to when, and how many were harmed, as pieces of a line that is 1000 long.

use jiff::civil::Date;
use model::{Band, Bound, Bounds, Figure, Situation};

/// The length of a line of bars.
const LENGTH: i64 = 1000;

/// Bars are at least so long, to be seen.
const LEAST: u32 = 6;

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub x: u32,
    pub width: u32,
}

/// The days that a line of bars stands for.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

/// When somebody held a place: for sure by what is stated, and perhaps.
pub struct Held {
    pub sure: Option<Bar>,
    /// When it may have begun, may have ended, or was last said to be so at an unknown day.
    pub perhaps: Vec<Bar>,
}

impl Days {
    /// From the first day that any band tells of to the day that is asked for, or the last that is told of; none without any.
    pub fn of(situation: &Situation) -> Option<Self> {
        let bands = &situation.control.bands;
        let told = || bands.iter().flat_map(|band| days(&band.from).into_iter().chain(days(&band.last_said)));
        let ends = bands.iter().filter_map(|band| band.until.as_ref()).flat_map(days);
        let first = told().min()?;
        // A day without an end (`Date::MAX`) would leave no room for the others.
        let asked = Some(situation.at).filter(|at| *at <= situation.known);
        let last = told().chain(ends).chain(asked).max()?;
        Some(Self { first, last: last.max(first.tomorrow().unwrap_or(first)) })
    }

    /// Where a day stands on the line.
    fn x(self, day: Date) -> i64 {
        let length = |from: Date, to: Date| i64::from((to - from).get_days());
        let whole = length(self.first, self.last).max(1);
        (length(self.first, day) * LENGTH / whole).clamp(0, LENGTH)
    }

    fn bar(self, from: Date, to: Date) -> Bar {
        let (x, end) = (self.x(from), self.x(to));
        let width = u32::try_from(end - x).unwrap_or(0).max(LEAST);
        Bar { x: u32::try_from(x).unwrap_or(0).min(LENGTH as u32 - LEAST), width }
    }

    /// The bars of a band.
    pub fn held(self, band: &Band) -> Held {
        let edge = |bounds: &Bounds| (day(bounds.earliest), day(bounds.latest));
        let (begins, began) = edge(&band.from);
        let (said, _) = edge(&band.last_said);
        let sure = began.zip(said).filter(|(began, said)| began <= said).map(|(from, to)| self.bar(from, to));
        let between = |from: Option<Date>, to: Option<Date>| {
            from.zip(to).filter(|(from, to)| from < to).map(|(from, to)| self.bar(from, to))
        };
        let ends = band.until.as_ref().and_then(|until| between(said.or(began), edge(until).1));
        let unknown = (band.last_said.latest == Some(Bound::Report) && band.until.is_none())
            .then(|| between(said.or(began), Some(self.last)))
            .flatten();
        Held { sure, perhaps: between(begins, began).into_iter().chain(ends).chain(unknown).collect() }
    }
}

fn day(bound: Option<Bound>) -> Option<Date> {
    match bound {
        Some(Bound::Date(date)) => Some(date),
        _ => None,
    }
}

fn days(bounds: &Bounds) -> Vec<Date> {
    [bounds.earliest, bounds.latest].into_iter().filter_map(day).collect()
}

/// A range of a figure, on a line on which `most` is the whole length; none where nobody gives a figure. An open upper end
/// goes as far as the line.
pub fn range(figure: &Figure, most: u64) -> Option<Bar> {
    let low = figure.low.or(figure.best).or(figure.high.map(|_| 0))?;
    let high = figure.high.or(figure.best).unwrap_or(low);
    let x = |number: u64| u32::try_from(number.saturating_mul(LENGTH as u64) / most.max(1)).unwrap_or(0);
    let start = x(low).min(LENGTH as u32 - LEAST);
    Some(Bar { x: start, width: x(high).saturating_sub(start).max(LEAST) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use model::Counted;

    fn bounds(earliest: Option<Date>, latest: Option<Date>) -> Bounds {
        Bounds { earliest: earliest.map(Bound::Date), latest: latest.map(Bound::Date) }
    }

    #[test]
    fn a_band_is_drawn_no_longer_than_it_is_stated() {
        let days = Days { first: date(2031, 1, 1), last: date(2031, 1, 11) };
        let day = |day| Some(date(2031, 1, day));
        let mut band = Band {
            by: Vec::new(),
            from: bounds(day(2), day(4)),
            last_said: bounds(day(6), day(6)),
            until: None,
            factuality: model::Factuality::Asserted,
            claims: Vec::new(),
            ended_by: Vec::new(),
        };
        let held = days.held(&band);
        assert_eq!(held.sure, Some(Bar { x: 300, width: 200 }));
        assert_eq!(held.perhaps, [Bar { x: 100, width: 200 }]);
        band.until = Some(bounds(day(8), day(9)));
        assert_eq!(days.held(&band).perhaps.last(), Some(&Bar { x: 500, width: 300 }));
        band.until = None;
        band.last_said.latest = Some(Bound::Report);
        assert_eq!(days.held(&band).perhaps.last(), Some(&Bar { x: 500, width: 500 }));
    }

    #[test]
    fn a_figure_without_bounds_has_no_bar() {
        let figure = |low, high| Figure { of: Counted::Killed, low, high, best: None, because: Vec::new() };
        assert_eq!(range(&figure(None, None), 10), None);
        assert_eq!(range(&figure(Some(2), Some(5)), 10), Some(Bar { x: 200, width: 300 }));
        assert_eq!(range(&figure(None, Some(5)), 10), Some(Bar { x: 0, width: 500 }));
        assert_eq!(range(&figure(Some(10), Some(10)), 10), Some(Bar { x: 994, width: 6 }));
    }
}
