//! By what claims are put together into incidents: `codebooks/lexicon/grouping.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::compare::Sign;

/// Which types tell of one kind of occurrence, what speaks for and against two episodes being of the same one, and how
/// much it takes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    pub(crate) episodes: Apart,
    pub(crate) thresholds: Thresholds,
    /// The kinds of occurrences, with the event types that tell of each.
    pub(crate) kinds: BTreeMap<String, Vec<String>>,
    pub(crate) weights: BTreeMap<Sign, f64>,
}

/// What tells the occurrences of one report apart.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Apart {
    /// Days between the stated times of one occurrence, at most.
    pub days: i32,
    /// Kilometres between the towns of one occurrence, at most.
    pub km: f64,
    /// Words at the beginning of an episode that are compared, at most.
    pub lead: usize,
}

/// Odds, as natural logarithms.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Thresholds {
    /// The odds before anything is known of two episodes that have something in common.
    pub prior: f64,
    pub same: f64,
    pub possibly_same: f64,
    /// The probability, on average over all pairs between them, from which two groups of episodes are one incident.
    pub together: f64,
}

/// A file that is no TOML, or that has other keys than grouping knows.
#[derive(Debug, thiserror::Error)]
#[error("lexicon/grouping.toml: {0}")]
pub struct GroupingError(#[from] Box<toml::de::Error>);

impl Grouping {
    /// Reads `lexicon/grouping.toml`.
    pub fn from_toml(text: &str) -> Result<Self, GroupingError> {
        Ok(toml::from_str(text).map_err(Box::new)?)
    }

    /// The kind of occurrence that an event type tells of; none for states and opinions.
    pub(crate) fn kind(&self, event_type: &str) -> Option<&str> {
        let is_one = |(_, types): &(&String, &Vec<String>)| types.iter().any(|one| one == event_type);
        self.kinds.iter().find(is_one).map(|(kind, _)| kind.as_str())
    }
}
