//! The record and its readers: pages that stand alone, and the desk.

pub mod assessment;
pub mod desk;
pub mod page;
mod printable;
pub mod situation;
pub mod words;

pub use printable::printable;
