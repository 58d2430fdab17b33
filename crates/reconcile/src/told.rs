//! What reconciliation is handed of one report.

use model::{Claim, Imprint};

/// One report as reconciliation takes it: who published it, its words, and what it claims.
#[derive(Debug, Clone)]
pub struct Told {
    pub imprint: Imprint,
    /// Its words without markup; empty where claims were coded by hand from words that nobody handed in.
    pub text: String,
    /// In the order of the text.
    pub claims: Vec<Claim>,
}
