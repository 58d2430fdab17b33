//! What one claim of a report lends another, what refers back, and what is told twice, under the small codebook.

use jiff::civil::date;
use model::{
    Basis, Chain, ChainKind, Claim, Factuality, Mentions, Parse, Part, PlaceMention, PlacePrecision,
    PlaceRelation, TimeKind, TimeMention, TimePrecision, TimeRelation, TokenRange,
};

use crate::testing::{claims, claims_with, frozen, token, told};

#[track_caller]
fn compare(claims: &[Claim], expected: &[&str]) {
    assert_eq!(claims.iter().map(told).collect::<Vec<_>>(), expected);
}

#[test]
fn the_same_told_twice_is_one_claim() {
    let killing = "killing perpetrator=Gunmen victim=two herders";
    compare(&claims("Gunmen killed two herders. Gunmen killed two herders."), &[killing]);
    compare(
        &claims("Gunmen killed two herders. Gunmen killed two traders."),
        &[killing, "killing perpetrator=Gunmen victim=two traders"],
    );
}

#[test]
fn the_same_told_on_another_footing_is_another_claim() {
    let told_again = claims("Gunmen killed two herders. Police said gunmen killed two herders.");
    assert_eq!(told_again.len(), 2);
}

/// The two words of an event as one chain.
fn chained(earlier: &str, later: &str) -> impl FnOnce(&Parse, &mut Mentions) {
    let (earlier, later) = (earlier.to_owned(), later.to_owned());
    move |parse, mentions| {
        let members = [token(parse, &earlier), token(parse, &later)];
        mentions.chain_of = vec![None; parse.len()];
        for member in members {
            mentions.chain_of[member] = Some(0);
        }
        let members = members.map(|head| (head, TokenRange::new(head, head + 1))).to_vec();
        mentions.chains.push(Chain { kind: ChainKind::Event, members, fullest: 0 });
    }
}

#[test]
fn a_definite_noun_that_refers_back_claims_nothing_unless_more_is_said() {
    compare(
        &claims_with(
            "Rebels attacked the port on Friday. Residents heard the attack.",
            Part::Body,
            chained("attacked", "attack"),
        ),
        &["attack perpetrator=Rebels target=the port"],
    );
    let with_rockets = "Rebels attacked the port on Friday. The rebels carried out the attack with rockets.";
    compare(
        &claims_with(with_rockets, Part::Body, chained("attacked", "attack")),
        &[
            "attack perpetrator=Rebels target=the port",
            "attack means=rockets perpetrator=The rebels target=~the port",
        ],
    );
}

#[test]
fn open_questions_become_attributions() {
    compare(
        &claims("It is unclear which group killed the herders."),
        &["attribution action=killed the herders perpetrator=?"],
    );
    compare(
        &claims("It is unclear which group carried out the attack."),
        &["attribution action=the attack perpetrator=?"],
    );
}

#[test]
fn deeds_beside_the_harm_and_means_of_it_lend_their_perpetrator() {
    compare(
        &claims("Two traders were killed when rebels attacked the port."),
        &["killing perpetrator=~rebels victim=Two traders", "attack perpetrator=rebels target=the port"],
    );
    compare(
        &claims("An attack by rebels killed two traders."),
        &[
            "attack perpetrator=rebels",
            "killing means=An attack by rebels perpetrator=~rebels victim=two traders",
        ],
    );
    compare(
        &claims("Two traders were killed before rebels attacked the port."),
        &["killing victim=Two traders", "attack perpetrator=rebels target=the port"],
    );
}

#[test]
fn a_deed_lends_its_perpetrator_to_the_harm_that_points_back_to_it() {
    let text = "Rebels attacked the port. Two traders were killed in the raid.";
    compare(
        &claims_with(text, Part::Body, chained("attacked", "raid")),
        &[
            "attack perpetrator=Rebels target=the port",
            "killing means=the raid perpetrator=~Rebels victim=Two traders",
        ],
    );
    compare(
        &claims(text),
        &["attack perpetrator=Rebels target=the port", "killing means=the raid victim=Two traders"],
    );
    let planned = "Rebels will attack the port. Two traders were killed in the raid.";
    let told = claims_with(planned, Part::Body, chained("attack", "raid"));
    assert!(
        told.iter().all(|claim| claim.event_type != "killing" || !claim.roles.contains_key("perpetrator"))
    );
}

#[test]
fn a_perpetrator_that_is_lent_is_no_surer_than_its_deed() {
    let text = "Police said rebels attacked the port. Two traders were killed in the raid.";
    let told = claims_with(text, Part::Body, chained("attacked", "raid"));
    let killing = told.iter().find(|claim| claim.event_type == "killing");
    let rebels = killing.and_then(|claim| claim.roles.get("perpetrator")).and_then(|fillers| fillers.first());
    assert_eq!(rebels.and_then(|filler| filler.factuality), Some(Factuality::Reported));
}

/// Karsa as a town, and 3 May 2014 as a day.
fn karsa_on_3_may(parse: &Parse, mentions: &mut Mentions) {
    let karsa = token(parse, "Karsa");
    mentions.places.push(PlaceMention {
        tokens: TokenRange::new(karsa, karsa + 1),
        head: karsa,
        name: Some("Karsa".to_owned()),
        id: None,
        lat: None,
        lon: None,
        country: None,
        precision: PlacePrecision::Town,
        relation: PlaceRelation::In,
        site_kind: None,
        within: Vec::new(),
        basis: Basis::Stated,
    });
    let may = token(parse, "May");
    mentions.times.push(TimeMention {
        tokens: TokenRange::new(may - 1, may + 1),
        head: may,
        kind: TimeKind::Date,
        value: None,
        from: Some(date(2014, 5, 3)),
        to: Some(date(2014, 5, 3)),
        precision: TimePrecision::Day,
        basis: Basis::Stated,
        relation: TimeRelation::During,
        anchor: None,
    });
}

#[test]
fn places_and_times_go_on_until_others_are_told() {
    let attack = "attack perpetrator=Rebels target=Karsa at=Karsa when=3 May";
    compare(
        &claims_with("Rebels attacked Karsa on 3 May. Two traders were killed.", Part::Body, karsa_on_3_may),
        &[attack, "killing victim=Two traders at=~Karsa when=~3 May"],
    );
    compare(
        &claims_with(
            "Rebels attacked Karsa on 3 May. Rebels will attack the port.",
            Part::Body,
            karsa_on_3_may,
        ),
        &[attack, "attack perpetrator=Rebels target=the port at=~Karsa"],
    );
}

#[test]
fn what_is_no_event_may_still_tell_where_and_when() {
    compare(
        &claims_with(
            "The herders were massacred in Karsa on 3 May. Gunmen killed two traders.",
            Part::Body,
            karsa_on_3_may,
        ),
        &["killing perpetrator=Gunmen victim=two traders at=~Karsa when=~3 May"],
    );
    compare(
        &claims_with(
            "The herders spoke in Karsa on 3 May. Gunmen killed two traders.",
            Part::Body,
            karsa_on_3_may,
        ),
        &["killing perpetrator=Gunmen victim=two traders"],
    );
}

#[test]
fn a_time_that_tells_which_thing_is_meant_dates_nothing_else() {
    let told = |text| claims_with(text, Part::Body, karsa_on_3_may);
    compare(
        &told(
            "Two traders who had survived the 3 May attack on Karsa were killed. Gunmen killed two herders.",
        ),
        &[
            "attack target=Karsa at=Karsa when=3 May",
            "killing victim=Two traders at=~Karsa",
            "killing perpetrator=Gunmen victim=two herders at=~Karsa",
        ],
    );
    compare(
        &told("The 3 May attack on Karsa killed two traders."),
        &[
            "attack target=Karsa at=Karsa when=3 May",
            "killing means=The 3 May attack victim=two traders at=Karsa when=3 May",
        ],
    );
}

#[test]
fn a_claim_of_another_place_takes_no_time() {
    let elsewhere = |parse: &Parse, mentions: &mut Mentions| {
        karsa_on_3_may(parse, mentions);
        let port = token(parse, "port");
        let place = mentions.places[0].clone();
        let tokens = TokenRange::new(port, port + 1);
        mentions.places.push(PlaceMention { tokens, head: port, name: Some("Port".to_owned()), ..place });
    };
    compare(
        &claims_with(
            "Rebels attacked Karsa on 3 May. Two traders were killed at the port.",
            Part::Body,
            elsewhere,
        ),
        &["attack perpetrator=Rebels target=Karsa at=Karsa when=3 May", "killing victim=Two traders at=port"],
    );
}

/// Two traders and four, as numbers.
fn two_and_four(parse: &Parse, mentions: &mut Mentions) {
    for (word, value) in [("Two", 2.0), ("four", 4.0)] {
        let at = token(parse, word);
        mentions.quantities.push(crate::testing::number(at, at + 1, value));
    }
}

#[test]
fn a_figure_corrects_the_one_that_its_source_gave_earlier() {
    let links = |text: &str| -> Vec<usize> {
        claims_with(text, Part::Body, two_and_four).iter().map(|claim| claim.links.len()).collect()
    };
    let officials =
        "Two traders were killed, officials said. Officials had earlier said that four traders were killed.";
    assert_eq!(links(officials), [1, 0]);
    let residents =
        "Two traders were killed, officials said. Residents had earlier said that four traders were killed.";
    assert_eq!(links(residents), [0, 0]);
}

#[test]
fn the_tense_is_that_of_the_verb_above() {
    let check = |text: &str, word: &str, past: bool| {
        let parse = frozen(text);
        assert_eq!(crate::grammar::tense_is_past(&parse, token(&parse, word)), past, "{text}");
    };
    check("Rebels shelled the town, wounding two children.", "wounding", true);
    check("The rebels planned to kill the governor.", "kill", true);
    check("The rebels may attack the port.", "attack", false);
    check("The rebels left Karsa in May but continue to attack it.", "attack", false);
    check("Investigators believe that gunmen killed two herders.", "believe", false);
}

/// A town in no known place, beside Karsa.
fn karsa_and_sesha(parse: &Parse, mentions: &mut Mentions) {
    karsa_on_3_may(parse, mentions);
    let sesha = token(parse, "Sesha");
    let tokens = TokenRange::new(sesha, sesha + 1);
    let town = mentions.places[0].clone();
    mentions.places.push(PlaceMention { tokens, head: sesha, name: Some("Sesha".to_owned()), ..town });
}

#[test]
fn a_site_that_is_spoken_of_again_is_where_it_was() {
    let text =
        "Rebels attacked the mill in Karsa on 3 May. Rebels attacked Sesha. Gunmen attacked the same mill.";
    compare(
        &claims_with(text, Part::Body, karsa_and_sesha),
        &[
            "attack perpetrator=Rebels target=the mill at=Karsa when=3 May",
            "attack perpetrator=Rebels target=Sesha at=Sesha",
            "attack perpetrator=Gunmen target=the same mill at=~Karsa when=~3 May",
        ],
    );
    compare(
        &claims_with(
            "Rebels attacked Karsa on 3 May. Gunmen attacked the same mill.",
            Part::Body,
            karsa_on_3_may,
        ),
        &[
            "attack perpetrator=Rebels target=Karsa at=Karsa when=3 May",
            "attack perpetrator=Gunmen target=the same mill when=~3 May",
        ],
    );
}

/// Karsa in one province, and the province of Sesha elsewhere, or around it.
fn provinces(around: &'static str) -> impl FnOnce(&Parse, &mut Mentions) {
    move |parse, mentions| {
        let mut known = Mentions::default();
        karsa_and_sesha(parse, &mut known);
        let [karsa, sesha] = [known.places[0].clone(), known.places[1].clone()];
        let (id, within) = (Some("karsa".to_owned()), vec![around.to_owned()]);
        mentions.times = known.times;
        mentions.places.push(PlaceMention { id, within, ..karsa });
        let (id, precision) = (Some("sesha".to_owned()), PlacePrecision::Province);
        mentions.places.push(PlaceMention { id, precision, ..sesha });
    }
}

#[test]
fn a_province_elsewhere_leaves_the_town_before() {
    let text = "Rebels attacked Karsa on 3 May. Rebels attacked Sesha. Two traders were killed.";
    let told = |around| claims_with(text, Part::Body, provinces(around)).last().map(told);
    assert_eq!(told("other").as_deref(), Some("killing victim=Two traders at=~Sesha"));
    assert_eq!(told("sesha").as_deref(), Some("killing victim=Two traders at=~Karsa when=~3 May"));
}

#[test]
fn what_has_been_done_since_has_no_date_of_its_own() {
    let told = |text| claims_with(text, Part::Body, karsa_on_3_may).last().map(told);
    assert_eq!(
        told("The war, which began in Karsa on 3 May, has killed two traders.").as_deref(),
        Some("killing victim=two traders at=~Karsa")
    );
    assert_eq!(
        told("The war, which began in Karsa on 3 May, killed two traders.").as_deref(),
        Some("killing victim=two traders at=~Karsa when=~3 May")
    );
}

/// One of those whom a pronoun stands for, who are the traders told of before.
fn one_of_them(parse: &Parse, mentions: &mut Mentions) {
    chained("traders", "them")(parse, mentions);
    mentions.quantities.push(crate::testing::number(token(parse, "One"), token(parse, "them"), 1.0));
}

#[test]
fn who_some_of_the_victims_were_is_a_part_of_them() {
    let told_of = |text: &str| {
        let told = claims_with(text, Part::Body, one_of_them);
        told.iter().map(|claim| (crate::testing::told(claim), claim.links.len())).collect::<Vec<_>>()
    };
    assert_eq!(
        told_of("Gunmen killed two traders. One of them was a governor."),
        [
            ("killing perpetrator=Gunmen victim=two traders".to_owned(), 0),
            ("killing perpetrator=~Gunmen victim=a governor".to_owned(), 1),
        ]
    );
    assert_eq!(told_of("Gunmen held two traders. Two herders were killed. One of them was a mill.").len(), 2);
    assert_eq!(told_of("Gunmen will kill two traders. One of them was a governor.").len(), 1);
}

#[test]
fn what_tells_who_is_meant_dates_nothing_else() {
    let told = |text| claims_with(text, Part::Body, karsa_on_3_may).iter().map(told).collect::<Vec<_>>();
    let held = told("Two traders held in Karsa since 3 May were killed.");
    assert!(held.iter().all(|told| !(told.starts_with("killing") && told.contains("when="))), "{held:?}");
    // Those who act, act then.
    let killed = told("Rebels who attacked Karsa on 3 May killed two traders.");
    assert!(
        killed.iter().any(|told| told.starts_with("killing") && told.contains("when=3 May")),
        "{killed:?}"
    );
}
