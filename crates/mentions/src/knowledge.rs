//! What the finders know of the world and of words: all of it data that the caller hands in.

use crate::coreference::CoreferenceLexicon;
use crate::directory::ActorDirectory;
use crate::gazetteer::Gazetteer;
use crate::nouns::NounLexicon;
use crate::people::PeopleLexicon;
use crate::places::PlaceLexicon;
use crate::quantities::QuantityLexicon;
use crate::times::TimeLexicon;

/// Word lists, actors and places.
#[derive(Debug, Default)]
pub struct Knowledge {
    pub nouns: NounLexicon,
    pub times: TimeLexicon,
    pub quantities: QuantityLexicon,
    pub places: PlaceLexicon,
    pub people: PeopleLexicon,
    pub coreference: CoreferenceLexicon,
    pub directory: ActorDirectory,
    pub gazetteer: Gazetteer,
}

/// A word list that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("lexicon/{file}: {source}")]
pub struct KnowledgeError {
    file: String,
    source: toml::de::Error,
}
