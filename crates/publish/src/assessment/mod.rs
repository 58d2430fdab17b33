//! Assessments on pages: the source matrix, the bottom line and its reasons, and the sentences behind them.

mod case;
pub mod grid;
mod page;

pub(crate) use case::{Case, Corrected, Editing, Links};
pub(crate) use page::STYLE;
pub use page::page;

/// What must stand wherever an assessment is shown that nobody reviewed.
pub const REVIEW: &str = "Read by machine, reviewed by nobody.";
