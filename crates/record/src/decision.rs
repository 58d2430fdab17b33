//! Decisions, stored as they are derived from the log, and looked up; and the removal of words.

use model::{Claim, ClaimId, Decision, Imprint, ReportId};
use rusqlite::types::Type;
use rusqlite::{Row, params};

use crate::{Action, Batch, Hash, Record, RecordError, View};

/// A decision with the entry of the log that holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDecision {
    pub sequence: i64,
    pub who: String,
    /// UTC, as RFC 3339 writes it.
    pub time: String,
    pub kind: String,
    pub standing: DecisionStanding,
    /// None once its words were erased.
    pub decision: Option<Decision>,
}

/// Whether a decision holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecisionStanding {
    Stands,
    /// Nothing that it is about is there any more; it holds again as soon as it is.
    Lost,
    Undone,
    Erased,
}

impl DecisionStanding {
    const ALL: [Self; 4] = [Self::Stands, Self::Lost, Self::Undone, Self::Erased];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Lost => "lost",
            Self::Undone => "undone",
            Self::Erased => "erased",
        }
    }
}

impl Batch<'_> {
    /// Takes in a decision, and gives its place in the log.
    pub fn decide(&mut self, decision: &Decision) -> Result<i64, RecordError> {
        let subject = decision.act.subjects().first().map(|subject| (*subject).to_owned());
        let sequence = self.append_words(Action::Decided, subject.as_deref(), None, decision)?;
        self.put_decision(sequence, Some(decision))?;
        Ok(sequence)
    }

    /// Stores the decision that the entry `sequence` holds; without a decision, that its words were erased.
    pub fn put_decision(&self, sequence: i64, decision: Option<&Decision>) -> Result<(), RecordError> {
        let standing = decision.map_or(DecisionStanding::Erased, |_| DecisionStanding::Stands);
        self.connection()
            .prepare_cached("INSERT INTO decision (sequence, kind, standing, json) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                sequence,
                decision.map_or("erased", |decision| decision.act.kind()),
                standing.as_str(),
                decision.map(serde_json::to_string).transpose()?,
            ])?;
        let sql = "INSERT INTO decision_subject (subject, decision) VALUES (?1, ?2)";
        let mut insert = self.connection().prepare_cached(sql)?;
        for subject in decision.iter().flat_map(|decision| decision.act.subjects()) {
            insert.execute(params![subject, sequence])?;
        }
        Ok(())
    }

    /// Says whether a decision holds.
    pub fn set_standing(&self, sequence: i64, standing: DecisionStanding) -> Result<(), RecordError> {
        self.connection()
            .prepare_cached("UPDATE decision SET standing = ?2 WHERE sequence = ?1")?
            .execute(params![sequence, standing.as_str()])?;
        Ok(())
    }

    /// Stores claims that were rejected, each with its place among the claims of its report.
    pub fn put_rejected(&self, rejected: &[(usize, Claim)]) -> Result<(), RecordError> {
        let sql = "INSERT INTO rejected_claim (id, report, ordinal, json) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.connection().prepare_cached(sql)?;
        for (ordinal, claim) in rejected {
            let json = serde_json::to_string(claim)?;
            insert.execute(params![claim.id.as_str(), claim.report.as_str(), *ordinal as i64, json])?;
        }
        Ok(())
    }

    /// Removes all that is derived of a report but what is known of it beside its words.
    pub fn remove_claims(&self, report: &ReportId) -> Result<(), RecordError> {
        let of_report = "(SELECT id FROM claim WHERE report = ?1)";
        for sql in [
            format!("DELETE FROM incident_claim WHERE claim IN {of_report}"),
            "DELETE FROM claim_place WHERE sequence = (SELECT sequence FROM report WHERE id = ?1)".to_owned(),
            "DELETE FROM claim WHERE report = ?1".to_owned(),
            "DELETE FROM rejected_claim WHERE report = ?1".to_owned(),
            "DELETE FROM passage WHERE subject = ?1".to_owned(),
        ] {
            self.connection().prepare_cached(&sql)?.execute([report.as_str()])?;
        }
        Ok(())
    }

    /// Stores what is known of a report in place of what was.
    pub fn put_imprint(&self, imprint: &Imprint) -> Result<(), RecordError> {
        self.connection()
            .prepare_cached("UPDATE report SET published = ?2, publisher = ?3, imprint = ?4 WHERE id = ?1")?
            .execute(params![
                imprint.report.as_str(),
                imprint.published.map(|day| day.to_string()),
                imprint.publisher,
                serde_json::to_string(imprint)?,
            ])?;
        Ok(())
    }

    /// Forgets by what words a report is found.
    pub fn forget_words(&self, report: &ReportId) -> Result<(), RecordError> {
        let Some(sequence) = self.view().sequence(report)? else { return Ok(()) };
        for sql in
            ["DELETE FROM report_key WHERE sequence = ?1", "DELETE FROM fingerprint WHERE sequence = ?1"]
        {
            self.connection().prepare_cached(sql)?.execute([sequence])?;
        }
        Ok(())
    }

    /// Removes words from the record; their hashes stay.
    pub fn erase(&self, blobs: &[String]) -> Result<(), RecordError> {
        let mut erase = self.connection().prepare_cached("UPDATE blob SET bytes = NULL WHERE hash = ?1")?;
        for hash in blobs {
            erase.execute([hash])?;
        }
        // Decisions whose words are gone keep their place, and say no more than that.
        self.connection()
            .prepare_cached(
                "UPDATE decision SET json = NULL, standing = 'erased' WHERE sequence IN
                 (SELECT log.sequence FROM log JOIN blob ON blob.hash = log.words
                  WHERE log.action = 'decided' AND blob.bytes IS NULL)",
            )?
            .execute([])?;
        Ok(())
    }
}

impl Record {
    /// Makes sure that nothing of what was removed can be read from the file any more: the index of words is made anew, free pages
    /// are given up, and what was written ahead of it is written into it.
    pub fn scour(&self) -> Result<(), RecordError> {
        self.connection.execute("INSERT INTO passage_index (passage_index) VALUES ('rebuild')", [])?;
        self.connection.execute_batch("VACUUM")?;
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

impl View<'_> {
    /// The decision that an entry holds.
    pub fn decision(&self, sequence: i64) -> Result<Option<StoredDecision>, RecordError> {
        let sql = format!("{SELECT} WHERE decision.sequence = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map([sequence], stored)?.next().transpose()?;
        Ok(found)
    }

    /// All decisions, in the order of the log.
    pub fn decisions(&self) -> Result<Vec<StoredDecision>, RecordError> {
        let sql = format!("{SELECT} ORDER BY decision.sequence");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([], stored)?.collect::<Result<_, _>>()?)
    }

    /// The decisions that are about a report or a claim, in the order of the log.
    pub fn decisions_about(&self, subject: &str) -> Result<Vec<StoredDecision>, RecordError> {
        let sql = format!(
            "{SELECT} JOIN decision_subject ON decision_subject.decision = decision.sequence
             WHERE decision_subject.subject = ?1 ORDER BY decision.sequence"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([subject], stored)?.collect::<Result<_, _>>()?)
    }

    /// Whether words of any report of the record are withheld, or were erased.
    pub fn withholds(&self) -> Result<bool, RecordError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM decision WHERE kind IN ('redact', 'erase') AND standing <> 'undone')";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The claims of a report that were rejected, in the order of its text, each with its place among all its claims.
    pub fn rejected(&self, report: &ReportId) -> Result<Vec<(usize, Claim)>, RecordError> {
        let sql = "SELECT ordinal, json FROM rejected_claim WHERE report = ?1 ORDER BY ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows =
            statement.query_map([report.as_str()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (ordinal, json): (i64, String) = row?;
            Ok((usize::try_from(ordinal).unwrap_or(0), serde_json::from_str(&json)?))
        })
        .collect()
    }

    /// A claim that was rejected.
    pub fn rejected_claim(&self, id: &ClaimId) -> Result<Option<Claim>, RecordError> {
        self.values("SELECT json FROM rejected_claim WHERE id = ?1", id.as_str()).map(|mut found| found.pop())
    }

    /// The claims of a report that were handed in, as they were, in the order of the log.
    pub fn imported(&self, report: &ReportId) -> Result<Vec<Claim>, RecordError> {
        let sql = "SELECT log.words FROM log WHERE action = 'imported' AND subject IN
             (SELECT id FROM claim WHERE report = ?1 UNION SELECT id FROM rejected_claim WHERE report = ?1)
             ORDER BY log.sequence";
        let mut statement = self.connection.prepare_cached(sql)?;
        let hashes = statement.query_map([report.as_str()], |row| Ok(Hash::of_column(row.get(0)?)))?;
        let hashes = hashes.collect::<Result<Vec<Hash>, _>>()?;
        hashes.iter().filter_map(|hash| self.words(hash).transpose()).collect()
    }

    /// The hashes of all words that the record holds of a report: its original, how it was received, claims that were handed in for
    /// it, what was decided about it, and why that was undone.
    pub fn blobs_of(&self, report: &ReportId) -> Result<Vec<String>, RecordError> {
        let sql = "SELECT hash FROM blob WHERE bytes IS NOT NULL AND (
                hash IN (SELECT original FROM log WHERE subject = ?1 AND action IN ('received', 'described'))
             OR hash IN (SELECT words FROM log WHERE subject = ?1 AND action IN ('received', 'described', 'duplicate'))
             OR hash IN (SELECT words FROM log WHERE action = 'imported' AND subject IN
                (SELECT id FROM claim WHERE report = ?1 UNION SELECT id FROM rejected_claim WHERE report = ?1))
             OR hash IN (SELECT words FROM log JOIN decision_subject ON decision_subject.decision = log.sequence
                 JOIN decision USING (sequence)
                 WHERE decision_subject.subject = ?1 AND kind <> 'erase')
             OR hash IN (SELECT words FROM log JOIN decision USING (sequence)
                 WHERE kind = 'undo' AND json ->> 'decision' IN
                    (SELECT decision FROM decision_subject WHERE subject = ?1))) ORDER BY hash";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([report.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

const SELECT: &str =
    "SELECT decision.sequence, log.who, log.time, decision.kind, decision.standing, decision.json
     FROM decision JOIN log ON log.sequence = decision.sequence";

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredDecision> {
    let standing: String = row.get(4)?;
    let json: Option<String> = row.get(5)?;
    let unread = |error| rusqlite::Error::FromSqlConversionFailure(5, Type::Text, Box::new(error));
    Ok(StoredDecision {
        sequence: row.get(0)?,
        who: row.get(1)?,
        time: row.get(2)?,
        kind: row.get(3)?,
        standing: DecisionStanding::ALL
            .into_iter()
            .find(|one| one.as_str() == standing)
            .unwrap_or(DecisionStanding::Lost),
        decision: json.map(|json| serde_json::from_str(&json)).transpose().map_err(unread)?,
    })
}
