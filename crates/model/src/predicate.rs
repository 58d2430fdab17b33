//! On what footing a single word stands, whatever it is about.

use serde::Serialize;

use crate::{Factuality, Filler, Polarity, Realis, Span};

/// A word that may name something that happens or is so, as `annals read --emit predicates` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Predicate {
    pub text: String,
    pub span: Span,
    /// How sure the report is of it.
    pub factuality: Factuality,
    pub polarity: Polarity,
    pub realis: Realis,
    /// False for what is only feared, wished, asked for or supposed.
    pub told: bool,
    /// Who does what a verb says: its logical subjects.
    pub subjects: Vec<Filler>,
}
