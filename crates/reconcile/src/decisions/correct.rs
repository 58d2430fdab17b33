//! A claim with other values in some of its fields.

use std::collections::BTreeMap;

use model::Claim;
use serde_json::{Map, Value};

/// Fields that say where a claim comes from. Nobody corrects these: another sentence makes another claim.
const FIXED: [&str; 8] = ["id", "report", "evidence", "rule", "input", "provenance", "links", "review"];

/// Why a field cannot be given a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    #[error("{0}: it says where the claim comes from; reject the claim and add another one")]
    Fixed(String),
    #[error("{0}: a claim has no such field")]
    NoField(String),
    #[error("that is no claim any more: {0}")]
    NoClaim(String),
}

/// A claim with other values at some paths of its JSON. Parts of a path are keys of objects and places in lists, from 0, parted by
/// dots; the place after the last adds to a list.
pub fn corrected(claim: &Claim, fields: &BTreeMap<String, Value>) -> Result<Claim, CorrectionError> {
    let no_claim = |error: serde_json::Error| CorrectionError::NoClaim(error.to_string());
    let mut json = serde_json::to_value(claim).map_err(no_claim)?;
    for (path, value) in fields {
        let parts: Vec<&str> = path.split('.').collect();
        if parts.first().is_some_and(|first| FIXED.contains(first)) {
            return Err(CorrectionError::Fixed(path.clone()));
        }
        let field = parts.iter().try_fold(&mut json, |json, part| enter(json, part));
        *field.ok_or_else(|| CorrectionError::NoField(path.clone()))? = value.clone();
    }
    let corrected: Claim = serde_json::from_value(json).map_err(no_claim)?;
    let is_known = |(path, value): (&String, &Value)| value.is_null() || reads(&corrected, path).is_some();
    match fields.iter().find(|field| !is_known(*field)) {
        Some((path, _)) => Err(CorrectionError::NoField(path.clone())),
        None => Ok(corrected),
    }
}

/// The value of a key or at a place; a key of roles that nobody fills yet, and the place after the last, are made.
fn enter<'a>(json: &'a mut Value, part: &str) -> Option<&'a mut Value> {
    match json {
        Value::Object(object) => Some(object.entry(part).or_insert(Value::Null)),
        Value::Array(list) => {
            let at: usize = part.parse().ok()?;
            if at == list.len() {
                list.push(Value::Null);
            }
            list.get_mut(at)
        }
        // What was unsaid is said from now on.
        Value::Null => {
            *json = Value::Object(Map::new());
            enter(json, part)
        }
        _ => None,
    }
}

/// What a claim says at a path; none if it does not keep what was written there.
fn reads(claim: &Claim, path: &str) -> Option<Value> {
    let json = serde_json::to_value(claim).ok()?;
    let at = path.split('.').try_fold(&json, |json, part| match json {
        Value::Array(list) => list.get(part.parse::<usize>().ok()?),
        json => json.get(part),
    })?;
    (!at.is_null()).then(|| at.clone())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::{claim, count, victim};

    fn with(path: &str, value: Value) -> Result<Value, CorrectionError> {
        let of = claim(
            "clm_1",
            "killing",
            "Three miners died.",
            &[&count("exact", 3, "three"), &victim("three miners", "status", "unknown")],
        );
        corrected(&of, &BTreeMap::from([(path.to_owned(), value)]))
            .map(|claim| serde_json::to_value(claim).expect("JSON"))
    }

    #[test]
    fn a_field_is_given_another_value() {
        assert_eq!(with("count.best", json!(4)).expect("corrected")["count"]["best"], json!(4));
        assert_eq!(with("factuality", json!("alleged")).expect("corrected")["factuality"], json!("alleged"));
        let status = with("roles.victim.0.status", json!("civilian")).expect("corrected");
        assert_eq!(status["roles"]["victim"][0]["status"], json!("civilian"));
        assert_eq!(with("count", Value::Null).expect("corrected")["count"], Value::Null);
    }

    #[test]
    fn a_role_that_nobody_filled_is_filled() {
        let filler = json!([{"text": "rebels", "basis": "stated"}]);
        let corrected = with("roles.perpetrator", filler).expect("corrected");
        assert_eq!(corrected["roles"]["perpetrator"][0]["text"], json!("rebels"));
    }

    #[test]
    fn what_is_no_field_or_no_value_is_refused() {
        assert_eq!(with("id", json!("clm_2")), Err(CorrectionError::Fixed("id".to_owned())));
        assert_eq!(
            with("evidence.quote", json!("x")),
            Err(CorrectionError::Fixed("evidence.quote".to_owned()))
        );
        assert_eq!(with("killed", json!(4)), Err(CorrectionError::NoField("killed".to_owned())));
        assert_eq!(with("count.much", json!(4)), Err(CorrectionError::NoField("count.much".to_owned())));
        assert!(matches!(with("factuality", json!("perhaps")), Err(CorrectionError::NoClaim(_))));
        assert!(matches!(with("places.7.name", json!("x")), Err(CorrectionError::NoField(_))));
    }
}
