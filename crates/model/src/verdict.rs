//! What a policy makes of an incident: figures and grades, each with its reasons.
//!
//! This is the public contract of `annals assess --format jsonl`; `docs/assessment.schema.json` is its JSON Schema.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ClaimId, Contradiction, Factuality, IncidentId, Origin, Review};

/// What is known of an incident, source by source, and what a policy makes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    pub incident: IncidentId,
    /// The reports that were assessed, as given.
    pub inputs: Vec<String>,
    /// One row an origin, in the order in which they first speak; copies are folded.
    pub rows: Vec<Row>,
    /// What the sources have against each other.
    pub contradictions: Vec<Contradiction>,
    pub verdict: Verdict,
    /// The sentences of the claims, in the order of reports and text.
    pub quotes: Vec<Quote>,
    /// Hash of what the claims were read with.
    pub provenance: String,
}

/// The sentence that states a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub claim: ClaimId,
    /// The report, as given.
    pub input: String,
    pub quote: String,
    /// What a person did with the claim; none where nobody reviewed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// What one origin says of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub origin: Origin,
    /// What the row is headed by: the origin's name, else the report whose voice it is.
    pub label: String,
    /// What it says under each column; a column of which it says nothing is absent.
    pub cells: BTreeMap<Column, Vec<Words>>,
}

/// A column of the source matrix, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    Killed,
    Injured,
    Children,
    Women,
    Men,
    Named,
    Status,
    WhoDidIt,
    Means,
    Place,
    Time,
}

/// Words in a cell, and the claim that states them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub text: String,
    /// How sure the source is of it.
    pub factuality: Factuality,
    pub claim: ClaimId,
}

/// What a policy makes of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The name of the policy.
    pub policy: String,
    /// What it is called for readers.
    pub label: String,
    pub standing: Standing,
    /// Why it stands so, and what goes for all figures.
    pub because: Vec<Reason>,
    /// Empty unless the incident is counted.
    pub figures: Vec<Figure>,
    pub grades: Vec<Grade>,
}

/// Whether an incident is one of those that a policy counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    Counted,
    /// Of a kind, place or time that the policy does not cover.
    OutOfScope,
    /// The policy counts only what somebody in particular did, and nobody says who did it.
    NotAttributable,
}

/// Whom a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    Killed,
    Injured,
    /// The children among the killed.
    Children,
    /// The women among the killed.
    Women,
    /// The men among the killed.
    Men,
}

impl Counted {
    /// Those who are part of the killed.
    pub const GROUPS: [Self; 3] = [Self::Children, Self::Women, Self::Men];

    /// Whether they are part of the killed.
    pub fn is_group(self) -> bool {
        Self::GROUPS.contains(&self)
    }
}

/// How many, under a policy. What the policy does not publish, or nobody says, is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    pub of: Counted,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub best: Option<u64>,
    pub because: Vec<Reason>,
}

/// How good the grounds are, on one of the policy's axes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    pub axis: String,
    pub grade: String,
    pub because: Vec<Reason>,
}

/// Why a value is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub words: String,
    /// How surely the rule that it rests on is known to be the policy's; null for rules that hold under every policy.
    pub known: Option<Known>,
    /// Where the rule stands.
    pub source: Option<String>,
    /// The claims that it rests on.
    pub claims: Vec<ClaimId>,
}

/// How surely a rule is known to be the rule of the organisation that a policy is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Known {
    /// Read on the organisation's pages or in its codebook.
    Page,
    /// Read in its code.
    Code,
    /// Seen in the data that it publishes.
    Data,
    /// Remembered by whoever wrote the policy, and checked by nobody.
    Memory,
    /// Chosen by whoever wrote the policy: no organisation's rule.
    Own,
}
