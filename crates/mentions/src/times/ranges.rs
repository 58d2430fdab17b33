//! Ranges: "between 3 and 5 May", "from June to August 2016", "1-3 May", "2014-2016".

use super::amounts::moment_of;
use super::atoms::Reader;
use super::dates::{date, day_number};
use super::meaning::{Base, Fields, Meaning, Moment};
use super::moments::moment;

/// The range that starts at `at`, where `first` is the moment that does, with the position after it.
pub(super) fn range<'l>(
    r: &Reader<'l>,
    at: usize,
    first: Option<(Moment<'l>, usize)>,
) -> Option<(Meaning<'l>, usize)> {
    let days = days_of_month(r, at).or_else(|| month_with_days(r, at));
    let (from, to, end) = days.or_else(|| two_moments(r, at, first?))?;
    Some((Meaning::Range(from, to), end))
}

type Ends<'l> = (Moment<'l>, Moment<'l>, usize);

/// The position after what joins the ends of a range: "-", "to", and "and" after "between".
fn joint(r: &Reader, start: usize, at: usize) -> Option<usize> {
    let words = &r.lexicon.words;
    let dash = r.text(at) == "-" || r.text(at) == "–" || r.text(at) == "—";
    let to = words.to.contains(r.word(at)) && (dash || r.follows(&words.from, start));
    let and = words.and.contains(r.word(at)) && r.follows(&words.between, start);
    (to || and).then_some(at + 1)
}

/// "3 and 5 May", "1-3 May 2016".
fn days_of_month<'l>(r: &Reader<'l>, at: usize) -> Option<Ends<'l>> {
    let (first, end) = day_number(r, r.skip(&r.lexicon.words.the, at))?;
    let to = joint(r, at, end).or_else(|| either(r, at, end))?;
    match date(r, to)? {
        (Base::Calendar(last), end)
            if last.day.is_some() && last.month.is_some() && last.weekday.is_none() =>
        {
            Some((calendar(Fields { day: Some(first), ..last }), calendar(last), end))
        }
        _ => None,
    }
}

/// "on 3 and 4 May": two days in a row.
fn either(r: &Reader, start: usize, at: usize) -> Option<usize> {
    let words = &r.lexicon.words;
    (words.and.contains(r.word(at)) && r.follows(&words.on, start)).then_some(at + 1)
}

/// "May 3-5, 2016", "between May 3 and 5".
fn month_with_days<'l>(r: &Reader<'l>, at: usize) -> Option<Ends<'l>> {
    let (Base::Calendar(first), end) = date(r, at)? else { return None };
    first.month.filter(|_| first.day.is_some() && first.year.is_none())?;
    let (last, end) = day_number(r, joint(r, at, end).or_else(|| either(r, at, end))?)?;
    let comma = r.text(end) == ",";
    let year = r.figures(if comma { end + 1 } else { end }, 4..=4).and_then(|year| i16::try_from(year).ok());
    let month_follows = r.lexicon.months.contains(r.word(end));
    let end = if year.is_some() { end + 1 + usize::from(comma) } else { end };
    let (from, to) = (Fields { year, ..first }, Fields { year, day: Some(last), ..first });
    (!month_follows).then_some((calendar(from), calendar(to), end))
}

/// "from June to August 2016", "between Monday and Friday", "2014-2016".
fn two_moments<'l>(r: &Reader<'l>, at: usize, (from, end): (Moment<'l>, usize)) -> Option<Ends<'l>> {
    let to = joint(r, at, end)?;
    let short = short_year(r, &from, to);
    let (to, end) = short.or_else(|| moment(r, to))?;
    let from = completed(from, &to);
    let like = std::mem::discriminant(&from.base) == std::mem::discriminant(&to.base);
    (like && from.part.is_none() && to.part.is_none()).then_some((from, to, end))
}

/// The second year of "2014-16".
fn short_year<'l>(r: &Reader<'l>, from: &Moment<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let Base::Calendar(Fields { year: Some(year), month: None, .. }) = from.base else { return None };
    let full = r.figures(at, 4..=4).and_then(|last| i16::try_from(last).ok());
    let short =
        r.figures(at, 2..=2).and_then(|last| i16::try_from(last).ok()).map(|last| year - year % 100 + last);
    let last = full.or(short).filter(|&last| last > year && last < year + 100)?;
    Some((calendar(Fields { year: Some(last), ..Fields::default() }), at + 1))
}

/// The first end with the month and the year that only the second one says.
fn completed<'l>(from: Moment<'l>, to: &Moment<'l>) -> Moment<'l> {
    match (&from.base, &to.base) {
        (Base::Calendar(first), Base::Calendar(last)) if first.month.is_some() => {
            calendar(Fields { year: first.year.or(last.year), ..*first })
        }
        (Base::Season(season, None), Base::Season(_, year)) => moment_of(Base::Season(season, *year)),
        _ => from,
    }
}

fn calendar<'l>(fields: Fields) -> Moment<'l> {
    moment_of(Base::Calendar(fields))
}
