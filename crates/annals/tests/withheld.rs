//! Words that are withheld or erased are in no answer of the desk and in nothing that a command prints, whatever was said with them before.

mod common;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use common::running::{Running, annals, begun, said};
use serde_json::Value;

/// A name that is to be withheld, as it stands in the report, in decisions on it and in reasons.
const NAME: &str = "Amina Rauf";

/// What tells it wherever capitals and the first name do not matter.
const TELLING: &str = "rauf";

const PAGE: &str = "<!doctype html><title>Amina Rauf killed in Kharkiv</title><p>Shells killed Amina Rauf and three other people in Kharkiv on \
     4 March 2023, relatives of Amina Rauf said.</p><p>Two people were wounded near the house of Amina Rauf on the day of the wedding of Amina \
     Rauf.</p><p>Soldiers looted a shop in Kharkiv on 5 March 2023.</p><p>Police \
     arrested a brother of Amina Rauf in Kharkiv on 9 May 2023.</p>";

const OTHER: &str = "Shells killed five people in Kharkiv on 4 March 2023, the governor said.";

/// The answers to every address of the description that is asked for without a form, each with its address.
fn answers(desk: &Running, ids: &BTreeSet<String>) -> Vec<(String, String)> {
    let api = desk.json("/openapi.json");
    let none = BTreeSet::from([String::new()]);
    let mut addresses = vec!["/openapi.json".to_owned()];
    for (path, operations) in api["paths"].as_object().expect("paths") {
        if operations["get"].is_null() {
            continue;
        }
        let asked = operations["get"]["parameters"].to_string().contains("\"q\"");
        let queries: &[&str] = if asked { &["", "?q=Kharkiv", "?q=relatives&kind=report"] } else { &[""] };
        for id in if path.contains("{id}") { ids } else { &none } {
            for name in ["page.html", "file", "table.csv", "workbook.xlsx"] {
                for query in queries {
                    let address = path.replace("{id}", id).replace("{name}", name);
                    addresses.push(format!("{}{query}", address.trim_end_matches(".json")));
                    addresses.push(format!("{address}{query}"));
                }
            }
        }
    }
    addresses.sort();
    addresses.dedup();
    let answer = |address: String| (told(desk.bytes("GET", &address, "", "")), address);
    addresses.into_iter().map(answer).map(|(told, address)| (address, told)).collect()
}

/// What an answer says: of a workbook, what its sheets do.
fn told(answer: Vec<u8>) -> String {
    let body = answer.windows(4).position(|window| window == b"\r\n\r\n").map_or(0, |at| at + 4);
    let Ok(mut sheets) = zip::ZipArchive::new(Cursor::new(&answer[body..])) else {
        return String::from_utf8(answer).expect("text");
    };
    let mut words = String::new();
    for at in 0..sheets.len() {
        let mut sheet = Vec::new();
        sheets.by_index(at).expect("a sheet").read_to_end(&mut sheet).expect("whole");
        words += &String::from_utf8_lossy(&sheet);
    }
    assert!(words.contains("worksheet"), "{words}");
    words
}

/// The ids that the record is asked by: reports, claims, incidents and places, with those of claims that were rejected.
fn ids(desk: &Running, reports: &[String]) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = reports.iter().cloned().collect();
    for report in reports {
        for claim in desk.json(&format!("/reports/{report}.json"))["claims"].as_array().expect("claims") {
            ids.insert(claim["id"].as_str().expect("an id").to_owned());
            let places = claim["places"].as_array().into_iter().flatten();
            ids.extend(places.filter_map(|place| place["id"].as_str()).map(str::to_owned));
        }
    }
    let incidents = desk.json("/incidents.json")["incidents"].clone();
    ids.extend(
        incidents
            .as_array()
            .expect("incidents")
            .iter()
            .filter_map(|one| one["id"].as_str())
            .map(str::to_owned),
    );
    ids
}

/// Asserts that the name is in no answer and in nothing that a command prints.
fn assert_untold(desk: &Running, folder: &std::path::Path, ids: &BTreeSet<String>) {
    for (address, told) in answers(desk, ids) {
        assert!(!told.to_lowercase().contains(TELLING), "{address}: {told}");
    }
    let mut commands = vec![
        vec!["log"],
        vec!["log", "--format", "jsonl"],
        vec!["decide", "list"],
        vec!["decide", "list", "--format", "jsonl"],
        vec!["incidents"],
        vec!["incidents", "--format", "jsonl"],
        vec!["incidents", "--policy", "airwars"],
        vec!["situation", "geonames:706483", "--at", "2023-03-06", "--format", "json"],
        vec!["brief", "geonames:706483"],
        vec!["brief", "geonames:706483", "--format", "html"],
        vec!["verify"],
    ];
    for id in ids.iter().filter(|id| id.starts_with("inc_")) {
        commands.extend([
            vec!["incident", id],
            vec!["history", id],
            vec!["assess", id, "--policy", "airwars"],
        ]);
    }
    for id in ids.iter().filter(|id| id.starts_with("clm_")).take(4) {
        commands.push(vec!["history", id]);
    }
    for command in commands {
        // What is part of another incident, or gone, is refused by name.
        let (_, told) = said(folder, &command);
        assert!(!told.to_lowercase().contains(TELLING), "{command:?}: {told}");
    }
}

/// The claim of a report that has a type.
fn claim(desk: &Running, report: &str, event_type: &str) -> String {
    let page = desk.json(&format!("/reports/{report}.json"));
    let claims = page["claims"].as_array().expect("claims");
    let found = claims.iter().find(|claim| claim["type"] == event_type).unwrap_or_else(|| panic!("{page}"));
    found["id"].as_str().expect("an id").to_owned()
}

/// Decides everything that can be decided with the name in it, and gives the ids of what there was.
fn decide_much(desk: &Running, folder: &std::path::Path, reports: &[String]) -> BTreeSet<String> {
    let (own, other) = (&reports[0], &reports[1]);
    let decide = |act: &str, more: &[(&str, &str)]| {
        let reason = [("act", act), ("reason", "the family of Amina Rauf said so")];
        let told = desk.fill("/decide.json", &[&reason, more].concat());
        told["decision"].as_i64().unwrap_or_else(|| panic!("{act}: {told}"))
    };
    let (killing, injury, looting) =
        (claim(desk, own, "killing"), claim(desk, own, "injury"), claim(desk, own, "looting"));
    decide(&format!("confirm {killing}"), &[]);
    decide(
        &format!("correct {injury}"),
        &[("field", "roles.victim.0.text"), ("value", "cousins of Amina Rauf")],
    );
    decide(&format!("reject {looting}"), &[]);
    decide(&format!("note {killing}"), &[]);
    let undone = decide(&format!("note {own}"), &[]);
    decide(&format!("undo {undone}"), &[]);
    decide(&format!("translate {own}"), &[("translation", "Amina Rauf est morte."), ("language", "en")]);
    let of = |claim: &str| {
        let page = desk.json(&format!("/claims/{claim}.json"));
        page["incidents"][0]["id"]
            .as_str()
            .or(page["incidents"][0].as_str())
            .unwrap_or_else(|| panic!("{page}"))
            .to_owned()
    };
    let (one, two) = (of(&killing), of(&claim(desk, own, "arrest")));
    let row = [
        ("report", own.as_str()),
        ("quote", "Two people were wounded near the house of Amina Rauf"),
        ("type", "damage"),
        ("victim", "the house of Amina Rauf"),
        ("source", "a neighbour of Amina Rauf"),
        ("named", "Amina Rauf, 41"),
        ("killed", "1"),
        ("reason", "seen by Amina Rauf"),
    ];
    let filled = desk.fill(&format!("/incidents/{one}/rows.json"), &row);
    assert!(filled["decisions"].is_array(), "{filled}");
    let merged = annals(folder, &["decide", "merge", &one, &two, "--reason", "Amina Rauf"]);
    assert!(merged.starts_with("decision"), "{merged}");
    let _ = other;
    let mut ids = ids(desk, reports);
    ids.extend([looting, one, two]);
    ids
}

#[test]
fn what_is_withheld_or_erased_is_told_nowhere() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());
    let became = desk.upload(&[("Amina Rauf.html", PAGE), ("other.txt", OTHER)])["became"].clone();
    let report = |at: usize| became[at]["report"].as_str().unwrap_or_else(|| panic!("{became}")).to_owned();
    let reports = [report(0), report(1)];
    let mut known = decide_much(&desk, folder.path(), &reports);
    let all: String = answers(&desk, &known).into_iter().map(|(_, told)| told).collect();
    assert!(all.contains(NAME) && annals(folder.path(), &["log"]).contains(NAME), "it was told before");

    let act = format!("redact {}", reports[0]);
    let redacted = desk.fill("/decide.json", &[("act", &act), ("words", NAME), ("reason", "asked for")]);
    assert!(redacted["decision"].is_i64(), "{redacted}");
    known.extend(ids(&desk, &reports));
    assert_untold(&desk, folder.path(), &known);
    annals(folder.path(), &["rebuild", "--check"]);

    let act = format!("undo {}", redacted["decision"]);
    desk.fill("/decide.json", &[("act", &act), ("reason", "they agree now")]);
    assert!(desk.status("/decisions.json").1.contains(NAME), "what is undone is told again");

    let act = format!("erase {}", reports[0]);
    let erased =
        desk.fill("/decide.json", &[("act", &act), ("confirm", &reports[0]), ("reason", "withdrawn")]);
    assert!(erased["decision"].is_i64(), "{erased}");
    known.extend(ids(&desk, &reports));
    assert_untold(&desk, folder.path(), &known);
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("read");
        assert!(!bytes.windows(NAME.len()).any(|window| window == NAME.as_bytes()));
    }
    annals(folder.path(), &["verify"]);
    let decisions = desk.json("/decisions.json")["decisions"].clone();
    let kept = decisions.as_array().expect("decisions").iter().filter(|one| one["decision"] != Value::Null);
    assert_eq!(kept.map(|one| &one["decision"]["kind"]).collect::<Vec<_>>(), ["erase"]);
}

#[test]
fn no_answer_tells_the_folder_that_a_text_came_from() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());
    let inputs = folder.path().join("of-the-family");
    std::fs::create_dir(&inputs).expect("a folder");
    // Nobody is named who says so: contradictions go by the names of the files.
    std::fs::write(inputs.join("a.txt"), "Shells killed five people in Kharkiv on 4 March 2023.")
        .expect("written");
    std::fs::write(inputs.join("b.txt"), "Rockets killed nine people in Kharkiv on 4 March 2023.")
        .expect("written");
    annals(folder.path(), &["add", inputs.to_str().expect("a path")]);
    let reports = desk.json("/reports.json")["reports"].clone();
    let of = |report: &Value| {
        report["imprint"]["report"].as_str().or(report["report"].as_str()).map(str::to_owned)
    };
    let reports: Vec<String> = reports.as_array().into_iter().flatten().filter_map(of).collect();
    assert_eq!(reports.len(), 2, "{}", desk.json("/reports.json"));
    let all = answers(&desk, &ids(&desk, &reports));
    assert!(
        all.iter().any(|(_, told)| told.contains("against") && told.contains("b.txt")),
        "they contradict each other"
    );
    for (address, told) in all {
        assert!(!told.contains("of-the-family"), "{address}: {told}");
    }
}
