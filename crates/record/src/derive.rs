//! What is derived of reports, as it is written: always within a batch, always in the order of the log.

use model::{Claim, Imprint, ReportId};
use rusqlite::params;

use crate::{Batch, RecordError};

impl Batch<'_> {
    /// Stores what is known of the report that the entry `sequence` brought.
    pub fn put_report(&self, sequence: i64, imprint: &Imprint) -> Result<(), RecordError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO report (sequence, id, published, publisher, imprint) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                sequence,
                imprint.report.as_str(),
                imprint.published.map(|day| day.to_string()),
                imprint.publisher,
                serde_json::to_string(imprint)?,
            ])?;
        Ok(())
    }

    /// Adds claims to those of their report, in this order.
    pub fn put_claims(&self, report: &ReportId, claims: &[Claim]) -> Result<(), RecordError> {
        let n_before: i64 = self
            .connection()
            .prepare_cached("SELECT count(*) FROM claim WHERE report = ?1")?
            .query_row([report.as_str()], |row| row.get(0))?;
        let mut insert = self.connection().prepare_cached(
            "INSERT INTO claim (report, ordinal, id, type, json) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (ordinal, claim) in (n_before..).zip(claims) {
            let json = serde_json::to_string(claim)?;
            insert.execute(params![report.as_str(), ordinal, claim.id.as_str(), claim.event_type, json])?;
        }
        Ok(())
    }
}
