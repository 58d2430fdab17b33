//! What can be wrong with a model's files.

/// Why a model could not be packed or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes are not those of a packed model.
    #[error("this is not a model of Annals")]
    NotAModel,
    /// The model was packed by another version of this program.
    #[error("the model has format {found}, but format {expected} is needed: install it again")]
    Format {
        /// The version that the bytes state.
        found: u32,
        /// The version that this program reads.
        expected: u32,
    },
    /// The bytes were changed after packing.
    #[error("the model is damaged ({0}): install it again")]
    Damaged(&'static str),
    /// A file that belongs to the model is not there.
    #[error("the model's file {0} is missing")]
    Missing(&'static str),
    /// A file of the model does not hold what it should.
    #[error("the model's file {member} cannot be read: {reason}")]
    Unreadable {
        /// The path of the file inside the model.
        member: &'static str,
        /// What was expected of it.
        reason: String,
    },
}
