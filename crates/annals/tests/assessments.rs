//! Assessments as they leave the program: held against their JSON Schema, and with words that mean harm.

mod common;

use annals::{Files, assessing, assessment, policies};
use model::{Assessment, Claim};
use reconcile::Told;
use serde_json::{Value, json};

const HOSTILE: &str = "=cmd|'/C calc'!A1 <script>alert(1)</script> \u{202e}";

/// A claim of a report that says that 12 people were killed, in hostile words.
fn claim(number: u32, event_type: &str, with: Value) -> Claim {
    let mut value = json!({
        "id": format!("clm_{number:020}"), "report": format!("rpt_{:020}", 1), "type": event_type, "ledger": "casualties",
        "factuality": "asserted", "polarity": "affirmed", "realis": "actual", "said_by": [],
        "roles": {
            "victim": [{"text": HOSTILE, "span": null, "basis": "stated"}],
            "perpetrator": [{"text": HOSTILE, "span": null, "actor": "examplia-armed-forces", "basis": "stated"}],
        },
        "count": {
            "form": "exact", "word": null, "low": 12, "high": 12, "best": 12, "strict": false, "approx": false, "zero": false,
            "of": "victim", "measure": "total", "unit": "people", "as_of": null, "part_of": null, "text": "12", "span": [0, 1],
        },
        "places": [], "time": null, "persons": [], "links": [],
        "evidence": {"span": [0, 1], "trigger": [0, 1], "quote": HOSTILE, "part": "body"},
        "rule": "killing#kill", "input": HOSTILE, "provenance": format!("prv_{:020}", 1),
    });
    for (key, part) in with.as_object().into_iter().flatten() {
        value[key] = part.clone();
    }
    serde_json::from_value(value).expect("a claim")
}

fn assessments() -> Vec<Assessment> {
    let source = json!({"said_by": [{"text": HOSTILE, "span": null, "actor": null, "stance": "states", "party": true}]});
    let unknown =
        json!({"roles": {"perpetrator": [{"text": null, "span": null, "basis": "stated"}]}, "count": null});
    assessments_of(vec![
        claim(1, "killing", source),
        claim(2, "airstrike", json!({"ledger": "attacks", "count": null})),
        claim(3, "attribution", unknown),
    ])
}

/// What all policies make of the claims of one report.
fn assessments_of(claims: Vec<Claim>) -> Vec<Assessment> {
    let files = Files::embedded();
    let imprint = json!({
        "report": format!("rpt_{:020}", 1), "input": HOSTILE, "title": null, "published": null, "publisher": null, "url": null,
    });
    let told =
        [Told { imprint: serde_json::from_value(imprint).expect("an imprint"), text: String::new(), claims }];
    let lexicon = policies::lexicon(&files).expect("a lexicon");
    assessing::assess(&told, &[], &lexicon, &policies::all(&files).expect("policies"))
}

#[test]
fn assessments_of_the_model_are_those_of_the_contract() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../docs/assessment.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let assessments = assessments();
    assert_eq!(assessments.len(), 4);
    for assessment in assessments {
        let value = serde_json::to_value(&assessment).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(serde_json::from_value::<Assessment>(value).expect("an assessment"), assessment);
    }
}

#[test]
fn hostile_words_stay_words() {
    let assessments = assessments();
    let page = publish::assessment::page(&assessments);
    assert!(!page.contains("<script"), "a script on the page");
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "the words themselves");
    let csv = assessment::csv(&assessments);
    assert!(!csv.split(['\n', ',']).any(|cell| cell.trim_start_matches('"').starts_with('=')), "{csv}");
    let table = assessment::table(&assessments[0], annals::table::Look { width: 100, colours: false });
    assert!(!table.contains('\u{202e}') && table.contains("Read by machine, reviewed by nobody."));
}

#[test]
fn what_was_reviewed_says_by_whom_and_what_was_not_says_so() {
    let review = json!({"state": "confirmed", "who": "anna", "time": "2031-03-06T10:00:00Z", "decision": 7});
    let all = assessments_of(vec![
        claim(1, "killing", json!({"review": review})),
        claim(2, "airstrike", json!({"ledger": "attacks", "count": null})),
    ]);
    let first = &all[..1];
    let look = annals::table::Look { width: 200, colours: false };
    let part = "People reviewed 1 of 2 claims; nobody reviewed the others.";
    let done = "confirmed by anna on 2031-03-06";
    let (csv, page) = (assessment::csv(first), publish::assessment::page(first));
    assert!(assessment::table(&all[0], look).contains(part));
    for shown in [&csv, &page] {
        assert!(
            shown.contains(part) && shown.contains(done) && shown.contains("reviewed by nobody"),
            "{shown}"
        );
        assert!(!shown.contains("Read by machine, reviewed by nobody."), "{shown}");
    }
    let whole = assessments_of(vec![claim(1, "killing", json!({"review": review}))]);
    assert!(assessment::csv(&whole[..1]).contains("A person reviewed every claim."));
}

#[test]
fn the_same_assessments_make_the_same_workbook() {
    let [one, other] = [(); 2].map(|()| assessment::xlsx(&assessments()).expect("a workbook"));
    assert_eq!(one, other);
}

#[test]
fn what_rests_on_memory_says_so_everywhere() {
    let all = assessments_of(vec![claim(1, "killing", json!({}))]);
    let airwars: Vec<Assessment> = all.into_iter().filter(|one| one.verdict.policy == "airwars").collect();
    let look = annals::table::Look { width: 100, colours: false };
    for shown in
        [assessment::csv(&airwars), publish::assessment::page(&airwars), assessment::table(&airwars[0], look)]
    {
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains("RULE FROM MEMORY ONLY"), "{shown}");
    }
}
