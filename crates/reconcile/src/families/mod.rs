//! Families of reports: copies, updates and excerpts of one text, found by the words that reports share.
//!
//! [`Story`] takes the sentences of a text out of its layout. [`Story::keys`] are those of MinHash with bands, by which reports that
//! share words find each other in an index; [`nearest`] compares reports sentence by sentence; [`join`] says what families
//! there are when one report more has come. Each report hangs on the earlier one that it is nearest to, so that the families
//! depend on which reports there are and when they became known, and not on the order in which they are taken in.

mod join;
mod kinship;
mod minhash;
mod story;

pub use join::{Member, join, nearest, of};
pub use kinship::Fingerprint;
pub use story::Story;
