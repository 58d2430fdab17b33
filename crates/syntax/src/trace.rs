//! What the layers compute on the way, for those who compare them with another implementation.

use crate::kernels::Lanes;
use crate::lexeme::shape;
use crate::{Model, Scratch};

/// Which of the two encoders, and what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Branch {
    /// Tagger and parser.
    Syntax,
    /// The recogniser of named spans.
    Names,
}

/// Sees what the layers compute.
pub(crate) trait Watch {
    /// Sees the rows of all tokens, which are put together for whoever looks: embeddings first, then the outcome of each convolution.
    fn layer(&mut self, _branch: Branch, _rows: &dyn Fn() -> Vec<Lanes>) {}
    /// Sees the scores of all tags for the next token.
    fn tags(&mut self, _scores: &[Lanes]) {}
    /// Sees the tokens that describe a state, and the scores of all actions in it.
    fn step(&mut self, _branch: Branch, _tokens: &[Option<usize>], _scores: &[Lanes]) {}
}

/// Nobody watches.
impl Watch for () {}

/// What one encoder and the scorer behind it compute. Rows of scores are filled up to a multiple of sixteen.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// The rows of all tokens, one after the other: embeddings first, then the outcome of each convolution.
    pub rows: Vec<Vec<f32>>,
    /// For every state the tokens that describe it, and the scores of all actions.
    pub steps: Vec<(Vec<Option<usize>>, Vec<f32>)>,
}

/// What the model makes of a text on the way to its parse.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// The norm of every token.
    pub norms: Vec<String>,
    /// The shape of every token.
    pub shapes: Vec<String>,
    /// Tagger and parser.
    pub syntax: Layers,
    /// The scores of all tags, for every token.
    pub tags: Vec<Vec<f32>>,
    /// The recogniser of named spans.
    pub names: Layers,
}

impl Trace {
    fn branch(&mut self, branch: Branch) -> &mut Layers {
        match branch {
            Branch::Syntax => &mut self.syntax,
            Branch::Names => &mut self.names,
        }
    }
}

fn numbers(lanes: &[Lanes]) -> Vec<f32> {
    lanes.iter().flat_map(|lanes| lanes.0).collect()
}

impl Watch for Trace {
    fn layer(&mut self, branch: Branch, rows: &dyn Fn() -> Vec<Lanes>) {
        self.branch(branch).rows.push(numbers(&rows()));
    }

    fn tags(&mut self, scores: &[Lanes]) {
        self.tags.push(numbers(scores));
    }

    fn step(&mut self, branch: Branch, tokens: &[Option<usize>], scores: &[Lanes]) {
        self.branch(branch).steps.push((tokens.to_vec(), numbers(scores)));
    }
}

impl Model {
    /// What the model makes of `text` on the way to its parse, worked out in `scratch`. It takes much memory.
    pub fn trace_with(&self, text: &str, scratch: &mut Scratch) -> Trace {
        let mut trace = Trace::default();
        self.encode(&[text], scratch, &mut trace);
        self.read(0, scratch, &mut trace);
        for token in &scratch.document.tokens {
            let lexeme = scratch.words.lexemes.get(token.lexeme);
            trace.norms.push(lexeme.norm.to_string());
            trace.shapes.push(shape(&self.lexicon.characters, &lexeme.text));
        }
        trace
    }
}
