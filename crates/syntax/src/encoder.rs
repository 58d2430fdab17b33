//! Tokens become vectors: tables of embeddings by word form, mixed, then four convolutions over neighbours.

use std::ops::Range;

use crate::ModelError;
use crate::bytes::Reader;
use crate::cut::CutTexts;
use crate::hash::buckets;
use crate::kernels::{
    Convolution, ConvolutionMemory, GROUP, GROUPS, Kernel, Lanes, Norm, Rows, SUMS, WIDTH, Weights,
};
use crate::lexeme::{Lexeme, Lexemes};
use crate::neighbours::{NeighbourMemory, Neighbours};
use crate::tokenizer::Token;

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
    first: Neighbours,
    /// Those behind the first.
    convolutions: Vec<Convolution>,
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
        let Layer { weights, norm } = Layer::read(reader, WINDOW * WIDTH)?;
        let first = Neighbours::of(&weights, norm);
        let convolution = |reader: &mut Reader<'_>| {
            let Layer { weights, norm } = Layer::read(reader, WINDOW * WIDTH)?;
            Ok(Convolution::of(&weights, norm))
        };
        let convolutions = (1..LAYERS).map(|_| convolution(reader)).collect::<Result<_, ModelError>>()?;
        let asks_for_space = tables.iter().any(|table| table.feature == Feature::SpaceAfter);
        Ok(Self { tables, mix, first, convolutions, asks_for_space })
    }

    /// Works out the vectors of all texts of `cut`: [`EncoderMemory::vectors`]. `watch` sees the rows from
    /// the first token to the last: embeddings, and what each convolution makes of them.
    pub(crate) fn encode(
        &self,
        kernel: Kernel,
        lexemes: &Lexemes,
        cut: &CutTexts,
        memory: &mut EncoderMemory,
        mut watch: impl FnMut(&dyn Fn() -> Vec<Lanes>),
    ) {
        self.embed(kernel, lexemes, &cut.tokens, memory);
        memory.lay_out(cut, |token| self.form(token));
        watch(&|| memory.embedded());
        let EncoderMemory { forms, rows, embeddings, neighbours, .. } = memory;
        self.first.run(kernel, forms, embeddings, rows, neighbours);
        watch(&|| memory.after(1));
        for (done, convolution) in (1..).zip(&self.convolutions) {
            memory.group(cut, done);
            for groups in memory.groups.chunks(GROUPS) {
                convolution.run(kernel, groups, &mut memory.rows, &mut memory.convolution);
            }
            watch(&|| memory.after(done + 1));
        }
    }

    /// Works out the embeddings of the forms among `tokens` that were not met before.
    fn embed(&self, kernel: Kernel, lexemes: &Lexemes, tokens: &[Token], memory: &mut EncoderMemory) {
        memory.sums.resize(BATCH * SUMS, Lanes::ZERO);
        if memory.embeddings.is_empty() {
            // An empty row stands in front of those of all forms.
            memory.embeddings.resize(WIDTH, Lanes::ZERO);
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
    }

    /// The number of what decides a token's embedding.
    fn form(&self, token: &Token) -> usize {
        token.lexeme as usize * 2 + usize::from(token.space_after && self.asks_for_space)
    }

    /// Mixes the features of new forms into their embeddings.
    fn mix_columns(&self, kernel: Kernel, memory: &mut EncoderMemory) {
        let stride = self.mix.weights.inputs;
        let rows = Rows { lanes: &memory.columns, stride, count: memory.columns.len() / stride };
        kernel.multiply(rows, &self.mix.weights, &mut memory.sums);
        let done = memory.embeddings.len();
        memory.embeddings.resize(done + rows.count * WIDTH, Lanes::ZERO);
        kernel.maxout_norm(&memory.sums[..rows.count * SUMS], &self.mix.norm, &mut memory.embeddings[done..]);
        memory.columns.clear();
    }
}

/// What an encoder works with, and the embeddings of the forms that it has met.
#[derive(Debug, Default)]
pub(crate) struct EncoderMemory {
    /// The form of each row. Four empty rows stand before, between and behind the texts: in four convolutions nothing
    /// reaches from one text to the next.
    forms: Vec<u32>,
    /// What becomes of the rows. Each convolution moves them one place to the front, so that a batch never writes over the last row of
    /// the one before, which it still reads.
    rows: Vec<Lanes>,
    /// The rows of a convolution, in groups that are worked out together; a group has rows of one text only.
    groups: Vec<Range<usize>>,
    neighbours: NeighbourMemory,
    convolution: ConvolutionMemory,
    sums: Vec<Lanes>,
    /// The features of forms that are yet to be mixed.
    columns: Vec<Lanes>,
    /// Where a form stands in `embeddings`, behind the empty one; 0 where it is not known.
    places: Vec<u32>,
    known: u32,
    embeddings: Vec<Lanes>,
}

impl EncoderMemory {
    /// How many forms are kept from text to text, in 25 MB: about as many as the words that a thread remembers have.
    const KEPT: u32 = 65_536;

    /// Lays out the forms of all tokens, with empty rows around each text, and makes room for what becomes of them.
    fn lay_out(&mut self, cut: &CutTexts, form: impl Fn(&Token) -> usize) {
        self.forms.clear();
        for text in 0..cut.count() {
            self.forms.extend([0; LAYERS]);
            self.forms.extend(cut.of(text).iter().map(|token| self.places[form(token)]));
        }
        self.forms.extend([0; LAYERS]);
        self.rows.resize(self.forms.len() * WIDTH, Lanes::ZERO);
    }

    /// The embeddings from the first token to the last.
    fn embedded(&self) -> Vec<Lanes> {
        let embeddings = self.embeddings.as_chunks::<WIDTH>().0;
        let forms = &self.forms[LAYERS..self.forms.len() - LAYERS];
        forms.iter().flat_map(|&form| embeddings[form as usize]).collect()
    }

    /// Puts the rows that a convolution works out after `done` others into groups.
    fn group(&mut self, cut: &CutTexts, done: usize) {
        self.groups.clear();
        for text in 0..cut.count() {
            let Range { start, end } = Self::wanted(cut, text, done);
            self.groups.extend((start..end).step_by(GROUP).map(|first| first..end.min(first + GROUP)));
        }
    }

    /// The rows that a convolution works out after `done` others: the tokens of a text, and those empty rows around it that a
    /// later convolution still reads.
    ///
    /// The empty rows are transformed like tokens, as they are in spaCy: only the first convolution sees them empty. Of those
    /// between two texts it works out some for either, to the same numbers; no later one does.
    fn wanted(cut: &CutTexts, text: usize, done: usize) -> Range<usize> {
        let beyond = LAYERS - 1 - done;
        // The convolutions before this one have moved the rows to the front.
        let tokens = Self::rows_of(cut, text);
        tokens.start - done - beyond..tokens.end - done + beyond
    }

    /// The rows from the first token to the last after some of the convolutions.
    fn after(&self, convolutions: usize) -> Vec<Lanes> {
        self.rows[(LAYERS - convolutions) * WIDTH..][..(self.forms.len() - 2 * LAYERS) * WIDTH].to_vec()
    }

    /// Where the rows of a text's tokens are laid out.
    fn rows_of(cut: &CutTexts, text: usize) -> Range<usize> {
        let (tokens, empty) = (cut.range(text), LAYERS * (text + 1));
        tokens.start + empty..tokens.end + empty
    }

    /// The vectors of the tokens of one text, one row each.
    pub(crate) fn vectors(&self, cut: &CutTexts, text: usize) -> &[Lanes] {
        let rows = Self::rows_of(cut, text);
        &self.rows[(rows.start - LAYERS) * WIDTH..][..rows.len() * WIDTH]
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

    /// Whether there are more embeddings than should be kept.
    pub(crate) fn is_full(&self) -> bool {
        self.known > Self::KEPT
    }

    /// Forgets the embeddings.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.neighbours.clear();
        self.known = 0;
        self.embeddings.clear();
    }
}
