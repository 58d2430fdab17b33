//! Where it happened, lent by the claims that tell it to those that do not.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Basis, Measure, Part, Place, PlaceMention, PlacePrecision, PlaceRelation, PlaceRole, TimePrecision,
    TimeRelation,
};

use super::denies_in_general;
use super::scenes::{self, Scene};
use super::sites::{Known, Sites};
use crate::codebook::CONTROL;
use crate::draft::{Draft, Index};
use crate::footing;
use crate::grammar;
use crate::kinds::{self, Kind};
use crate::matching::Reading;
use crate::setting;

/// "took students from a school and shot a guard": whom the next verb of the same subject harms is harmed there too.
pub(super) fn lend_sites(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let index = Index::of(reading, drafts);
    for harmed in 0..drafts.len() {
        let verb = drafts[harmed].found.predicate;
        let own = |place: &Place| place.basis == Basis::Stated || place.site_kind.is_some();
        let own = drafts[harmed].places.iter().any(own);
        let goes_on =
            reading.parse.dep(verb) == "conj" && reading.parse.child(verb, &["nsubj", "nsubjpass"]).is_none();
        if own || !goes_on || drafts[harmed].kind.fate.is_none() {
            continue;
        }
        let before = reading.parse.head(verb);
        let deed = index.of_predicate(before).next().map(|deed| &drafts[deed]);
        let is_site = |place: &&Place| place.site_kind.is_some() && place.role != PlaceRole::Origin;
        let sites: Vec<Place> = deed.iter().flat_map(|deed| &deed.places).filter(is_site).cloned().collect();
        drafts[harmed].places.extend(sites.into_iter().map(|site| Place {
            role: PlaceRole::Site,
            basis: Basis::Inferred,
            ..site
        }));
    }
}

/// A claim without a named place takes the one told last, or the headline's.
pub(super) fn lend(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let mut last = first_place(reading);
    let elsewhere = last.as_ref().and_then(|written| first_elsewhere(reading, &written.place));
    let beside = places_by_sentence(reading, drafts);
    let deeds = deeds_spoken_of(reading, drafts);
    let mut scene = Scene::new(scenes::place);
    let mut sites = Sites::default();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let sentence = reading.parse.tokens[draft.found.head].sentence;
        let named = draft.places.iter().any(|place| place.name.is_some());
        match carried(draft).cloned() {
            Some(place)
                if is_local(&place) || last.as_ref().is_none_or(|last| last.is_left_for(reading, &place)) =>
            {
                sites.add(reading, draft, &place);
                last = Some(Lent { place, sentence: Some(sentence), by_dateline: false })
            }
            _ if named => {}
            _ if deeds.contains_key(&index) => {
                draft.places = deeds.get(&index).cloned().unwrap_or_default();
            }
            _ if denies_in_general(reading, draft) => {}
            _ if !draft.kind.placed || tells_place_by_role(reading, draft) => {}
            _ => match sites.known(reading, draft).filter(|_| !beside.contains_key(&sentence)) {
                Some(known) => draft.places.extend(at(known)),
                None => {
                    let goes_on = !sums_up(reading, draft);
                    let before =
                        last.as_ref().filter(|lent| goes_on && lent.reaches(reading, draft, elsewhere));
                    let lent = beside.get(&sentence).or(before).map(|lent| lent.to(draft, sentence));
                    let in_scene = || scene.before(reading, draft.found.head).filter(|_| goes_on);
                    draft.places.extend(lent.or_else(in_scene));
                }
            },
        }
        // "the city", where no city is known, is no place; and one place under two names is one place.
        draft.places.retain(|place| place.name.is_some() || place.site_kind.is_some());
        let mut known = BTreeSet::new();
        draft.places.retain(|place| place.id.is_none() || known.insert((place.id.clone(), place.role)));
    }
}

/// Whether a claim sums up what happened over months, years or in a whole war: it happened in more places than the one told last.
fn sums_up(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let (parse, verb) = (reading.parse, draft.found.predicate);
    let clause = grammar::clause_tokens(parse, verb);
    let perfect = grammar::is_present_perfect(parse, verb);
    let here = &reading.codebook.lexicon.light.thereabouts;
    let points_back = clause.iter().any(|&at| here.iter().any(|word| word == parse.lower(at)));
    let wholly = of_war(reading, draft)
        || !draft.kind.state && (since_long(reading, &clause) || began_long_ago(reading, verb));
    // "bringing the toll to 43,000 since October": what is counted up to now since some day.
    let counts_up = draft.found.trigger.measure == Some(Measure::RunningTotal)
        && reading
            .mentions
            .times
            .among(clause.iter().copied())
            .any(|time| time.relation == TimeRelation::Since);
    counts_up || (perfect && !points_back && wholly)
}

/// "the war has killed": what did it, or what the time hangs on, beside the verb or one that goes on with it ("have died since war
/// broke out").
fn of_war(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let is_war = |at: usize| reading.codebook.lexicon.light.war.iter().any(|war| war == parse.lower(at));
    let mut times = reading.mentions.times.among(parse.subtree(draft.found.predicate).iter());
    draft.found.arguments.iter().any(|argument| is_war(argument.head))
        || times.any(|time| time.relation == TimeRelation::Since && is_war(time.head))
}

/// "since July", "since 2014".
fn since_long(reading: Reading<'_>, clause: &[usize]) -> bool {
    reading.mentions.times.among(clause.iter().copied()).any(|time| {
        is_long(time.precision) && time.relation == TimeRelation::Since && clause.contains(&time.head)
    })
}

/// "the fighting, which broke out in April, has killed": what did it is months or years old.
fn began_long_ago(reading: Reading<'_>, verb: usize) -> bool {
    let mut times = reading.mentions.times.among(reading.parse.subtree(verb).iter());
    times.any(|time| is_long(time.precision) && setting::dates_what_acts(reading.parse, verb, time))
}

fn is_long(precision: TimePrecision) -> bool {
    matches!(
        precision,
        TimePrecision::Month | TimePrecision::Season | TimePrecision::Year | TimePrecision::Years
    )
}

/// The places of the deed that a source speaks of while it tells more ("claimed the bombing of a market in Karsa, saying
/// it had killed ten"), by draft.
fn deeds_spoken_of(reading: Reading<'_>, drafts: &[Draft<'_>]) -> BTreeMap<usize, Vec<Place>> {
    let index = Index::of(reading, drafts);
    let deed_of = |draft: &Draft<'_>| {
        let verb = draft.found.predicate;
        if !footing::says_beside(reading, verb) {
            return None;
        }
        // The participle of saying hangs on the verb that claims the deed.
        let claiming = reading.parse.head(reading.parse.head(verb));
        index.of_head(claiming).map(|at| &drafts[at]).find(|other| other.found.trigger.stance.is_some())
    };
    let spoken_of = |draft: &Draft<'_>| {
        let deed = deed_of(draft).filter(|deed| !deed.places.is_empty())?;
        Some(deed.places.clone())
    };
    drafts.iter().enumerate().filter_map(|(index, draft)| Some((index, spoken_of(draft)?))).collect()
}

/// The first named place that the claims of each sentence tell, where things happen and not where people go.
fn places_by_sentence(reading: Reading<'_>, drafts: &[Draft<'_>]) -> BTreeMap<usize, Lent> {
    let mut told = BTreeMap::new();
    for draft in drafts {
        let sentence = reading.parse.tokens[draft.found.head].sentence;
        if let Some(place) = draft.places.iter().find(is_here) {
            let lent = || Lent { place: place.clone(), sentence: Some(sentence), by_dateline: false };
            told.entry(sentence).or_insert_with(lent);
        }
    }
    told
}

/// The place that a claim carries on: where it happens, as near as it says, else where somebody goes or comes from. Where a
/// rocket came from is not where anything else happens.
fn carried<'d>(draft: &'d Draft<'_>) -> Option<&'d Place> {
    let way = |place: &&Place| place.name.is_some() && !draft.kind.harms;
    let here = draft.places.iter().filter(is_here).min_by_key(|place| place.precision);
    here.or_else(|| draft.places.iter().find(way))
}

/// A named place where something happens, not where people come from or go to.
fn is_here(place: &&Place) -> bool {
    place.name.is_some() && matches!(place.role, PlaceRole::Site | PlaceRole::Target)
}

/// A place that later claims may take.
struct Lent {
    place: Place,
    /// The sentence that tells it; none for the headline's.
    sentence: Option<usize>,
    /// Whether it is only where the report was written.
    by_dateline: bool,
}

impl Lent {
    /// A headline is written far from where its report is dated, and so is what stands behind the first word of another town.
    fn reaches(&self, reading: Reading<'_>, draft: &Draft<'_>, elsewhere: Option<usize>) -> bool {
        let word = draft.found.head;
        let is_far =
            reading.part(word) == Some(Part::Headline) || elsewhere.is_some_and(|place| place < word);
        !(self.by_dateline && is_far)
    }

    /// Whether a wider place, a province or a country, lies elsewhere: "in the region of Odesa" leaves Kharkiv. What the gazetteer does
    /// not know may lie in it.
    fn is_left_for(&self, reading: Reading<'_>, wider: &Place) -> bool {
        let mut mentions = reading.mentions.places.iter().filter(|place| place.id == self.place.id);
        let around = mentions.find(|place| !place.within.is_empty()).map(|place| &place.within);
        let elsewhere = |around: &Vec<String>, wider: &String| {
            self.place.id.as_ref() != Some(wider) && !around.contains(wider)
        };
        let known = self.place.id.is_some();
        let apart =
            known && around.zip(wider.id.as_ref()).is_some_and(|(around, wider)| elsewhere(around, wider));
        self.by_dateline || apart
    }

    /// The place for a claim: stated where its own sentence states it. Who holds a place holds it, whatever lay around it.
    fn to(&self, draft: &Draft<'_>, sentence: usize) -> Place {
        let mut place = self.place.clone();
        place.basis = if self.sentence == Some(sentence) { place.basis } else { Basis::Inferred };
        place.role = PlaceRole::Site;
        if draft.kind.ledger == CONTROL {
            place.relation = PlaceRelation::In;
        }
        place
    }
}

/// The place of a site that is known.
fn at(known: Known) -> Option<Place> {
    match known {
        Known::At(place) => Some(Place { role: PlaceRole::Site, ..place }),
        Known::Nowhere => None,
    }
}

fn is_local(place: &Place) -> bool {
    place.precision <= PlacePrecision::District
}

/// Whether a role filler is itself a named place ("invaded Kuwait").
fn tells_place_by_role(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    draft.roles.values().flatten().any(|filled| {
        reading.mentions.place_at(filled.head).is_some_and(|place| place.name.is_some())
            && kinds::of(filled.head, reading.parse, reading.mentions, reading.codebook)
                .contains(&Kind::Place)
            && reading.mentions.actor_at(filled.head).is_none()
    })
}

/// Where the text first speaks of another town than the one in which it was written: from there on it may tell of that one, whether
/// or not it is a claim that names it.
fn first_elsewhere(reading: Reading<'_>, written: &Place) -> Option<usize> {
    let is_elsewhere = |place: &&PlaceMention| {
        reading.part(place.head) == Some(Part::Body)
            && place.precision <= PlacePrecision::Town
            && place.id.is_some()
            && place.id != written.id
    };
    reading.mentions.places.iter().find(is_elsewhere).map(|place| place.head)
}

/// The first named place of the headline or dateline.
fn first_place(reading: Reading<'_>) -> Option<Lent> {
    let is_top = |place: &&PlaceMention| {
        place.name.is_some() && matches!(reading.part(place.head), Some(Part::Headline | Part::Dateline))
    };
    let place = reading.mentions.places.iter().find(is_top)?;
    Some(Lent {
        place: setting::public(reading, place, PlaceRole::Site, Basis::Inferred),
        sentence: None,
        by_dateline: reading.part(place.head) == Some(Part::Dateline),
    })
}
