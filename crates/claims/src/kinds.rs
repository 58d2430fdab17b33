//! What kinds of thing a noun phrase may be, as far as roles care.

use model::{ChainKind, Mentions, NounClass, Parse};
use serde::Deserialize;

use crate::codebook::{Codebook, Speech, Trigger};
use crate::matching::is_called;

/// A kind of thing that may fill a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    People,
    /// Somebody called by name, beside `People`.
    NamedPerson,
    Armed,
    Organisation,
    /// A named actor of the directory, countries included.
    Actor,
    Place,
    Site,
    Weapon,
    Vehicle,
    Goods,
    Body,
    /// A noun that names an event of the codebook ("offensive", "airstrike").
    Event,
    /// A noun for an event that itself does harm, as a weapon does ("airstrike", "shelling").
    HarmfulEvent,
    Time,
    Number,
    Thing,
}

impl Kind {
    /// The kind called `name` in the codebook.
    pub fn named(name: &str) -> Option<Self> {
        let named = match name {
            "people" => Self::People,
            "named-person" => Self::NamedPerson,
            "armed" => Self::Armed,
            "organisation" => Self::Organisation,
            "actor" => Self::Actor,
            "place" => Self::Place,
            "site" => Self::Site,
            "weapon" => Self::Weapon,
            "vehicle" => Self::Vehicle,
            "goods" => Self::Goods,
            "body" => Self::Body,
            "event" => Self::Event,
            "harmful-event" => Self::HarmfulEvent,
            "time" => Self::Time,
            "number" => Self::Number,
            "thing" => Self::Thing,
            _ => return None,
        };
        Some(named)
    }
}

/// The list of weapons as they stand before an event noun ("drone strike").
const WEAPONS: &str = "weapon";

/// The list of words for one side of a fight as they stand before an event noun ("rebel attack").
const SIDES: &str = "side";

/// All kinds that the noun phrase headed by `head` may be; `Thing` where nothing else is known.
pub(crate) fn of(head: usize, parse: &Parse, mentions: &Mentions, codebook: &Codebook) -> Vec<Kind> {
    // "in the wake of the strikes" tells a time, but the strikes remain strikes.
    if mentions.times.among([head]).any(|time| time.anchor.is_none()) {
        return vec![Kind::Time];
    }
    let mut kinds = of_mentions(head, mentions);
    for (list, kind) in [(WEAPONS, Kind::Weapon), (SIDES, Kind::Armed)] {
        if is_listed_before_noun(head, parse, codebook, list) {
            kinds.push(kind);
        }
    }
    kinds.extend(of_unknown_name(head, parse, mentions));
    if parse.pos(head) == "PRON" {
        kinds.extend(of_pronoun(head, parse, mentions, codebook));
    } else {
        kinds.extend(of_event(head, parse, codebook));
    }
    if kinds.is_empty() {
        kinds.extend(if parse.pos(head) == "NUM" {
            &[Kind::Number, Kind::People][..]
        } else {
            &[Kind::Thing]
        });
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// What the mentions know of a noun. Who reads names may take a town for a person: what is known as a place is one.
fn of_mentions(head: usize, mentions: &Mentions) -> Vec<Kind> {
    let place = mentions.place_at(head);
    let named_place = place.is_some_and(|place| place.name.is_some() && place.site_kind.is_none())
        && !mentions.is_listed(head);
    let actor = mentions.actor_at(head).map(|_| Kind::Actor);
    let class = mentions.class(head).and_then(of_class);
    let people = mentions.people_at(head).map(|_| Kind::People);
    let named = mentions.people_at(head).filter(|people| !people.names.is_empty()).map(|_| Kind::NamedPerson);
    let place = place.map(|place| if place.site_kind.is_some() { Kind::Site } else { Kind::Place });
    let known = [actor, class, people, named, place].into_iter().flatten();
    known.filter(|kind| !(named_place && matches!(kind, Kind::People | Kind::NamedPerson))).collect()
}

/// "drone strike", "rebel attack": most words before nouns have no class of their own.
fn is_listed_before_noun(head: usize, parse: &Parse, codebook: &Codebook, list: &str) -> bool {
    let is_called = |word: &String| word == parse.lower(head) || word == parse.lemma(head);
    matches!(parse.dep(head), "compound" | "nmod" | "amod" | "npadvmod")
        && codebook.lexicon.lists.get(list).is_some_and(|words| words.iter().any(is_called))
}

fn of_unknown_name(head: usize, parse: &Parse, mentions: &Mentions) -> Vec<Kind> {
    if !is_unknown_name(head, parse, mentions) {
        return Vec::new();
    }
    // A name of several words that the reader of names passes over is more often a person's.
    let several = parse.children_by(head, &["compound"]).any(|child| parse.pos(child) == "PROPN");
    if several && parse.entity_at(head).is_none() {
        vec![Kind::Place, Kind::People]
    } else {
        vec![Kind::Place]
    }
}

/// A name that nobody knows, and that is not said to be a person's, may be a village's.
pub(crate) fn is_unknown_name(head: usize, parse: &Parse, mentions: &Mentions) -> bool {
    // The reader of names takes many towns for persons; a name of several words is more likely right.
    let person = parse
        .entity_at(head)
        .is_some_and(|entity| parse.label(entity) == "PERSON" && entity.tokens.end - entity.tokens.first > 1);
    let described =
        mentions.people_at(head).is_some_and(|people| people.occupation.is_some() || people.age.is_some());
    parse.pos(head) == "PROPN"
        && !person
        && !described
        && mentions.actor_at(head).is_none()
        && mentions.place_at(head).is_none()
        && matches!(
            mentions.class(head),
            None | Some(NounClass::Place | NounClass::Organisation | NounClass::People | NounClass::Other)
        )
}

fn of_class(class: NounClass) -> Option<Kind> {
    Some(match class {
        NounClass::People => Kind::People,
        NounClass::Armed => Kind::Armed,
        NounClass::Organisation => Kind::Organisation,
        NounClass::Place => Kind::Place,
        NounClass::Site => Kind::Site,
        NounClass::Weapon => Kind::Weapon,
        NounClass::Vehicle => Kind::Vehicle,
        NounClass::Goods => Kind::Goods,
        NounClass::Body => Kind::Body,
        NounClass::Time => Kind::Time,
        NounClass::Quantity => Kind::Number,
        NounClass::Other => return None,
    })
}

fn of_pronoun(head: usize, parse: &Parse, mentions: &Mentions, codebook: &Codebook) -> Vec<Kind> {
    let chain = mentions.chain(head);
    let full = chain.and_then(|chain| chain.members.get(chain.fullest));
    if let Some(&(full, _)) = full.filter(|member| member.0 != head) {
        let mut kinds: Vec<Kind> = mentions.class(full).and_then(of_class).into_iter().collect();
        match chain.map(|chain| chain.kind) {
            Some(ChainKind::Actor) => kinds.push(Kind::Actor),
            Some(ChainKind::People) => kinds.push(Kind::People),
            Some(ChainKind::Place) => kinds.push(Kind::Place),
            Some(ChainKind::Event) => kinds.push(Kind::Event),
            _ => {}
        }
        return kinds;
    }
    let things = &codebook.lexicon.light.thing;
    vec![if things.iter().any(|word| word == parse.lower(head)) { Kind::Thing } else { Kind::People }]
}

/// What an event noun is, if it is one.
fn of_event(head: usize, parse: &Parse, codebook: &Codebook) -> Vec<Kind> {
    if !matches!(parse.pos(head), "NOUN" | "PROPN" | "VERB" | "AUX") {
        return Vec::new();
    }
    let wordings = codebook.forms.starting(parse.lower(head), parse.lemma(head));
    let mut events = wordings
        .iter()
        .filter(|wording| wording.speech == Speech::Noun && wording.rest.is_empty())
        .peekable();
    if events.peek().is_none() {
        return Vec::new();
    }
    let harms = events.any(|wording| {
        let event_type = &codebook.types[wording.event_type];
        event_type.harms && suits_modifiers(&event_type.triggers[wording.trigger], head, parse, codebook)
    });
    if harms { vec![Kind::Event, Kind::HarmfulEvent] } else { vec![Kind::Event] }
}

/// Whether the words before an event noun are those that its trigger asks for: a "raid" alone is no air raid.
fn suits_modifiers(trigger: &Trigger, head: usize, parse: &Parse, codebook: &Codebook) -> bool {
    let before: Vec<usize> = parse.children_by(head, &["compound", "amod", "nmod"]).collect();
    let named = |slot: &str| {
        let mut names = codebook.lexicon.members(slot);
        Kind::named(slot).is_some()
            || names.any(|name| before.iter().any(|&word| is_called(parse, word, name)))
    };
    trigger.only_if.iter().all(|(function, slots)| function == "modifier" && slots.iter().any(named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{codebook, frozen, mentions, token};

    #[track_caller]
    fn check(text: &str, word: &str, expected: &[Kind]) {
        let parse = frozen(text);
        let found = of(token(&parse, word), &parse, &mentions(&parse), &codebook());
        assert_eq!(found, expected, "{word} in {text}");
    }

    #[test]
    fn nouns_are_of_the_kind_of_their_class() {
        check("Gunmen killed two herders.", "Gunmen", &[Kind::Armed]);
        check("Gunmen killed two herders.", "herders", &[Kind::People]);
        check("The militia held a meeting on Friday.", "meeting", &[Kind::Thing]);
    }

    #[test]
    fn event_nouns_that_do_harm_are_known_from_the_codebook() {
        check("An attack by rebels killed two traders.", "attack", &[Kind::Event, Kind::HarmfulEvent]);
        check("Heavy fighting broke out between the army and rebels.", "fighting", &[Kind::Event]);
    }

    #[test]
    fn a_name_that_nobody_knows_may_be_a_village() {
        check("Rebels took control of Karsa.", "Karsa", &[Kind::Place]);
        check("The port came under attack on Friday.", "Friday", &[Kind::Time]);
    }

    #[test]
    fn pronouns_without_a_chain_are_people_or_things() {
        check("Guards had beaten the prisoners before they were freed.", "they", &[Kind::People]);
        check("They called it the rebels’ last stand.", "it", &[Kind::Thing]);
    }

    #[test]
    fn kinds_are_called_as_the_codebook_writes_them() {
        assert_eq!(Kind::named("harmful-event"), Some(Kind::HarmfulEvent));
        assert_eq!(Kind::named("HarmfulEvent"), None);
    }
}
