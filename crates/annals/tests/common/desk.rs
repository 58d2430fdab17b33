//! A folder with a record, and the command that works on it as its users meet it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with inputs and, after `init`, a record.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    /// A folder without a record; none, with a printed line, without the model.
    pub fn empty() -> Option<Self> {
        super::coder()?;
        Some(Self { folder: tempfile::tempdir().expect("a folder") })
    }

    /// A folder with a record and three inputs: two reports, one of them twice, and something that is no text.
    pub fn with_inputs() -> Option<Self> {
        let desk = Self::empty()?;
        desk.write("a.txt", "Shells killed four people in Mosul on Monday.");
        desk.write("b.txt", "Shells killed four people in Mosul on Monday.");
        desk.write(
            "c.jsonl",
            "{\"id\":\"c1\",\"text\":\"A mine wounded two herders near Kidal.\",\"title\":\"Mine\"}\n{}\n",
        );
        desk.write("d.txt", "\0\u{1}\u{2}\0");
        assert_eq!(desk.run(&["init"]).status.code(), Some(0));
        Some(desk)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("ANNALS_RECORD")
            .env("USER", "anna")
            .output()
            .expect("annals runs")
    }

    /// The exit code, standard output and standard error of a run.
    pub fn told(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }
}
