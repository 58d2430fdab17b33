//! The words that tell the parts of a text apart, and English from other languages: `codebooks/lexicon/layout.toml`.

use serde::Deserialize;

/// The word lists of the layout.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// What a caption opens with, in lower case.
    #[serde(default)]
    pub caption: Vec<String>,
    /// What the label of a headline that names its source ends in: singular, in lower case.
    #[serde(default)]
    pub speakers: Vec<String>,
    /// Small words that English is full of, in lower case.
    #[serde(default)]
    pub english: Vec<String>,
}

/// A layout file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("lexicon/layout.toml: {0}")]
pub struct LayoutError(#[from] toml::de::Error);

impl Layout {
    /// The layout that a TOML file describes.
    pub fn from_toml(text: &str) -> Result<Self, LayoutError> {
        Ok(toml::from_str(text)?)
    }
}
