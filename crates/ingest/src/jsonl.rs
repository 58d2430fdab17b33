//! JSON lines: one report a row, each read or refused on its own.

use serde::Deserialize;
use serde_json::Value;

use model::Report;

use crate::row::Row;
use crate::{Format, IngestError, MAX_ROW_BYTES, Options, Problem, Reading, decode};

/// A row as it comes; other keys are passed over.
#[derive(Deserialize)]
struct JsonRow {
    id: Option<RowId>,
    text: String,
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    /// A tag (`ar`), if it is a text; others mean something else by the key.
    language: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RowId {
    Text(String),
    Number(i64),
}

impl From<JsonRow> for Row {
    fn from(row: JsonRow) -> Self {
        let JsonRow { id, text, title, published, publisher, url, language } = row;
        let id = id.map(|id| match id {
            RowId::Text(id) => id,
            RowId::Number(id) => id.to_string(),
        });
        let language = language.and_then(|tag| tag.as_str().map(str::to_owned));
        Self { id, text, title, published, publisher, url, language }
    }
}

/// Reads the rows of `bytes`; empty lines are no rows.
pub fn read(bytes: &[u8], input: &str, options: &Options<'_>) -> Reading {
    let bytes = decode::without_marks(bytes);
    let mut reading = Reading::default();
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match read_row(line, input, options) {
            Ok(report) => reading.reports.push(report),
            Err(problem) => {
                reading.refused.push(IngestError { input: input.to_owned(), line: Some(index + 1), problem })
            }
        }
    }
    reading
}

fn read_row(line: &[u8], input: &str, options: &Options<'_>) -> Result<Report, Problem> {
    if line.len() > MAX_ROW_BYTES {
        return Err(Problem::TooLong);
    }
    let line_text = std::str::from_utf8(line).map_err(|_| Problem::NotUtf8)?;
    let row: JsonRow = serde_json::from_str(line_text).map_err(Problem::Row)?;
    Row::from(row).report(Format::Jsonl.original(line), input, options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Layout, MAX_CODE_POINTS};

    fn read_rows(bytes: &[u8]) -> Reading {
        let layout = Layout::default();
        read(bytes, "wire.jsonl", &Options::new(Format::Jsonl, &layout))
    }

    #[test]
    fn each_row_is_a_report() {
        let reading = read_rows(
            b"{\"id\":\"w1\",\"text\":\"Shells fell.\",\"published\":\"2031-03-05T10:00:00Z\",\"extra\":1}\r\n\n{\"id\":7,\"text\":\"One died.\",\"title\":null}\n{\"text\":\"\"}",
        );
        let inputs: Vec<&str> = reading.reports.iter().map(|report| report.input.as_str()).collect();
        assert_eq!(inputs, ["w1", "7", "wire.jsonl"]);
        assert_eq!(reading.reports[0].published, Some(jiff::civil::date(2031, 3, 5)));
        assert!(reading.refused.is_empty());
    }

    #[test]
    fn a_row_may_say_its_language() {
        let said = |row: &str| read_rows(row.as_bytes()).reports.pop().expect("a report");
        assert_eq!(
            said(r#"{"text":"Cayeron proyectiles.","language":"es"}"#).language.as_deref(),
            Some("es")
        );
        for row in [r#"{"text":"Shells fell.","language":["x"]}"#, r#"{"text":"Shells fell."}"#] {
            assert_eq!(said(row).language, None, "{row}");
        }
    }

    #[test]
    fn a_row_is_named_by_its_bytes() {
        let one = read_rows(b"{\"text\":\"Shells fell.\"}\n");
        let two = read_rows(b"\n{\"text\":\"Shells fell.\"}\r\n{\"text\": \"Shells fell.\"}");
        assert_eq!(one.reports[0].id, two.reports[0].id);
        assert_ne!(two.reports[0].id, two.reports[1].id);
    }

    #[test]
    fn a_row_may_be_as_long_as_json_writes_a_report() {
        let row = |n: usize| format!("{{\"text\":\"{}\"}}\n", r"\ud83d\ude00".repeat(n)).into_bytes();
        assert_eq!(read_rows(&row(MAX_CODE_POINTS)).reports.len(), 1);
        for too_long in [row(MAX_CODE_POINTS + 1), vec![b'{'; MAX_ROW_BYTES + 1]] {
            let reading = read_rows(&too_long);
            assert!(matches!(
                reading.refused.first().map(|refused| &refused.problem),
                Some(Problem::TooLong)
            ));
        }
    }

    #[test]
    fn a_bad_row_is_refused_alone() {
        let reading =
            read_rows(b"{\"text\":\"One died.\"}\n{\"text\":5}\nprose\n{\"text\":\"a\",\"published\":\"May\"}\n\xff\n[]");
        assert_eq!(reading.reports.len(), 1);
        let lines: Vec<_> = reading.refused.iter().filter_map(|refused| refused.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6]);
        assert!(
            reading.refused[0].to_string().starts_with("wire.jsonl, line 2: not a row"),
            "{}",
            reading.refused[0]
        );
    }
}
