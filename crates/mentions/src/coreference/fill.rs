//! What a chain lends to its members: the place of "the city", the actor of "the extremist organization".

use std::collections::{BTreeMap, BTreeSet};

use model::{ActorMention, Basis, Chain, Gender, Mentions, PlaceMention};

/// A person of whom no word says the gender has that of the pronouns that stand for him or her, if these agree.
pub(super) fn genders(mentions: &mut Mentions, pronouns: &[(usize, Gender)]) {
    let mut of_chain: BTreeMap<usize, Option<Gender>> = BTreeMap::new();
    for &(head, gender) in pronouns {
        let Some(chain) = mentions.chain_of.get(head).copied().flatten() else { continue };
        let known = of_chain.entry(chain).or_insert(Some(gender));
        *known = known.filter(|known| *known == gender);
    }
    if of_chain.is_empty() {
        return;
    }
    for person in mentions.people.iter_mut().filter(|person| person.individual && person.gender.is_none()) {
        let chain = mentions.chain_of.get(person.head).copied().flatten();
        person.gender = chain.and_then(|chain| of_chain.get(&chain).copied().flatten());
    }
}

/// Gives places without a name the place of their chain, marked as inferred.
pub(super) fn places(mentions: &mut Mentions) {
    let named = of_chains(mentions, |head| mentions.place_at(head).filter(|place| place.name.is_some()));
    let named: Vec<Option<PlaceMention>> = named.into_iter().map(|place| place.cloned()).collect();
    for place in mentions.places.iter_mut().filter(|place| waits(place)) {
        let chain = mentions.chain_of.get(place.head).copied().flatten();
        let Some(named) = chain.and_then(|chain| named.get(chain)?.clone()) else { continue };
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

/// Whether a place has no name of its own to go by; sites keep what is theirs.
fn waits(place: &PlaceMention) -> bool {
    place.name.is_none() && place.site_kind.is_none()
}

/// By chain: what its first member gives that gives anything.
fn of_chains<'m, T>(mentions: &'m Mentions, of: impl Fn(usize) -> Option<&'m T>) -> Vec<Option<&'m T>> {
    mentions.chains.iter().map(|chain| heads(chain).find_map(&of)).collect()
}

/// Gives actors without an id the actor of their chain, for those `heads` whose link is beyond doubt.
pub(super) fn actors(mentions: &mut Mentions, sure: &BTreeSet<usize>) {
    let is_known = |actor: &&ActorMention| !actor.actors.is_empty() && actor.affiliation.is_none();
    let known = of_chains(mentions, |head| mentions.actor_at(head).filter(is_known));
    let known: Vec<Vec<String>> =
        known.into_iter().map(|actor| actor.map_or(Vec::new(), |actor| actor.actors.clone())).collect();
    for actor in mentions.actors.iter_mut() {
        if sure.contains(&actor.head) && actor.actors.is_empty() && actor.affiliation.is_none() {
            let chain = mentions.chain_of.get(actor.head).copied().flatten();
            actor.actors = chain.and_then(|chain| known.get(chain).cloned()).unwrap_or_default();
        }
    }
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
