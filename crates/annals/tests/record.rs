//! The commands that work on a record, as their users meet them.

mod common;

use std::fs;

use common::desk::Desk;
use serde_json::Value;

#[test]
fn every_input_has_its_line() {
    let Some(desk) = Desk::with_inputs() else { return };
    let (code, lines, said) = desk.told(&["add", "a.txt", "b.txt", "c.jsonl", "d.txt"]);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(
        lines,
        "a.txt: read, 1 claim\n\
         b.txt: duplicate of a.txt\n\
         c.jsonl, line 2: refused because not a row of the form {\"text\": …}: missing field `text`\n\
         c1: read, 1 claim\n\
         d.txt: refused because not a text file: save its words as .txt\n"
    );
    assert!(said.contains("4 inputs: 2 reports read, 1 duplicate, 2 refused; 2 claims"), "{said}");
}

#[test]
fn copies_updates_and_excerpts_are_named_with_what_changed() {
    let Some(desk) = Desk::empty() else { return };
    let story = [
        "Shells fell on the old market of Mosul shortly after the morning prayer and killed four traders.",
        "The governor of the province said that the fire had come from the far bank of the river.",
        "Ambulances took eleven people to the hospital of the next district, where two of them died at night.",
        "Schools and offices stayed closed for the rest of the day, and the bridge was shut to all traffic.",
    ];
    desk.write("a.txt", &story.join(" "));
    desk.write("b.txt", &format!("FOUR DIE IN MARKET\n\n{}", story.join("\n\n")));
    desk.write(
        "c.txt",
        &format!("The toll rose to six on Tuesday. {} Nobody in the ministry answered it.", story.join(" ")),
    );
    desk.write("d.txt", &story[..3].join(" "));
    desk.write("e.txt", "Shells fell on Mosul, and the governor blamed those on the far bank of the river.");
    desk.run(&["init"]);
    let lines = desk.told(&["add", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]).1;
    let kin: Vec<Option<&str>> =
        lines.lines().map(|line| line.split_once("; ").map(|(_, kin)| kin)).collect();
    assert_eq!(
        kin,
        [
            None,
            Some("a copy of a.txt"),
            Some("an update of a.txt: 2 sentences more"),
            Some("an excerpt of a.txt: 1 sentence less"),
            None
        ],
        "{lines}"
    );
    let (code, said, _) = desk.told(&["rebuild", "--check"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn what_is_plainly_in_another_language_is_kept_and_not_read() {
    let Some(desk) = Desk::empty() else { return };
    // Read as English, the title of a film in it would be a claim.
    let text = "El buque fue atacado frente a la costa por hombres armados que llegaron en lanchas rápidas durante la noche, y al menos \
        nueve marineros murieron, dijo la marina.\n\nShells killed four people in Mosul.\n\nLos atacantes huyeron hacia el norte antes de la llegada \
        de las patrullas, según los vecinos del puerto.";
    desk.write("a.txt", text);
    desk.write("b.txt", &format!("{text} Los heridos fueron trasladados a la capital."));
    desk.run(&["init"]);
    let (code, lines, said) = desk.told(&["add", "a.txt"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(lines, "a.txt: kept, not read: it is in another language than English (spa)\n");
    assert!(
        said.contains("a.txt: it seems to be in Spanish and is not read (--language en reads it"),
        "{said}"
    );
    assert!(said.contains("1 input: 1 report in another language kept; 0 claims"), "{said}");
    // What the command said of the language is kept with the report.
    let (_, lines, said) = desk.told(&["add", "b.txt", "--language", "en"]);
    assert!(lines.starts_with("b.txt: read, 1 claim") && !said.contains("seems"), "{lines}{said}");
    let (code, said, _) = desk.told(&["rebuild", "--check"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(desk.told(&["read", "a.txt", "--format", "jsonl"]).1, "");
    assert_ne!(desk.told(&["read", "a.txt", "--language", "en", "--format", "jsonl"]).1, "");
}

#[test]
fn adding_again_changes_nothing() {
    let Some(desk) = Desk::with_inputs() else { return };
    desk.run(&["add", "."]);
    let log = desk.told(&["log", "--format", "jsonl"]).1;
    let (code, lines, _) = desk.told(&["add", "."]);
    assert_eq!(code, Some(1));
    assert!(lines.contains("a.txt: in the record already\n"), "{lines}");
    assert_eq!(desk.told(&["log", "--format", "jsonl"]).1, log);
    assert_eq!(desk.run(&["add", "a.txt"]).status.code(), Some(0));
    assert_eq!(desk.run(&["add", "d.txt"]).status.code(), Some(2));
}

#[test]
fn the_log_tells_who_did_what_and_holds_no_words() {
    let Some(desk) = Desk::with_inputs() else { return };
    desk.run(&["add", "a.txt", "b.txt", "d.txt", "--who", "bert"]);
    let sealed = desk.told(&["log", "--format", "jsonl"]).1;
    assert!(
        !sealed.contains("a.txt") && !sealed.contains("Mosul") && !sealed.contains("text file"),
        "{sealed}"
    );
    let entries: Vec<Value> = sealed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |key: &str| entries.iter().map(|entry| entry[key].as_str().unwrap_or("")).collect::<Vec<_>>();
    assert_eq!(of("action"), ["created", "received", "duplicate", "refused"]);
    assert_eq!(of("who"), ["anna", "bert", "bert", "bert"]);
    assert_eq!(of("previous")[1..], of("hash")[..3]);
    let shown = desk.told(&["log"]).1;
    assert!(shown.contains("duplicate  rpt_") && shown.contains("d.txt: not a text file"), "{shown}");
}

#[test]
fn a_record_is_needed_and_never_made_by_the_way() {
    let Some(desk) = Desk::empty() else { return };
    desk.write("a.txt", "Shells fell.");
    for arguments in [&["add", "a.txt"][..], &["log"], &["verify"], &["rebuild"]] {
        let (code, lines, said) = desk.told(arguments);
        assert_eq!((code, lines.as_str()), (Some(2), ""));
        assert!(said.contains("annals.db: there is no record") && said.contains("annals init"), "{said}");
    }
    assert!(!desk.path("annals.db").exists());
    assert_eq!(desk.run(&["init", "--record", "a.txt"]).status.code(), Some(2));
    assert!(desk.told(&["add", "a.txt", "--record", "a.txt"]).2.contains("not a record"));
    assert_eq!(fs::read_to_string(desk.path("a.txt")).expect("read"), "Shells fell.");
}

#[test]
fn verify_finds_what_was_changed() {
    let Some(desk) = Desk::with_inputs() else { return };
    desk.run(&["add", "."]);
    let (code, found, said) = desk.told(&["verify"]);
    assert_eq!((code, found.as_str()), (Some(0), ""), "{said}");
    let mut bytes = fs::read(desk.path("annals.db")).expect("the file");
    let at = bytes.windows(12).position(|window| window == b"Shells kille").expect("the original");
    bytes[at] ^= 1;
    fs::write(desk.path("annals.db"), bytes).expect("written");
    let (code, found, _) = desk.told(&["verify"]);
    assert_eq!(code, Some(1));
    assert!(found.contains("its bytes were changed"), "{found}");
}

#[test]
fn what_is_rebuilt_is_the_same() {
    let Some(desk) = Desk::with_inputs() else { return };
    desk.run(&["add", "."]);
    for arguments in [&["rebuild", "--check"][..], &["rebuild"], &["rebuild", "--check", "--threads", "1"]] {
        let (code, found, said) = desk.told(arguments);
        assert_eq!((code, found.as_str()), (Some(0), ""), "{said}");
    }
    assert_eq!(desk.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn another_codebook_rebuilds_to_something_else() {
    let Some(desk) = Desk::with_inputs() else { return };
    desk.run(&["add", "a.txt"]);
    for (name, contents) in annals::Files::embedded().all() {
        let file = desk.path("own").join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, format!("{contents}\n# Ours.\n")).expect("written");
    }
    let (code, found, _) = desk.told(&["rebuild", "--check", "--codebook", "own"]);
    assert_eq!(code, Some(1));
    assert!(found.starts_with("claim: 1 rows would go, 1 would come: clm_"), "{found}");
    assert_eq!(desk.run(&["rebuild", "--check"]).status.code(), Some(0), "checking writes nothing");
    assert_eq!(desk.run(&["rebuild", "--codebook", "own"]).status.code(), Some(0));
    assert_eq!(desk.run(&["rebuild", "--check"]).status.code(), Some(1));
}

#[test]
fn reports_of_one_occurrence_are_one_incident() {
    let Some(desk) = Desk::empty() else { return };
    desk.write(
        "a.txt",
        "MOSUL, 5 March 2031 - Shells killed four people in Mosul on Monday, a doctor, Sami Harun, said.",
    );
    desk.write(
        "b.txt",
        "MOSUL, 6 March 2031 - Four people were killed in Mosul when shells fell on Monday, said Sami Harun.",
    );
    desk.write("c.txt", "KIDAL, 6 June 2031 - A mine wounded two herders near Kidal on Tuesday.");
    assert_eq!(desk.run(&["init"]).status.code(), Some(0));
    for input in ["a.txt", "b.txt", "c.txt"] {
        assert_eq!(desk.run(&["add", input]).status.code(), Some(0));
    }
    let (_, lines, _) = desk.told(&["incidents", "--format", "jsonl"]);
    lines.lines().for_each(common::assert_incident);
    let incidents: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let inputs = |incident: &Value| -> usize {
        let claims = incident["claims"].as_array().expect("claims").iter();
        claims.map(|claim| claim["report"].to_string()).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(incidents.iter().map(inputs).collect::<Vec<_>>(), [2, 1]);
    let (code, shown, _) = desk.told(&["incident", incidents[0]["id"].as_str().expect("an id")]);
    assert_eq!(code, Some(0));
    assert!(shown.contains("\n      because the same day"), "{shown}");
    assert!(!shown.contains('\u{fffd}'), "{shown}");
    let (code, differs, said) = desk.told(&["rebuild", "--check"]);
    assert_eq!((code, differs.as_str()), (Some(0), ""), "{said}");
}

/// All reports of the suite as rows.
fn rows_of_the_suite() -> String {
    let mut rows = String::new();
    for (file, text) in common::toml_files("tests/suite") {
        let suite: toml::Table = toml::from_str(&text).expect("TOML");
        for report in suite["report"].as_array().expect("reports") {
            let row = serde_json::json!({
                "id": format!("{file} {}", report["name"].as_str().expect("a name")), "text": report["text"].as_str(),
                "published": report.get("published").map(|day| day.to_string().replace('"', "")),
            });
            rows += &format!("{row}\n");
        }
    }
    rows
}

#[test]
fn every_incident_is_one_of_the_contract() {
    let Some(desk) = Desk::empty() else { return };
    desk.write("suite.jsonl", &rows_of_the_suite());
    desk.run(&["init"]);
    let (code, _, said) = desk.told(&["add", "suite.jsonl"]);
    assert_eq!(code, Some(0), "{said}");
    let lines = desk.told(&["incidents", "--format", "jsonl"]).1;
    assert!(lines.lines().count() > 20, "{lines}");
    lines.lines().for_each(common::assert_incident);
    let first: Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    let one = desk.told(&["incident", first["id"].as_str().expect("an id"), "--format", "jsonl"]).1;
    assert_eq!(lines.lines().next(), one.lines().next());
    let (code, differs, said) = desk.told(&["rebuild", "--check"]);
    assert_eq!((code, differs.as_str()), (Some(0), ""), "{said}");
}

#[test]
fn a_long_list_of_incidents_is_cut_with_a_word() {
    let Some(desk) = Desk::empty() else { return };
    let texts = [
        "Shells killed three people in Mosul on 1 March 2031.",
        "A mine wounded two herders near Kidal on 3 June 2030.",
        "Gunmen abducted a teacher in Kharkiv on 2 May 2029.",
        "Police arrested nine men in Karachi on 9 July 2028.",
    ];
    let rows = texts.map(|text| format!("{{\"text\":\"{text}\"}}\n"));
    desk.write("rows.jsonl", &rows.concat());
    desk.run(&["init"]);
    desk.run(&["add", "rows.jsonl"]);
    let (_, lines, said) = desk.told(&["incidents", "--limit", "3"]);
    assert_eq!(lines.lines().count(), 3, "{lines}");
    assert!(said.contains("the first 3 of 4 incidents"), "{said}");
    let (_, lines, said) = desk.told(&["incidents", "--limit", "4", "--format", "jsonl"]);
    assert_eq!((lines.lines().count(), said.as_str()), (4, ""));
}
