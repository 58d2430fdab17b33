//! What was so at a place at a date, as known at another date.
//!
//! This is the public contract of `annals situation --format json`; `docs/situation.schema.json` is its JSON Schema. Every
//! line names the claims that say so, and all of these claims are in it, with the reports that make them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Bounds, Claim, ClaimId, Contradiction, Count, Factuality, Grade, Imprint, IncidentId, Origin, Party,
    Place, Polarity, Realis, Reason, Standing,
};

/// What a situation does not hold, since more is told of the place than anybody reads at once. Who holds it is answered by
/// everything all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What was over before this day is left out.
    pub before: Option<Date>,
    /// What has no date and was told after this day is left out: it may have been so by the day that is asked for.
    pub undated_after: Option<Date>,
    /// The claims about the place that are left out.
    pub n_claims: usize,
}

/// The situation of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    pub place: PlaceAsked,
    /// The day that is asked for.
    pub at: Date,
    /// The day as of which it is known: what was reported later is not in it.
    pub known: Date,
    /// What is not in it though it was so by that day; null if everything is in it.
    #[serde(default)]
    pub left_out: Option<LeftOut>,
    #[serde(flatten)]
    pub control: Control,
    /// Who holds places within it: districts, sites, the towns of a province.
    pub parts: Vec<PartHeld>,
    /// What is told, under headings, each in order of time. All headings are there.
    pub lines: BTreeMap<Heading, Vec<Line>>,
    /// What some policies make of the incidents there.
    pub harm: Vec<PolicyHarm>,
    /// What was intended, and what came of it.
    pub plans: Vec<Plan>,
    /// What the same reports tell of the country or province around it.
    pub wider: Vec<Line>,
    /// What may have been so by that day or only later: its reports bring no date, and nothing in them tells.
    pub undated: Vec<Line>,
    /// What sources have against each other.
    pub disputed: Vec<Contradiction>,
    /// Those who first said any of it; lines point at them.
    pub origins: Vec<Origin>,
    /// The reports, in the order in which they became known.
    pub reports: Vec<ReportSeen>,
    /// The claims that are named anywhere here, in the order of reports and texts.
    pub claims: Vec<Claim>,
}

/// The place that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceAsked {
    /// The gazetteer's id; null where the gazetteer does not know the place.
    pub id: Option<String>,
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// Who holds a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    pub standing: HolderStanding,
    /// Who is stated to hold it on the day that is asked for; null where that is not stated for the day.
    pub holder: Option<Held>,
    /// Who was stated to hold it last before the day that is asked for, if no end of that is stated.
    pub last_stated: Option<Held>,
    /// Who is stated to hold it some time after that day, from when on nobody says.
    pub first_stated: Option<Held>,
    /// All who are stated to have held it at any time, in order of time.
    pub bands: Vec<Band>,
}

/// How surely somebody holds a place on the day that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolderStanding {
    /// Somebody is stated to hold it on that day.
    Stated,
    /// Several are stated to hold it on that day.
    Disputed,
    /// It changed hands some time around that day.
    Changing,
    /// Somebody was stated to hold it before; nothing is said of that day.
    LastStated,
    /// Somebody is stated to hold it until some time after; since when is not said.
    SinceUnsaid,
    NotStated,
}

/// Somebody who holds a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub by: Vec<Party>,
    /// When that began.
    pub from: Bounds,
    /// The last day by that day on which it is stated to be so: `report` stands for the unknown day of a report without a date.
    pub as_of: Bounds,
    /// How surely, by the surest statement.
    pub factuality: Factuality,
    pub claims: Vec<ClaimId>,
}

/// A time in which somebody is stated to hold a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    pub by: Vec<Party>,
    /// When it began.
    pub from: Bounds,
    /// The last day on which it is stated to be so; `report` stands for the unknown day of a report without a date.
    pub last_said: Bounds,
    /// When it is stated to have ended; null where no end is stated.
    pub until: Option<Bounds>,
    pub factuality: Factuality,
    /// The claims that say that it was so.
    pub claims: Vec<ClaimId>,
    /// The claims that say that it ended.
    pub ended_by: Vec<ClaimId>,
}

/// Who holds a place within the one that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartHeld {
    pub place: Place,
    #[serde(flatten)]
    pub control: Control,
}

/// What lines of a situation are about, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// Who held, took, besieged or left it.
    Control,
    Forces,
    Fighting,
    Harm,
    Displacement,
    Hazards,
    Damage,
    Relief,
    Background,
}

impl Heading {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::Control,
        Self::Forces,
        Self::Fighting,
        Self::Harm,
        Self::Displacement,
        Self::Hazards,
        Self::Damage,
        Self::Relief,
        Self::Background,
    ];
}

/// What is told, by one claim or by several that say the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    #[serde(rename = "type")]
    pub event_type: String,
    /// How surely, by the surest claim.
    pub factuality: Factuality,
    pub polarity: Polarity,
    pub realis: Realis,
    /// Who or what fills the roles of the event type.
    pub roles: BTreeMap<String, Vec<Party>>,
    pub count: Option<Count>,
    /// Where, no finer than stated.
    pub places: Vec<Place>,
    pub when: When,
    /// Who first says so: indices into the situation's origins.
    pub origins: Vec<usize>,
    pub claims: Vec<ClaimId>,
}

/// The earliest and the latest day of what a line tells, as far as that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// Null where nobody says.
    pub from: Option<Date>,
    /// Of what has no date: the day by which its report was there.
    pub to: Option<Date>,
    pub dating: Dating,
    /// The words of the text that say when; null where none do.
    pub text: Option<String>,
}

/// What the days of a line rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dating {
    /// The text says when.
    Stated,
    /// The text says nothing of when: it is told as of the day of the report.
    Published,
    /// Nobody says when; the days are bounds.
    Open,
}

/// What a policy makes of the incidents of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyHarm {
    /// The name of the policy.
    pub policy: String,
    /// What it is called for readers.
    pub label: String,
    /// The incidents by that day, in order of time.
    pub incidents: Vec<IncidentHarm>,
    /// The figures of all counted incidents together; empty where the policy does not add them up.
    pub totals: Vec<Total>,
    /// Why there are totals, or none.
    pub because: Vec<Reason>,
}

/// What a policy makes of one incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncidentHarm {
    pub incident: IncidentId,
    /// The event types of its claims, most told first.
    pub types: Vec<String>,
    /// The first and the last day that is stated.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub standing: Standing,
    pub because: Vec<Reason>,
    pub figures: Vec<crate::Figure>,
    pub grades: Vec<Grade>,
    pub claims: Vec<ClaimId>,
}

/// The figures of several incidents together. A bound that one of them leaves open is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    pub of: crate::Counted,
    pub low: Option<u64>,
    pub high: Option<u64>,
    /// The incidents that have a figure.
    pub n_incidents: usize,
}

/// What was intended, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    #[serde(flatten)]
    pub line: Line,
    pub outcome: Outcome,
    /// The claims that tell the outcome.
    pub outcome_claims: Vec<ClaimId>,
}

/// What came of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is told as done or under way later.
    Fulfilled,
    /// It is told as done or under way by a report of which nobody knows whether it is the later one.
    PerhapsFulfilled,
    Postponed,
    Cancelled,
    NotStated,
}

/// A report, and when it became known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSeen {
    #[serde(flatten)]
    pub imprint: Imprint,
    /// The day on which the record received it.
    pub received: Date,
    /// The day of its publication, else that of its receipt.
    pub known: Date,
}
