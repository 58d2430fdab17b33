//! The reports that are reconciled together, and where each of their claims stands.

use std::collections::BTreeMap;

use model::{Claim, ClaimId, Factuality, Family, Incident, Polarity, Realis, ReportId};

use crate::{Lexicon, Told};

/// The reports at hand, which of them go back to one text, and the words to read their sources by.
#[derive(Debug)]
pub struct Dossier<'a> {
    pub(crate) lexicon: &'a Lexicon,
    reports: BTreeMap<&'a ReportId, (usize, &'a Told)>,
    /// The head of its family, for each report that is not the head itself.
    heads: BTreeMap<&'a ReportId, &'a ReportId>,
    /// The report and the place in it of each claim.
    claims: BTreeMap<&'a ClaimId, (&'a Told, usize)>,
}

/// A claim with the report that states it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'a> {
    pub told: &'a Told,
    pub claim: &'a Claim,
}

impl Statement<'_> {
    /// Whether it says that something took place.
    pub fn is_told(&self) -> bool {
        self.claim.realis == Realis::Actual
            && self.claim.polarity == Polarity::Affirmed
            && !matches!(self.claim.factuality, Factuality::Denied | Factuality::Unclear)
    }

    /// The words that name the event.
    pub fn trigger(&self) -> String {
        let evidence = &self.claim.evidence;
        let start = evidence.trigger.start.saturating_sub(evidence.span.start) as usize;
        let length = evidence.trigger.end.saturating_sub(evidence.trigger.start) as usize;
        evidence.quote.chars().skip(start).take(length).collect()
    }
}

impl<'a> Dossier<'a> {
    /// A dossier of reports, in the order in which their statements are to be listed.
    pub fn new(
        reports: impl IntoIterator<Item = &'a Told>,
        families: &'a [Family],
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut dossier =
            Self { lexicon, reports: BTreeMap::new(), heads: heads(families), claims: BTreeMap::new() };
        for (order, told) in reports.into_iter().enumerate() {
            dossier.reports.entry(&told.imprint.report).or_insert((order, told));
            for (place, claim) in told.claims.iter().enumerate() {
                dossier.claims.entry(&claim.id).or_insert((told, place));
            }
        }
        dossier
    }

    /// A report at hand.
    pub fn report(&self, id: &ReportId) -> Option<&'a Told> {
        self.reports.get(id).map(|(_, told)| *told)
    }

    /// A claim of a report at hand.
    pub fn claim(&self, id: &ClaimId) -> Option<&'a Claim> {
        self.statement(id).map(|statement| statement.claim)
    }

    /// The claims of an incident with the reports that state them.
    pub(crate) fn statements(&self, incident: &Incident) -> Vec<Statement<'a>> {
        incident.claims.iter().filter_map(|one| self.statement(&one.claim)).collect()
    }

    pub(crate) fn statement(&self, id: &ClaimId) -> Option<Statement<'a>> {
        let (told, place) = *self.claims.get(id)?;
        Some(Statement { told, claim: told.claims.get(place)? })
    }

    /// The first report of the text that a report goes back to: itself, if it copies none.
    pub(crate) fn head<'b>(&'b self, report: &'b ReportId) -> &'b ReportId {
        self.heads.get(report).copied().unwrap_or(report)
    }

    /// The first report of the text that a report at hand goes back to, by its id.
    pub(crate) fn head_of(&self, told: &'a Told) -> &'a str {
        let report = &told.imprint.report;
        self.heads.get(report).copied().unwrap_or(report).as_str()
    }

    /// Where a claim stands: the place of its report, and its place there.
    pub(crate) fn place(&self, id: &ClaimId) -> Option<(usize, usize)> {
        let (told, place) = *self.claims.get(id)?;
        let (order, _) = *self.reports.get(&told.imprint.report)?;
        Some((order, place))
    }
}

fn heads(families: &[Family]) -> BTreeMap<&ReportId, &ReportId> {
    families.iter().flat_map(|family| family.kin.iter().map(|kin| (&kin.report, &family.head))).collect()
}
