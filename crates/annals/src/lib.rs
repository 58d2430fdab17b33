//! Annals reads reports of armed conflict and codes sourced claims.
//!
//! [`pipeline`] is the page to read first: it holds the whole flow.

pub mod pipeline;

pub mod archived;
pub mod assessing;
pub mod assessment;
pub mod coder;
pub mod data;
pub mod deciding;
pub mod derive;
mod documents;
pub mod examples;
pub mod expected;
pub mod explain;
pub mod families;
pub mod files;
pub mod filling;
pub mod gather;
pub mod history;
pub mod import;
pub mod incidents;
pub mod looking;
pub mod output;
pub mod policies;
pub mod resources;
mod side_by_side;
pub mod situating;
pub mod situation;
pub mod table;
mod vocabulary;

pub use coder::{Coder, CoderError};
pub use files::Files;
pub use pipeline::Coded;
pub use side_by_side::side_by_side;
