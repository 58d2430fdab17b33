//! Assessments of reports: what they say of one incident, and what a policy makes of it.

use model::{Assessment, Belonging, Claim, Family, Incident, Report};
use reconcile::{Dossier, Lexicon, Policy, Told};
use record::{RecordError, View};

use crate::{Coder, derive, gather, side_by_side};

/// Ledgers whose claims tell of harm, of what did it, and of who is behind it.
const LEDGERS: [&str; 3] = ["casualties", "attacks", "attribution"];

/// Reports with their claims, ready to be reconciled.
pub fn told(coder: &Coder, reports: &[Report]) -> Vec<Told> {
    side_by_side(reports, |report| derive::told(report, coder.code(report).claims))
}

/// The one incident that reports are about, by all that they say of harm and attacks; none if they say nothing of it.
pub fn incident(dossier: &Dossier<'_>, told: &[Told]) -> Option<Incident> {
    let claims = told.iter().flat_map(|told| &told.claims);
    let belonging = |claim: &Claim| Belonging {
        claim: claim.id.clone(),
        report: claim.report.clone(),
        because: vec!["its report was given as one on this incident".to_owned()],
    };
    let chosen = claims.filter(|claim| LEDGERS.contains(&claim.ledger.as_str())).map(belonging);
    reconcile::describe(dossier, chosen.collect())
}

/// What reports on one incident come to under each of some policies, copies folded as `families` say; nothing if they say nothing of
/// harm or attacks.
pub fn assess(told: &[Told], families: &[Family], lexicon: &Lexicon, policies: &[Policy]) -> Vec<Assessment> {
    let dossier = Dossier::new(told, families, lexicon);
    let Some(incident) = incident(&dossier, told) else { return Vec::new() };
    policies.iter().map(|policy| reconcile::assess(&dossier, &incident, policy)).collect()
}

/// What an incident of a record comes to under each of some policies.
pub fn of_incident(
    view: View<'_>,
    incident: &Incident,
    lexicon: &Lexicon,
    policies: &[Policy],
) -> Result<Vec<Assessment>, RecordError> {
    let (told, families) = gather::told(view, &incident.claims)?;
    let dossier = Dossier::new(&told, &families, lexicon);
    Ok(policies.iter().map(|policy| reconcile::assess(&dossier, incident, policy)).collect())
}
