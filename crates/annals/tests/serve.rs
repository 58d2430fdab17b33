//! The desk as it is started: texts go in through its forms, and come out on its pages.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

const NIGHT: &str = "Shells killed at least 12 people in Kharkiv on 4 March 2023, the governor said.";
const MORNING: &str =
    "Twenty people were killed in Kharkiv on 4 March 2023 when shells hit a market, doctors said.";

/// A desk that runs, and is stopped when it is dropped.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn on(record: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.arg("serve").args(["--port", "0", "--record"]).arg(record);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        let errors = child.stderr.take().expect("standard error");
        BufReader::new(errors).read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        Self { address: address.unwrap_or_else(|| panic!("{line}")).to_owned(), child }
    }

    /// The head and the body of an answer.
    fn ask(&self, method: &str, path: &str, head: &str, body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let (address, length) = (&self.address, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n{head}\r\n{body}"
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.ask("GET", path, "", "").1).expect("JSON")
    }

    /// What a form with some fields comes to.
    fn fill(&self, path: &str, fields: &[(&str, &str)]) -> Value {
        let token = self.json("/index.json")["token"].as_str().expect("a token").to_owned();
        let all = fields.iter().copied().chain([("token", token.as_str())]);
        let part = |(name, value): (&str, &str)| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = all.map(part).collect::<String>() + "--b--\r\n";
        let answer = self.ask("POST", path, "Content-Type: multipart/form-data; boundary=b\r\n", &body);
        serde_json::from_str(&answer.1).unwrap_or_else(|error| panic!("{error}: {answer:?}"))
    }

    /// What a form that is sent with two texts comes to.
    fn send(&self, path: &str) -> Value {
        let token = self.json("/index.json")["token"].as_str().expect("a token").to_owned();
        let part = |name: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let file = format!(
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"morning.txt\"\r\n\r\n{MORNING}\r\n"
        );
        let body = part("token", &token) + &part("text", NIGHT) + &file + "--b--\r\n";
        let answer = self.ask("POST", path, "Content-Type: multipart/form-data; boundary=b\r\n", &body);
        serde_json::from_str(&answer.1).unwrap_or_else(|error| panic!("{error}: {answer:?}"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A desk on a new record in a folder.
fn begun(folder: &Path) -> Running {
    let record = folder.join("annals.db");
    let mut init = Command::new(env!("CARGO_BIN_EXE_annals"));
    let made = init.args(["init", "--record"]).arg(&record).stderr(Stdio::null()).status();
    assert!(made.expect("it runs").success());
    Running::on(&record)
}

#[test]
fn texts_are_laid_out_and_then_added() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let desk = begun(folder.path());

    let matrix = desk.send("/matrix.json");
    assert_eq!(matrix["assessments"][0]["verdict"]["policy"], "airwars");
    assert_eq!(matrix["assessments"][0]["rows"].as_array().map(Vec::len), Some(2), "a row a source");
    assert_eq!(desk.json("/reports.json")["listing"]["n_all"], 0, "nothing is kept");

    let added = desk.send("/add.json");
    let inputs: Vec<&Value> =
        added["became"].as_array().into_iter().flatten().map(|one| &one["input"]).collect();
    assert_eq!(inputs, ["morning.txt", "pasted text 1.txt"]);
    assert_eq!(desk.send("/add.json")["became"][0]["words"], "in the record already");
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
    desk.send("/add.json");
    let incident =
        desk.json("/incidents.json?type=killing")["incidents"][0]["id"].as_str().expect("an id").to_owned();
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
