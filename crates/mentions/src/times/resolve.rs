//! What a time comes to on the calendar, from its words, the day of the report, the narrative and the tense.

use jiff::ToSpan;
use jiff::civil::Date;
use model::{Basis, TimeKind, TimePrecision, TimeRelation};

use super::calendar::{Period, Same, precision, span, weekday_from};
use super::lexicon::{Origin, Shift, Side, Unit};
use super::meaning::{Amount, Base, Fields, Meaning, Moment};
use super::narrative::Narrative;
use super::tense::Tense;
use super::timex;

/// What a time is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// The day of the report.
    pub report: Option<Date>,
    pub narrative: Narrative,
    pub tense: Tense,
    /// What the preposition before the time says.
    pub said: Option<TimeRelation>,
    /// The sentence that the time stands in.
    pub sentence: usize,
}

/// What a time comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub kind: TimeKind,
    pub value: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub precision: TimePrecision,
    pub basis: Basis,
    /// The period, where the time is one that a narrative can go on from.
    pub period: Option<Period>,
}

impl Resolved {
    /// A time that is as fine as `unit`, and that nothing in the text dates.
    fn undated(unit: Unit, value: impl Into<String>) -> Self {
        Self { precision: precision(unit), ..Self::open(TimeKind::Date, value) }
    }

    /// A time that no calendar holds.
    fn open(kind: TimeKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: Some(value.into()),
            from: None,
            to: None,
            precision: TimePrecision::Open,
            basis: Basis::Inferred,
            period: None,
        }
    }

    fn period(period: Period, basis: Basis) -> Self {
        Self {
            from: Some(period.from),
            to: Some(period.to),
            precision: period.precision(),
            basis,
            period: Some(period),
            ..Self::open(TimeKind::Date, timex::period(period))
        }
    }

    /// The same, bounded by what is known of its ends; a report cannot end what lies ahead of it.
    fn bounded(self, from: Option<Date>, to: Option<Date>, precision: TimePrecision) -> Self {
        let to = to.filter(|to| from.is_none_or(|from| from <= *to));
        let known = from.is_some() || to.is_some();
        Self { from, to, precision: if known { precision } else { TimePrecision::Open }, ..self }
    }
}

/// What the meaning of an expression comes to.
pub(super) fn resolve(meaning: &Meaning, setting: &Setting) -> Resolved {
    match meaning {
        Meaning::Moment(moment) => of_moment(moment, setting),
        Meaning::Range(from, to) => range(of_moment(from, setting), of_moment(to, setting)),
        Meaning::Duration(amount) if lies_ahead(setting) => stretch(*amount, Side::Future, setting.report),
        Meaning::Duration(amount) => stated(Resolved::open(TimeKind::Duration, timex::amount(*amount))),
        Meaning::Stretch { amount, side, of_narrative: true } => after_narrative(*amount, *side, setting),
        Meaning::Stretch { amount, side, of_narrative: false } => stretch(*amount, *side, setting.report),
        Meaning::Set(value) => stated(Resolved::open(TimeKind::Set, value.as_str())),
        Meaning::Reference(side) => reference(*side, setting.report),
        Meaning::Echo(_) => echo(setting.narrative.time),
    }
}

/// Whether an amount of time is the time until something happens ("will attack in two weeks").
fn lies_ahead(setting: &Setting) -> bool {
    setting.tense == Tense::Future && setting.said == Some(TimeRelation::During)
}

fn stated(resolved: Resolved) -> Resolved {
    Resolved { basis: Basis::Stated, ..resolved }
}

fn of_moment(moment: &Moment, setting: &Setting) -> Resolved {
    let day = of_base(moment, setting);
    let value = day.value.clone().unwrap_or_default();
    match (&moment.clock, moment.part) {
        (Some(clock), _) => {
            let is_day = day.precision != TimePrecision::Open;
            let precision = if is_day { TimePrecision::Hour } else { TimePrecision::Open };
            Resolved { kind: TimeKind::Time, value: Some(format!("{value}T{clock}")), precision, ..day }
        }
        (None, Some(part)) => {
            Resolved { kind: TimeKind::Time, value: Some(format!("{value}T{part}")), ..day }
        }
        (None, None) => day,
    }
}

fn of_base(moment: &Moment, setting: &Setting) -> Resolved {
    if let Some(year) = moment.of_year {
        return of_that_year(&moment.base, year, setting);
    }
    match &moment.base {
        Base::SameDay => same_day(setting),
        Base::Calendar(fields) => calendar(*fields, moment.selector, setting),
        Base::Season(season, year) => {
            let value = |year| timex::season(season, year);
            let of_year = |year| Period::season(year, season);
            yearly(*year, Unit::Season, moment.selector, setting, of_year, value)
        }
        Base::Quarter(number, year) => {
            let unknown = |year: Option<i16>| {
                year.map_or_else(|| format!("XXXX-Q{number}"), |year| format!("{year}-Q{number}"))
            };
            let of_year = |year| Period::quarter(year, *number);
            yearly(*year, Unit::Quarter, moment.selector, setting, of_year, unknown)
        }
        Base::Decade(year) => {
            of_period(Period::years(*year, 10, Unit::Decade), Basis::Stated, Unit::Decade, "XXX")
        }
        Base::Century(year) => {
            of_period(Period::years(*year, 100, Unit::Century), Basis::Stated, Unit::Century, "XX")
        }
        Base::Shifted { amount, unit, shift } => shifted(*amount, *unit, *shift, setting),
        Base::NightBefore => night_before(setting.report),
    }
}

/// The period; where nothing dates it, a time as fine as `unit`, with `unknown` for its value.
fn of_period(period: Option<Period>, basis: Basis, unit: Unit, unknown: &str) -> Resolved {
    period.map_or_else(|| Resolved::undated(unit, unknown), |period| Resolved::period(period, basis))
}

/// "April of that year": the date with the year that is pointed at.
fn of_that_year(base: &Base, year: Shift, setting: &Setting) -> Resolved {
    let origin = match year.from {
        Origin::Report => setting.report,
        Origin::Narrative => setting.narrative.time.map(|time| time.from),
    };
    let year = origin.map(|day| day.year().saturating_add(i16::try_from(year.shift).unwrap_or(0)));
    let base = match base {
        Base::Calendar(fields) => Base::Calendar(Fields { year, ..*fields }),
        Base::Season(season, _) => Base::Season(season, year),
        other => other.clone(),
    };
    let unguided = Setting { report: None, narrative: Narrative::default(), ..*setting };
    let resolved = of_base(&Moment { base, ..Moment::default() }, &unguided);
    Resolved { basis: Basis::Inferred, ..resolved }
}

/// The day that this sentence or the last one told of.
fn same_day(setting: &Setting) -> Resolved {
    let near = setting.sentence <= setting.narrative.sentence + 1;
    let told = setting.narrative.time.filter(|time| near && time.grain == Unit::Day);
    // "at night" may be any night.
    match told {
        Some(told) => Resolved::period(told, Basis::Inferred),
        None => Resolved::open(TimeKind::Date, timex::unknown(Unit::Day)),
    }
}

fn night_before(report: Option<Date>) -> Resolved {
    let Some(day) = report else { return Resolved::undated(Unit::Day, timex::unknown(Unit::Day)) };
    let resolved = Resolved::period(Period::day(day), Basis::Inferred);
    Resolved { from: day.yesterday().ok(), ..resolved }
}

fn calendar(fields: Fields, selector: Option<Shift>, setting: &Setting) -> Resolved {
    match (fields.month, fields.weekday) {
        (None, Some(weekday)) => {
            let day = of_weekday(weekday, selector, setting);
            of_period(day.map(Period::day), Basis::Inferred, Unit::Day, &timex::fields(fields))
        }
        (None, None) => match fields.year.and_then(Period::year) {
            Some(year) => Resolved::period(year, Basis::Stated),
            None => Resolved::open(TimeKind::Date, timex::fields(fields)),
        },
        (Some(month), _) => {
            let of_year = |year| match fields.day {
                Some(day) => Period::date(year, month, day),
                None => Period::month(year, month),
            };
            let unit = if fields.day.is_some() { Unit::Day } else { Unit::Month };
            let value = |year| timex::fields(Fields { year, ..fields });
            yearly(fields.year, unit, selector, setting, of_year, value)
        }
    }
}

/// The weekday nearest to the report on the side of the tense, or where the selector points.
fn of_weekday(weekday: i8, selector: Option<Shift>, setting: &Setting) -> Option<Date> {
    let origin = selector.map_or(Origin::Report, |selector| selector.from);
    let from = match origin {
        Origin::Report => setting.report?,
        Origin::Narrative => setting.narrative.time.filter(|time| time.grain == Unit::Day)?.from,
    };
    let ahead = if setting.tense == Tense::Future { 1 } else { -1 };
    match selector.map(|selector| selector.shift) {
        None => weekday_from(from, weekday, ahead, Same::Counts),
        Some(0) => weekday_from(Period::around(from, Unit::Week)?.from, weekday, 1, Same::Counts),
        Some(shift) => weekday_from(from, weekday, shift, Same::IsPassedOver),
    }
}

/// A time that every year has, in the year that is said or that the setting gives it.
fn yearly(
    year: Option<i16>,
    unit: Unit,
    selector: Option<Shift>,
    setting: &Setting,
    of_year: impl Fn(i16) -> Option<Period>,
    value: impl Fn(Option<i16>) -> String,
) -> Resolved {
    let found = match year {
        Some(year) => of_year(year).map(|period| (period, year)),
        None => which_year(selector, setting, &of_year),
    };
    let basis = if year.is_some() { Basis::Stated } else { Basis::Inferred };
    match found {
        Some((period, year)) => {
            Resolved { value: Some(value(Some(year))), ..Resolved::period(period, basis) }
        }
        None => Resolved::undated(unit, value(year)),
    }
}

/// How many years around the day that is counted from are tried: 29 February may be eight years away.
const YEARS_AROUND: i16 = 8;

fn which_year(
    selector: Option<Shift>,
    setting: &Setting,
    of_year: &impl Fn(i16) -> Option<Period>,
) -> Option<(Period, i16)> {
    let narrative = &setting.narrative;
    if let Some(year) = narrative.year(setting.sentence, setting.report).filter(|_| selector.is_none()) {
        return of_year(year).map(|period| (period, year));
    }
    let origin = match selector.map(|selector| selector.from) {
        Some(Origin::Narrative) => narrative.time?,
        _ => Period::day(setting.report?),
    };
    let fits = |period: &Period| match (selector.map(|selector| selector.shift), setting.tense) {
        (Some(0), _) => period.from.year() == origin.from.year(),
        (Some(shift), _) if shift < 0 => period.to < origin.from,
        (Some(_), _) => period.from > origin.to,
        (None, Tense::Future) => period.to >= origin.from,
        // What was more than nine months ago would have been given its year.
        (None, Tense::Open | Tense::Present) => period.to >= origin.from.saturating_sub(9.months()),
        (None, _) => period.from <= origin.to,
    };
    let year = origin.from.year();
    let ahead = selector.map_or(setting.tense != Tense::Past, |selector| selector.shift >= 0);
    let around = |step: i16| if ahead { year - 1 + step } else { year + 1 - step };
    (0..=YEARS_AROUND).map(around).find_map(|year| of_year(year).filter(fits).map(|period| (period, year)))
}

/// So many units from the report or the narrative.
fn shifted(amount: Amount, unit: Unit, shift: Shift, setting: &Setting) -> Resolved {
    let Some(origin) = origin(unit, shift, setting) else {
        let value = unknown(amount, unit, shift);
        return match amount.number {
            Some(_) => Resolved::undated(unit, value),
            None => Resolved::open(TimeKind::Date, value),
        };
    };
    let Some(count) = amount.number else { return some_time(origin, shift) };
    let count = i32::try_from(count).unwrap_or(i32::MAX).saturating_mul(shift.shift);
    let period = if count == 0 { current(origin, unit, setting.tense) } else { away(origin, count, unit) };
    of_period(period, Basis::Inferred, unit, timex::unknown(unit))
}

/// The unit that the origin lies in; a weekend that is told of has begun.
fn current(origin: Period, unit: Unit, tense: Tense) -> Option<Period> {
    let period = origin.widened(unit)?;
    let to_come = unit == Unit::Weekend && tense != Tense::Future && period.from > origin.to;
    if to_come { period.shifted(-1, unit) } else { Some(period) }
}

/// A quarter is compared with a quarter of another year; all else is as fine as the unit that is counted.
fn away(origin: Period, count: i32, unit: Unit) -> Option<Period> {
    let moved = origin.shifted(count, unit)?;
    if origin.grain == Unit::Quarter && unit == Unit::Year {
        return Period::around(origin.from.checked_add(span(count, unit)?).ok()?, Unit::Quarter);
    }
    Some(moved)
}

/// What the shift counts from: "next" counts from the narrative where that is told in the past.
fn origin(unit: Unit, shift: Shift, setting: &Setting) -> Option<Period> {
    let report = setting.report.map(Period::day);
    let told = setting.narrative.time;
    match shift.from {
        Origin::Report if goes_on(unit, shift, setting.tense) => told,
        Origin::Report => report,
        Origin::Narrative if shift.shift > 0 => told,
        Origin::Narrative => told.or(report),
    }
}

/// "the next day" of what is told in the past goes on from the narrative.
pub(super) fn goes_on(unit: Unit, shift: Shift, tense: Tense) -> bool {
    shift.shift > 0 && tense == Tense::Past && unit == Unit::Day
}

fn unknown(amount: Amount, unit: Unit, shift: Shift) -> &'static str {
    match (amount.number, shift.shift) {
        (None, ..=0) => timex::reference(Side::Past),
        (None, 1..) => timex::reference(Side::Future),
        _ => timex::unknown(unit),
    }
}

/// "several days ago", "years later": only one end is known.
fn some_time(origin: Period, shift: Shift) -> Resolved {
    let (side, from, to) = if shift.shift < 0 {
        (Side::Past, None, Some(origin.to))
    } else {
        (Side::Future, Some(origin.from), None)
    };
    Resolved::open(TimeKind::Date, timex::reference(side)).bounded(from, to, TimePrecision::Open)
}

/// From the first day of one moment to the last day of the other.
fn range(from: Resolved, to: Resolved) -> Resolved {
    let ordered = from.from.zip(to.to).is_none_or(|(first, last)| first <= last);
    let stated = from.basis == Basis::Stated && to.basis == Basis::Stated;
    let value = from.value.zip(to.value).map(|(first, last)| format!("{first}/{last}"));
    let period = from.period.zip(to.period).map(|(first, last)| Period { from: first.from, ..last });
    Resolved {
        kind: from.kind,
        value,
        from: from.from.filter(|_| ordered),
        to: to.to,
        precision: from.precision.max(to.precision),
        basis: if stated { Basis::Stated } else { Basis::Inferred },
        period: period.filter(|_| ordered),
    }
}

/// "the past three weeks", "the coming days": from or up to the day of the report.
fn stretch(amount: Amount, side: Side, report: Option<Date>) -> Resolved {
    let open = Resolved::open(TimeKind::Duration, timex::amount(amount));
    let Some(day) = report else { return open };
    let sign = if side == Side::Past { -1 } else { 1 };
    let count =
        amount.number.and_then(|number| i32::try_from(number).ok()).map(|number| number.saturating_mul(sign));
    let far = count.and_then(|count| day.checked_add(span(count, amount.unit)?).ok());
    match side {
        Side::Past => open.bounded(far, Some(day), several(amount)),
        Side::Present | Side::Future => open.bounded(Some(day), far, several(amount)),
    }
}

/// "the following weeks", "subsequent years": what comes right after the narrative's time, or before it.
fn after_narrative(amount: Amount, side: Side, setting: &Setting) -> Resolved {
    let open = Resolved::open(TimeKind::Duration, timex::amount(amount));
    let told = setting.narrative.time.and_then(|told| told.widened(amount.unit));
    let Some(told) = told else { return open };
    match side {
        Side::Past => open.bounded(None, told.from.yesterday().ok(), several(amount)),
        Side::Present | Side::Future => {
            open.bounded(told.to.tomorrow().ok(), setting.report, several(amount))
        }
    }
}

/// The precision of several of a unit: years become "several years".
fn several(amount: Amount) -> TimePrecision {
    match (precision(amount.unit), amount.number) {
        (TimePrecision::Year, Some(1)) => TimePrecision::Year,
        (TimePrecision::Year, _) => TimePrecision::Years,
        (precision, _) => precision,
    }
}

fn reference(side: Side, report: Option<Date>) -> Resolved {
    let open = Resolved::open(TimeKind::Date, timex::reference(side));
    match side {
        Side::Past => open.bounded(None, report, TimePrecision::Open),
        Side::Present => open.bounded(report, report, TimePrecision::Day),
        Side::Future => open.bounded(report, None, TimePrecision::Open),
    }
}

fn echo(told: Option<Period>) -> Resolved {
    match told {
        Some(told) => Resolved::period(told, Basis::Inferred),
        None => Resolved::open(TimeKind::Date, timex::reference(Side::Past)),
    }
}
