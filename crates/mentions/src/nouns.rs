//! What nouns name: people, armed people, bodies that act, places, weapons, vehicles and so on.
//!
//! Common nouns are looked up in the lists of `codebooks/lexicon/nouns.toml`, names go by the label of their entity.
//! The model's lemmas are unreliable for the words of wars, so the word itself is tried before its lemma.

use std::collections::BTreeMap;

use model::{NounClass, Parse};
use serde::Deserialize;

use crate::spellings::{look_up, singulars};
use crate::words::{WordSet, WordTable};
use crate::{ages, phrase};

/// The word lists of this finder: `codebooks/lexicon/nouns.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "NounTables")]
pub struct NounLexicon {
    classes: WordTable<NounClass>,
    people_endings: Vec<String>,
    counts: WordSet,
    collectives: WordSet,
    people_pronouns: WordSet,
    relative_pronouns: WordSet,
}

/// Nouns in groups; the names of the groups are for the reader of the file.
type Groups = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounTables {
    people: Groups,
    armed: Groups,
    organisation: Groups,
    place: Groups,
    site: Groups,
    weapon: Groups,
    vehicle: Groups,
    goods: Groups,
    body: Groups,
    time: Groups,
    other: Groups,
    endings: Endings,
    quantity: QuantityNouns,
    pronouns: Pronouns,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endings {
    people: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantityNouns {
    counts: WordSet,
    measures: Vec<String>,
    collectives: WordSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {
    people: WordSet,
    relative: WordSet,
}

impl From<NounTables> for NounLexicon {
    fn from(tables: NounTables) -> Self {
        let groups = [
            (tables.people, NounClass::People),
            (tables.armed, NounClass::Armed),
            (tables.organisation, NounClass::Organisation),
            (tables.place, NounClass::Place),
            (tables.site, NounClass::Site),
            (tables.weapon, NounClass::Weapon),
            (tables.vehicle, NounClass::Vehicle),
            (tables.goods, NounClass::Goods),
            (tables.body, NounClass::Body),
            (tables.time, NounClass::Time),
            (tables.other, NounClass::Other),
        ];
        let quantities = tables.quantity.counts.words().chain(&tables.quantity.measures);
        let mut classes: WordTable<NounClass> =
            quantities.map(|word| (word.clone(), NounClass::Quantity)).collect();
        for (group, class) in groups {
            group.into_values().flatten().for_each(|word| classes.insert(word, class));
        }
        Self {
            classes,
            people_endings: tables.endings.people,
            counts: tables.quantity.counts,
            collectives: tables.quantity.collectives,
            people_pronouns: tables.pronouns.people,
            relative_pronouns: tables.pronouns.relative,
        }
    }
}

impl NounLexicon {
    /// The class of the noun at token `i`, with the word before it where the two make one noun ("air force").
    pub fn class_of(&self, parse: &Parse, i: usize) -> Option<NounClass> {
        let listed = look_up(parse, i, |spelling| self.classes.get(spelling).copied());
        let by_ending = |spelling: &str| self.ends_like_people(spelling).then_some(NounClass::People);
        listed.or_else(|| look_up(parse, i, by_ending))
    }

    /// "councilman", "ombudswoman": what a person does, and the word for a person.
    fn ends_like_people(&self, word: &str) -> bool {
        let is_longer = |ending: &String| word.strip_suffix(&**ending).is_some_and(|stem| stem.len() > 2);
        self.people_endings.iter().any(is_longer)
    }
}

/// The class of every token that heads a noun phrase, by token index.
pub fn classify(parse: &Parse, lexicon: &NounLexicon) -> Vec<Option<NounClass>> {
    let mut classes: Vec<Option<NounClass>> = (0..parse.len())
        .map(|i| phrase::heads_phrase(parse, i).then(|| own_class(parse, i, lexicon)))
        .collect();
    // What a noun stands for mostly follows it ("scores of civilians"): from the end, so that chains of them resolve.
    for i in (0..parse.len()).rev() {
        if let Some(class) = classes.get(i).copied().flatten() {
            let stands_for = counted_class(parse, i, class, &classes, lexicon);
            set(&mut classes, i, stands_for);
        }
    }
    for i in 0..parse.len() {
        let referred = referred_class(parse, i, &classes, lexicon);
        set(&mut classes, i, referred);
    }
    for i in 0..parse.len() {
        let bears_arms = fights_before_noun(parse, i, &classes, lexicon).then_some(NounClass::Armed);
        classes[i] = classes[i].or(bears_arms);
    }
    classes
}

/// "a rebel attack", "police firing", "militia rockets": those who bear arms, before what they do or do it with. Before other nouns
/// ("police station", "rebel leader") they only tell which one is meant.
fn fights_before_noun(parse: &Parse, i: usize, classes: &[Option<NounClass>], lexicon: &NounLexicon) -> bool {
    let of = parse.head(i);
    let done =
        matches!(classes.get(of).copied().flatten(), None | Some(NounClass::Other | NounClass::Weapon));
    parse.dep(i) == "compound"
        && of > i
        && done
        && parse.pos(i) == "NOUN"
        && lexicon.class_of(parse, i) == Some(NounClass::Armed)
}

fn set(classes: &mut [Option<NounClass>], i: usize, class: Option<NounClass>) {
    if let (Some(slot), Some(class)) = (classes.get_mut(i), class) {
        *slot = Some(class);
    }
}

/// The class by the word itself, its entity or its title.
fn own_class(parse: &Parse, i: usize, lexicon: &NounLexicon) -> NounClass {
    let label = parse.entity_at(i).map_or("", |entity| parse.label(entity));
    if is_aged(parse, i) || ages::follows_name(parse, i) {
        return NounClass::People;
    }
    match parse.pos(i) {
        "PRON" if lexicon.people_pronouns.contains(parse.lower(i)) => NounClass::People,
        "PROPN" => name_class(parse, i, label, lexicon),
        "NUM" => number_class(label),
        _ => {
            lexicon.class_of(parse, i).or_else(|| labelled_class(parse, i, label)).unwrap_or(NounClass::Other)
        }
    }
}

/// "a 14-year-old": the adjective stands for somebody of that age.
fn is_aged(parse: &Parse, i: usize) -> bool {
    i >= 2 && parse.lower(i).starts_with("old") && parse.lower(i - 1) == "-"
}

/// Names of people and countries are no nouns, whatever they look like; other names often end in one ("Air Force").
fn name_class(parse: &Parse, i: usize, label: &str, lexicon: &NounLexicon) -> NounClass {
    let by_label = labelled_class(parse, i, label);
    let by_word = lexicon.class_of(parse, i);
    match label {
        "PERSON" | "GPE" | "LOC" => by_label,
        // "Mayor Teodoro Quispe": the reader of names may take the whole for an organisation.
        "ORG" if by_word.is_none() && titled_alone(parse, i, lexicon) => Some(NounClass::People),
        _ => by_word.or(by_label),
    }
    .or_else(|| titled(parse, i, lexicon).then_some(NounClass::People))
    .unwrap_or(NounClass::Other)
}

fn labelled_class(parse: &Parse, i: usize, label: &str) -> Option<NounClass> {
    Some(match label {
        "PERSON" => NounClass::People,
        // "Iraqis" and "an Iraqi" are people; a bare "Hamas" with this label is a movement.
        "NORP" if parse.tag(i).ends_with('S') || parse.child(i, &["det", "nummod"]).is_some() => {
            NounClass::People
        }
        "ORG" | "NORP" => NounClass::Organisation,
        "GPE" | "LOC" => NounClass::Place,
        "FAC" => NounClass::Site,
        "DATE" | "TIME" => NounClass::Time,
        "MONEY" | "PERCENT" | "QUANTITY" | "CARDINAL" | "ORDINAL" => NounClass::Quantity,
        _ => return None,
    })
}

/// "President Obama": a noun for people before a name makes it a person's.
fn titled(parse: &Parse, i: usize, lexicon: &NounLexicon) -> bool {
    parse
        .children_by(i, &["compound"])
        .any(|before| lexicon.class_of(parse, before) == Some(NounClass::People))
}

/// A singular noun for people at the head of a name: "Mayor", but not the "Teachers" of a union.
fn titled_alone(parse: &Parse, i: usize, lexicon: &NounLexicon) -> bool {
    let singular = |word: usize| lexicon.classes.get(parse.lower(word)) == Some(&NounClass::People);
    let before = parse.children_by(i, &["compound"]).next();
    before.is_some_and(|first| parse.pos(first) == "PROPN" && singular(first))
}

fn number_class(label: &str) -> NounClass {
    match label {
        "DATE" | "TIME" => NounClass::Time,
        _ => NounClass::Quantity,
    }
}

/// What a quantity or a collective stands for, if that is not itself.
fn counted_class(
    parse: &Parse,
    i: usize,
    class: NounClass,
    classes: &[Option<NounClass>],
    lexicon: &NounLexicon,
) -> Option<NounClass> {
    let of = phrase::complement(parse, i).and_then(|object| classes.get(object).copied().flatten());
    let is_collective = singulars(parse.lower(i)).any(|form| lexicon.collectives.contains(&form));
    match of {
        Some(NounClass::People | NounClass::Armed) if is_collective => of,
        Some(of) if class == NounClass::Quantity => Some(of),
        None if class == NounClass::Quantity => counts_people(parse, i, lexicon).then_some(NounClass::People),
        _ => None,
    }
}

/// Whether a bare number or vague word stands for people: "at least 12 were killed", "a coalition of around 90,000".
fn counts_people(parse: &Parse, i: usize, lexicon: &NounLexicon) -> bool {
    let label = parse.entity_at(i).map_or("", |entity| parse.label(entity));
    let counts = parse.pos(i) == "NUM" || lexicon.counts.contains(parse.lower(i));
    counts && matches!(label, "" | "CARDINAL") && stands_for_somebody(parse, i, lexicon)
}

/// "blasts in the city, 32 dead", "12 killed, 30 wounded": the word behind the number is one for people.
fn is_described(parse: &Parse, i: usize, lexicon: &NounLexicon) -> bool {
    let behind = Some(i + 1).filter(|&behind| behind < parse.len());
    behind.is_some_and(|behind| {
        matches!(parse.pos(behind), "ADJ" | "VERB")
            && lexicon.class_of(parse, behind) == Some(NounClass::People)
    })
}

fn stands_for_somebody(parse: &Parse, i: usize, lexicon: &NounLexicon) -> bool {
    match parse.dep(i) {
        _ if is_described(parse, i, lexicon) => true,
        "nsubj" | "nsubjpass" | "dobj" => true,
        // "killed up to 12": the parser takes "up" for a particle of the verb.
        "pobj" if parse.dep(parse.head(i)) == "prt" => true,
        "conj" => parse.head(i) != i && counts_people(parse, parse.head(i), lexicon),
        "pobj" => {
            let whole = lexicon.class_of(parse, parse.head(parse.head(i)));
            parse.lower(parse.head(i)) == "of" && matches!(whole, Some(NounClass::Armed | NounClass::People))
        }
        _ => false,
    }
}

/// The class of what a relative pronoun or an appositive name goes back to.
fn referred_class(
    parse: &Parse,
    i: usize,
    classes: &[Option<NounClass>],
    lexicon: &NounLexicon,
) -> Option<NounClass> {
    let class_of = |i: usize| classes.get(i).copied().flatten();
    match class_of(i)? {
        NounClass::People | NounClass::Other if lexicon.relative_pronouns.contains(parse.lower(i)) => {
            antecedent(parse, i).and_then(class_of)
        }
        NounClass::Other | NounClass::Organisation if is_loose_name(parse, i) => class_of(parse.head(i)),
        _ => None,
    }
}

/// "its largest town, Taiz": a name in apposition whose own label says nothing.
fn is_loose_name(parse: &Parse, i: usize) -> bool {
    let label = parse.entity_at(i).map_or("", |entity| parse.label(entity));
    parse.dep(i) == "appos" && parse.pos(i) == "PROPN" && matches!(label, "" | "NORP")
}

/// The noun that the clause of a relative pronoun describes.
fn antecedent(parse: &Parse, pronoun: usize) -> Option<usize> {
    let mut at = pronoun;
    while parse.dep(at) != "relcl" {
        if parse.head(at) == at {
            return None;
        }
        at = parse.head(at);
    }
    Some(parse.head(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::frozen;

    fn lexicon() -> NounLexicon {
        toml::from_str(include_str!("../../../codebooks/lexicon/nouns.toml")).expect("nouns.toml")
    }

    /// Every phrase head with its class; what is absent from the line has no class.
    fn check(text: &str, expected: &str) {
        let parse = frozen(include_str!("../../../tests/parses/people.jsonl"), text);
        let classes = classify(&parse, &lexicon());
        let heads = classes.iter().enumerate().filter_map(|(i, class)| Some((i, (*class)?)));
        let found: Vec<String> = heads.map(|(i, class)| format!("{}:{class:?}", parse.word(i))).collect();
        assert_eq!(found.join(" "), expected, "{text:?}");
    }

    #[test]
    fn heads_of_phrases_have_the_class_of_their_noun() {
        for (text, expected) in [
            (
                "Rebels killed 14 civilians in the village of Darin on Monday.",
                "Rebels:Armed civilians:People village:Place Darin:Place Monday:Time",
            ),
            (
                "Soldiers fired mortar shells at a hospital from an armoured vehicle.",
                "Soldiers:Armed shells:Weapon hospital:Site vehicle:Vehicle",
            ),
            (
                "At least 12 were killed when missiles struck apartment buildings.",
                "12:People missiles:Weapon buildings:Site",
            ),
            ("Scores of residents fled the shelling.", "Scores:People residents:People shelling:Other"),
            ("The bodies of 9 women were found in a shallow grave.", "bodies:Body women:People grave:Site"),
            (
                "The ministry said the air force dropped barrel bombs.",
                "ministry:Organisation force:Armed bombs:Weapon",
            ),
            ("Three Iraqis and an Israeli were among the dead.", "Iraqis:People Israeli:People dead:People"),
            ("A group of women protested outside the embassy.", "group:People women:People embassy:Site"),
            (
                "The group claimed responsibility for the explosion.",
                "group:Organisation responsibility:Other explosion:Other",
            ),
            (
                "A convoy of trucks carrying food and medicine reached the town.",
                "convoy:Vehicle trucks:Vehicle food:Goods medicine:Goods town:Place",
            ),
            ("The air strike destroyed a bridge and two tanks.", "strike:Other bridge:Site tanks:Vehicle"),
            (
                "The United Nations and Human Rights Watch called for talks.",
                "Nations:Organisation Watch:Organisation talks:Other",
            ),
            ("Fighters who held the checkpoint surrendered.", "Fighters:Armed who:Armed checkpoint:Site"),
            (
                "Police used tear gas and rubber bullets against protesters.",
                "Police:Armed gas:Weapon bullets:Weapon protesters:People",
            ),
            ("The number of troops rose to 5,200.", "number:Armed troops:Armed 5,200:Quantity"),
            ("Land mines and booby traps were laid along the road.", "mines:Weapon traps:Weapon road:Site"),
            ("Many were forced to leave their homes.", "Many:People homes:Site"),
            ("The army fought the rebels for three weeks.", "army:Armed rebels:Armed weeks:Time"),
            ("Use of force by the labour force is rare.", "Use:Other force:Other force:Other"),
            ("Dozens were injured and several houses were burned.", "Dozens:People houses:Site"),
            ("The elderly and the disabled could not leave.", "elderly:People disabled:People"),
            (
                "An army offensive began near the militia headquarters.",
                "army:Armed offensive:Other headquarters:Site",
            ),
            ("A drone killed up to 12.", "drone:Weapon 12:People"),
            ("Twin blasts in Baghdad, 32 dead", "blasts:Other Baghdad:Place 32:People"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn plurals_lead_back_to_the_noun() {
        for (plural, singular) in
            [("gunmen", "gunman"), ("armies", "army"), ("knives", "knife"), ("churches", "church")]
        {
            assert!(singulars(plural).any(|form| form == singular), "{plural}");
        }
    }

    #[test]
    fn what_ends_like_people_is_people() {
        let ends = |word: &str| singulars(word).any(|form| lexicon().ends_like_people(&form));
        assert!(["councilman", "ombudswomen", "tribespeople"].into_iter().all(ends));
        assert!(!["omen", "Oman", "humane", "woman"].into_iter().any(ends));
    }

    #[test]
    fn a_word_that_is_listed_nowhere_has_no_class_of_its_own() {
        let lexicon = lexicon();
        for word in ["strike", "attack", "offensive", "battle", "arm", "unrest", "morale", "ceasefire"] {
            assert!(
                !matches!(lexicon.classes.get(word), Some(class) if *class != NounClass::Other),
                "{word}"
            );
        }
    }
}
