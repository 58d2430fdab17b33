//! What claims say of who holds a place: statements that somebody does, and changes after which somebody does not any more.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{Bound, Bounds, Claim, ClaimId, Dating, Factuality, Filler, Party, Polarity, Realis, Time};

use super::dating::{Dated, is_so};
use super::headings::Headings;
use super::lines::party;
use crate::Lexicon;

/// Somebody, by the actors of the directory, else by name: parts of one state are one side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Side(BTreeSet<String>);

impl Side {
    /// Whether two have nobody in common.
    pub fn is_apart(&self, other: &Self) -> bool {
        self.0.is_disjoint(&other.0)
    }
}

/// A statement that somebody holds a place.
#[derive(Debug, Clone)]
pub(super) struct Presence {
    pub side: Side,
    pub by: Vec<Party>,
    /// When it is said to have begun.
    pub from: (Option<Date>, Option<Date>),
    /// The days on which it is stated to be so. Where the first is later than the last it was so some time between them; none
    /// where nothing but the unknown day of the report is told.
    pub days: Option<(Date, Date)>,
    /// It is told as of the day of a report without a date, which was written no earlier than this, if that is known, and no later
    /// than this.
    pub undated: Option<(Option<Date>, Date)>,
    pub factuality: Factuality,
    pub claim: ClaimId,
}

/// A change after which somebody does not hold a place.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    /// Who does not; else all but those of `gained`.
    pub lost: Option<Side>,
    pub gained: Option<Side>,
    /// It happened within these days.
    pub days: (Date, Date),
    pub claim: ClaimId,
}

impl Ending {
    /// Whether it ends what a side has.
    pub fn ends(&self, side: &Side) -> bool {
        match (&self.lost, &self.gained) {
            (Some(lost), _) => !lost.is_apart(side),
            (None, Some(gained)) => gained.is_apart(side),
            (None, None) => false,
        }
    }

    pub fn bounds(&self) -> Bounds {
        let (earliest, latest) = self.days;
        Bounds { earliest: Some(Bound::Date(earliest)), latest: Some(Bound::Date(latest)) }
    }
}

/// All that claims say of who holds one place.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub presences: Vec<Presence>,
    pub endings: Vec<Ending>,
}

/// By what claims are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    pub headings: &'a Headings,
    pub lexicon: &'a Lexicon,
}

impl Facts {
    /// Takes what a claim about the place says of its holder.
    pub fn take(&mut self, claim: &Claim, dated: Dated<'_>, words: Words<'_>) {
        let types = &words.headings.holding;
        if claim.realis != Realis::Actual
            || matches!(claim.factuality, Factuality::Denied | Factuality::Unclear)
        {
            return;
        }
        let reading = Reading { claim, dated, words };
        if types.states.contains(&claim.event_type) {
            self.take_state(reading);
        } else if types.changes.contains(&claim.event_type) && is_so(claim) {
            self.take_change(reading);
        } else if types.leaving.contains(&claim.event_type) && is_so(claim) {
            self.endings.extend(reading.side("mover").and_then(|side| reading.loss(side)));
        }
    }

    fn take_state(&mut self, reading: Reading<'_>) {
        let Some(side) = reading.side("holder") else { return };
        if reading.claim.polarity == Polarity::Negated {
            self.endings.extend(reading.loss(side));
            return;
        }
        // Since somebody has held it, nobody else has.
        let gain = reading.stated_start();
        self.endings.extend(gain.map(|days| reading.ending(None, Some(side.clone()), days)));
        let stated_end = reading.stated_end();
        self.endings.extend(stated_end.map(|days| reading.ending(Some(side.clone()), None, days)));
        self.presences.extend(reading.presence(side, stated_end));
    }

    fn take_change(&mut self, reading: Reading<'_>) {
        if let Some(side) = reading.side("holder") {
            let gain = reading.days().map(|days| reading.ending(None, Some(side.clone()), days));
            self.endings.extend(gain);
            self.presences.extend(reading.presence(side, None));
        }
        self.endings.extend(reading.side("loser").and_then(|side| reading.loss(side)));
    }
}

/// A claim on its way.
#[derive(Debug, Clone, Copy)]
struct Reading<'a> {
    claim: &'a Claim,
    dated: Dated<'a>,
    words: Words<'a>,
}

impl Reading<'_> {
    fn fillers(&self, role: &str) -> &[Filler] {
        self.claim.roles.get(role).map_or(&[], Vec::as_slice)
    }

    /// Those who fill a role; none where nobody in particular does.
    fn side(&self, role: &str) -> Option<Side> {
        let names = self.fillers(role).iter().filter_map(|filler| self.name(filler));
        let names: BTreeSet<String> = names.collect();
        (!names.is_empty()).then_some(Side(names))
    }

    fn name(&self, filler: &Filler) -> Option<String> {
        let endings = &self.words.lexicon.contradictions.parts_of_a_state;
        let state = |actor: &String| {
            endings.iter().find_map(|ending| actor.strip_suffix(ending.as_str())).unwrap_or(actor).to_owned()
        };
        let named =
            || party(filler).name.map(|name| crate::lexicon::words(&name).collect::<Vec<_>>().join(" "));
        filler.actor.as_ref().map(state).or_else(named).filter(|name| !name.is_empty())
    }

    /// The days within which something happened; none where nobody says.
    fn days(&self) -> Option<(Date, Date)> {
        let when = self.dated.when(self.claim);
        if when.dating == Dating::Open {
            return None;
        }
        let from = when.from.or(when.to)?;
        Some((from, when.to.unwrap_or(from)))
    }

    /// When a state is stated to have begun.
    fn stated_start(&self) -> Option<(Date, Date)> {
        let Some(Time::State { start, .. }) = &self.claim.time else { return None };
        edges(*start)
    }

    /// When a state is stated to have ended.
    fn stated_end(&self) -> Option<(Date, Date)> {
        let Some(Time::State { end, .. }) = &self.claim.time else { return None };
        edges(*end)
    }

    fn loss(&self, side: Side) -> Option<Ending> {
        self.days().map(|days| self.ending(Some(side), None, days))
    }

    fn ending(&self, lost: Option<Side>, gained: Option<Side>, days: (Date, Date)) -> Ending {
        Ending { lost, gained, days, claim: self.claim.id.clone() }
    }

    /// The statement that a side holds the place; none where nobody knows of what time it speaks.
    fn presence(&self, side: Side, stated_end: Option<(Date, Date)>) -> Option<Presence> {
        let claim = self.claim;
        let (from, days) = match &claim.time {
            Some(Time::State { start, end, .. }) => self.state(*start, *end, stated_end),
            _ => self.moment(),
        };
        let undated = self.is_as_of_report().then_some((self.dated.since, self.dated.received.day));
        let undated = undated.filter(|_| self.dated.published.is_none());
        (days.is_some() || undated.is_some()).then(|| Presence {
            side,
            by: self.holders(),
            from,
            days,
            undated,
            factuality: claim.factuality,
            claim: claim.id.clone(),
        })
    }

    fn holders(&self) -> Vec<Party> {
        self.fillers("holder").iter().map(party).collect()
    }

    /// Whether a claim speaks of the day of its report.
    fn is_as_of_report(&self) -> bool {
        match &self.claim.time {
            None => true,
            Some(Time::State { end, .. }) => end.is_some_and(|end| end.earliest == Some(Bound::Report)),
            Some(Time::Occurrence { .. }) => false,
        }
    }

    /// Of a state: when it began, and on which days it was so. It was so until the day before that on which it may have ended.
    fn state(
        &self,
        start: Option<Bounds>,
        end: Option<Bounds>,
        stated_end: Option<(Date, Date)>,
    ) -> (Edge, Option<(Date, Date)>) {
        let ((earliest, latest), (ending, _)) = (self.dated.days(start), self.dated.days(end));
        let last = match stated_end {
            Some((ending, _)) => ending.yesterday().ok(),
            None => ending,
        };
        // Nothing can have begun after it may have ended.
        let first = latest
            .map(|latest| last.filter(|_| stated_end.is_some()).map_or(latest, |last| latest.min(last)));
        let days = first.or(last).zip(last.or(first));
        ((earliest, first.or(last)), days)
    }

    /// Of a change, or of a state of which only a day is told.
    fn moment(&self) -> (Edge, Option<(Date, Date)>) {
        match self.days() {
            Some((from, to)) if self.is_change() => ((Some(from), Some(to)), Some((to, to))),
            Some((from, to)) => ((None, Some(to)), Some((from.max(to), from.min(to)))),
            None => ((None, None), None),
        }
    }

    fn is_change(&self) -> bool {
        self.words.headings.holding.changes.contains(&self.claim.event_type)
    }
}

/// Both days of a bound; none unless both are told.
fn edges(bounds: Option<Bounds>) -> Option<(Date, Date)> {
    match bounds.map(|bounds| (bounds.earliest, bounds.latest)) {
        Some((Some(Bound::Date(earliest)), Some(Bound::Date(latest)))) => Some((earliest, latest)),
        _ => None,
    }
}

/// The earliest and the latest day of a beginning.
type Edge = (Option<Date>, Option<Date>);
