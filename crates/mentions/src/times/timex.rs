//! TIMEX3 values, as TimeBank writes them.

use super::calendar::Period;
use super::lexicon::{Season, Side, Unit};
use super::meaning::{Amount, Fields};

/// The value of a period: `2014-06-10`, `2014-W23`, `2014-06`, `2014-Q2`, `199`.
pub(super) fn period(period: Period) -> String {
    let day = period.from;
    let (year, month) = (day.year(), day.month());
    match period.grain {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => day.to_string(),
        Unit::Week => week(period),
        Unit::Weekend => format!("{}-WE", week(period)),
        Unit::Month => format!("{year:04}-{month:02}"),
        Unit::Quarter | Unit::Season => format!("{year:04}-Q{}", (month + 2) / 3),
        Unit::Year => format!("{year:04}"),
        Unit::Decade => format!("{:03}", year.div_euclid(10)),
        Unit::Century => format!("{:02}", year.div_euclid(100)),
    }
}

fn week(period: Period) -> String {
    let week = period.from.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The value of a season: `2014-SU`.
pub(super) fn season(season: &Season, year: Option<i16>) -> String {
    format!("{}-{}", year_of(year), season.code)
}

/// The value of a date of which not all is known: `XXXX-07`, `XXXX-WXX-2`.
pub(super) fn fields(fields: Fields) -> String {
    let year = year_of(fields.year);
    match (fields.month, fields.day, fields.weekday) {
        (Some(month), Some(day), _) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None, _) => format!("{year}-{month:02}"),
        (None, Some(day), _) => format!("{year}-XX-{day:02}"),
        (None, None, Some(weekday)) => format!("{year}-WXX-{weekday}"),
        (None, None, None) => year,
    }
}

fn year_of(year: Option<i16>) -> String {
    year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"))
}

/// The value of one unit that nothing is known of: `XXXX-XX`.
pub(super) fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter | Unit::Season => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// The value of an amount: `P3W`, `PT5H30M`, `PXY`.
pub(super) fn amount(amount: Amount) -> String {
    let (time, letter) = letter(amount.unit);
    let number = amount.number.map_or_else(|| "X".to_owned(), |number| number.to_string());
    match half(amount.unit).filter(|_| amount.half) {
        None => format!("P{time}{number}{letter}"),
        Some((share, part)) if amount.number == Some(0) => format!("P{time}{share}{part}"),
        Some((share, part)) => format!("P{time}{number}{letter}{share}{part}"),
    }
}

fn letter(unit: Unit) -> (&'static str, char) {
    match unit {
        Unit::Second => ("T", 'S'),
        Unit::Minute => ("T", 'M'),
        Unit::Hour => ("T", 'H'),
        Unit::Day => ("", 'D'),
        Unit::Week | Unit::Weekend => ("", 'W'),
        Unit::Month => ("", 'M'),
        Unit::Quarter | Unit::Season => ("", 'Q'),
        Unit::Year => ("", 'Y'),
        Unit::Decade => ("", 'E'),
        Unit::Century => ("", 'C'),
    }
}

/// Half of a unit in the next smaller one.
fn half(unit: Unit) -> Option<(u32, &'static str)> {
    match unit {
        Unit::Minute => Some((30, "S")),
        Unit::Hour => Some((30, "M")),
        Unit::Day => Some((12, "TH")),
        Unit::Year => Some((6, "M")),
        Unit::Decade => Some((5, "Y")),
        _ => None,
    }
}

/// The value of a time that is only before, at or after the report.
pub(super) fn reference(side: Side) -> &'static str {
    match side {
        Side::Past => "PAST_REF",
        Side::Present => "PRESENT_REF",
        Side::Future => "FUTURE_REF",
    }
}
