//! An incident: claims judged to be about one occurrence, from any number of reports.
//!
//! Every field holds all values that are stated, each with the claims that state it: disagreement is a value. This is
//! the public contract of `annals incidents --format jsonl`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    AgeGroup, Amount, ClaimId, Factuality, Gender, IncidentId, Measure, PersonHarmed, Place, ReportId,
    Status, TimePrecision,
};

/// Claims judged to be about one occurrence, with everything that they state of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    pub id: IncidentId,
    /// The event types of its claims, most told first.
    pub types: Vec<String>,
    /// Those who first said any of it, in the order of the reports.
    pub origins: Vec<Origin>,
    /// The claims that belong to it, in the order of reports and text.
    pub claims: Vec<Belonging>,
    pub times: Vec<Stated<Period>>,
    pub places: Vec<Stated<Place>>,
    pub perpetrators: Vec<Stated<Party>>,
    pub victims: Vec<Stated<Party>>,
    pub means: Vec<Stated<String>>,
    pub tallies: Vec<Stated<Tally>>,
    pub persons: Vec<Stated<PersonHarmed>>,
    pub contradictions: Vec<Contradiction>,
    /// Other incidents that it may be, holds, or is a part of.
    pub related: Vec<Related>,
}

impl Incident {
    /// The reports that tell of it, each once, in order.
    pub fn reports(&self) -> Vec<&ReportId> {
        let mut reports: Vec<&ReportId> = self.claims.iter().map(|belonging| &belonging.report).collect();
        // Claims stand in the order of reports, so that those of one report follow each other.
        reports.dedup();
        reports
    }
}

/// Why a claim belongs to an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belonging {
    pub claim: ClaimId,
    pub report: ReportId,
    /// What it has in common with the others, in words: "same town: Mosul", "3 killed in both".
    pub because: Vec<String>,
}

/// A value with the claims that state it and those who said so first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    pub value: T,
    /// The words of the first claim that state it.
    pub words: String,
    /// The surest footing on which any of the claims states it.
    pub factuality: Factuality,
    pub claims: Vec<ClaimId>,
    /// Indices into the incident's origins.
    pub origins: Vec<usize>,
}

/// Whoever first says a thing: the innermost source. Outlets that quote one ministry are one origin.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    pub kind: OriginKind,
    /// The source as it is called; null where none is named.
    pub name: Option<String>,
    pub actor: Option<String>,
    /// Whether it is a party to the fighting.
    pub party: bool,
    /// The reports that carry what it says, copies of each other included.
    pub reports: Vec<ReportId>,
    /// The sources, as they are called, that an outlet quotes on the occurrence: beside them it is no origin of its own. Incidents that
    /// an earlier version stored have none.
    #[serde(default)]
    pub quotes: Vec<String>,
}

/// How an origin is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginKind {
    /// The report speaks in its own voice.
    Outlet,
    /// A source that is named or described: a ministry, a hospital, a witness by name.
    Source,
    /// "Reportedly", "sources said": nobody who could be told from somebody else, so that two of these are one.
    Unnamed,
}

/// When an incident happened, by one statement; both days are part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub precision: TimePrecision,
}

/// Somebody who did something or to whom it was done, as far as it is said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Party {
    /// Null where it is said to be unknown.
    pub name: Option<String>,
    pub actor: Option<String>,
    pub status: Option<Status>,
}

/// How many people an incident harmed in one way, by one statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// The event type that is counted: `killing`, `injury`, `abduction`, `displacement`, …
    pub harm: String,
    #[serde(flatten)]
    pub amount: Amount,
    pub measure: Measure,
    pub unit: String,
    /// Whom of all the harmed it counts; all null for all of them.
    pub status: Option<Status>,
    pub age_group: Option<AgeGroup>,
    pub gender: Option<Gender>,
    /// Whether it may leave out others who were harmed alike: a part of a total, further ones, people called by name, the
    /// members of a family.
    pub partial: bool,
    /// The day as of which it holds.
    pub as_of: Option<String>,
}

/// Statements that cannot all be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    pub about: Disputed,
    /// What is said against what, in words.
    pub words: String,
    /// The claims on each side.
    pub sides: Vec<Vec<ClaimId>>,
    /// Whether one report contradicts itself: its headline against its body.
    pub within_report: bool,
}

/// What a contradiction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disputed {
    /// Intervals that do not meet; "scores" and "at least 120" agree.
    Count,
    /// Who did it: claimed, denied, unknown, or several.
    Attribution,
    /// That it happened at all.
    Polarity,
    /// Civilian or fighter.
    Status,
    Means,
    Time,
    Place,
    /// Hedged here, flat there.
    Footing,
    /// Who holds a place.
    Holder,
}

/// How one incident stands to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    pub relation: Relatedness,
    pub to: IncidentId,
    pub because: Vec<String>,
}

/// The ways in which incidents can stand to each other; the same ones are one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relatedness {
    PossiblySame,
    PartOf,
    /// It is a total over days or places of which the other one is a part.
    AggregateOf,
    Overlaps,
    /// What was planned there is under way or done here.
    Fulfils,
    /// What is planned here is under way or done there.
    FulfilledBy,
}
