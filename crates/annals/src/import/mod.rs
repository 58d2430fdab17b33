//! Claims that the reader did not make: coded by hand or in another tool, for reports in any language.
//!
//! A row says which report it is about, and gives claims of the public contract or the reason why it gives none.

mod columns;
mod contract;
mod gazetteer;
mod harmed;
mod sources;
mod table;
mod time;
mod words;

pub use columns::{Columns, Row};
pub use contract::{Contract, row};
pub use sources::{Reports, Source, original};
pub use table::Table;

use model::{ClaimId, ReportId};
use sha2::{Digest, Sha256};

/// What the claims of a row are made with, beside the row.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub report: &'a ReportId,
    /// The text of the report; none where it is not in the record.
    pub text: Option<&'a str>,
    /// The file that the row stands in.
    pub input: &'a str,
    /// Who coded it, where the row does not say.
    pub provenance: &'a str,
}

/// What stands for program, codebook and gazetteer where somebody coded by hand.
pub fn provenance(who: &str) -> String {
    let hash = Sha256::digest(format!("coded by hand\0{who}"));
    let digits: String = hash.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("prv_{digits}")
}

/// The id of a claim that brings none: over its report and all that it says, so that the same row gives the same id.
fn claim_id(report: &ReportId, says: &serde_json::Value) -> ClaimId {
    ClaimId::of_hash(&Sha256::digest(format!("{}\0{says}", report.as_str())))
}
