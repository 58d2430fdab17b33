//! What people decide, on its way into the record: what is asked becomes a decision, the decision an entry of the log, and the
//! entry takes effect on all that is derived. Deciding and rebuilding go through the same effect, in the order of the log.

mod effect;
mod proposal;
mod retelling;
mod shorthand;
mod telling;

use model::{Act, Decision, Proposal};
use record::{Batch, Record, RecordError, Signature};

use crate::Coder;
use crate::gather::Gathering;

pub use effect::take_effect;
pub use retelling::{Readings, claim_of, claims_as_read, retell, shown, ties};
pub use telling::Telling;

/// Why a decision was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// What was asked cannot be decided; the words say why, and what to do.
    #[error("{0}")]
    Refused(String),
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl From<serde_json::Error> for DecideError {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.into())
    }
}

/// Decides what somebody asks, in a batch of its own, and gives its place in the log: when this returns it is on the disk.
pub fn decide(
    record: &mut Record,
    coder: &Coder,
    by: Signature,
    proposal: &Proposal,
    reason: &str,
) -> Result<i64, DecideError> {
    if reason.trim().is_empty() {
        return Err(DecideError::Refused(
            "say why: whoever reads the log later will want to know".to_owned(),
        ));
    }
    let decision =
        Decision { act: proposal::act(record.view(), coder, proposal)?, reason: reason.to_owned() };
    let mut batch = record.batch(by)?;
    let sequence = append(&mut batch, coder, &decision)?;
    batch.commit()?;
    if matches!(decision.act, Act::Erase { .. }) {
        record.scour()?;
    }
    Ok(sequence)
}

fn append(batch: &mut Batch<'_>, coder: &Coder, decision: &Decision) -> Result<i64, RecordError> {
    let sequence = batch.decide(decision)?;
    let mut gathering = Gathering::new(coder);
    take_effect(batch, decision, coder, &mut gathering)?;
    gathering.finish(batch)?;
    Ok(sequence)
}
