//! Scores for every action that could be taken, from a few tokens that describe the state.

use crate::ModelError;
use crate::bytes::Reader;
use crate::encoder::BATCH;
use crate::kernels::{Kernel, Lanes, Rows, WIDTH, Weights};

/// Lanes of a token after the projection to 64 numbers.
const PROJECTED: usize = 4;
/// Lanes of the hidden layer before maxout: two pieces of 64 numbers.
const HIDDEN: usize = 8;

/// Scores states that are described by `SLOTS` tokens.
#[derive(Debug)]
pub(crate) struct Scorer<const SLOTS: usize> {
    project: Weights,
    /// From a projected token to its part of the hidden layer, for each slot that it may stand in.
    slots: Weights,
    bias: Vec<Lanes>,
    /// What stands in for a token where a slot is empty.
    padding: Vec<Lanes>,
    scores: Weights,
}

impl<const SLOTS: usize> Scorer<SLOTS> {
    pub(crate) fn read(reader: &mut Reader<'_>, classes: usize) -> Result<Self, ModelError> {
        let scorer = Self {
            project: Weights::read(reader, WIDTH, PROJECTED)?,
            slots: Weights::read(reader, PROJECTED, SLOTS * HIDDEN)?,
            bias: reader.lanes()?,
            padding: reader.lanes()?,
            scores: Weights::read(reader, PROJECTED, classes.div_ceil(Lanes::COUNT))?,
        };
        if scorer.bias.len() != HIDDEN || scorer.padding.len() != SLOTS * HIDDEN {
            return Err(ModelError::Damaged("a scorer has another size"));
        }
        Ok(scorer)
    }

    /// Works out, once for all states, what every token contributes in every slot.
    pub(crate) fn prepare(&self, kernel: Kernel, vectors: &[Lanes], memory: &mut ScorerMemory) {
        let count = vectors.len() / WIDTH;
        memory.projected.resize(BATCH * PROJECTED, Lanes::ZERO);
        memory.parts.resize(count * SLOTS * HIDDEN, Lanes::ZERO);
        memory.scores.resize(self.scores.outputs, Lanes::ZERO);
        let batches = vectors.chunks(BATCH * WIDTH).zip(memory.parts.chunks_mut(BATCH * SLOTS * HIDDEN));
        for (vectors, parts) in batches {
            let rows = |lanes, stride| Rows { lanes, stride, count: vectors.len() / WIDTH };
            kernel.multiply(rows(vectors, WIDTH), &self.project, &mut memory.projected);
            kernel.multiply(rows(&memory.projected, PROJECTED), &self.slots, parts);
        }
    }

    /// The scores of all actions in the state that `tokens` describe.
    pub(crate) fn score<'a>(
        &self,
        kernel: Kernel,
        tokens: [Option<usize>; SLOTS],
        memory: &'a mut ScorerMemory,
    ) -> &'a [Lanes] {
        let part = |slot: usize| match tokens[slot] {
            Some(token) => &memory.parts[(token * SLOTS + slot) * HIDDEN..][..HIDDEN],
            None => &self.padding[slot * HIDDEN..][..HIDDEN],
        };
        let parts: [&[Lanes]; SLOTS] = std::array::from_fn(part);
        kernel.score(&self.bias, &parts, &self.scores, &mut memory.scores);
        &memory.scores
    }
}

/// What a scorer works with.
#[derive(Debug, Default)]
pub(crate) struct ScorerMemory {
    projected: Vec<Lanes>,
    parts: Vec<Lanes>,
    scores: Vec<Lanes>,
}

impl ScorerMemory {
    /// Room for scores, for whoever needs it between two documents.
    pub(crate) fn scores(&mut self) -> &mut Vec<Lanes> {
        &mut self.scores
    }
}

/// The class with the highest score among `classes`; of equal ones the first.
pub(crate) fn best(scores: &[Lanes], classes: impl IntoIterator<Item = usize>) -> Option<usize> {
    let score = |class: usize| scores[class / Lanes::COUNT].0[class % Lanes::COUNT];
    classes.into_iter().reduce(|best, class| if score(class) > score(best) { class } else { best })
}
