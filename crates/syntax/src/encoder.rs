//! Tokens become vectors: tables of embeddings by word form, mixed, then four convolutions over neighbours.

use crate::ModelError;
use crate::bytes::Reader;
use crate::hash::buckets;
use crate::kernels::{Kernel, Lanes, Norm, Rows, WIDTH, Weights};
use crate::lexeme::{Lexeme, Lexemes};
use crate::tokenizer::Token;

/// Pieces of a maxout layer.
const PIECES: usize = 3;
/// Lanes per row before maxout.
const SUMS: usize = PIECES * WIDTH;
/// Tokens on either side that a convolution looks at, itself included.
const WINDOW: usize = 3;
/// Convolutions, one after the other: a token sees four neighbours on each side.
const LAYERS: usize = 4;
/// Rows that are worked on at once: they and sixteen columns of weights fit the processor's nearest cache.
pub(crate) const BATCH: usize = 48;

/// What a table of embeddings is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feature {
    Norm,
    Prefix,
    Suffix,
    Shape,
    SpaceAfter,
    IsSpace,
}

impl Feature {
    /// All, in the order of their numbers in a packed model.
    pub(crate) const ALL: [Self; 6] =
        [Self::Norm, Self::Prefix, Self::Suffix, Self::Shape, Self::SpaceAfter, Self::IsSpace];

    fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let number = reader.byte()? as usize;
        Self::ALL.get(number).copied().ok_or(ModelError::Damaged("an encoder has an unknown feature"))
    }

    fn of(self, lexeme: &Lexeme, space_after: bool) -> u64 {
        match self {
            Self::Norm => lexeme.features.norm,
            Self::Prefix => lexeme.features.prefix,
            Self::Suffix => lexeme.features.suffix,
            Self::Shape => lexeme.features.shape,
            Self::SpaceAfter => u64::from(space_after),
            Self::IsSpace => u64::from(lexeme.is_space),
        }
    }
}

/// One table of embeddings: a feature's value selects four rows, which are added up.
#[derive(Debug)]
struct Table {
    feature: Feature,
    seed: u64,
    rows: Vec<Lanes>,
}

impl Table {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let table = Self { feature: Feature::read(reader)?, seed: reader.u64()?, rows: reader.lanes()? };
        if table.rows.is_empty() || !table.rows.len().is_multiple_of(WIDTH) {
            return Err(ModelError::Damaged("a table of embeddings has another size"));
        }
        Ok(table)
    }

    fn embed(&self, value: u64) -> [Lanes; WIDTH] {
        let rows = self.rows.as_chunks::<WIDTH>().0;
        let [first, rest @ ..] = buckets(value, self.seed).map(|bucket| &rows[bucket as usize % rows.len()]);
        rest.into_iter().fold(*first, |sum, row| std::array::from_fn(|i| sum[i].plus(row[i])))
    }
}

/// Maxout and layer norm of one layer.
#[derive(Debug)]
struct Layer {
    weights: Weights,
    norm: Norm,
}

impl Layer {
    fn read(reader: &mut Reader<'_>, inputs: usize) -> Result<Self, ModelError> {
        Ok(Self { weights: Weights::read(reader, inputs, SUMS)?, norm: Norm::read(reader)? })
    }
}

/// Turns tokens into vectors of 96 numbers.
#[derive(Debug)]
pub(crate) struct Encoder {
    tables: Vec<Table>,
    mix: Layer,
    layers: Vec<Layer>,
    /// Whether a table asks for the space after a token, so that a form has two embeddings.
    asks_for_space: bool,
}

impl Encoder {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let tables = reader.list(Table::read)?;
        let mix = Layer::read(reader, tables.len() * WIDTH)?;
        let layers = (0..LAYERS).map(|_| Layer::read(reader, WINDOW * WIDTH)).collect::<Result<_, _>>()?;
        let asks_for_space = tables.iter().any(|table| table.feature == Feature::SpaceAfter);
        Ok(Self { tables, mix, layers, asks_for_space })
    }

    /// The vectors of `tokens`, one row each. `watch` sees the embeddings and what each convolution makes of them.
    pub(crate) fn encode<'a>(
        &self,
        kernel: Kernel,
        lexemes: &Lexemes,
        tokens: &[Token],
        memory: &'a mut EncoderMemory,
        mut watch: impl FnMut(&[Lanes]),
    ) -> &'a [Lanes] {
        self.embed(kernel, lexemes, tokens, memory);
        watch(memory.vectors(tokens.len()));
        for layer in 0..LAYERS {
            self.convolve(kernel, layer, tokens.len(), memory);
            watch(memory.vectors(tokens.len()));
        }
        memory.vectors(tokens.len())
    }

    /// Puts the embeddings of `tokens` into the memory's rows, between four empty rows on either side.
    fn embed(&self, kernel: Kernel, lexemes: &Lexemes, tokens: &[Token], memory: &mut EncoderMemory) {
        memory.make_room(tokens.len());
        for (i, token) in tokens.iter().enumerate() {
            let form = token.lexeme as usize * 2 + usize::from(token.space_after && self.asks_for_space);
            let lexeme = lexemes.get(token.lexeme);
            let row = match memory.known(form) {
                Some(row) => row,
                None => {
                    let row = self.embed_form(kernel, lexeme, token.space_after, memory);
                    memory.keep(form, row);
                    row
                }
            };
            memory.rows[(LAYERS + i) * WIDTH..][..WIDTH].copy_from_slice(&row);
        }
    }

    fn embed_form(
        &self,
        kernel: Kernel,
        lexeme: &Lexeme,
        space_after: bool,
        memory: &mut EncoderMemory,
    ) -> [Lanes; WIDTH] {
        memory.columns.clear();
        for table in &self.tables {
            memory.columns.extend(table.embed(table.feature.of(lexeme, space_after)));
        }
        let row = Rows { lanes: &memory.columns, stride: memory.columns.len(), count: 1 };
        kernel.multiply(row, &self.mix.weights, &mut memory.sums);
        let mut mixed = [Lanes::default(); WIDTH];
        kernel.maxout_norm(&memory.sums[..SUMS], &self.mix.norm, &mut mixed);
        mixed
    }

    /// Runs one convolution over the document and over those empty rows that a later one still reads.
    ///
    /// The empty rows are transformed like tokens, as they are in spaCy: only the first convolution sees them empty.
    fn convolve(&self, kernel: Kernel, layer: usize, count: usize, memory: &mut EncoderMemory) {
        let Layer { weights, norm } = &self.layers[layer];
        let (mut first, end) = (1 + layer, count + 2 * LAYERS - 1 - layer);
        while first < end {
            let count = BATCH.min(end - first);
            let rows = Rows { lanes: &memory.rows[(first - 1) * WIDTH..], stride: WIDTH, count };
            kernel.multiply(rows, weights, &mut memory.sums);
            let written = first * WIDTH..(first + count) * WIDTH;
            let (old, new) = (&memory.rows[written.clone()], &mut memory.next[written]);
            kernel.maxout_norm_added(&memory.sums[..count * SUMS], norm, old, new);
            first += count;
        }
        std::mem::swap(&mut memory.rows, &mut memory.next);
    }
}

/// What an encoder works with, and the embeddings of the forms that it has met.
#[derive(Debug, Default)]
pub(crate) struct EncoderMemory {
    /// One row per token, between four padding rows on either side.
    rows: Vec<Lanes>,
    next: Vec<Lanes>,
    sums: Vec<Lanes>,
    columns: Vec<Lanes>,
    /// Where the embedding of a form stands in `embeddings`, plus one; 0 where it is not kept.
    places: Vec<u32>,
    embeddings: Vec<Lanes>,
}

impl EncoderMemory {
    /// How many embeddings are kept: about as many as a week of news has forms, in 6 MB.
    const KEPT: usize = 16_384;

    fn make_room(&mut self, count: usize) {
        let lanes = (count + 2 * LAYERS) * WIDTH;
        self.rows.clear();
        self.rows.resize(lanes, Lanes::default());
        self.next.clear();
        self.next.resize(lanes, Lanes::default());
        self.sums.resize(BATCH * SUMS, Lanes::default());
    }

    /// The rows of the tokens.
    fn vectors(&self, count: usize) -> &[Lanes] {
        &self.rows[LAYERS * WIDTH..][..count * WIDTH]
    }

    fn known(&self, form: usize) -> Option<[Lanes; WIDTH]> {
        let place = self.places.get(form)?.checked_sub(1)? as usize;
        self.embeddings.as_chunks().0.get(place).copied()
    }

    fn keep(&mut self, form: usize, row: [Lanes; WIDTH]) {
        if self.embeddings.len() >= Self::KEPT * WIDTH {
            return;
        }
        if self.places.len() <= form {
            self.places.resize(form + 1, 0);
        }
        self.embeddings.extend(row);
        self.places[form] = (self.embeddings.len() / WIDTH) as u32;
    }

    /// Whether no further embedding can be kept.
    pub(crate) fn is_full(&self) -> bool {
        self.embeddings.len() >= Self::KEPT * WIDTH
    }

    /// Forgets the embeddings.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.embeddings.clear();
    }
}
