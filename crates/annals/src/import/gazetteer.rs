//! Where, by the cells of a row, and the gazetteer if only one of its places can be meant.

use mentions::{Gazetteer, PlaceKind, PlaceRecord};
use model::{Place, PlacePrecision, PlaceRelation, PlaceRole};

use super::words::Words;

/// What a row says of a place.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    pub name: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    pub precision: Option<PlacePrecision>,
}

impl Cells {
    /// The place; none where the row names none.
    pub fn place(&self, gazetteer: &Gazetteer, words: Words<'_>) -> Option<Place> {
        let text = self.name.clone().or_else(|| self.country.clone())?;
        let meant = self.meant(gazetteer);
        let (span, basis) = words.find(&text);
        let point = self.lat.zip(self.lon).or_else(|| meant.and_then(|place| place.lat.zip(place.lon)));
        let country =
            self.country.clone().or_else(|| meant.and_then(|place| place.country().map(str::to_owned)));
        Some(Place {
            text,
            span,
            name: meant.map(|place| gazetteer.name(&place).to_owned()).or_else(|| self.name.clone()),
            id: meant.map(|place| gazetteer.id(&place)),
            lat: point.map(|(lat, _)| lat),
            lon: point.map(|(_, lon)| lon),
            country,
            role: PlaceRole::Site,
            relation: PlaceRelation::In,
            precision: self
                .precision
                .or_else(|| meant.map(|place| precision(place.kind)))
                .unwrap_or(self.stated()),
            site_kind: None,
            basis,
        })
    }

    /// The one place of the gazetteer that has the name and lies in the country; none where it might be several.
    fn meant(&self, gazetteer: &Gazetteer) -> Option<PlaceRecord> {
        let name = self.name.as_deref().or(self.country.as_deref())?;
        let mut named = match &self.name {
            Some(name) => gazetteer.by_name(name),
            None => gazetteer.by_id(&format!("iso:{name}")).into_iter().collect(),
        };
        named.retain(|place| self.country.is_none() || place.country() == self.country.as_deref());
        match named.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// How finely a place is stated that the gazetteer does not know: never finer than the cells are.
    fn stated(&self) -> PlacePrecision {
        match (&self.name, self.lat.zip(self.lon)) {
            (None, _) => PlacePrecision::Country,
            (Some(_), Some(_)) => PlacePrecision::Town,
            (Some(_), None) => PlacePrecision::Region,
        }
    }
}

fn precision(kind: PlaceKind) -> PlacePrecision {
    match kind {
        PlaceKind::Country => PlacePrecision::Country,
        PlaceKind::Province => PlacePrecision::Province,
        PlaceKind::District => PlacePrecision::District,
        PlaceKind::Town => PlacePrecision::Town,
        PlaceKind::Region => PlacePrecision::Region,
    }
}
