//! Reports in every form that is read, through the program: what is taken of each, and that what is made to take time or memory
//! without end is refused alone.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const PAGE: &str = "<!doctype html><html><head><title>Shells hit mill - Karmeh Wire</title>
<meta property='og:site_name' content='Karmeh Wire'><meta property='article:published_time' content='2031-03-05T10:00:00Z'>
<link rel='canonical' href='https://karmeh.example/mill'></head><body><nav><a href='/'>Home</a> <a href='/war'>War</a></nav>
<article><h1>Shells hit mill</h1><p>Shells hit the old mill of Karmeh early on Wednesday, and two of the guards who slept there
were killed, the mayor said.</p><p>Nobody has said who fired them, and the road to the mill stays closed until it has been searched
for what did not go off.</p></article><footer>Karmeh Wire, all rights reserved, 2031</footer></body></html>";

const MAIL: &str = "From: \"Karmeh Wire\" <desk@karmeh.example>\r\nDate: Wed, 5 Mar 2031 23:30:00 -0800\r\nSubject: Mill shelled\r\n\
MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nTwo guards were killed.\r\n\
--x\r\nContent-Type: text/csv; name=rows.csv\r\n\r\nid,text\r\nr1,Four fled.\r\n--x\r\nContent-Type: application/zip; name=a.zip\r\n\
Content-Transfer-Encoding: base64\r\n\r\nUEsDBAAA\r\n--x--\r\n";

const FEED: &str = "<?xml version='1.0'?><rss version='2.0'><channel><title>Karmeh Wire</title>
<item><title>Mill shelled</title><link>https://karmeh.example/mill</link><pubDate>Wed, 05 Mar 2031 10:00:00 +0000</pubDate>
<description>&lt;p&gt;Two guards died.&lt;/p&gt;</description></item></channel></rss>";

const ROWS: &str = "id;Body;Day\nw1;\"Shells hit the mill; two died.\";2031-03-05\n";

/// A PDF of one page, whose tree of pages has `keys` at its root.
fn pdf(keys: &str) -> Vec<u8> {
    let words =
        "BT /F1 12 Tf 72 770 Td (Shells hit the mill of Kar-) Tj 0 -14 Td (meh, and two guards died.) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [4 0 R] /Count 1 {keys} >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len()),
    ];
    let (mut file, mut table) = ("%PDF-1.4\n".to_owned(), "0000000000 65535 f \n".to_owned());
    for (object, number) in objects.iter().zip(1..) {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    file += &format!("xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// What a run wrote, by input, and what it said.
struct Ran {
    code: Option<i32>,
    reports: BTreeMap<String, Value>,
    said: String,
}

impl Ran {
    fn of(arguments: &[&str], folder: &Path, input: &[u8]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(["read", "--emit", "reports"])
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("annals runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input).expect("written");
        drop(stdin);
        let output = child.wait_with_output().expect("annals ends");
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        let reports = lines.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        let named = |report: Value| (report["input"].as_str().unwrap_or_default().to_owned(), report);
        Self {
            code: output.status.code(),
            reports: reports.map(named).collect(),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    #[track_caller]
    fn check(&self, input: &str, key: &str, expected: &str) {
        assert_eq!(self.reports[input][key].as_str(), Some(expected), "{input}: {}", self.said);
    }

    #[track_caller]
    fn check_said(&self, words: &str) {
        assert_eq!(self.said.matches(words).count(), 1, "{words}: {}", self.said);
    }
}

#[test]
fn every_form_is_read_from_a_folder() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let whole = pdf("/MediaBox [0 0 595 842]");
    let files = [
        ("page.html", PAGE.as_bytes()),
        ("mail.eml", MAIL.as_bytes()),
        ("feed.rss", FEED.as_bytes()),
        ("rows.csv", ROWS.as_bytes()),
        ("paper.pdf", &whole),
    ];
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let ran = Ran::of(&[".", "--columns", "text=Body,published=Day"], folder.path(), b"");
    ran.check("./page.html", "title", "Shells hit mill");
    ran.check("./page.html", "publisher", "Karmeh Wire");
    ran.check("./page.html", "published", "2031-03-05");
    ran.check("./page.html", "url", "https://karmeh.example/mill");
    let text = ran.reports["./page.html"]["text"].as_str().expect("a text");
    assert!(
        text.starts_with("Shells hit mill\n\nShells hit the old mill") && text.ends_with("go off."),
        "{text}"
    );
    ran.check("./mail.eml", "text", "Mill shelled\n\nTwo guards were killed.");
    ran.check("./mail.eml", "published", "2031-03-05");
    ran.check("./mail.eml", "publisher", "Karmeh Wire");
    ran.check("./feed.rss#1", "text", "Mill shelled\n\nTwo guards died.");
    ran.check("./feed.rss#1", "url", "https://karmeh.example/mill");
    ran.check("w1", "text", "Shells hit the mill; two died.");
    ran.check("./paper.pdf", "text", "Shells hit the mill of Karmeh, and two guards died.");
    ran.check("./paper.pdf", "media_type", "application/pdf");
    // The columns that are asked for are not those of the attachment.
    ran.check_said("./mail.eml#1-rows.csv: no column \"Body\" for the text: the columns are id, text");
    ran.check_said("./mail.eml#2-a.zip: not a text file");
    assert_eq!((ran.code, ran.reports.len()), (Some(1), 5), "{}", ran.said);
}

#[test]
fn standard_input_is_told_by_what_it_holds() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let rows = ROWS.replace("Body", "text");
    let whole = pdf("/MediaBox [0 0 595 842]");
    let inputs = [
        (PAGE.as_bytes(), "-", "text/html"),
        (MAIL.as_bytes(), "-", "message/rfc822"),
        (FEED.as_bytes(), "-#1", "application/feed+json"),
        (rows.as_bytes(), "w1", "text/csv"),
        (&whole, "-", "application/pdf"),
        (b"Two guards died.", "-", "text/plain"),
    ];
    for (bytes, name, media_type) in inputs {
        Ran::of(&["-"], folder.path(), bytes).check(name, "media_type", media_type);
    }
}

#[test]
fn a_pdf_that_kills_its_reader_is_one_refused_input() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        // The library looks for the size of the page in its parent, and in its parent's parent, which is itself.
        ("loop.pdf", pdf("/Parent 2 0 R")),
        ("none.pdf", pdf("")),
        ("cut.pdf", pdf("/MediaBox [0 0 595 842]")[..400].to_vec()),
        ("whole.pdf", pdf("/MediaBox [0 0 595 842]")),
    ];
    for (name, bytes) in &files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let ran = Ran::of(&["."], folder.path(), b"");
    ran.check_said("refused: ./loop.pdf: the PDF is not read (it takes more than 20 seconds or 1024 MB)");
    ran.check_said("refused: ./none.pdf: the PDF is not read (its pages are not as they should be)");
    ran.check_said("refused: ./cut.pdf: the PDF is not read");
    assert_eq!((ran.code, ran.reports.len()), (Some(1), 1), "{}", ran.said);
}

#[test]
fn bombs_are_refused_one_by_one() {
    if common::coder().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let attributes: String = (0..50_000).map(|n| format!("a{n} ")).collect();
    let parts =
        format!("From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(5_000));
    let nested: String = (0..200)
        .map(|n| format!("From: a@b\nContent-Type: multipart/mixed; boundary=b{n:03}\n\n--b{n:03}\n"))
        .collect();
    let bombs = [
        ("deep.html", "<div>".repeat(100_000), "elements lie deeper in each other than 256"),
        ("attributes.html", format!("<p {attributes}>"), "more elements or attributes"),
        (
            "data.html",
            format!("<img src='data:image/png;base64,{}'>", "A".repeat(9_000_000)),
            "longer than 8000000 bytes",
        ),
        ("field.csv", format!("text,id\n\"{}", "a".repeat(100_000_000)), "longer than 1000000 characters"),
        ("deep.rss", format!("<rss version='2.0'>{}", "<a>".repeat(100_000)), "elements lie deeper"),
        ("parts.eml", parts, "more parts, lines or mails"),
        ("nested.eml", nested, "not a mail that can be read"),
    ];
    for (name, bytes, _) in &bombs {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    fs::write(folder.path().join("zz.txt"), "Two guards died.").expect("a file");
    let ran = Ran::of(&["."], folder.path(), b"");
    for (name, _, message) in &bombs {
        let told = ran.said.lines().filter(|line| line.contains(name)).collect::<Vec<_>>();
        assert!(matches!(told[..], [line] if line.contains(message)), "{name}: {}", ran.said);
    }
    assert_eq!((ran.code, ran.reports.len()), (Some(1), 1), "{}", ran.said);
}
