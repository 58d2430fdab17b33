//! Decisions as they are told: without the words of reports that other decisions withhold.

use std::collections::{BTreeMap, BTreeSet};

use model::{Act, ReportId};
use publish::withheld::is_withheld;
use reconcile::decisions::Redaction;
use record::{RecordError, StoredDecision, View};

use super::retelling;

/// Whoever tells what was decided in a record. What is withheld of a report is looked up once.
pub struct Telling<'a> {
    view: View<'a>,
    redactions: BTreeMap<ReportId, Redaction>,
}

impl<'a> Telling<'a> {
    /// Of the decisions in a record.
    pub fn new(view: View<'a>) -> Self {
        Self { view, redactions: BTreeMap::new() }
    }

    /// A decision as it is told.
    pub fn decision(&mut self, stored: StoredDecision) -> Result<StoredDecision, RecordError> {
        let Some(mut decision) = stored.decision.clone() else { return Ok(stored) };
        for report in self.reports(&decision.act)? {
            decision = self.redaction(&report)?.decision(decision);
        }
        Ok(StoredDecision { decision: Some(decision), ..stored })
    }

    /// What somebody says of a report, as it is told.
    pub fn words(&mut self, report: &ReportId, words: &str) -> Result<String, RecordError> {
        Ok(self.redaction(report)?.mask(words))
    }

    /// The reports that an act is about; one that undoes another, those of that one.
    fn reports(&self, act: &Act) -> Result<BTreeSet<ReportId>, RecordError> {
        let undone = match act {
            Act::Undo { decision } => self.view.decision(*decision)?.and_then(|undone| undone.decision),
            _ => None,
        };
        let act = undone.as_ref().map_or(act, |undone| &undone.act);
        Ok(act.reports().into_iter().cloned().collect())
    }

    fn redaction(&mut self, report: &ReportId) -> Result<&Redaction, RecordError> {
        if !self.redactions.contains_key(report) {
            let redaction = if is_withheld(self.view, report)? {
                retelling::withheld(self.view, report)?
            } else {
                Redaction::default()
            };
            self.redactions.insert(report.clone(), redaction);
        }
        Ok(self.redactions.entry(report.clone()).or_default())
    }
}
