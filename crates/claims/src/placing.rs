//! Places that fill the slots of a trigger: where something happened, where it came from, where it went, what was struck.

use model::{Basis, PlaceRole};

use crate::draft::Draft;
use crate::grammar::{Argument, Function};
use crate::kinds;
use crate::matching::Reading;
use crate::setting;

/// The role that a place has in a slot of the codebook.
pub(crate) fn place_role(slot: &str) -> Option<PlaceRole> {
    Some(match slot {
        "place" => PlaceRole::Site,
        "origin" => PlaceRole::Origin,
        "destination" => PlaceRole::Destination,
        _ => return None,
    })
}

/// Takes an argument for a place of the claim; false if it names none.
pub(crate) fn take_place(
    reading: Reading<'_>,
    draft: &mut Draft<'_>,
    argument: &Argument,
    role: PlaceRole,
) -> bool {
    let Some(mention) = place_meant(reading, argument.head) else {
        return take_unknown_place(reading, draft, argument, role);
    };
    // "Sake, 25 km west of Goma, which the rebels hold": they hold Sake.
    let mention = match setting::bearings::of_another(reading, mention) {
        Some(whose) => match reading.mentions.place_at(whose) {
            Some(place) => place,
            None => return false,
        },
        None => mention,
    };
    let place = setting::public(reading, mention, role, Basis::Stated);
    if !draft.places.iter().any(|known| known.span == place.span) {
        draft.places.push(place);
    }
    true
}

/// A name that no gazetteer knows, where the codebook expects a place. Who does something is more likely somebody.
fn take_unknown_place(
    reading: Reading<'_>,
    draft: &mut Draft<'_>,
    argument: &Argument,
    role: PlaceRole,
) -> bool {
    let acts = argument.function == Function::Subject;
    if acts || !kinds::is_unknown_name(argument.head, reading.parse, reading.mentions) {
        return false;
    }
    draft.places.push(setting::unknown(reading, argument.head, role));
    true
}

/// The place that a noun or pronoun names.
fn place_meant<'a>(reading: Reading<'a>, head: usize) -> Option<&'a model::PlaceMention> {
    reading.mentions.place_at(head).or_else(|| {
        let chain = reading.mentions.chain(head)?;
        chain.members.iter().find_map(|&(member, _)| reading.mentions.place_at(member))
    })
}

/// A struck place or site is a place of the claim too, with the role of target.
pub(crate) fn targets_are_places(reading: Reading<'_>, draft: &mut Draft<'_>) {
    let targets: Vec<usize> =
        draft.roles.get("target").into_iter().flatten().map(|filled| filled.head).collect();
    for head in targets {
        // Of things that are counted ("some 30 houses", "their farms") none is the place.
        let many = draft.kind.counts.as_deref() == Some("target") && reading.parse.tag(head).ends_with('S');
        if let Some(place) = reading.mentions.place_at(head).filter(|_| !many) {
            draft.places.push(setting::public(reading, place, PlaceRole::Target, Basis::Stated));
        }
    }
}
