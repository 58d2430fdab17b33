//! What a record holds, a page at a time: only what is shown is read, however much there is.

use jiff::civil::Date;
use model::{Imprint, Incident};
use rusqlite::{ToSql, params, params_from_iter};

use crate::{IncidentFilter, RecordError, View};

/// Rows that are counted at most where counting means looking at each: nobody reads further.
pub(crate) const MOST_COUNTED: u64 = 10_000;

/// Some of many, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub n_all: u64,
    /// Whether there are more than were counted.
    pub is_more: bool,
}

/// Which of many are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// How many come before.
    pub skip: u64,
    /// How many are wanted at most.
    pub n_most: u64,
}

/// How much a record holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub n_reports: u64,
    pub n_claims: u64,
    pub n_incidents: u64,
    /// Incidents of which something is contradicted.
    pub n_contested: u64,
}

impl View<'_> {
    /// How much the record holds.
    pub fn totals(&self) -> Result<Totals, RecordError> {
        Ok(Totals {
            n_reports: self.count("SELECT count(*) FROM report", &[])?,
            n_claims: self.count("SELECT count(*) FROM claim", &[])?,
            n_incidents: self.count("SELECT count(*) FROM incident", &[])?,
            n_contested: self.count("SELECT count(*) FROM incident WHERE contested = 1", &[])?,
        })
    }

    /// Some of the incidents that a filter lets through, the latest first; those without a day come last.
    pub fn incident_page(
        &self,
        filter: &IncidentFilter,
        range: Range,
    ) -> Result<Page<Incident>, RecordError> {
        let (conditions, values) = filter.conditions();
        // The index holds all that a filter asks for, but whom and what: no incident is read that is not shown.
        let matching = format!("FROM incident INDEXED BY incident_in_order WHERE {conditions}");
        let sql = format!(
            "SELECT json FROM incident JOIN
             (SELECT id {matching} ORDER BY day_from DESC, id DESC LIMIT {} OFFSET {}) USING (id)
             ORDER BY day_from DESC, id DESC",
            range.n_most, range.skip
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let texts = statement.query_map(params_from_iter(&values), |row| row.get::<_, String>(0))?;
        let items =
            texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect::<Result<Vec<_>, RecordError>>()?;
        let n_here = items.len() as u64;
        let is_end = n_here < range.n_most && (range.skip == 0 || n_here > 0);
        let n_all = if is_end { range.skip + n_here } else { self.count_some(&matching, &values)? };
        Ok(Page { items, n_all: n_all.min(MOST_COUNTED), is_more: n_all > MOST_COUNTED })
    }

    /// How many of the incidents that a filter lets through begin on which day, in order of days; those of which no first day is told
    /// are left out.
    pub fn incident_days(&self, filter: &IncidentFilter) -> Result<Vec<(Date, u64)>, RecordError> {
        let (conditions, values) = filter.conditions();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT day_from, count(*) FROM incident INDEXED BY incident_in_order
             WHERE day_from IS NOT NULL AND {conditions} GROUP BY day_from ORDER BY day_from"
        ))?;
        let rows = statement.query_map(params_from_iter(&values), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?;
        let days = rows.map(|row| row.map(|(day, n)| Some((day.parse().ok()?, n.unsigned_abs()))));
        Ok(days.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Some of the reports with the number of their claims, the last received first.
    pub fn report_page(&self, range: Range) -> Result<Page<(Imprint, u64)>, RecordError> {
        let n_all = self.count("SELECT count(*) FROM report", &[])?;
        let mut statement = self.connection.prepare_cached(
            "SELECT imprint, (SELECT count(*) FROM claim WHERE claim.report = report.id) FROM report
             ORDER BY sequence DESC LIMIT ?1 OFFSET ?2",
        )?;
        let rows = statement.query_map(params![range.n_most as i64, range.skip as i64], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?;
        let items = rows.map(|row| {
            let (imprint, n_claims) = row?;
            Ok((serde_json::from_str(&imprint)?, n_claims.unsigned_abs()))
        });
        Ok(Page { items: items.collect::<Result<_, RecordError>>()?, n_all, is_more: false })
    }

    /// The values of a facet that most incidents have, each with how many have it.
    pub fn most_of(&self, facet: &str, n_most: u64) -> Result<Vec<(String, u64)>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT value, count(*) AS n FROM incident_facet WHERE facet = ?1
             GROUP BY value ORDER BY n DESC, value LIMIT ?2",
        )?;
        let rows = statement
            .query_map(params![facet, n_most as i64], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| row.map(|(value, n)| (value, n.unsigned_abs())).map_err(RecordError::from)).collect()
    }

    /// The number of rows that match; one more than are counted, where there are more.
    fn count_some(&self, matching: &str, values: &[String]) -> Result<u64, RecordError> {
        self.count(&format!("SELECT count(*) FROM (SELECT 1 {matching} LIMIT {})", MOST_COUNTED + 1), values)
    }

    fn count(&self, sql: &str, values: &[String]) -> Result<u64, RecordError> {
        let values = values.iter().map(|value| value as &dyn ToSql);
        let n: i64 =
            self.connection.prepare_cached(sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(n.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn reports_come_by_the_page_with_the_last_one_first() {
        let (_folder, mut record) = testing::record();
        testing::add(
            &mut record,
            &[("a.txt", "Shells fell."), ("b.txt", "One died."), ("c.txt", "Two died.")],
        );
        let batch = record.batch(testing::by()).expect("a batch");
        let report = testing::report_id("One died.");
        batch.put_claims(&report, &[testing::claim(&report)]).expect("put");
        batch.commit().expect("committed");
        let named = |range| -> (Vec<(String, u64)>, u64) {
            let page = record.view().report_page(range).expect("a page");
            (page.items.into_iter().map(|(imprint, n)| (imprint.input, n)).collect(), page.n_all)
        };
        let (first, n_all) = named(Range { skip: 0, n_most: 2 });
        assert_eq!((first, n_all), (vec![("c.txt".to_owned(), 0), ("b.txt".to_owned(), 1)], 3));
        assert_eq!(named(Range { skip: 2, n_most: 2 }).0, [("a.txt".to_owned(), 0)]);
        assert_eq!(named(Range { skip: 9, n_most: 2 }).0, []);
        let totals = Totals { n_reports: 3, n_claims: 1, ..Totals::default() };
        assert_eq!(record.view().totals().expect("counted"), totals);
    }
}
