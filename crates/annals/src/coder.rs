//! The coder: whoever applies a codebook. It owns what is costly to load.

use std::sync::Mutex;

use claims::{Codebook, CodebookError};
use ingest::{Layout, LayoutError};
use mentions::{Gazetteer, GazetteerError, Knowledge, KnowledgeError};
use reconcile::{Grouping, GroupingError, Lexicon, LexiconError};
use sha2::{Digest, Sha256};
use syntax::{Kernel, Model, ModelError, Scratch};

use crate::Files;

/// Model, knowledge and codebook, ready to code reports.
pub struct Coder {
    pub(crate) model: Model,
    pub(crate) knowledge: Knowledge,
    pub(crate) codebook: Codebook,
    layout: Layout,
    lexicon: Lexicon,
    grouping: Grouping,
    kernel: Kernel,
    /// What threads parsed with, kept for the next report: words that were met before cost next to nothing.
    idle: Mutex<Vec<Scratch>>,
}

/// Why a coder cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CoderError {
    #[error("the model cannot be read: {0}")]
    Model(#[from] ModelError),
    #[error("the gazetteer cannot be read: {0}")]
    Gazetteer(#[from] GazetteerError),
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
    #[error(transparent)]
    Layout(#[from] LayoutError),
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    #[error(transparent)]
    Grouping(#[from] GroupingError),
}

impl Coder {
    /// A coder of a model's bytes, a gazetteer, and the files of a codebook.
    pub fn new(model: &[u8], gazetteer: Gazetteer, files: &Files) -> Result<Self, CoderError> {
        let model = Model::from_bytes(model)?;
        let mut codebook = codebook(files)?;
        codebook.provenance = provenance(&model, &gazetteer, files);
        let knowledge = Knowledge::from_toml(&files.all(), gazetteer)?;
        let (kernel, idle) = (Kernel::default(), Mutex::default());
        let (lexicon, grouping) = (files.lexicon()?, files.grouping()?);
        Ok(Self { model, knowledge, codebook, layout: files.layout()?, lexicon, grouping, kernel, idle })
    }

    /// The same coder, computing with `kernel`: it codes the same, only faster or slower.
    pub fn with_kernel(self, kernel: Kernel) -> Self {
        Self { kernel, idle: Mutex::default(), ..self }
    }

    /// The instructions that it computes with.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// Does what needs a scratch, with one that no other thread works with.
    pub(crate) fn with_scratch<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut scratch = idle.unwrap_or_else(|| Scratch::with_kernel(self.kernel));
        let done = work(&mut scratch);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(scratch);
        }
        done
    }

    /// The event types, roles and lexicon that reports are coded under.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The places that it knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.knowledge.gazetteer
    }

    /// How the parts of a text are told apart.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The words by which the claims of many reports are reconciled.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// By what tellings of one occurrence are known.
    pub fn grouping(&self) -> &Grouping {
        &self.grouping
    }

    /// The hash of program, model, codebook, lexicon, actors and gazetteer that every claim carries.
    pub fn provenance(&self) -> &str {
        &self.codebook.provenance
    }
}

/// The codebook in `files`.
pub fn codebook(files: &Files) -> Result<Codebook, CodebookError> {
    Codebook::from_toml(&files.all())
}

/// `prv_` and 20 hex digits over everything that decides what a report is coded to.
fn provenance(model: &Model, gazetteer: &Gazetteer, files: &Files) -> String {
    let mut hash = Sha256::new();
    let mut take = |part: &[u8]| {
        // Lengths part the parts: moving a byte from one to the next gives another hash.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    take(env!("CARGO_PKG_VERSION").as_bytes());
    take(model.hash().as_bytes());
    take(&gazetteer.fingerprint().to_le_bytes());
    // Policies turn claims into figures; what is claimed does not hang on them.
    for (path, text) in files.all().into_iter().filter(|(path, _)| !path.starts_with("policies/")) {
        take(path.as_bytes());
        take(text.as_bytes());
    }
    let digits: String = hash.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("prv_{digits}")
}
