//! `annals add` killed at random moments, on a disk that is full, and beside another: nothing that was acknowledged is lost.
//! `make soak` kills more often: `$ANNALS_KILLS` times; `$ANNALS_SEED` repeats a run.
#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use record::{Action, Record};
use tempfile::TempDir;

/// Enough rows for several batches.
const N_ROWS: usize = 200;

/// Reports about nobody, all different.
fn rows() -> String {
    let row = |n: usize| {
        format!(
            "{{\"id\":\"row-{n}\",\"text\":\"Shells killed {} people in Mosul. Note {n}.\"}}\n",
            n % 9 + 2
        )
    };
    (0..N_ROWS).map(row).collect()
}

/// A number that a test takes from the environment.
fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(default)
}

/// Steps of Marsaglia's xorshift: the same seed gives the same moments.
struct Chance(u64);

impl Chance {
    /// A number below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// A folder with rows to add; none, with a printed line, without the model.
fn desk() -> Option<TempDir> {
    common::coder()?;
    let desk = tempfile::tempdir().expect("a folder");
    fs::write(desk.path().join("rows.jsonl"), rows()).expect("written");
    Some(desk)
}

fn annals(desk: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments).current_dir(desk).env_remove("ANNALS_RECORD").stdin(Stdio::null());
    command
}

/// Starts to add all rows, and has what is acknowledged written to a file.
fn adding(desk: &Path, acknowledged: &str) -> Child {
    let file = fs::File::create(desk.join(acknowledged)).expect("a file");
    annals(desk, &["add", "rows.jsonl"]).stdout(file).stderr(Stdio::null()).spawn().expect("annals runs")
}

/// The rows that a run acknowledged to have read. A line without its end was not acknowledged.
fn read_rows(desk: &Path, acknowledged: &str) -> BTreeSet<String> {
    let lines = fs::read_to_string(desk.join(acknowledged)).expect("lines");
    let lines = lines.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    lines.filter_map(|line| Some(line.split_once(": read,")?.0.to_owned())).collect()
}

/// The rows that the record holds, after `verify` has found nothing wrong.
fn rows_held(desk: &Path) -> BTreeSet<String> {
    let record = Record::open(&desk.join("annals.db")).expect("a record");
    let (findings, _) = record.verify().expect("verified");
    assert!(findings.is_empty(), "{findings:?}");
    let view = record.view();
    let received = view.log().map(|entry| entry.expect("an entry"));
    let received = received.filter(|entry| entry.action == Action::Received.as_str());
    received
        .map(|entry| {
            view.words::<record::Receipt>(&entry.words.expect("words")).expect("JSON").expect("kept").input
        })
        .collect()
}

fn init(desk: &Path) {
    for file in ["annals.db", "annals.db-wal", "annals.db-shm"] {
        let _ = fs::remove_file(desk.join(file));
    }
    assert!(annals(desk, &["init"]).stderr(Stdio::null()).status().expect("annals runs").success());
}

/// How long it takes to add all rows to a new record.
fn undisturbed(desk: &Path) -> Duration {
    init(desk);
    let start = Instant::now();
    assert!(adding(desk, "all.txt").wait().expect("annals ends").success());
    assert_eq!(rows_held(desk).len(), N_ROWS);
    start.elapsed()
}

#[test]
fn a_run_that_is_killed_loses_nothing_it_acknowledged() {
    let Some(desk) = desk() else { return };
    let desk = desk.path();
    let (kills, seed) = (number("ANNALS_KILLS", 20), number("ANNALS_SEED", 0x5EED));
    println!("{kills} kills with ANNALS_SEED={seed}");
    let whole = undisturbed(desk).as_millis() as u64;
    let mut chance = Chance(seed.max(1));
    let mut acknowledged = BTreeSet::new();
    init(desk);
    for kill in 0..kills {
        let mut child = adding(desk, "lines.txt");
        sleep(Duration::from_millis(chance.below(whole)));
        child.kill().expect("killed");
        child.wait().expect("ended");
        acknowledged.extend(read_rows(desk, "lines.txt"));
        let held = rows_held(desk);
        let lost: Vec<_> = acknowledged.difference(&held).collect();
        assert!(lost.is_empty(), "kill {kill} with ANNALS_SEED={seed}: lost {lost:?}");
        if held.len() == N_ROWS {
            init(desk);
            acknowledged.clear();
        }
    }
    goes_on_to_the_end(desk);
}

/// After whatever happened, the same command reads what is left, once, and what is derived is what it would be without.
fn goes_on_to_the_end(desk: &Path) {
    let before = rows_held(desk);
    assert!(adding(desk, "rest.txt").wait().expect("annals ends").success());
    let rest = read_rows(desk, "rest.txt");
    assert!(rest.is_disjoint(&before), "nothing is read twice");
    assert_eq!(rows_held(desk).len(), N_ROWS);
    let check = annals(desk, &["rebuild", "--check"]).output().expect("annals runs");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

/// Starts to note something on a report, and has the acknowledgement written to a file.
fn deciding(desk: &Path, report: &str, acknowledged: &str) -> Child {
    let file = fs::File::create(desk.join(acknowledged)).expect("a file");
    let mut decide = annals(desk, &["decide", "note", report, "--reason", "ask again"]);
    decide.stdout(file).stderr(Stdio::null()).spawn().expect("annals runs")
}

/// The number of the decision that a run acknowledged.
fn decided(desk: &Path, acknowledged: &str) -> Option<i64> {
    let line = fs::read_to_string(desk.join(acknowledged)).expect("lines");
    line.strip_suffix('\n')?.strip_prefix("decision ")?.parse().ok()
}

#[test]
fn a_decision_that_is_killed_is_lost_only_if_it_was_not_acknowledged() {
    let Some(desk) = desk() else { return };
    let desk = desk.path();
    fs::write(desk.join("one.txt"), "Shells killed two people in Mosul.").expect("written");
    init(desk);
    assert!(annals(desk, &["add", "one.txt"]).output().expect("annals runs").status.success());
    let entry = Record::open(&desk.join("annals.db")).expect("a record").view().entry(2).expect("read");
    let report = entry.and_then(|entry| entry.subject).expect("a report");
    let start = Instant::now();
    assert!(deciding(desk, &report, "line.txt").wait().expect("annals ends").success());
    let whole = start.elapsed().as_millis() as u64;
    let (kills, mut chance) = (number("ANNALS_KILLS", 20) / 2, Chance(number("ANNALS_SEED", 0x5EED).max(1)));
    let mut acknowledged: BTreeSet<i64> = decided(desk, "line.txt").into_iter().collect();
    assert!(!acknowledged.is_empty());
    for _ in 0..kills {
        let mut child = deciding(desk, &report, "line.txt");
        // Most of the time is loading: what matters comes at the end.
        sleep(Duration::from_millis(whole / 2 + chance.below(whole)));
        let _ = child.kill();
        child.wait().expect("ended");
        acknowledged.extend(decided(desk, "line.txt"));
        let record = Record::open(&desk.join("annals.db")).expect("a record");
        assert_eq!(record.verify().expect("verified").0, []);
        for sequence in &acknowledged {
            assert!(record.view().decision(*sequence).expect("read").is_some(), "{sequence} is lost");
        }
    }
}

#[test]
fn two_runs_at_once_share_the_work() {
    let Some(desk) = desk() else { return };
    let desk = desk.path();
    init(desk);
    let mut children = [adding(desk, "one.txt"), adding(desk, "other.txt")];
    for child in &mut children {
        assert!(child.wait().expect("annals ends").success());
    }
    let (one, other) = (read_rows(desk, "one.txt"), read_rows(desk, "other.txt"));
    assert!(one.is_disjoint(&other), "each report is read once");
    assert_eq!(one.len() + other.len(), N_ROWS);
    goes_on_to_the_end(desk);
}

#[test]
fn a_full_disk_is_said_and_the_record_stays_whole() {
    let Some(desk) = desk() else { return };
    let desk = desk.path();
    init(desk);
    // No file may grow beyond 256 KB, which the log of what is written does in the second batch or so.
    let limited = "trap '' XFSZ; ulimit -f 256; exec \"$0\" add rows.jsonl";
    let output = Command::new("bash")
        .args(["-c", limited, env!("CARGO_BIN_EXE_annals")])
        .current_dir(desk)
        .output()
        .expect("bash runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot be written") && said.contains("make room"), "{said}");
    let n_acknowledged = String::from_utf8_lossy(&output.stdout).lines().count();
    assert!(n_acknowledged < N_ROWS);
    assert!(rows_held(desk).len() >= n_acknowledged);
    goes_on_to_the_end(desk);
}
