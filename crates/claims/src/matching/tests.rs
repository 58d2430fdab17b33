//! Which wordings fire, which hide others, and what light verbs lend, under the small codebook.

use model::{Measure, Part};

use crate::testing::{claims, claims_with, number, token, told};

/// What the claims of `text` tell, one for each expected line.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = claims(text).iter().map(told).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn phrases_fire_only_as_a_whole() {
    check("Gunmen shot dead two herders.", &["killing perpetrator=Gunmen victim=two herders"]);
    check("Gunmen shot two herders dead.", &["killing perpetrator=Gunmen victim=two herders"]);
    check("Gunmen shot at two herders.", &[]);
}

#[test]
fn longer_wordings_hide_shorter_ones() {
    check("Rebels took control of Karsa.", &["capture holder=Rebels at=Karsa"]);
    check("Control of the mill changed nothing.", &["capture"]);
}

#[test]
fn light_verbs_lend_who_does_and_who_undergoes() {
    check("Rebels carried out an attack on the port.", &["attack perpetrator=Rebels target=the port"]);
    check("The port came under attack on Friday.", &["attack target=The port"]);
    check(
        "Heavy fighting broke out between the army and rebels.",
        &["armed-clash opponent=rebels party=the army"],
    );
    // Who orders something after an attack has not ordered the attack.
    check("The governor ordered a search after the attack on the port.", &["attack target=the port"]);
}

#[test]
fn headlines_leave_the_auxiliary_out() {
    let headline = claims_with("Two herders killed in attack on market", Part::Headline, |_, _| {});
    assert_eq!(
        headline.iter().map(told).collect::<Vec<_>>(),
        ["killing means=attack on market victim=Two herders", "attack target=market"]
    );
}

#[test]
fn the_number_before_a_bare_participle_or_adjective_is_whom_it_is_said_of() {
    let thirty = |parse: &model::Parse, mentions: &mut model::Mentions| {
        let counts = (0..parse.len()).filter(|&at| parse.pos(at) == "NUM");
        mentions
            .quantities
            .extend(counts.map(|at| model::QuantityMention { of: None, ..number(at, at, 30.0) }));
    };
    let killed = claims_with("Attack in Karsa: 12 wounded, 30 killed", Part::Headline, thirty);
    assert_eq!(killed.last().map(told).as_deref(), Some("killing victim=30"));
    let dead = claims_with("Attack on the port, 32 dead", Part::Headline, thirty);
    assert_eq!(dead.last().map(told).as_deref(), Some("killing victim=32"));
}

#[test]
fn a_time_before_the_subject_is_no_word_of_it() {
    let next_year = |parse: &model::Parse, mentions: &mut model::Mentions| {
        let year = token(parse, "year");
        mentions.times.push(crate::testing::open_time(year - 1, year));
    };
    let found = claims_with("Next year the soldiers will attack the port.", Part::Body, next_year);
    assert_eq!(
        found.first().map(|claim| told(claim).replace(" when=~Next year", "")).as_deref(),
        Some("attack perpetrator=the soldiers target=the port")
    );
}

#[test]
fn verbs_before_a_noun_have_it_for_their_object() {
    check(
        "The rebel-controlled port was shelled.",
        &["capture holder=rebel", "attack target=The rebel-controlled port"],
    );
}

#[test]
fn nouns_in_ing_are_events_and_means() {
    check("The shelling killed two children.", &["attack", "killing means=The shelling victim=two children"]);
    check("Gunners were shelling the port.", &["attack perpetrator=Gunners target=the port"]);
}

#[test]
fn coordinated_event_nouns_of_one_type_are_one_event() {
    check("Attacks and raids on the port continued.", &["attack target=the port"]);
}

#[test]
fn what_others_say_of_a_deed_is_not_its_source() {
    check(
        "Rebels claimed responsibility for the attack on the port.",
        &["attribution action=the attack on the port perpetrator=Rebels", "attack target=the port"],
    );
}

#[test]
fn counted_wordings_fire_with_a_number() {
    let text = "Some 300 troops are stationed in Karsa.";
    let counted = claims_with(text, Part::Body, |parse, mentions| {
        mentions.quantities.push(number(token(parse, "300"), token(parse, "troops"), 300.0));
    });
    let found: Vec<String> = counted.iter().map(told).collect();
    assert_eq!(found, ["deployment party=Some 300 troops at=Karsa"]);
    let measure = counted.first().and_then(|claim| claim.count.as_ref()).map(|count| count.measure);
    assert_eq!(measure, Some(Measure::RunningTotal));
    check("Troops are stationed in Karsa.", &[]);
}

#[test]
fn nouns_that_measure_out_pass_on_what_they_govern() {
    check("Rebels mounted a series of attacks on the port.", &["attack perpetrator=Rebels target=the port"]);
}

#[test]
fn conditions_ask_for_kinds_and_words() {
    check(
        "The militia held the mayor for two weeks.",
        &["abduction perpetrator=The militia victim=the mayor"],
    );
    check("The militia held a meeting on Friday.", &[]);
    check("Gunmen killed two herders.", &["killing perpetrator=Gunmen victim=two herders"]);
    check("A flood killed two herders.", &[]);
}

#[test]
fn predicated_wordings_fire_where_a_verb_says_them() {
    check("The soldiers are on the ground in Karsa.", &["deployment party=The soldiers at=Karsa"]);
    check("The soldiers on the ground in Karsa are tired.", &[]);
}
