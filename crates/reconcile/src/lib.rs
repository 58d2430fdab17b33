//! Claims -> Incidents: which reports are copies, who said it first, and what is one occurrence.

mod told;

pub use told::Told;
