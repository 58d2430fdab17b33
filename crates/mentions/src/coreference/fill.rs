//! What a chain lends to its members: the place of "the city", the actor of "the extremist organization".

use std::collections::BTreeSet;

use model::{ActorMention, Basis, Chain, Mentions, PlaceMention};

/// Gives places without a name the place of their chain, marked as inferred.
pub(super) fn places(mentions: &mut Mentions) {
    let found: Vec<Option<PlaceMention>> =
        mentions.places.iter().map(|place| named(mentions, place)).collect();
    for (place, named) in mentions.places.iter_mut().zip(found) {
        let Some(named) = named else { continue };
        *place = PlaceMention {
            tokens: place.tokens,
            head: place.head,
            relation: place.relation,
            site_kind: place.site_kind.take(),
            basis: Basis::Inferred,
            ..named
        };
    }
}

/// The first named place of the chain of a nominal one; sites keep what is theirs.
fn named(mentions: &Mentions, place: &PlaceMention) -> Option<PlaceMention> {
    if place.name.is_some() || place.site_kind.is_some() {
        return None;
    }
    let in_chain = |head: usize| mentions.place_at(head).filter(|other| other.name.is_some());
    heads(mentions.chain(place.head)?).find_map(in_chain).cloned()
}

/// Gives actors without an id the actor of their chain, for those `heads` whose link is beyond doubt.
pub(super) fn actors(mentions: &mut Mentions, sure: &BTreeSet<usize>) {
    let found: Vec<Vec<String>> = mentions.actors.iter().map(|actor| known(mentions, actor)).collect();
    for (actor, known) in mentions.actors.iter_mut().zip(found) {
        if sure.contains(&actor.head) && actor.actors.is_empty() && actor.affiliation.is_none() {
            actor.actors = known;
        }
    }
}

fn known(mentions: &Mentions, actor: &ActorMention) -> Vec<String> {
    let in_chain = |head: usize| {
        mentions.actor_at(head).filter(|other| !other.actors.is_empty() && other.affiliation.is_none())
    };
    let chain = mentions.chain(actor.head);
    chain
        .and_then(|chain| heads(chain).find_map(in_chain))
        .map(|other| other.actors.clone())
        .unwrap_or_default()
}

/// Gives pronouns the class of what they stand for.
pub(super) fn classes(mentions: &mut Mentions, pronouns: &[(usize, usize)]) {
    for &(pronoun, antecedent) in pronouns {
        let class = mentions.class(antecedent);
        if let (Some(slot @ Some(_)), Some(class)) = (mentions.classes.get_mut(pronoun), class) {
            *slot = Some(class);
        }
    }
}

fn heads(chain: &Chain) -> impl Iterator<Item = usize> + '_ {
    chain.members.iter().map(|&(head, _)| head)
}
