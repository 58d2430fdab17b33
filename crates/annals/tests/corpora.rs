//! The corpora of the fuzz targets, as plain tests: what was found once stays found.

mod common;
#[path = "../../../fuzz/src/lib.rs"]
mod fuzz;

/// Hands every file of a target's corpus to the target.
fn replay(name: &str, target: fn(&[u8])) {
    let folder = common::root().join("fuzz/corpus").join(name);
    let mut paths: Vec<_> =
        folder.read_dir().expect("a corpus").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing in {}", folder.display());
    for path in paths {
        let bytes = std::fs::read(&path).expect("a readable file");
        // Shown only if the target fails.
        println!("{}", path.display());
        target(&bytes);
    }
}

#[test]
fn reports_of_every_format() {
    replay("text", fuzz::text);
    replay("markdown", fuzz::markdown);
    replay("jsonl", fuzz::jsonl);
    replay("csv", fuzz::csv);
    replay("html", fuzz::html);
    replay("feed", fuzz::feed);
    replay("mail", fuzz::mail);
    replay("pdf", fuzz::pdf);
}

#[test]
fn files_of_codebooks() {
    replay("codebook", fuzz::codebook);
}

#[test]
fn gazetteers() {
    replay("gazetteer", fuzz::gazetteer);
}

#[test]
fn models() {
    replay("model", fuzz::model);
}

#[test]
fn whole_readings() {
    if common::coder().is_none() {
        return;
    }
    replay("syntax", fuzz::syntax);
    replay("read", fuzz::read);
}
