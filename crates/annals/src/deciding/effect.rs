//! What a decision changes of what is derived.

use std::collections::BTreeSet;

use model::{Act, Decision, IncidentId, ReportId, Subject};
use record::{Batch, DecisionStanding, Description, RecordError};

use super::retelling::{claim_of, retell};
use crate::Coder;
use crate::gather::Gathering;

/// Lets a decision that is stored take effect.
pub fn take_effect(
    batch: &Batch<'_>,
    decision: &Decision,
    coder: &Coder,
    gathering: &mut Gathering<'_>,
) -> Result<(), RecordError> {
    match &decision.act {
        Act::Undo { decision } => {
            batch.set_standing(*decision, DecisionStanding::Undone)?;
            let undone = batch.view().decision(*decision)?.and_then(|stored| stored.decision);
            undone.map_or(Ok(()), |undone| follow(batch, &undone.act, coder, gathering))
        }
        Act::Erase { report, blobs } => {
            gathering.readings.forget(report);
            batch.erase(blobs)?;
            batch.forget_words(report)?;
            batch.put_imprint(&Description::default().imprint(report.clone(), ""))?;
            follow(batch, &decision.act, coder, gathering)
        }
        act => follow(batch, act, coder, gathering),
    }
}

/// Derives anew whatever an act is about.
fn follow(
    batch: &Batch<'_>,
    act: &Act,
    coder: &Coder,
    gathering: &mut Gathering<'_>,
) -> Result<(), RecordError> {
    let incidents = match act {
        Act::Merge { incidents } => incidents_of(batch, incidents)?,
        Act::Split { leaving, staying } => incidents_of(batch, leaving.iter().chain(staying))?,
        _ => BTreeSet::new(),
    };
    for report in retold(act) {
        retell(batch, report, coder, gathering)?;
    }
    gathering.regroup(batch, &incidents)
}

/// The reports whose claims an act changes, or tells apart otherwise.
fn retold(act: &Act) -> BTreeSet<&ReportId> {
    match act {
        Act::Merge { .. } | Act::Undo { .. } | Act::Translate { .. } => BTreeSet::new(),
        Act::Split { leaving, .. } => leaving.iter().map(|subject| &subject.report).collect(),
        act => act.reports(),
    }
}

/// The incidents that claims belong to.
fn incidents_of<'a>(
    batch: &Batch<'_>,
    subjects: impl IntoIterator<Item = &'a Subject>,
) -> Result<BTreeSet<IncidentId>, RecordError> {
    let view = batch.view();
    let mut incidents = BTreeSet::new();
    for subject in subjects {
        if let Some(claim) = claim_of(view, subject)? {
            incidents.extend(view.episode_of(&claim.id)?.and_then(|episode| episode.incident));
        }
    }
    Ok(incidents)
}
