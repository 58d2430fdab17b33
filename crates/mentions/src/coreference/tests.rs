//! Reports of a few sentences, and every chain that is to be found in them: what is absent must not be linked.

use model::{
    ActorMention, Basis, Chain, ChainKind, Mentions, NounClass, Parse, PlaceMention, PlacePrecision,
    PlaceRelation, TokenRange,
};

use super::{CoreferenceLexicon, link};
use crate::testing::frozen;
use crate::{nouns, people, phrase};

/// Countries of the texts below; every other named place is a town.
const COUNTRIES: [&str; 8] = ["Iraq", "Syria", "Turkey", "Russia", "Ukraine", "US", "Lebanon", "Afghanistan"];

/// Towns that the recogniser takes for something else.
const TOWNS: [&str; 5] = ["Aleppo", "Hama", "Homs", "Mosul", "Raqqa"];
/// Last words of the names of armed groups that a directory would know.
const GROUPS: [&str; 4] = ["ISIS", "Hamas", "Hezbollah", "Haram"];

fn frozen_mentions(text: &str) -> (Parse, Mentions) {
    let parse = frozen(include_str!("../../../../tests/parses/coreference.jsonl"), text);
    let nouns = toml::from_str(include_str!("../../../../codebooks/lexicon/nouns.toml")).expect("nouns.toml");
    let words =
        toml::from_str(include_str!("../../../../codebooks/lexicon/people.toml")).expect("people.toml");
    let mut mentions = Mentions { classes: nouns::classify(&parse, &nouns), ..Mentions::default() };
    mentions.people = people::find(&parse, &mentions, &words).0.into();
    mentions.places = (0..parse.len())
        .filter(|&i| mentions.class(i) == Some(NounClass::Place) || TOWNS.contains(&parse.word(i)))
        .filter(|&i| parse.pos(i) != "PRON")
        .map(|i| place(&parse, i))
        .collect();
    mentions.actors = (0..parse.len())
        .filter(|&i| parse.pos(i) != "PRON")
        .filter(|&i| {
            let acts = matches!(mentions.class(i), Some(NounClass::Armed | NounClass::Organisation));
            (acts || GROUPS.contains(&parse.word(i))) && !TOWNS.contains(&parse.word(i))
        })
        .map(|i| actor(&parse, i))
        .collect();
    (parse, mentions)
}

fn place(parse: &Parse, head: usize) -> PlaceMention {
    let name = (parse.pos(head) == "PROPN").then(|| parse.word(head).to_owned());
    let is_country = COUNTRIES.contains(&parse.word(head));
    PlaceMention {
        tokens: phrase::noun_phrase(parse, head),
        head,
        id: name.as_ref().map(|name| format!("test:{name}")),
        name,
        lat: None,
        lon: None,
        country: None,
        precision: if is_country { PlacePrecision::Country } else { PlacePrecision::Town },
        relation: PlaceRelation::In,
        site_kind: None,
        within: Vec::new(),
        basis: Basis::Stated,
    }
}

/// The names among the words of a phrase are the actor's.
fn actor(parse: &Parse, head: usize) -> ActorMention {
    let tokens = phrase::noun_phrase(parse, head);
    let named: Vec<usize> = tokens
        .iter()
        .filter(|&i| parse.word(i).starts_with(char::is_uppercase) && is_name(parse, i))
        .collect();
    let range = match named.as_slice() {
        [first, .., last] => TokenRange::new(*first, last + 1),
        [only] => TokenRange::new(*only, only + 1),
        [] => TokenRange::new(head, head),
    };
    let actors = named.first().map(|_| parse.words(range).to_lowercase()).into_iter().collect();
    ActorMention { tokens, head, actors, affiliation: None, named: range }
}

fn is_name(parse: &Parse, i: usize) -> bool {
    parse.entity_at(i).is_some_and(|entity| matches!(parse.label(entity), "ORG" | "NORP" | "GPE" | "PERSON"))
        || GROUPS.contains(&parse.word(i))
}

fn linked(text: &str) -> (Parse, Mentions) {
    let (parse, mut mentions) = frozen_mentions(text);
    let lexicon: CoreferenceLexicon =
        toml::from_str(include_str!("../../../../codebooks/lexicon/coreference.toml"))
            .expect("coreference.toml");
    link(&parse, &mut mentions, &lexicon);
    (parse, mentions)
}

/// Every chain as its heads.
fn chains(text: &str) -> String {
    let (parse, mentions) = linked(text);
    let heads =
        |chain: &Chain| chain.members.iter().map(|&(head, _)| parse.word(head)).collect::<Vec<_>>().join("=");
    mentions.chains.iter().map(heads).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_refers_to_the_same_is_one_chain() {
    for (text, expected) in [
        ("Mosul fell in June. The city had been held by the army.", "Mosul=city"),
        (
            "Shells hit the city of Aleppo. It was held by rebels, and its markets were closed.",
            "city=Aleppo=It=its",
        ),
        (
            "Residents fled Homs and Hama. The town of Hama was shelled again. The city is empty.",
            "Hama=town=Hama=city",
        ),
        (
            "Rebels seized a village on Monday. The village was burned by the rebels a day later.",
            "Rebels=rebels; village=village",
        ),
        (
            "ISIS fighters entered Mosul on Monday. The extremist organization killed 40 prisoners, and they burned the bodies.",
            "ISIS=fighters=organization=they",
        ),
        ("Hamas fired rockets at Ashkelon. The group said it had hit a base.", "Hamas=group=it"),
        (
            "Gunmen killed 12 villagers in Kirkuk. The killings were condemned by the governor.",
            "killed=killings",
        ),
        ("Troops attacked the base at dawn. The attack lasted two hours.", "attacked=attack"),
        (
            "The army launched a ground offensive near Mosul. The ground offensive is expected to end soon.",
            "offensive=offensive",
        ),
        (
            "Barack Obama met the soldiers. President Obama said he was proud, and Obama left later.",
            "Obama=Obama=he=Obama",
        ),
        ("Angela Merkel visited Kabul. She said the country needed help.", "Merkel=She"),
        ("Police found the bodies of nine women. The bodies were taken to a hospital.", "bodies=bodies"),
        ("Two brothers were arrested in Basra. The two men were released on Sunday.", "brothers=men"),
        ("Fighters killed 14 civilians in Raqqa. The dead included three children.", "civilians=dead"),
        (
            "A bomb exploded in Baghdad. The blast wounded ten people. The wounded were treated at a clinic.",
            "exploded=blast; people=wounded",
        ),
        ("I saw the soldiers. We ran when they fired at us.", "soldiers=they"),
        (
            "An airstrike hit a school in Idlib. The school was destroyed by the strike.",
            "airstrike=strike; school=school",
        ),
        ("Russia and Ukraine agreed on a truce. The agreement failed after a week.", "truce=agreement"),
        ("Turkey shut the crossing into Iraq and its nearest town, Zakho.", "Iraq=its; town=Zakho"),
        ("The road to Homs is mined as it runs through the hills.", "road=it"),
        (
            "The minister met rebels. The governor and his deputy left, and they were attacked.",
            "governor=his",
        ),
        ("Clashes broke out in Sidon. The incident left two dead.", "Clashes=incident"),
        ("Iraq asked for help. The country has suffered for years.", "Iraq=country"),
        ("The governor of Basra said that he would resign.", "governor=he"),
        ("A woman and a man were killed. The man was a teacher.", "man=man"),
        (
            "Troops shelled the besieged city. Residents of Mosul fled to Erbil, and Mosul was quiet at night.",
            "city=Mosul=Mosul",
        ),
        ("Hezbollah and Hamas signed a pact. The group later broke it.", "pact=it"),
        ("A car bomb exploded near a mosque. The car bomb killed five.", "bomb=bomb"),
        (
            "Militants kidnapped three nurses on Sunday. The abduction was claimed by Boko Haram.",
            "kidnapped=abduction",
        ),
        ("Soldiers raided a house and arrested Omar Hassan. Hassan was later freed.", "Hassan=Hassan"),
        (
            "Boko Haram attacked a village. The militants burned houses and killed the chief before they fled.",
            "Haram=militants=they",
        ),
        ("Rebels said on Monday that they had captured the town of Palmyra.", "Rebels=they"),
        ("The rebels released the hostages after the army surrounded them.", "rebels=them"),
        (
            "The Farabundo Marti National Liberation Front (FMLN) attacked a base. FMLN denied it.",
            "Front=FMLN",
        ),
        ("The city of Mosul lies in Iraq. The country is poor.", "city=Mosul; Iraq=country"),
        ("Soldiers captured a tank and its crew. The crew were beaten.", "tank=its; crew=crew"),
        (
            "The United Nations sent a convoy to Homs. The organization said it was attacked.",
            "organization=it",
        ),
        ("ISIS seized Raqqa. Days later the militants shelled the town.", "ISIS=militants; Raqqa=town"),
        (
            "Protesters marched in Tunis. The protest turned violent, and police dispersed it.",
            "marched=protest=it",
        ),
        (
            "A drone strike killed a commander in Sanaa. His brother said the strike hit their house.",
            "strike=strike; commander=His",
        ),
        ("Omar Hassan met Karim Ali. Hassan left.", "Hassan=Hassan"),
    ] {
        assert_eq!(chains(text), expected, "{text:?}");
    }
}

#[test]
fn what_does_not_refer_back_stays_alone() {
    for (text, expected) in [
        ("The Syrian government bombed Homs. The group denied it.", ""),
        ("It remains unclear which group carried out the attack.", ""),
        ("It was reported that troops entered Mosul.", ""),
        ("Mosul was quiet. It seems that the rebels left.", ""),
        ("Rebels attacked Tikrit. It was the second attack in a week.", ""),
        ("Rebels killed 14 people in Homs. Soldiers killed 14 people in Hama.", ""),
        ("Shells hit Homs on Friday. The other city was spared.", ""),
        ("No attack was reported in Basra. The attack in Mosul killed six.", ""),
        ("The Iraqi army and the Syrian army attacked. A week later the army withdrew.", ""),
        ("The Turkish army shelled the hills. The army of Lebanon left.", ""),
        ("Five US soldiers were killed in Kabul. Three US soldiers were killed in Kunduz.", ""),
        ("Two men were shot in Lagos. A week later two men were shot in Kano.", ""),
        ("Shells fell on Basra and Kirkuk. The city was calm later.", ""),
        ("Maria Lopez and Ana Gomez were freed. She thanked the police.", ""),
        ("The government closed the road. The rebels said the group was ready.", ""),
        ("Mosul is besieged. The northern town was shelled.", ""),
        ("The hospital in Basra was hit. A hospital in Kirkuk was spared.", ""),
        ("The president spoke. It rained.", ""),
        ("Two attacks hit Kabul. The attack was condemned.", ""),
        ("It took troops two days to clear the road.", ""),
        ("The army shelled the village. The massacre of 40 farmers was denied.", ""),
    ] {
        assert_eq!(chains(text), expected, "{text:?}");
    }
}

/// Whether no chain holds both words.
fn are_apart(text: &str, a: &str, b: &str) -> bool {
    let (parse, mentions) = linked(text);
    let holds = |chain: &Chain, word: &str| chain.members.iter().any(|&(head, _)| parse.word(head) == word);
    mentions.chains.iter().all(|chain| !(holds(chain, a) && holds(chain, b)))
}

#[test]
fn what_cannot_be_the_same_is_kept_apart() {
    for (text, a, b) in [
        ("The city of Mosul lies in Iraq. The country is poor.", "city", "country"),
        ("The city of Mosul lies in Iraq. The country is poor.", "Mosul", "Iraq"),
        ("Mosul fell in June. The city had been held by the army.", "city", "army"),
        (
            "The United Nations sent a convoy to Homs. The organization said it was attacked.",
            "Nations",
            "convoy",
        ),
        (
            "ISIS fighters entered Mosul on Monday. The extremist organization killed 40 prisoners, and they burned the bodies.",
            "prisoners",
            "they",
        ),
        ("Hamas fired rockets at Ashkelon. The group said it had hit a base.", "Ashkelon", "it"),
        ("Hamas fired rockets at Ashkelon. The group said it had hit a base.", "fired", "hit"),
        (
            "Barack Obama met the soldiers. President Obama said he was proud, and Obama left later.",
            "soldiers",
            "he",
        ),
        ("The rebels released the hostages after the army surrounded them.", "hostages", "them"),
        ("The rebels released the hostages after the army surrounded them.", "army", "them"),
        ("Turkey shut the crossing into Iraq and its nearest town, Zakho.", "Turkey", "its"),
        ("The road to Homs is mined as it runs through the hills.", "Homs", "it"),
        (
            "A drone strike killed a commander in Sanaa. His brother said the strike hit their house.",
            "brother",
            "His",
        ),
        (
            "A drone strike killed a commander in Sanaa. His brother said the strike hit their house.",
            "killed",
            "strike",
        ),
        ("Soldiers captured a tank and its crew. The crew were beaten.", "Soldiers", "crew"),
        ("Hezbollah and Hamas signed a pact. The group later broke it.", "Hamas", "group"),
    ] {
        assert!(are_apart(text, a, b), "{a:?} and {b:?} in {text:?}");
    }
}

#[test]
fn a_chain_lends_place_actor_and_class() {
    let (parse, mentions) = linked("ISIS seized Raqqa. Days later the militants shelled the town.");
    let at = |word: &str| (0..parse.len()).find(|&i| parse.word(i) == word).expect("a word of the text");
    let town = mentions.place_at(at("town")).expect("a place");
    assert_eq!((town.name.as_deref(), town.basis), (Some("Raqqa"), Basis::Inferred));
    assert_eq!(
        mentions.actor_at(at("militants")).map(|actor| actor.actors.clone()),
        Some(vec!["isis".to_owned()])
    );

    let (parse, mentions) = linked("Rebels said on Monday that they had captured the town of Palmyra.");
    let they = (0..parse.len()).find(|&i| parse.word(i) == "they").expect("they");
    assert_eq!(mentions.class(they), Some(NounClass::Armed));
}

#[test]
fn no_actor_is_lent_where_two_would_fit() {
    let (_, mentions) = linked("Hezbollah and Hamas signed a pact. The group later broke it.");
    assert!(mentions.actors.iter().any(|actor| actor.actors.is_empty()));
}

#[test]
fn the_fullest_mention_is_a_name_before_a_longer_phrase() {
    let (parse, mentions) =
        linked("Barack Obama met the soldiers. President Obama said he was proud, and Obama left later.");
    let chain = mentions.chains.first().expect("a chain");
    let fullest = chain.members.get(chain.fullest).map(|&(_, tokens)| parse.words(tokens));
    assert_eq!((fullest, chain.kind), (Some("Barack Obama"), ChainKind::People));
    assert_eq!(mentions.chain_of.len(), parse.len());
}
