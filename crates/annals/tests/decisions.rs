//! What people decide, as they meet it: on the command line, and over many changes of the codebook.

mod common;

use std::fs;
use std::path::Path;

use annals::gather::Gathering;
use annals::{Coder, Files, deciding, derive, resources};
use common::desk::Desk;
use ingest::{Format, Options};
use model::Proposal;
use record::{DecisionStanding, Receipt, Record, Signature, Taken};
use serde_json::Value;

/// Two reports of one occurrence, and one of another.
const REPORTS: [(&str, &str); 3] = [
    (
        "a.txt",
        "Shells killed four people in Mosul on 4 March 2031, the nurse Amina Rauf said.\n\nTwo men were wounded.",
    ),
    ("b.txt", "Four people were killed in Mosul on 4 March 2031 when shells hit a market, the mayor said."),
    ("c.txt", "A mine wounded two herders near Kidal on 9 May 2031, police said."),
];

fn desk() -> Option<Desk> {
    let desk = Desk::empty()?;
    for (name, text) in REPORTS {
        desk.write(name, text);
    }
    assert_eq!(desk.run(&["init"]).status.code(), Some(0));
    let (code, _, said) = desk.told(&["add", "a.txt", "b.txt", "c.txt"]);
    assert_eq!(code, Some(0), "{said}");
    Some(desk)
}

fn incidents(desk: &Desk) -> Vec<Value> {
    let (_, lines, _) = desk.told(&["incidents", "--format", "jsonl"]);
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn claims(desk: &Desk) -> Vec<Value> {
    let record = Record::open(&desk.path("annals.db")).expect("a record");
    let mut claims = Vec::new();
    for entry in record.view().log().map(|entry| entry.expect("an entry")) {
        if entry.action == "received" {
            let report = serde_json::from_value(entry.subject.into()).expect("an id");
            claims.extend(record.view().claims(&report).expect("claims"));
        }
    }
    claims.iter().map(|claim| serde_json::to_value(claim).expect("JSON")).collect()
}

/// The id of the first claim of a type.
fn claim(desk: &Desk, kind: &str) -> String {
    let of_kind = |claim: &&Value| claim["type"] == kind;
    claims(desk).iter().find(of_kind).expect("a claim of the type")["id"].as_str().expect("an id").to_owned()
}

/// Decides, and gives the number of the decision.
fn decide(desk: &Desk, arguments: &[&str]) -> String {
    let arguments = [&["decide"], arguments, &["--reason", "checked it"]].concat();
    let (code, line, said) = desk.told(&arguments);
    assert_eq!(code, Some(0), "{arguments:?}: {said}");
    line.trim().strip_prefix("decision ").expect("a number").to_owned()
}

/// That the record is right, and that rebuilding gives the same.
fn check(desk: &Desk) {
    for arguments in [&["verify"][..], &["rebuild", "--check"]] {
        let (code, lines, said) = desk.told(arguments);
        assert_eq!(code, Some(0), "{arguments:?}: {lines}{said}");
    }
}

#[test]
fn claims_are_confirmed_corrected_and_rejected_and_all_of_it_is_undone() {
    let Some(desk) = desk() else { return };
    let (before, killing, injury) = (claims(&desk), claim(&desk, "killing"), claim(&desk, "injury"));
    decide(&desk, &["confirm", &killing]);
    let corrected = decide(&desk, &["correct", &killing, "count=5", "roles.perpetrator=army"]);
    let rejected = decide(&desk, &["reject", &injury]);
    let now = claims(&desk);
    assert_eq!(now.len(), before.len() - 1);
    let changed = now.iter().find(|claim| claim["id"] == killing.as_str()).expect("still there");
    assert_eq!(changed["count"]["best"], 5);
    assert_eq!(changed["roles"]["perpetrator"][0]["text"], "army");
    assert_eq!(
        (&changed["review"]["state"], &changed["review"]["who"]),
        (&"corrected".into(), &"anna".into())
    );
    check(&desk);
    let (_, history, _) = desk.told(&["history", &killing]);
    for words in [
        "the report came as a.txt",
        "confirmed it",
        "corrected it",
        "count.best: 4 → 5",
        "because checked it",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    decide(&desk, &["undo", &corrected]);
    decide(&desk, &["undo", &rejected]);
    let undone = claims(&desk);
    assert_eq!(undone.len(), before.len());
    let state = |claim: &Value| claim["review"]["state"].clone();
    assert_eq!(
        undone.iter().find(|claim| claim["id"] == killing.as_str()).map(state),
        Some("confirmed".into())
    );
    check(&desk);
}

#[test]
fn a_claim_that_the_reader_missed_is_added() {
    let Some(desk) = desk() else { return };
    let report = claims(&desk)[0]["report"].as_str().expect("an id").to_owned();
    desk.write(
        "row.json",
        r#"{"type": "arrest", "factuality": "asserted", "polarity": "affirmed", "realis": "actual",
            "evidence": {"quote": "Two men were wounded."}}"#,
    );
    decide(&desk, &["add", &report, "row.json"]);
    let added = claims(&desk).into_iter().find(|claim| claim["type"] == "arrest").expect("added");
    assert_eq!(added["review"]["state"], "added");
    check(&desk);
    desk.write("row.json", r#"{"type": "arrest", "evidence": {"quote": "Nobody said this."}}"#);
    let (code, _, said) = desk.told(&["decide", "add", &report, "row.json", "--reason", "x"]);
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn incidents_are_split_and_merged_and_both_are_undone() {
    let Some(desk) = desk() else { return };
    let before = incidents(&desk);
    let (joint, other) = (before[0].clone(), before[1].clone());
    let id = |incident: &Value| incident["id"].as_str().expect("an id").to_owned();
    let reports = |incident: &Value| -> Vec<String> {
        let claims = incident["claims"].as_array().expect("claims");
        claims.iter().map(|claim| claim["report"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(before.len(), 2, "{before:?}");
    let second = reports(&joint).last().expect("a report").clone();
    let leaving: Vec<String> = joint["claims"]
        .as_array()
        .expect("claims")
        .iter()
        .filter(|claim| claim["report"] == second.as_str())
        .map(|claim| claim["claim"].as_str().expect("an id").to_owned())
        .collect();
    let joint_id = id(&joint);
    let mut arguments = vec!["split", joint_id.as_str()];
    arguments.extend(leaving.iter().map(String::as_str));
    let split = decide(&desk, &arguments);
    assert_eq!(incidents(&desk).len(), 3);
    check(&desk);
    decide(&desk, &["undo", &split]);
    assert_eq!(incidents(&desk).iter().map(id).collect::<Vec<_>>(), [id(&joint), id(&other)]);
    check(&desk);
    let merged = decide(&desk, &["merge", &id(&joint), &id(&other)]);
    assert_eq!(incidents(&desk).len(), 1);
    check(&desk);
    let (_, history, _) = desk.told(&["history", &id(&other)]);
    assert!(
        history.contains("said that these incidents are one") && history.contains("c.txt brought"),
        "{history}"
    );
    decide(&desk, &["undo", &merged]);
    assert_eq!(incidents(&desk).iter().map(id).collect::<Vec<_>>(), [id(&joint), id(&other)]);
    check(&desk);
}

#[test]
fn words_that_are_withheld_are_in_nothing_that_is_made_of_the_report() {
    let Some(desk) = desk() else { return };
    let report = claims(&desk)[0]["report"].as_str().expect("an id").to_owned();
    let withheld = decide(&desk, &["redact", &report, "Amina Rauf"]);
    for arguments in [
        &["incidents", "--format", "jsonl"][..],
        &["incident", incidents(&desk)[0]["id"].as_str().expect("an id")],
        &["decide", "list", "--format", "jsonl"],
    ] {
        let (_, lines, _) = desk.told(arguments);
        assert!(!lines.contains("Rauf"), "{lines}");
    }
    assert!(claims(&desk)[0]["evidence"]["quote"].as_str().is_some_and(|quote| quote.contains("***** ****")));
    check(&desk);
    decide(&desk, &["undo", &withheld]);
    assert!(claims(&desk)[0]["evidence"]["quote"].as_str().is_some_and(|quote| quote.contains("Amina Rauf")));
}

#[test]
fn what_is_erased_is_in_no_file_of_the_record() {
    let Some(desk) = desk() else { return };
    let report = claims(&desk)[0]["report"].as_str().expect("an id").to_owned();
    let first = claim(&desk, "killing");
    decide(&desk, &["confirm", &first]);
    decide(&desk, &["note", &report]);
    decide(&desk, &["erase", &report]);
    let words = ["Amina", "Rauf", "rauf", "wounded.", "a.txt"];
    for file in fs::read_dir(desk.folder.path()).expect("a folder").map(|file| file.expect("a file").path()) {
        let is_of_record =
            file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("annals.db"));
        let bytes = if is_of_record { fs::read(&file).expect("read") } else { Vec::new() };
        for word in words {
            let holds = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!holds, "{} holds {word}", file.display());
        }
    }
    let (code, lines, said) = desk.told(&["verify"]);
    assert_eq!(code, Some(0), "{lines}{said}");
    let (code, _, said) = desk.told(&["decide", "undo", "8", "--reason", "x"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(claims(&desk).iter().all(|claim| claim["report"] != report.as_str()));
    assert_eq!(desk.told(&["log"]).0, Some(0));
}

#[test]
fn what_cannot_be_decided_is_refused_with_the_reason() {
    let Some(desk) = desk() else { return };
    let (killing, all) = (claim(&desk, "killing"), incidents(&desk));
    let id = all[0]["id"].as_str().expect("an id");
    for (arguments, because) in [
        (vec!["confirm", "clm_00000000000000000000"], "holds no claim"),
        (vec!["correct", &killing, "killed=5"], "no such field"),
        (vec!["correct", &killing, "id=clm_1"], "where the claim comes from"),
        (vec!["correct", &killing, "type=5"], "no claim any more"),
        (vec!["merge", id, id], "two incidents"),
        (vec!["split", id, "clm_00000000000000000000"], "has no claim"),
        (vec!["redact", "rpt_00000000000000000000", "Rauf"], "not in the record"),
        (vec!["undo", "2"], "holds no decision"),
        (vec!["note", "nothing"], "holds no report"),
    ] {
        let arguments = [&["decide"], arguments.as_slice(), &["--reason", "x"]].concat();
        let (code, _, said) = desk.told(&arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(said.contains(because), "{arguments:?}: {said}");
    }
    let (code, _, said) = desk.told(&["decide", "confirm", &killing, "--reason", " "]);
    assert!(code == Some(2) && said.contains("say why"), "{said}");
}

const N_REPORTS: usize = 10;
/// Decisions unless $ANNALS_DECISIONS says otherwise: `make soak` takes 500.
const N_DECISIONS: usize = 60;
const N_CHANGES: usize = 20;

/// A record of reports of two claims each.
fn many(coder: &Coder, folder: &Path) -> Record {
    let mut record = Record::create(&folder.join("annals.db"), by()).expect("a record");
    let mut batch = record.batch(by()).expect("a batch");
    let mut gathering = Gathering::new(coder);
    for n in 2..N_REPORTS + 2 {
        // Far enough from each other to be occurrences of their own.
        let year = 1950 + n;
        let text = format!(
            "Shells killed {n} people in Mosul in {year}.\n\nA mine wounded {n} herders near Kidal in {year}."
        );
        let options = Options::new(Format::Text, coder.layout());
        let read = ingest::read(text.as_bytes(), &format!("{n}.txt"), &options).reports.remove(0);
        let receipt = Receipt {
            input: read.input.clone(),
            media_type: read.original.media_type.clone(),
            published: None,
            language: None,
        };
        let taken = batch.receive(&read.id, &read.original.bytes, &receipt).expect("taken");
        let Taken::New(sequence) = taken else { panic!("{taken:?}") };
        derive::derive(&batch, sequence, &derive::tell(coder, &read), &mut gathering).expect("derived");
    }
    gathering.finish(&batch).expect("described");
    batch.commit().expect("committed");
    record
}

fn by() -> Signature {
    Signature { time: jiff::Timestamp::from_second(1_930_000_000).expect("a moment"), who: "anna".to_owned() }
}

/// The codebook in a folder, without one of its files if `without` names it, and with something said in another.
fn changed(folder: &Path, change: usize, without: Option<&str>) -> Coder {
    for (path, text) in Files::embedded().all() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, format!("{text}\n# Change {change}.\n")).expect("written");
        if without == Some(path) {
            fs::remove_file(&file).expect("removed");
        }
    }
    resources::sample_coder(&Files::read(folder).expect("a codebook")).expect("a coder")
}

fn standings(record: &Record) -> Vec<DecisionStanding> {
    record.view().decisions().expect("read").iter().map(|stored| stored.standing).collect()
}

#[test]
fn twenty_changes_of_the_codebook_lose_no_decision() {
    let Some(coder) = common::coder() else { return };
    let n_decisions = std::env::var("ANNALS_DECISIONS").map_or(N_DECISIONS, |n| n.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = many(&coder, folder.path());
    let mut ids = Vec::new();
    for entry in
        record.view().log().map(|entry| entry.expect("an entry")).filter(|entry| entry.action == "received")
    {
        let report = serde_json::from_value(entry.subject.into()).expect("an id");
        ids.extend(record.view().claims(&report).expect("claims").into_iter().map(|claim| claim.id));
    }
    assert_eq!(ids.len(), 2 * N_REPORTS);
    for n in 0..n_decisions {
        let claim = ids[n % ids.len()].clone();
        let proposal = match n % 3 {
            0 => Proposal::Confirm { claim },
            1 => Proposal::Correct { claim, fields: [("factuality".to_owned(), "alleged".into())].into() },
            _ => Proposal::Note { about: claim.as_str().to_owned() },
        };
        deciding::decide(&mut record, &coder, by(), &proposal, "checked").expect("decided");
    }
    // What was decided on claims of a type waits while the codebook does not know it.
    let without = [Some("conflict/injury.toml"), None, Some("conflict/killing.toml"), None];
    let codebooks: Vec<Coder> = without
        .iter()
        .enumerate()
        .map(|(n, without)| changed(&folder.path().join(n.to_string()), n, *without))
        .collect();
    for change in 0..N_CHANGES {
        let which = change % codebooks.len();
        let batch = record.batch(by()).expect("a batch");
        derive::rebuild(&batch, &codebooks[which], &|| ()).expect("rebuilt");
        batch.commit().expect("committed");
        let standings = standings(&record);
        assert_eq!(standings.len(), n_decisions);
        let n_lost = standings.iter().filter(|standing| **standing == DecisionStanding::Lost).count();
        assert_eq!(n_lost, if without[which].is_some() { n_decisions / 2 } else { 0 }, "change {change}");
    }
    assert_eq!(record.verify().expect("verified").0, []);
}
