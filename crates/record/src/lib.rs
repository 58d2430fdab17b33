//! The store: originals and an append-only log are the truth; everything else is derived from them and can be made anew.
//!
//! One SQLite file. All SQL of Annals is here; `docs/record.md` says what is in the file.

mod batch;
mod decision;
mod derive;
mod entry;
mod error;
mod fingerprint;
mod grouped;
mod hash;
mod keyed;
mod log;
mod pages;
mod passage;
mod places;
mod rebuild;
mod record;
mod verify;
mod view;
mod weight;

#[cfg(test)]
mod testing;

pub use batch::{Batch, Taken};
pub use decision::{DecisionStanding, StoredDecision};
pub use entry::{Action, Description, Entry, Receipt, Refusal, Signature};
pub use error::RecordError;
pub use grouped::{IncidentFilter, Member, StoredEdge, StoredEpisode};
pub use hash::Hash;
pub use pages::{Page, Range, Totals};
pub use passage::{Found, MATCH, Search};
pub use places::{PlacesAsked, Window, Within};
pub use rebuild::Difference;
pub use record::{Record, Snapshot};
pub use verify::Finding;
pub use view::View;
