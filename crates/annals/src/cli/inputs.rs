//! What there is to read: files as given, folders walked, standard input.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use ingest::{Columns, Format, Layout, Options, Reading};
use jiff::civil::Date;
use record::Refusal;

use super::parts::{Part, Parts};
use super::pdf;

/// The name of standard input.
pub const STDIN: &str = "-";

/// What is said of all inputs, where they do not say it themselves.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Said {
    /// The day of publication of reports that bring none of their own
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,

    /// The language of reports that do not say theirs, as a tag: only English (en) is read. Without it, what is plainly in another
    /// language is not read either, and said so
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,

    /// The columns of CSV, where they are not called id, text, title, published, publisher and url: text=Body,published=Date
    #[arg(long, value_name = "NAME=COLUMN,…", value_parser = Columns::of, default_value = "", hide_default_value = true)]
    pub columns: Columns,
}

impl Said {
    /// Opens an input. A pipe is read where it is named by itself: somebody writes into it.
    pub fn open(&self, name: &OsStr) -> io::Result<Parts> {
        if name == STDIN {
            return Parts::of(io::stdin().lock(), None, &self.columns);
        }
        let file = io::BufReader::new(fs::File::open(name)?);
        Parts::of(file, Some(&name.to_string_lossy()), &self.columns)
    }

    /// The reports of a part of the input called `name`.
    pub fn read(&self, part: &Part, name: &str, layout: &Layout) -> Reading {
        let options = Options {
            published: self.published,
            language: self.language.as_deref(),
            columns: &self.columns,
            pdf: pdf::text,
            ..Options::new(part.format(), layout)
        };
        part.read(name, &options)
    }
}

/// The inputs of a run.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Each once, in sorted order.
    pub names: BTreeSet<OsString>,
    /// What cannot be walked or read, with the reason.
    pub refused: Vec<Refusal>,
    /// Files in folders that are not of a known extension.
    pub n_passed_over: usize,
}

impl Inputs {
    /// The inputs that the arguments name.
    pub fn of(arguments: &[OsString]) -> Self {
        let mut inputs = Self::default();
        for argument in arguments {
            let path = Path::new(argument);
            if argument != STDIN && path.is_dir() {
                inputs.walk(path);
            } else {
                inputs.names.insert(argument.clone());
            }
        }
        inputs
    }

    fn walk(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => return self.refused.push(refusal(folder, &error.to_string())),
        };
        entries.iter().for_each(|entry| self.take(entry));
    }

    fn take(&mut self, entry: &DirEntry) {
        let path = entry.path();
        // Links to folders are not followed: they may lead back here.
        if is_hidden(&entry.file_name()) {
        } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            self.walk(&path);
        } else if Format::of_name(&path.to_string_lossy()).is_none() {
            self.n_passed_over += 1;
        } else if is_endless(&path) {
            self.refused.push(refusal(&path, "not a file"));
        } else {
            self.names.insert(path.into_os_string());
        }
    }
}

fn refusal(path: &Path, because: &str) -> Refusal {
    Refusal { input: path.display().to_string(), line: None, because: because.to_owned() }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether something in a folder is a pipe, a device or the like: reading it may never end. What is not there (any
/// more) is left to be refused when it is opened.
fn is_endless(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanishes_is_an_error_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.txt", "b.txt"] {
            fs::write(folder.path().join(name), "Shells fell.").expect("a file");
        }
        let inputs = Inputs::of(&[folder.path().as_os_str().to_owned()]);
        fs::remove_file(folder.path().join("a.txt")).expect("removed");
        let said = Said::default();
        let is_read: Vec<bool> = inputs.names.iter().map(|name| said.open(name).is_ok()).collect();
        assert_eq!(is_read, [false, true]);
    }
}
