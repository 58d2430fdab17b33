//! Places that must be read, and words that must not be read as places.

use std::sync::Arc;

use model::{ByteSpan, Entity, NounClass, Symbols, TokenRow};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::testing::frozen;

fn lexicon() -> PlaceLexicon {
    toml::from_str(include_str!("../../../../codebooks/lexicon/places.toml")).expect("the lexicon")
}

fn sample() -> Gazetteer {
    Gazetteer::from_bytes(include_bytes!("../../../../gazetteers/sample.annals")).expect("the sample")
}

/// One line a place: words, head, id or name or "-", precision, relation, site.
fn lines(parse: &Parse, mentions: &Mentions) -> Vec<String> {
    let line = |place: &PlaceMention| {
        let id = place.id.as_deref().or(place.name.as_deref()).unwrap_or("-");
        let site = place.site_kind.as_ref().map(|site| format!(" {site}")).unwrap_or_default();
        let (words, head) = (parse.words(place.tokens), parse.word(place.head));
        format!("{words} | {head} | {id} | {:?} {:?}{site}", place.precision, place.relation)
    };
    find(parse, mentions, &sample(), &lexicon()).0.iter().map(line).collect()
}

fn parsed(text: &str) -> Parse {
    frozen(include_str!("../../../../tests/parses/places.jsonl"), text)
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(lines(&parsed(text), &Mentions::default()), expected, "{text}");
}

#[test]
fn a_town_is_called_by_what_follows_its_noun() {
    let parse = parsed("Two people died in the Red Sea city of Hodeidah.");
    let found = find(&parse, &Mentions::default(), &sample(), &lexicon()).0;
    let named: Vec<_> = found.iter().map(|place| (place.name.as_deref(), parse.word(place.head))).collect();
    assert!(named.contains(&(Some("Hodeidah"), "city")), "{named:?}");
    assert!(!named.contains(&(Some("Red Sea"), "city")), "{named:?}");
}

#[test]
fn a_word_of_the_name_of_somebody_known_is_no_place() {
    let parse = parsed("Doctors Without Borders left the hospital.");
    let doctors = |actors: &[&str]| Mentions {
        actors: vec![ActorMention {
            tokens: TokenRange::new(0, 3),
            head: 0,
            actors: actors.iter().map(|actor| (*actor).to_owned()).collect(),
            affiliation: None,
            named: TokenRange::new(0, 3),
        }]
        .into(),
        ..Mentions::default()
    };
    let hospital = "the hospital | hospital | - | Site In hospital";
    assert_eq!(lines(&parse, &doctors(&["msf"])), [hospital]);
    assert_eq!(lines(&parse, &doctors(&[])).len(), 2);
}

#[test]
fn a_phrase_is_one_place() {
    check(
        "Shelling continued around the ruined city of Fallujah in Iraq.",
        &["the ruined city of Fallujah in Iraq | city | geonames:99454 | Town Around"],
    );
    check(
        "Rockets hit Idlib province and the town of Azaz in Syria.",
        &[
            "Idlib province | province | iso:SY-ID | Province In",
            "the town of Azaz in Syria | town | geonames:172082 | Town In",
        ],
    );
    check(
        "Three people died in Tripoli, Lebanon, on Friday.",
        &["Tripoli, Lebanon | Tripoli | geonames:266826 | Town In"],
    );
    check(
        "The army advanced towards El-Fasher in the Darfur region.",
        &["El-Fasher in the Darfur region | Fasher | geonames:379555 | Town Toward"],
    );
    check(
        "Iraq's Anbar province saw clashes near Ramadi.",
        &[
            "Iraq's Anbar province | province | iso:IQ-AN | Province In",
            "Ramadi | Ramadi | geonames:98717 | Town Near",
        ],
    );
    check(
        "Strikes were reported in Nineveh Governorate and in northern Syria.",
        &[
            "Nineveh Governorate | Governorate | iso:IQ-NI | Province In",
            "northern Syria | Syria | iso:SY | Country In",
        ],
    );
}

#[test]
fn an_apposition_is_no_larger_place() {
    check(
        "Two buses burned in Derna, Libya's eastern city.",
        &[
            "Derna | Derna | geonames:87205 | Town In",
            "Libya | Libya | iso:LY | Country In",
            "Libya's eastern city | city | - | Town In",
        ],
    );
}

#[test]
fn a_mark_is_no_part_of_a_name() {
    check("KHARKIV, March 5, 2023 (Wire)", &["KHARKIV | KHARKIV | geonames:706483 | Town In"]);
}

#[test]
fn an_apposition_names_a_noun_for_a_place_only() {
    let named = |text: &str| lines(&parsed(text), &Mentions::default()).concat();
    assert!(named("The railway runs on into Yemen and its largest town, Taiz.").contains("Taiz |"));
    assert!(!named("The farm was run by his brother, Tyre, who sold bread.").contains("Tyre |"));
}

#[test]
fn prepositions_say_how_it_lies() {
    check(
        "Two drones fell near Kherson and another north of Mykolaiv.",
        &[
            "Kherson | Kherson | geonames:706448 | Town Near",
            "Mykolaiv | Mykolaiv | geonames:700569 | Town NorthOf",
        ],
    );
    check(
        "Families fled from Goma to Bukavu on foot.",
        &["Goma | Goma | geonames:216281 | Town In", "Bukavu | Bukavu | geonames:217831 | Town Toward"],
    );
    check(
        "Civilians were trapped between Bakhmut and Soledar.",
        &[
            "Bakhmut | Bakhmut | geonames:713174 | Town Between",
            "Soledar | Soledar | geonames:706757 | Town Between",
        ],
    );
    check(
        "The attack took place in the Gaza Strip, close to Rafah.",
        &[
            "the Gaza Strip | Strip | annals:gaza-strip | Region In",
            "Rafah | Rafah | geonames:281102 | Town Near",
        ],
    );
}

#[test]
fn places_of_one_report_explain_each_other() {
    check(
        "Fighting reached Tripoli and Misrata as Libyan militias advanced.",
        &["Tripoli | Tripoli | geonames:2210247 | Town In", "Misrata | Misrata | geonames:2214846 | Town In"],
    );
}

#[test]
fn a_town_of_two_names_is_not_the_one_that_bears_the_first() {
    let burned = lines(&parsed("Gunmen burned a prison in Debre Elias."), &Mentions::default()).concat();
    assert!(burned.contains("| Debre Elias |"), "{burned}");
}

#[test]
fn a_distance_is_near() {
    let there = lines(&parsed("They had advanced to within two kilometres of Hazra."), &Mentions::default());
    assert_eq!(there, ["Hazra | Hazra | Hazra | Town Near"]);
}

/// The names alone: words and id or "-".
fn names(text: &str) -> Vec<String> {
    let parse = parsed(text);
    let named = find(&parse, &Mentions::default(), &sample(), &lexicon()).1;
    let line =
        |name: &Toponym| format!("{} | {}", parse.words(name.tokens), name.id.as_deref().unwrap_or("-"));
    named.iter().map(line).collect()
}

#[test]
fn names_are_told_inside_others_and_with_their_noun() {
    let text = "The Kenya Red Cross sent trucks to the Goma Valley, and Dessa said more would follow.";
    assert_eq!(names(text), ["Kenya | iso:KE", "Goma Valley | -"]);
    assert_eq!(names("The Cypriot boats left."), ["Cypriot | iso:CY"]);
}

#[test]
fn unknown_places_keep_their_name() {
    check(
        "Gunmen entered the village of Karesh in Sinjar district overnight.",
        &["the village of Karesh in Sinjar district | village | Karesh | Town In"],
    );
}

#[test]
fn sites_are_places() {
    check(
        "The bodies lay inside houses and in a mass grave on the outskirts of Bucha.",
        &[
            "houses | houses | - | Site In house",
            "a mass grave | grave | - | Site In grave",
            "Bucha | Bucha | geonames:711350 | Town Near",
        ],
    );
    check(
        "Mines were laid along the road between Homs and Hama.",
        &[
            "the road between Homs and Hama | road | - | Site Near road",
            "Homs | Homs | geonames:169577 | Town Between",
            "Hama | Hama | geonames:170017 | Town Between",
        ],
    );
    check(
        "Snipers fired from a school in Kharkiv and a hospital near Sumy.",
        &[
            "a school in Kharkiv | school | - | Site In school",
            "Kharkiv | Kharkiv | geonames:706483 | Town In",
            "a hospital near Sumy | hospital | - | Site In hospital",
            "Sumy | Sumy | geonames:692194 | Town Near",
        ],
    );
    check(
        "An explosion damaged Donetsk airport and Jabalia refugee camp.",
        &[
            "Donetsk airport | airport | Donetsk airport | Site In airport",
            "Jabalia refugee camp | camp | Jabalia refugee camp | Site In camp",
        ],
    );
    check(
        "Students of Kabul University gathered outside the gates.",
        &["Kabul University | University | Kabul University | Site In school"],
    );
}

#[test]
fn a_noun_for_a_place_waits_for_its_name() {
    check(
        "Troops held the city for nine days before the village fell.",
        &["the city | city | - | Town In", "the village | village | - | Town In"],
    );
}

#[test]
fn a_site_lies_within_the_place_it_is_in() {
    let parse = parsed("Snipers fired from a school in Kharkiv and a hospital near Sumy.");
    let (places, _) = find(&parse, &Mentions::default(), &sample(), &lexicon());
    let within = |site: &str| {
        let place = places.iter().find(|place| place.site_kind.as_deref() == Some(site));
        place.map(|place| place.within.clone()).unwrap_or_default()
    };
    assert_eq!(within("school"), ["geonames:706483", "iso:UA-63", "iso:UA"]);
    assert!(within("hospital").is_empty(), "near a town is not in it");
}

#[test]
fn people_governments_and_idioms_are_no_places() {
    check("President Washington signed the order in 1794.", &[]);
    check("The Hamas-run ministry published a list of names.", &[]);
    check("Aid workers on the ground saw no change in the situation.", &[]);
    check("Police searched the district house by house.", &[]);
    check("She walked home because the market for bread was closed.", &[]);
    check(
        "Michael Jordan spoke in Chicago. Jordan was tired.",
        &["Chicago | Chicago | geonames:4887398 | Town In"],
    );
    check(
        "Jordan said it would send a field hospital to Gaza.",
        &[
            "a field hospital | hospital | - | Site In hospital",
            "Gaza | Gaza | annals:gaza-strip | Region Toward",
        ],
    );
}

#[test]
fn a_name_before_an_actor_is_not_where_it_happened() {
    let parse = parsed("US forces left Bagram on Thursday.");
    let mut mentions = Mentions { classes: vec![None; parse.len()], ..Mentions::default() };
    mentions.classes[1] = Some(NounClass::Armed);
    assert_eq!(lines(&parse, &mentions), ["Bagram | Bagram | Bagram | Town In"]);
}

#[test]
fn toponyms_are_the_names_alone() {
    let parse = parsed("Iraqi soldiers shot at a checkpoint south of Tikrit.");
    let (_, toponyms) = find(&parse, &Mentions::default(), &sample(), &lexicon());
    let found: Vec<_> = toponyms.iter().map(|t| (parse.words(t.tokens), t.id.as_deref())).collect();
    assert_eq!(found, [("Iraqi", Some("iso:IQ")), ("Tikrit", Some("geonames:90150"))]);
}

/// Words, labels and trees of every kind, whether or not they make sense.
fn any_parse() -> impl Strategy<Value = Parse> {
    const WORDS: &[&str] = &[
        "Mosul",
        "Iraq",
        "the",
        "city",
        "of",
        "in",
        ",",
        "'s",
        "-",
        "road",
        "between",
        "and",
        "La",
        "Kabul",
        "University",
    ];
    const LABELS: &[&str] =
        &["PROPN", "NOUN", "ADP", "DET", "POS", "compound", "conj", "pobj", "prep", "det", "nsubj", "poss"];
    const NAMES: &[&str] = &["GPE", "LOC", "PERSON", "ORG", "DATE"];
    let token = (select(WORDS), select(LABELS), select(LABELS), any::<Index>(), any::<bool>());
    let entity = (any::<Index>(), 1..4usize, select(NAMES));
    (vec(token, 1..14), vec(entity, 0..3)).prop_map(|(tokens, entities)| parse_of(&tokens, &entities))
}

type AnyToken = (&'static str, &'static str, &'static str, Index, bool);

fn parse_of(tokens: &[AnyToken], entities: &[(Index, usize, &str)]) -> Parse {
    let text = tokens.iter().map(|token| token.0).collect::<Vec<_>>().join(" ");
    let mut symbols = Symbols::default();
    let mut at = 0;
    let rows: Vec<TokenRow<'_>> = tokens
        .iter()
        .enumerate()
        .map(|(i, (word, pos, dep, head, sent_start))| {
            let span = ByteSpan::new(at, at + word.len());
            at += word.len() + 1;
            let [tag, pos, morph, dep] = ["VBN", pos, "", dep].map(|name| symbols.intern(name));
            // Heads come first, so that every tree is one.
            let head = head.index(i + 1);
            TokenRow {
                span,
                space_after: true,
                tag,
                pos,
                morph,
                dep,
                lemma: word,
                head,
                sent_start: *sent_start,
            }
        })
        .collect();
    let mut end = 0;
    let mut found = Vec::new();
    for (first, length, name) in entities {
        let first = first.index(tokens.len()).max(end);
        end = (first + length).min(tokens.len());
        if first < end {
            found.push(Entity { tokens: TokenRange::new(first, end), label: symbols.intern(name) });
        }
    }
    Parse::new(text, Arc::new(symbols), rows, found)
}

proptest! {
    #[test]
    fn any_parse_is_read(parse in any_parse()) {
        find(&parse, &Mentions::default(), &sample(), &lexicon());
    }
}
