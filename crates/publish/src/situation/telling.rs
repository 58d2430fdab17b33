//! The parts of a situation in words: what all ways of writing it share.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{
    Bound, Bounds, Claim, ClaimId, Control, Dating, Factuality, Figure, Filler, Heading, Held,
    HolderStanding, LeftOut, Line, Origin, OriginKind, Outcome, Party, Situation, Total, When,
};

use crate::assessment::grid::range;
use crate::assessment::told_of_review;
use crate::words::{self, how_many, joined, one_line, place, sides, word};

/// The headings as they are shown.
pub fn head(heading: Heading) -> &'static str {
    match heading {
        Heading::Control => "Who held, took or left it",
        Heading::Forces => "Forces",
        Heading::Fighting => "Fighting",
        Heading::Harm => "Harm",
        Heading::Displacement => "Displacement",
        Heading::Hazards => "Hazards and clearance",
        Heading::Damage => "Damage and repair",
        Heading::Relief => "Relief",
        Heading::Background => "Background",
    }
}

/// A situation with its claims and reports at hand.
pub struct Shown<'a> {
    pub situation: &'a Situation,
    claims: BTreeMap<&'a ClaimId, &'a Claim>,
}

/// A line in words.
pub struct Told<'a> {
    pub when: String,
    /// The event type.
    pub what: &'a str,
    /// Who, whom, how many, where.
    pub says: String,
    /// How surely, and whether it took place; empty for plain facts.
    pub footing: String,
    pub by: String,
    /// Who reviewed it, and what came of that; empty where nobody did.
    pub review: String,
    pub claims: Vec<&'a Claim>,
}

impl<'a> Shown<'a> {
    pub fn of(situation: &'a Situation) -> Self {
        Self { situation, claims: situation.claims.iter().map(|claim| (&claim.id, claim)).collect() }
    }

    /// The claims of some ids.
    pub fn claims(&self, ids: &'a [ClaimId]) -> Vec<&'a Claim> {
        ids.iter().filter_map(|id| self.claims.get(id).copied()).collect()
    }

    /// All lines that are dated, in order of time, with the headings under which they stand.
    pub fn dated(&self) -> Vec<(Heading, Told<'a>)> {
        let under = self
            .situation
            .lines
            .iter()
            .flat_map(|(heading, lines)| lines.iter().map(|line| (*heading, line)));
        let mut dated: Vec<(Heading, &Line)> =
            under.filter(|(_, line)| line.when.dating != Dating::Open).collect();
        dated.sort_by_key(|(_, line)| (line.when.from.or(line.when.to), line.when.to));
        dated.into_iter().map(|(heading, line)| (heading, self.line(line))).collect()
    }

    /// A line, in the words of its first claim.
    pub fn line(&self, line: &'a Line) -> Told<'a> {
        let claims = self.claims(&line.claims);
        let says = claims.first().map(|claim| says(claim)).unwrap_or_default();
        let by = line.origins.iter().filter_map(|origin| self.situation.origins.get(*origin)).map(origin);
        let footing = (line.factuality != Factuality::Asserted).then(|| word(&line.factuality));
        let not_done = claims.first().into_iter().flat_map(|claim| words::not_done(claim));
        Told {
            when: when(&line.when),
            what: &line.event_type,
            says,
            footing: footing.into_iter().chain(not_done).collect::<Vec<_>>().join(", "),
            by: joined(by),
            review: joined(claims.iter().filter_map(|claim| review(claim))),
            claims,
        }
    }
}

/// What a situation does not hold, and how to see it; none if everything is in it.
pub fn left_out(situation: &Situation) -> Option<String> {
    let LeftOut { before, undated_after, n_claims } = situation.left_out?;
    let claims = if n_claims == 1 { "1 claim is".to_owned() } else { format!("{n_claims} claims are") };
    let over = before.map(|day| format!("what was over before {day}"));
    let undated = undated_after.map(|day| format!("what has no date and was told after {day}"));
    let what = [over, undated].into_iter().flatten().collect::<Vec<_>>().join("; ");
    Some(format!(
        "More is told of it: {claims} left out here ({what}). Who held it is told by all of them. An earlier first day takes in more."
    ))
}

/// How much of a situation people reviewed: what must stand wherever it is shown.
pub fn reviewed(situation: &Situation) -> String {
    told_of_review(situation.claims.iter().map(|claim| claim.review.as_ref()))
}

/// "confirmed by anna"; none where nobody reviewed a claim.
fn review(claim: &Claim) -> Option<String> {
    let review = claim.review.as_ref()?;
    Some(format!("{} by {}", word(&review.state), one_line(&review.who)))
}

/// Who, whom, how many and where, by one claim.
pub fn says(claim: &Claim) -> String {
    let count = claim.count.as_ref().map(|count| how_many(claim, count));
    let places = joined(claim.places.iter().map(|one| match one.role {
        model::PlaceRole::Origin => format!("from {}", place(one)),
        model::PlaceRole::Destination => format!("to {}", place(one)),
        model::PlaceRole::Site | model::PlaceRole::Target => place(one),
    }));
    let fillers =
        claim.roles.iter().flat_map(|(role, all)| all.iter().map(|one| (role.as_str(), fullest(one))));
    let sides = sides(&fillers.collect::<Vec<_>>());
    // "Some 40 people" says how many already.
    let count = count.filter(|count| !sides.contains(count.as_str()));
    let parts = [sides, count.unwrap_or_default(), places];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A filler by its fullest mention in the report, with its footing where that is weaker than the claim's.
fn fullest(filler: &Filler) -> String {
    let whole = filler.refers_to.as_ref().map(|whole| one_line(&whole.text));
    match (whole, filler.factuality) {
        (Some(whole), Some(factuality)) => format!("{whole}{}", footing(factuality)),
        (Some(whole), None) => whole,
        (None, _) => words::filler(filler),
    }
}

/// Whoever says so, for readers.
pub fn origin(origin: &Origin) -> String {
    let party = if origin.party { ", a party" } else { "" };
    match (origin.kind, &origin.name) {
        (OriginKind::Unnamed, _) => "unnamed sources".to_owned(),
        (_, Some(name)) => format!("{}{party}", one_line(name)),
        (_, None) => "the report itself".to_owned(),
    }
}

/// "2014-06-01 to 2014-06-30", "as of 2014-06-10", "undated, by 2026-11-23".
pub fn when(when: &When) -> String {
    let days = days(when.from, when.to);
    match when.dating {
        Dating::Stated => days,
        Dating::Published => format!("as of {days}"),
        Dating::Open => match (when.from, when.to) {
            (Some(from), _) => format!("undated, after {from}"),
            (None, Some(to)) => format!("undated, by {to}"),
            (None, None) => "undated".to_owned(),
        },
    }
}

fn days(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("by {to}"),
        (None, None) => "undated".to_owned(),
    }
}

/// "2014-06-10", "some time 2014-06-01 to 2014-06-30", "in a report without a date, after 2014-06-30".
pub fn bounds(bounds: &Bounds) -> String {
    match (bounds.earliest, bounds.latest) {
        (Some(Bound::Date(earliest)), Some(Bound::Date(latest))) if earliest == latest => {
            earliest.to_string()
        }
        (Some(Bound::Date(earliest)), Some(Bound::Date(latest))) => {
            format!("some time {earliest} to {latest}")
        }
        (Some(Bound::Date(earliest)), Some(Bound::Report)) => {
            format!("in a report without a date, after {earliest}")
        }
        (None, Some(Bound::Date(latest))) => format!("{latest} or before"),
        (Some(Bound::Date(earliest)), None) => format!("{earliest} or later"),
        (_, Some(Bound::Report)) | (Some(Bound::Report), _) => "in a report without a date".to_owned(),
        (None, None) => "no day is told".to_owned(),
    }
}

/// Those who hold a place.
pub fn names(parties: &[Party]) -> String {
    joined(parties.iter().map(|party| {
        one_line(party.name.as_deref().or(party.actor.as_deref()).unwrap_or("somebody unknown"))
    }))
}

/// Who holds a place on the day that is asked for, in one sentence.
pub fn holder(control: &Control) -> String {
    let held = |held: &Option<Held>| held.as_ref().map(|held| (names(&held.by), footed(held)));
    match control.standing {
        HolderStanding::Stated => {
            held(&control.holder).map(|(by, footing)| format!("{by}{footing}")).unwrap_or_default()
        }
        HolderStanding::Disputed => "disputed: several are stated to hold it on that day".to_owned(),
        HolderStanding::Changing => "changing hands around that day".to_owned(),
        HolderStanding::LastStated => {
            let as_of = control.last_stated.as_ref().map(|held| bounds(&held.as_of)).unwrap_or_default();
            held(&control.last_stated)
                .map(|(by, footing)| format!("not stated for that day; last stated: {by}{footing}, {as_of}"))
                .unwrap_or_default()
        }
        HolderStanding::SinceUnsaid => {
            let as_of = control.first_stated.as_ref().map(|held| bounds(&held.as_of)).unwrap_or_default();
            held(&control.first_stated)
                .map(|(by, footing)| {
                    format!("not stated for that day; first stated: {by}{footing}, {as_of}, since when is not said")
                })
                .unwrap_or_default()
        }
        HolderStanding::NotStated => "not stated".to_owned(),
    }
}

fn footed(held: &Held) -> String {
    footing(held.factuality)
}

/// `" [alleged]"`; nothing for what is plainly said.
pub fn footing(factuality: Factuality) -> String {
    match factuality {
        Factuality::Asserted => String::new(),
        factuality => format!(" [{}]", word(&factuality)),
    }
}

/// What came of a plan.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Fulfilled => "told as done or under way later",
        Outcome::PerhapsFulfilled => "told as done or under way by another report, perhaps an earlier one",
        Outcome::Postponed => "postponed",
        Outcome::Cancelled => "cancelled",
        Outcome::NotStated => "what came of it is not stated",
    }
}

/// "killed 3–9"; none where nobody gives a figure.
pub fn figure(figure: &Figure) -> Option<String> {
    let is_told = [figure.low, figure.high, figure.best].into_iter().any(|number| number.is_some());
    is_told.then(|| format!("{} {}", word(&figure.of), range(figure)))
}

/// "killed 3–9 in 2 incidents".
pub fn total(total: &Total) -> String {
    let bounds = match (total.low, total.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "unknown".to_owned(),
    };
    let incidents = if total.n_incidents == 1 { "incident" } else { "incidents" };
    format!("{} {bounds} in {} {incidents}", word(&total.of), total.n_incidents)
}
