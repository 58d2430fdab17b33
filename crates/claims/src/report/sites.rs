//! Where the sites are that a report speaks of again: "a base in Gao … the same base".

use std::collections::BTreeMap;

use model::{Basis, Place};

use crate::draft::Draft;
use crate::fillers::is_definite;
use crate::matching::Reading;

/// The role of what was struck.
const STRUCK: &str = "target";

/// The named place of each site that was struck, by the noun for it; the one told last.
#[derive(Default)]
pub(super) struct Sites {
    places: BTreeMap<String, Place>,
}

/// Where something is that a claim speaks of as known.
pub(super) enum Known {
    At(Place),
    /// The words say that it was told before, and it was not told where.
    Nowhere,
}

impl Sites {
    /// Where that is which a claim without a named place tells of again; nothing if it does not.
    pub(super) fn known(&self, reading: Reading<'_>, draft: &Draft<'_>) -> Option<Known> {
        let mut again = struck(draft).filter(|&noun| is_definite(reading, noun));
        let noun = again.next()?;
        match self.places.get(reading.parse.lemma(noun)) {
            Some(place) => Some(Known::At(Place { basis: Basis::Inferred, ..place.clone() })),
            None => is_same(reading, noun).then_some(Known::Nowhere),
        }
    }

    /// Keeps where that is which a claim tells of.
    pub(super) fn add(&mut self, reading: Reading<'_>, draft: &Draft<'_>, place: &Place) {
        for noun in struck(draft).filter(|&noun| reading.parse.pos(noun) == "NOUN") {
            self.places.insert(reading.parse.lemma(noun).to_owned(), place.clone());
        }
    }
}

fn struck(draft: &Draft<'_>) -> impl Iterator<Item = usize> {
    draft.roles.get(STRUCK).into_iter().flatten().map(|filled| filled.head)
}

/// "the same base": the words themselves say that it was told of.
fn is_same(reading: Reading<'_>, noun: usize) -> bool {
    let same = &reading.codebook.lexicon.light.same;
    reading
        .parse
        .children_by(noun, &["amod"])
        .any(|word| same.iter().any(|known| known == reading.parse.lower(word)))
}
