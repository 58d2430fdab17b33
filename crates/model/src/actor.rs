//! Who: what a text says of an actor or of people, beside their names.

use serde::{Deserialize, Serialize};

/// What people are to the fighting, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Civilian,
    Combatant,
    Police,
    Official,
    HorsDeCombat,
    Unknown,
    Disputed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Civilian,
        Self::Combatant,
        Self::Police,
        Self::Official,
        Self::HorsDeCombat,
        Self::Unknown,
        Self::Disputed,
    ];
}

/// Age as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgeGroup {
    Child,
    Adult,
    Elderly,
}

/// Gender as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    Female,
    Male,
}

/// How somebody stands to an actor without being that actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    AlliedWith,
    LinkedTo,
    BackedBy,
    LoyalTo,
    InUniformOf,
    MemberOf,
}

/// A tie to an actor: the actor's id, null where the directory does not know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    pub relation: Relation,
    pub actor: Option<String>,
}
