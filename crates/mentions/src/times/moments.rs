//! Moments: a day, a month, a year with a part of it, a clock time, and the words that point at it.

use super::amounts::{moment_of, shifted};
use super::atoms::Reader;
use super::dates::{date, selector};
use super::lexicon::{Origin, Shift, Unit};
use super::meaning::{Amount, Base, Fields, Moment};

/// The longest moment that starts at `at`, with the position after it.
pub(super) fn moment<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let forms = [plain, phased, clock_first, part_first, part_alone];
    forms.iter().filter_map(|form| form(r, at)).max_by_key(|(_, end)| *end)
}

/// "late on Tuesday", "mid-June", "the end of the month", "earlier this year".
fn phased<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let words = &r.lexicon.words;
    let start = r.skip(&words.the, at);
    if let Some(end) = r.phrase(&words.phases_of_time, start) {
        words.of.contains(r.word(end)).then_some(())?;
        return plain(r, end + 1).or_else(|| definite_unit(r, end + 1));
    }
    let end = r.phrase(&words.early, start)?;
    let end = if r.text(end) == "-" { end + 1 } else { end };
    let inner = r.skip(&words.on, end);
    plain(r, inner)
        .or_else(|| part_first(r, inner))
        .or_else(|| part_alone(r, end))
        .or_else(|| definite_unit(r, inner).filter(|_| inner > end))
}

/// A day or longer, with a part of the day or a clock time after it.
fn plain<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let (moment, end) = day(r, at)?;
    let (moment, end) = with_year(r, &moment, end).unwrap_or((moment, end));
    Some(with_part(r, &moment, end).unwrap_or((moment, end)))
}

/// A day, or a longer part of the calendar.
fn day<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let dated = date(r, at).map(|(base, end)| (moment_of(base), end));
    let away = shifted(r, at).map(|(base, end)| (moment_of(base), end));
    let forms = [dated, away, deictic(r, at), selected(r, at)];
    forms.into_iter().flatten().max_by_key(|(_, end)| *end)
}

/// "today", "yesterday", "overnight".
fn deictic<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let (end, word) = r.phrase_entry(&r.lexicon.deictic, at)?;
    let shift = Shift { shift: word.days.signum(), from: Origin::Report };
    let amount = Amount::of(word.days.unsigned_abs(), Unit::Day);
    let base =
        if word.through { Base::NightBefore } else { Base::Shifted { amount, unit: Unit::Day, shift } };
    Some((Moment { base, part: word.part.as_deref(), ..Moment::default() }, end))
}

/// "last Friday", "this April", "last week", "that year", "the same month", "the following day", "the next morning".
fn selected<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let (shift, end) = selector(r, at)?;
    if let Some(word) = r.entry(&r.lexicon.units, end).filter(|_| is_unit(r, end)) {
        let base = Base::Shifted {
            amount: Amount::of(shift.shift.unsigned_abs(), word.unit),
            unit: word.unit,
            shift,
        };
        return Some((moment_of(base), end + 1));
    }
    if let Some(part) = r.entry(&r.lexicon.parts, end) {
        let base = Base::Shifted {
            amount: Amount::of(shift.shift.unsigned_abs(), Unit::Day),
            unit: Unit::Day,
            shift,
        };
        return Some((Moment { base, part: Some(part), ..Moment::default() }, end + 1));
    }
    let (base, end) = date(r, end)?;
    Some((Moment { base, selector: Some(shift), ..Moment::default() }, end))
}

/// Whether the unit at `at` is one thing, and not the first part of a word ("this two-day", "last second").
fn is_unit(r: &Reader, at: usize) -> bool {
    let plural = r.text(at).ends_with('s');
    let fine = r.entry(&r.lexicon.units, at).is_some_and(|word| word.unit >= Unit::Day);
    fine && !plural
}

/// "the month", as in "the end of the month": the unit that the text is in.
fn definite_unit<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    r.lexicon.words.the.contains(r.word(at)).then_some(())?;
    let unit = r.entry(&r.lexicon.units, at + 1).filter(|_| is_unit(r, at + 1))?.unit;
    let shift = Shift { shift: 0, from: Origin::Narrative };
    Some((moment_of(Base::Shifted { amount: Amount::of(0, unit), unit, shift }), at + 2))
}

/// "the weekend", "the same time of the year": a unit that the article alone points at.
pub(super) fn the_weekend<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let (moment, end) = definite_unit(r, at)?;
    let weekend = matches!(moment.base, Base::Shifted { unit: Unit::Weekend, .. });
    let shift = Shift { shift: 0, from: Origin::Report };
    let base = Base::Shifted { amount: Amount::of(0, Unit::Weekend), unit: Unit::Weekend, shift };
    weekend.then_some((moment_of(base), end))
}

/// "April of that year", "14 May last year".
fn with_year<'l>(r: &Reader<'l>, moment: &Moment<'l>, end: usize) -> Option<(Moment<'l>, usize)> {
    match &moment.base {
        Base::Calendar(Fields { year: None, month: Some(_), .. }) | Base::Season(_, None) => {}
        _ => return None,
    }
    let (year, end) = selected(r, r.skip(&r.lexicon.words.of, end))?;
    match year.base {
        Base::Shifted { unit: Unit::Year, shift, .. } => {
            Some((Moment { of_year: Some(shift), ..moment.clone() }, end))
        }
        _ => None,
    }
}

/// What follows a day: "Sunday night", "4 May in the morning", "Tuesday at 7:30 p.m.".
fn with_part<'l>(r: &Reader<'l>, moment: &Moment<'l>, end: usize) -> Option<(Moment<'l>, usize)> {
    let words = &r.lexicon.words;
    let inner = if r.text(end) == "," { end + 1 } else { end };
    let timed = if words.clock_cues.contains(r.word(inner)) { inner + 1 } else { inner };
    if let Some((clock, end)) = clock(r, timed) {
        return Some((Moment { clock: Some(clock), ..moment.clone() }, end));
    }
    let inner = if words.r#in.contains(r.word(end)) { r.skip(&words.the, end + 1) } else { end };
    let (part, end) = part_of_day(r, inner)?;
    Some((Moment { part: Some(part), ..moment.clone() }, end))
}

/// A part of the day, early or late in it or not: "late evening", "mid-morning", "early hours".
fn part_of_day<'l>(r: &Reader<'l>, at: usize) -> Option<(&'l str, usize)> {
    let early = r.skip(&r.lexicon.words.early, at);
    let early = if early > at && r.text(early) == "-" { early + 1 } else { early };
    let found = r.phrase_entry(&r.lexicon.parts, at).or_else(|| r.phrase_entry(&r.lexicon.parts, early));
    found.map(|(end, part)| (part.as_str(), end))
}

/// "7:30 p.m. on Tuesday", "0730 hours", "noon Thursday", "four in the morning of 4 May".
fn clock_first<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let (clock, end) = clock(r, at)?;
    let alone = Moment { clock: Some(clock), ..Moment::default() };
    let words = &r.lexicon.words;
    let next = if r.text(end) == "," { end + 1 } else { r.skip(&words.on, end) };
    let next = if words.of.contains(r.word(next)) { next + 1 } else { next };
    match day(r, next).filter(|(moment, _)| is_day(moment)) {
        Some((day, end)) => Some((Moment { part: None, ..day }, end))
            .map(|(day, end)| (Moment { clock: alone.clock, ..day }, end)),
        None => Some((alone, end)),
    }
}

/// Whether the moment is a day, which a clock time can be of.
fn is_day(moment: &Moment) -> bool {
    match &moment.base {
        Base::Calendar(fields) => fields.day.is_some() || fields.weekday.is_some(),
        Base::Shifted { unit, .. } => *unit == Unit::Day,
        _ => false,
    }
}

/// "the morning of 4 May", "the night of Tuesday".
fn part_first<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let words = &r.lexicon.words;
    let (part, end) = part_of_day(r, r.skip(&words.the, at))?;
    let inner = if words.of.contains(r.word(end)) || words.on.contains(r.word(end)) { end + 1 } else { end };
    let (day, end) = day(r, inner).filter(|(day, _)| is_day(day) && day.part.is_none())?;
    Some((Moment { part: Some(part), ..day }, end))
}

/// "in the morning", "at dawn": a part of the day that the text is at.
fn part_alone<'l>(r: &Reader<'l>, at: usize) -> Option<(Moment<'l>, usize)> {
    let words = &r.lexicon.words;
    let (part, end) = part_of_day(r, r.skip(&words.the, at))?;
    let cued = r.follows(&words.part_cues, at) && !r.tag(end).starts_with('N');
    let alone = cued && !words.of.contains(r.word(end));
    alone.then_some((Moment { part: Some(part), ..Moment::default() }, end))
}

/// A time of the clock as "19:30", with the position after it and its zone.
fn clock(r: &Reader, at: usize) -> Option<(String, usize)> {
    let forms = [clock_word, colon, twelve_hours, four_figures, in_the_part];
    let (time, end) = forms.iter().filter_map(|form| form(r, at)).max_by_key(|(_, end)| *end)?;
    Some((time, r.skip(&r.lexicon.words.zones, end)))
}

fn clock_word(r: &Reader, at: usize) -> Option<(String, usize)> {
    let compound = r.tag(at + 1).starts_with('N') && !r.lexicon.weekdays.contains(r.word(at + 1));
    r.entry(&r.lexicon.clock_words, at).filter(|_| !compound).map(|time| (time.clone(), at + 1))
}

/// "7:30 p.m.", "19:30".
fn colon(r: &Reader, at: usize) -> Option<(String, usize)> {
    let (hour, minute) = (r.figures(at, 1..=2)?, r.figures(at + 2, 2..=2)?);
    (matches!(r.text(at + 1), ":" | ".") && r.is_glued(at + 1) && r.is_glued(at + 2)).then_some(())?;
    let half_day = half_day(r, at + 3);
    if r.text(at + 1) == "." && half_day.is_none() || r.text(at + 3) == ":" {
        return None;
    }
    let (hour, end) = half_day.map_or((Some(hour), at + 3), |(later, end)| (on_24(hour, later), end));
    Some((time(hour?, minute)?, r.skip(&r.lexicon.words.clock_marks, end)))
}

/// "7 p.m.", "7pm".
fn twelve_hours(r: &Reader, at: usize) -> Option<(String, usize)> {
    let hour = r.figures(at, 1..=2)?;
    let (later, end) = half_day(r, at + 1)?;
    Some((time(on_24(hour, later)?, 0)?, end))
}

/// "at 0730", "1500 hours", and "1835 (0035 GMT)", where the bracket says it in another zone.
fn four_figures(r: &Reader, at: usize) -> Option<(String, usize)> {
    let figures = r.figures(at, 4..=4)?;
    let end = r.skip(&r.lexicon.words.clock_marks, at + 1);
    let cued = r.follows(&r.lexicon.words.clock_cues, at) && r.text(at).starts_with('0');
    let said_again = r.text(at + 1) == "("
        && r.figures(at + 2, 4..=4).is_some()
        && r.lexicon.words.clock_marks.contains(r.word(at + 3));
    (cued || said_again || end > at + 1).then_some((time(figures / 100, figures % 100)?, end))
}

/// "4 in the morning".
fn in_the_part(r: &Reader, at: usize) -> Option<(String, usize)> {
    let hour = r.figures(at, 1..=2).or_else(|| r.entry(&r.lexicon.numbers, at).copied())?;
    let words = &r.lexicon.words;
    (words.r#in.contains(r.word(at + 1)) && words.the.contains(r.word(at + 2))).then_some(())?;
    let (part, end) = part_of_day(r, at + 3)?;
    r.follows(&words.clock_cues, at).then_some(())?;
    Some((time(on_24(hour, Later(part != "MO"))?, 0)?, end))
}

/// Whether an hour is after noon.
#[derive(Clone, Copy)]
struct Later(bool);

fn half_day(r: &Reader, at: usize) -> Option<(Later, usize)> {
    let (am, pm) = (r.phrase(&r.lexicon.words.before_noon, at), r.phrase(&r.lexicon.words.after_noon, at));
    am.map(|end| (Later(false), end)).or(pm.map(|end| (Later(true), end)))
}

fn on_24(hour: u32, later: Later) -> Option<u32> {
    (1..=12).contains(&hour).then_some(hour % 12 + if later.0 { 12 } else { 0 })
}

fn time(hour: u32, minute: u32) -> Option<String> {
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}
