//! Policies: named conventions that turn an incident's claims into figures. They are data: `codebooks/policies/`.

mod example;
mod figure;
mod grade;
mod judge;
mod names;
mod scope;
mod tolls;

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{ClaimId, Counted, Known, Reason};
use serde::Deserialize;

pub use example::{Example, check};
pub(crate) use judge::{Case, judge};
pub(crate) use tolls::status_name;

/// A named set of conventions. Each rule says where it stands and how surely it is known; what is not there is no rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub name: String,
    pub label: String,
    /// Whose conventions they are, and what is not among them.
    pub about: String,
    /// All of them must hold for an incident to be counted.
    #[serde(default)]
    pub scope: Vec<Scope>,
    /// Incidents that nobody in particular is said to have done are not counted.
    pub attributed: Option<Rule>,
    pub counts: Vec<Counts>,
    pub status: Statuses,
    #[serde(default, rename = "word")]
    pub words: Vec<VagueWords>,
    /// What more than one person without any number is: "others were injured".
    pub plural: Option<Bounds>,
    /// A figure beats a vague word for the same harm.
    pub figures_beat_words: Option<Rule>,
    /// What a harm is put at that nobody counts.
    pub unmentioned: Option<Unmentioned>,
    /// Children, women and men are those who are told of one by one or counted: who is counted among all alone is in no group.
    pub identified: Option<Rule>,
    /// Who is taken for grown up of whom nobody says the age.
    pub grown_up: Option<GrownUp>,
    /// What is made of figures that differ.
    #[serde(default)]
    pub differing: Differing,
    /// The figures of incidents are added up to those of a place or a time.
    pub totals: Option<Rule>,
    #[serde(default, rename = "grade")]
    pub grades: Vec<GradeRule>,
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// Where a rule stands, and how surely it is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub known: Known,
    pub source: String,
}

/// What an incident must be to be counted. Of one entry, everything that is given must hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    pub known: Known,
    pub source: String,
    /// What is covered, in words: the reason that is given where an incident is not.
    pub covers: String,
    /// One of these event types must be told.
    pub attacks: Option<BTreeSet<String>>,
    /// It must have happened in one of these countries (ISO 3166-1 alpha-2).
    pub countries: Option<BTreeSet<String>>,
    /// It must not have ended before.
    pub from: Option<Date>,
    /// It must not have begun after.
    pub to: Option<Date>,
    /// One of these actors must be said to have done it.
    pub perpetrators: Option<BTreeSet<String>>,
    /// Somebody must have been killed, by the highest figure.
    #[serde(default)]
    pub deaths: bool,
}

/// A figure that the policy publishes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    pub known: Known,
    pub source: String,
    pub of: Counted,
    /// The event types that count as this harm; for children, women and men, those of the whole that they are part of.
    pub types: BTreeSet<String>,
}

/// Who counts, by what they are said to be to the fighting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statuses {
    pub known: Known,
    pub source: String,
    /// They count: `civilian`, `police`, …, and `unsaid` for those of whom nothing is said.
    pub count: BTreeSet<String>,
    /// They raise the upper figure and not the lower one. Whoever is in neither list does not count.
    #[serde(default)]
    pub doubtful: BTreeSet<String>,
}

/// What some vague words are put at. A bound that is left out is open.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueWords {
    pub known: Known,
    pub source: String,
    pub words: BTreeSet<String>,
    pub low: Option<u64>,
    pub high: Option<u64>,
}

/// Bounds of a number that nobody says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    pub known: Known,
    pub source: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
}

/// Kin that children are not: they are taken for grown up unless an age says otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrownUp {
    pub known: Known,
    pub source: String,
    pub words: BTreeSet<String>,
}

/// What a harm is put at that nobody counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmentioned {
    pub known: Known,
    pub source: String,
    pub figure: u64,
}

/// Which of several figures are published: the lowest, the highest, one of them as the best. What is left out is not
/// published at all.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Differing {
    pub low: Option<Rule>,
    pub high: Option<Rule>,
    pub best: Option<Choice>,
}

/// Which of several figures is the best.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub known: Known,
    pub source: String,
    pub take: End,
}

/// An end of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    Lowest,
    Highest,
}

/// When an incident has a grade: of the rules of one axis, the first that holds. All conditions that are given must hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeRule {
    pub known: Known,
    pub source: String,
    pub axis: String,
    pub grade: String,
    /// At least so many origins tell of the harm. All unnamed sources together are none where somebody is named.
    pub harm_origins: Option<usize>,
    /// At least so many origins say who did it.
    pub blame_origins: Option<usize>,
    /// Who did it is disputed.
    pub disputed: Option<bool>,
    /// A party admits what it is said to have done.
    pub admitted: Option<Admitted>,
}

/// What a party admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Admitted {
    Attack,
    Harm,
}

/// A policy that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// No TOML, or keys and values that policies do not have; the message has line and key.
    #[error("{file}: {source}")]
    Toml { file: String, source: Box<toml::de::Error> },
    #[error("{file}: `{key}` {problem}")]
    Value { file: String, key: String, problem: &'static str },
}

impl Policy {
    /// Reads the file of a policy; `file` is what it is called in messages.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, PolicyError> {
        let wrong = |source| PolicyError::Toml { file: file.to_owned(), source: Box::new(source) };
        let policy: Self = toml::from_str(text).map_err(wrong)?;
        match policy.problem() {
            Some((key, problem)) => Err(PolicyError::Value { file: file.to_owned(), key, problem }),
            None => Ok(policy),
        }
    }

    /// What its values cannot mean.
    fn problem(&self) -> Option<(String, &'static str)> {
        let inverted =
            |low: Option<u64>, high: Option<u64>| low.zip(high).is_some_and(|(low, high)| low > high);
        let words = self.words.iter().find(|word| inverted(word.low, word.high));
        let mut counted = BTreeSet::new();
        let twice = self.counts.iter().find(|counts| !counted.insert(counts.of));
        if self.name.is_empty() || !self.name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
        {
            return Some(("name".to_owned(), "is letters, digits and hyphens"));
        }
        if let Some(words) = words {
            let first = words.words.first().cloned().unwrap_or_default();
            return Some((format!("word.{first}"), "has a low above its high"));
        }
        if self.plural.as_ref().is_some_and(|plural| inverted(plural.low, plural.high)) {
            return Some(("plural".to_owned(), "has a low above its high"));
        }
        twice.map(|_| ("counts.of".to_owned(), "counts the same twice"))
    }

    /// Rules that are known from memory only.
    pub fn remembered(&self) -> usize {
        self.rules().filter(|(known, _)| *known == Known::Memory).count()
    }

    /// How surely each rule is known, and where it stands.
    pub fn rules(&self) -> impl Iterator<Item = (Known, &str)> {
        let scope = self.scope.iter().map(|rule| (rule.known, rule.source.as_str()));
        let counts = self.counts.iter().map(|rule| (rule.known, rule.source.as_str()));
        let words = self.words.iter().map(|rule| (rule.known, rule.source.as_str()));
        let grades = self.grades.iter().map(|rule| (rule.known, rule.source.as_str()));
        let single = [&self.attributed, &self.figures_beat_words, &self.identified].into_iter().flatten();
        let single = single.map(|rule| (rule.known, rule.source.as_str()));
        let plural = self.plural.iter().map(|rule| (rule.known, rule.source.as_str()));
        let grown_up = self.grown_up.iter().map(|rule| (rule.known, rule.source.as_str()));
        let unmentioned = self.unmentioned.iter().map(|rule| (rule.known, rule.source.as_str()));
        let Differing { low, high, best } = &self.differing;
        let best = best.iter().map(|rule| (rule.known, rule.source.as_str()));
        let choices =
            [low, high].into_iter().flatten().map(|rule| (rule.known, rule.source.as_str())).chain(best);
        let status = (self.status.known, self.status.source.as_str());
        scope
            .chain(counts)
            .chain([status])
            .chain(words)
            .chain(plural)
            .chain(single)
            .chain(grown_up)
            .chain(unmentioned)
            .chain(choices)
            .chain(grades)
    }
}

/// A reason that rests on a rule of the policy.
pub(crate) fn by_rule(words: impl Into<String>, known: Known, source: &str, claims: Vec<ClaimId>) -> Reason {
    Reason { words: words.into(), known: Some(known), source: Some(source.to_owned()), claims }
}

/// A reason that holds under every policy.
pub(crate) fn always(words: impl Into<String>, claims: Vec<ClaimId>) -> Reason {
    Reason { words: words.into(), known: None, source: None, claims }
}
