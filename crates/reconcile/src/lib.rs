//! Claims -> Incidents: which reports are copies, who said it first, and what is one occurrence.

mod contradictions;
mod describe;
mod distance;
mod dossier;
mod lexicon;
mod matrix;
mod origins;
pub mod policy;
mod stated;
mod tallies;
#[cfg(test)]
mod testing;
mod told;

pub use describe::describe;
pub use dossier::Dossier;
pub use lexicon::{Lexicon, LexiconError};
pub use matrix::{assess, matrix};
pub use policy::{Policy, PolicyError};
pub use told::Told;
