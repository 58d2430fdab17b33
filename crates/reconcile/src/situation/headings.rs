//! What stands where in a situation: `codebooks/lexicon/situation.toml`.

use std::collections::{BTreeMap, BTreeSet};

use model::Heading;
use serde::Deserialize;

/// Under which heading each event type stands, which of them tell who holds a place, and what tells the outcome of a plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    pub(super) headings: BTreeMap<Heading, BTreeSet<String>>,
    pub(super) holding: HoldingTypes,
    pub(super) plans: PlanWords,
}

/// Event types that tell who holds a place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HoldingTypes {
    pub states: BTreeSet<String>,
    pub changes: BTreeSet<String>,
    pub leaving: BTreeSet<String>,
}

/// What tells the outcome of a plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanWords {
    /// Headings under which plans stand, too.
    pub stand_with: BTreeSet<Heading>,
    /// Event types that fulfil a plan of another type.
    pub fulfilled_by: BTreeMap<String, BTreeSet<String>>,
    pub postponed: Vec<String>,
    pub cancelled: Vec<String>,
}

/// A file that is no TOML, or that has other keys than situations know.
#[derive(Debug, thiserror::Error)]
#[error("lexicon/situation.toml: {0}")]
pub struct HeadingsError(#[from] Box<toml::de::Error>);

impl Headings {
    /// Reads `lexicon/situation.toml`.
    pub fn from_toml(text: &str) -> Result<Self, HeadingsError> {
        Ok(toml::from_str(text).map_err(Box::new)?)
    }

    /// The event types that tell who holds a place.
    pub fn holding(&self) -> BTreeSet<&str> {
        let HoldingTypes { states, changes, leaving } = &self.holding;
        states.iter().chain(changes).chain(leaving).map(String::as_str).collect()
    }

    /// The heading under which an event type stands; the background, if it stands under none.
    pub fn heading(&self, event_type: &str) -> Heading {
        let stands = |(_, types): &(&Heading, &BTreeSet<String>)| types.contains(event_type);
        self.headings.iter().find(stands).map_or(Heading::Background, |(heading, _)| *heading)
    }
}
