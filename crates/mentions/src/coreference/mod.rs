//! Coreference: which phrases of a report refer to the same place, actor, people, event or thing.
//!
//! One pass in order of text; each phrase looks for one antecedent among what came before it:
//!
//! 1. a name: the same name, id, part of a person's name, initials ([`names`]);
//! 2. a pronoun: the best phrase that agrees, within two sentences ([`pronouns`]);
//! 3. a noun that points back ("the city", "the group", "the dead"): by the senses of the lexicon
//!    ([`descriptions`]);
//! 4. an event ("the killings"): by the families of the lexicon ([`events`]).
//!
//! Whatever fits two antecedents equally stays alone, as do "I" and "we", bare counts ("14 people") and the "it" that
//! stands for nothing. Only "the city" of a headline may look forward. Chains then lend what they know ([`fill`]).

mod descriptions;
mod events;
mod fill;
mod index;
mod lexicon;
mod names;
mod pronouns;
mod referent;
mod scene;

pub use lexicon::CoreferenceLexicon;

use std::collections::{BTreeMap, BTreeSet};

use model::{Chain, ChainKind, Gender, Mentions, Parse};

use lexicon::Pronoun;
use referent::{Manner, Referent};
use scene::{Antecedent, Scene};

/// Links mentions that refer to the same thing, over the whole report.
///
/// Fills `chains`, `chain_of`, the places and actors of nouns that point back, and the classes of pronouns.
pub fn link(parse: &Parse, mentions: &mut Mentions, lexicon: &CoreferenceLexicon) {
    let families = lexicon.families(parse);
    let referents = referent::collect(parse, mentions, lexicon, &families);
    let mut scene = Scene::new(parse, mentions, lexicon, families, referents);
    let (sure, pronouns) = resolve(&mut scene);
    let chains = chains(&scene);
    let genders = genders(&scene, &sure);
    mentions.chain_of = chain_of(&chains, parse.len());
    mentions.chains = chains;
    fill::classes(mentions, &pronouns);
    fill::places(mentions);
    fill::actors(mentions, &sure);
    fill::genders(mentions, &genders);
}

/// Joins every referent with its antecedent; gives the heads whose link is beyond doubt, and each pronoun with the
/// head that it stands for.
fn resolve(scene: &mut Scene<'_>) -> (BTreeSet<usize>, Vec<(usize, usize)>) {
    let mut sure = BTreeSet::new();
    let mut pronouns = Vec::new();
    for i in 0..scene.referents.len() {
        for found in antecedents(scene, i) {
            let (Some(referent), Some(other)) = (scene.referents.get(i), scene.referents.get(found.index))
            else {
                continue;
            };
            if found.sure {
                sure.insert(referent.head);
            }
            if matches!(referent.manner, Manner::Pronoun(_)) {
                pronouns.push((referent.head, other.head));
            }
            scene.join(i, found.index);
        }
    }
    for i in 0..scene.referents.len() {
        if let Some(found) = descriptions::forward(scene, i) {
            scene.join(i, found.index);
        }
    }
    (sure, pronouns)
}

/// The pronouns of one person whose link is beyond doubt, each with the gender that it says.
fn genders(scene: &Scene<'_>, sure: &BTreeSet<usize>) -> Vec<(usize, Gender)> {
    let said = |referent: &Referent| match referent.manner {
        Manner::Pronoun(Pronoun::Person(gender)) if sure.contains(&referent.head) => {
            Some((referent.head, gender))
        }
        _ => None,
    };
    scene.referents.iter().filter_map(said).collect()
}

/// What a referent goes back to: one phrase, and for a name the one that it stands in apposition with, too.
fn antecedents(scene: &Scene<'_>, i: usize) -> Vec<Antecedent> {
    let Some(referent) = scene.referents.get(i) else { return Vec::new() };
    let apposition = names::apposition(scene, i);
    let earlier = match (referent.manner, referent.kind) {
        (Manner::Name, _) => names::antecedent(scene, i),
        _ if apposition.is_some() => None,
        (Manner::Pronoun(pronoun), _) => pronouns::antecedent(scene, i, pronoun),
        (_, ChainKind::Event) => events::antecedent(scene, i),
        (Manner::Pointing, _) => descriptions::antecedent(scene, i),
        (Manner::Plain, _) => None,
    };
    apposition.into_iter().chain(earlier).collect()
}

/// Entities with at least two members, by their first one.
fn chains(scene: &Scene<'_>) -> Vec<Chain> {
    let mut entities: BTreeMap<usize, Vec<&Referent>> = BTreeMap::new();
    for (i, referent) in scene.referents.iter().enumerate() {
        entities.entry(scene.entity(i)).or_default().push(referent);
    }
    entities.into_values().filter(|members| members.len() > 1).map(|members| chain(&members)).collect()
}

fn chain(members: &[&Referent]) -> Chain {
    let is_noun = |referent: &&&Referent| !matches!(referent.manner, Manner::Pronoun(_));
    Chain {
        kind: members.iter().find(is_noun).map_or(ChainKind::Other, |referent| referent.kind),
        members: members.iter().map(|referent| (referent.head, referent.tokens)).collect(),
        fullest: fullest(members),
    }
}

/// The longest named mention, else the longest of all; the first of equals.
fn fullest(members: &[&Referent]) -> usize {
    let rank = |referent: &Referent| {
        let is_pronoun = matches!(referent.manner, Manner::Pronoun(_));
        (referent.manner == Manner::Name, !is_pronoun, referent.tokens.end - referent.tokens.first)
    };
    (0..members.len()).rev().max_by_key(|&i| members.get(i).map(|referent| rank(referent))).unwrap_or(0)
}

fn chain_of(chains: &[Chain], len: usize) -> Vec<Option<usize>> {
    let mut chain_of = vec![None; len];
    for (index, chain) in chains.iter().enumerate() {
        for &(head, _) in &chain.members {
            if let Some(slot) = chain_of.get_mut(head) {
                *slot = Some(index);
            }
        }
    }
    chain_of
}

#[cfg(test)]
mod tests;
