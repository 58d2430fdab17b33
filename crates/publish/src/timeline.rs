//! A line of time: how much began when, as bars over the days.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Bars of one line at most: more cannot be told apart on a phone.
const MOST_BARS: i64 = 120;

/// Stretches of one line at least: a line of one day would be no line.
const LEAST_BARS: usize = 14;

/// Days that are named below a line, at most.
const MOST_TICKS: usize = 6;

/// The height of the highest bar, in pixels.
pub const HEIGHT: u64 = 48;

/// A line of time from one day to another, which it does not reach.
pub struct Timeline {
    pub first: Date,
    pub end: Date,
    pub bars: Vec<Bar>,
    pub ticks: Vec<Tick>,
}

/// A stretch of days with what began in it.
pub struct Bar {
    pub first: Date,
    pub last: Date,
    /// The stretch as it is called: "2023-03".
    pub name: String,
    pub n: u64,
    /// Where it stands and how wide it is, in percent of the line.
    pub x: String,
    pub width: String,
    /// Pixels, of which none are too few to be seen.
    pub height: u64,
}

/// A day that is named below the line.
pub struct Tick {
    pub x: String,
    pub name: String,
    /// Where its name would not fit to its right: nowhere, on a phone, or on any screen.
    pub room: &'static str,
}

/// How long the stretches are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Timeline {
    /// The line of what began on which days, in their order, and of other days that must find their place on it; none without any day.
    pub fn of(begun: &[(Date, u64)], others: &[Date]) -> Option<Self> {
        let days = || begun.iter().map(|(day, _)| *day).chain(others.iter().copied());
        let (least, most) = (days().min()?, days().max()?);
        let unit = Unit::of(least, most);
        let mut bars = Vec::new();
        let first = unit.before(unit.start(least), most);
        let (mut at, mut rest) = (first, begun);
        while at <= most || bars.len() < LEAST_BARS {
            let next = unit.next(at)?;
            let (here, later) = rest.split_at(rest.partition_point(|(day, _)| *day < next));
            bars.push((at, next, here.iter().map(|(_, n)| n).sum()));
            rest = later;
            at = next;
        }
        let line = Self { first, end: at, bars: Vec::new(), ticks: Vec::new() };
        let highest = bars.iter().map(|(.., n)| *n).max().unwrap_or(0).max(1);
        let ticks =
            bars.iter().step_by(bars.len().div_ceil(MOST_TICKS)).map(|(day, ..)| line.tick(*day, unit));
        let ticks = ticks.collect();
        let bars =
            bars.into_iter().filter(|(.., n)| *n > 0).map(|bar| line.bar(bar, highest, unit)).collect();
        Some(Self { bars, ticks, ..line })
    }

    /// Where a day stands, in percent of the line; what lies beyond it stands at its end.
    pub fn x(&self, day: Date) -> String {
        self.percent(self.first, day)
    }

    /// How wide the days from one to another are, both among them.
    pub fn width(&self, from: Date, to: Date) -> String {
        self.percent(from.max(self.first), to.tomorrow().unwrap_or(to).min(self.end))
    }

    /// How much of the line lies between two days, none of it or all of it at the most.
    fn percent(&self, from: Date, to: Date) -> String {
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let share = days(from, to) / days(self.first, self.end).max(1.0);
        format!("{:.2}", share.clamp(0.0, 1.0) * 100.0)
    }

    fn bar(&self, (first, next, n): (Date, Date, u64), highest: u64, unit: Unit) -> Bar {
        let last = next.yesterday().unwrap_or(next);
        let height = (n * HEIGHT / highest).max(4);
        Bar {
            first,
            last,
            name: unit.name(first),
            n,
            x: self.x(first),
            width: self.width(first, last),
            height,
        }
    }

    fn tick(&self, day: Date, unit: Unit) -> Tick {
        let (left, whole) = ((self.end - day).get_days(), (self.end - self.first).get_days());
        let room = match whole / left.max(1) {
            ..4 => "",
            4..8 => "late",
            _ => "last",
        };
        Tick { x: self.x(day), name: unit.name(day), room }
    }
}

impl Unit {
    /// The shortest of which not too many lie between two days.
    fn of(first: Date, last: Date) -> Self {
        let days = i64::from((last - first).get_days());
        let fits = |length: i64| days / length < MOST_BARS;
        [(1, Self::Day), (7, Self::Week), (30, Self::Month)]
            .into_iter()
            .find(|(length, _)| fits(*length))
            .map_or(Self::Year, |(_, unit)| unit)
    }

    /// The day on which the stretch begins that a day lies in.
    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since = i32::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(since.days())
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    fn next(self, start: Date) -> Option<Date> {
        start.checked_add(self.length()).ok()
    }

    /// Where a line must begin so that what is short stands in the middle of it: half of what it lacks before its first stretch.
    fn before(self, start: Date, most: Date) -> Date {
        let n = std::iter::successors(Some(start), |at| self.next(*at)).take_while(|at| *at <= most);
        let lacks = LEAST_BARS.saturating_sub(n.take(LEAST_BARS).count());
        (0..lacks / 2).fold(start, |at, _| at.saturating_sub(self.length()))
    }

    fn length(self) -> Span {
        match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        }
    }

    fn name(self, start: Date) -> String {
        match self {
            Self::Day | Self::Week => start.to_string(),
            Self::Month => start.strftime("%Y-%m").to_string(),
            Self::Year => start.strftime("%Y").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn bars_are_as_long_as_fits_the_line() {
        let names = |last| -> Vec<String> {
            let line = Timeline::of(&[(date(2031, 3, 5), 2), (last, 1)], &[]).expect("a line");
            line.bars.into_iter().map(|bar| bar.name).collect()
        };
        assert_eq!(names(date(2031, 3, 9)), ["2031-03-05", "2031-03-09"]);
        assert_eq!(names(date(2031, 12, 9)), ["2031-03-03", "2031-12-08"]);
        assert_eq!(names(date(2038, 1, 9)), ["2031-03", "2038-01"]);
        assert_eq!(names(date(2091, 1, 9)), ["2031", "2091"]);
    }

    #[test]
    fn the_highest_bar_fills_the_height_and_the_least_is_seen() {
        let line = Timeline::of(&[(date(2031, 3, 1), 1000), (date(2031, 3, 2), 1)], &[]).expect("a line");
        assert_eq!(line.bars.iter().map(|bar| bar.height).collect::<Vec<_>>(), [HEIGHT, 4]);
    }

    #[test]
    fn what_is_short_stands_in_the_middle_of_a_line() {
        let line = Timeline::of(&[(date(2031, 3, 10), 1)], &[]).expect("a line");
        assert_eq!((line.first, line.end), (date(2031, 3, 4), date(2031, 3, 18)));
        assert_eq!(line.bars.iter().map(|bar| bar.name.as_str()).collect::<Vec<_>>(), ["2031-03-10"]);
    }

    #[test]
    fn other_days_widen_the_line_and_days_beyond_it_stand_at_its_ends() {
        let others = [date(2031, 3, 1), date(2031, 3, 20)];
        let line = Timeline::of(&[(date(2031, 3, 3), 1)], &others).expect("a line");
        assert_eq!((line.first, line.end), (date(2031, 3, 1), date(2031, 3, 21)));
        assert_eq!(line.x(date(2031, 3, 11)), "50.00");
        assert_eq!((line.x(date(2030, 1, 1)), line.x(Date::MAX)), ("0.00".to_owned(), "100.00".to_owned()));
        assert_eq!(line.width(date(2020, 1, 1), date(2031, 3, 10)), "50.00");
        assert!(Timeline::of(&[], &[]).is_none());
    }

    #[test]
    fn any_days_make_a_line_or_none() {
        for (first, last) in [(Date::MIN, Date::MAX), (Date::MAX, Date::MAX), (Date::MIN, Date::MIN)] {
            let line = Timeline::of(&[(first, 1), (last, 1)], &[]);
            assert!(line.is_none_or(|line| line.ticks.len() <= MOST_TICKS + 1));
        }
    }
}
