//! The model: read from one packed file, and run over texts.

use std::sync::Arc;

use model::{Parse, Symbols};

use crate::ModelError;
use crate::attributes::{Hit, Rules, Seen, Setting};
use crate::bytes::Reader;
use crate::cut::CutTexts;
use crate::document::Document;
use crate::encoder::{Encoder, EncoderMemory};
use crate::entities::{Place, Recogniser};
use crate::hash::murmur64;
use crate::kernels::Kernel;
use crate::lemmas::{LemmaMemory, Lemmatizer};
use crate::lexeme::Lexicon;
use crate::pack::{FORMAT, MAGIC};
use crate::parser::{Parser, State};
use crate::scorer::ScorerMemory;
use crate::tagger::Tagger;
use crate::tokenizer::{Memory, Tokenizer};
use crate::trace::{Branch, Watch};
use crate::tree::{LiftedLabels, Reach};

/// Texts are encoded together until they have as many tokens: few enough for the processor's second cache.
const TOGETHER: usize = 512;

/// A model of English, ready to read texts. Threads may share one; each needs a [`Scratch`] of its own.
#[derive(Debug)]
pub struct Model {
    hash: String,
    licences: [String; 2],
    symbols: Arc<Symbols>,
    pub(crate) lexicon: Lexicon,
    tokenizer: Tokenizer,
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    lifted: LiftedLabels,
    rules: Rules,
    pub(crate) lemmatizer: Lemmatizer,
    name_encoder: Encoder,
    recogniser: Recogniser,
}

impl Model {
    /// Reads a model that [`pack`](crate::pack) made.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let (hash, payload) = checked(bytes)?;
        let reader = &mut Reader(payload);
        let mut symbols = Symbols::default();
        symbols.intern("");
        let licences = [reader.text()?.to_owned(), reader.text()?.to_owned()];
        let lexicon = Lexicon::read(reader)?;
        let tokenizer = Tokenizer::read(reader, &lexicon)?;
        let encoder = Encoder::read(reader)?;
        let tagger = Tagger::read(reader, &mut symbols)?;
        let parser = Parser::read(reader, &mut symbols)?;
        let lifted = LiftedLabels::among(parser.labels().iter().copied(), &mut symbols);
        let rules = Rules::read(reader, &mut symbols, &lexicon.ids)?;
        let lemmatizer = Lemmatizer::read(reader)?;
        let name_encoder = Encoder::read(reader)?;
        let recogniser = Recogniser::read(reader, &mut symbols)?;
        Ok(Self {
            hash: format!("{hash:016x}"),
            licences,
            symbols: Arc::new(symbols),
            lexicon,
            tokenizer,
            encoder,
            tagger,
            parser,
            lifted,
            rules,
            lemmatizer,
            name_encoder,
            recogniser,
        })
    }

    /// Names the model by its content, for provenance: 16 hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The licence of the model, and those of what it was made from.
    pub fn licences(&self) -> &[String; 2] {
        &self.licences
    }

    /// Whether a word in lower case is an English word: a form of a listed lemma, or one with a norm of its own.
    pub fn knows_word(&self, lower: &str) -> bool {
        self.lemmatizer.knows(lower) || self.lexicon.listed_norm(self.lexicon.ids.id(lower)).is_some()
    }

    /// The syntax of a text. Readers of many texts keep a [`Scratch`] and call [`Model::parse_with`].
    pub fn parse(&self, text: &str) -> Parse {
        self.parse_with(text, &mut Scratch::default())
    }

    /// The syntax of a text, worked out in `scratch`.
    pub fn parse_with(&self, text: &str, scratch: &mut Scratch) -> Parse {
        self.parse_all(&[text], scratch).pop().unwrap_or_default()
    }

    /// The syntax of each text. Short texts are encoded together, which takes less time than one by one.
    pub fn parse_all(&self, texts: &[&str], scratch: &mut Scratch) -> Vec<Parse> {
        let mut parses = Vec::with_capacity(texts.len());
        while parses.len() < texts.len() {
            let rest = &texts[parses.len()..];
            self.encode(rest, scratch, &mut ());
            for (number, text) in rest.iter().enumerate().take(scratch.cut.count()) {
                self.read(number, scratch, &mut ());
                parses.push(scratch.document.to_parse(text, &self.symbols));
            }
        }
        parses
    }

    /// Cuts as many of `texts` as are worked on at once, and works out the vectors of their tokens.
    pub(crate) fn encode(&self, texts: &[&str], scratch: &mut Scratch, watch: &mut impl Watch) {
        scratch.prepare(&self.hash);
        let Scratch { kernel, words, cut, encoder, name_encoder, document, .. } = scratch;
        cut.clear();
        for text in texts {
            self.tokenizer.cut(&self.lexicon, text, words, &mut document.tokens);
            cut.push(&document.tokens);
            if cut.tokens.len() >= TOGETHER {
                break;
            }
        }
        self.encoder.encode(*kernel, &words.lexemes, cut, encoder, |rows| watch.layer(Branch::Syntax, rows));
        self.name_encoder
            .encode(*kernel, &words.lexemes, cut, name_encoder, |rows| watch.layer(Branch::Names, rows));
    }

    /// Runs the stages behind the encoders, in their order, over one of the texts that were encoded.
    pub(crate) fn read(&self, text: usize, scratch: &mut Scratch, watch: &mut impl Watch) {
        scratch.document.start(scratch.cut.of(text));
        self.label(text, scratch, watch);
        self.apply_rules(scratch);
        self.add_lemmas(scratch);
        self.find_entities(text, scratch, watch);
    }

    /// Adds tags, heads, labels and sentence starts.
    fn label(&self, text: usize, scratch: &mut Scratch, watch: &mut impl Watch) {
        let Scratch { kernel, words, cut, encoder, scorer, state, reach, document, .. } = scratch;
        let (tokens, tree) = (&document.tokens, &mut document.tree);
        let vectors = encoder.vectors(cut, text);
        self.tagger.tag(*kernel, vectors, scorer.scores(), &mut document.tags, |scores| watch.tags(scores));
        self.parser.parse(*kernel, vectors, scorer, state, tree, |slots, scores| {
            watch.step(Branch::Syntax, slots, scores);
        });
        self.lifted.lower(tree, reach, |i| words.is_space(tokens[i]));
        reach.of(tree);
        reach.mark_starts(tree, &mut document.starts_sentence);
    }

    /// Adds parts of speech, morphology and the lemmas of some words.
    fn apply_rules(&self, scratch: &mut Scratch) {
        let Scratch { words, document, seen, hits, .. } = scratch;
        let see = |(i, &(_, dep)): (usize, &(usize, _))| {
            let lexeme = words.lexemes.get(document.tokens[i].lexeme);
            Seen { tag: document.tags[i], lower: lexeme.lower_id, dep, is_space: lexeme.is_space }
        };
        seen.clear();
        seen.extend(document.tree.iter().enumerate().map(see));
        self.rules.find(seen, hits);
        for &hit in hits.iter() {
            for setting in self.rules.settings(hit) {
                apply(setting, hit.token, document);
            }
        }
    }

    /// Adds the lemmas that no rule has set.
    fn add_lemmas(&self, scratch: &mut Scratch) {
        let Scratch { words, lemmas, document, .. } = scratch;
        for i in 0..document.tokens.len() {
            if document.lemma(i).is_none_or(str::is_empty) {
                let (number, pos, morph) = (document.tokens[i].lexeme, document.pos[i], document.morphs[i]);
                let lemma = lemmas.lemma(number, pos, morph, || {
                    let lexeme = words.lexemes.get(number);
                    let (pos, morph) = (self.symbols.name(pos), self.symbols.name(morph));
                    self.lemmatizer.lemma(&self.lexicon, &lexeme.text, &lexeme.lower, pos, morph)
                });
                document.set_lemma(i, lemma);
            }
        }
    }

    fn find_entities(&self, text: usize, scratch: &mut Scratch, watch: &mut impl Watch) {
        let Scratch { kernel, words, cut, name_encoder, scorer, document, .. } = scratch;
        let Document { tokens, starts_sentence, entities, .. } = document;
        let vectors = name_encoder.vectors(cut, text);
        let places = tokens.iter().enumerate().map(|(i, &token)| Place {
            is_space: words.is_space(token),
            ends_sentence: starts_sentence.get(i + 1).is_none_or(|&starts| starts),
        });
        self.recogniser.find(*kernel, vectors, places, scorer, entities, |slots, scores| {
            watch.step(Branch::Names, slots, scores);
        });
    }
}

fn apply(setting: &Setting, token: usize, document: &mut Document) {
    match *setting {
        Setting::Tag(tag) => document.tags[token] = tag,
        Setting::Pos(pos) => document.pos[token] = pos,
        Setting::Morph(morph) => document.morphs[token] = morph,
        Setting::Dep(dep) => document.tree[token].1 = dep,
        Setting::Lemma(ref lemma) => document.set_lemma(token, lemma),
    }
}

/// The hash of a packed model, and its part behind the head, if they fit.
fn checked(bytes: &[u8]) -> Result<(u64, &[u8]), ModelError> {
    let reader = &mut Reader(bytes);
    if reader.take(MAGIC.len()).map_err(|_| ModelError::NotAModel)? != MAGIC {
        return Err(ModelError::NotAModel);
    }
    let found = reader.u32()?;
    if found != FORMAT {
        return Err(ModelError::Format { found, expected: FORMAT });
    }
    let hash = reader.u64()?;
    if murmur64(reader.0, 0) != hash {
        return Err(ModelError::Damaged("its checksum differs"));
    }
    Ok((hash, reader.0))
}

/// What one thread works with: the document at hand, and memories that make known words cheap.
///
/// What was read before never changes what is read next, only how fast.
#[derive(Debug, Default)]
pub struct Scratch {
    kernel: Kernel,
    /// The hash of the model that the memories belong to.
    model: String,
    pub(crate) words: Memory,
    lemmas: LemmaMemory,
    cut: CutTexts,
    encoder: EncoderMemory,
    name_encoder: EncoderMemory,
    scorer: ScorerMemory,
    state: State,
    reach: Reach,
    seen: Vec<Seen>,
    hits: Vec<Hit>,
    pub(crate) document: Document,
}

impl Scratch {
    /// A scratch that computes with `kernel`; the default is the fastest that the processor has.
    pub fn with_kernel(kernel: Kernel) -> Self {
        Self { kernel, ..Self::default() }
    }

    /// Empties memories that are full, or that belong to another model.
    fn prepare(&mut self, model: &str) {
        let is_full = self.words.is_full() || self.encoder.is_full() || self.name_encoder.is_full();
        if is_full || self.model != model {
            self.words.clear();
            self.lemmas.clear();
            self.encoder.clear();
            self.name_encoder.clear();
            self.model.clear();
            self.model.push_str(model);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of a model with `payload`, whatever it holds, under a head that fits.
    fn sealed(payload: &[u8]) -> Vec<u8> {
        [MAGIC, &FORMAT.to_le_bytes(), &murmur64(payload, 0).to_le_bytes(), payload].concat()
    }

    #[test]
    fn other_bytes_are_refused() {
        assert!(matches!(Model::from_bytes(b""), Err(ModelError::NotAModel)));
        assert!(matches!(Model::from_bytes(b"annals-x and more"), Err(ModelError::NotAModel)));
        let other = [MAGIC, &99u32.to_le_bytes(), &[0; 8]].concat();
        assert!(matches!(Model::from_bytes(&other), Err(ModelError::Format { found: 99, .. })));
        let mut damaged = sealed(b"payload");
        damaged[22] ^= 1;
        assert!(matches!(Model::from_bytes(&damaged), Err(ModelError::Damaged(_))));
        assert!(matches!(Model::from_bytes(&sealed(b"payload")), Err(ModelError::Damaged(_))));
    }

    #[test]
    fn a_model_that_ends_early_is_refused() {
        let Some(bytes) = crate::data::model() else { return };
        let (_, payload) = checked(&bytes).expect("an installed model");
        for part in 0..20 {
            let cut = sealed(&payload[..payload.len() * part / 20]);
            assert!(matches!(Model::from_bytes(&cut), Err(ModelError::Damaged(_))));
        }
    }

    #[test]
    fn a_changed_model_never_panics() {
        let Some(bytes) = crate::data::model() else { return };
        let mut payload = checked(&bytes).expect("an installed model").1.to_vec();
        for step in 0..60 {
            // Small lists and their lengths stand at the front; weights and long tables fill the rest.
            let at = if step % 2 == 0 { step * 1009 } else { step * 229_981 } % payload.len();
            payload[at] ^= 0x5a;
            if let Ok(model) = Model::from_bytes(&sealed(&payload)) {
                model.parse("Don't go, it's 5km.");
            }
        }
    }
}
