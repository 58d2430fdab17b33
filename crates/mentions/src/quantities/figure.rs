//! A quantity while it is read: its words and what they say, before it is known what is counted.

use model::{Amount, Form, Measure, Number, QuantityKind, TokenRange};

/// What the words of one quantity say about how much.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// All its words, bounds included.
    pub tokens: TokenRange,
    /// The words of the number or of the vague word alone.
    pub core: TokenRange,
    pub form: Form,
    pub word: Option<String>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub best: Option<f64>,
    pub strict: bool,
    pub approx: bool,
    pub measure: Measure,
    /// The currency that stands before the number.
    pub currency: Option<String>,
    /// The unit that is glued to the number.
    pub unit: Option<String>,
    pub ordinal: bool,
    pub year_like: bool,
    /// Two numbers joined by a dash that make no range: a result, a season.
    pub score: bool,
}

impl Figure {
    /// A figure of `form` that says nothing else yet.
    pub fn new(tokens: TokenRange, form: Form) -> Self {
        Self {
            tokens,
            core: tokens,
            form,
            word: None,
            low: None,
            high: None,
            best: None,
            strict: false,
            approx: false,
            measure: Measure::Total,
            currency: None,
            unit: None,
            ordinal: false,
            year_like: false,
            score: false,
        }
    }

    /// A figure of exactly `value`.
    pub fn exact(tokens: TokenRange, value: f64) -> Self {
        Self { low: Some(value), high: Some(value), best: Some(value), ..Self::new(tokens, Form::Exact) }
    }

    /// A word or words without a number.
    pub fn worded(tokens: TokenRange, form: Form, word: String) -> Self {
        Self { word: Some(word), ..Self::new(tokens, form) }
    }

    /// The figure as a share of a hundred.
    pub fn of_hundred(mut self) -> Self {
        for part in [&mut self.low, &mut self.high, &mut self.best] {
            *part = part.map(|part| (part * 1e6).round() / 1e4);
        }
        Self { measure: Measure::Share, unit: Some("percent".to_owned()), ..self }
    }

    /// Whether the words say "none at all".
    fn is_zero(&self) -> bool {
        self.form == Form::Exact && self.best == Some(0.0)
    }

    /// What the words say, as the model has it; only what is counted can be none at all.
    pub fn amount(self, kind: QuantityKind) -> Amount {
        let [low, high, best] = [self.low, self.high, self.best].map(|value| value.map(Number));
        Amount {
            form: self.form,
            zero: kind == QuantityKind::Count && self.is_zero(),
            word: self.word,
            low,
            high,
            best,
            strict: self.strict,
            approx: self.approx,
        }
    }
}
