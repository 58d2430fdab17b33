//! How a claim or an incident came about and changed, from words to now: what came in, what was read in it, and what people decided.

mod claim;
mod incident;

use std::fmt::Write;

use model::Decision;
use publish::printable;
use publish::words::one_line;
use record::{DecisionStanding, StoredDecision};
use serde::Serialize;

use crate::table::Look;

pub use claim::of_claim;
pub use incident::of_incident;

/// One step, with the entry of the log that it stands for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    pub sequence: i64,
    /// UTC, as RFC 3339 writes it.
    pub time: String,
    pub who: String,
    /// What happened, in words.
    pub what: String,
    /// Why, as far as it is said.
    pub because: Vec<String>,
    /// Values that changed with it.
    pub changes: Vec<Change>,
}

/// A value that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The field: a path in the JSON of a claim, or a field of the incident.
    pub field: String,
    /// What it was; null where nothing was said before.
    pub from: Option<String>,
    /// What it became; null where nothing is said any more.
    pub to: Option<String>,
}

/// A decision as it is told.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    sequence: i64,
    time: &'a str,
    who: &'a str,
    standing: &'static str,
    /// Null once its words were erased.
    #[serde(flatten)]
    decision: Option<&'a Decision>,
}

/// A decision as it is told.
pub fn told(stored: &StoredDecision) -> Told<'_> {
    let StoredDecision { sequence, who, time, standing, decision, .. } = stored;
    Told { sequence: *sequence, time, who, standing: standing.as_str(), decision: decision.as_ref() }
}

/// Whether a decision finds nothing any more of what it is about.
pub fn is_lost(stored: &StoredDecision) -> bool {
    stored.standing == DecisionStanding::Lost
}

/// A decision in one line.
pub fn line(stored: &StoredDecision) -> String {
    let StoredDecision { sequence, who, time, kind, standing, decision } = stored;
    let subjects = decision.iter().flat_map(|decision| decision.act.subjects()).collect::<Vec<_>>().join(" ");
    let standing = if *standing == DecisionStanding::Stands { "" } else { standing.as_str() };
    let reason = decision.as_ref().map_or("", |decision| decision.reason.as_str());
    let parts =
        [format!("{sequence:>6}  {time}  {who}  {kind}"), standing.to_owned(), subjects, one_line(reason)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    printable(&parts.join("  ")) + "\n"
}

/// Steps for a terminal, one below the other.
pub fn draw(steps: &[Step], look: Look) -> String {
    let mut text = String::new();
    for step in steps {
        let Step { sequence, time, who, what, .. } = step;
        let head = look.dim().apply_to(printable(&format!("{sequence:>6}  {time}  {who}")));
        let _ = writeln!(text, "{head}  {}", printable(&one_line(what)));
        for because in &step.because {
            let _ = writeln!(text, "        because {}", printable(&one_line(because)));
        }
        for Change { field, from, to } in &step.changes {
            let said = |value: &Option<String>| value.as_deref().map_or("unsaid".to_owned(), one_line);
            let _ = writeln!(text, "        {field}: {} → {}", printable(&said(from)), printable(&said(to)));
        }
    }
    text
}

/// What a decision does, in words.
fn decided(stored: &StoredDecision) -> String {
    let words = match stored.kind.as_str() {
        "confirm" => "confirmed it",
        "correct" => "corrected it",
        "reject" => "rejected it",
        "add" => "added it",
        "merge" => "said that these incidents are one",
        "split" => "said that some claims are about another occurrence",
        "note" => "noted something",
        "translate" => "translated the report",
        "redact" => "withheld words of the report",
        "erase" => "erased the words of the report",
        "undo" => "undid a decision",
        _ => "decided something whose words were erased",
    };
    match stored.standing {
        DecisionStanding::Stands | DecisionStanding::Erased => words.to_owned(),
        DecisionStanding::Lost => format!("{words}; it finds its claim no more"),
        DecisionStanding::Undone => format!("{words}; undone later"),
    }
}

/// The step that a decision is.
fn step(stored: &StoredDecision, changes: Vec<Change>) -> Step {
    Step {
        sequence: stored.sequence,
        time: stored.time.clone(),
        who: stored.who.clone(),
        what: decided(stored),
        because: stored.decision.iter().map(|decision| decision.reason.clone()).collect(),
        changes,
    }
}
