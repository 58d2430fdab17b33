//! One frozen record for each format that was ever released: each must open, be right, and take more. Format 2 was never in a
//! release.

use std::fs;
use std::path::{Path, PathBuf};

use annals_record::{Receipt, Record, Signature, Taken};
use jiff::Timestamp;
use model::ReportId;

fn frozen() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "db"));
    files.sort();
    files
}

/// What the frozen records were told, whatever their format: `examples/frozen.rs` has the words.
fn check(record: &mut Record) {
    assert_eq!(record.verify().expect("verified").0, []);
    let entries: Vec<_> = record.view().log().map(|entry| entry.expect("an entry")).collect();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["created", "received", "received", "duplicate", "refused", "described", "imported"]);
    let reports: Vec<ReportId> = entries
        .iter()
        .filter(|entry| ["received", "described"].contains(&entry.action.as_str()))
        .map(|entry| serde_json::from_value(entry.subject.clone().into()).expect("an id"))
        .collect();
    let quotes: Vec<String> = reports
        .iter()
        .flat_map(|report| record.view().claims(report).expect("claims"))
        .map(|claim| claim.evidence.quote)
        .collect();
    assert_eq!(quotes.len(), 3);
    assert!(quotes[2] == "Drei Menschen starben.", "{quotes:?}");
    let (original, receipt) = record.view().original(&reports[0]).expect("read").expect("an original");
    assert!(original.starts_with(b"Shells killed four people") && receipt.input == "shelling.txt");
}

/// That a record takes what is new, and knows what it has.
fn add(record: &mut Record) {
    let by = Signature { time: Timestamp::UNIX_EPOCH, who: "bert".to_owned() };
    let mut batch = record.batch(by).expect("a batch");
    let receipt = Receipt {
        input: "new.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        published: None,
        language: None,
    };
    let taken = batch.receive(&ReportId::of_hash(&[1; 32]), b"One died.", &receipt).expect("taken");
    assert_eq!(taken, Taken::New(8));
    batch.commit().expect("committed");
}

#[test]
fn every_format_opens() {
    let files = frozen();
    assert!(!files.is_empty());
    for file in files {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("annals.db");
        fs::copy(&file, &copy).expect("copied");
        // Twice: the first time may bring it to the format of this program.
        for _ in 0..2 {
            check(&mut Record::open(&copy).expect("opened"));
        }
        add(&mut Record::open(&copy).expect("opened"));
    }
}
