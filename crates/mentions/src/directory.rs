//! The actors that Annals knows: who has which names, when, and what is composed from the name of a state.

mod file;
mod lint;
mod matching;
mod validity;

use std::collections::BTreeMap;

use crate::words::WordSet;
use file::{ActorEntry, BranchEntry, File, NameEntry, SourcedNames, StateEntry};

pub use file::ActorKind;
pub use lint::DirectoryProblem;
pub use validity::Validity;

/// The branch of a state that speaks for it: a country's name as a subject is its government.
pub const GOVERNMENT: &str = "government";

/// The actors that Annals knows.
#[derive(Debug, Default)]
pub struct ActorDirectory {
    actors: BTreeMap<String, Actor>,
    states: Vec<State>,
    /// In order of precedence.
    branches: Vec<Branch>,
    /// By letters and digits in lower case: "alqaeda", "usledcoalition".
    names: BTreeMap<String, Vec<Name>>,
    /// How these begin, in one letter up to [`matching::BEGINNING`]: most words of a text begin no name.
    beginnings: WordSet,
    entries: Vec<ActorEntry>,
}

/// An actor of the directory.
#[derive(Debug, Clone)]
pub struct Actor {
    pub name: String,
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2, where the actor belongs to one country.
    pub country: Option<String>,
    pub validity: Validity,
    /// The offices of a person: the body's id and when.
    pub roles: Vec<(String, Validity)>,
}

/// A state, whose actors are composed as `<id>-<branch>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub id: String,
}

/// A branch of every state with the nouns that name it, in all their forms.
#[derive(Debug)]
struct Branch {
    id: String,
    bodies: WordSet,
    acts: WordSet,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referent {
    /// The id of an actor.
    Actor(String),
    /// The id of a state: which of its actors is meant is up to the phrase.
    State { id: String, adjective: bool },
}

/// One spelling of a name, and when it is used.
#[derive(Debug, Clone)]
pub struct Name {
    /// As written in the directory.
    pub text: String,
    pub referent: Referent,
    pub validity: Validity,
}

/// A file of the directory that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {source}")]
pub struct DirectoryError {
    pub file: String,
    pub source: toml::de::Error,
}

impl ActorDirectory {
    /// Reads the files of `codebooks/actors/`, given as name and contents.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, DirectoryError> {
        let mut directory = Self::default();
        for (name, contents) in files {
            let file: File = toml::from_str(contents)
                .map_err(|source| DirectoryError { file: (*name).to_owned(), source })?;
            directory.branches.extend(file.branch.into_iter().map(Branch::from));
            file.states.iter().for_each(|state| directory.add_state(state));
            file.actor.into_iter().for_each(|actor| directory.add_actor(actor));
        }
        Ok(directory)
    }

    /// The actor with an id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.get(id)
    }

    /// The branch that a phrase names by its nouns; where several do, the one that takes precedence.
    pub fn branch_of<'a>(&self, nouns: impl Iterator<Item = &'a str> + Clone) -> Option<&str> {
        self.branches
            .iter()
            .find(|branch| nouns.clone().any(|noun| branch.bodies.contains(noun)))
            .map(|branch| branch.id.as_str())
    }

    /// The branch that does or uses what a noun names ("airstrike", "missile").
    pub fn branch_behind(&self, noun: &str) -> Option<&str> {
        self.branches.iter().find(|branch| branch.acts.contains(noun)).map(|branch| branch.id.as_str())
    }

    /// The actor that is `branch` of `owner`, where the owner is the government of a state; else the owner itself.
    pub fn branch_of_actor(&self, owner: &str, branch: &str) -> String {
        owner
            .strip_suffix(GOVERNMENT)
            .map(|state| format!("{state}{branch}"))
            .filter(|id| self.states.iter().any(|state| composed(&state.id, branch) == *id))
            .unwrap_or_else(|| owner.to_owned())
    }

    fn add_state(&mut self, entry: &StateEntry) {
        let state = |adjective| Referent::State { id: entry.id.clone(), adjective };
        self.add_names(&entry.names, &state(false), Validity::default());
        self.add_names(&entry.adjectives, &state(true), Validity::default());
        let branches = [
            ("government", ActorKind::Government, &entry.government),
            ("armed-forces", ActorKind::ArmedForces, &entry.armed_forces),
            ("police", ActorKind::Police, &entry.police),
        ];
        for (branch, kind, names) in branches {
            let id = composed(&entry.id, branch);
            self.add_names(names, &Referent::Actor(id.clone()), Validity::default());
            let name = format!("{} of {}", branch.replace('-', " "), entry.name);
            let country = Some(entry.iso.clone());
            self.actors
                .insert(id, Actor { name, kind, country, validity: Validity::default(), roles: Vec::new() });
        }
        self.states.push(State { id: entry.id.clone() });
    }

    fn add_actor(&mut self, entry: ActorEntry) {
        let validity = Validity::read(entry.from.as_deref(), entry.to.as_deref());
        self.add_names(&entry.names, &Referent::Actor(entry.id.clone()), validity);
        let roles = entry
            .roles
            .iter()
            .map(|role| (role.of.clone(), Validity::read(role.from.as_deref(), role.to.as_deref())))
            .collect();
        let actor = Actor {
            name: entry.name.clone(),
            kind: entry.kind,
            country: entry.country.clone(),
            validity,
            roles,
        };
        self.actors.insert(entry.id.clone(), actor);
        self.entries.push(entry);
    }

    fn add_names(&mut self, names: &SourcedNames, referent: &Referent, validity: Validity) {
        for entry in names.values().flatten() {
            let (text, validity) = match entry {
                NameEntry::Plain(text) => (text, validity),
                NameEntry::Dated(dated) => {
                    (&dated.name, Validity::read(dated.from.as_deref(), dated.to.as_deref()))
                }
            };
            let name = Name { text: text.clone(), referent: referent.clone(), validity };
            let key = matching::key(text);
            matching::beginnings(&key).for_each(|beginning| self.beginnings.insert(beginning.to_owned()));
            self.names.entry(key).or_default().push(name);
        }
    }
}

impl From<BranchEntry> for Branch {
    fn from(entry: BranchEntry) -> Self {
        Self {
            id: entry.id,
            bodies: crate::actors::forms(&entry.bodies),
            acts: crate::actors::forms(&entry.acts),
        }
    }
}

/// The id of a branch of a state.
pub fn composed(state: &str, branch: &str) -> String {
    format!("{state}-{branch}")
}

/// The directory as shipped.
#[cfg(test)]
pub(crate) static SHIPPED: std::sync::LazyLock<ActorDirectory> = std::sync::LazyLock::new(|| {
    macro_rules! files {
        ($($name:literal),*) => {
            [$(($name, include_str!(concat!("../../../codebooks/actors/", $name)))),*]
        };
    }
    let files = files![
        "africa.toml",
        "americas.toml",
        "asia.toml",
        "composition.toml",
        "europe.toml",
        "international.toml",
        "media.toml",
        "middle-east.toml",
        "persons.toml",
        "states.toml"
    ];
    ActorDirectory::from_toml(&files).expect("the shipped directory")
});

#[cfg(test)]
mod tests;
