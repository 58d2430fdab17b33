//! A row of the source matrix that somebody fills by hand, of a report in any language: its cells are those that `annals claims import`
//! takes, and each claim of them is added by a decision.

use std::collections::BTreeMap;

use csv::StringRecord;
use model::{Claim, ClaimId, Incident, IncidentId, Proposal, ReportId};
use record::{Record, RecordError, Signature};
use serde_json::Value;

use crate::Coder;
use crate::deciding::{self, DecideError};
use crate::import::{About, Columns, Contract, Table};

/// Cells by the columns that the import knows: `killed`, `perpetrator`, `date`, `quote`, …
pub type Cells = BTreeMap<String, String>;

/// The claims of a row about a report; else what is wrong with it, in words.
pub fn claims(coder: &Coder, cells: &Cells, about: About<'_>) -> Result<Vec<Claim>, String> {
    let head: StringRecord = cells.keys().collect();
    let values: StringRecord = cells.values().collect();
    let codebook = coder.codebook();
    let columns = Columns::of(&head, &[], codebook)?;
    let contract = Contract::of(codebook)?;
    let table = Table { codebook, gazetteer: coder.gazetteer(), contract: &contract };
    table.claims(columns.row(&values), about)
}

/// The row of JSON lines that a report comes as whose words somebody typed or pasted.
pub fn original(report: &Cells) -> Vec<u8> {
    // Strings are always JSON.
    serde_json::to_vec(report).unwrap_or_default()
}

/// Adds the claims of a row, and makes them part of an incident; gives the places of the decisions in the log.
pub fn add(
    record: &mut Record,
    coder: &Coder,
    by: &Signature,
    (report, claims): (&ReportId, &[Claim]),
    (incident, reason): (&IncidentId, &str),
) -> Result<Vec<i64>, DecideError> {
    let mut decisions = Vec::new();
    let mut decide = |record: &mut Record, proposal: &Proposal| {
        decisions.push(deciding::decide(record, coder, by.clone(), proposal, reason)?);
        Ok::<_, DecideError>(())
    };
    for claim in claims {
        decide(record, &Proposal::Add { report: report.clone(), claim: row(claim)? })?;
    }
    let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id.clone()).collect();
    for proposal in parting(record, &ids, incident)? {
        decide(record, &proposal)?;
    }
    let others = elsewhere(record, &ids, incident)?;
    if !others.is_empty() {
        let ids = others.into_iter().map(|other| other.id);
        let incidents = std::iter::once(incident.clone()).chain(ids).collect();
        decide(record, &Proposal::Merge { incidents })?;
    }
    Ok(decisions)
}

/// A claim as `add` takes it.
fn row(claim: &Claim) -> Result<BTreeMap<String, Value>, DecideError> {
    let mut row: BTreeMap<String, Value> = serde_json::from_value(serde_json::to_value(claim)?)?;
    row.remove("review");
    Ok(row)
}

/// Incidents other than this one that grouping put some claims into.
fn elsewhere(
    record: &Record,
    claims: &[ClaimId],
    incident: &IncidentId,
) -> Result<Vec<Incident>, RecordError> {
    let mut others: Vec<Incident> = Vec::new();
    for claim in claims {
        for other in record.view().incidents_of(claim)? {
            if other.id != *incident && others.iter().all(|known| known.id != other.id) {
                others.push(other);
            }
        }
    }
    Ok(others)
}

/// What takes the claims out of incidents that hold others, too: these are not part of the row.
fn parting(record: &Record, claims: &[ClaimId], incident: &IncidentId) -> Result<Vec<Proposal>, RecordError> {
    let mut parting = Vec::new();
    for other in elsewhere(record, claims, incident)? {
        let (own, rest): (Vec<_>, Vec<_>) =
            other.claims.into_iter().map(|one| one.claim).partition(|claim| claims.contains(claim));
        if !rest.is_empty() {
            parting.push(Proposal::Split { incident: other.id, claims: own });
        }
    }
    Ok(parting)
}
