//! The record and its readers: pages that stand alone, and the desk.

pub mod assessment;
pub mod desk;
mod map;
pub mod page;
mod printable;
pub mod situation;
mod timeline;
pub mod withheld;
pub mod words;

pub use printable::printable;
