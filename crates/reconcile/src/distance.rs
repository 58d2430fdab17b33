//! How far places lie apart.

use model::Place;

/// Kilometres in a degree of latitude.
const DEGREE_KM: f64 = 111.2;

/// The distance of two places in kilometres, exact enough for those that are near each other; none without coordinates.
pub(crate) fn kilometres(one: &Place, other: &Place) -> Option<f64> {
    Some(between([one.lat?, one.lon?], [other.lat?, other.lon?]))
}

/// The distance of two points of latitude and longitude in kilometres.
pub(crate) fn between([one_lat, one_lon]: [f64; 2], [other_lat, other_lon]: [f64; 2]) -> f64 {
    let (north, east) = (one_lat - other_lat, one_lon - other_lon);
    // Across the date line the way is the short one.
    let east = (east + 540.0).rem_euclid(360.0) - 180.0;
    let narrowing = ((one_lat + other_lat) / 2.0).to_radians().cos();
    DEGREE_KM * north.hypot(east * narrowing)
}
