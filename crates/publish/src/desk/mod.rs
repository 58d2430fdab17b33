//! The desk: the record in the browser, on this machine alone.
//!
//! `router.rs` has all addresses. A handler reads the record, and answers with a page for people or the same as JSON (`shape.rs`);
//! what it cannot do becomes a `Problem`. `guard.rs` stands before all of it. What takes more than reading the record is done
//! by the `Staff`.

mod add;
mod api;
mod asked;
mod assessment;
mod claim;
mod decide;
mod decisions;
mod drawn;
mod failure;
mod form;
mod frame;
mod guard;
mod history;
mod home;
mod incident;
mod incidents;
mod line;
mod listing;
mod matrix;
mod original;
mod place;
mod problem;
mod report;
mod reports;
mod review;
mod router;
mod rows;
mod script;
mod search;
mod serve;
mod shape;
mod share;
mod staff;
mod state;
mod style;
mod translated;
mod values;
mod verdict;

pub use router::app;
pub use serve::serve;
pub use staff::{
    Archived, AskedPlace, Became, Change, Common, EventType, Filled, Filling, FillingOf, PlaceChoice, Sheet,
    Staff, Step, Tried, Unable, Undecided, Unplaced, Upload,
};
pub use state::Desk;
