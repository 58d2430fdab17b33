//! A batch: entries that are written together or not at all.

use model::{Claim, ReportId};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::Serialize;

use crate::passage;
use crate::{Action, Entry, Hash, Receipt, RecordError, Refusal, Signature, View};

/// Entries on their way into the log, with what is derived from them.
#[derive(Debug)]
#[must_use = "what is not committed is forgotten"]
pub struct Batch<'a> {
    transaction: Transaction<'a>,
    by: Signature,
    /// The last entry's sequence and hash.
    head: (i64, Hash),
}

/// What became of a report that was handed to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is new; its entry has this sequence.
    New(i64),
    /// Its bytes are there already, and came first by this name.
    Duplicate(String),
}

impl<'a> Batch<'a> {
    pub(crate) fn begin(transaction: Transaction<'a>, by: Signature) -> Result<Self, RecordError> {
        let head = transaction
            .prepare_cached("SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, Hash::of_column(row.get(1)?))))
            .optional()?;
        Ok(Self { transaction, by, head: head.unwrap_or((0, Hash::zero())) })
    }

    /// Takes in a report with its original. The same bytes by another name are a duplicate, which is noted; by the same
    /// name, or noted before, they are nothing new.
    pub fn receive(
        &mut self,
        report: &ReportId,
        original: &[u8],
        receipt: &Receipt,
    ) -> Result<Taken, RecordError> {
        self.take(Action::Received, report, original, receipt)
    }

    /// Takes in a report of which only the imprint is known, with that as its original.
    pub fn describe(
        &mut self,
        report: &ReportId,
        original: &[u8],
        receipt: &Receipt,
    ) -> Result<Taken, RecordError> {
        self.take(Action::Described, report, original, receipt)
    }

    fn take(
        &mut self,
        action: Action,
        report: &ReportId,
        original: &[u8],
        receipt: &Receipt,
    ) -> Result<Taken, RecordError> {
        let hash = Hash::of(original);
        if let Some(first) = self.view().receipt_of(&hash)? {
            self.append_once(Action::Duplicate, Some(report.as_str()), Some(&hash), receipt)?;
            return Ok(Taken::Duplicate(first.input));
        }
        self.keep(&hash, original)?;
        self.append_words(action, Some(report.as_str()), Some(&hash), receipt).map(Taken::New)
    }

    /// Takes in a claim that was handed in, of a report that is there.
    pub fn import(&mut self, claim: &Claim) -> Result<(), RecordError> {
        self.append_words(Action::Imported, Some(claim.id.as_str()), None, claim)?;
        Ok(())
    }

    /// Notes an input that was not read; once, however often it comes.
    pub fn refuse(&mut self, refusal: &Refusal) -> Result<(), RecordError> {
        self.append_once(Action::Refused, None, None, refusal)
    }

    /// The record with what the batch has written so far.
    pub fn view(&self) -> View<'_> {
        View { connection: &self.transaction }
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.transaction
    }

    /// Writes the batch; when this returns it is on the disk.
    pub fn commit(self) -> Result<(), RecordError> {
        passage::index_waiting(&self.transaction)?;
        Ok(self.transaction.commit()?)
    }

    /// Appends an entry that says what no entry said before.
    fn append_once(
        &mut self,
        action: Action,
        subject: Option<&str>,
        original: Option<&Hash>,
        words: &impl Serialize,
    ) -> Result<(), RecordError> {
        let hash = Hash::of(&serde_json::to_vec(words)?);
        let known = self
            .transaction
            .prepare_cached("SELECT 1 FROM log WHERE words = ?1 AND original IS ?2")?
            .exists(params![hash.as_str(), original.map(Hash::as_str)])?;
        if !known {
            self.append_words(action, subject, original, words)?;
        }
        Ok(())
    }

    /// Keeps words and appends the entry that refers to them.
    pub(crate) fn append_words(
        &mut self,
        action: Action,
        subject: Option<&str>,
        original: Option<&Hash>,
        words: &impl Serialize,
    ) -> Result<i64, RecordError> {
        let words = serde_json::to_vec(words)?;
        let hash = Hash::of(&words);
        self.keep(&hash, &words)?;
        self.append(action, subject, original, Some(&hash))
    }

    /// Appends an entry and gives its sequence.
    pub(crate) fn append(
        &mut self,
        action: Action,
        subject: Option<&str>,
        original: Option<&Hash>,
        words: Option<&Hash>,
    ) -> Result<i64, RecordError> {
        let mut entry = Entry {
            sequence: self.head.0 + 1,
            previous: self.head.1.clone(),
            time: self.by.time.to_string(),
            who: self.by.who.clone(),
            action: action.as_str().to_owned(),
            subject: subject.map(str::to_owned),
            original: original.cloned(),
            words: words.cloned(),
            hash: Hash::zero(),
        };
        entry.hash = entry.seal();
        self.insert(&entry)?;
        self.head = (entry.sequence, entry.hash);
        Ok(self.head.0)
    }

    fn insert(&self, entry: &Entry) -> Result<(), RecordError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO log (sequence, previous, time, who, action, subject, original, words, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                entry.sequence,
                entry.previous.as_str(),
                entry.time,
                entry.who,
                entry.action,
                entry.subject,
                entry.original.as_ref().map(Hash::as_str),
                entry.words.as_ref().map(Hash::as_str),
                entry.hash.as_str(),
            ])?;
        Ok(())
    }

    /// Keeps bytes under their hash; they are kept once.
    fn keep(&self, hash: &Hash, bytes: &[u8]) -> Result<(), RecordError> {
        self.transaction
            .prepare_cached("INSERT INTO blob (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING")?
            .execute(params![hash.as_str(), bytes])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::Record;
    use crate::testing::{self, by, receive};

    fn actions(record: &Record) -> Vec<String> {
        record.view().log().map(|entry| entry.expect("an entry").action).collect()
    }

    #[test]
    fn the_same_bytes_are_received_once() {
        let (_folder, mut record) = testing::record();
        for _ in 0..2 {
            testing::add(
                &mut record,
                &[("a.txt", "Shells fell."), ("b.txt", "Shells fell."), ("c.txt", "One died.")],
            );
        }
        assert_eq!(actions(&record), ["created", "received", "duplicate", "received"]);
        let mut batch = record.batch(by()).expect("a batch");
        assert_eq!(receive(&mut batch, "b.txt", "Shells fell."), Taken::Duplicate("a.txt".to_owned()));
    }

    #[test]
    fn an_input_is_refused_once() {
        let (_folder, mut record) = testing::record();
        let refusal =
            Refusal { input: "a.png".to_owned(), line: None, because: "not a text file".to_owned() };
        for _ in 0..2 {
            let mut batch = record.batch(by()).expect("a batch");
            batch.refuse(&refusal).expect("noted");
            batch.refuse(&Refusal { line: Some(2), ..refusal.clone() }).expect("noted");
            batch.commit().expect("committed");
        }
        assert_eq!(actions(&record), ["created", "refused", "refused"]);
        let entry = record.view().log().last().expect("an entry").expect("an entry");
        let words: Option<Refusal> = record.view().words(&entry.words.expect("words")).expect("JSON");
        assert_eq!(words, Some(Refusal { line: Some(2), ..refusal }));
    }

    #[test]
    fn what_is_not_committed_never_was() {
        let (_folder, mut record) = testing::record();
        let mut batch = record.batch(by()).expect("a batch");
        receive(&mut batch, "a.txt", "Shells fell.");
        drop(batch);
        assert_eq!(actions(&record), ["created"]);
        testing::add(&mut record, &[("a.txt", "Shells fell.")]);
        assert_eq!(record.verify().expect("verified").0, []);
    }

    #[test]
    fn a_second_writer_waits_and_then_says_so() {
        let (folder, mut record) = testing::record();
        let mut other = Record::open(&folder.path().join("annals.db")).expect("opened twice");
        other.connection.busy_timeout(Duration::from_millis(20)).expect("set");
        let batch = record.batch(by()).expect("a batch");
        assert!(matches!(other.batch(by()).map(drop), Err(RecordError::Busy)));
        assert_eq!(actions(&other), ["created"], "a reader does not wait");
        batch.commit().expect("committed");
        testing::add(&mut other, &[("a.txt", "Shells fell.")]);
        testing::add(&mut record, &[("b.txt", "One died.")]);
        assert_eq!(actions(&record), ["created", "received", "received"]);
        assert_eq!(record.verify().expect("verified").0, []);
    }

    #[test]
    fn a_full_disk_is_said_and_harms_nothing() {
        let (_folder, mut record) = testing::record();
        testing::add(&mut record, &[("a.txt", "Shells fell.")]);
        let pages: i64 =
            record.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("a number");
        record
            .connection
            .pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(()))
            .expect("set");
        let text = "One died. ".repeat(10_000);
        let mut batch = record.batch(by()).expect("a batch");
        let taken = batch.receive(&testing::report_id(&text), text.as_bytes(), &testing::receipt("b.txt"));
        assert!(matches!(taken, Err(RecordError::Full)), "{taken:?}");
        drop(batch);
        assert_eq!(actions(&record), ["created", "received"]);
        assert_eq!(record.verify().expect("verified").0, []);
    }

    #[test]
    fn the_log_is_neither_changed_nor_cut() {
        let (_folder, record) = testing::record();
        for sql in ["UPDATE log SET who = 'nobody'", "DELETE FROM log"] {
            let refused = record.connection.execute(sql, []).expect_err("refused").to_string();
            assert!(refused.contains("append-only"), "{refused}");
        }
    }
}
