//! The situation of a place as people read it: what all ways of writing it share, and the brief that stands alone.

mod brief;
mod chart;
mod page;
pub mod telling;

pub(crate) use brief::Brief;
pub(crate) use page::STYLE;
pub use page::page;
