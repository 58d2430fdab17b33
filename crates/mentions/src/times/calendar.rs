//! Periods of the calendar: days, weeks, months, …, and what lies so many of them away.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};
use model::TimePrecision;

use super::lexicon::{Season, Unit};

/// Whole days from `from` to `to`, both included, that words name as one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub from: Date,
    pub to: Date,
    pub grain: Unit,
}

impl Period {
    /// One day.
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day, grain: Unit::Day }
    }

    /// The days of a date, if there are such days.
    pub fn date(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::day)
    }

    /// One month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().and_then(|day| Self::around(day, Unit::Month))
    }

    /// One year.
    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, 1, Unit::Year)
    }

    /// So many years from `first` on, as one unit.
    pub fn years(first: i16, count: i16, grain: Unit) -> Option<Self> {
        let from = Date::new(first, 1, 1).ok()?;
        let to = Date::new(first.checked_add(count)?.checked_sub(1)?, 12, 31).ok()?;
        Some(Self { from, to, grain })
    }

    /// Quarter `quarter` (1 to 4) of a year.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        let first = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
        Date::new(year, first, 1).ok().and_then(|day| Self::around(day, Unit::Quarter))
    }

    /// A season of a year.
    pub fn season(year: i16, season: &Season) -> Option<Self> {
        let january = Date::new(year, 1, 1).ok()?;
        let from = january.checked_add((i32::from(season.first_month) - 1).months()).ok()?;
        let to = from.checked_add(i32::from(season.months).months()).ok()?.yesterday().ok()?;
        Some(Self { from, to, grain: Unit::Season })
    }

    /// The unit of the calendar that a day lies in; what is finer than a day is the day.
    pub fn around(day: Date, unit: Unit) -> Option<Self> {
        let (from, length): (Date, Span) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => return Some(Self::day(day)),
            Unit::Week => (monday(day)?, 7.days()),
            Unit::Weekend => (monday(day)?.checked_add(5.days()).ok()?, 2.days()),
            Unit::Month => (day.first_of_month(), 1.month()),
            Unit::Quarter | Unit::Season => (date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1), 3.months()),
            Unit::Year => return Self::year(day.year()),
            Unit::Decade => return Self::years(day.year().div_euclid(10) * 10, 10, Unit::Decade),
            Unit::Century => return Self::years(day.year().div_euclid(100) * 100, 100, Unit::Century),
        };
        Some(Self { from, to: from.checked_add(length).ok()?.yesterday().ok()?, grain: unit })
    }

    /// The unit that holds the whole period; a coarser period stays as it is, for the words prove no more.
    pub fn widened(self, unit: Unit) -> Option<Self> {
        if self.grain > unit { Some(self) } else { Self::around(self.from, unit) }
    }

    /// What lies `count` units away: as fine as the unit, or as coarse as the period itself.
    pub fn shifted(self, count: i32, unit: Unit) -> Option<Self> {
        let span = span(count, unit)?;
        let from = self.from.checked_add(span).ok()?;
        if self.grain > unit {
            return Some(Self { from, to: self.to.checked_add(span).ok()?, grain: self.grain });
        }
        Self::around(from, unit)
    }

    /// How finely the period is stated.
    pub fn precision(self) -> TimePrecision {
        precision(self.grain)
    }
}

/// The precision of a time that is stated in a unit.
pub(super) fn precision(unit: Unit) -> TimePrecision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => TimePrecision::Day,
        Unit::Weekend => TimePrecision::Day,
        Unit::Week => TimePrecision::Week,
        Unit::Month => TimePrecision::Month,
        Unit::Quarter | Unit::Season => TimePrecision::Season,
        Unit::Year => TimePrecision::Year,
        Unit::Decade | Unit::Century => TimePrecision::Years,
    }
}

/// `count` units as a span of days, months or years; hours count as the days that they can reach into.
pub(super) fn span(count: i32, unit: Unit) -> Option<Span> {
    let days = |per_day: i32| count.signum() * (count.unsigned_abs().div_ceil(per_day.unsigned_abs()) as i32);
    let span = match unit {
        Unit::Second => Span::new().try_days(days(86_400)),
        Unit::Minute => Span::new().try_days(days(1_440)),
        Unit::Hour => Span::new().try_days(days(24)),
        Unit::Day => Span::new().try_days(count),
        Unit::Weekend | Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter | Unit::Season => Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
        Unit::Century => Span::new().try_years(count.checked_mul(100)?),
    };
    span.ok()
}

/// The weekday nearest to `day` before it (`shift` -1) or after it (1), the day itself only with `same`.
pub(super) fn weekday_from(day: Date, weekday: i8, shift: i32, same: Same) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    if same == Same::Counts && day.weekday() == weekday {
        return Some(day);
    }
    day.nth_weekday(shift.signum(), weekday).ok()
}

/// Whether the day that is counted from is among those that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    Counts,
    IsPassedOver,
}

fn monday(day: Date) -> Option<Date> {
    weekday_from(day, 1, -1, Same::Counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_hold_the_day() {
        let day = date(2016, 7, 6);
        for (unit, from, to) in [
            (Unit::Day, date(2016, 7, 6), date(2016, 7, 6)),
            (Unit::Week, date(2016, 7, 4), date(2016, 7, 10)),
            (Unit::Weekend, date(2016, 7, 9), date(2016, 7, 10)),
            (Unit::Month, date(2016, 7, 1), date(2016, 7, 31)),
            (Unit::Quarter, date(2016, 7, 1), date(2016, 9, 30)),
            (Unit::Decade, date(2010, 1, 1), date(2019, 12, 31)),
        ] {
            assert_eq!(Period::around(day, unit), Some(Period { from, to, grain: unit }));
        }
    }

    #[test]
    fn a_day_later_in_a_month_is_no_day() {
        let june = Period::month(2014, 6).and_then(|june| june.shifted(1, Unit::Day));
        assert_eq!(june, Some(Period { from: date(2014, 6, 2), to: date(2014, 7, 1), grain: Unit::Month }));
    }
}
