//! What a record holds, to look things up in.

use model::{Claim, ClaimId, Imprint, ReportId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;

use crate::{Hash, Receipt, RecordError};

/// A record as it is read: the whole of what is committed, or of what a batch has written so far.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub(crate) connection: &'a Connection,
}

impl View<'_> {
    /// The bytes that are kept under a hash; none where there are none, or where they were erased.
    pub fn bytes(&self, hash: &Hash) -> Result<Option<Vec<u8>>, RecordError> {
        let bytes = self
            .connection
            .prepare_cached("SELECT bytes FROM blob WHERE hash = ?1")?
            .query_row([hash.as_str()], |row| row.get::<_, Option<Vec<u8>>>(0))
            .optional()?;
        Ok(bytes.flatten())
    }

    /// What was said with an entry.
    pub fn words<T: DeserializeOwned>(&self, hash: &Hash) -> Result<Option<T>, RecordError> {
        let bytes = self.bytes(hash)?;
        Ok(bytes.map(|bytes| serde_json::from_slice(&bytes)).transpose()?)
    }

    /// How an original was received first; none if it was not.
    pub fn receipt_of(&self, original: &Hash) -> Result<Option<Receipt>, RecordError> {
        let words = self
            .connection
            .prepare_cached(
                "SELECT words FROM log WHERE original = ?1 AND action IN ('received', 'described')
                 ORDER BY sequence LIMIT 1",
            )?
            .query_row([original.as_str()], hash)
            .optional()?;
        words.map_or(Ok(None), |words| self.words(&words))
    }

    /// Whether a report is in the record.
    pub fn holds(&self, report: &ReportId) -> Result<bool, RecordError> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM report WHERE id = ?1")?.exists([report.as_str()])?)
    }

    /// The entry that brought a report.
    pub fn sequence(&self, report: &ReportId) -> Result<Option<i64>, RecordError> {
        let mut sequence = self.connection.prepare_cached("SELECT sequence FROM report WHERE id = ?1")?;
        Ok(sequence.query_row([report.as_str()], |row| row.get(0)).optional()?)
    }

    /// Whether only the imprint of a report is known: its claims were coded by hand.
    pub fn is_described(&self, report: &ReportId) -> Result<bool, RecordError> {
        let sql = "SELECT 1 FROM report JOIN log USING (sequence) WHERE id = ?1 AND action = 'described'";
        Ok(self.connection.prepare_cached(sql)?.exists([report.as_str()])?)
    }

    /// The imprint of a report.
    pub fn imprint(&self, report: &ReportId) -> Result<Option<Imprint>, RecordError> {
        self.values("SELECT imprint FROM report WHERE id = ?1", report.as_str()).map(|mut found| found.pop())
    }

    /// The original of a report, and how it was received.
    pub fn original(&self, report: &ReportId) -> Result<Option<(Vec<u8>, Receipt)>, RecordError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT log.original, log.words FROM report JOIN log USING (sequence) WHERE report.id = ?1",
            )?
            .query_row([report.as_str()], |row| {
                Ok((Hash::of_column(row.get(0)?), Hash::of_column(row.get(1)?)))
            })
            .optional()?;
        let Some((original, words)) = found else { return Ok(None) };
        Ok(self.bytes(&original)?.zip(self.words(&words)?))
    }

    /// The claims of a report, in the order of its text.
    pub fn claims(&self, report: &ReportId) -> Result<Vec<Claim>, RecordError> {
        self.values("SELECT json FROM claim WHERE report = ?1 ORDER BY ordinal", report.as_str())
    }

    /// Some claims of a report, in the order of its text.
    pub fn claims_among(&self, ids: &[&ClaimId]) -> Result<Vec<Claim>, RecordError> {
        let mut select = self.connection.prepare_cached("SELECT ordinal, json FROM claim WHERE id = ?1")?;
        let mut claims: Vec<(i64, Claim)> = Vec::with_capacity(ids.len());
        for id in ids {
            let found: Option<(i64, String)> =
                select.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            if let Some((ordinal, json)) = found {
                claims.push((ordinal, serde_json::from_str(&json)?));
            }
        }
        claims.sort_by_key(|(ordinal, _)| *ordinal);
        Ok(claims.into_iter().map(|(_, claim)| claim).collect())
    }

    /// The values that a column of JSON holds.
    pub(crate) fn values<T: DeserializeOwned>(&self, sql: &str, of: &str) -> Result<Vec<T>, RecordError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let texts = statement.query_map(params![of], |row| row.get::<_, String>(0))?;
        texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect()
    }
}

/// The hash in the first column.
fn hash(row: &Row<'_>) -> rusqlite::Result<Hash> {
    Ok(Hash::of_column(row.get(0)?))
}
