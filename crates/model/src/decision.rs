//! A decision: what a person said about claims, incidents and reports, over the machine's word.
//!
//! Decisions stand in the log of a record and are never changed; a later one may undo an earlier one. What they are about is
//! kept by its words, so that they find it again when reports are read with another program or codebook.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Claim, ClaimId, IncidentId, ReportId, Span};

/// What a person decided, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    #[serde(flatten)]
    pub act: Act,
    pub reason: String,
}

/// What a decision does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Act {
    /// The claim says what the report says.
    Confirm { claim: Subject },
    /// Fields of a claim are given other values: by their dotted paths in its JSON (`count.best`, `roles.victim.0.status`).
    Correct { claim: Subject, fields: BTreeMap<String, Value> },
    /// The report does not say what the claim says.
    Reject { claim: Subject },
    /// A claim that the reader missed.
    Add { claim: Box<Claim> },
    /// Incidents are one: each is named by a claim of it.
    Merge { incidents: Vec<Subject> },
    /// Some claims of an incident are about another occurrence than the others.
    Split { leaving: Vec<Subject>, staying: Vec<Subject> },
    /// Something to be known about a claim, an incident or a report.
    Note { about: About },
    /// The words of a report in another language, beside its own.
    Translate { report: ReportId, translation: Translation },
    /// Words of a report that are not to be shown.
    Redact { report: ReportId, spans: Vec<Span> },
    /// The words of a report are removed from the record; `blobs` are the hashes of what held them.
    Erase { report: ReportId, blobs: Vec<String> },
    /// An earlier decision, named by its place in the log, does not hold any more.
    Undo { decision: i64 },
}

/// What somebody asks to be decided, by the ids that are shown; the record makes an `Act` of it, or says why it cannot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Proposal {
    Confirm {
        claim: ClaimId,
    },
    Correct {
        claim: ClaimId,
        fields: BTreeMap<String, Value>,
    },
    Reject {
        claim: ClaimId,
    },
    /// `claim` is a row as `annals claims import` takes it, without its report.
    Add {
        report: ReportId,
        claim: BTreeMap<String, Value>,
    },
    Merge {
        incidents: Vec<IncidentId>,
    },
    /// The claims that leave the incident.
    Split {
        incident: IncidentId,
        claims: Vec<ClaimId>,
    },
    /// A note on a claim, an incident or a report, by its id.
    Note {
        about: String,
    },
    Translate {
        report: ReportId,
        translation: Translation,
    },
    /// All places of these words in the report.
    Redact {
        report: ReportId,
        words: Vec<String>,
    },
    Erase {
        report: ReportId,
    },
    Undo {
        decision: i64,
    },
}

/// What a report says, in a language that its readers know. It is nobody's evidence: claims quote the report itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The language of the report, as a tag of BCP 47: "ar".
    pub language: String,
    pub words: String,
    /// Who translated it, as whoever handed it in says.
    pub by: Option<String>,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    Claim(Subject),
    /// Named by a claim of it.
    Incident(Subject),
    Report(ReportId),
}

/// A claim by the words that state it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    pub claim: ClaimId,
    pub report: ReportId,
    #[serde(rename = "type")]
    pub event_type: String,
    /// Where the words stand that name the event.
    pub trigger: Span,
    /// The whole sentence.
    pub quote: String,
}

impl Subject {
    /// The subject of a claim.
    pub fn of(claim: &Claim) -> Self {
        Self {
            claim: claim.id.clone(),
            report: claim.report.clone(),
            event_type: claim.event_type.clone(),
            trigger: claim.evidence.trigger,
            quote: claim.evidence.quote.clone(),
        }
    }
}

impl Act {
    /// The word for it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::Correct { .. } => "correct",
            Self::Reject { .. } => "reject",
            Self::Add { .. } => "add",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Note { .. } => "note",
            Self::Translate { .. } => "translate",
            Self::Redact { .. } => "redact",
            Self::Erase { .. } => "erase",
            Self::Undo { .. } => "undo",
        }
    }

    /// The claims that it is about.
    pub fn claims(&self) -> Vec<&Subject> {
        match self {
            Self::Confirm { claim } | Self::Correct { claim, .. } | Self::Reject { claim } => vec![claim],
            Self::Merge { incidents } => incidents.iter().collect(),
            Self::Split { leaving, staying } => leaving.iter().chain(staying).collect(),
            Self::Note { about: About::Claim(claim) | About::Incident(claim) } => vec![claim],
            Self::Note { about: About::Report(_) }
            | Self::Add { .. }
            | Self::Translate { .. }
            | Self::Redact { .. }
            | Self::Erase { .. }
            | Self::Undo { .. } => Vec::new(),
        }
    }

    /// The reports that it is about, each once.
    pub fn reports(&self) -> BTreeSet<&ReportId> {
        let mut reports: BTreeSet<&ReportId> = self.claims().iter().map(|subject| &subject.report).collect();
        match self {
            Self::Add { claim } => reports.extend([&claim.report]),
            Self::Translate { report, .. }
            | Self::Redact { report, .. }
            | Self::Erase { report, .. }
            | Self::Note { about: About::Report(report) } => reports.extend([report]),
            _ => {}
        }
        reports
    }

    /// The ids of the reports and claims that it is about, each once.
    pub fn subjects(&self) -> BTreeSet<&str> {
        let mut subjects: BTreeSet<&str> = self.reports().into_iter().map(ReportId::as_str).collect();
        subjects.extend(self.claims().iter().map(|subject| subject.claim.as_str()));
        if let Self::Add { claim } = self {
            subjects.insert(claim.id.as_str());
        }
        subjects
    }
}

/// That a person looked at a claim, and what became of it. A claim without one was reviewed by nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub state: Reviewed,
    pub who: String,
    /// UTC, as RFC 3339 writes it.
    pub time: String,
    /// The place of the decision in the log.
    pub decision: i64,
}

/// What a person did with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reviewed {
    Confirmed,
    Corrected,
    Added,
}
