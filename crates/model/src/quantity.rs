//! How many, in the words of the text: forms that keep what is known and what is not.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A figure as the words give it; whole numbers are written without a decimal point.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 9e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// How a quantity is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// "14": low, high and best are the number.
    Exact,
    /// "at least 14", "more than 14" (strict): low only.
    AtLeast,
    /// "up to 500", "as many as 500", "fewer than 500" (strict): high only.
    AtMost,
    /// "some 40", "around 90,000", "just over 5,200": best only.
    About,
    /// "5,000-6,000", "between 5 and 7": low and high.
    Between,
    /// "Uday and Qusay": named one by one; low, high and best are their number.
    Listed,
    /// "scores", "dozens", "several", "many": a word without a number.
    Vague,
    /// "heavy losses", "a large number": a size without a number.
    Magnitude,
}

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    Total,
    /// "600 extra".
    Change,
    /// "bringing the toll to 14".
    RunningTotal,
    /// "most of them", "80 %".
    Share,
    /// "outnumbered".
    Ratio,
}

/// How much the words of a quantity say. `low`, `high` and `best` hold only what they say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    pub form: Form,
    /// The vague word or the words of a magnitude.
    pub word: Option<String>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub best: Option<Number>,
    /// The bound itself is excluded ("more than 14").
    pub strict: bool,
    /// The bounds themselves are rough ("some 5,000-6,000").
    pub approx: bool,
    /// None at all ("no civilians").
    pub zero: bool,
}

impl Amount {
    /// A number that is not rounded and has no bounds but itself.
    pub fn exactly(form: Form, number: f64) -> Self {
        let number = Some(Number(number));
        Self {
            form,
            word: None,
            low: number,
            high: number,
            best: number,
            strict: false,
            approx: false,
            zero: false,
        }
    }
}

/// How many, as a claim states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    #[serde(flatten)]
    pub amount: Amount,
    /// The role that is counted.
    pub of: String,
    pub measure: Measure,
    /// What is counted: `people`, `bodies`, `devices`, `houses`, `km2`, …
    pub unit: String,
    /// The day as of which the figure holds (`2014-06-10`), where the text dates the figure itself.
    pub as_of: Option<String>,
    /// The text of the whole that this is a part of ("18 people, including five children").
    pub part_of: Option<String>,
    pub text: String,
    pub span: Span,
}
