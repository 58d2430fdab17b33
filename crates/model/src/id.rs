//! Ids: a prefix that says what is named, and 20 hex digits of a SHA-256.

use serde::{Deserialize, Serialize};

/// Names a report by the hash of its original bytes: `rpt_` and 20 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportId(String);

/// Names a claim by report, type, trigger span and ordinal: `clm_` and 20 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimId(String);

/// Names an incident by the claim that founded it: `inc_` and the digits of that claim's id. It stays the same while
/// claims come and go around the founding one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(String);

impl IncidentId {
    /// The id of the incident that `claim` founded.
    pub fn of_claim(claim: &ClaimId) -> Self {
        Self::of_claim_id(claim.as_str())
    }

    /// The id of the incident that the claim with this id founded.
    pub fn of_claim_id(claim: &str) -> Self {
        Self(format!("inc_{}", claim.strip_prefix("clm_").unwrap_or(claim)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ReportId {
    /// The id for a SHA-256 of original bytes.
    pub fn of_hash(hash: &[u8]) -> Self {
        Self(format!("rpt_{}", hex20(hash)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ClaimId {
    /// The id for a SHA-256 of what identifies the claim.
    pub fn of_hash(hash: &[u8]) -> Self {
        Self(format!("clm_{}", hex20(hash)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn hex20(hash: &[u8]) -> String {
    hash.iter().take(10).map(|byte| format!("{byte:02x}")).collect()
}
