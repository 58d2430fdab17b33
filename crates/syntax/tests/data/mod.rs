//! Where tests find the installed model and the shared fixtures, which are not part of the repository.

#![expect(clippy::disallowed_methods, reason = "tests find the model on the disk; the crate itself does not")]

use std::path::{Path, PathBuf};

/// The bytes of the installed model: in `$ANNALS_DATA`, else in the platform's data folder.
pub fn model() -> Option<Vec<u8>> {
    let folder = std::env::var_os("ANNALS_DATA").map(PathBuf::from);
    let folder = folder.or_else(|| dirs::data_dir().map(|data| data.join("annals")));
    read(&folder?.join("model.annals"), "data")
}

/// A file of the parity fixtures, which lie beside the repository.
pub fn fixture(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/parity");
    read(&folder.join(name), "shared").and_then(|bytes| String::from_utf8(bytes).ok())
}

/// Reads a file, or says that the test is skipped; fails where `ANNALS_REQUIRE` asks for `kind`.
fn read(path: &Path, kind: &str) -> Option<Vec<u8>> {
    match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let required = std::env::var("ANNALS_REQUIRE").unwrap_or_default();
            assert!(!required.split(',').any(|word| word == kind), "{}: {error}", path.display());
            println!("skipped: {} is not there", path.display());
            None
        }
    }
}
