//! The desk as it is started: texts go in through its forms, and come out on its pages.

mod common;

use common::running::{Running, annals, begun};
use serde_json::Value;

const NIGHT: &str = "Shells killed at least 12 people in Kharkiv on 4 March 2023, the governor said.";
const MORNING: &str =
    "Twenty people were killed in Kharkiv on 4 March 2023 when shells hit a market, doctors said.";

/// What a form that is sent with two texts comes to.
fn send(desk: &Running, path: &str) -> Value {
    let token = desk.json("/index.json")["token"].as_str().expect("a token").to_owned();
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = format!(
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"morning.txt\"\r\n\r\n{MORNING}\r\n"
    );
    let body = part("token", &token) + &part("text", NIGHT) + &file + "--b--\r\n";
    let answer = desk.ask("POST", path, "Content-Type: multipart/form-data; boundary=b\r\n", &body);
    serde_json::from_str(&answer.1).unwrap_or_else(|error| panic!("{error}: {answer:?}"))
}

/// Adds the texts, and gives the incident with the killing.
fn killing(desk: &Running) -> String {
    send(desk, "/add.json");
    desk.json("/incidents.json?type=killing")["incidents"][0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn texts_are_laid_out_and_then_added() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());

    let matrix = send(&desk, "/matrix.json");
    assert_eq!(matrix["assessments"][0]["verdict"]["policy"], "airwars");
    assert_eq!(matrix["assessments"][0]["rows"].as_array().map(Vec::len), Some(2), "a row a source");
    assert_eq!(desk.json("/reports.json")["listing"]["n_all"], 0, "nothing is kept");

    let added = send(&desk, "/add.json");
    let inputs: Vec<&Value> =
        added["became"].as_array().into_iter().flatten().map(|one| &one["input"]).collect();
    assert_eq!(inputs, ["morning.txt", "pasted text 1.txt"]);
    assert_eq!(send(&desk, "/add.json")["became"][0]["words"], "in the record already");
    assert_eq!(desk.json("/search.json?q=market&kind=report")["listing"]["n_all"], 1);
    let incident =
        desk.json("/incidents.json?type=killing")["incidents"][0]["id"].as_str().expect("an id").to_owned();
    let page = desk.ask("GET", &format!("/incidents/{incident}/assessment?policy=acled"), "", "");
    assert!(page.0.starts_with("HTTP/1.1 200") && page.1.contains("Source matrix"), "{page:?}");
    let csv = desk.ask("GET", &format!("/incidents/{incident}/assessment/table.csv?policy=ibc"), "", "");
    assert!(csv.0.contains("attachment") && csv.1.starts_with("incident,source,"), "{csv:?}");
    let report = added["became"][0]["report"].as_str().expect("an id");
    let page = desk.ask("GET", &format!("/reports/{report}"), "", "").1;
    assert_eq!(common::html::quotes(&page), [MORNING]);
}

#[test]
fn a_row_in_another_language_is_filled_by_hand() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());
    let incident = killing(&desk);
    let matrix = format!("/incidents/{incident}/assessment.json");
    let n_rows = desk.json(&matrix)["rows"].as_array().map_or(0, Vec::len);
    let arabic = "قُتل خمسة عشر مدنياً في السوق.\r\nوأصيب آخرون.";
    let row = [
        ("text", arabic),
        ("quote", "قُتل خمسة عشر مدنياً في السوق."),
        ("publisher", "صوت السوق"),
        ("published", "2023-03-05"),
        ("killed", "15"),
        ("victim", "مدنياً"),
        ("victim_status", "civilian"),
        ("translation", "Fifteen civilians were killed in the market. Others were injured."),
        ("language", "ar"),
        ("translator", "Amal"),
        ("reason", "no reader for Arabic"),
    ];
    let filled = desk.fill(&format!("/incidents/{incident}/rows.json"), &row);
    let report = filled["report"].as_str().unwrap_or_else(|| panic!("{filled}")).to_owned();

    let assessment = desk.json(&matrix);
    let rows = assessment["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), n_rows + 1, "{assessment}");
    let own = rows.iter().find(|row| row["label"] == "صوت السوق").unwrap_or_else(|| panic!("{rows:?}"));
    assert_eq!(own["cells"]["killed"][0]["text"], "15 مدنياً");
    let kept = desk.json(&format!("/reports/{report}.json"));
    assert_eq!(kept["text"], arabic.replace("\r\n", "\n"), "the words as they were typed");
    assert_eq!(kept["claims"][0]["evidence"]["quote"], "قُتل خمسة عشر مدنياً في السوق.");
    assert_eq!(kept["claims"][0]["review"]["state"], "added");
    assert_eq!(kept["translations"][0]["by"], "Amal");
    let page = desk.ask("GET", &matrix.replace(".json", ""), "", "").1;
    assert!(page.contains("Translated from ar by Amal") && page.contains("Fifteen civilians"), "{page}");

    let cell = [
        ("report", report.as_str()),
        ("quote", "وأصيب آخرون."),
        ("injured", "several"),
        ("reason", "missed"),
    ];
    desk.fill(&format!("/incidents/{incident}/rows.json"), &cell);
    let assessment = desk.json(&matrix);
    let rows = assessment["rows"].as_array().expect("rows");
    let own = rows.iter().find(|row| row["label"] == "صوت السوق").expect("the row");
    assert!(
        own["cells"]["injured"][0]["text"].to_string().contains("several"),
        "the cell is filled, and no row is new"
    );
    assert_eq!(rows.len(), n_rows + 1);
    let elsewhere =
        [("report", report.as_str()), ("quote", "No such words."), ("killed", "3"), ("reason", "x")];
    let refused = desk.fill(&format!("/incidents/{incident}/rows.json"), &elsewhere);
    assert_eq!(refused["status"], 422, "{refused}");

    desk.fill(
        "/decide.json",
        &[
            (
                "act",
                &format!("undo {}", filled["decisions"].as_array().and_then(|all| all.last()).expect("one")),
            ),
            ("reason", "wrong"),
        ],
    );
    assert_eq!(desk.json(&format!("/reports/{report}.json"))["translations"], serde_json::json!([]));

    let without = [("act", format!("erase {report}")), ("reason", "consent withdrawn".to_owned())];
    let without: Vec<(&str, &str)> = without.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(desk.fill("/decide.json", &without)["status"], 400, "not without the id");
    desk.fill("/decide.json", &[without, vec![("confirm", report.as_str())]].concat());
    assert_eq!(desk.json(&format!("/reports/{report}.json"))["text"], Value::Null);
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("read");
        for words in ["مدنياً في السوق", "Fifteen civilians"] {
            assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{words}");
        }
    }
}

#[test]
fn the_original_is_shown_and_what_is_withheld_stays_withheld() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());
    let page = format!(
        "<!doctype html><title>Market</title><script>alert(1)</script><p onclick=alert(2)>{NIGHT}</p><p>Amina Rauf saw it.</p>"
    );
    let became = desk.upload(&[("page.html", &page), ("night.txt", NIGHT)])["became"].clone();
    let report = |at: usize| became[at]["report"].as_str().unwrap_or_else(|| panic!("{became}")).to_owned();
    let (html, text) = (report(0), report(1));

    let own = format!("/reports/{html}.json");
    let address = desk.json(&own)["original"]["address"].as_str().expect("an address").to_owned();
    let (status, shown) = desk.status(&address);
    assert_eq!(status, 200, "{shown}");
    assert!(shown.contains(&format!("<p>{NIGHT}</p>")) && shown.contains("Amina Rauf"), "{shown}");
    assert!(!shown.contains("alert") && shown.contains("sandbox"), "{shown}");
    assert!(desk.status(&format!("/reports/{html}")).1.contains("<iframe sandbox "));
    assert_eq!(desk.status(&format!("/reports/{html}/original/file")).0, 404, "it is no file");

    let file =
        desk.json(&format!("/reports/{text}.json"))["original"]["address"].as_str().expect("one").to_owned();
    let (status, kept) = desk.status(&file);
    assert!(
        status == 200
            && kept.ends_with(NIGHT)
            && kept.contains(&format!("attachment; filename=\"{text}.txt\"")),
        "{kept}"
    );
    assert!(kept.contains("nosniff"));

    desk.decide(
        &format!("translate {html}"),
        &[("translation", "Amina Rauf a tout vu."), ("language", "en")],
    );
    let redacted = desk.decide(&format!("redact {html}"), &[("words", "Amina Rauf")]);
    assert_eq!(desk.json(&own)["original"], Value::Null);
    assert_eq!(desk.status(&address).0, 404);
    let claim = desk.json(&own)["claims"][0]["id"].as_str().expect("a claim").to_owned();
    let pages = [
        format!("/reports/{html}"),
        format!("/history/{claim}"),
        "/decisions".to_owned(),
        "/search?q=Amina".to_owned(),
    ];
    for page in
        pages.iter().flat_map(|page| [page.clone(), page.replacen('?', ".json?", 1), format!("{page}.json")])
    {
        let (_, told) = desk.status(&page);
        assert!(!told.contains("Amina Rauf"), "{page}: {told}");
    }
    let list = annals(folder.path(), &["decide", "list", "--format", "jsonl"]);
    assert!(list.contains("withheld") && !list.contains("Amina"), "{list}");

    desk.decide(&format!("undo {redacted}"), &[]);
    assert_eq!(desk.status(&address).0, 200, "what was undone is shown again");
    desk.decide(&format!("erase {html}"), &[("confirm", html.as_str())]);
    assert_eq!(desk.status(&address).0, 404);
    assert_eq!(desk.json(&own)["original"], Value::Null);
}

#[test]
fn what_is_withheld_of_an_attachment_does_not_come_back_by_its_mail() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());
    let mail = format!(
        "From: Desk <desk@karmeh.example>\nMessage-ID: <1@karmeh.example>\nSubject: Market\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n{MORNING}\n--x\n\
         Content-Type: text/plain; name=annex.txt\nContent-Disposition: attachment; filename=annex.txt\n\nAmina Rauf saw that {NIGHT}\n--x--\n"
    );
    let became = desk.upload(&[("mail.eml", &mail)])["became"].clone();
    let report = |at: usize| became[at]["report"].as_str().unwrap_or_else(|| panic!("{became}")).to_owned();
    let (mail, annex) = (report(0), report(1));
    let file = format!("/reports/{mail}/original/file");
    assert!(desk.status(&file).1.contains("Amina Rauf"));
    let redacted = desk.decide(&format!("redact {annex}"), &[("words", "Amina Rauf")]);
    for report in [&mail, &annex] {
        assert_eq!(desk.status(&format!("/reports/{report}/original/file")).0, 404);
    }
    desk.decide(&format!("undo {redacted}"), &[]);
    assert_eq!(desk.status(&file).0, 200);
    desk.decide(&format!("erase {annex}"), &[("confirm", annex.as_str())]);
    assert_eq!(desk.status(&file).0, 404, "the mail holds what was erased");
}

#[test]
fn a_report_in_another_language_is_read_by_nobody() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());
    let incident = killing(&desk);
    // Words that would be read as English.
    let words = "Dutch words, Amal said: shells killed 12 people in Kharkiv on 4 March 2023.";
    let row = [
        ("text", words),
        ("publisher", "Het Nieuws"),
        ("language", "nl"),
        ("killed", "12"),
        ("children", "3"),
        ("named", "Olena Bondar, 41"),
        ("reason", "read by hand"),
    ];
    let rows = format!("/incidents/{incident}/rows.json");
    let filled = desk.fill(&rows, &row);
    let report = filled["report"].as_str().unwrap_or_else(|| panic!("{filled}")).to_owned();
    let rules = |desk: &Running| -> Vec<Value> {
        let kept = desk.json(&format!("/reports/{report}.json"));
        kept["claims"].as_array().into_iter().flatten().map(|claim| claim["rule"].clone()).collect()
    };
    assert_eq!(rules(&desk), ["killing#imported"; 3], "nothing but the row");
    let assessment = desk.json(&format!("/incidents/{incident}/assessment.json"));
    let own = assessment["rows"].as_array().into_iter().flatten().find(|row| row["label"] == "Het Nieuws");
    let cells = &own.unwrap_or_else(|| panic!("{assessment}"))["cells"];
    assert_eq!(cells["children"][0]["text"], "3 children");
    assert_eq!(cells["named"][0]["text"], "Olena Bondar, 41");
    let page = desk.ask("GET", &format!("/reports/{report}"), "", "").1;
    assert!(page.contains("<mark"), "what was filled in is highlighted in its words");
    annals(folder.path(), &["rebuild", "--check"]);
    let english = [
        ("text", "Shells killed 7 people in Kharkiv on 4 March 2023."),
        ("language", "en"),
        ("killed", "7"),
        ("reason", "x"),
    ];
    let filled = desk.fill(&rows, &english);
    let kept = desk.json(&format!("/reports/{}.json", filled["report"].as_str().expect("an id")));
    let read =
        kept["claims"].as_array().into_iter().flatten().filter(|claim| claim["rule"] != "killing#imported");
    assert!(read.count() > 0, "English is read");
}

#[test]
fn no_answer_tells_where_a_report_lay() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let drawer = folder.path().join("drawer of anna");
    std::fs::create_dir(&drawer).expect("a folder");
    for (name, words) in [("night.txt", NIGHT), ("morning.txt", MORNING)] {
        std::fs::write(drawer.join(name), words).expect("written");
    }
    let desk = begun(folder.path());
    annals(folder.path(), &["add", drawer.to_str().expect("a path")]);
    let again = desk.upload(&[("copy.txt", NIGHT), ("paper.txt", &format!("{MORNING}\n"))]);
    let incident = desk.json("/incidents.json")["incidents"][0].clone();
    let (incident, claim) = (incident["id"].as_str().expect("an id"), incident["claims"][0].clone());
    let (claim, report) = (claim["claim"].as_str().expect("an id"), claim["report"].as_str().expect("an id"));
    let pages = [
        "/index",
        "/incidents",
        "/reports",
        "/review",
        "/decisions",
        "/places",
        "/search?q=Kharkiv",
        "/places/geonames:706483",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        format!("/incidents/{incident}"),
        format!("/incidents/{incident}/assessment"),
        format!("/reports/{report}"),
        format!("/claims/{claim}"),
        format!("/history/{claim}"),
        format!("/history/{incident}"),
    ]);
    assert!(!again.to_string().contains("drawer"), "{again}");
    let mut n_named = 0;
    for page in pages {
        let (path, query) = page.split_once('?').map_or((page.as_str(), ""), |(path, query)| (path, query));
        for address in [format!("{path}?{query}").replace("/index", "/"), format!("{path}.json?{query}")] {
            let (status, told) = desk.status(&address);
            assert!(
                status == 200 && !told.contains("drawer") && !told.contains("anna/"),
                "{address}: {told}"
            );
            n_named += usize::from(told.contains("night.txt"));
        }
    }
    assert!(n_named > 5, "their names are told");
}
