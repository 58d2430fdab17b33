//! Times: what the words say of when, on the calendar wherever the words, the report or the narrative prove it.
//!
//! Recognition (`expressions` and the forms that it lists) reads words and syntax; resolution (`resolve`) asks the
//! calendar.

mod amounts;
mod anchors;
mod atoms;
mod calendar;
mod dates;
mod expressions;
mod lexicon;
mod meaning;
mod moments;
mod narrative;
mod phrases;
mod ranges;
mod relations;
mod resolve;
mod tense;
mod timex;

#[cfg(test)]
mod tests;

pub use lexicon::TimeLexicon;

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{Basis, Parse, TimeMention, TimeRelation, TokenRange};

use atoms::Reader;
use calendar::Period;
use meaning::{Base, Expression, Fields, Meaning};
use narrative::Narrative;
use resolve::{Resolved, Setting, resolve};

/// The times of a report in order of text; `published` is the day that relative ones count from, else the dateline's.
///
/// A time that hangs on an event may cover one that dates the event ("the 2003 invasion", "2003").
pub fn find(parse: &Parse, published: Option<Date>, lexicon: &TimeLexicon) -> Vec<TimeMention> {
    let report = published.or_else(|| dateline(parse, lexicon));
    let mut times = on_the_calendar(parse, report, lexicon);
    let anchored = anchors::find(parse, lexicon, &times);
    let starts: BTreeSet<usize> = anchored.iter().map(|anchor| anchor.tokens.first).collect();
    times.retain(|time| !is_amount_of(time, &starts));
    times.extend(anchored);
    times.sort_by_key(|time| (time.tokens.first, std::cmp::Reverse(time.tokens.end)));
    times
}

/// Whether the time is the amount of "three days after the ceasefire", where a time that hangs on an event starts.
fn is_amount_of(time: &TimeMention, starts: &BTreeSet<usize>) -> bool {
    time.kind == model::TimeKind::Duration && starts.contains(&time.tokens.first)
}

/// The day that stands in full in the dateline, before the text proper ("MOSUL, 4 July 2016 –").
pub fn dateline(parse: &Parse, lexicon: &TimeLexicon) -> Option<Date> {
    let first = *expressions::blocks(parse).first()?;
    let reader = Reader::new(parse, lexicon, first);
    let (at, end, fields) = (0..DATELINE_WORDS).find_map(|at| full_date(&reader, at))?;
    let opens = reader.atoms.iter().take(at).all(|atom| is_of_dateline(parse, atom.token));
    let marks = ["-", "–", "—", "(", "_", ":"];
    let closes = marks.contains(&reader.text(end))
        || at == 0 && reader.tag(end).is_empty()
        || reader.text(end).is_empty();
    (opens && closes).then_some(())?;
    Date::new(fields.year?, fields.month?, fields.day?).ok()
}

/// How many words and marks can stand before the date of a dateline: a place, a country, an agency.
const DATELINE_WORDS: usize = 10;

fn full_date(reader: &Reader, at: usize) -> Option<(usize, usize, Fields)> {
    match dates::date(reader, at)? {
        (Base::Calendar(fields), end) if fields.day.is_some() && fields.year.is_some() => {
            Some((at, end, fields))
        }
        _ => None,
    }
}

/// Names, and marks that do not end a sentence.
fn is_of_dateline(parse: &Parse, token: usize) -> bool {
    let word = parse.word(token);
    word.starts_with(char::is_uppercase) || word.chars().all(|c| !c.is_alphanumeric() && c != '.')
}

/// The times that the calendar or the clock names, each read against what was told before it.
fn on_the_calendar(parse: &Parse, report: Option<Date>, lexicon: &TimeLexicon) -> Vec<TimeMention> {
    let mut narrative = Narrative::default();
    let mut sentence = 0;
    let mut times = Vec::new();
    for expression in expressions::recognise(parse, lexicon) {
        let Some(token) = parse.tokens.get(expression.tokens.first) else { continue };
        for entered in parse.sentences.iter().take(token.sentence + 1).skip(sentence) {
            narrative = narrative.entering(parse, lexicon, *entered);
        }
        sentence = token.sentence + 1;
        let head = head(parse, expression.tokens);
        let said = relations::said(parse, lexicon, expression.tokens, head);
        let tense = tense::tense_at(parse, lexicon, head, said);
        let setting = Setting { report, narrative, tense, said, sentence: token.sentence };
        let resolved = resolve(&expression.meaning, &setting);
        if !matches!(said, Some(TimeRelation::Since | TimeRelation::AsOf)) {
            narrative = followed(&setting, &expression.meaning, &resolved);
        }
        times.push(mention(&expression, head, said, resolved));
    }
    times
}

/// The narrative after a time: it is at that time now, or back at the report.
fn followed(setting: &Setting, meaning: &Meaning, resolved: &Resolved) -> Narrative {
    let narrative = setting.narrative;
    match (meaning, resolved.period) {
        (Meaning::Reference(lexicon::Side::Present), _) => Narrative::default(),
        (Meaning::Moment(moment), _) if looks_back(&moment.base) => narrative,
        (Meaning::Moment(_) | Meaning::Range(..), Some(period)) => {
            let by_calendar = is_by_calendar(setting, meaning, resolved, period);
            Narrative { time: Some(period), by_calendar, sentence: setting.sentence }
        }
        _ => narrative,
    }
}

/// Whether the time was told by the calendar, or from one that was.
fn is_by_calendar(setting: &Setting, meaning: &Meaning, resolved: &Resolved, period: Period) -> bool {
    let narrative = setting.narrative;
    let told = narrative.by_calendar && narrative.time.is_some_and(|time| near(time, period));
    let relative = matches!(meaning, Meaning::Moment(moment) if from_report(&moment.base, setting));
    resolved.basis == Basis::Stated || told && !relative
}

/// Whether the words look back from the narrative ("a year earlier"), which goes on from where it was.
fn looks_back(base: &Base) -> bool {
    matches!(base, Base::Shifted { shift, .. } if shift.from == lexicon::Origin::Narrative && shift.shift < 0)
}

fn from_report(base: &Base, setting: &Setting) -> bool {
    match base {
        Base::Shifted { shift, unit, .. } => {
            shift.from == lexicon::Origin::Report && !resolve::goes_on(*unit, *shift, setting.tense)
        }
        Base::NightBefore => true,
        _ => false,
    }
}

/// Whether two times are close enough for one to be told from the other.
fn near(a: Period, b: Period) -> bool {
    (a.from.year() - b.from.year()).abs() <= 1
}

fn mention(
    expression: &Expression,
    head: usize,
    said: Option<TimeRelation>,
    resolved: Resolved,
) -> TimeMention {
    let relation = relations::relation(&expression.meaning, said);
    TimeMention {
        tokens: expression.tokens,
        head,
        kind: resolved.kind,
        value: resolved.value,
        from: resolved.from,
        to: resolved.to,
        precision: resolved.precision,
        basis: resolved.basis,
        relation,
        anchor: None,
    }
}

/// The token of the range that governs the others: the first whose head is outside, else the first that says something.
fn head(parse: &Parse, tokens: TokenRange) -> usize {
    let outside = |i: &usize| parse.head(*i) == *i || !tokens.contains(parse.head(*i));
    let says = |i: &usize| !matches!(parse.pos(*i), "DET" | "PUNCT" | "SPACE" | "ADP" | "ADV" | "ADJ");
    let content = |i: &usize| !matches!(parse.pos(*i), "DET" | "PUNCT" | "SPACE" | "ADP");
    let governs = tokens.iter().filter(outside).find(content);
    governs.or_else(|| tokens.iter().find(says)).unwrap_or(tokens.first)
}
