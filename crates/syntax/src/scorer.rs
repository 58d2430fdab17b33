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
    bias: [Lanes; STATE],
    /// What stands in for a token where a slot is empty.
    padding: [[Lanes; STATE]; SLOTS],
    scores: Weights,
}

impl<const SLOTS: usize> Scorer<SLOTS> {
    pub(crate) fn read(reader: &mut Reader<'_>, classes: usize) -> Result<Self, ModelError> {
        const DAMAGED: ModelError = ModelError::Damaged("a scorer has another size");
        Ok(Self {
            project: Weights::read(reader, WIDTH, PROJECTED)?,
            slots: Weights::read(reader, PROJECTED, SLOTS * STATE)?,
            bias: reader.lanes()?.try_into().map_err(|_| DAMAGED)?,
            padding: match reader.lanes()?.as_chunks() {
                (padding, []) => padding.try_into().map_err(|_| DAMAGED)?,
                _ => return Err(DAMAGED),
            },
            scores: Weights::read(reader, PROJECTED, classes.div_ceil(Lanes::COUNT))?,
        })
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
        let mut state = self.bias;
        for (slot, token) in tokens.into_iter().enumerate() {
            let parts = match token {
                Some(token) => self.parts(kernel, vectors, token, memory),
                None => &self.padding,
            };
            kernel.accumulate(&parts[slot], &mut state);
        }
        kernel.score(&state, &self.scores, &mut memory.scores);
        &memory.scores
    }

    /// What `token` contributes to a state, for every slot that it may stand in; worked out once for all states.
    fn parts<'a>(
        &self,
        kernel: Kernel,
        vectors: &[Lanes],
        token: usize,
        memory: &'a mut ScorerMemory,
    ) -> &'a [[Lanes; STATE]] {
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
        memory.parts[start + token % BATCH * size..][..size].as_chunks().0
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
    let scored = classes.into_iter().map(|class| (class, score(class)));
    scored.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|(class, _)| class)
}
