//! Lists of words as they are asked: nearly all of them, for nearly every token of every report.
//!
//! They are hashed, because most words are in no list: a sorted one compares a word many times until it is found
//! missing. Nothing walks over them, so that their order never shows.

/// Words in lower case.
pub(crate) type WordSet = hashbrown::HashSet<String>;

/// Words in lower case, each with what is said of it.
pub(crate) type WordTable<T> = hashbrown::HashMap<String, T>;
