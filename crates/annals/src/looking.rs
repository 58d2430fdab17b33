//! What it takes to look at a record: all but the model of English and the rules of the codebook, which only reading takes.

use ingest::Layout;
use mentions::Gazetteer;
use reconcile::Lexicon;

use crate::Files;
use crate::coder::{self, CoderError};
use crate::resources::{self, ResourcesError};

/// Names and places, ready to look things up in.
pub struct Looking {
    /// The event types of the codebook with their ledgers, in order of name.
    pub event_types: Vec<(String, String)>,
    pub layout: Layout,
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
}

impl Looking {
    /// With a codebook, and the gazetteer that is installed.
    pub fn with(files: &Files) -> Result<Self, ResourcesError> {
        let codebook = coder::codebook(files).map_err(CoderError::from)?;
        Ok(Self {
            event_types: codebook.types.into_iter().map(|known| (known.name, known.ledger)).collect(),
            layout: files.layout().map_err(CoderError::from)?,
            lexicon: files.lexicon().map_err(CoderError::from)?,
            gazetteer: resources::gazetteer()?,
        })
    }
}
