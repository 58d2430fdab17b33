//! `annals claims import` as its users meet it.

mod common;

use std::fs;
use std::process::Command;

use common::schema_errors;
use record::{Action, Record};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a record of one report.
struct Desk {
    folder: TempDir,
    report: String,
}

const TEXT: &str = "Süßer Tag. Vier Menschen starben in Karmeh, sagte der Gouverneur. Keiner wurde verletzt.";

impl Desk {
    /// A desk; none, with a printed line, without the model.
    fn new() -> Option<Self> {
        common::coder()?;
        let mut desk = Self { folder: tempfile::tempdir().expect("a folder"), report: String::new() };
        desk.write("report.txt", TEXT);
        desk.run(&["init"]);
        desk.run(&["add", "report.txt"]);
        let record = desk.record();
        let entry = record.view().log().last().expect("an entry").expect("an entry");
        desk.report = entry.subject.expect("a report");
        Some(desk)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("written");
    }

    fn record(&self) -> Record {
        Record::open(&self.folder.path().join("annals.db")).expect("a record")
    }

    /// The exit code and standard output of a run.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("ANNALS_RECORD")
            .output()
            .expect("annals runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn import(&self, name: &str, contents: &str, more: &[&str]) -> (Option<i32>, String) {
        self.write(name, contents);
        self.run(&[&["claims", "import", name], more].concat())
    }

    /// The claims that were imported, each one of the contract, in a record that is right and can be rebuilt.
    fn imported(&self) -> Vec<Value> {
        let record = self.record();
        assert_eq!(record.verify().expect("verified").0, []);
        let view = record.view();
        let entries = view.log().map(|entry| entry.expect("an entry"));
        let entries = entries.filter(|entry| entry.action == Action::Imported.as_str());
        let claims: Vec<Value> = entries
            .map(|entry| view.words(&entry.words.expect("words")).expect("JSON").expect("kept"))
            .collect();
        for claim in &claims {
            assert_eq!(schema_errors(&claim.to_string()), Vec::<String>::new());
            let id = serde_json::from_value(claim["id"].clone()).expect("an id");
            let held = view.claim(&id).expect("read").expect("a row");
            assert_eq!(serde_json::to_value(held).expect("JSON"), *claim);
        }
        assert_eq!(self.run(&["rebuild", "--check"]), (Some(0), String::new()));
        claims
    }
}

fn row(report: Value, quote: &str) -> String {
    let row = json!({
        "report": report, "type": "killing", "factuality": "reported", "polarity": "affirmed", "realis": "actual",
        "evidence": {"quote": quote}
    });
    format!("{row}\n")
}

#[test]
fn rows_of_the_contract_are_taken_or_refused_one_by_one() {
    let Some(desk) = Desk::new() else { return };
    let rows = [
        row(json!(desk.report), "Vier Menschen starben in Karmeh, sagte der Gouverneur."),
        row(json!(desk.report), "Fünf Menschen starben."),
        row(json!("rpt_00000000000000000000"), "Einer starb."),
        "prose\n".to_owned(),
        row(json!({"title": "Zwei Tote", "published": "2031-03-05"}), "Zwei starben."),
        row(json!("k1"), "Drei starben."),
    ]
    .concat();
    desk.write("reports.jsonl", "{\"id\":\"k1\",\"publisher\":\"Der Bote\"}\n");
    let (code, lines) = desk.import("rows.jsonl", &rows, &["--reports", "reports.jsonl"]);
    assert_eq!(code, Some(1));
    let expected = [
        "rows.jsonl, line 1: 1 claim",
        "rows.jsonl, line 2: refused because the quote does not stand in the report",
        "rows.jsonl, line 3: refused because the report rpt_00000000000000000000 is not in the record",
        "rows.jsonl, line 4: refused because not a JSON object",
        "rows.jsonl, line 5: 1 claim",
        "rows.jsonl, line 6: 1 claim",
    ];
    assert_eq!(lines.lines().count(), expected.len());
    for (line, expected) in lines.lines().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
    let claims = desk.imported();
    assert_eq!(claims[0]["evidence"]["span"], json!([11, 65]));
    assert_eq!(claims.len(), 3);
    let before = desk.run(&["log", "--format", "jsonl"]).1;
    assert_eq!(desk.run(&["claims", "import", "rows.jsonl", "--reports", "reports.jsonl"]).0, Some(1));
    assert_eq!(desk.run(&["log", "--format", "jsonl"]).1, before, "nothing is taken twice");
}

#[test]
fn what_the_reader_made_can_be_handed_in_elsewhere() {
    let Some(desk) = Desk::new() else { return };
    desk.write("killed.txt", "Shells killed four people in Mosul on Monday.");
    let claims = desk.run(&["read", "killed.txt", "--format", "jsonl"]).1;
    let (code, lines) = desk.import("claims.jsonl", &claims, &[]);
    assert_eq!(code, Some(2), "its report is not here: {lines}");
    desk.run(&["add", "killed.txt"]);
    let (code, lines) = desk.import("claims.jsonl", &claims, &[]);
    assert_eq!((code, lines.as_str()), (Some(0), "claims.jsonl, line 1: in the record already\n"));
    let (code, lines) = desk.import("claims.jsonl", &claims.replace("\"asserted\"", "\"alleged\""), &[]);
    assert_eq!(code, Some(2));
    assert!(lines.contains("with other contents"), "{lines}");
}

const TABLE: &str = "\
title;date;Ort;country;deaths;injured_low;injured_high;perpetrator;victim;victim_status;means;source;quote;note
Zwei Tote;2031-03-05;Mosul;iq;2;3;5;;Vier Männer; civilian;Granaten;ein Arzt;Granaten trafen vier Männer in Mosul, sagte ein Arzt.;x
Viele Tote;2031-03-06;Karmeh;;dutzende;;;;;;;;In Karmeh starben Dutzende.;
Ohne Zahl;2031-03-06;;;;;;;;;;;Etwas geschah.;
Kein Tag;5 March;;;1;;;;;;;;Einer starb.;
;;;;1;;;;;;;;Einer starb.;
";

#[test]
fn a_recorders_table_gives_claims() {
    let Some(desk) = Desk::new() else { return };
    let columns = ["--columns", "killed=deaths,place=Ort"];
    let (code, lines) = desk.import("table.csv", TABLE, &columns);
    assert_eq!(code, Some(1));
    for (line, expected) in lines.lines().zip([
        "table.csv, line 2: 2 claims",
        "table.csv, line 3: 1 claim",
        "table.csv, line 4: refused because it has neither a type nor a figure",
        "table.csv, line 5: refused because date \"5 March\" is not a day",
        "table.csv, line 6: refused because nothing is said of its report",
    ]) {
        assert!(line.starts_with(expected), "{line}");
    }
    let claims = desk.imported();
    let [killing, injury, dozens] = claims.as_slice() else { panic!("three claims: {claims:?}") };
    assert_eq!(killing["count"]["best"], json!(2));
    assert_eq!(killing["roles"]["victim"][0]["status"], json!("civilian"));
    assert_eq!(killing["roles"]["means"][0]["span"], json!([0, 8]));
    assert_eq!(
        (&killing["said_by"][0]["text"], &killing["factuality"]),
        (&json!("ein Arzt"), &json!("reported"))
    );
    assert_eq!(
        (&killing["places"][0]["id"], &killing["places"][0]["country"]),
        (&json!("geonames:99072"), &json!("IQ"))
    );
    assert_eq!(
        (&killing["time"]["from"], &killing["time"]["basis"]),
        (&json!("2031-03-05"), &json!("inferred"))
    );
    assert_eq!((&injury["type"], &injury["count"]["form"]), (&json!("injury"), &json!("between")));
    assert_eq!((&dozens["count"]["form"], &dozens["count"]["word"]), (&json!("vague"), &json!("dutzende")));
    assert_eq!((&dozens["count"]["low"], &dozens["said_by"]), (&Value::Null, &json!([])));
}

#[test]
fn a_row_tells_of_children_women_and_men_and_calls_people_by_name() {
    let Some(desk) = Desk::new() else { return };
    let quote = "Fünf starben, darunter drei Kinder und Maro Ito.";
    let table = format!(
        "title,killed,injured,children,women_low,men,named,victim_status,quote\nx,5,2,3,1,1,\"Maro Ito, 41; Lena; Lena\",civilian,\"{quote}\"\n"
    );
    assert_eq!(desk.import("table.csv", &table, &[]).0, Some(0));
    let claims = desk.imported();
    let told: Vec<(&str, &str)> = claims
        .iter()
        .map(|claim| {
            let of = &claim["roles"]["victim"][0];
            (claim["type"].as_str().unwrap_or_default(), of["text"].as_str().unwrap_or("all"))
        })
        .collect();
    let expected = [
        ("killing", "all"),
        ("injury", "all"),
        ("killing", "children"),
        ("killing", "women"),
        ("killing", "men"),
        ("killing", "Maro Ito"),
        ("killing", "Lena"),
    ];
    assert_eq!(told, expected);
    let of = |at: usize| (&claims[at]["roles"]["victim"][0], &claims[at]["count"]);
    let (children, count) = of(2);
    assert_eq!((&children["age_group"], &children["status"]), (&json!("child"), &json!("civilian")));
    assert_eq!((&count["best"], &count["part_of"]), (&json!(3), &json!("5")));
    assert_eq!((&of(3).0["gender"], &of(3).1["low"]), (&json!("female"), &json!(1)));
    let person = &claims[5]["persons"][0];
    assert_eq!(
        (&person["names"], &person["age"], &person["fate"]),
        (&json!(["Maro Ito"]), &json!(41), &json!("killed"))
    );
    assert_eq!(
        (&person["span"], &claims[5]["roles"]["victim"][0]["basis"]),
        (&json!([39, 47]), &json!("stated"))
    );
    assert_eq!(claims[6]["roles"]["victim"][0]["basis"], json!("inferred"), "the quote does not name her");
}

#[test]
fn a_table_says_what_it_lacks() {
    let Some(desk) = Desk::new() else { return };
    for (table, more, code) in [
        ("type,killed\nkilling,1\n", &[][..], Some(2)),
        ("title,type,quote,holder\nx,killing,Einer starb.,y\n", &[], Some(2)),
        ("title,type,quote\nx,murder,Einer starb.\n", &[], Some(2)),
        ("title,children,quote\nx,3,Einer starb.\n", &[], Some(2)),
        ("title,type,named,quote\nx,airstrike,Lena,Einer starb.\n", &[], Some(2)),
        ("title,type,named,quote\nx,killing,Lena,Lena starb.\n", &[], Some(0)),
        ("title,quote\nx,Einer starb.\n", &["--columns", "colour=quote"], Some(2)),
        ("title,quote,n\nx,Einer starb.,1\n", &["--columns", "killed=n"], Some(0)),
    ] {
        let ran = desk.import("table.csv", table, more);
        assert_eq!(ran.0, code, "{table}{}", ran.1);
    }
}
