//! The fine-grained tag of every token.

use model::{Symbol, Symbols};

use crate::ModelError;
use crate::bytes::Reader;
use crate::encoder::BATCH;
use crate::kernels::{Kernel, Lanes, Rows, WIDTH, Weights};
use crate::scorer::best;

/// Chooses tags.
#[derive(Debug)]
pub(crate) struct Tagger {
    tags: Vec<Symbol>,
    weights: Weights,
}

impl Tagger {
    pub(crate) fn read(reader: &mut Reader<'_>, symbols: &mut Symbols) -> Result<Self, ModelError> {
        let tags = reader.list(|reader| Ok(symbols.intern(reader.text()?)))?;
        if tags.is_empty() {
            return Err(ModelError::Damaged("the tagger has no tags"));
        }
        let weights = Weights::read(reader, WIDTH, tags.len().div_ceil(Lanes::COUNT))?;
        Ok(Self { tags, weights })
    }

    /// Puts the tag of every row of `vectors` into `tags`. `watch` sees the scores of every row.
    pub(crate) fn tag(
        &self,
        kernel: Kernel,
        vectors: &[Lanes],
        scores: &mut Vec<Lanes>,
        tags: &mut Vec<Symbol>,
        mut watch: impl FnMut(&[Lanes]),
    ) {
        tags.clear();
        scores.resize(BATCH * self.weights.outputs, Lanes::ZERO);
        for batch in vectors.chunks(BATCH * WIDTH) {
            let rows = Rows { lanes: batch, stride: WIDTH, count: batch.len() / WIDTH };
            kernel.multiply(rows, &self.weights, scores);
            for scores in scores.chunks(self.weights.outputs).take(rows.count) {
                watch(scores);
                tags.extend(best(scores, 0..self.tags.len()).map(|class| self.tags[class]));
            }
        }
    }
}
