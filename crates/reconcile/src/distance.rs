//! How far places lie apart.

use model::Place;

/// Kilometres in a degree of latitude.
const DEGREE_KM: f64 = 111.2;

/// The distance of two places in kilometres, exact enough for those that are near each other; none without coordinates.
pub(crate) fn kilometres(one: &Place, other: &Place) -> Option<f64> {
    let (north, east) = (one.lat? - other.lat?, one.lon? - other.lon?);
    // Across the date line the way is the short one.
    let east = (east + 540.0).rem_euclid(360.0) - 180.0;
    let narrowing = ((one.lat? + other.lat?) / 2.0).to_radians().cos();
    Some(DEGREE_KM * north.hypot(east * narrowing))
}
