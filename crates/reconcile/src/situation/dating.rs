//! When a claim was said and when it was so, as far as its report tells: reports without a date are bounded by what they tell.

use jiff::civil::Date;
use model::{Bound, Bounds, Claim, Dating, Factuality, Polarity, Realis, Time, When};

use super::Received;

/// A report by its days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated<'a> {
    pub received: &'a Received,
    /// The day of its publication.
    pub published: Option<Date>,
    /// Of a report without a date, the last day that it tells as past: it was written no earlier.
    pub since: Option<Date>,
}

/// Whether something was so by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Timing {
    By,
    /// By that day or only later: nobody says.
    Perhaps,
    Later,
}

impl<'a> Dated<'a> {
    pub fn of(received: &'a Received) -> Self {
        let published = received.told.imprint.published;
        let since = if published.is_some() { None } else { proven(&received.told.claims) };
        Self { received, published, since }
    }

    /// The day on which it became known.
    pub fn known(&self) -> Date {
        self.published.unwrap_or(self.received.day)
    }

    /// A bound as a day; none for the unknown day of a report without a date.
    pub fn day(&self, bound: Option<Bound>) -> Option<Date> {
        match bound? {
            Bound::Date(date) => Some(date),
            Bound::Report => self.published,
        }
    }

    /// Both edges as days.
    pub fn days(&self, bounds: Option<Bounds>) -> (Option<Date>, Option<Date>) {
        bounds.map_or((None, None), |bounds| (self.day(bounds.earliest), self.day(bounds.latest)))
    }

    /// The earliest and the latest day of what a claim tells.
    pub fn when(&self, claim: &Claim) -> When {
        let stated = claim.time.as_ref().and_then(|time| self.stated(time, claim.realis));
        let text = claim.time.as_ref().map(|time| text_of(time).to_owned());
        match (stated, self.published) {
            (Some((from, to)), _) => When { from, to, dating: Dating::Stated, text },
            (None, Some(day)) if text.is_none() => {
                When { from: Some(day), to: Some(day), dating: Dating::Published, text }
            }
            // Who tells a story without dates need not tell it as of the day of writing.
            (None, _) => When { from: None, to: Some(self.known()), dating: Dating::Open, text },
        }
    }

    /// The days that a time states; none where it states no day.
    fn stated(&self, time: &Time, realis: Realis) -> Option<(Option<Date>, Option<Date>)> {
        let (from, to) = match time {
            Time::Occurrence { from, to, .. } => (*from, *to),
            Time::State { start, end, .. } => self.extent(*start, *end),
        };
        // What took place did so before it was told.
        let told =
            self.published.filter(|told| realis == Realis::Actual && from.is_some_and(|from| from <= *told));
        (from.is_some() || to.is_some()).then(|| (from, to.or(told)))
    }

    /// The days within which a state was so.
    fn extent(&self, start: Option<Bounds>, end: Option<Bounds>) -> (Option<Date>, Option<Date>) {
        let ((start, started), (ending, end)) = (self.days(start), self.days(end));
        match started.zip(ending) {
            Some((started, ending)) => {
                let within = started.min(end.unwrap_or(started));
                (start.or(Some(within.min(ending))), end.or(Some(within.max(ending))))
            }
            None => (start.or(ending), end.or(started)),
        }
    }

    /// Whether what a claim tells was so by a day; what is planned or required, whether it was said by then.
    pub fn timing(&self, claim: &Claim, at: Date) -> Timing {
        let When { from, to, dating, .. } = match claim.realis {
            Realis::Actual | Realis::Attempted => self.when(claim),
            Realis::Planned | Realis::Hypothetical | Realis::Required => self.said(),
        };
        match (dating, from, to) {
            (Dating::Stated | Dating::Published, Some(from), _) if from <= at => Timing::By,
            (_, _, Some(to)) if to <= at => Timing::By,
            (_, Some(from), _) if from > at => Timing::Later,
            _ => Timing::Perhaps,
        }
    }

    /// When the report was written.
    pub fn said(&self) -> When {
        match self.published {
            Some(day) => When { from: Some(day), to: Some(day), dating: Dating::Published, text: None },
            None => When { from: self.since, to: Some(self.received.day), dating: Dating::Open, text: None },
        }
    }
}

/// The words that say when.
fn text_of(time: &Time) -> &str {
    let (Time::State { text, .. } | Time::Occurrence { text, .. }) = time;
    text
}

/// The last day that claims tell as past.
fn proven(claims: &[Claim]) -> Option<Date> {
    let happened = claims.iter().filter(|claim| is_so(claim));
    happened.filter_map(|claim| claim.time.as_ref()).filter_map(reached).max()
}

/// The last day that was surely reached when a time was told as past.
fn reached(time: &Time) -> Option<Date> {
    let day = |bound: Option<Bound>| match bound {
        Some(Bound::Date(date)) => Some(date),
        _ => None,
    };
    match time {
        Time::Occurrence { from, .. } => *from,
        Time::State { start, end, .. } => {
            [start, end].into_iter().flatten().filter_map(|bounds| day(bounds.earliest)).max()
        }
    }
}

/// Whether a claim says that something was so.
pub(super) fn is_so(claim: &Claim) -> bool {
    claim.realis == Realis::Actual
        && claim.polarity == Polarity::Affirmed
        && !matches!(claim.factuality, Factuality::Denied | Factuality::Unclear)
}
