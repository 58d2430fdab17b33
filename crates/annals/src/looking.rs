//! What it takes to look at a record: all but the model of English, which only reading takes.

use claims::Codebook;
use ingest::Layout;
use mentions::Gazetteer;
use reconcile::Lexicon;

use crate::Files;
use crate::coder::{self, CoderError};
use crate::resources::{self, ResourcesError};

/// Codebook and gazetteer, ready to look things up in.
pub struct Looking {
    pub codebook: Codebook,
    pub layout: Layout,
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
}

impl Looking {
    /// With a codebook, and the gazetteer that is installed.
    pub fn with(files: &Files) -> Result<Self, ResourcesError> {
        Ok(Self {
            codebook: coder::codebook(files).map_err(CoderError::from)?,
            layout: files.layout().map_err(CoderError::from)?,
            lexicon: files.lexicon().map_err(CoderError::from)?,
            gazetteer: resources::gazetteer()?,
        })
    }
}
