//! How pure stages complain: where, what, and what to do.

use std::fmt;

use serde::Serialize;

use crate::ByteSpan;

/// A remark about an input: it never stops the reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Where in the text, if it is about a place in it.
    #[serde(skip)]
    pub span: Option<ByteSpan>,
    /// What happened.
    pub message: String,
    /// What the user can do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        self.hint.iter().try_for_each(|hint| write!(f, " ({hint})"))
    }
}
