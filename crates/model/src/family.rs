//! Families of reports: copies, updates and excerpts of one text.

use serde::{Deserialize, Serialize};

use crate::ReportId;

/// Reports whose words go back to one text. A report without kin is a family of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// The first of them, in the order in which they were published, else received.
    pub head: ReportId,
    /// The others, in the same order.
    pub kin: Vec<Kin>,
}

impl Family {
    /// All its reports, the first one first.
    pub fn members(&self) -> impl Iterator<Item = &ReportId> {
        std::iter::once(&self.head).chain(self.kin.iter().map(|kin| &kin.report))
    }
}

/// A report of a family, and how it relates to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kin {
    pub report: ReportId,
    pub kinship: Kinship,
    /// The earlier report that it is nearest to.
    pub of: ReportId,
    /// Sentences that it adds, and those that it leaves out.
    pub n_added: usize,
    pub n_dropped: usize,
}

/// How the words of a report relate to those of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kinship {
    /// The same words but for layout, title and by-line.
    Copy,
    /// Most of the words, with others added or changed: a later state of the story.
    Update,
    /// A part of the words and little else.
    Excerpt,
}
