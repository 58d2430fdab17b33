//! What the words of a report name: quantities, times, places, actors and people, and what refers to what.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Affiliation, AgeGroup, Amount, Basis, ByToken, Gender, Measure, OfTokens, PlacePrecision, PlaceRelation,
    Status, TimePrecision, TokenRange,
};

/// What a number is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityKind {
    /// Things or people that are counted.
    Count,
    Age,
    Money,
    /// Length, area, weight, speed, temperature, …
    Measurement,
    /// "7.62mm", "155mm".
    Calibre,
    Ordinal,
    /// Part of a name: "82nd Airborne", "Flight 17".
    Name,
    Date,
}

/// A quantity as worded.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityMention {
    /// All the words of the quantity ("at least 120", "scores of").
    pub tokens: TokenRange,
    /// The token that holds the number or the vague word.
    pub head: usize,
    /// The noun that is counted ("civilians"), if it is said.
    pub of: Option<usize>,
    pub kind: QuantityKind,
    pub amount: Amount,
    pub measure: Measure,
    /// `people`, `bodies`, `devices`, …; `USD`, `km2`, `percent` for other kinds.
    pub unit: String,
    /// The head token of the larger group that this is a part of.
    pub part_of: Option<usize>,
}

/// What kind of time expression it is (TIMEX3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// How the text places an event against a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeRelation {
    /// "in July", "on Tuesday".
    During,
    /// "until April", "up to Friday".
    Until,
    /// "since June", "ever since".
    Since,
    /// "as of Tuesday": what is so at that time.
    AsOf,
    Before,
    After,
    /// "by the end of the month".
    By,
    /// "for three weeks", "over the past month".
    For,
}

/// A time as worded, with what the calendar makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    /// The words of the time without a preposition that governs it.
    pub tokens: TokenRange,
    pub head: usize,
    pub kind: TimeKind,
    /// The TIMEX3 value (`2014-06`, `P3W`, `PRESENT_REF`), where one can be given.
    pub value: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub precision: TimePrecision,
    pub basis: Basis,
    pub relation: TimeRelation,
    /// The head token of the event that the time hangs on ("the outset of the battle").
    pub anchor: Option<usize>,
}

/// A place as worded.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The noun phrase of the place, without a preposition that governs it.
    pub tokens: TokenRange,
    pub head: usize,
    pub name: Option<String>,
    pub id: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub country: Option<String>,
    pub precision: PlacePrecision,
    /// What the preposition says; `In` where there is none.
    pub relation: PlaceRelation,
    pub site_kind: Option<String>,
    /// Ids of the places that contain it, nearest first.
    pub within: Vec<String>,
    pub basis: Basis,
}

/// A name that stands for a place, alone: "Mosul" and "Iraq" of "the besieged city of Mosul in Iraq", "Kabul" of "the Kabul
/// government", "Iraqi" of "Iraqi soldiers". Whether anything happened there is not asked here.
#[derive(Debug, Clone, PartialEq)]
pub struct Toponym {
    pub tokens: TokenRange,
    pub id: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub country: Option<String>,
    pub precision: PlacePrecision,
}

/// An actor as worded: known to the directory or composed from its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorMention {
    pub tokens: TokenRange,
    pub head: usize,
    /// The directory's ids; "US-Iraqi forces" has two, an unknown group none.
    pub actors: Vec<String>,
    pub affiliation: Option<Affiliation>,
    /// The tokens that name the first actor of the phrase ("ISIS" of "ISIS fighters").
    pub named: TokenRange,
}

/// People as worded: what is said of them.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleMention {
    pub tokens: TokenRange,
    pub head: usize,
    pub status: Option<Status>,
    pub age_group: Option<AgeGroup>,
    pub gender: Option<Gender>,
    pub occupation: Option<String>,
    pub age: Option<u32>,
    /// The person's names in all spellings, if the mention names one.
    pub names: Vec<String>,
    /// Whether the mention is one individual ("a taxi driver", "his mother").
    pub individual: bool,
}

impl PeopleMention {
    /// One person, of whom nothing more is known.
    pub fn somebody(tokens: TokenRange, head: usize) -> Self {
        Self {
            tokens,
            head,
            status: None,
            age_group: None,
            gender: None,
            occupation: None,
            age: None,
            names: Vec::new(),
            individual: true,
        }
    }
}

/// People who are listed one by one ("Olena Koval, 41, her sons Danylo and Petro, and a neighbour"), however the parser hung them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// From the first word of the first person to the last one of the last.
    pub tokens: TokenRange,
    /// The heads of their mentions, in order of text.
    pub people: Vec<usize>,
    /// Nouns for several among them whom nobody names ("and their children").
    pub groups: Vec<usize>,
}

/// What kind of thing a noun names, as far as the events of conflicts care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NounClass {
    /// A person or people: "civilians", "a farmer", "Obama".
    People,
    /// People under arms or their formations: "fighters", "the garrison", "army".
    Armed,
    /// A government, organisation or other body that acts: "the ministry", "UN".
    Organisation,
    /// A place with a name, or a noun for one: "city", "village", "Mosul".
    Place,
    /// A building or other site: "house", "hospital", "market", "road".
    Site,
    /// "missile", "bomb", "rifle", "mine".
    Weapon,
    /// "tank", "convoy", "aircraft".
    Vehicle,
    /// "aid", "supplies", "water".
    Goods,
    /// "body", "corpse", "remains".
    Body,
    Time,
    Quantity,
    Other,
}

/// What a chain of mentions refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChainKind {
    Actor,
    People,
    Place,
    Event,
    Other,
}

/// Mentions that refer to the same thing, in order of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    pub kind: ChainKind,
    /// Head tokens with the tokens of their phrases.
    pub members: Vec<(usize, TokenRange)>,
    /// Index into `members` of the fullest mention.
    pub fullest: usize,
}

/// Everything that the words of one report name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mentions {
    pub quantities: ByToken<QuantityMention>,
    pub times: ByToken<TimeMention>,
    pub places: ByToken<PlaceMention>,
    pub toponyms: Vec<Toponym>,
    pub actors: ByToken<ActorMention>,
    pub people: ByToken<PeopleMention>,
    /// Lists of people, in order of text; no two overlap.
    pub rolls: Vec<Roll>,
    pub chains: Vec<Chain>,
    /// The class of each token that heads a noun phrase, by token index.
    pub classes: Vec<Option<NounClass>>,
    /// The chain that the phrase headed by a token belongs to, by token index.
    pub chain_of: Vec<Option<usize>>,
}

impl OfTokens for QuantityMention {
    fn found_by(&self) -> impl Iterator<Item = usize> {
        [self.head].into_iter().chain(self.of)
    }
}

impl OfTokens for TimeMention {
    fn found_by(&self) -> impl Iterator<Item = usize> {
        self.tokens.iter()
    }
}

impl OfTokens for PlaceMention {
    fn found_by(&self) -> impl Iterator<Item = usize> {
        [self.head].into_iter()
    }
}

impl OfTokens for ActorMention {
    fn found_by(&self) -> impl Iterator<Item = usize> {
        [self.head].into_iter()
    }
}

impl OfTokens for PeopleMention {
    fn found_by(&self) -> impl Iterator<Item = usize> {
        [self.head].into_iter()
    }
}

impl Mentions {
    /// The quantity whose number or word is token `head`, or that counts the noun `head`.
    pub fn quantity_of(&self, head: usize) -> Option<&QuantityMention> {
        self.quantities.of(head)
    }

    /// The place whose phrase is headed by token `head`.
    pub fn place_at(&self, head: usize) -> Option<&PlaceMention> {
        self.places.of(head)
    }

    /// The actor whose phrase is headed by token `head`.
    pub fn actor_at(&self, head: usize) -> Option<&ActorMention> {
        self.actors.of(head)
    }

    /// The people whose phrase is headed by token `head`.
    pub fn people_at(&self, head: usize) -> Option<&PeopleMention> {
        self.people.of(head)
    }

    /// The list of people in which token `i` stands.
    fn roll_at(&self, i: usize) -> Option<&Roll> {
        let next = self.rolls.get(self.rolls.partition_point(|roll| roll.tokens.end <= i));
        next.filter(|roll| roll.tokens.contains(i))
    }

    /// Whether the phrase headed by token `head` is a person of a list.
    pub fn is_listed(&self, head: usize) -> bool {
        self.roll_at(head).is_some_and(|roll| roll.people.contains(&head))
    }

    /// The time whose phrase covers token `i`.
    pub fn time_at(&self, i: usize) -> Option<&TimeMention> {
        self.times.of(i)
    }

    /// The chain that the phrase headed by `head` belongs to.
    pub fn chain(&self, head: usize) -> Option<&Chain> {
        self.chain_of.get(head).copied().flatten().and_then(|index| self.chains.get(index))
    }

    /// The class of the noun phrase headed by token `head`.
    pub fn class(&self, head: usize) -> Option<NounClass> {
        self.classes.get(head).copied().flatten()
    }
}
