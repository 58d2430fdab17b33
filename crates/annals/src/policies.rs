//! Policies by name, as the codebook carries them, or in a file of one's own.

use std::fs;
use std::path::{Path, PathBuf};

use reconcile::{Lexicon, LexiconError, Policy, PolicyError};

use crate::Files;

/// Where the policies lie in a codebook.
const FOLDER: &str = "policies/";

/// Why there is no policy.
#[derive(Debug, thiserror::Error)]
pub enum PoliciesError {
    #[error("there is no policy `{name}`, and no file of that name: there are {}", known.join(", "))]
    Unknown { name: String, known: Vec<String> },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Policy(#[from] PolicyError),
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// The policy of a codebook that has a name, else the one in the file of that name.
pub fn find(files: &Files, name: &str) -> Result<Policy, PoliciesError> {
    let in_codebook = format!("{FOLDER}{name}.toml");
    if let Some((file, text)) = files.all().into_iter().find(|(file, _)| *file == in_codebook) {
        return Ok(Policy::from_toml(file, text)?);
    }
    let path = Path::new(name);
    if !path.is_file() {
        return Err(PoliciesError::Unknown { name: name.to_owned(), known: names(files) });
    }
    let text =
        fs::read_to_string(path).map_err(|source| PoliciesError::Io { path: path.to_owned(), source })?;
    Ok(Policy::from_toml(name, &text)?)
}

/// All policies of a codebook, in order of name.
pub fn all(files: &Files) -> Result<Vec<Policy>, PoliciesError> {
    names(files).iter().map(|name| find(files, name)).collect()
}

/// The names of a codebook's policies.
pub fn names(files: &Files) -> Vec<String> {
    let in_folder = files.all().into_iter().filter_map(|(file, _)| file.strip_prefix(FOLDER));
    in_folder.filter_map(|file| file.strip_suffix(".toml")).map(str::to_owned).collect()
}

/// The words that reconciliation goes by.
pub fn lexicon(files: &Files) -> Result<Lexicon, PoliciesError> {
    let all = files.all();
    let text = all.iter().find(|(file, _)| *file == "lexicon/reconcile.toml").map_or("", |(_, text)| *text);
    Ok(Lexicon::from_toml(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_carries_four_policies() {
        let files = Files::embedded();
        assert_eq!(names(&files), ["acled", "airwars", "ibc", "ucdp"]);
        assert_eq!(all(&files).expect("policies").len(), 4);
    }

    #[test]
    fn a_policy_that_is_not_there_is_told_beside_those_that_are() {
        let error = find(&Files::embedded(), "airwar").expect_err("an error").to_string();
        assert!(error.ends_with("there are acled, airwars, ibc, ucdp"), "{error}");
    }

    #[test]
    fn a_file_of_ones_own_is_a_policy() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("mine.toml");
        let files = Files::embedded();
        let own =
            files.all().into_iter().find(|(file, _)| *file == "policies/acled.toml").expect("a policy").1;
        fs::write(&path, own.replace("name = \"acled\"", "name = \"mine\"")).expect("written");
        assert_eq!(find(&files, &path.to_string_lossy()).expect("a policy").name, "mine");
    }
}
