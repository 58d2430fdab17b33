//! Where, no finer than stated.

use serde::{Deserialize, Serialize};

use crate::{Basis, Span};

/// What the place is to the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceRole {
    Site,
    Target,
    Origin,
    Destination,
}

/// How the event lies to the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceRelation {
    In,
    Near,
    Around,
    Outside,
    Toward,
    Between,
    NorthOf,
    SouthOf,
    EastOf,
    WestOf,
}

/// How finely a place is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlacePrecision {
    Site,
    Neighbourhood,
    Town,
    District,
    Province,
    Country,
    Region,
}

/// A place of a claim, resolved to the gazetteer where it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub text: String,
    pub span: Span,
    pub name: Option<String>,
    /// The gazetteer's id: `geonames:99072`, `iso:IQ-NI`, `iso:IQ`.
    pub id: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    pub role: PlaceRole,
    pub relation: PlaceRelation,
    pub precision: PlacePrecision,
    /// `house`, `hospital`, `school`, `market`, `grave`, `road`, … where one is said.
    pub site_kind: Option<String>,
    pub basis: Basis,
}
