//! Reports and claims for tests.

use model::{Attribution, Belonging, Claim, Contradiction, Family, ReportId, Stance};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{Dossier, Grouping, Lexicon, Told, describe};

/// The project's own lexicon.
pub(crate) fn lexicon() -> Lexicon {
    Lexicon::from_toml(include_str!("../../../codebooks/lexicon/reconcile.toml")).expect("a lexicon")
}

/// The project's own weights and thresholds.
pub(crate) fn grouping() -> Grouping {
    Grouping::from_toml(include_str!("../../../codebooks/lexicon/grouping.toml")).expect("weights")
}

fn parsed<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a value of the model")
}

pub(crate) fn id(report: &str) -> ReportId {
    parsed(json!(report))
}

pub(crate) fn told(report: &str, publisher: Option<&str>, claims: &[Claim]) -> Told {
    let imprint = parsed(json!({
        "report": report, "input": format!("{report}.txt"), "title": null, "published": null,
        "publisher": publisher, "url": null,
    }));
    let mut claims = claims.to_vec();
    claims.iter_mut().for_each(|claim| claim.report = id(report));
    Told { imprint, text: String::new(), claims }
}

pub(crate) fn source(text: &str) -> Attribution {
    Attribution { text: Some(text.to_owned()), span: None, actor: None, stance: Stance::States, party: false }
}

/// A family in which the second report copies the first.
pub(crate) fn copies(head: &str, copy: &str) -> Family {
    parsed(json!({"head": head, "kin": [
        {"report": copy, "kinship": "copy", "of": head, "n_added": 0, "n_dropped": 0},
    ]}))
}

/// A claim of a report's own voice, with the values that `with` give.
pub(crate) fn claim(id: &str, event_type: &str, quote: &str, with: &[&Value]) -> Claim {
    let mut value = json!({
        "id": id, "report": "rpt_1", "type": event_type, "ledger": "casualties", "factuality": "asserted",
        "polarity": "affirmed", "realis": "actual", "said_by": [], "roles": {}, "count": null, "places": [],
        "time": null, "persons": [], "links": [],
        "evidence": {"span": [0, 1], "trigger": [0, 1], "quote": quote, "part": "body"},
        "rule": "killing#kill", "input": "rpt_1.txt", "provenance": "prv_1",
    });
    for part in with {
        for (key, part) in part.as_object().into_iter().flatten() {
            value[key] = part.clone();
        }
    }
    parsed(value)
}

/// The role of a claim with one filler, of which one thing more is known.
pub(crate) fn filled(role: &str, text: Option<&str>, key: &str, known: &str) -> Value {
    let mut filler = json!({"text": text, "span": null, "basis": "stated"});
    filler[key] = json!(known);
    json!({"roles": {role: [filler]}})
}

pub(crate) fn victim(text: &str, key: &str, known: &str) -> Value {
    filled("victim", Some(text), key, known)
}

/// A count of victims: `exact`, `at-least`, `at-most` or `about`.
pub(crate) fn count(form: &str, number: u32, text: &str) -> Value {
    let bound = |forms: &[&str]| forms.contains(&form).then_some(number);
    json!({"count": {
        "form": form, "word": null, "low": bound(&["exact", "at-least"]), "high": bound(&["exact", "at-most"]),
        "best": bound(&["exact", "about"]), "strict": false, "approx": false, "zero": number == 0, "of": "victim",
        "measure": "total", "unit": "people", "as_of": null, "part_of": null, "text": text, "span": [0, 1],
    }})
}

/// The sources of a claim.
pub(crate) fn said_by(text: &str) -> Value {
    json!({"said_by": [{"text": text, "span": null, "actor": null, "stance": "states", "party": false}]})
}

/// What the claims of reports have against each other, if all are about one incident.
pub(crate) fn contradictions(told: &[Told]) -> Vec<Contradiction> {
    let lexicon = lexicon();
    let incident = describe(&Dossier::new(told, &[], &lexicon), chosen(told));
    incident.map(|incident| incident.contradictions).unwrap_or_default()
}

/// The claims of reports as parts of one incident.
pub(crate) fn chosen(told: &[Told]) -> Vec<Belonging> {
    let claims = told.iter().flat_map(|told| &told.claims);
    let belonging = |claim: &Claim| Belonging {
        claim: claim.id.clone(),
        report: claim.report.clone(),
        because: vec!["given together".to_owned()],
    };
    claims.map(belonging).collect()
}
