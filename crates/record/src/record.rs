//! A record as a file: made, opened, and told apart from files that are none.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::{Action, Batch, RecordError, Signature, View, derive, passage, weight};

/// What every file of SQLite begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// "ANNL", as the first migration sets it.
const APPLICATION_ID: i64 = 0x414E_4E4C;

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Pages of the file that are kept in memory, in KB: claims and originals are found by hashes, which lie all over a large record.
const CACHE_KB: i64 = 64 << 10;

/// Pages that the log of what is written takes before they go into the file: each batch would wait for the disk twice if it were
/// no longer than a batch.
const PAGES_OF_LOG: i64 = 32_000;

/// Statements that are kept prepared: more than a batch uses.
const N_STATEMENTS: usize = 128;

/// One file for each step from a format to the next; a file that was released is never changed.
static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("migrations/1.sql")),
        M::up_with_hook(include_str!("migrations/2.sql"), |transaction| Ok(passage::index(transaction)?)),
        M::up(include_str!("migrations/3.sql")),
        M::up_with_hook(include_str!("migrations/4.sql"), |transaction| {
            Ok(derive::index_places(transaction)?)
        }),
        M::up_with_hook(include_str!("migrations/5.sql"), |transaction| Ok(weight::weigh_all(transaction)?)),
    ])
});

/// The format that this program writes.
const FORMAT: i64 = 5;

/// An open record.
#[derive(Debug)]
pub struct Record {
    pub(crate) connection: Connection,
}

impl Record {
    /// Makes a record at `path`, where nothing may be yet. A crash on the way leaves nothing there.
    pub fn create(path: &Path, by: Signature) -> Result<Self, RecordError> {
        let failed = |source: io::Error| match source.kind() {
            ErrorKind::AlreadyExists => RecordError::Exists(path.to_owned()),
            _ => RecordError::Io { path: path.to_owned(), source },
        };
        if path.exists() {
            return Err(RecordError::Exists(path.to_owned()));
        }
        let file = tempfile::Builder::new().prefix(".annals-").tempfile_in(folder(path)).map_err(failed)?;
        let mut record = Self::migrated(file.path())?;
        let mut batch = record.batch(by)?;
        batch.append(Action::Created, None, None, None)?;
        batch.commit()?;
        drop(record);
        file.persist_noclobber(path).map_err(|error| failed(error.error))?;
        File::open(folder(path)).and_then(|folder| folder.sync_all()).map_err(failed)?;
        Self::open(path)
    }

    /// Opens the record at `path`, and brings it to the format of this program if it is of an older one.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        check_is_sqlite(path)?;
        let connection = connect(path)?;
        let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        if number("application_id")? != APPLICATION_ID {
            return Err(RecordError::NoRecord(path.to_owned()));
        }
        let format = number("user_version")?;
        if format > FORMAT {
            return Err(RecordError::Newer { path: path.to_owned(), format, known: FORMAT });
        }
        if format < FORMAT {
            return Self::migrated(path);
        }
        Ok(Self { connection })
    }

    /// The record in a file that is empty or of an older format.
    fn migrated(path: &Path) -> Result<Self, RecordError> {
        let mut connection = connect(path)?;
        MIGRATIONS.to_latest(&mut connection)?;
        Ok(Self { connection })
    }

    /// Begins a batch of entries that are written together or not at all. Waits for another program that writes.
    pub fn batch(&mut self, by: Signature) -> Result<Batch<'_>, RecordError> {
        Batch::begin(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?, by)
    }

    /// What the record holds, to look things up in, each time as it is then.
    pub fn view(&self) -> View<'_> {
        View { connection: &self.connection }
    }

    /// The record as it is now, for an answer that is put together from much: what others write meanwhile is no part of it.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, RecordError> {
        Ok(Snapshot(self.connection.unchecked_transaction()?))
    }
}

/// A record at one moment. It should be short: what is written meanwhile stays in the journal until it is over.
#[derive(Debug)]
pub struct Snapshot<'a>(Transaction<'a>);

impl Snapshot<'_> {
    /// What the record held then, to look things up in.
    pub fn view(&self) -> View<'_> {
        View { connection: &self.0 }
    }
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Tells what is no file of SQLite by its first bytes, before SQLite may touch it.
fn check_is_sqlite(path: &Path) -> Result<(), RecordError> {
    let mut file = File::open(path).map_err(|source| match source.kind() {
        ErrorKind::NotFound => RecordError::Missing(path.to_owned()),
        _ => RecordError::Io { path: path.to_owned(), source },
    })?;
    let mut head = [0; MAGIC.len()];
    match file.read_exact(&mut head) {
        Ok(()) if head == MAGIC => Ok(()),
        _ => Err(RecordError::NoRecord(path.to_owned())),
    }
}

fn connect(path: &Path) -> Result<Connection, RecordError> {
    // A connection is one thread's at a time, so that SQLite need not lock it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A commit is on the disk when it returns, and a reader never waits for a writer.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", -CACHE_KB)?;
    connection.pragma_update(None, "wal_autocheckpoint", PAGES_OF_LOG)?;
    connection.set_prepared_statement_cache_capacity(N_STATEMENTS);
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn the_migrations_lead_to_the_format_of_this_program() {
        MIGRATIONS.validate().expect("valid migrations");
        let (_folder, record) = testing::record();
        let format: i64 =
            record.connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a number");
        assert_eq!(format, FORMAT);
    }

    #[test]
    fn a_record_is_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("annals.db");
        Record::create(&path, testing::by()).expect("made");
        let again = Record::create(&path, testing::by());
        assert!(matches!(again, Err(RecordError::Exists(_))), "{again:?}");
        Record::open(&path).expect("still a record");
        let nowhere = Record::create(&folder.path().join("no/annals.db"), testing::by());
        assert!(matches!(nowhere, Err(RecordError::Io { .. })), "{nowhere:?}");
        let n_files = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(n_files, 1, "nothing but the record is left");
    }

    #[test]
    fn a_snapshot_does_not_change_while_others_write() {
        let (folder, mut record) = testing::record();
        let reader = Record::open(&folder.path().join("annals.db")).expect("opened");
        let snapshot = reader.snapshot().expect("a snapshot");
        let n_before = snapshot.view().n_reports().expect("counted");
        testing::add(&mut record, &[("a.txt", "One died.")]);
        assert_eq!(snapshot.view().n_reports().expect("counted"), n_before);
        drop(snapshot);
        assert_eq!(reader.view().n_reports().expect("counted"), n_before + 1);
    }

    #[test]
    fn what_is_no_record_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.txt");
        for bytes in [&b""[..], b"Shells fell.", &[0; 4096]] {
            std::fs::write(&path, bytes).expect("written");
            assert!(matches!(Record::open(&path), Err(RecordError::NoRecord(_))));
            assert_eq!(std::fs::read(&path).expect("read"), bytes);
        }
        assert!(matches!(Record::open(&folder.path().join("none")), Err(RecordError::Missing(_))));
        let other = folder.path().join("other.db");
        Connection::open(&other).and_then(|other| other.execute_batch("CREATE TABLE a (b)")).expect("made");
        assert!(matches!(Record::open(&other), Err(RecordError::NoRecord(_))));
    }

    #[test]
    fn a_record_of_a_newer_program_is_refused() {
        let (folder, record) = testing::record();
        record.connection.pragma_update(None, "user_version", FORMAT + 1).expect("set");
        drop(record);
        let newer = Record::open(&folder.path().join("annals.db"));
        assert!(matches!(newer, Err(RecordError::Newer { format: 6, known: 5, .. })), "{newer:?}");
    }
}
