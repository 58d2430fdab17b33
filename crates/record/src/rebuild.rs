//! What is derived, forgotten and made anew; and how the old differs from the new.

use std::fmt;

use crate::passage::forget_all;
use crate::{Batch, RecordError};

/// The tables of what is derived, each with the column that names its rows; those first that refer to others.
pub(crate) const DERIVED: [(&str, &str); 19] = [
    ("passage", "subject"),
    ("incident_facet", "incident"),
    ("incident_claim", "incident"),
    ("incident", "id"),
    ("tombstone", "incident"),
    ("edge", "low"),
    ("episode_key", "episode"),
    ("episode", "id"),
    ("word", "word"),
    ("family_report", "report"),
    ("family", "head"),
    ("report_key", "sequence"),
    ("fingerprint", "sequence"),
    ("claim_place", "claim"),
    ("rejected_claim", "id"),
    ("claim", "id"),
    ("decision_subject", "decision"),
    ("decision", "sequence"),
    ("report", "id"),
];

/// The columns in which rows must be the same: passages are numbered as they come, and incidents that are described anew give new
/// ones.
fn compared(table: &str) -> &'static str {
    match table {
        "passage" => "kind, subject, day, words, facets",
        _ => "*",
    }
}

/// Rows that are named where a table differs.
const N_EXAMPLES: usize = 3;

/// How a table of derived rows differs from what this program makes of the originals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub table: &'static str,
    /// Rows that the record holds and that would not be made now.
    pub n_only_held: usize,
    /// Rows that would be made now and that the record does not hold.
    pub n_only_made: usize,
    /// The ids of some of them.
    pub examples: Vec<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, n_only_held, n_only_made, examples } = self;
        let examples = examples.join(", ");
        write!(f, "{table}: {n_only_held} rows would go, {n_only_made} would come: {examples}")?;
        if n_only_held + n_only_made > examples.len() { f.write_str(", …") } else { Ok(()) }
    }
}

impl Batch<'_> {
    /// Forgets all that is derived, and remembers it aside for `differences`.
    pub fn forget_derived(&self) -> Result<(), RecordError> {
        for (table, _) in DERIVED.iter().rev() {
            let sql = format!(
                "DROP TABLE IF EXISTS temp.was_{table};
                 CREATE TEMP TABLE was_{table} AS SELECT * FROM main.{table}"
            );
            self.connection().execute_batch(&sql)?;
        }
        for (table, _) in DERIVED {
            self.connection().execute_batch(&format!("DELETE FROM main.{table}"))?;
        }
        Ok(forget_all(self.connection())?)
    }

    /// Where what was derived since `forget_derived` differs from what was forgotten.
    pub fn differences(&self) -> Result<Vec<Difference>, RecordError> {
        let mut differences = Vec::new();
        for (table, key) in DERIVED.into_iter().rev() {
            let columns = compared(table);
            let held = format!("SELECT {columns} FROM temp.was_{table}");
            let made = format!("SELECT {columns} FROM main.{table}");
            let (n_only_held, mut examples) = self.only_in(&held, &made, key)?;
            let (n_only_made, others) = self.only_in(&made, &held, key)?;
            examples.extend(others);
            examples.sort();
            examples.dedup();
            examples.truncate(N_EXAMPLES);
            if n_only_held + n_only_made > 0 {
                differences.push(Difference { table, n_only_held, n_only_made, examples });
            }
        }
        Ok(differences)
    }

    /// The number of rows that only the first query gives, and the names of the first few.
    fn only_in(&self, these: &str, those: &str, key: &str) -> Result<(usize, Vec<String>), RecordError> {
        let sql = format!("SELECT CAST({key} AS TEXT) FROM ({these} EXCEPT {those}) ORDER BY {key}");
        let mut statement = self.connection().prepare(&sql)?;
        let (mut n, mut names) = (0, Vec::new());
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            n += 1;
            if names.len() < N_EXAMPLES {
                names.push(row.get(0)?);
            }
        }
        Ok((n, names))
    }
}
