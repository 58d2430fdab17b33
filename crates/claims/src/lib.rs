//! Mentions -> Claims: who did what to whom, where, when, how many, who says so and how surely.

mod as_of;
mod assemble;
mod attributing;
mod code;
mod codebook;
mod counting;
mod draft;
mod fillers;
mod footing;
mod forms;
mod grammar;
mod kinds;
mod lexicon;
mod lists;
mod matching;
mod mend;
mod misses;
mod placing;
mod predicates;
mod quotations;
mod report;
mod setting;
#[cfg(test)]
mod testing;

pub use code::{Explanation, attribute, code, explain, predicates};
pub use codebook::{Codebook, CodebookError, EventType, Example, Role, Slots, Speech, Trigger};
pub use kinds::Kind;
pub use lexicon::Lexicon;
pub use misses::{Miss, Reason};
