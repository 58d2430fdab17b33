//! Whether a record is what was put into it: the chain, the originals, and that everything derived has something to be
//! derived from.

use std::fmt;

use rusqlite::Row;

use crate::{Action, Entry, Hash, Record, RecordError, View};

/// Something that is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: "entry 12", "original …", "claim clm_…".
    pub at: String,
    /// What is wrong there, in words.
    pub wrong: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.wrong)
    }
}

/// References that must lead somewhere: a query for those that do not, and what is wrong with them.
const REFERENCES: [(&str, &str, &str); 13] = [
    (
        "entry",
        "its words are not there",
        "SELECT sequence FROM log WHERE words IS NOT NULL AND words NOT IN (SELECT hash FROM blob)",
    ),
    (
        "entry",
        "its original is not there",
        "SELECT sequence FROM log WHERE original IS NOT NULL AND original NOT IN (SELECT hash FROM blob)",
    ),
    (
        "blob",
        "no entry refers to it",
        "SELECT hash FROM blob WHERE hash NOT IN (SELECT words FROM log WHERE words IS NOT NULL)
         AND hash NOT IN (SELECT original FROM log WHERE original IS NOT NULL)",
    ),
    (
        "blob",
        "its bytes are gone, and no entry says that they were erased",
        "SELECT hash FROM blob WHERE bytes IS NULL AND hash NOT IN (
             SELECT erased.value FROM log JOIN blob AS said ON said.hash = log.words,
                 json_each(CASE log.action WHEN 'decided' THEN CAST(said.bytes AS TEXT) END, '$.blobs') AS erased)",
    ),
    (
        "entry",
        "nothing is derived from the report that it brought: run `annals rebuild`",
        "SELECT sequence FROM log WHERE action IN ('received', 'described')
         AND sequence NOT IN (SELECT sequence FROM report)",
    ),
    (
        "report",
        "it is not the report of its entry",
        "SELECT id FROM report WHERE NOT EXISTS (SELECT 1 FROM log WHERE log.sequence = report.sequence
         AND log.subject = report.id AND log.action IN ('received', 'described'))",
    ),
    (
        "report",
        "its columns do not say what its imprint says",
        "SELECT id FROM report WHERE NOT json_valid(imprint) OR imprint ->> 'report' IS NOT id
         OR imprint ->> 'published' IS NOT published OR imprint ->> 'publisher' IS NOT publisher",
    ),
    (
        "claim",
        "its columns do not say what it says",
        "SELECT id FROM claim WHERE NOT json_valid(json) OR json ->> 'id' IS NOT id
         OR json ->> 'report' IS NOT report OR json ->> 'type' IS NOT type",
    ),
    (
        "entry",
        "nothing is derived from the decision that it holds: run `annals rebuild`",
        "SELECT sequence FROM log WHERE action = 'decided' AND sequence NOT IN (SELECT sequence FROM decision)",
    ),
    (
        "claim",
        "its places are stored, and it is not there",
        "SELECT DISTINCT claim FROM claim_place WHERE claim NOT IN (SELECT id FROM claim)",
    ),
    (
        "episode",
        "its keys are stored, and it is not there",
        "SELECT DISTINCT episode FROM episode_key WHERE episode NOT IN (SELECT id FROM episode)",
    ),
    (
        "passage",
        "it came or went, and the index of words does not know that",
        "SELECT id FROM passage_waiting UNION ALL SELECT id FROM passage_forgotten",
    ),
    (
        "incident",
        "it has no claims",
        "SELECT id FROM incident WHERE id NOT IN (SELECT incident FROM incident_claim)",
    ),
];

impl Record {
    /// Everything that is wrong with the record, and the hash of the last entry: whoever noted it down can tell later that
    /// nothing before it was changed or left out.
    pub fn verify(&self) -> Result<(Vec<Finding>, Hash), RecordError> {
        let mut findings = Vec::new();
        let mut head = Hash::zero();
        let view = self.view();
        for check in [View::check_file, View::check_blobs, View::check_references, View::check_foreign_keys] {
            let checked = check(&view, &mut findings);
            unless_damaged(checked, &mut findings)?;
        }
        let checked = view.check_chain(&mut findings, &mut head);
        unless_damaged(checked, &mut findings)?;
        Ok((findings, head))
    }
}

/// Damage is a finding, too: a file that is damaged here may still be read elsewhere.
fn unless_damaged(checked: Result<(), RecordError>, findings: &mut Vec<Finding>) -> Result<(), RecordError> {
    match checked {
        Err(RecordError::Damaged(wrong)) => {
            findings.push(Finding { at: "file".to_owned(), wrong });
            Ok(())
        }
        checked => checked,
    }
}

impl View<'_> {
    /// The structure of the file, as SQLite checks it.
    fn check_file(&self, findings: &mut Vec<Finding>) -> Result<(), RecordError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let said = statement.query_map([], |row| row.get::<_, String>(0))?;
        for wrong in said {
            let wrong = wrong?;
            if wrong != "ok" {
                findings.push(Finding { at: "file".to_owned(), wrong });
            }
        }
        Ok(())
    }

    /// That each entry is sealed and follows the one before.
    fn check_chain(&self, findings: &mut Vec<Finding>, head: &mut Hash) -> Result<(), RecordError> {
        let mut before: Option<Entry> = None;
        for entry in self.log() {
            let entry = entry?;
            let mut find = |wrong: &str| {
                findings.push(Finding { at: format!("entry {}", entry.sequence), wrong: wrong.to_owned() });
            };
            if entry.sequence != before.as_ref().map_or(1, |before| before.sequence + 1) {
                find("entries before it are missing");
            }
            if before.as_ref().map_or(&Hash::zero(), |before| &before.hash) != &entry.previous {
                find("it does not follow the entry before it");
            }
            if entry.seal() != entry.hash {
                find("it was changed after it was sealed");
            }
            if Action::named(&entry.action).is_none() {
                find("nobody knows what it did");
            }
            *head = entry.hash.clone();
            before = Some(entry);
        }
        if before.is_none() {
            findings.push(Finding { at: "log".to_owned(), wrong: "it is empty".to_owned() });
        }
        Ok(())
    }

    /// That bytes are those that their hash names.
    fn check_blobs(&self, findings: &mut Vec<Finding>) -> Result<(), RecordError> {
        let mut statement =
            self.connection.prepare("SELECT hash, bytes FROM blob WHERE bytes IS NOT NULL ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, is_whole) = blob(row)?;
            if !is_whole {
                findings
                    .push(Finding { at: format!("blob {hash}"), wrong: "its bytes were changed".to_owned() });
            }
        }
        Ok(())
    }

    fn check_references(&self, findings: &mut Vec<Finding>) -> Result<(), RecordError> {
        for (noun, wrong, sql) in REFERENCES {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let name = row
                    .get_ref(0)?
                    .as_str()
                    .map(str::to_owned)
                    .or_else(|_| row.get(0).map(|n: i64| n.to_string()))?;
                findings.push(Finding { at: format!("{noun} {name}"), wrong: wrong.to_owned() });
            }
        }
        Ok(())
    }

    /// That derived rows refer to rows that there are.
    fn check_foreign_keys(&self, findings: &mut Vec<Finding>) -> Result<(), RecordError> {
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for row in rows {
            let (table, id, parent): (String, Option<i64>, String) = row?;
            let at = id.map_or_else(|| table.clone(), |id| format!("{table}, row {id}"));
            findings.push(Finding { at, wrong: format!("it refers to a {parent} that is not there") });
        }
        Ok(())
    }
}

/// The hash that names a blob, and whether it is that of the bytes.
fn blob(row: &Row<'_>) -> rusqlite::Result<(String, bool)> {
    let hash: String = row.get(0)?;
    let is_whole = Hash::of(row.get_ref(1)?.as_bytes()?).as_str() == hash;
    Ok((hash, is_whole))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;

    use super::*;
    use crate::testing;

    const TEXTS: [(&str, &str); 3] =
        [("a.txt", "Shells fell on the mill."), ("b.txt", "One died."), ("c.txt", "Nobody was hurt.")];

    fn record() -> (TempDir, Record) {
        let (folder, mut record) = testing::record();
        testing::add(&mut record, &TEXTS);
        (folder, record)
    }

    /// What is found after somebody did this to the file.
    fn findings_after(sql: &str) -> Vec<String> {
        let (_folder, record) = record();
        let unlock =
            "PRAGMA foreign_keys = OFF; DROP TRIGGER log_is_not_updated; DROP TRIGGER log_is_not_deleted;";
        record.connection.execute_batch(&format!("{unlock} {sql}")).expect("done");
        record.verify().expect("verified").0.iter().map(Finding::to_string).collect()
    }

    #[test]
    fn a_record_as_it_was_written_is_right() {
        let (_folder, record) = record();
        let (findings, head) = record.verify().expect("verified");
        assert_eq!(findings, []);
        let last = record.view().log().last().expect("an entry").expect("an entry");
        assert_eq!((head, last.sequence), (last.hash, 4));
    }

    #[test]
    fn whatever_is_done_to_the_log_is_found() {
        for (sql, expected) in [
            ("UPDATE log SET who = 'bert' WHERE sequence = 2", "entry 2: it was changed after it was sealed"),
            (
                "UPDATE log SET time = '2031' WHERE sequence = 3",
                "entry 3: it was changed after it was sealed",
            ),
            (
                "UPDATE log SET hash = '0' WHERE sequence = 2",
                "entry 3: it does not follow the entry before it",
            ),
            ("DELETE FROM log WHERE sequence = 3", "entry 4: entries before it are missing"),
            ("DELETE FROM log WHERE sequence = 4", "report rpt_"),
            ("DELETE FROM log", "log: it is empty"),
            ("UPDATE log SET words = 'f' WHERE sequence = 2", "entry 2: its words are not there"),
            ("UPDATE log SET original = NULL WHERE sequence = 2", "no entry refers to it"),
        ] {
            let findings = findings_after(sql);
            assert!(findings.iter().any(|finding| finding.contains(expected)), "{sql}: {findings:?}");
        }
    }

    #[test]
    fn whatever_is_done_to_originals_and_derived_rows_is_found() {
        for (sql, expected) in [
            ("UPDATE blob SET bytes = x'00' WHERE id = 2", "its bytes were changed"),
            ("UPDATE blob SET bytes = NULL WHERE id = 2", "its bytes are gone"),
            ("DELETE FROM blob WHERE id = 2", "not there"),
            ("INSERT INTO blob (hash, bytes) VALUES ('f', x'00')", "no entry refers to it"),
            ("DELETE FROM report WHERE sequence = 2", "entry 2: nothing is derived"),
            ("UPDATE report SET imprint = 'x' WHERE sequence = 2", "its columns do not say"),
            ("UPDATE report SET sequence = 9 WHERE sequence = 2", "it is not the report of its entry"),
            ("INSERT INTO claim VALUES ('rpt_0', 0, 'clm_0', 'killing', '{}')", "claim clm_0: its columns"),
            (
                "INSERT INTO claim VALUES ('rpt_0', 0, 'clm_0', 'killing', '{}')",
                "refers to a report that is not there",
            ),
            (
                "INSERT INTO incident VALUES ('inc_0', NULL, NULL, 0, '{}', 0)",
                "incident inc_0: it has no claims",
            ),
        ] {
            let findings = findings_after(sql);
            assert!(findings.iter().any(|finding| finding.contains(expected)), "{sql}: {findings:?}");
        }
    }

    /// Where the bytes lie in a file.
    fn places(file: &[u8], bytes: &[u8]) -> Vec<usize> {
        (0..file.len().saturating_sub(bytes.len())).filter(|&at| file[at..].starts_with(bytes)).collect()
    }

    fn finds_something(path: &Path) -> bool {
        match Record::open(path) {
            Ok(record) => !record.verify().is_ok_and(|(findings, _)| findings.is_empty()),
            Err(_) => true,
        }
    }

    #[test]
    fn a_flipped_byte_of_the_log_or_an_original_is_found() {
        let (folder, record) = record();
        let path = folder.path().join("annals.db");
        let entries: Vec<Entry> = record.view().log().map(|entry| entry.expect("an entry")).collect();
        drop(record);
        let whole = fs::read(&path).expect("the file");
        assert!(!finds_something(&path));
        // An entry's own hash stands only in its row and as `previous` in the next one; its time is in every row.
        let texts = TEXTS.iter().map(|(_, text)| text.as_bytes().to_vec());
        let sealed = entries.iter().map(|entry| entry.hash.as_str().as_bytes().to_vec());
        let subjects =
            entries.iter().filter_map(|entry| entry.subject.as_ref()).map(|id| id.as_bytes().to_vec());
        let rows = entries.iter().map(|entry| [entry.time.as_bytes(), entry.who.as_bytes()].concat());
        for bytes in texts.chain(sealed).chain(subjects).chain(rows) {
            let places = places(&whole, &bytes);
            assert!(!places.is_empty(), "{}", String::from_utf8_lossy(&bytes));
            for at in places.iter().flat_map(|&start| start..start + bytes.len()).step_by(7) {
                let mut spoilt = whole.clone();
                spoilt[at] ^= 1;
                fs::write(&path, spoilt).expect("written");
                assert!(finds_something(&path), "byte {at}, in {}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}
