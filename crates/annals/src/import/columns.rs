//! The columns of a table of claims: which cell says what.

use std::collections::BTreeMap;

use claims::Codebook;
use csv::StringRecord;

/// The columns that a table may have, beside one for each role of the codebook.
const COLUMNS: [&str; 42] = [
    "report",
    "title",
    "publisher",
    "published",
    "url",
    "type",
    "date",
    "from",
    "to",
    "place",
    "lat",
    "lon",
    "country",
    "precision",
    "killed",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured",
    "injured_low",
    "injured_best",
    "injured_high",
    "children",
    "children_low",
    "children_best",
    "children_high",
    "women",
    "women_low",
    "women_best",
    "women_high",
    "men",
    "men_low",
    "men_best",
    "men_high",
    "named",
    "count",
    "count_low",
    "count_best",
    "count_high",
    "source",
    "factuality",
    "quote",
];

/// The column for what the victims are to the fighting.
pub(super) const VICTIM_STATUS: &str = "victim_status";

/// Where each column stands in the rows of a table.
#[derive(Debug, Clone)]
pub struct Columns(BTreeMap<String, usize>);

impl Columns {
    /// The columns that the first row names. `renamed` tells those that have another name there: `killed=deaths`.
    pub fn of(
        head: &StringRecord,
        renamed: &[(String, String)],
        codebook: &Codebook,
    ) -> Result<Self, String> {
        let known = |name: &str| {
            COLUMNS.contains(&name) || name == VICTIM_STATUS || codebook.roles.contains_key(name)
        };
        let mut columns = BTreeMap::new();
        for (column, title) in renamed {
            if !known(column) {
                return Err(format!("{column} is no column that is read: see `annals claims import --help`"));
            }
            let at = head.iter().position(|header| header.trim() == title);
            let at = at.ok_or_else(|| format!("no column is called {title:?}"))?;
            columns.insert(column.clone(), at);
        }
        for (at, header) in head.iter().enumerate() {
            let name = header.trim().to_lowercase();
            if known(&name) && !columns.values().any(|&taken| taken == at) {
                columns.entry(name).or_insert(at);
            }
        }
        if columns.contains_key("quote") {
            return Ok(Self(columns));
        }
        Err("no column is called quote: name yours with --columns quote=…".to_owned())
    }

    /// One row by its columns.
    pub fn row<'a>(&'a self, record: &'a StringRecord) -> Row<'a> {
        Row { columns: self, record }
    }
}

/// The cells of one row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// What a cell says; none where it is empty or not there.
    pub fn cell(&self, column: &str) -> Option<&'a str> {
        let cell = self.record.get(*self.columns.0.get(column)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// What a cell says, as a value of some kind.
    pub fn parse<T>(
        &self,
        column: &str,
        read: impl Fn(&str) -> Option<T>,
        kind: &str,
    ) -> Result<Option<T>, String> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        read(cell).map(Some).ok_or_else(|| format!("{column} {cell:?} is not {kind}"))
    }

    /// What a cell says, as a word of the contract ("alleged").
    pub fn word<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<Option<T>, String> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let word = serde_json::from_value(serde_json::Value::String(cell.to_lowercase()));
        word.map(Some).map_err(|error| format!("{column}: {error}"))
    }
}
