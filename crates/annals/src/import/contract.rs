//! Rows of the public contract: claims as `annals read --format jsonl` writes them.

use std::collections::BTreeMap;

use claims::Codebook;
use jsonschema::Validator;
use model::{Claim, Span};
use serde_json::{Map, Value, json};

use super::words::{self, Words};
use super::{About, claim_id};

/// The JSON Schema of a claim.
const SCHEMA: &str = include_str!("../../../../docs/claim.schema.json");

/// What stands for the rule of a codebook where somebody coded by hand.
pub(super) const RULE: &str = "imported";

/// Broken rules that are told of one row.
const MANY: usize = 3;

/// The contract, to hold rows against.
pub struct Contract {
    schema: Validator,
    /// The ledger of each event type.
    ledgers: BTreeMap<String, String>,
}

impl Contract {
    /// The contract under a codebook.
    pub fn of(codebook: &Codebook) -> Result<Self, String> {
        let schema: Value = serde_json::from_str(SCHEMA).map_err(|error| error.to_string())?;
        let schema = jsonschema::draft202012::new(&schema).map_err(|error| error.to_string())?;
        let ledgers = codebook.types.iter().map(|kind| (kind.name.clone(), kind.ledger.clone())).collect();
        Ok(Self { schema, ledgers })
    }

    /// The claim in a row, or what is wrong with it.
    pub fn claim(&self, row: Map<String, Value>, about: About<'_>) -> Result<Claim, String> {
        let mut row = row;
        complete_evidence(&mut row, about.text)?;
        self.complete(&mut row, about);
        let claim = self.checked(row)?;
        let Span { start, end } = claim.evidence.span;
        let stands_there = |text| words::cut(text, claim.evidence.span) == claim.evidence.quote;
        if start >= end || !about.text.is_none_or(stands_there) {
            return Err("evidence.span does not cut evidence.quote out of the report".to_owned());
        }
        Ok(claim)
    }

    /// A claim that keeps the rules of the contract, or those that it breaks.
    pub fn checked(&self, claim: Map<String, Value>) -> Result<Claim, String> {
        let claim = Value::Object(claim);
        let broken: Vec<String> = self
            .schema
            .iter_errors(&claim)
            .take(MANY)
            .map(|error| {
                let at = error.instance_path().to_string();
                let at = at.trim_start_matches('/').replace('/', ".");
                if at.is_empty() { error.to_string() } else { format!("{at}: {error}") }
            })
            .collect();
        if !broken.is_empty() {
            return Err(broken.join("; "));
        }
        serde_json::from_value(claim).map_err(|error| error.to_string())
    }

    /// Fills in what goes without saying: where the row stands, and null for what is unsaid.
    fn complete(&self, row: &mut Map<String, Value>, about: About<'_>) {
        let kind = row.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        row.insert("report".to_owned(), json!(about.report));
        let mut fill = |key: &str, value: Value| {
            row.entry(key).or_insert(value);
        };
        if let Some(ledger) = self.ledgers.get(&kind) {
            fill("ledger", json!(ledger));
        }
        fill("rule", json!(format!("{kind}#{RULE}")));
        for key in ["said_by", "places", "persons", "links"] {
            fill(key, json!([]));
        }
        fill("roles", json!({}));
        fill("count", Value::Null);
        fill("time", Value::Null);
        let id = claim_id(about.report, &json!(row));
        row.entry("id").or_insert(json!(id));
        row.entry("input").or_insert(json!(about.input));
        row.entry("provenance").or_insert(json!(about.provenance));
    }
}

/// Fills in where the quote stands, if the row says no more than the quote.
fn complete_evidence(row: &mut Map<String, Value>, text: Option<&str>) -> Result<(), String> {
    let Some(evidence) = row.get_mut("evidence").and_then(Value::as_object_mut) else { return Ok(()) };
    if let (Some(quote), None) = (evidence.get("quote").and_then(Value::as_str), evidence.get("span")) {
        let span = Words::of(quote, text)?.span;
        evidence.insert("span".to_owned(), json!(span));
        evidence.entry("trigger").or_insert(json!(span));
        evidence.entry("part").or_insert(json!("body"));
    }
    Ok(())
}

/// Reads a line as a row.
pub fn row(line: &[u8]) -> Result<Map<String, Value>, String> {
    let row = serde_json::from_slice(line).map_err(|error| {
        let error = error.to_string();
        // The position would count from the row's own start.
        error.split_once(" at line ").map_or(error.clone(), |(why, _)| why.to_owned())
    });
    row.map_err(|error| format!("not a JSON object: {error}"))
}

#[cfg(test)]
mod tests {
    use model::ReportId;

    use super::*;

    fn claim(row: Value, text: Option<&str>) -> Result<Claim, String> {
        let contract =
            Contract::of(&Codebook::from_toml(&crate::Files::embedded().all()).expect("a codebook"));
        let report = ReportId::of_hash(&[7; 32]);
        let about = About {
            report: &report,
            text,
            input: "rows.jsonl",
            provenance: &crate::import::provenance("anna"),
        };
        contract.expect("a contract").claim(row.as_object().expect("an object").clone(), about)
    }

    fn least() -> Value {
        json!({"report": "rpt_x", "type": "killing", "factuality": "reported", "polarity": "affirmed", "realis": "actual",
            "evidence": {"quote": "Vier Menschen starben."}})
    }

    fn with(key: &str, value: Value) -> Value {
        let mut row = least();
        row[key] = value;
        row
    }

    #[test]
    fn a_row_need_not_say_what_is_unsaid() {
        let text = "Karmeh. Vier Menschen starben.";
        let claim = claim(least(), Some(text)).expect("a claim");
        assert_eq!((claim.ledger.as_str(), claim.rule.as_str()), ("casualties", "killing#imported"));
        assert_eq!(claim.evidence.span, Span { start: 8, end: 30 });
        assert_eq!(claim.input, "rows.jsonl");
    }

    #[test]
    fn the_same_row_has_the_same_id() {
        let id = |row| claim(row, None).expect("a claim").id;
        assert_eq!(id(least()), id(least()));
        assert_ne!(id(least()), id(with("factuality", json!("alleged"))));
    }

    #[test]
    fn what_breaks_a_rule_is_said() {
        for (row, why) in [
            (with("factuality", json!("likely")), "factuality: \"likely\" is not one of"),
            (with("colour", json!("red")), "'colour' was unexpected"),
            (with("roles", json!({"holder": [{"text": "x"}]})), "holder"),
            (with("type", json!("water-cut")), "\"ledger\" is a required property"),
            (with("evidence", json!({"quote": ""})), "no quote"),
            (with("evidence", json!(7)), "evidence: 7 is not of type"),
            (with("id", json!("1")), "id: "),
        ] {
            let refused = claim(row.clone(), None).expect_err("refused");
            assert!(refused.contains(why), "{row}: {refused}");
        }
    }

    #[test]
    fn a_quote_must_stand_where_it_is_said_to_stand() {
        let row = with(
            "evidence",
            json!({"quote": "Vier Menschen starben.", "span": [0, 22], "trigger": [0, 22], "part": "body"}),
        );
        assert!(claim(row.clone(), None).is_ok());
        assert!(claim(row.clone(), Some("Vier Menschen starben.")).is_ok());
        let elsewhere = claim(row, Some("Karmeh. Vier Menschen starben.")).expect_err("refused");
        assert!(elsewhere.contains("evidence.span"), "{elsewhere}");
        let nowhere = claim(least(), Some("Fünf Menschen starben.")).expect_err("refused");
        assert!(nowhere.contains("does not stand"), "{nowhere}");
    }
}
