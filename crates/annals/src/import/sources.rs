//! Which report a claim is about.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::ReportId;
use record::Description;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The report that a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// One that must be in the record.
    Held(ReportId),
    /// One whose words are not in the record, only what is known of it.
    Described(Description),
}

/// A row of the file of reports, or what a claim says of its report.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: Option<String>,
    title: Option<String>,
    published: Option<Date>,
    publisher: Option<String>,
    url: Option<String>,
}

/// Reports by the names that claims call them by, from a file of their own.
#[derive(Debug, Default)]
pub struct Reports(BTreeMap<String, Description>);

impl Reports {
    /// Reads rows of JSON lines: `{id, title, published, publisher, url}`.
    pub fn from_jsonl(text: &str) -> Result<Self, String> {
        let mut reports = BTreeMap::new();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let at = |why: &str| format!("line {}: {why}", index + 1);
            let mut row: Row = serde_json::from_str(line).map_err(|error| at(&error.to_string()))?;
            let id = row.id.take().ok_or_else(|| at("it has no id"))?;
            let description = row.describe().map_err(|why| at(&why))?;
            if reports.insert(id.clone(), description).is_some() {
                return Err(at(&format!("{id} is there twice")));
            }
        }
        Ok(Self(reports))
    }

    /// The report that a claim's `report` means: an id, a name from the file of reports, or what is known of it.
    pub fn find(&self, report: &Value) -> Result<Source, String> {
        match report {
            Value::String(name) => self.named(name),
            Value::Object(_) => {
                let row: Row =
                    serde_json::from_value(report.clone()).map_err(|error| format!("report: {error}"))?;
                row.describe().map(Source::Described)
            }
            _ => {
                Err("it names no report: `report` is an id, or {title, published, publisher, url}".to_owned())
            }
        }
    }

    /// The report of that id, or of that name in the file of reports.
    pub fn named(&self, name: &str) -> Result<Source, String> {
        if let Some(description) = self.0.get(name) {
            return Ok(Source::Described(description.clone()));
        }
        if !name.starts_with("rpt_") {
            return Err(format!(
                "no report is called {name}: give its rpt_… id, or describe it with --reports"
            ));
        }
        let id = serde_json::from_value(Value::String(name.to_owned())).map_err(|error| error.to_string())?;
        Ok(Source::Held(id))
    }
}

impl Row {
    fn describe(self) -> Result<Description, String> {
        describe(self.title, self.published, self.publisher, self.url)
    }
}

/// What is known of a report; something must be.
pub fn describe(
    title: Option<String>,
    published: Option<Date>,
    publisher: Option<String>,
    url: Option<String>,
) -> Result<Description, String> {
    let description = Description { title, published, publisher, url };
    if description == Description::default() {
        return Err(
            "nothing is said of its report: give its rpt_… id, or a title, publisher, day or url".to_owned()
        );
    }
    Ok(description)
}

/// The original of a report of which only this is known, and its id.
pub fn original(description: &Description) -> (ReportId, Vec<u8>) {
    // Strings and a date are always JSON.
    let bytes = serde_json::to_vec(description).unwrap_or_default();
    (ReportId::of_hash(&Sha256::digest(&bytes)), bytes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_report_is_named_by_id_by_name_or_by_what_is_known() {
        let reports =
            Reports::from_jsonl("{\"id\":\"k1\",\"title\":\"Vier Tote\",\"published\":\"2031-03-05\"}\n\n")
                .expect("reports");
        let Ok(Source::Described(named)) = reports.find(&json!("k1")) else { panic!("k1 is described") };
        assert_eq!(named.title.as_deref(), Some("Vier Tote"));
        let inline = json!({"title": "Vier Tote", "published": "2031-03-05"});
        assert_eq!(reports.find(&inline), Ok(Source::Described(named)));
        let held = reports.find(&json!("rpt_00000000000000000001"));
        assert!(matches!(held, Ok(Source::Held(id)) if id.as_str() == "rpt_00000000000000000001"));
    }

    #[test]
    fn what_names_no_report_is_refused() {
        let none = Reports::default();
        for (report, why) in [
            (json!("k1"), "no report is called k1"),
            (json!({}), "nothing is said"),
            (json!({"titel": "x"}), "unknown field `titel`"),
            (json!({"published": "May"}), "report: "),
            (json!(7), "names no report"),
        ] {
            let refused = none.find(&report).expect_err("refused");
            assert!(refused.contains(why), "{refused}");
        }
        for (rows, why) in [
            ("{\"title\":\"x\"}", "line 1: it has no id"),
            ("{\"id\":\"a\",\"url\":\"u\"}\n{\"id\":\"a\",\"url\":\"u\"}", "line 2: a is there twice"),
        ] {
            assert_eq!(Reports::from_jsonl(rows).expect_err("refused"), why);
        }
    }
}
