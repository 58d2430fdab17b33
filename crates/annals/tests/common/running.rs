//! A desk as it is started, and asked by whoever has its address.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A desk that runs, and is stopped when it is dropped.
pub struct Running {
    child: Child,
    address: String,
}

impl Running {
    pub fn on(record: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.arg("serve").args(["--port", "0", "--record"]).arg(record);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        let errors = child.stderr.take().expect("standard error");
        BufReader::new(errors).read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        Self { address: address.unwrap_or_else(|| panic!("{line}")).to_owned(), child }
    }

    /// The bytes of an answer, head and body.
    pub fn bytes(&self, method: &str, path: &str, head: &str, body: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let (address, length) = (&self.address, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n{head}\r\n{body}"
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        answer
    }

    /// The head and the body of an answer.
    pub fn ask(&self, method: &str, path: &str, head: &str, body: &str) -> (String, String) {
        let answer = String::from_utf8(self.bytes(method, path, head, body)).expect("text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }

    pub fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.ask("GET", path, "", "").1).expect("JSON")
    }

    /// What a form with some fields comes to.
    pub fn fill(&self, path: &str, fields: &[(&str, &str)]) -> Value {
        let token = self.json("/index.json")["token"].as_str().expect("a token").to_owned();
        let all = fields.iter().copied().chain([("token", token.as_str())]);
        let part = |(name, value): (&str, &str)| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = all.map(part).collect::<String>() + "--b--\r\n";
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

impl Running {
    /// What a form comes to that is sent with files, each a name and its words.
    pub fn upload(&self, files: &[(&str, &str)]) -> Value {
        let token = self.json("/index.json")["token"].as_str().expect("a token").to_owned();
        let file = |(name, words): &(&str, &str)| {
            format!(
                "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{words}\r\n"
            )
        };
        let token = format!("--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n");
        let body = token + &files.iter().map(file).collect::<String>() + "--b--\r\n";
        let answer =
            self.ask("POST", "/add.json", "Content-Type: multipart/form-data; boundary=b\r\n", &body);
        serde_json::from_str(&answer.1).unwrap_or_else(|error| panic!("{error}: {answer:?}"))
    }

    /// The status of an answer, and its head and body as one text.
    pub fn status(&self, path: &str) -> (u16, String) {
        let (head, body) = self.ask("GET", path, "", "");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, format!("{head}\n{body}"))
    }

    /// Decides something, and gives the number of the decision.
    pub fn decide(&self, act: &str, more: &[(&str, &str)]) -> i64 {
        let told = self.fill("/decide.json", &[&[("act", act), ("reason", "so")], more].concat());
        told["decision"].as_i64().unwrap_or_else(|| panic!("{told}"))
    }
}

/// What the command tells of the record in a folder, and whether all went well.
pub fn said(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    let ran =
        command.args(arguments).arg("--record").arg(folder.join("annals.db")).output().expect("it runs");
    (ran.status.success(), String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned())
}

/// What the command tells of the record in a folder, when all goes well.
pub fn annals(folder: &Path, arguments: &[&str]) -> String {
    let (is_well, told) = said(folder, arguments);
    assert!(is_well, "{arguments:?}: {told}");
    told
}

/// A desk on a new record in a folder.
pub fn begun(folder: &Path) -> Running {
    let record = folder.join("annals.db");
    let mut init = Command::new(env!("CARGO_BIN_EXE_annals"));
    let made = init.args(["init", "--record"]).arg(&record).stderr(Stdio::null()).status();
    assert!(made.expect("it runs").success());
    Running::on(&record)
}
