//! Pronouns: the best earlier phrase of the same number, gender and sort, by distance and role in its clause.

use model::{Gender, NounClass, Parse};

use super::lexicon::{Pronoun, listed};
use super::referent::{Manner, Referent};
use super::scene::{Antecedent, Scene};

/// How many sentences a pronoun looks back.
const REACH: usize = 2;
/// What a sentence of distance costs; more than the role of subject earns.
const SENTENCE: f64 = 4.0;

/// The phrase that the pronoun `i` refers to; nothing where it stands for nothing or two phrases fit equally.
pub(super) fn antecedent(scene: &Scene<'_>, i: usize, pronoun: Pronoun) -> Option<Antecedent> {
    let head = scene.referents.get(i)?.head;
    if pronoun == Pronoun::Thing && is_expletive(scene, head) {
        return None;
    }
    let fitting = scene
        .near(i, REACH)
        .filter(|&(at, other)| agrees(scene, at, pronoun) && !is_bound(scene, other, head));
    let candidates = scene.nearest_of_each(best_first(scene, i, fitting.map(|(at, _)| at)).into_iter());
    let score = |at: &usize| weigh(scene, i, *at);
    match candidates.as_slice() {
        [] => None,
        [first, second, ..] if score(first) - score(second) < 0.2 => None,
        [first, ..]
            if pronoun != Pronoun::Thing
                && is_coordinated(scene, *first)
                && !is_owner(scene, *first, head) =>
        {
            None
        }
        [first, rest @ ..] => Some(Antecedent { index: *first, sure: rest.is_empty() }),
    }
}

fn best_first(scene: &Scene<'_>, i: usize, candidates: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut weighed: Vec<(f64, usize)> = candidates.map(|at| (weigh(scene, i, at), at)).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    weighed.into_iter().map(|(_, at)| at).collect()
}

/// "It remains unclear which …", "it was reported that …", "it rained": nothing is meant; "denied it": what was said.
fn is_expletive(scene: &Scene<'_>, head: usize) -> bool {
    let (parse, words) = (scene.parse, &scene.lexicon.expletive);
    let verb = parse.head(head);
    if !matches!(parse.dep(head), "nsubj" | "nsubjpass" | "expl") {
        return parse.dep(head) == "dobj" && words.objects.contains(parse.lemma(verb));
    }
    let said = parse.child(verb, &["acomp", "attr", "oprd"]);
    let is_adjective = |word: usize| words.adjectives.contains(parse.lower(word));
    let is_noun = |word: usize| words.nouns.contains(parse.lower(word)) || is_other_event(scene, word);
    parse.dep(head) == "expl"
        || words.weather.contains(parse.lemma(verb))
        || said.is_some_and(|word| is_adjective(word) || is_noun(word) || has_clause(parse, word))
        || has_clause(parse, verb) && says_nothing(scene, verb)
}

/// "It was the second attack": neither a thing nor a body that acts.
fn is_other_event(scene: &Scene<'_>, word: usize) -> bool {
    scene.families.is_event(word) || scene.mentions.class(word) == Some(NounClass::Time)
}

fn has_clause(parse: &Parse, i: usize) -> bool {
    parse.children_by(i, &["ccomp", "csubj", "csubjpass", "xcomp", "advcl"]).any(|clause| {
        parse.dep(clause) != "advcl"
            || parse.child(clause, &["mark", "aux"]).is_some_and(|m| parse.lower(m) == "to")
    })
}

/// "It seems that …" and "it was said that …" are nobody; "it said that …" is a body that speaks.
fn says_nothing(scene: &Scene<'_>, verb: usize) -> bool {
    let (parse, words) = (scene.parse, &scene.lexicon.expletive);
    let is_passive = parse.child(verb, &["auxpass", "nsubjpass"]).is_some();
    words.impersonal.contains(parse.lemma(verb)) || is_passive && words.verbs.contains(parse.lemma(verb))
}

/// Whether the entity of `at` may stand behind such a pronoun.
fn agrees(scene: &Scene<'_>, at: usize, pronoun: Pronoun) -> bool {
    let Some(referent) = scene.referents.get(at) else { return false };
    match pronoun {
        Pronoun::Person(gender) => is_person(scene, at, referent, gender),
        Pronoun::Thing => is_thing(scene, at, referent),
        Pronoun::Plural => is_several(scene, at, referent),
    }
}

fn is_person(scene: &Scene<'_>, at: usize, referent: &Referent, gender: Gender) -> bool {
    let same_pronoun = referent.manner == Manner::Pronoun(Pronoun::Person(gender));
    let is_one = scene.mentions.people_at(referent.head).is_some_and(|people| people.individual);
    let known = |r: &Referent| r.gender.is_some_and(|other| other != gender);
    (same_pronoun || is_one && !matches!(referent.manner, Manner::Pronoun(_))) && !scene.any(at, known)
}

fn is_thing(scene: &Scene<'_>, at: usize, referent: &Referent) -> bool {
    let resolved = matches!(referent.manner, Manner::Pronoun(Pronoun::Thing)) && is_resolved(scene, at);
    let is_person = scene.mentions.people_at(referent.head).is_some_and(|people| people.individual);
    let is_noun = scene.parse.pos(referent.head) != "VERB" && !matches!(referent.manner, Manner::Pronoun(_));
    let is_class = !matches!(
        referent.class,
        Some(NounClass::People | NounClass::Time | NounClass::Quantity | NounClass::Goods) | None
    );
    resolved || is_noun && is_class && !referent.plural && !is_person
}

fn is_several(scene: &Scene<'_>, at: usize, referent: &Referent) -> bool {
    if let Manner::Pronoun(pronoun) = referent.manner {
        return pronoun == Pronoun::Plural && is_resolved(scene, at);
    }
    let acts = matches!(referent.class, Some(NounClass::Armed | NounClass::Organisation));
    let counts = matches!(
        referent.class,
        Some(NounClass::People | NounClass::Armed | NounClass::Vehicle | NounClass::Weapon | NounClass::Body)
    );
    let is_person = scene.mentions.people_at(referent.head).is_some_and(|people| people.individual);
    let gathered = referent.class == Some(NounClass::People) && !is_person;
    acts && !is_person || counts && referent.plural || gathered || is_coordinated(scene, at)
}

fn is_resolved(scene: &Scene<'_>, at: usize) -> bool {
    scene.any(at, |other| !matches!(other.manner, Manner::Pronoun(_)))
}

/// "The governor and his deputy … they": the first of several persons, who together have no phrase of their own.
fn is_coordinated(scene: &Scene<'_>, at: usize) -> bool {
    let person = |&head: &usize| scene.mentions.people_at(head).is_some_and(|people| people.individual);
    let Some(head) = scene.referents.get(at).map(|referent| referent.head).filter(person) else {
        return false;
    };
    scene.parse.child(head, &["conj"]).is_some()
}

/// Whether grammar forbids `other`: the pronoun stands inside its phrase, or both hang on one verb.
fn is_bound(scene: &Scene<'_>, other: &Referent, pronoun: usize) -> bool {
    let parse = scene.parse;
    let inside = other.tokens.contains(pronoun) || is_within(parse, other.head, pronoun);
    let reflexive = scene.lexicon.pronouns.reflexive.contains(parse.lower(pronoun));
    let possessive = parse.tag(pronoun) == "PRP$";
    // "Most of them" is about the subject more often than not.
    let partitive = parse.dep(pronoun) == "pobj" && parse.lower(parse.head(pronoun)) == "of";
    inside || !reflexive && !possessive && !partitive && clause(parse, other.head) == clause(parse, pronoun)
}

/// Whether the pronoun hangs on the noun itself, by no clause of its own ("rebels who said they …") and no "and".
fn is_within(parse: &Parse, noun: usize, mut pronoun: usize) -> bool {
    while pronoun != noun {
        let leaves = parse.head(pronoun) == pronoun || parse.dep(pronoun) == "conj";
        if leaves || matches!(parse.pos(pronoun), "VERB" | "AUX") {
            return false;
        }
        pronoun = parse.head(pronoun);
    }
    true
}

/// The verb that a phrase belongs to.
fn clause(parse: &Parse, mut i: usize) -> usize {
    while parse.head(i) != i {
        i = parse.head(i);
        if matches!(parse.pos(i), "VERB" | "AUX") {
            break;
        }
    }
    i
}

/// How well `at` fits as what the pronoun `i` refers to; higher is better.
fn weigh(scene: &Scene<'_>, i: usize, at: usize) -> f64 {
    let (Some(pronoun), Some(other)) = (scene.referents.get(i), scene.referents.get(at)) else {
        return f64::MIN;
    };
    let parse = scene.parse;
    let distance = scene.distance(at, i) as f64 * SENTENCE;
    let nearness = (pronoun.head - other.head).min(100) as f64 / 100.0;
    let salience = scene.size(scene.entity(at)).min(4) as f64 * 0.3;
    let both =
        |subject: fn(&Parse, usize) -> bool| subject(parse, pronoun.head) && subject(parse, other.head);
    let parallel = if both(is_subject) { 1.0 } else { 0.0 };
    let named = if scene.is_named(at) { 0.5 } else { 0.0 };
    // One of several that stand together is seldom meant alone.
    let listed = if is_owner(scene, at, pronoun.head) {
        6.0
    } else if is_one_of_several(parse, other.head) {
        -3.0
    } else {
        0.0
    };
    role(parse, other.head) + salience + parallel + named + listed + selection(scene, at, pronoun.head)
        - distance
        - nearness
}

fn is_subject(parse: &Parse, i: usize) -> bool {
    matches!(parse.dep(i), "nsubj" | "nsubjpass")
}

/// The subject of the main clause is what a text is about, then other subjects, then objects.
fn role(parse: &Parse, i: usize) -> f64 {
    let verb = parse.head(i);
    match parse.dep(i) {
        "nsubj" | "nsubjpass" if matches!(parse.dep(verb), "ROOT" | "ccomp" | "conj") => 3.0,
        "nsubj" | "nsubjpass" if parse.dep(verb) == "relcl" => 1.0,
        "nsubj" | "nsubjpass" => 2.0,
        "dobj" => 1.2,
        "pobj" if parse.dep(verb) == "agent" => 1.0,
        "poss" => 0.8,
        _ => 0.3,
    }
}

/// "Yemen and its largest town": the owner stands right before the "and".
fn is_owner(scene: &Scene<'_>, at: usize, pronoun: usize) -> bool {
    let parse = scene.parse;
    let stands_before = |other: &Referent| pronoun == other.head + 2 && parse.pos(other.head + 1) == "CCONJ";
    parse.tag(pronoun) == "PRP$" && scene.referents.get(at).is_some_and(stands_before)
}

fn is_one_of_several(parse: &Parse, i: usize) -> bool {
    parse.dep(i) == "conj" || parse.child(i, &["conj"]).is_some()
}

/// Verbs that say what their subject is ("as it runs through").
fn selection(scene: &Scene<'_>, at: usize, pronoun: usize) -> f64 {
    let parse = scene.parse;
    if !is_subject(parse, pronoun) {
        return 0.0;
    }
    let verb = parse.lemma(parse.head(pronoun));
    let chosen = scene.lexicon.selection.iter().find(|selection| selection.verbs.contains(verb));
    chosen.map_or(0.0, |selection| {
        let fits = scene.any(at, |other| listed(&selection.subjects, parse, other.head).is_some());
        if fits { 5.0 } else { -3.0 }
    })
}
