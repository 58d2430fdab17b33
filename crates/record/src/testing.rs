//! What the tests of the record share: a record with a report in it.

use jiff::Timestamp;
use model::{Claim, Imprint, ReportId};
use serde_json::json;
use tempfile::TempDir;

use crate::{Batch, Hash, Receipt, Record, Signature, Taken};

/// Somebody, at a moment.
pub fn by() -> Signature {
    let time = Timestamp::from_second(1_930_000_000).expect("a moment");
    Signature { time, who: "anna".to_owned() }
}

/// An empty record in a folder of its own.
pub fn record() -> (TempDir, Record) {
    let folder = tempfile::tempdir().expect("a folder");
    let record = Record::create(&folder.path().join("annals.db"), by()).expect("a record");
    (folder, record)
}

/// How a text by this name was received.
pub fn receipt(input: &str) -> Receipt {
    Receipt { input: input.to_owned(), media_type: "text/plain".to_owned(), published: None, language: None }
}

/// The id of the report that is `text`.
pub fn report_id(text: &str) -> ReportId {
    let json = serde_json::Value::String(format!("rpt_{}", &Hash::of(text.as_bytes()).as_str()[..20]));
    serde_json::from_value(json).expect("an id")
}

/// Takes in a text by a name.
pub fn receive(batch: &mut Batch<'_>, input: &str, text: &str) -> Taken {
    let id = report_id(text);
    let taken = batch.receive(&id, text.as_bytes(), &receipt(input)).expect("taken");
    if let Taken::New(sequence) = taken {
        let imprint = Imprint {
            report: id,
            input: input.to_owned(),
            title: None,
            published: None,
            publisher: None,
            url: None,
        };
        batch.put_report(sequence, &imprint).expect("stored");
    }
    taken
}

/// Takes in texts by their names, in one batch.
pub fn add(record: &mut Record, texts: &[(&str, &str)]) {
    let mut batch = record.batch(by()).expect("a batch");
    for (input, text) in texts {
        receive(&mut batch, input, text);
    }
    batch.commit().expect("committed");
}

/// A claim of a report.
pub fn claim(report: &ReportId) -> Claim {
    serde_json::from_value(json!({
        "id": "clm_00000000000000000001", "report": report, "type": "killing", "ledger": "casualties",
        "factuality": "asserted", "polarity": "affirmed", "realis": "actual", "said_by": [], "roles": {},
        "count": null, "places": [], "time": null, "persons": [], "links": [],
        "evidence": {"span": [0, 9], "trigger": [0, 9], "quote": "One died.", "part": "body"},
        "rule": "killing#die", "input": "b.txt", "provenance": "prv_00000000000000000000"
    }))
    .expect("a claim")
}

/// How SQLite would answer a query, step by step: a table that is gone through whole is a "SCAN", rows that are sorted take a
/// "TEMP B-TREE".
pub fn plan(record: &Record, sql: &str) -> Vec<String> {
    let mut explain = record.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a query");
    // Values do not matter to the plan, but for their number.
    let values = vec![0_i64; explain.parameter_count()];
    let steps =
        explain.query_map(rusqlite::params_from_iter(values), |row| row.get("detail")).expect("a plan");
    steps.collect::<Result<_, _>>().expect("a plan")
}
