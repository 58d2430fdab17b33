//! Texts that come back from capitals or small letters as they were, and texts that are left alone.

use super::*;

/// Words of the cases below that never stand there in small letters.
const STARTERS: [&str; 22] = [
    "armed",
    "heavy",
    "rebels",
    "troops",
    "soldiers",
    "the",
    "police",
    "a",
    "on",
    "he",
    "at",
    "in",
    "two",
    "they",
    "it",
    "rebel",
    "united",
    "text",
    "this",
    "an",
    "forces",
    "revolutionary",
];
/// Names that a gazetteer would know.
const PLACES: [&str; 10] = [
    "san salvador",
    "santa ana",
    "rio de janeiro",
    "usulutan",
    "bogota",
    "guazapa",
    "the hill",
    "the bridge",
    "of",
    "north korea",
];

/// The texts in ordinary case; each must come back from its copy in capitals.
const FROM_CAPITALS: [&str; 26] = [
    "Two soldiers died in the exchange of fire near the bridge.",
    "Armed men attacked the town of Usulutan on Monday.",
    "Heavy fighting was reported near San Salvador. Two soldiers were killed.",
    "Rebels blew up a bridge in Santa Ana on 3 January.",
    "The Farabundo Marti National Liberation Front (FMLN) claimed the attack.",
    "Troops of the first Brigada fled, the UN said.",
    "The army said that Gen. Alvarez was wounded. He is in a hospital.",
    "On 5 May the rebels left; they may return in March.",
    "The soldiers may march on Guazapa.",
    "President Cristiani met Colonel Ponce in Bogota.",
    "The president met the colonel.",
    "Bogota (ACAN-EFE) - A car bomb exploded today.",
    "The wounded were taken to Rio de Janeiro by plane.",
    "Police said they don't know Roberto D'Aubuisson's plans.",
    "I saw them, he said. They had an RPG.",
    "The rebels hold the hill. North Korea denied it.",
    "Soldiers fired at 7.62 mm range, 40 km from Guazapa.",
    "Jorge M. Quispe was shot. It was on Tuesday.",
    "The United States and the Soviet Union agreed.",
    "The Salvadoran army's troops entered Chalatenango.",
    "Police killed two men!\nThe rebels\nfled.",
    "The attack was claimed by Ñusta Huamán.",
    "The bridge was hit, and Justice Hector Diaz died in it.",
    "The U.S. embassy in Bogota was hit.",
    "The National Liberation Front [NLF] denied it.",
    "Bogota -- [Text] The FARC [Revolutionary Armed Forces of Colombia] denied it.",
];

fn recased(text: &str) -> Option<String> {
    let lexicon =
        toml::from_str(include_str!("../../../../codebooks/lexicon/recase.toml")).expect("recase.toml");
    let small = FROM_CAPITALS.iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic() && c != '\''));
    let known: std::collections::BTreeSet<&str> =
        small.filter(|word| word.starts_with(char::is_lowercase)).chain(STARTERS).chain(["first"]).collect();
    in_ordinary_case(
        text,
        &lexicon,
        &|word| known.contains(word) && !lexicon.function.contains(word),
        &|name| PLACES.contains(&name),
    )
}

#[test]
fn capitals_become_ordinary_case() {
    for expected in &FROM_CAPITALS {
        let text = expected.to_uppercase();
        let found = recased(&text).unwrap_or_default();
        assert_eq!(found.to_lowercase(), expected.to_lowercase());
        assert_eq!(found, *expected);
        assert_eq!(found.len(), text.len(), "{text:?}");
    }
}

#[test]
fn small_letters_become_ordinary_case() {
    for expected in [
        "Armed men attacked the town of Usulutan on Monday.",
        "Heavy fighting was reported near San Salvador. Two soldiers were killed.",
        "The UN said that the soldiers left Bogota on 3 January.",
        "Soldiers fired at 7.62 mm range, 40 km from Guazapa.",
    ] {
        assert_eq!(recased(&expected.to_lowercase()).as_deref(), Some(expected));
    }
}

#[test]
fn a_text_with_a_case_is_left_alone() {
    for text in [
        "Armed men attacked the town.",
        "Armed men attacked the TOWN OF USULUTAN.",
        "the rebels left the town",
        "rebels attacked",
        "UN",
        "FMLN, ELN",
        "",
        "12 345",
        "iPhone and eBay are names that a text may hold.",
        "…!?",
    ] {
        assert_eq!(recased(text), None, "{text:?}");
    }
}

#[test]
fn a_stop_may_stand_before_the_first_word() {
    for text in ["12. PEOPLE DIED IN THE HILLS.", ". the army fled to the hills"] {
        assert!(recased(text).is_none_or(|recased| recased.len() == text.len()), "{text}");
    }
}

#[test]
fn letters_whose_case_has_another_length_stay() {
    let text = "THE TOWN OF İZMIR WAS ATTACKED BY TROOPS ẞ";
    let found = recased(text).unwrap_or_default();
    assert_eq!((found.len(), found.contains('İ')), (text.len(), true));
}

proptest::proptest! {
    #[test]
    fn any_text_keeps_its_length(text in "[A-ZİẞΣÀ'’. ()\\-\n]{0,60}") {
        if let Some(found) = recased(&text) {
            proptest::prop_assert_eq!(found.len(), text.len());
        }
    }
}
