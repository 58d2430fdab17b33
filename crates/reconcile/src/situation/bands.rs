//! Who held a place from when to when, by everything that is said of it, and who holds it on one day.
//!
//! What is said of one day is never taken to be so on another: between two statements, and after the last one, nothing is
//! stated. After a stated end nobody is carried on at all.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{Band, Bound, Bounds, Contradiction, Control, Disputed, Held, HolderStanding, Party};

use super::facts::{Ending, Facts, Presence, Side};

/// The statements that one side holds a place, with no end of that between them.
#[derive(Debug, Clone)]
struct Hold<'a> {
    side: &'a Side,
    /// With days first, in their order; those without any come last.
    presences: Vec<&'a Presence>,
    ending: Option<&'a Ending>,
}

/// Who holds a place on a day.
pub(super) fn control(facts: &Facts, at: Date) -> Control {
    let holds = holds(facts);
    let standing = Standing::of(facts, &holds, at);
    let held = |of: Option<(&Hold<'_>, Bounds)>| of.map(|(hold, as_of)| hold.held(as_of));
    let (kind, holder, last, first) = match standing {
        Standing::Stated(hold) => {
            let day = Some(Bound::Date(at));
            (HolderStanding::Stated, Some((hold, Bounds { earliest: day, latest: day })), None, None)
        }
        Standing::Disputed => (HolderStanding::Disputed, None, None, None),
        Standing::Changing => (HolderStanding::Changing, None, None, None),
        Standing::Last(hold, as_of) => (HolderStanding::LastStated, None, Some((hold, as_of)), None),
        Standing::First(hold, as_of) => (HolderStanding::SinceUnsaid, None, None, Some((hold, as_of))),
        Standing::None => (HolderStanding::NotStated, None, None, None),
    };
    Control {
        standing: kind,
        holder: held(holder),
        last_stated: held(last),
        first_stated: held(first),
        bands: holds.iter().map(Hold::band).collect(),
    }
}

/// Statements that two sides hold a place on the same days, on which it did not change hands.
pub(super) fn disputes(facts: &Facts) -> Vec<Contradiction> {
    let mut found: BTreeMap<(&Side, &Side), Contradiction> = BTreeMap::new();
    for one in &facts.presences {
        for other in
            facts.presences.iter().filter(|other| one.side < other.side && one.side.is_apart(&other.side))
        {
            let Some((first, last)) = one.days_with(other) else { continue };
            let changes = |ending: &&Ending| ending.days.0 <= last && ending.days.1 >= first;
            if facts.endings.iter().any(|ending| changes(&ending)) {
                continue;
            }
            let known = found.entry((&one.side, &other.side)).or_insert_with(|| Contradiction {
                about: Disputed::Holder,
                words: format!("held by {} or by {}", names(&one.by), names(&other.by)),
                sides: vec![Vec::new(), Vec::new()],
                within_report: false,
            });
            for (side, claim) in known.sides.iter_mut().zip([&one.claim, &other.claim]) {
                if !side.contains(claim) {
                    side.push(claim.clone());
                }
            }
        }
    }
    found.into_values().collect()
}

/// "the rebels", "rebels and their allies".
fn names(parties: &[Party]) -> String {
    let mut names: Vec<&str> =
        parties.iter().filter_map(|party| party.name.as_deref().or(party.actor.as_deref())).collect();
    names.dedup();
    names.join(" and ")
}

/// The holds of all sides, in order of time.
fn holds(facts: &Facts) -> Vec<Hold<'_>> {
    let mut of_sides: BTreeMap<&Side, Vec<&Presence>> = BTreeMap::new();
    for presence in facts.presences.iter().filter(|presence| presence.days.is_some()) {
        of_sides.entry(&presence.side).or_default().push(presence);
    }
    let mut holds: Vec<Hold<'_>> = Vec::new();
    for (side, mut presences) in of_sides {
        presences.sort_by_key(|presence| presence.span());
        let endings = || facts.endings.iter().filter(|ending| ending.ends(side));
        for presence in presences {
            let goes_on = |hold: &Hold<'_>| {
                hold.side == side && !hold.is_over(presence, endings()) && !hold.has_rival(presence, facts)
            };
            match holds.last_mut().filter(|hold| goes_on(hold)) {
                Some(hold) => hold.presences.push(presence),
                None => holds.push(Hold { side, presences: vec![presence], ending: None }),
            }
        }
    }
    for hold in &mut holds {
        hold.ending = hold.ended(&facts.endings);
    }
    holds.sort_by_key(Hold::begins);
    for presence in facts.presences.iter().filter(|presence| presence.days.is_none()) {
        take_undated(&mut holds, presence);
    }
    holds
}

/// A statement of no known day goes with the last hold of its side, if that did not end, else stands behind all others.
fn take_undated<'a>(holds: &mut Vec<Hold<'a>>, presence: &'a Presence) {
    match holds.iter_mut().rfind(|hold| hold.side == &presence.side && hold.ending.is_none()) {
        Some(hold) => hold.presences.push(presence),
        None => holds.push(Hold { side: &presence.side, presences: vec![presence], ending: None }),
    }
}

impl Presence {
    /// The first and the last day within which it is stated.
    fn span(&self) -> Option<(Date, Date)> {
        self.days.map(|(first, last)| (first.min(last), first.max(last)))
    }

    /// Whether it is stated to be so on a day.
    fn covers(&self, day: Date) -> bool {
        self.days.is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// The first and the last day on which both are stated to be so.
    fn days_with(&self, other: &Self) -> Option<(Date, Date)> {
        let ((first, last), (other_first, other_last)) = self.days.zip(other.days)?;
        let (first, last) = (first.max(other_first), last.min(other_last));
        (first <= last).then_some((first, last))
    }

    /// Whether a day is one on which it may have begun.
    fn may_begin(&self, day: Date) -> bool {
        matches!(self.from, (Some(earliest), Some(latest)) if earliest <= day && day < latest)
    }

    /// The latest time, no later than a day, as of which it is stated; none if that is not known to be so.
    fn as_of(&self, at: Date) -> Option<Bounds> {
        let dated = self.days.filter(|(first, last)| *first.min(last) <= at).map(|(first, last)| {
            let (earliest, latest) = if first <= last { (last, last) } else { (last, first) };
            (earliest.min(at), Bound::Date(latest.min(at)))
        });
        match self.undated {
            // It was written by that day, or its side had begun to hold the place by then.
            Some((since, received)) if received <= at || dated.is_some() => {
                let earliest = since.max(dated.map(|(earliest, _)| earliest)).filter(|since| *since <= at);
                Some(Bounds { earliest: earliest.map(Bound::Date), latest: Some(Bound::Report) })
            }
            _ => dated.map(|(earliest, latest)| Bounds {
                earliest: Some(Bound::Date(earliest)),
                latest: Some(latest),
            }),
        }
    }
}

impl<'a> Hold<'a> {
    fn last_day(&self) -> Option<Date> {
        self.presences.iter().filter_map(|presence| presence.span()).map(|(_, last)| last).max()
    }

    fn begins(&self) -> Option<(Date, Date)> {
        self.presences.first().and_then(|presence| presence.span())
    }

    /// Whether an ending lies between what was said last and a statement.
    fn is_over<'b>(&self, next: &Presence, mut endings: impl Iterator<Item = &'b Ending>) -> bool {
        let Some(((next, _), last)) = next.span().zip(self.last_day()) else { return false };
        endings.any(|ending| ending.days.1 >= last && ending.days.1 <= next && ending.days.0 < next)
    }

    /// Whether others are stated to hold the place between what was said last and a statement.
    fn has_rival(&self, next: &Presence, facts: &Facts) -> bool {
        let Some(((next, _), last)) = next.span().zip(self.last_day()) else { return false };
        let rivals = facts.presences.iter().filter(|presence| presence.side.is_apart(self.side));
        rivals.filter_map(Presence::span).any(|(_, said)| last < said && said < next)
    }

    /// The first ending at or after what was said last.
    fn ended(&self, endings: &'a [Ending]) -> Option<&'a Ending> {
        let last = self.last_day()?;
        let endings = endings.iter().filter(|ending| ending.ends(self.side) && ending.days.1 >= last);
        endings.min_by_key(|ending| ending.days.1)
    }

    fn from(&self) -> Bounds {
        let earliest = self.presences.iter().find_map(|presence| presence.from.0);
        let latest = self.presences.iter().filter_map(|presence| presence.from.1).min();
        let unknown = || self.presences.iter().any(|presence| presence.undated.is_some());
        let latest = latest.map(Bound::Date).or_else(|| unknown().then_some(Bound::Report));
        Bounds { earliest: earliest.map(Bound::Date), latest }
    }

    /// As of when it is stated last, by a day.
    fn as_of(&self, at: Date) -> Option<Bounds> {
        self.presences.iter().filter_map(|presence| presence.as_of(at)).max_by_key(rank)
    }

    fn band(&self) -> Band {
        Band {
            by: self.by(),
            from: self.from(),
            last_said: self.as_of(Date::MAX).unwrap_or(Bounds { earliest: None, latest: None }),
            until: self.ending.map(Ending::bounds),
            factuality: self.factuality(),
            claims: self.presences.iter().map(|presence| presence.claim.clone()).collect(),
            ended_by: self.ending.iter().map(|ending| ending.claim.clone()).collect(),
        }
    }

    fn held(&self, as_of: Bounds) -> Held {
        Held {
            by: self.by(),
            from: self.from(),
            as_of,
            factuality: self.factuality(),
            claims: self.presences.iter().map(|presence| presence.claim.clone()).collect(),
        }
    }

    /// Those who hold the place, by the first statement.
    fn by(&self) -> Vec<Party> {
        self.presences.first().map(|presence| presence.by.clone()).unwrap_or_default()
    }

    /// On the surest footing of all statements; the order of the enum is that of certainty.
    fn factuality(&self) -> model::Factuality {
        self.presences.iter().map(|presence| presence.factuality).min().unwrap_or_default()
    }
}

/// Later times rank higher, and the unknown day of a report without a date above what it tells as past.
fn rank(bounds: &Bounds) -> (Option<Date>, bool, Option<Date>) {
    let day = |bound: Option<Bound>| match bound {
        Some(Bound::Date(date)) => Some(date),
        _ => None,
    };
    (day(bounds.earliest), bounds.latest == Some(Bound::Report), day(bounds.latest))
}

/// Who holds a place on a day, with the hold that says so.
enum Standing<'a> {
    Stated(&'a Hold<'a>),
    Disputed,
    Changing,
    Last(&'a Hold<'a>, Bounds),
    First(&'a Hold<'a>, Bounds),
    None,
}

impl<'a> Standing<'a> {
    fn of(facts: &Facts, holds: &'a [Hold<'a>], at: Date) -> Self {
        let covers = |hold: &&Hold<'_>| hold.presences.iter().any(|presence| presence.covers(at));
        let covering: Vec<&Hold<'_>> = holds.iter().filter(covers).collect();
        let ends = |ending: &Ending| ending.days.0 <= at && at <= ending.days.1;
        let changing =
            facts.endings.iter().any(ends) || facts.presences.iter().any(|presence| presence.may_begin(at));
        let is_one = |first: &&Hold<'_>| covering.iter().all(|hold| !hold.side.is_apart(first.side));
        match covering.first() {
            Some(first) if is_one(first) => Self::Stated(first),
            Some(_) if !changing => Self::Disputed,
            _ if changing => Self::Changing,
            _ => Self::before(holds, at).unwrap_or_else(|| Self::after(holds, at)),
        }
    }

    /// Who was stated to hold it last before a day; none if nothing was said by then.
    fn before(holds: &'a [Hold<'a>], at: Date) -> Option<Self> {
        let said = holds.iter().filter_map(|hold| Some((hold, hold.as_of(at)?)));
        let (last, as_of) = said.max_by_key(|(_, as_of)| rank(as_of))?;
        // Whoever held it after them may have left it since: then nobody is carried on.
        let ended = holds.iter().filter_map(|hold| hold.ending).filter(|ending| ending.days.1 <= at);
        let news = ended.max_by_key(|ending| ending.days.1);
        let is_over = last.ending.is_some_and(|ending| ending.days.1 <= at);
        let is_older = news.is_some_and(|news| rank(&as_of).0.is_some_and(|day| day < news.days.0));
        Some(if is_over || is_older { Self::None } else { Self::Last(last, as_of) })
    }

    /// Who is stated to hold it first, if nobody says since when.
    fn after(holds: &'a [Hold<'a>], at: Date) -> Self {
        let first = holds.first().filter(|hold| hold.from().earliest.is_none());
        let said = first.and_then(|hold| Some((hold, hold.begins()?)));
        match said.filter(|(_, (begins, _))| *begins > at) {
            Some((hold, (earliest, latest))) => {
                let bound = |day| Some(Bound::Date(day));
                Self::First(hold, Bounds { earliest: bound(earliest), latest: bound(latest) })
            }
            None => Self::None,
        }
    }
}
