//! TODO

use serde::Deserialize;

/// The word lists of this finder: `codebooks/lexicon/places.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceLexicon {}

use model::{Mentions, Parse, PlaceMention};

use crate::gazetteer::Gazetteer;

/// The places of a report, resolved to the gazetteer.
pub fn find(
    _parse: &Parse,
    _mentions: &Mentions,
    _gazetteer: &Gazetteer,
    _lexicon: &PlaceLexicon,
) -> Vec<PlaceMention> {
    Vec::new()
}
