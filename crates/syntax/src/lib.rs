//! English syntax: a text becomes tokens, sentences, tags, heads, lemmas and named spans.
//!
//! [`Model::parse`] runs the pipeline of spaCy's `en_core_web_sm`, in this order: tokenizer, encoder, tagger, parser,
//! attribute rules, lemmatizer, recogniser of names. The model's files are [packed](pack) once and then loaded quickly.
//! The crate is pure: bytes and texts in, values out; it reads any text, and the same text always the same way.

mod affixes;
mod attributes;
mod bytes;
mod characters;
mod cut;
#[cfg(test)]
#[path = "../tests/data/mod.rs"]
mod data;
mod document;
mod encoder;
mod entities;
mod error;
mod hash;
mod kernels;
mod lemmas;
mod lexeme;
mod model;
mod neighbours;
mod pack;
mod parser;
mod scorer;
mod spacy;
mod tagger;
mod texts;
mod tokenizer;
mod trace;
mod tree;
mod urls;

pub use crate::error::ModelError;
pub use crate::kernels::Kernel;
pub use crate::model::{Model, Scratch};
pub use crate::pack::{HEAD, MEMBERS, pack, seal};
pub use crate::trace::{Layers, Trace};
