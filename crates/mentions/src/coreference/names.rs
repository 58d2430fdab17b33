//! Names: the same one again, a part of it, or its initials; and names in apposition.

use std::collections::BTreeSet;

use model::ChainKind;

use super::index::Key;
use super::referent::{Manner, Referent};
use super::scene::{Antecedent, Scene};

/// The earlier bearer of the name of referent `i`.
///
/// Places and actors are the same where their ids or whole names are; a person where one name holds all words of the
/// other ("Obama" of "Barack Obama"), unless two persons would fit.
pub(super) fn antecedent(scene: &Scene<'_>, i: usize) -> Option<Antecedent> {
    let referent = scene.referents.get(i)?;
    if is_counted_actor(referent) {
        return None;
    }
    let same = |keys: Vec<Key>, fits: fn(&Referent, &Referent) -> bool| {
        // "Members of ISIS" are not ISIS: of two phrases, one inside the other, each stands for itself.
        let is_apart =
            |other: &Referent| !other.tokens.contains(referent.head) || other.kind == ChainKind::Place;
        let earlier = scene
            .before(i, keys)
            .filter(|(_, other)| is_apart(other) && is_comparable(referent, other) && fits(referent, other));
        scene.nearest_of_each(earlier.map(|(at, _)| at))
    };
    let exact = same(whole(referent), is_same);
    let found = if exact.is_empty() { same(in_part(referent), is_part) } else { exact };
    match found.as_slice() {
        [only] => Some(Antecedent::sure(*only)),
        [nearest, ..] if referent.kind != ChainKind::People => Some(Antecedent::sure(*nearest)),
        _ => None,
    }
}

/// What bears the same name is found by it, or by what it stands for.
fn whole(referent: &Referent) -> Vec<Key> {
    let ids = Some(&referent.ids).filter(|ids| !ids.is_empty()).map(|ids| Key::Ids(ids.clone()));
    let names = referent.names.iter().map(|name| Key::Name(referent.kind, name.clone()));
    names.chain(ids).collect()
}

/// What bears a longer or shorter form of the name.
fn in_part(referent: &Referent) -> Vec<Key> {
    let names = referent.names.iter();
    match referent.kind {
        ChainKind::People => names.flatten().cloned().map(Key::Word).collect(),
        ChainKind::Actor => {
            let short = names.clone().filter_map(|name| initials(name));
            let short = short.map(|letters| Key::Name(referent.kind, vec![letters]));
            let long = names.filter_map(|name| name.first().filter(|_| name.len() == 1));
            short.chain(long.cloned().map(Key::Initials)).collect()
        }
        _ => Vec::new(),
    }
}

/// "5 US soldiers" are not the US army: counted members of an actor start on their own.
pub(super) fn is_counted_actor(referent: &Referent) -> bool {
    referent.kind == ChainKind::Actor && referent.count.is_some()
}

fn is_comparable(referent: &Referent, other: &Referent) -> bool {
    let genders_agree =
        referent.gender.is_none() || other.gender.is_none() || referent.gender == other.gender;
    other.kind == referent.kind && other.manner == Manner::Name && !is_counted_actor(other) && genders_agree
}

fn is_same(referent: &Referent, other: &Referent) -> bool {
    if !referent.ids.is_empty() && !other.ids.is_empty() {
        return referent.ids == other.ids;
    }
    referent.names.iter().any(|name| other.names.contains(name))
}

fn is_part(referent: &Referent, other: &Referent) -> bool {
    let pairs = || referent.names.iter().flat_map(|a| other.names.iter().map(move |b| (a, b)));
    match referent.kind {
        ChainKind::People => pairs().any(|(a, b)| holds(a, b) || holds(b, a)),
        ChainKind::Actor if referent.ids.is_empty() || other.ids.is_empty() => {
            pairs().any(|(a, b)| is_initials(a, b) || is_initials(b, a))
        }
        _ => false,
    }
}

fn holds(name: &[String], part: &[String]) -> bool {
    let words: BTreeSet<&String> = name.iter().collect();
    part.iter().all(|word| words.contains(word))
}

/// "FMLN" of "Farabundo Marti National Liberation Front", at least three letters.
fn is_initials(short: &[String], long: &[String]) -> bool {
    matches!(short, [letters] if letters.chars().count() > 2 && initials(long).as_ref() == Some(letters))
}

/// The first letters of a name of three words or more.
pub(super) fn initials(name: &[String]) -> Option<String> {
    (name.len() > 2).then(|| name.iter().filter_map(|word| word.chars().next()).collect())
}

/// The phrase that `i` stands in apposition with, or names: "its largest town, Taiz", "the town of Darin".
///
/// One of the two must be a name and the other none, so that lists are not taken for appositions.
pub(super) fn apposition(scene: &Scene<'_>, i: usize) -> Option<Antecedent> {
    let referent = scene.referents.get(i)?;
    let parse = scene.parse;
    let outer = match parse.dep(referent.head) {
        "appos" => parse.head(referent.head),
        "pobj" if parse.lower(parse.head(referent.head)) == "of" && referent.kind == ChainKind::Place => {
            parse.head(parse.head(referent.head))
        }
        _ => return None,
    };
    let index = scene.at(outer)?;
    let other = scene.referents.get(index)?;
    let one_name = (referent.manner == Manner::Name) != (other.manner == Manner::Name);
    let kinds_agree = referent.kind == other.kind && referent.plural == other.plural;
    let describes = referent.kind != ChainKind::Place || is_described_place(scene, referent, other);
    (index != i && one_name && kinds_agree && describes).then_some(Antecedent::sure(index))
}

/// "the province of Basra" is Basra, "the outskirts of Basra" are not.
fn is_described_place(scene: &Scene<'_>, a: &Referent, b: &Referent) -> bool {
    [a, b]
        .iter()
        .any(|r| r.manner != Manner::Name && r.nouns.iter().any(|n| scene.lexicon.precisions(n).is_some()))
}
