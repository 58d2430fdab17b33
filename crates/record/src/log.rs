//! The log as it is read.

use rusqlite::{Row, params};

use crate::{Entry, Hash, RecordError, View};

/// Entries that are read at once: a log may be longer than memory.
const PAGE: i64 = 1_000;

impl<'a> View<'a> {
    /// The entries of the log, in order.
    pub fn log(&self) -> Log<'a> {
        Log { view: *self, read: Vec::new().into_iter(), last: 0 }
    }

    fn entries_after(&self, sequence: i64, n_most: i64) -> Result<Vec<Entry>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sequence, previous, time, who, action, subject, original, words, hash
             FROM log WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
        )?;
        let entries =
            statement.query_map(params![sequence, n_most], entry)?.collect::<Result<Vec<_>, _>>()?;
        Ok(entries)
    }

    /// The entry at a place of the log.
    pub fn entry(&self, sequence: i64) -> Result<Option<Entry>, RecordError> {
        let found = self.entries_after(sequence - 1, 1)?.into_iter().next();
        Ok(found.filter(|entry| entry.sequence == sequence))
    }

    /// The number of entries that bring a report.
    pub fn n_reports(&self) -> Result<usize, RecordError> {
        let n = "SELECT count(*) FROM log WHERE action IN ('received', 'described')";
        let n: i64 = self.connection.query_row(n, [], |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or_default())
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let hash =
        |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.map(Hash::of_column));
    Ok(Entry {
        sequence: row.get(0)?,
        previous: Hash::of_column(row.get(1)?),
        time: row.get(2)?,
        who: row.get(3)?,
        action: row.get(4)?,
        subject: row.get(5)?,
        original: hash(6)?,
        words: hash(7)?,
        hash: Hash::of_column(row.get(8)?),
    })
}

/// The entries of a log, read page by page; the last one may be an error.
#[derive(Debug)]
pub struct Log<'a> {
    view: View<'a>,
    read: std::vec::IntoIter<Entry>,
    last: i64,
}

impl Iterator for Log<'_> {
    type Item = Result<Entry, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.read.len() == 0 {
            match self.view.entries_after(self.last, PAGE) {
                Ok(entries) => self.read = entries.into_iter(),
                Err(error) => {
                    self.last = i64::MAX;
                    return Some(Err(error));
                }
            }
        }
        let entry = self.read.next()?;
        self.last = entry.sequence;
        Some(Ok(entry))
    }
}
