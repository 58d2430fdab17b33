//! What people are to the fighting, only as far as their noun and the words before it say.

use model::{NounClass, Status};

use super::Phrase;
use super::lexicon::Words;

/// The status that a phrase states; nothing where it is not said.
pub(super) fn of(phrase: &Phrase<'_>) -> Option<Status> {
    let words = &phrase.lexicon.status;
    if described(phrase, &words.former) {
        return None;
    }
    match by_noun(phrase) {
        Some(Status::Combatant | Status::Police) if described(phrase, &words.out_of_combat) => {
            Some(Status::HorsDeCombat)
        }
        Some(Status::Combatant) if described(phrase, &words.doubt) => Some(Status::Disputed),
        None if described(phrase, &words.unidentified) => Some(Status::Unknown),
        status => status,
    }
}

fn by_noun(phrase: &Phrase<'_>) -> Option<Status> {
    let words = &phrase.lexicon.status;
    let in_words = |list: &Words| phrase.words().any(|i| list.lists(phrase.parse, i));
    if in_words(&words.civilian) {
        Some(Status::Civilian)
    } else if words.hors_de_combat.lists(phrase.parse, phrase.core) {
        Some(Status::HorsDeCombat)
    } else if by_police(phrase) {
        Some(Status::Police)
    } else if phrase.mentions.class(phrase.core) == Some(NounClass::Armed) {
        (!words.armed_without_status.lists(phrase.parse, phrase.core)).then_some(Status::Combatant)
    } else {
        by_office(phrase)
    }
}

/// "policemen", "police officers", "police commissioner Omar Haddad", "the inspector general of police"; not "police station", whose
/// noun is no people, nor "victims of police".
fn by_police(phrase: &Phrase<'_>) -> bool {
    let (lexicon, parse, core) = (phrase.lexicon, phrase.parse, phrase.core);
    let is_police = |i: usize| lexicon.status.police.lists(parse, i);
    let is_armed = phrase.mentions.class(core) == Some(NounClass::Armed);
    let bears_rank = is_armed || lexicon.occupations.official.lists(parse, core);
    is_police(core)
        || (is_armed || phrase.is_name()) && phrase.modifiers.iter().any(|&i| is_police(i))
        || bears_rank && crate::phrase::complement(parse, core).is_some_and(is_police)
}

fn by_office(phrase: &Phrase<'_>) -> Option<Status> {
    let (lexicon, parse) = (phrase.lexicon, phrase.parse);
    // Only before a name do the words before a noun say what somebody is: "a minister's aide" is no minister.
    let before = if phrase.is_name() { phrase.modifiers.as_slice() } else { &[] };
    let said = |list: &Words| std::iter::once(&phrase.core).chain(before).any(|&i| list.lists(parse, i));
    let bears_rank =
        |i: usize| lexicon.status.combatant_titles.lists(parse, i) && !is_end_of_office(phrase, i);
    if phrase.is_name() && std::iter::once(phrase.core).chain(before.iter().copied()).any(bears_rank) {
        Some(Status::Combatant)
    } else if said(&lexicon.occupations.official) {
        Some(Status::Official)
    } else {
        let civilian = said(&lexicon.occupations.civilian) && !described(phrase, &lexicon.status.military);
        civilian.then_some(Status::Civilian)
    }
}

/// An attorney general is no general.
fn is_end_of_office(phrase: &Phrase<'_>, i: usize) -> bool {
    phrase.lexicon.occupations.official.find(phrase.parse, i).is_some_and(|office| office.contains(' '))
}

fn described(phrase: &Phrase<'_>, list: &Words) -> bool {
    phrase.modifiers.iter().any(|&i| list.lists(phrase.parse, i))
}
