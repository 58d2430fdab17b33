//! TODO

/// The places that Annals knows.
#[derive(Debug, Default)]
pub struct Gazetteer {}

/// Bytes that are no gazetteer.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct GazetteerError(String);
