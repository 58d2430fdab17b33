//! What grouping made, stored and found again.

use serde_json::{Value, json};

use super::*;
use crate::testing;
use crate::{Record, Taken};

const TEXTS: [(&str, &str); 3] = [("a.txt", "Shells fell."), ("b.txt", "One died."), ("c.txt", "Two died.")];

fn ids() -> [ReportId; 3] {
    TEXTS.map(|(_, text)| testing::report_id(text))
}

/// A record of three reports, and what `store` stores of them.
fn with(store: impl FnOnce(&Batch<'_>) -> Result<(), RecordError>) -> (tempfile::TempDir, Record) {
    let (folder, mut record) = testing::record();
    let mut batch = record.batch(testing::by()).expect("a batch");
    for (input, text) in TEXTS {
        assert!(matches!(testing::receive(&mut batch, input, text), Taken::New(_)));
    }
    store(&batch).expect("stored");
    batch.commit().expect("committed");
    assert_eq!(record.verify().expect("verified").0, []);
    (folder, record)
}

fn family(head: &ReportId, kin: &[&ReportId]) -> Family {
    let kin: Vec<Value> = kin
        .iter()
        .map(|kin| json!({"report": kin, "kinship": "copy", "of": head, "n_added": 0, "n_dropped": 0}))
        .collect();
    serde_json::from_value(json!({"head": head, "kin": kin})).expect("a family")
}

#[test]
fn a_report_is_in_one_family() {
    let [a, b, c] = ids();
    let (_folder, record) = with(|batch| {
        batch.put_family(&family(&a, &[]))?;
        batch.put_family(&family(&b, &[&c]))?;
        batch.put_family(&family(&a, &[&b, &c]))
    });
    for report in ids() {
        let found = record.view().family_of(&report).expect("read").expect("a family");
        assert_eq!(found, family(&a, &[&b, &c]));
    }
}

#[test]
fn reports_are_found_by_the_keys_that_they_share() {
    let [a, b, c] = ids();
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let (_folder, record) = with(|batch| {
        batch.put_report_keys(&c, &keys(&["x", "y"]))?;
        batch.put_report_keys(&a, &keys(&["x", "y"]))?;
        batch.put_report_keys(&b, &keys(&["z"]))
    });
    assert_eq!(record.view().reports_like(&a, 8).expect("read"), [c]);
    assert_eq!(record.view().reports_like(&b, 8).expect("read"), []);
}

/// An episode of the report that the entry `sequence` brought.
fn episode(id: &str, report: &ReportId, sequence: i64) -> StoredEpisode {
    StoredEpisode {
        id: id.to_owned(),
        report: report.clone(),
        place: (sequence, 0),
        incident: None,
        json: "{}".to_owned(),
    }
}

#[test]
fn episodes_are_found_by_keys_and_go_with_their_edges() {
    let [a, b, _] = ids();
    let edge = StoredEdge { episodes: ["e2".to_owned(), "e1".to_owned()], json: "0.5".to_owned() };
    let store = |batch: &Batch<'_>| {
        for (episode, keys) in
            [(episode("e1", &a, 2), &["mosul", "june"][..]), (episode("e2", &b, 3), &["june"])]
        {
            batch.put_episode(&episode)?;
            batch
                .put_episode_keys(&episode, &keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>())?;
        }
        batch.put_edge(&edge)
    };
    let found = |record: &Record, key: &str| -> Vec<String> {
        let episodes = record.view().episodes_by_keys(&[key.to_owned()], 8, 8).expect("read");
        episodes.into_iter().map(|episode| episode.id).collect()
    };
    let (_folder, record) = with(store);
    assert_eq!(found(&record, "june"), ["e2", "e1"]);
    assert_eq!(found(&record, "mosul"), ["e1"]);
    assert_eq!(record.view().episode("e1").expect("read"), Some(episode("e1", &a, 2)));
    for id in ["e1", "e2"] {
        let edges = record.view().edges_of(id).expect("read");
        assert_eq!(edges.iter().map(|edge| edge.episodes.clone()).collect::<Vec<_>>(), [["e1", "e2"]]);
    }
    let (_folder, record) = with(|batch| {
        store(batch)?;
        batch.remove_episodes(&a)
    });
    assert_eq!((found(&record, "june"), found(&record, "mosul")), (vec!["e2".to_owned()], vec![]));
    assert_eq!(record.view().edges_of("e2").expect("read"), []);
}

fn incident(claim: &Claim, types: &[&str]) -> Incident {
    let time = json!({
        "value": {"from": "2031-03-04", "to": "2031-03-05", "precision": "day"}, "words": "on Tuesday",
        "factuality": "asserted", "claims": [claim.id], "origins": []
    });
    serde_json::from_value(json!({
        "id": IncidentId::of_claim(&claim.id), "types": types, "origins": [],
        "claims": [{"claim": claim.id, "report": claim.report, "because": []}],
        "times": [time], "places": [], "perpetrators": [], "victims": [], "means": [], "tallies": [],
        "persons": [], "contradictions": [], "related": []
    }))
    .expect("an incident")
}

#[test]
fn an_incident_replaces_the_one_with_its_id_and_is_found_by_what_it_says() {
    let [_, b, _] = ids();
    let claim = testing::claim(&b);
    let stored = incident(&claim, &["killing"]);
    let (_folder, mut record) = with(|batch| {
        batch.put_claims(&b, std::slice::from_ref(&claim))?;
        batch.put_incident(&incident(&claim, &["injury"]))?;
        batch.put_incident(&stored)
    });
    let of_type = |kind: &str| IncidentFilter { types: vec![kind.to_owned()], ..IncidentFilter::default() };
    let found = |record: &Record, filter| record.view().incident_ids(&filter).expect("read").len();
    assert_eq!((found(&record, of_type("killing")), found(&record, of_type("injury"))), (1, 0));
    for (from, n) in [("2031-03-05", 1), ("2031-03-06", 0)] {
        assert_eq!(
            found(&record, IncidentFilter { from: from.parse().ok(), ..IncidentFilter::default() }),
            n
        );
    }
    assert_eq!(found(&record, IncidentFilter { contested: Some(true), ..IncidentFilter::default() }), 0);
    let begun = |kind: &str| record.view().incident_days(&of_type(kind)).expect("counted");
    assert_eq!(begun("killing"), [("2031-03-04".parse().expect("a day"), 1)]);
    assert_eq!(begun("injury"), []);
    assert_eq!(record.view().incidents_of(&claim.id).expect("read"), std::slice::from_ref(&stored));
    assert_eq!(record.view().incident(&stored.id).expect("read"), Some(stored.clone()));
    let batch = record.batch(testing::by()).expect("a batch");
    batch.remove_incident(&stored.id).expect("removed");
    assert_eq!(batch.view().incidents_of(&claim.id).expect("read"), []);
}

#[test]
fn a_filter_asks_for_all_that_it_names() {
    let day = |text: &str| text.parse().ok();
    for (filter, expected) in [
        (IncidentFilter::default(), "TRUE"),
        (IncidentFilter { contested: Some(true), ..IncidentFilter::default() }, "TRUE AND contested = 1"),
        (
            IncidentFilter { from: day("2031-03-05"), ..IncidentFilter::default() },
            "TRUE AND coalesce(day_to, day_from) >= ?",
        ),
    ] {
        let (_folder, record) = with(|_| Ok(()));
        assert_eq!(filter.conditions().0, expected);
        assert_eq!(record.view().incident_ids(&filter).expect("read"), []);
    }
    let both = IncidentFilter {
        types: vec!["killing".to_owned(), "injury".to_owned()],
        countries: vec!["IQ".to_owned()],
        to: day("2031-03-05"),
        ..IncidentFilter::default()
    };
    let (_folder, record) = with(|_| Ok(()));
    assert_eq!(both.conditions().1, ["killing", "injury", "IQ", "2031-03-05"]);
    assert_eq!(record.view().incident_ids(&both).expect("read"), []);
}
