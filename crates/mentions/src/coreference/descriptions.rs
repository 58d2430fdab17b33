//! Descriptions that point back: "the city", "the extremist organization", "the dead", "the two men".

use std::collections::BTreeSet;

use model::{ChainKind, NounClass, PlacePrecision};

use super::index::Key;
use super::referent::{Manner, Referent};
use super::scene::{Antecedent, Scene};

/// How many sentences back a description finds the same noun.
const REACH: usize = 8;
/// How many sentences back "the man" finds a person.
const PERSON_REACH: usize = 3;

/// What the description `i` points to.
pub(super) fn antecedent(scene: &Scene<'_>, i: usize) -> Option<Antecedent> {
    let referent = scene.referents.get(i)?;
    if says_other(scene, referent) {
        return None;
    }
    match referent.kind {
        ChainKind::Place => place(scene, i, referent),
        ChainKind::Actor => same_noun(scene, i, referent).or_else(|| armed_group(scene, i, referent)),
        ChainKind::People => people(scene, i, referent),
        ChainKind::Event | ChainKind::Other => same_noun(scene, i, referent),
    }
}

/// "The other city", "the northern town", "the city where …" are something else, or tell for themselves.
fn says_other(scene: &Scene<'_>, referent: &Referent) -> bool {
    let others = &scene.lexicon.pointing.others;
    let own_words = scene.parse.child(referent.head, &["relcl", "poss"]).is_some();
    own_words || referent.modifiers.iter().any(|word| others.contains(word))
}

/// The named place of the right sort that the text speaks of most and last.
fn place(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    let precisions = precisions(scene, referent)?;
    let fits = |at: usize, other: &Referent| {
        let named = other.manner == Manner::Name && other.precision.is_some_and(|p| precisions.contains(&p));
        other.kind == ChainKind::Place && (named || !scene.is_named(at) && referent.same_noun(other))
    };
    let named = precisions.iter().map(|&precision| Key::Precision(precision));
    let noun = referent.noun().map(|noun| Key::Noun(ChainKind::Place, noun.clone(), referent.plural));
    let fitting = scene.before(i, named.chain(noun)).filter(|&(at, other)| fits(at, other));
    let candidates = scene.nearest_of_each(fitting.map(|(at, _)| at));
    let weight = |at: usize| salience(scene, i, referent, at);
    let best = candidates.iter().copied().max_by(|&a, &b| weight(a).total_cmp(&weight(b)).then(a.cmp(&b)))?;
    let rivals = candidates.iter().any(|&at| at != best && weight(at) + 0.5 > weight(best));
    (!rivals).then_some(Antecedent { index: best, sure: candidates.len() == 1 })
}

fn precisions<'a>(scene: &Scene<'a>, referent: &Referent) -> Option<&'a BTreeSet<PlacePrecision>> {
    let lexicon = scene.lexicon;
    referent.nouns.iter().filter(|_| !referent.plural).find_map(|noun| lexicon.precisions(noun))
}

/// How present the entity of `at` is where `i` stands: often named, lately, by the same noun.
fn salience(scene: &Scene<'_>, i: usize, referent: &Referent, at: usize) -> f64 {
    let often = scene.size(scene.entity(at)).min(8) as f64;
    let noun = if scene.any(at, |other| referent.same_noun(other)) { 2.0 } else { 0.0 };
    let far = scene.distance(at, i) as f64;
    often + noun - far
}

/// The earlier phrase with the same noun that says as much or more ("the Iraqi army … the army").
fn same_noun(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    let fits = |other: &Referent| {
        let no_pronoun = !matches!(other.manner, Manner::Pronoun(_));
        let said_before = referent.modifiers.is_subset(&other.modifiers);
        let counts_agree = referent.count.is_none() || referent.count == other.count;
        no_pronoun && other.kind == referent.kind && referent.same_noun(other) && said_before && counts_agree
    };
    let near = scene.near(i, REACH).filter(|(_, other)| fits(other));
    let candidates = scene.nearest_of_each(near.map(|(at, _)| at));
    match candidates.as_slice() {
        [only] => Some(Antecedent::sure(*only)),
        [nearest, next, ..] if scene.distance(*nearest, i) <= 1 && scene.distance(*next, i) > 1 => {
            Some(Antecedent { index: *nearest, sure: false })
        }
        _ => None,
    }
}

/// The named armed group that is no state's: the only one, or the one that the text speaks of most by far.
fn armed_group(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    let groups = &scene.lexicon.armed_groups;
    let listed = if referent.plural { &groups.plural } else { &groups.singular };
    if !referent.is_listed(listed) || referent.count.is_some() || is_state(scene, referent) {
        return None;
    }
    let named = scene.before(i, [Key::Actor]).map(|(at, _)| at);
    let mut candidates = scene.nearest_of_each(named);
    candidates.retain(|&at| !scene.any(at, |r| is_state(scene, r)));
    let weight = |at: usize| salience(scene, i, referent, at);
    let best = candidates.iter().copied().max_by(|&a, &b| weight(a).total_cmp(&weight(b)).then(a.cmp(&b)))?;
    let rivals = candidates.iter().filter(|&&at| at != best).any(|&at| weight(at) + 2.0 > weight(best));
    (!rivals).then_some(Antecedent { index: best, sure: candidates.len() == 1 })
}

/// Whether a phrase names a state's forces or a body without arms, or holds the name of a country.
fn is_state(scene: &Scene<'_>, referent: &Referent) -> bool {
    let (parse, states) = (scene.parse, &scene.lexicon.armed_groups.states);
    let is_country = |i: usize| {
        let label = parse.entity_at(i).map_or("", |entity| parse.label(entity));
        label == "GPE" || label == "NORP" && parse.pos(i) == "ADJ"
    };
    referent.is_listed(states)
        || referent.modifiers.iter().any(|word| states.contains(word))
        || referent.names.iter().flatten().any(|word| states.contains(word))
        || referent.tokens.iter().any(is_country)
}

fn people(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    harmed(scene, i, referent)
        .or_else(|| same_noun(scene, i, referent))
        .or_else(|| same_count(scene, i, referent))
        .or_else(|| office(scene, i, referent))
        .or_else(|| person(scene, i, referent))
}

/// "The dead": those whom the last event of the family harmed.
fn harmed(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    let lists = &scene.lexicon.harmed;
    let family = &lists.iter().find(|harmed| referent.is_listed(&harmed.nouns))?.family;
    let events = scene.before(i, [Key::Family(family.clone())]);
    let victims = events.filter_map(|(_, event)| patient(scene, event.head).filter(|&at| at < i));
    let is_one = scene.mentions.people_at(referent.head).is_some_and(|people| people.individual);
    let agree = |&at: &usize| scene.referents.get(at).is_some_and(|other| !is_one || !other.plural);
    victims.take(1).find(agree).map(Antecedent::sure)
}

/// Who suffers an event: its object, its subject in the passive or of dying, or what follows "of".
fn patient(scene: &Scene<'_>, event: usize) -> Option<usize> {
    let parse = scene.parse;
    let suffers = scene.lexicon.incidents.suffered.contains(parse.lemma(event));
    let deps: &[&str] = if suffers { &["nsubj"] } else { &["dobj", "nsubjpass"] };
    let head = parse.child(event, deps).or_else(|| crate::phrase::complement(parse, event))?;
    scene.at(head).filter(|&at| scene.referents.get(at).is_some_and(|r| r.class == Some(NounClass::People)))
}

/// "The two men" of "two brothers": people of the same number, of no other gender.
fn same_count(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    let count = referent.count.as_ref()?;
    let mut near = scene.near(i, PERSON_REACH);
    let fits = |other: &Referent| {
        other.kind == ChainKind::People
            && other.count.as_ref() == Some(count)
            && genders_agree(referent, other)
    };
    near.find(|(_, other)| fits(other)).map(|(at, _)| Antecedent { index: at, sure: false })
}

/// "The minister": the person who was given that office.
fn office(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    let said = scene.mentions.people_at(referent.head)?.occupation.as_deref()?;
    let has_office = |other: &Referent| {
        let people = scene.mentions.people_at(other.head).filter(|people| people.individual);
        people.and_then(|p| p.occupation.as_deref()).is_some_and(|office| office.ends_with(said))
    };
    let named = scene.before(i, [Key::Office]).filter(|(_, other)| has_office(other));
    match scene.nearest_of_each(named.map(|(at, _)| at)).as_slice() {
        [only] if !referent.plural => Some(Antecedent::sure(*only)),
        _ => None,
    }
}

/// "The man": the only person told of lately whose gender agrees.
fn person(scene: &Scene<'_>, i: usize, referent: &Referent) -> Option<Antecedent> {
    let words = &scene.lexicon.persons;
    let is_one =
        |other: &Referent| scene.mentions.people_at(other.head).is_some_and(|people| people.individual);
    if !referent.is_listed(&words.nouns) || !is_one(referent) {
        return None;
    }
    let near = scene.near(i, PERSON_REACH);
    let persons = near.filter(|(_, other)| is_one(other) && genders_agree(referent, other));
    match scene.nearest_of_each(persons.map(|(at, _)| at)).as_slice() {
        [only] => Some(Antecedent { index: *only, sure: false }),
        _ => None,
    }
}

fn genders_agree(referent: &Referent, other: &Referent) -> bool {
    referent.gender.is_none() || other.gender.is_none() || referent.gender == other.gender
}

/// "The besieged city" of a headline, before any name: the town that the whole report names most.
pub(super) fn forward(scene: &Scene<'_>, i: usize) -> Option<Antecedent> {
    let referent = scene.referents.get(i)?;
    let first = scene.parse.tokens.get(referent.head)?.sentence < 2 && scene.entity(i) == i;
    let precisions = precisions(scene, referent).filter(|_| first && referent.manner == Manner::Pointing)?;
    let named = (i + 1..scene.referents.len()).filter(|&at| {
        scene
            .referents
            .get(at)
            .is_some_and(|r| r.manner == Manner::Name && r.precision.is_some_and(|p| precisions.contains(&p)))
    });
    let often = |at: usize| scene.names(scene.entity(at));
    let towns = scene.nearest_of_each(named);
    let most = towns.iter().map(|&at| often(at)).max()?;
    let top: Vec<usize> = towns.into_iter().filter(|&at| often(at) == most).collect();
    match top.as_slice() {
        [only] if !says_other(scene, referent) => Some(Antecedent { index: *only, sure: false }),
        _ => None,
    }
}
