//! Events: "the killings", "the offensive", "the incident" point to an earlier noun or verb of the same family.

use model::ChainKind;

use super::index::Key;
use super::lexicon::EventFamily;
use super::referent::{Manner, Referent};
use super::scene::{Antecedent, Scene};

/// How many sentences back an event of the family but with another word may stand.
const REACH: usize = 5;

/// The earlier event that the noun `i` points to: the same noun first, else the nearest of its family.
pub(super) fn antecedent(scene: &Scene<'_>, i: usize) -> Option<Antecedent> {
    let referent = scene.referents.get(i)?;
    if referent.manner != Manner::Pointing || tells_itself(scene, referent) {
        return None;
    }
    let fits = |other: &Referent| is_told(scene, other) && numbers_agree(scene, referent, other);
    let is_earlier = |other: &Referent| fits(other) && !is_inside(scene, referent, other);
    let noun = referent.noun().map(|noun| Key::Noun(ChainKind::Event, noun.clone(), referent.plural));
    let same = |&(_, other): &(usize, &Referent)| {
        referent.same_noun(other)
            && (referent.modifiers.is_subset(&other.modifiers) || other.manner == Manner::Pointing)
            && is_earlier(other)
    };
    let related = |&(_, other): &(usize, &Referent)| is_related(scene, referent, other) && is_earlier(other);
    // A noun is what a text speaks of, a verb often says it in passing: a sentence's distance makes up for that.
    let farness = |at: usize, other: &Referent| {
        scene.distance(at, i) + usize::from(scene.parse.pos(other.head) == "VERB")
    };
    let nearest = || scene.near(i, REACH).filter(related).min_by_key(|&(at, other)| farness(at, other));
    scene.before(i, noun).find(same).or_else(nearest).map(|(at, _)| Antecedent { index: at, sure: false })
}

/// "The 2003 invasion", "the massacre of 40 villagers", "the second attack", "the attack that killed six".
fn tells_itself(scene: &Scene<'_>, referent: &Referent) -> bool {
    let parse = scene.parse;
    let others = &scene.lexicon.pointing.others;
    let of = crate::phrase::complement(parse, referent.head);
    let own = parse.child(referent.head, &["nummod", "relcl", "acl", "poss"]).is_some();
    let is_name = |child: usize| parse.pos(child) == "PROPN" || parse.entity_at(child).is_some();
    let named = parse.children_by(referent.head, &["compound", "nmod", "amod"]).any(is_name);
    own || named || of.is_some() || referent.modifiers.iter().any(|word| others.contains(word))
}

/// An event that is said not to have been is nothing to point to; of "the attacks hit Kabul" the noun is the event.
fn is_told(scene: &Scene<'_>, other: &Referent) -> bool {
    let parse = scene.parse;
    let denied = parse.child(other.head, &["neg"]).is_some()
        || parse.children_by(other.head, &["det"]).any(|det| parse.lower(det) == "no");
    let has_event = parse.pos(other.head) == "VERB"
        && parse.child(other.head, &["nsubj"]).is_some_and(|head| scene.families.is_event(head));
    other.kind == ChainKind::Event && !denied && !has_event
}

/// One attack is not "attacks"; a verb may be either.
fn numbers_agree(scene: &Scene<'_>, referent: &Referent, other: &Referent) -> bool {
    let is_incident = referent.is_listed(&scene.lexicon.incidents.nouns);
    scene.parse.pos(other.head) == "VERB" || is_incident || referent.plural || !other.plural
}

fn is_inside(scene: &Scene<'_>, referent: &Referent, other: &Referent) -> bool {
    let parse = scene.parse;
    parse.governs(other.head, referent.head) || parse.governs(referent.head, other.head)
}

/// Whether both are of one family, or one of the wider family of the other.
fn is_related(scene: &Scene<'_>, referent: &Referent, other: &Referent) -> bool {
    let incidents = &scene.lexicon.incidents;
    let is_incident = referent.is_listed(&incidents.nouns);
    scene.families.of(other.head).any(|theirs| {
        is_incident && incidents.families.contains(&theirs.family)
            || scene.families.of(referent.head).any(|own| is_kin(own, theirs))
    })
}

fn is_kin(own: &EventFamily, theirs: &EventFamily) -> bool {
    own.family == theirs.family || own.within == theirs.family || theirs.within == own.family
}
