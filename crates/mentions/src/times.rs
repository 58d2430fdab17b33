//! TODO

use serde::Deserialize;

/// The word lists of this finder: `codebooks/lexicon/times.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLexicon {}

use jiff::civil::Date;
use model::{Parse, TimeMention};

/// The times of a report; `published` is the day that relative ones count from.
pub fn find(_parse: &Parse, _published: Option<Date>, _lexicon: &TimeLexicon) -> Vec<TimeMention> {
    Vec::new()
}
