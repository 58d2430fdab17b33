//! TODO

use serde::Deserialize;

/// The word lists of this finder: `codebooks/lexicon/people.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleLexicon {}

use model::{Mentions, Parse, PeopleMention};

/// The people of a report, with what is said of them.
pub fn find(_parse: &Parse, _mentions: &Mentions, _lexicon: &PeopleLexicon) -> Vec<PeopleMention> {
    Vec::new()
}
