//! Claims -> Incidents: which reports are copies, who said it first, what is one occurrence, and what people decided about it.

mod compare;
mod contradictions;
pub mod decisions;
mod describe;
mod distance;
mod dossier;
mod episode;
pub mod families;
mod grouping;
mod join;
mod keys;
mod lexicon;
mod matrix;
mod origins;
pub mod policy;
mod rarity;
mod relation;
pub mod situation;
mod stated;
mod tallies;
#[cfg(test)]
mod testing;
mod told;
mod wording;

pub use compare::{Comparison, Reason, Sign, Verdict, compare};
pub use describe::describe;
pub use dossier::Dossier;
pub use episode::{Episode, Spot, episodes};
pub use grouping::{Grouping, GroupingError};
pub use join::{are_one, join};
pub use keys::{Totals, keys, totals};
pub use lexicon::{Lexicon, LexiconError};
pub use matrix::{assess, matrix};
pub use policy::{Policy, PolicyError};
pub use rarity::Rarity;
pub use told::Told;
pub use wording::{Wording, wordings};
