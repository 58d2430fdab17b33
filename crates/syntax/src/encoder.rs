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
/// Lanes of what a form contributes to the first convolution: of the token after it, its own, of the token before it.
const PARTS: usize = WINDOW * SUMS;
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
        if table.rows.len() < WIDTH || !table.rows.len().is_multiple_of(WIDTH) {
            return Err(ModelError::Damaged("a table of embeddings has another size"));
        }
        Ok(table)
    }

    fn embed(&self, value: u64) -> [Lanes; WIDTH] {
        let rows = self.rows.as_chunks::<WIDTH>().0;
        let [mut sum, rest @ ..] = buckets(value, self.seed).map(|bucket| rows[bucket as usize % rows.len()]);
        for row in rest {
            for (sum, lanes) in sum.iter_mut().zip(row) {
                *sum = sum.plus(lanes);
            }
        }
        sum
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
    /// The first convolution, in parts: they depend on the form alone, so that known forms need no product.
    parts: Weights,
    first_norm: Norm,
    /// The other convolutions.
    layers: Vec<Layer>,
    /// Whether a table asks for the space after a token, so that a form has two embeddings.
    asks_for_space: bool,
}

impl Encoder {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let tables = reader.list(Table::read)?;
        if tables.is_empty() {
            return Err(ModelError::Damaged("an encoder has no tables"));
        }
        let mix = Layer::read(reader, tables.len() * WIDTH)?;
        let first = Layer::read(reader, WINDOW * WIDTH)?;
        let layers = (1..LAYERS).map(|_| Layer::read(reader, WINDOW * WIDTH)).collect::<Result<_, _>>()?;
        let asks_for_space = tables.iter().any(|table| table.feature == Feature::SpaceAfter);
        let (parts, first_norm) = (first.weights.parted(WINDOW), first.norm);
        Ok(Self { tables, mix, parts, first_norm, layers, asks_for_space })
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
        self.convolve_forms(kernel, tokens, memory);
        watch(memory.vectors(tokens.len()));
        for layer in 1..LAYERS {
            self.convolve(kernel, layer, tokens.len(), memory);
            watch(memory.vectors(tokens.len()));
        }
        memory.vectors(tokens.len())
    }

    /// Puts the embeddings of `tokens` into the memory's rows, between four empty rows on either side.
    fn embed(&self, kernel: Kernel, lexemes: &Lexemes, tokens: &[Token], memory: &mut EncoderMemory) {
        memory.make_room(tokens.len());
        if memory.parts.is_empty() {
            self.add_empty_form(kernel, memory);
        }
        for token in tokens {
            if memory.is_new(self.form(token)) {
                let lexeme = lexemes.get(token.lexeme);
                let columns = self
                    .tables
                    .iter()
                    .flat_map(|table| table.embed(table.feature.of(lexeme, token.space_after)));
                memory.columns.extend(columns);
                if memory.columns.len() >= BATCH * self.mix.weights.inputs {
                    self.mix_columns(kernel, memory);
                }
            }
        }
        self.mix_columns(kernel, memory);
        for (i, token) in tokens.iter().enumerate() {
            memory.place(i, self.form(token));
        }
    }

    /// The number of what decides a token's embedding.
    fn form(&self, token: &Token) -> usize {
        token.lexeme as usize * 2 + usize::from(token.space_after && self.asks_for_space)
    }

    /// Puts what an empty row contributes to the first convolution in front of the parts of all forms.
    fn add_empty_form(&self, kernel: Kernel, memory: &mut EncoderMemory) {
        let rows = Rows { lanes: &[Lanes::ZERO; WIDTH], stride: WIDTH, count: 1 };
        memory.parts.resize(PARTS, Lanes::ZERO);
        kernel.multiply(rows, &self.parts, &mut memory.parts);
    }

    /// Mixes the features of new forms into their embeddings, and works out their parts of the first convolution.
    fn mix_columns(&self, kernel: Kernel, memory: &mut EncoderMemory) {
        let stride = self.mix.weights.inputs;
        let rows = Rows { lanes: &memory.columns, stride, count: memory.columns.len() / stride };
        kernel.multiply(rows, &self.mix.weights, &mut memory.sums);
        let done = memory.embeddings.len();
        memory.embeddings.resize(done + rows.count * WIDTH, Lanes::ZERO);
        kernel.maxout_norm(&memory.sums[..rows.count * SUMS], &self.mix.norm, &mut memory.embeddings[done..]);
        let rows = Rows { lanes: &memory.embeddings[done..], stride: WIDTH, count: rows.count };
        let done = memory.parts.len();
        memory.parts.resize(done + rows.count * PARTS, Lanes::ZERO);
        kernel.multiply(rows, &self.parts, &mut memory.parts[done..]);
        memory.columns.clear();
    }

    /// Runs the first convolution: adds up what the form of each token and those of its neighbours contribute.
    fn convolve_forms(&self, kernel: Kernel, tokens: &[Token], memory: &mut EncoderMemory) {
        let (mut first, end) = (1, tokens.len() + 2 * LAYERS - 1);
        while first < end {
            let count = BATCH.min(end - first);
            for (row, sums) in (first..first + count).zip(memory.sums.chunks_exact_mut(SUMS)) {
                let place = |row: usize| {
                    let token = row.checked_sub(LAYERS).and_then(|i| tokens.get(i));
                    token.map_or(0, |token| memory.places[self.form(token)] as usize)
                };
                let part =
                    |row: usize, part: usize| &memory.parts[place(row) * PARTS + part * SUMS..][..SUMS];
                kernel.add([part(row - 1, 0), part(row, 1), part(row + 1, 2)], sums);
            }
            self.finish(kernel, &self.first_norm, first, count, memory);
            first += count;
        }
        std::mem::swap(&mut memory.rows, &mut memory.next);
    }

    /// Turns the sums of a convolution into the rows from `first` on.
    fn finish(&self, kernel: Kernel, norm: &Norm, first: usize, count: usize, memory: &mut EncoderMemory) {
        let written = first * WIDTH..(first + count) * WIDTH;
        let (old, new) = (&memory.rows[written.clone()], &mut memory.next[written]);
        kernel.maxout_norm_added(&memory.sums[..count * SUMS], norm, old, new);
    }

    /// Runs one of the other convolutions over the document and over those empty rows that a later one still reads.
    ///
    /// The empty rows are transformed like tokens, as they are in spaCy: only the first convolution sees them empty.
    fn convolve(&self, kernel: Kernel, layer: usize, count: usize, memory: &mut EncoderMemory) {
        let Layer { weights, norm } = &self.layers[layer - 1];
        let (mut first, end) = (1 + layer, count + 2 * LAYERS - 1 - layer);
        while first < end {
            let count = BATCH.min(end - first);
            let rows = Rows { lanes: &memory.rows[(first - 1) * WIDTH..], stride: WIDTH, count };
            kernel.multiply(rows, weights, &mut memory.sums);
            self.finish(kernel, norm, first, count, memory);
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
    /// The features of forms that are yet to be mixed.
    columns: Vec<Lanes>,
    /// Where the embedding of a form stands in `embeddings`, plus one; 0 where it is not known.
    places: Vec<u32>,
    known: u32,
    embeddings: Vec<Lanes>,
    /// What each known form contributes to the first convolution, behind what an empty row does.
    parts: Vec<Lanes>,
}

impl EncoderMemory {
    /// How many forms are kept from text to text: as many as a day of news has, in 40 MB.
    const KEPT: u32 = 10_240;

    fn make_room(&mut self, count: usize) {
        let lanes = (count + 2 * LAYERS) * WIDTH;
        self.rows.clear();
        self.rows.resize(lanes, Lanes::ZERO);
        self.next.resize(lanes, Lanes::ZERO);
        self.sums.resize(BATCH * SUMS, Lanes::ZERO);
    }

    /// The rows of the tokens.
    fn vectors(&self, count: usize) -> &[Lanes] {
        &self.rows[LAYERS * WIDTH..][..count * WIDTH]
    }

    /// Whether `form` is met for the first time; it then gets its place among the embeddings.
    fn is_new(&mut self, form: usize) -> bool {
        if self.places.len() <= form {
            self.places.resize(form + 1, 0);
        }
        let is_new = self.places[form] == 0;
        if is_new {
            self.known += 1;
            self.places[form] = self.known;
        }
        is_new
    }

    /// Puts the embedding of `form` into the row of token `i`.
    fn place(&mut self, i: usize, form: usize) {
        let embedding = &self.embeddings[(self.places[form] as usize - 1) * WIDTH..][..WIDTH];
        self.rows[(LAYERS + i) * WIDTH..][..WIDTH].copy_from_slice(embedding);
    }

    /// Whether there are more embeddings than should be kept.
    pub(crate) fn is_full(&self) -> bool {
        self.known > Self::KEPT
    }

    /// Forgets the embeddings.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.known = 0;
        self.embeddings.clear();
        self.parts.clear();
    }
}
