//! Amounts of time and what is made of them: "three weeks", "a two-hour battle", "two days later", "every two weeks".

use super::atoms::Reader;
use super::dates;
use super::lexicon::{Origin, Shift, Side, Unit};
use super::meaning::{Amount, Base, Meaning, Moment};

/// A number of units that starts at `at`, with the position after it; ages are none.
pub(super) fn amount(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    let start = r.skip(&r.lexicon.words.approximators, at);
    let forms = [half_unit, counted, one_unit, bare_units];
    let (amount, end) = forms.iter().find_map(|form| form(r, start))?;
    (!is_age(r, at, end)).then_some((amount, end))
}

fn is_age(r: &Reader, at: usize, end: usize) -> bool {
    let end = if r.text(end) == "-" { end + 1 } else { end };
    r.phrase(&r.lexicon.words.ages, end).is_some() || r.follows(&r.lexicon.words.age_cues, at)
}

/// "half an hour".
fn half_unit(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    let end = r.phrase(&r.lexicon.words.halves, at)?;
    let unit = r.entry(&r.lexicon.units, end)?.unit;
    Some((Amount { number: Some(0), half: true, unit }, end + 1))
}

/// "three more weeks", "24-hour", "5 1/2 hours", "two and a half years", "several months", "a couple of days".
fn counted(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    let (number, end) = number(r, at)?;
    let (half, end) = and_a_half(r, end).map_or((false, end), |end| (true, end));
    let end = if r.text(end) == "-" { end + 1 } else { r.skip(&r.lexicon.words.amount_fillers, end) };
    let word = r.entry(&r.lexicon.units, end)?;
    // "three second attempts" are no seconds, "a 30 second burst" is.
    let ordinal = r.lexicon.ordinals.contains(r.word(end)) && r.figures(at, 1..=3).is_none();
    let number = number.map(|number| number.saturating_mul(word.times));
    (!ordinal).then_some((Amount { number, half, unit: word.unit }, end + 1))
}

/// "a week", "an hour", "a minute and a half".
fn one_unit(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    r.lexicon.words.a.contains(r.word(at)).then_some(())?;
    let end = r.skip(&r.lexicon.words.amount_fillers, at + 1);
    let word = r.entry(&r.lexicon.units, end)?;
    let counts = word.unit != Unit::Second && r.tag(end) != "NNS" && r.text(end + 1) != "-";
    let (half, end) = and_a_half(r, end + 1).map_or((false, end + 1), |end| (true, end));
    counts.then_some((Amount { number: Some(word.times), half, unit: word.unit }, end))
}

/// "weeks", "day-long": units that nothing counts.
fn bare_units(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    let unit = r.entry(&r.lexicon.units, at)?.unit;
    if r.text(at + 1) == "-" && r.lexicon.words.amount_fillers.contains(r.word(at + 2)) {
        let number = (!r.text(at).ends_with('s')).then_some(1);
        return Some((Amount { number, half: false, unit }, at + 3));
    }
    let plural = r.text(at).ends_with('s') && unit != Unit::Weekend;
    plural.then_some((Amount { number: None, half: false, unit }, at + 1))
}

/// A number in figures or words; Some(None) for a vague one.
fn number(r: &Reader, at: usize) -> Option<(Option<u32>, usize)> {
    let words = &r.lexicon.words;
    if let Some(end) = r.phrase(&words.pairs, at) {
        return Some((Some(2), end));
    }
    if let Some(number) = r.figures(at, 1..=3) {
        let range_or_decimal = r.is_glued(at) && matches!(r.before(at), "." | "," | "/" | ":" | "$");
        return (!range_or_decimal).then_some((Some(number), at + 1));
    }
    if let Some((number, end)) = spelled(r, at) {
        return Some((Some(number), end));
    }
    let the = if words.the.contains(r.word(at)) { at + 1 } else { at };
    r.phrase(&words.vague_amounts, the).map(|end| (None, end))
}

/// "twenty-four", "a hundred", "two hundred".
fn spelled(r: &Reader, at: usize) -> Option<(u32, usize)> {
    let hundred = |at| r.entry(&r.lexicon.numbers, at).filter(|&&number| number == 100);
    if r.lexicon.words.a.contains(r.word(at)) {
        return hundred(at + 1).map(|hundred| (*hundred, at + 2));
    }
    let first = *r.entry(&r.lexicon.numbers, at)?;
    let next = if r.text(at + 1) == "-" { at + 2 } else { at + 1 };
    match r.entry(&r.lexicon.numbers, next) {
        Some(&100) => Some((first.saturating_mul(100), next + 1)),
        Some(&unit) if unit < 10 && first >= 20 && first % 10 == 0 => Some((first + unit, next + 1)),
        _ => Some((first, at + 1)),
    }
}

fn and_a_half(r: &Reader, at: usize) -> Option<usize> {
    let words = &r.lexicon.words;
    let figures =
        r.figures(at, 1..=1) == Some(1) && r.text(at + 1) == "/" && r.figures(at + 2, 1..=1) == Some(2);
    let spelled = words.and.contains(r.word(at))
        && words.a.contains(r.word(at + 1))
        && words.half.contains(r.word(at + 2));
    (figures || spelled).then_some(at + 3)
}

/// "two days later", "three weeks ago", "the day before": units away from an origin.
pub(super) fn shifted<'l>(r: &Reader<'l>, at: usize) -> Option<(Base<'l>, usize)> {
    let (amount, end) = amount(r, at).or_else(|| definite(r, at)).or_else(|| unit_before_direction(r, at))?;
    let end = if r.text(end) == "-" { end + 1 } else { r.skip(&r.lexicon.words.or_so, end) };
    let (end, shift) = r.phrase_entry(&r.lexicon.directions, end)?;
    (is_adverb(r, end)).then_some((Base::Shifted { amount, unit: amount.unit, shift: *shift }, end))
}

/// "the day", as in "the day after".
fn definite(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    r.lexicon.words.the.contains(r.word(at)).then_some(())?;
    let unit = r.entry(&r.lexicon.units, at + 1)?;
    Some((Amount::of(unit.times, unit.unit), at + 2))
}

/// "year", as in "a year-earlier loss".
fn unit_before_direction(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    let unit = r.entry(&r.lexicon.units, at)?;
    (r.text(at + 1) == "-").then_some((Amount::of(unit.times, unit.unit), at + 1))
}

/// Whether the direction that ends at `end` stands alone: "before" and "after" may govern what follows.
fn is_adverb(r: &Reader, end: usize) -> bool {
    let preposition = end.checked_sub(1).is_some_and(|last| r.lexicon.relations.contains(r.word(last)));
    let alone = ["", ".", ",", ":", "CC", "VBD", "MD", "''", "-RRB-", "HYPH"];
    !preposition || alone.contains(&r.tag(end))
}

/// "for three weeks", "the first nine months", "a two-hour battle".
pub(super) fn duration<'l>(r: &Reader<'l>, at: usize) -> Option<(Meaning<'l>, usize)> {
    let the = r.skip(&r.lexicon.words.the, at);
    let first = if the > at && r.lexicon.ordinals.contains(r.word(the)) { the + 1 } else { the };
    let (amount, end) = amount(r, first)?;
    let per_unit = r.lexicon.words.per.contains(r.word(at)) && is_rate(r, at);
    let (weak, only) = (amount.number == Some(1) && !amount.half, r.lexicon.words.a.contains(r.word(at)));
    if per_unit && weak && only {
        return Some((Meaning::Set(super::timex::amount(amount)), end));
    }
    let quarter = matches!(amount.unit, Unit::Quarter | Unit::Weekend) && weak;
    (!quarter).then_some((Meaning::Duration(amount), end))
}

/// Whether "a day" says how often: after a number or what it counts ("three times a day").
fn is_rate(r: &Reader, at: usize) -> bool {
    matches!(r.tag(at.saturating_sub(1)), "NNS" | "CD" | "RB" | "PDT")
        && at > 0
        && !r.follows(&r.lexicon.words.time_cues, at)
}

/// "the past three weeks", "the next few days", "recent months", "subsequent years".
pub(super) fn stretch<'l>(r: &Reader<'l>, at: usize) -> Option<(Meaning<'l>, usize)> {
    let start = r.skip(&r.lexicon.words.the, at);
    let side = r.entry(&r.lexicon.stretches, start);
    let shift = r.entry(&r.lexicon.selectors, start);
    let narrative = shift.is_some_and(|shift| shift.from == Origin::Narrative && shift.shift != 0);
    let side = side.copied().or_else(|| shift.filter(|_| narrative).map(|shift| side_of(*shift)))?;
    let (amount, end) = amount(r, start + 1).or_else(|| singular(r, start))?;
    Some((Meaning::Stretch { amount, side, of_narrative: narrative }, end))
}

fn side_of(shift: Shift) -> Side {
    if shift.shift < 0 { Side::Past } else { Side::Future }
}

/// "the past week": only where the word is about a stretch, for "last week" is a week of the calendar.
fn singular(r: &Reader, at: usize) -> Option<(Amount, usize)> {
    r.lexicon.words.stretch_of_one.contains(r.word(at)).then_some(())?;
    let unit = r.entry(&r.lexicon.units, at + 1)?;
    Some((Amount::of(unit.times, unit.unit), at + 2))
}

/// "every day", "each July", "every two weeks", "on Fridays", "daily".
pub(super) fn set<'l>(r: &Reader<'l>, at: usize) -> Option<(Meaning<'l>, usize)> {
    if let Some(value) = r.entry(&r.lexicon.sets, at) {
        return Some((Meaning::Set(value.clone()), at + 1));
    }
    if let Some(weekday) = r.entry(&r.lexicon.every_weekday, at) {
        return Some((Meaning::Set(format!("XXXX-WXX-{weekday}")), at + 1));
    }
    r.lexicon.words.every.contains(r.word(at)).then_some(())?;
    every_amount(r, at + 1).or_else(|| every_named(r, at + 1)).map(|(value, end)| (Meaning::Set(value), end))
}

fn every_amount(r: &Reader, at: usize) -> Option<(String, usize)> {
    let unit = r.entry(&r.lexicon.units, at).map(|word| (Amount::of(word.times, word.unit), at + 1));
    let (amount, end) = unit.or_else(|| amount(r, at))?;
    Some((super::timex::amount(amount), end))
}

fn every_named(r: &Reader, at: usize) -> Option<(String, usize)> {
    if let Some(part) = r.entry(&r.lexicon.parts, at) {
        return Some((format!("XXXX-XX-XXT{part}"), at + 1));
    }
    if let Some(season) = r.entry(&r.lexicon.seasons, at) {
        return Some((super::timex::season(season, None), at + 1));
    }
    match dates::date(r, at)? {
        (Base::Calendar(fields), end) => Some((super::timex::fields(fields), end)),
        _ => None,
    }
}

/// A moment that is only an amount away.
pub(super) fn moment_of(base: Base<'_>) -> Moment<'_> {
    Moment { base, ..Moment::default() }
}
