//! Fingerprints of reports, by which families compare their words without reading them again.

use jiff::civil::Date;
use model::ReportId;
use rusqlite::{OptionalExtension, params};

use crate::{Batch, RecordError, View};

impl Batch<'_> {
    /// Stores the fingerprint of a report that is there.
    pub fn put_fingerprint(&self, report: &ReportId, bytes: &[u8]) -> Result<(), RecordError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO fingerprint (sequence, bytes) SELECT sequence, ?2 FROM report WHERE id = ?1",
            )?
            .execute(params![report.as_str(), bytes])?;
        Ok(())
    }
}

impl View<'_> {
    /// The fingerprint of a report, as it was handed in.
    pub fn fingerprint(&self, report: &ReportId) -> Result<Option<Vec<u8>>, RecordError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT bytes FROM report JOIN fingerprint USING (sequence) WHERE id = ?1")?;
        Ok(select.query_row([report.as_str()], |row| row.get(0)).optional()?)
    }

    /// Since when a report is known: the day on which it was published, else received, and the entry that brought it.
    pub fn known_since(&self, report: &ReportId) -> Result<Option<(Date, i64)>, RecordError> {
        let sql = "SELECT coalesce(published, substr(time, 1, 10)), sequence
             FROM report JOIN log USING (sequence) WHERE report.id = ?1";
        let mut select = self.connection.prepare_cached(sql)?;
        let found: Option<(String, i64)> =
            select.query_row([report.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        // `verify` finds days that are none.
        Ok(found.map(|(day, sequence)| (day.parse().unwrap_or(Date::MAX), sequence)))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn a_report_is_known_since_it_came() {
        let (_folder, mut record) = testing::record();
        testing::add(&mut record, &[("a.txt", "Shells fell."), ("b.txt", "One died.")]);
        let [a, b] = ["Shells fell.", "One died."].map(testing::report_id);
        let day = testing::by().time.to_string().get(..10).expect("a day").parse().expect("a day");
        assert_eq!(record.view().known_since(&a).expect("known"), Some((day, 2)));
        assert_eq!(record.view().known_since(&b).expect("known"), Some((day, 3)));
        assert_eq!(record.view().known_since(&testing::report_id("")).expect("looked up"), None);
        assert_eq!(record.view().fingerprint(&a).expect("looked up"), None);
    }
}
