//! Files as they lie on disks: whatever is wrong with one, the program says so once, by its name, and reads the others.
#![cfg(unix)]

mod common;

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, io};

use serde_json::Value;
use tempfile::TempDir;

/// A sentence that gives a claim, beside every input that gives none.
const SENTENCE: &str = "Shells killed four people in Mosul on Monday.";

/// Whoever may read no more than everybody may, on Unix.
const NOBODY: u32 = 65534;

/// What a run of `annals read` said and wrote.
struct Ran {
    code: Option<i32>,
    said: String,
    claims: Vec<Value>,
}

impl Ran {
    fn of(mut command: Command) -> io::Result<Self> {
        let output = command.output()?;
        let written = String::from_utf8(output.stdout).expect("UTF-8");
        let claims = written.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(!said.contains("panicked"), "{said}");
        Ok(Self { code: output.status.code(), said, claims })
    }

    /// The claims of the input whose path ends in `name`.
    fn n_claims_of(&self, name: &str) -> usize {
        self.claims
            .iter()
            .filter(|claim| claim["input"].as_str().is_some_and(|at| at.ends_with(name)))
            .count()
    }

    /// Asserts that exactly one line names the input, and that it says what is wrong.
    fn check_said(&self, name: &str, message: &str) {
        let lines: Vec<&str> = self.said.lines().filter(|line| line.contains(name)).collect();
        assert!(matches!(lines[..], [line] if line.contains(message)), "{name}: {}", self.said);
    }
}

fn read(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(["read", "--format", "jsonl"]).args(arguments).current_dir(common::root());
    command.stdin(Stdio::null());
    command
}

fn run(folder: &Path) -> Ran {
    Ran::of(read([folder])).expect("annals runs")
}

/// A folder with `files` and one that is in order; none, with a printed line, without the model.
fn folder(files: &[(&str, &[u8])]) -> Option<TempDir> {
    common::coder()?;
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files.iter().chain(&[("zz.txt", SENTENCE.as_bytes())]) {
        fs::write(folder.path().join(OsStr::from_bytes(name.as_bytes())), bytes).expect("a file");
    }
    Some(folder)
}

#[test]
fn texts_in_any_encoding_give_the_same_claims() {
    let text = "Forces from Niš killed four people in Mosul on Monday – twice.";
    let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let windows = text.bytes().filter(u8::is_ascii).collect::<Vec<u8>>();
    let windows = windows.splitn(2, |&byte| byte == b'k').collect::<Vec<_>>();
    let windows = [b"Forces from Ni\x9a k", windows[1], b" \x96 twice."].concat();
    let marked = [b"\xff\xfe".to_vec(), units(u16::to_le_bytes)].concat();
    let Some(folder) = folder(&[
        ("windows.txt", &windows),
        ("little.txt", &units(u16::to_le_bytes)),
        ("big.txt", &units(u16::to_be_bytes)),
        ("marked.txt", &marked),
        ("utf8.txt", text.as_bytes()),
    ]) else {
        return;
    };
    let ran = run(folder.path());
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    for (name, encoding) in [
        ("windows.txt", "windows-125"),
        ("little.txt", "UTF-16LE"),
        ("big.txt", "UTF-16BE"),
        ("marked.txt", "UTF-16LE"),
    ] {
        ran.check_said(name, &format!("not UTF-8: read as {encoding}"));
        assert_eq!(ran.n_claims_of(name), 1, "{name}: {}", ran.said);
    }
    assert_eq!(ran.n_claims_of("utf8.txt"), 1);
    assert!(!ran.said.contains("utf8.txt"), "{}", ran.said);
}

#[test]
fn what_is_no_text_or_too_much_is_refused_once() {
    let every_byte: Vec<u8> = (0..=255).collect();
    let one_line = b"a ".repeat(25_000_000);
    let Some(folder) = folder(&[
        ("binary.txt", &every_byte.repeat(100)),
        ("long.txt", &one_line),
        ("long.jsonl", &one_line),
        ("empty.txt", b""),
        ("empty.jsonl", b"\n\n"),
        ("blank.md", &b"\n".repeat(1_000_000)),
    ]) else {
        return;
    };
    let ran = run(folder.path());
    ran.check_said("binary.txt", "not a text file");
    ran.check_said("long.txt", "longer than 1000000 characters");
    ran.check_said("long.jsonl, line 1", "longer than 1000000 characters");
    assert_eq!((ran.code, ran.claims.len(), ran.n_claims_of("zz.txt")), (Some(1), 1, 1), "{}", ran.said);
    assert!(ran.said.contains("7 inputs: 3 reports read, 3 refused; 1 claim"), "{}", ran.said);
}

#[test]
fn writing_of_all_directions_and_none_is_read() {
    let text = format!(
        "\u{202e}{SENTENCE}\u{202c}\n\nقتل 12 شخصا في بغداد.\n\nShells \u{200b}kil\u{ad}led \u{feff}two.\n"
    );
    let Some(folder) = folder(&[("odd.txt", text.as_bytes())]) else { return };
    let ran = run(folder.path());
    assert_eq!((ran.code, ran.n_claims_of("zz.txt")), (Some(0), 1), "{}", ran.said);
    let points: Vec<char> = text.chars().collect();
    for claim in
        ran.claims.iter().filter(|claim| claim["input"].as_str() != folder.path().join("zz.txt").to_str())
    {
        let [start, end] =
            [0, 1].map(|at| claim["evidence"]["span"][at].as_u64().expect("a number") as usize);
        let quote: String = points[start..end].iter().collect();
        assert_eq!(claim["evidence"]["quote"], quote);
    }
}

#[test]
fn rows_are_refused_one_by_one() {
    let deep = format!("{{\"text\":{}", "[".repeat(100_000));
    let huge = format!("{{\"text\":\"{}\"}}", "a ".repeat(600_000));
    let row = format!("{{\"id\":\"w\\u00001\",\"text\":\"{SENTENCE}\"}}");
    let rows = ["[]", "5", "null", "\"a\"", &deep, &huge, "{}", &row].join("\n");
    let Some(folder) = folder(&[("rows.jsonl", rows.as_bytes())]) else { return };
    let ran = run(folder.path());
    for line in 1..=5 {
        ran.check_said(&format!("rows.jsonl, line {line}:"), "not a row");
    }
    ran.check_said("rows.jsonl, line 6:", "longer than 1000000 characters");
    ran.check_said("rows.jsonl, line 7:", "missing field `text`");
    assert_eq!((ran.code, ran.claims.len()), (Some(1), 2), "{}", ran.said);
}

#[test]
fn links_that_lead_nowhere_are_refused_and_links_to_folders_not_followed() {
    let Some(folder) = folder(&[]) else { return };
    symlink("nowhere.txt", folder.path().join("dangling.txt")).expect("a link");
    symlink("loop.txt", folder.path().join("loop.txt")).expect("a link");
    symlink(".", folder.path().join("again")).expect("a link");
    symlink(".", folder.path().join("again.txt")).expect("a link");
    let ran = run(folder.path());
    ran.check_said("dangling.txt", "No such file");
    ran.check_said("loop.txt", "symbolic links");
    ran.check_said("again.txt", "not a file");
    assert_eq!((ran.code, ran.n_claims_of("zz.txt")), (Some(1), 1), "{}", ran.said);
}

#[test]
fn pipes_and_devices_are_not_waited_for() {
    let Some(folder) = folder(&[]) else { return };
    make_pipe(&folder.path().join("pipe.txt"));
    symlink("/dev/zero", folder.path().join("zero.txt")).expect("a link");
    let ran = Ran::of(read([folder.path(), Path::new("/dev/zero")])).expect("annals runs");
    ran.check_said("pipe.txt", "not a file");
    ran.check_said("zero.txt", "not a file");
    ran.check_said("/dev/zero", "not a text file");
    assert_eq!((ran.code, ran.n_claims_of("zz.txt")), (Some(1), 1), "{}", ran.said);
}

#[test]
fn a_pipe_that_is_named_is_read_and_a_file_that_vanishes_meanwhile_is_refused() {
    let Some(folder) = folder(&[("a.txt", b"Shells fell."), ("b.txt", b"It is late.")]) else { return };
    // In sorted order the pipe is read before the folder, whose files are known by then.
    let [pipe, files] = ["pipe", "zz"].map(|name| folder.path().join(name));
    fs::create_dir(&files).expect("a folder");
    for name in ["a.txt", "b.txt"] {
        fs::rename(folder.path().join(name), files.join(name)).expect("moved");
    }
    make_pipe(&pipe);
    let mut command = read([&pipe, &files]);
    let running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("annals runs");
    let written = fs::OpenOptions::new().write(true).open(&pipe).and_then(|mut open| {
        fs::remove_file(files.join("a.txt"))?;
        io::Write::write_all(&mut open, SENTENCE.as_bytes())
    });
    written.expect("a reader");
    let output = running.wait_with_output().expect("annals ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("zz/a.txt: No such file"), "{said}");
    assert!(said.contains("3 inputs: 2 reports read, 1 refused; 1 claim"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_name_that_is_no_text_is_a_name() {
    let Some(folder) = folder(&[]) else { return };
    let name = folder.path().join(OsStr::from_bytes(b"na\xffme\x1b[2J.txt"));
    if let Err(error) = fs::write(&name, SENTENCE.replace("four", "five")) {
        common::skip("odd-names", &format!("no such names here: {error}"));
        return;
    }
    fs::write(folder.path().join(OsStr::from_bytes(b"bad\xff\x1b.txt")), b"\0").expect("a file");
    for arguments in
        [vec![folder.path().as_os_str().to_owned()], vec![name.into_os_string(), OsString::from("no\u{1b}")]]
    {
        let ran = Ran::of(read(&arguments)).expect("annals runs");
        assert_eq!((ran.code, ran.n_claims_of("na\u{fffd}me\u{1b}[2J.txt")), (Some(1), 1), "{}", ran.said);
        assert!(!ran.said.contains('\u{1b}'), "{:?}", ran.said);
    }
}

#[test]
fn a_folder_or_file_without_permission_is_refused() {
    let Some(folder) = folder(&[("shut.txt", b"Shells fell.")]) else { return };
    let shut = folder.path().join("shut");
    fs::create_dir(&shut).expect("a folder");
    for path in [&shut, &folder.path().join("shut.txt")] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("a mode");
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
    let mut command = read([folder.path()]);
    // Nothing is shut to root: then somebody else reads.
    if fs::read_dir(&shut).is_ok() {
        command.uid(NOBODY);
    }
    let ran = Ran::of(command).ok().filter(|ran| !ran.said.contains("not installed"));
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).expect("a mode");
    let Some(ran) = ran else {
        common::skip("permissions", "only root can run the program here, and nothing is shut to root");
        return;
    };
    ran.check_said("shut:", "Permission denied");
    ran.check_said("shut.txt:", "Permission denied");
    assert_eq!((ran.code, ran.n_claims_of("zz.txt")), (Some(1), 1), "{}", ran.said);
}

#[test]
fn nothing_done_is_2() {
    let Some(folder) = folder(&[]) else { return };
    let ran = Ran::of(read([folder.path().join("none.txt")])).expect("annals runs");
    ran.check_said("none.txt", "No such file");
    assert_eq!((ran.code, ran.claims.len()), (Some(2), 0), "{}", ran.said);
}

fn make_pipe(path: &Path) {
    let status = Command::new("mkfifo").arg(path).status().expect("mkfifo runs");
    assert!(status.success());
}
