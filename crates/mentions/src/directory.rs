//! TODO

/// The actors that Annals knows.
#[derive(Debug, Default)]
pub struct ActorDirectory {}

/// What is wrong with an entry of the directory.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DirectoryProblem(String);
