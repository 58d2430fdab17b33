//! TODO

use serde::Deserialize;

/// The word lists of this finder: `codebooks/lexicon/quantities.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityLexicon {}

use model::{Parse, QuantityMention, TimeMention};

/// The quantities of a report; numbers inside `times` are dates, not counts.
pub fn find(_parse: &Parse, _times: &[TimeMention], _lexicon: &QuantityLexicon) -> Vec<QuantityMention> {
    Vec::new()
}
