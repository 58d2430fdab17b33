//! The command as its users meet it.

mod common;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn annals(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments).current_dir(common::root());
    command
}

fn run(arguments: &[&str]) -> Output {
    annals(arguments).output().expect("annals runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn without_the_model_it_says_what_to_run() {
    let output =
        annals(&["read", "examples"]).env("ANNALS_DATA", "no/such/folder").output().expect("annals runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("annals data install"), "{}", text(&output.stderr));
}

#[test]
fn wrong_usage_is_2_and_help_is_0() {
    assert_eq!(run(&["read"]).status.code(), Some(2));
    assert_eq!(run(&["read", "x", "--published", "2031-02-30"]).status.code(), Some(2));
    for arguments in [
        &["--help"][..],
        &["read", "--help"],
        &["explain", "--help"],
        &["codebook", "check", "--help"],
        &["data", "install", "--help"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty() && !output.stdout.is_empty());
    }
}

/// What the command says on standard output of a text on standard input.
fn output_of(arguments: &[&str], input: &str) -> Output {
    let mut child = annals(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("annals runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("written");
    drop(stdin);
    child.wait_with_output().expect("annals ends")
}

#[test]
fn explain_tells_what_was_claimed_and_what_was_not() {
    if common::coder().is_none() {
        return;
    }
    let report = "Shells killed two herders near Kidal. Residents fear that rebels will attack the town.";
    let drawn = text(&output_of(&["explain", "-"], report).stdout);
    for expected in
        ["├─ Shells", "killing rule killing#kill", "victim       two herders", "NOT CLAIMED", "“fear”"]
    {
        assert!(drawn.contains(expected), "{expected} in:\n{drawn}");
    }
    assert!(drawn.lines().all(|line| line.chars().count() <= 80), "{drawn}");
    let second = text(&output_of(&["explain", "-", "--sentence", "2"], report).stdout);
    assert!(second.contains("[2]") && !second.contains("[1]"), "{second}");
    let none = output_of(&["explain", "-", "--sentence", "3"], report);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("no sentence 3"));
}

#[test]
fn explain_gives_one_json_object_a_report() {
    if common::coder().is_none() {
        return;
    }
    let rows = "{\"text\":\"A flood killed two.\"}\n{\"text\":\"Shells killed two.\"}\n";
    let output = text(&output_of(&["explain", "-", "--format", "json"], rows).stdout);
    let reports: Vec<serde_json::Value> =
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let [flood, shells] = reports.as_slice() else { panic!("two reports: {output}") };
    assert_eq!(flood["sentences"][0]["misses"][0]["reason"]["kind"], "excluded", "{flood}");
    assert_eq!(flood["sentences"][0]["tokens"][0]["dep"], "det", "{flood}");
    assert_eq!(shells["sentences"][0]["claims"][0]["type"], "killing", "{shells}");
}

#[test]
fn a_codebook_of_ones_own_decides() {
    if common::coder().is_none() {
        return;
    }
    let own = tempfile::tempdir().expect("a folder");
    for (name, contents) in annals::Files::embedded().all() {
        let file = own.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, if name == "conflict/killing.toml" { NO_KILLING } else { contents })
            .expect("written");
    }
    let folder = own.path().to_string_lossy();
    let killed = "Gunmen killed two herders.";
    assert!(text(&output_of(&["read", "-", "--format", "jsonl"], killed).stdout).contains("killing"));
    let under_own = output_of(&["read", "-", "--format", "jsonl", "--codebook", &folder], killed);
    assert!(under_own.status.success() && under_own.stdout.is_empty(), "{}", text(&under_own.stderr));
    assert_eq!(run(&["read", "examples", "--codebook", "no/such/folder"]).status.code(), Some(2));
}

/// An event type that nothing triggers.
const NO_KILLING: &str = "name = 'killing'\nledger = 'casualties'\nlabel = 'Killing'\ndefinition = '-'\ninclude = []\nexclude = []\nroles = []\n";

#[test]
fn one_report_is_a_page_and_several_go_to_a_folder() {
    if common::coder().is_none() {
        return;
    }
    let one = output_of(&["read", "-", "--format", "html"], "Shells killed two herders.");
    assert!(text(&one.stdout).starts_with("<!doctype html>"), "{}", text(&one.stderr));
    let rows = "{\"id\":\"../a\",\"text\":\"Shells killed two.\"}\n{\"id\":\"../a\",\"text\":\"A mine killed two.\"}\n";
    let several = output_of(&["read", "-", "--format", "html"], rows);
    assert_eq!(several.status.code(), Some(2));
    assert!(
        several.stdout.is_empty() && text(&several.stderr).contains("--out DIR"),
        "{}",
        text(&several.stderr)
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let _ = std::fs::remove_dir_all(&folder);
    let pages = output_of(&["read", "-", "--format", "html", "--out", &folder.to_string_lossy()], rows);
    assert_eq!(pages.status.code(), Some(0), "{}", text(&pages.stderr));
    let names: Vec<_> =
        std::fs::read_dir(&folder).expect("the folder").flatten().map(|file| file.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| name.to_string_lossy().starts_with("a-rpt_")), "{names:?}");
    assert_eq!(run(&["read", "examples", "--out", "pages"]).status.code(), Some(2));
    assert_eq!(run(&["read", "examples", "--format", "html", "--emit", "parse"]).status.code(), Some(2));
}

#[test]
fn the_same_bytes_with_one_thread_and_with_two() {
    if common::coder().is_none() {
        return;
    }
    for emit in ["claims", "mentions", "attributions", "predicates", "parse"] {
        let with = |threads| {
            run(&["read", "examples", "--format", "jsonl", "--emit", emit, "--threads", threads]).stdout
        };
        assert_eq!(with("1"), with("2"), "--emit {emit}");
    }
}

#[test]
fn the_same_bytes_with_every_kernel() {
    if common::coder().is_none() {
        return;
    }
    for emit in ["claims", "parse"] {
        let with = |kernel: &str| {
            let mut command = annals(&["read", "examples", "--format", "jsonl", "--emit", emit]);
            command.env("ANNALS_KERNEL", kernel).output().expect("annals runs")
        };
        let portable = with("portable");
        assert!(!portable.stdout.is_empty(), "{}", text(&portable.stderr));
        for kernel in syntax::Kernel::available() {
            assert_eq!(with(kernel.name()).stdout, portable.stdout, "{} --emit {emit}", kernel.name());
        }
    }
}

#[test]
fn a_kernel_that_there_is_not_is_refused() {
    if common::coder().is_none() {
        return;
    }
    let output = annals(&["read", "examples"]).env("ANNALS_KERNEL", "abacus").output().expect("annals runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("ANNALS_KERNEL"), "{}", text(&output.stderr));
}

#[test]
fn every_input_is_accounted_for() {
    if common::coder().is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inputs");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("b.txt"), "Shells fell.").expect("a file");
    std::fs::write(folder.join("c.txt"), "Shells fell.").expect("a file");
    std::fs::write(folder.join("a.txt"), b"\x89PNG\0\0").expect("a file");
    std::fs::write(folder.join("map.png"), b"\x89PNG\0\0").expect("a file");
    let output = run(&["read", &folder.to_string_lossy()]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("a.txt: not a text file"), "{said}");
    assert!(said.contains("duplicate of"), "{said}");
    assert!(said.contains("1 passed over"), "{said}");
}

#[test]
fn standard_input_is_text_or_rows() {
    if common::coder().is_none() {
        return;
    }
    for (input, n_reports) in
        [("Shells fell.", 1), ("{\"text\":\"Shells fell.\"}\n{\"text\":\"One died.\"}\n", 2)]
    {
        let mut child = annals(&["read", "-", "--emit", "parse"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("annals runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.as_bytes()).expect("written");
        drop(stdin);
        let output = child.wait_with_output().expect("annals ends");
        assert_eq!(text(&output.stdout).lines().count(), n_reports);
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    if common::coder().is_none() {
        return;
    }
    let mut child = annals(&["read", "examples", "--emit", "parse"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("annals runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("annals ends");
    assert!(!text(&output.stderr).contains("error"), "{}", text(&output.stderr));
}
