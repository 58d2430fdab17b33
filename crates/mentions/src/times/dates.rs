//! Forms of dates in the calendar: "2 March 2024", "March 2", "June 2014", "2003", "the 1990s", "the third quarter".

use super::atoms::Reader;
use super::lexicon::{Shift, Unit};
use super::meaning::{Base, Fields};

/// The years that a bare number can name.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

/// The longest date that starts at `at`, with the position after it.
pub(super) fn date<'l>(r: &Reader<'l>, at: usize) -> Option<(Base<'l>, usize)> {
    let forms = [iso, slashed, day_month, month_day, month_alone, weekday, year_alone];
    let dated =
        forms.iter().filter_map(|form| form(r, at)).map(|(fields, end)| (Base::Calendar(fields), end));
    let others = [decade, century, season, quarter];
    dated.chain(others.iter().filter_map(|form| form(r, at))).max_by_key(|(_, end)| *end)
}

/// A day's number: "3", "3rd", "third".
pub(super) fn day_number(r: &Reader, at: usize) -> Option<(i8, usize)> {
    let (number, end) = match r.figures(at, 1..=2) {
        Some(number) => (number, if is_suffix(r, at + 1) { at + 2 } else { at + 1 }),
        None => (*r.entry(&r.lexicon.ordinals, at)?, at + 1),
    };
    i8::try_from(number).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
}

fn is_suffix(r: &Reader, at: usize) -> bool {
    r.is_glued(at) && r.lexicon.words.ordinal_endings.contains(r.word(at))
}

/// The month at `at`, unless the word is a verb, as "may" and "march" can be.
pub(super) fn month(r: &Reader, at: usize) -> Option<(i8, usize)> {
    let month = *r.entry(&r.lexicon.months, at)?;
    (!r.tag(at).starts_with('V') && r.tag(at) != "MD" || r.tag(at).is_empty()).then_some((month, at + 1))
}

/// A year in four figures that stands in a date.
fn year(r: &Reader, at: usize) -> Option<(i16, usize)> {
    let year = r.figures(at, 4..=4).filter(|year| YEARS.contains(year))?;
    Some((i16::try_from(year).ok()?, at + 1))
}

/// A year after a day and a month, also in two figures ("3 JAN 90"); by POSIX, 69 to 99 are of the last century.
fn year_of_date(r: &Reader, at: usize) -> Option<(i16, usize)> {
    let short = |at| {
        let year = i16::try_from(r.figures(at, 2..=2)?).ok()?;
        let is_count = r.tag(at + 1).starts_with('N') || r.text(at + 1) == ":";
        (!is_count).then_some((if year >= 69 { 1900 + year } else { 2000 + year }, at + 1))
    };
    let spaced = || r.text(at) == "," || r.lexicon.words.of.contains(r.word(at));
    year(r, at).or_else(|| short(at)).or_else(|| spaced().then(|| year(r, at + 1)).flatten())
}

fn iso(r: &Reader, at: usize) -> Option<(Fields, usize)> {
    let (year, _) = year(r, at)?;
    let (month, day) = (r.figures(at + 2, 1..=2)?, r.figures(at + 4, 1..=2)?);
    (r.text(at + 1) == "-" && r.text(at + 3) == "-" && r.is_glued(at + 2) && r.is_glued(at + 4))
        .then_some(())?;
    Some((numeric(Some(year), month, day)?, at + 5))
}

/// "16/07/2024", only where the order of day and month is beyond doubt.
fn slashed(r: &Reader, at: usize) -> Option<(Fields, usize)> {
    let (a, b) = (r.figures(at, 1..=2)?, r.figures(at + 2, 1..=2)?);
    let (year, end) = year(r, at + 4)?;
    let mark = r.text(at + 1);
    (matches!(mark, "/" | "." | "-") && r.text(at + 3) == mark && r.is_glued(at + 1) && r.is_glued(at + 4))
        .then_some(())?;
    let fields = match (a, b) {
        (13.., 1..=12) => numeric(Some(year), b, a),
        (1..=12, 13..) => numeric(Some(year), a, b),
        _ if a == b => numeric(Some(year), a, b),
        _ => None,
    };
    Some((fields?, end))
}

fn numeric(year: Option<i16>, month: u32, day: u32) -> Option<Fields> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some(Fields { year, month: Some(month), day: Some(day), weekday: None })
}

/// "2 March 2024", "the 4th of May", "3 JAN 90".
fn day_month(r: &Reader, at: usize) -> Option<(Fields, usize)> {
    let (day, end) = day_number(r, r.skip(&r.lexicon.words.the, at))?;
    let end = if r.text(end) == "-" { end + 1 } else { r.skip(&r.lexicon.words.of, end) };
    let (month, end) = month(r, end)?;
    let fields = Fields { month: Some(month), day: Some(day), ..Fields::default() };
    Some(with_year(r, fields, if r.text(end) == "-" { end + 1 } else { end }).unwrap_or((fields, end)))
}

/// "March 2, 2024", "Sept. 30".
fn month_day(r: &Reader, at: usize) -> Option<(Fields, usize)> {
    let (month, end) = month(r, at)?;
    let (day, end) = day_number(r, r.skip(&r.lexicon.words.the, end))?;
    let fields = Fields { month: Some(month), day: Some(day), ..Fields::default() };
    (r.text(end) != ":" && !r.lexicon.words.measures.contains(r.word(end)))
        .then(|| with_year(r, fields, end).unwrap_or((fields, end)))
}

fn with_year(r: &Reader, fields: Fields, at: usize) -> Option<(Fields, usize)> {
    let (year, end) = year_of_date(r, at)?;
    Some((Fields { year: Some(year), ..fields }, end))
}

/// "June 2014", "June of 2014", "July".
fn month_alone(r: &Reader, at: usize) -> Option<(Fields, usize)> {
    let (month, end) = month(r, at)?;
    let fields = Fields { month: Some(month), ..Fields::default() };
    let comma = matches!(r.text(end), "," | "-" | "/") || r.lexicon.words.of.contains(r.word(end));
    let full = year(r, end).or_else(|| comma.then(|| year(r, end + 1)).flatten());
    match full {
        Some((year, end)) => Some((Fields { year: Some(year), ..fields }, end)),
        None => is_time(r, at).then_some((fields, end)),
    }
}

/// "Tuesday", "Tuesday, 4 July 2016".
fn weekday(r: &Reader, at: usize) -> Option<(Fields, usize)> {
    let weekday = *r.entry(&r.lexicon.weekdays, at)?;
    let after = if r.text(at + 1) == "," { at + 2 } else { at + 1 };
    let date = [day_month, month_day].iter().filter_map(|form| form(r, after)).max_by_key(|(_, end)| *end);
    match date {
        Some((fields, end)) => Some((Fields { weekday: Some(weekday), ..fields }, end)),
        None => is_time(r, at).then_some((Fields { weekday: Some(weekday), ..Fields::default() }, at + 1)),
    }
}

/// Whether the bare month, weekday or season at `at` is a time, and no name or verb.
fn is_time(r: &Reader, at: usize) -> bool {
    let words = &r.lexicon.words;
    let cued = r.follows(&words.time_cues, at)
        || r.before(at) == "-" && r.follows(&words.early, at.saturating_sub(1));
    let cued = cued || words.and.contains(r.before(at)) && is_named(r, at.saturating_sub(2));
    let doubtful = words.doubtful.contains(r.word(at));
    let capital = r.token(at).is_some_and(|token| r.parse.word(token).contains(char::is_uppercase));
    let season = r.lexicon.seasons.contains(r.word(at));
    (cued || !doubtful) && (capital || season || cued && !doubtful) && !names_more(r, at)
}

/// Whether a month or a weekday stands at `at`.
fn is_named(r: &Reader, at: usize) -> bool {
    r.lexicon.months.contains(r.word(at)) || r.lexicon.weekdays.contains(r.word(at))
}

/// Whether the word at `at` is the front of a longer name ("Sunday Times", "May Day", "April Jones").
fn names_more(r: &Reader, at: usize) -> bool {
    let next = at + 1;
    let is_time = r.lexicon.parts.contains(r.word(next)) || is_named(r, next);
    let front =
        r.token(at).filter(|&token| r.parse.dep(token) == "compound" && r.parse.pos(token) == "PROPN");
    let head = front.map(|token| r.parse.head(token));
    !is_time
        && head.is_some()
        && head == r.token(next)
        && head.is_some_and(|head| r.parse.pos(head) == "PROPN")
}

/// "2003" after "in" or before an event ("the 2003 invasion"), and no count.
fn year_alone(r: &Reader, at: usize) -> Option<(Fields, usize)> {
    let words = &r.lexicon.words;
    let start = r.skip(&words.year_titles, at);
    let (year, end) = year(r, start)?;
    let named = start > at || words.year_titles.contains(r.before(at));
    let dashed = r.before(at) == "-" && r.follows(&words.early, at.saturating_sub(1));
    let cued = named
        || dashed
        || r.follows(&words.year_cues, start)
        || r.before(at) == "("
        || is_dated(r, start) && !numbers_the_last(r, start);
    let fields = Fields { year: Some(year), ..Fields::default() };
    (modifies_one(r, start).unwrap_or(cued) && !is_measure(r, end)).then_some((fields, end))
}

/// Whether the number stands before one thing ("the 2003 invasion") or before things that it counts; None before neither.
fn modifies_one(r: &Reader, at: usize) -> Option<bool> {
    let token = r.token(at)?;
    let head = r.parse.head(token);
    let noun = head > token
        && r.parse.pos(head) != "VERB"
        && matches!(r.parse.dep(token), "nummod" | "compound" | "amod");
    let noun = noun
        .then_some(head)
        .or_else(|| r.tag(at + 1).starts_with("NN").then(|| r.token(at + 1)).flatten())?;
    let plural = r.parse.tag(noun).ends_with('S');
    let event = r.lexicon.is_event(&r.parse.lemma(noun).to_lowercase());
    let determined = matches!(r.tag(at.saturating_sub(1)), "DT" | "PRP$" | "POS");
    Some(if plural { event && determined } else { determined || event || is_dated(r, at) })
}

/// Whether the number belongs to the noun before it ("Flight 1549").
fn numbers_the_last(r: &Reader, at: usize) -> bool {
    let last = at.checked_sub(1).and_then(|last| r.token(last));
    last.is_some() && last == r.token(at).map(|token| r.parse.head(token)) && r.tag(at - 1).starts_with('N')
}

/// Whether the recogniser of names takes the token for a date.
fn is_dated(r: &Reader, at: usize) -> bool {
    let entity = r.token(at).and_then(|token| r.parse.entity_at(token));
    entity.is_some_and(|entity| r.parse.label(entity) == "DATE")
}

/// Whether a number that ends at `end` goes on as a decimal, a share or a clock time.
fn is_measure(r: &Reader, end: usize) -> bool {
    matches!(r.text(end), ":" | "$")
        || matches!(r.text(end), "." | "," | "/")
            && r.is_glued(end)
            && r.is_glued(end + 1)
            && r.figures(end + 1, 1..=9).is_some()
        || r.lexicon.words.clock_marks.contains(r.word(end))
        || r.lexicon.words.measures.contains(r.word(end))
}

/// "the 1990s", "the '90s".
fn decade<'l>(r: &Reader<'l>, at: usize) -> Option<(Base<'l>, usize)> {
    let start = r.skip(&r.lexicon.words.the, at);
    let start = if matches!(r.text(start), "'" | "’" | "‘") { start + 1 } else { start };
    let decade = match (r.figures(start, 4..=4), r.figures(start, 2..=2)) {
        (Some(year), _) if YEARS.contains(&year) => year,
        (_, Some(short)) if start > at => 1900 + short,
        _ => return None,
    };
    let end = start + 1 + usize::from(matches!(r.text(start + 1), "'" | "’"));
    (decade % 10 == 0 && r.text(end) == "s" && r.is_glued(end)).then_some(())?;
    Some((Base::Decade(i16::try_from(decade).ok()?), end + 1))
}

/// "the 20th century".
fn century<'l>(r: &Reader<'l>, at: usize) -> Option<(Base<'l>, usize)> {
    let (number, end) = day_number(r, r.skip(&r.lexicon.words.the, at))?;
    let end = if r.text(end) == "-" { end + 1 } else { end };
    (r.entry(&r.lexicon.units, end)?.unit == Unit::Century).then_some(())?;
    Some((Base::Century(i16::from(number).checked_sub(1)?.checked_mul(100)?), end + 1))
}

/// "the summer of 2016", "spring 2003", "winter" after a preposition.
fn season<'l>(r: &Reader<'l>, at: usize) -> Option<(Base<'l>, usize)> {
    let start = r.skip(&r.lexicon.words.the, at);
    let season = r.entry(&r.lexicon.seasons, start)?;
    let end = start + 1;
    let full =
        year(r, end).or_else(|| r.lexicon.words.of.contains(r.word(end)).then(|| year(r, end + 1)).flatten());
    if let Some((year, end)) = full {
        return Some((Base::Season(season, Some(year)), end));
    }
    let cued = r.follows(&r.lexicon.words.time_cues, at) && !r.tag(end).starts_with('N');
    (cued && !r.lexicon.words.of.contains(r.word(end)) && !r.tag(start).starts_with('V'))
        .then_some((Base::Season(season, None), end))
}

/// "the third quarter of 1989", "third-quarter".
fn quarter<'l>(r: &Reader<'l>, at: usize) -> Option<(Base<'l>, usize)> {
    let start = r.skip(&r.lexicon.words.the, at);
    let (number, end) = day_number(r, start)?;
    let end = if r.text(end) == "-" { end + 1 } else { end };
    (r.entry(&r.lexicon.units, end)?.unit == Unit::Quarter && (1..=4).contains(&number)).then_some(())?;
    let end = end + 1;
    let full =
        year(r, end).or_else(|| r.lexicon.words.of.contains(r.word(end)).then(|| year(r, end + 1)).flatten());
    Some(match full {
        Some((year, end)) => (Base::Quarter(number, Some(year)), end),
        None => (Base::Quarter(number, None), end),
    })
}

/// A word that points ("last", "the following") before a named day, month or season, with the position after it.
pub(super) fn selector(r: &Reader, at: usize) -> Option<(Shift, usize)> {
    let start = r.skip(&r.lexicon.words.the, at);
    let shift = *r.entry(&r.lexicon.selectors, start)?;
    // "that same day", "this past year": the second word says what is meant.
    match r.entry(&r.lexicon.selectors, start + 1) {
        Some(second) => Some((*second, start + 2)),
        None => Some((shift, start + 1)),
    }
}
