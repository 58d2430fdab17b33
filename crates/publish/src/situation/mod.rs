//! The situation of a place as people read it: what all ways of writing it share.

pub mod telling;
