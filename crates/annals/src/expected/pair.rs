//! The claims of a report held against all that are expected of it.

use std::collections::BTreeMap;

use model::{Claim, Parse, Report};
use serde_json::Value;

use super::ExpectedClaim;
use super::compare::Context;

/// What came of a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    pub n_expected: usize,
    pub n_found: usize,
    /// Expected claims that were found with everything right.
    pub n_right: usize,
    /// What is wrong, for people to read.
    pub complaints: Vec<String>,
}

impl Comparison {
    /// Whether every expected claim was found, right, and no other.
    pub fn is_right(&self) -> bool {
        self.complaints.is_empty()
    }
}

/// Holds `claims` against `expected`: pairs them one to one by type and trigger, then compares what they say.
pub fn compare(report: &Report, parse: &Parse, claims: &[Claim], expected: &[ExpectedClaim]) -> Comparison {
    let context = Context { report, parse };
    let pairs = pairs(context, claims, expected);
    let mut comparison =
        Comparison { n_expected: expected.len(), n_found: claims.len(), ..Comparison::default() };
    for (index, wanted) in expected.iter().enumerate() {
        let head = format!("{}. {} “{}”", index + 1, wanted.event_type, wanted.trigger);
        let complaints = match pairs.get(&index).and_then(|&at| claims.get(at)) {
            Some(claim) => {
                let mut complaints = context.complaints(wanted, claim);
                complaints.extend(links(wanted, claim, &pairs, claims));
                complaints
            }
            None => vec!["missing".to_owned()],
        };
        comparison.n_right += usize::from(complaints.is_empty());
        comparison.complaints.extend(complaints.iter().map(|complaint| format!("{head}: {complaint}")));
    }
    let paired: Vec<usize> = pairs.into_values().collect();
    let unexpected = claims.iter().enumerate().filter(|(at, _)| !paired.contains(at));
    comparison.complaints.extend(unexpected.map(|(_, claim)| unexpected_claim(report, claim)));
    comparison
}

/// The claim that answers each expected one: of those about the same event the one with least wrong in it.
fn pairs(context: Context<'_>, claims: &[Claim], expected: &[ExpectedClaim]) -> BTreeMap<usize, usize> {
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (index, wanted) in expected.iter().enumerate() {
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| context.is_about(wanted, claim)) {
            candidates.push((context.complaints(wanted, claim).len(), index, at));
        }
    }
    candidates.sort_unstable();
    let mut pairs = BTreeMap::new();
    for (_, index, at) in candidates {
        if !pairs.contains_key(&index) && !pairs.values().any(|&taken| taken == at) {
            pairs.insert(index, at);
        }
    }
    pairs
}

fn links(
    wanted: &ExpectedClaim,
    claim: &Claim,
    pairs: &BTreeMap<usize, usize>,
    claims: &[Claim],
) -> Option<String> {
    let target = |to: usize| {
        let at = pairs.get(&to.checked_sub(1)?)?;
        claims.get(*at).map(|claim| claim.id.as_str())
    };
    let mut expected: Vec<(&str, Option<&str>)> =
        wanted.links.iter().map(|link| (link.relation.as_str(), target(link.to))).collect();
    let words: Vec<Value> =
        claim.links.iter().map(|link| serde_json::to_value(link.relation).unwrap_or(Value::Null)).collect();
    let mut given: Vec<(&str, Option<&str>)> = words
        .iter()
        .zip(&claim.links)
        .map(|(word, link)| (word.as_str().unwrap_or(""), Some(link.to.as_str())))
        .collect();
    expected.sort_unstable();
    given.sort_unstable();
    (expected != given).then(|| format!("links: expected {:?}, got {given:?}", wanted.links))
}

fn unexpected_claim(report: &Report, claim: &Claim) -> String {
    let trigger = claim.evidence.trigger;
    let words: String = report
        .text
        .chars()
        .skip(trigger.start as usize)
        .take((trigger.end - trigger.start) as usize)
        .collect();
    format!("unexpected {} “{words}” ({})", claim.event_type, claim.rule)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::expected::report;

    const TEXT: &str = "Shells killed at least 12 people in Karmeh. Two others were killed on Monday.";

    fn claim(number: usize, trigger: [u32; 2], more: Value) -> Claim {
        let mut claim = json!({
            "id": format!("clm_{number}"), "report": "rpt_1", "type": "killing", "ledger": "casualties",
            "factuality": "asserted", "polarity": "affirmed", "realis": "actual", "said_by": [], "roles": {},
            "count": null, "places": [], "time": null, "persons": [], "links": [],
            "evidence": {"span": [0, 43], "trigger": trigger, "quote": TEXT, "part": "body"},
            "rule": "killing#kill", "input": "a", "provenance": "prv_1",
        });
        if let (Some(claim), Some(more)) = (claim.as_object_mut(), more.as_object()) {
            claim.extend(more.clone());
        }
        serde_json::from_value(claim).expect("a claim")
    }

    fn filler(text: &str, status: &str) -> Value {
        json!({"text": text, "span": [0, 1], "actor": null, "refers_to": null, "affiliation": null, "status": status,
            "age_group": null, "gender": null, "occupation": null, "factuality": null, "said_by": null,
            "basis": "stated", "candidates": null})
    }

    fn first() -> Claim {
        let more = json!({
            "roles": {"victim": [filler("At least 12  people", "unknown")]},
            "count": {"form": "at-least", "word": null, "low": 12, "high": null, "best": null, "strict": false,
                "approx": false, "zero": false, "of": "victim", "measure": "total", "unit": "people", "as_of": null,
                "part_of": null, "text": "at least 12", "span": [14, 25]},
            "places": [{"text": "Karmeh", "span": [36, 42], "name": null, "id": null, "lat": null, "lon": null,
                "country": null, "role": "site", "relation": "in", "precision": "town", "site_kind": null,
                "basis": "stated"}],
        });
        claim(1, [7, 13], more)
    }

    fn second() -> Claim {
        let more = json!({
            "time": {"text": "Monday", "span": [70, 76], "from": null, "to": null, "precision": "day",
                "basis": "stated", "anchor": null},
            "links": [{"relation": "part-of", "to": "clm_1"}],
        });
        claim(2, [60, 66], more)
    }

    const FIRST: &str = r#"
        type = "killing"
        trigger = "killed"
        victim = [{ text = "at least 12 people", status = "unknown" }]
        count = { form = "at-least", low = 12, of = "victim", unit = "people" }
        places = [{ name = "Karmeh" }]
    "#;

    const SECOND: &str = r#"
        type = "killing"
        trigger = "killed"
        time = { precision = "day" }
        links = [{ relation = "part-of", to = 1 }]
    "#;

    fn check(claims: &[Claim], expected: &[&str]) -> Vec<String> {
        let report = report("a", TEXT, None, &ingest::Layout::default()).expect("a report");
        let expected: Vec<ExpectedClaim> =
            expected.iter().map(|claim| toml::from_str(claim).expect("an expectation")).collect();
        compare(&report, &Parse::default(), claims, &expected).complaints
    }

    #[test]
    fn what_is_as_expected_is_right() {
        assert_eq!(check(&[first(), second()], &[FIRST, SECOND]), [""; 0]);
        assert_eq!(check(&[second(), first()], &[FIRST, SECOND]), [""; 0]);
    }

    #[test]
    fn missing_and_unexpected_claims_are_wrong() {
        assert_eq!(check(&[first()], &[FIRST, SECOND]), ["2. killing “killed”: missing"]);
        assert_eq!(check(&[first(), second()], &[FIRST]), ["unexpected killing “killed” (killing#kill)"]);
        assert_eq!(check(&[first()], &[&FIRST.replace("type = \"killing\"", "type = \"injury\"")]).len(), 2);
    }

    #[test]
    fn whatever_is_left_out_must_be_absent() {
        for key in ["victim", "count", "places"] {
            let without: String = FIRST
                .lines()
                .filter(|line| !line.trim().starts_with(key))
                .map(|line| format!("{line}\n"))
                .collect();
            let complaints = check(&[first()], &[&without]);
            assert_eq!(complaints.len(), 1, "{key}: {complaints:?}");
        }
        assert_eq!(check(&[first(), second()], &[FIRST, &SECOND.replace("links", "# links")]).len(), 1);
    }

    #[test]
    fn other_values_are_wrong() {
        for (from, to) in [
            ("low = 12", "low = 13"),
            ("form = \"at-least\"", "form = \"exact\", best = 12"),
            ("at least 12 people", "at least 12"),
            ("status = \"unknown\"", "status = \"civilian\""),
            ("name = \"Karmeh\"", "name = \"Karm\""),
            ("name = \"Karmeh\"", "name = \"Karmeh\", relation = \"near\""),
            ("trigger = \"killed\"", "trigger = \"killed\"\nfactuality = \"reported\""),
            ("trigger = \"killed\"", "trigger = \"killed\"\nsaid_by = [\"the mayor\"]"),
        ] {
            assert!(!check(&[first()], &[&FIRST.replace(from, to)]).is_empty(), "{from} -> {to}");
        }
        assert_eq!(
            check(
                &[first(), second()],
                &[FIRST, &SECOND.replace("\"day\"", "\"day\", from = \"2031-03-03\"")]
            )
            .len(),
            1
        );
    }
}
