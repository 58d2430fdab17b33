//! Scores for every action that could be taken, from a few tokens that describe the state.

use crate::ModelError;
use crate::bytes::Reader;
use crate::encoder::BATCH;
use crate::kernels::{Kernel, Lanes, Rows, STATE, WIDTH, Weights};

/// Lanes of a token after the projection to 64 numbers.
const PROJECTED: usize = 4;

/// Batches of tokens that are remembered: three thousand tokens, in 12 MB. A state looks further back than that only in
/// texts without end, whose tokens are then worked out again.
const RING: usize = 64;

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
            slots: Weights::read(reader, PROJECTED, SLOTS * STATE)?,
            bias: reader.lanes()?,
            padding: reader.lanes()?,
            scores: Weights::read(reader, PROJECTED, classes.div_ceil(Lanes::COUNT))?,
        };
        if scorer.bias.len() != STATE || scorer.padding.len() != SLOTS * STATE {
            return Err(ModelError::Damaged("a scorer has another size"));
        }
        Ok(scorer)
    }

    /// Makes ready for the states of a new document.
    pub(crate) fn prepare(&self, memory: &mut ScorerMemory) {
        memory.batches.clear();
        memory.batches.resize(RING, None);
        memory.projected.resize(BATCH * PROJECTED, Lanes::ZERO);
        memory.scores.resize(self.scores.outputs, Lanes::ZERO);
    }

    /// The scores of all actions in the state that `tokens` of the document of `vectors` describe.
    pub(crate) fn score<'a>(
        &self,
        kernel: Kernel,
        vectors: &[Lanes],
        tokens: [Option<usize>; SLOTS],
        memory: &'a mut ScorerMemory,
    ) -> &'a [Lanes] {
        // Copied one by one, because the next token may need the room of this one.
        let mut parts = [[Lanes::ZERO; STATE]; SLOTS];
        for (slot, part) in parts.iter_mut().enumerate() {
            let known = match tokens[slot] {
                Some(token) => &self.parts(kernel, vectors, token, memory)[slot * STATE..],
                None => &self.padding[slot * STATE..],
            };
            part.copy_from_slice(&known[..STATE]);
        }
        kernel.score(&self.bias, &parts, &self.scores, &mut memory.scores);
        &memory.scores
    }

    /// What `token` contributes to a state, for every slot that it may stand in; worked out once for all states.
    fn parts<'a>(
        &self,
        kernel: Kernel,
        vectors: &[Lanes],
        token: usize,
        memory: &'a mut ScorerMemory,
    ) -> &'a [Lanes] {
        let size = SLOTS * STATE;
        let batch = token / BATCH;
        let place = batch % RING;
        let start = place * BATCH * size;
        if memory.batches[place] != Some(batch) {
            memory.batches[place] = Some(batch);
            let end = start + BATCH * size;
            if memory.parts.len() < end {
                memory.parts.resize(end, Lanes::ZERO);
            }
            let first = batch * BATCH * WIDTH;
            let vectors = &vectors[first..vectors.len().min(first + BATCH * WIDTH)];
            let rows = |lanes, stride| Rows { lanes, stride, count: vectors.len() / WIDTH };
            kernel.multiply(rows(vectors, WIDTH), &self.project, &mut memory.projected);
            kernel.multiply(rows(&memory.projected, PROJECTED), &self.slots, &mut memory.parts[start..end]);
        }
        &memory.parts[start + token % BATCH * size..][..size]
    }
}

/// What a scorer works with.
#[derive(Debug, Default)]
pub(crate) struct ScorerMemory {
    projected: Vec<Lanes>,
    /// What tokens contribute to states, batch after batch, each at its place in the ring.
    parts: Vec<Lanes>,
    /// Which batch stands at each place of the ring.
    batches: Vec<Option<usize>>,
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
