//! What there is to read: files as given, folders walked, standard input.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::{fs, io};

use ingest::Format;

/// The name of standard input.
pub const STDIN: &str = "-";

/// The inputs of a run.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Each once, in sorted order.
    pub names: BTreeSet<String>,
    /// Folders that cannot be walked, with the reason.
    pub refused: Vec<String>,
    /// Files in folders that are not of a known extension.
    pub n_passed_over: usize,
}

impl Inputs {
    /// The inputs that the arguments name.
    pub fn of(arguments: &[String]) -> Self {
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
            Err(error) => return self.refused.push(format!("{}: {error}", folder.display())),
        };
        for entry in entries {
            let path = entry.path();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            // Links to folders are not followed: they may lead back here.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            match path.to_str() {
                _ if is_hidden => {}
                _ if is_folder => self.walk(&path),
                Some(name) if Format::of_name(name).is_some() => _ = self.names.insert(name.to_owned()),
                _ => self.n_passed_over += 1,
            }
        }
    }
}

/// The bytes of an input and the format they are in.
pub fn load(name: &str) -> io::Result<(Vec<u8>, Format)> {
    if name == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        let format = Format::of_bytes(&bytes);
        return Ok((bytes, format));
    }
    let bytes = fs::read(name)?;
    let format = Format::of_name(name).unwrap_or_else(|| Format::of_bytes(&bytes));
    Ok((bytes, format))
}
