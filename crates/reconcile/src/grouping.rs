//! By what claims are put together into incidents: `codebooks/lexicon/grouping.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::compare::Sign;

/// Which types tell of one kind of occurrence, what speaks for and against two episodes being of the same one, and how
/// much it takes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    pub(crate) families: Kinships,
    pub(crate) neighbours: Neighbours,
    pub(crate) episodes: Apart,
    pub(crate) thresholds: Thresholds,
    /// The kinds of occurrences, with the event types that tell of each.
    pub(crate) kinds: BTreeMap<String, Vec<String>>,
    pub(crate) weights: BTreeMap<Sign, f64>,
}

/// What makes two reports kin. Words are their own: those outside quotation marks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kinships {
    /// Words of a copy, at least.
    pub copied: usize,
    /// Words that an update or an excerpt shares with the earlier report, at least.
    pub shared: usize,
    /// Words at the end of both that may be a common footer, at most.
    pub footer: usize,
    /// The share of the earlier words that an update keeps, at least.
    pub kept: f64,
    /// The share of its words that an excerpt took from the earlier report, at least.
    pub taken: f64,
    /// The share of its runs of words that a sentence keeps when it is edited, at least.
    pub edited: f64,
}

/// Which episodes an episode is compared with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Neighbours {
    /// How many, at most.
    pub most: usize,
    /// How many are looked at of those that share one key, at most.
    pub each_key: usize,
    /// Days of a stretch within which two tellings of one occurrence at one place are looked for.
    pub place_days: i32,
    /// Days of a stretch within which two tellings are looked for that share a name.
    pub name_days: i32,
    /// Degrees of the squares in which places are looked for.
    pub square: f64,
    /// Kilometres up to which towns are near each other.
    pub near_km: f64,
    /// Pairs of episodes between two incidents from which on they stay two, however alike an episode finds them.
    pub many_pairs: usize,
}

/// What tells the occurrences of one report apart.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Apart {
    /// Days between the stated times of one occurrence, at most.
    pub days: i32,
    /// Kilometres between the towns of one occurrence, at most.
    pub km: f64,
    /// Days, with the first and the last one, from which on what is told of them is a total over a stretch.
    pub stretch: i32,
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
    /// From these odds on a plan and what was done are linked.
    pub fulfils: f64,
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

    /// How many neighbours an episode is compared with, at most.
    pub fn n_neighbours(&self) -> usize {
        self.neighbours.most
    }

    /// How many reports or episodes are looked at of those that share one key, at most.
    pub fn n_each_key(&self) -> usize {
        self.neighbours.each_key
    }

    /// Whether there are too many pairs between the episodes of two incidents to make them one.
    pub fn are_many(&self, n_pairs: usize) -> bool {
        n_pairs > self.neighbours.many_pairs
    }

    /// The kind of occurrence that an event type tells of; none for states and opinions.
    pub(crate) fn kind(&self, event_type: &str) -> Option<&str> {
        let is_one = |(_, types): &(&String, &Vec<String>)| types.iter().any(|one| one == event_type);
        self.kinds.iter().find(is_one).map(|(kind, _)| kind.as_str())
    }
}
