//! SHA-256, by which originals are named and the log is chained.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A SHA-256, written as 64 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Hash(String);

impl Hash {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_digest(&Sha256::digest(bytes))
    }

    /// What stands before the first entry of a log.
    pub fn zero() -> Self {
        Self("0".repeat(64))
    }

    /// The hash over `fields`, each led by its length as eight bytes, the least first. An absent field has the greatest
    /// length and no bytes, so that it differs from an empty one.
    pub fn of_fields<'a>(fields: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut hash = Sha256::new();
        for field in fields {
            let length = field.map_or(u64::MAX, |field| field.len() as u64);
            hash.update(length.to_le_bytes());
            hash.update(field.unwrap_or("").as_bytes());
        }
        Self::of_digest(&hash.finalize())
    }

    fn of_digest(digest: &[u8]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The hash that a column of the file holds: whatever stands there, since `verify` is to find what is wrong with it.
    pub(crate) fn of_column(text: String) -> Self {
        Self(text)
    }

    /// The hash as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_apart() {
        let of = |fields: &[Option<&str>]| Hash::of_fields(fields.iter().copied());
        assert_ne!(of(&[Some("ab"), Some("c")]), of(&[Some("a"), Some("bc")]));
        assert_ne!(of(&[None]), of(&[Some("")]));
        assert_eq!(of(&[Some("a"), None]), of(&[Some("a"), None]));
    }

    #[test]
    fn a_hash_is_the_one_that_other_tools_give() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Hash::of(b"").as_str(), empty);
    }
}
