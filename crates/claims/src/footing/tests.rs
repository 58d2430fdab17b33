//! Who says so, how surely, and whether it took place, under the small codebook.

use crate::testing::{claims, footing};

/// How the claims of `text` are told, one for each expected line.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = claims(text).iter().map(footing).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn what_nobody_is_said_to_say_is_asserted() {
    check("Gunmen killed two herders.", &["killing"]);
}

#[test]
fn saying_words_name_sources() {
    check("Officials said gunmen killed two herders.", &["killing reported by Officials"]);
    check("Two herders were killed, police said.", &["killing reported by police"]);
    check("Two herders were killed, as police said.", &["killing reported by police"]);
    check("Gunmen killed two herders, according to residents.", &["killing reported by residents"]);
}

#[test]
fn distance_with_and_without_a_source() {
    check("Gunmen reportedly killed two herders.", &["killing reported by ?"]);
    check("Gunmen allegedly killed two herders.", &["killing alleged by ?"]);
    check("Officials accused the army of killing the trader.", &["killing alleged by Officials"]);
}

#[test]
fn opinions_and_denials() {
    check("Investigators believe that gunmen killed two herders.", &["killing believed by Investigators"]);
    check("The soldiers are believed to have killed the trader.", &["killing believed by ?"]);
    check("The rebels may have killed the trader.", &["killing believed"]);
    check("The army denied that soldiers killed two herders.", &["killing denied by The army"]);
}

#[test]
fn negation_beside_the_word_and_above_it() {
    check("The gunmen did not kill the herders.", &["killing negated"]);
    check("The rebels failed to kill the governor.", &["killing negated"]);
    check("Officials did not say that gunmen killed the herders.", &["killing unclear"]);
    check("The gunmen no longer attack the port.", &["attack negated"]);
    check("No longer than a day later gunmen killed the herders.", &["killing"]);
    check("The gunmen killed no more than two herders.", &["killing"]);
}

#[test]
fn what_has_not_taken_place() {
    check("The rebels planned to kill the governor.", &["killing planned"]);
    check("The rebels are committed to attacking the port.", &["attack planned"]);
    check("Soldiers crossed the river to attack the port.", &["attack planned"]);
    check("The gunmen tried to kill the governor.", &["killing attempted"]);
    check("The rebels need to attack the port.", &["attack required"]);
    check("The army must attack the port.", &["attack required"]);
    check("The rebels may attack the port.", &["attack hypothetical"]);
}

#[test]
fn an_auxiliary_serves_the_verbs_coordinated_with_its_own() {
    check("The rebels will attack the port and kill the governor.", &["attack planned", "killing planned"]);
}

#[test]
fn what_is_feared_asked_for_or_conditional_is_not_claimed() {
    check("If rebels attack the port, the army will respond.", &[]);
    check("Residents fear that the rebels will attack the port.", &[]);
    check("Three traders are feared dead.", &[]);
}

#[test]
fn what_is_asked_to_end_is_not_claimed() {
    check("Officials called for an end to attacks on the port.", &[]);
}

#[test]
fn relative_clauses_are_taken_for_granted_by_opinions() {
    check("Police believe that the gunmen who killed two herders have fled.", &["killing"]);
    check(
        "The army said that the gunmen who killed two herders had fled.",
        &["killing reported by The army"],
    );
}

#[test]
fn what_a_word_before_a_noun_tells_is_taken_for_granted() {
    check("Rebels planned to reach the besieged port.", &["attack"]);
}

#[test]
fn clauses_of_time_are_taken_for_granted() {
    check("Investigators believe that traders fled after rebels attacked the port.", &["attack"]);
}

#[test]
fn open_questions_claim_that_nobody_knows_who_did_it() {
    check("It is unclear which group killed the herders.", &["attribution unclear"]);
    check("It is unclear which group carried out the attack.", &["attribution unclear"]);
    check("It is not known which group killed the herders.", &["attribution unclear"]);
    check("It is unclear whether rebels killed the herders.", &["killing unclear"]);
}

#[test]
fn whom_a_source_has_it_from_stands_before_it() {
    let chain = &["killing reported by residents by Officials"];
    check("Officials, citing residents, said that gunmen killed two herders.", chain);
    check(
        "Police quoted residents as saying that gunmen killed two herders.",
        &["killing reported by residents by Police"],
    );
}

#[test]
fn who_takes_a_statement_back_made_it() {
    check(
        "The army withdrew its statement that rebels had killed two herders.",
        &["killing reported by The army"],
    );
    check("The army withdrew the soldiers who had killed two herders.", &["killing"]);
}

#[test]
fn what_is_not_confirmed_is_no_news_of_what_was_told() {
    check("Residents did not confirm the killing of the trader.", &[]);
    check("Officials did not confirm a killing of two traders.", &["killing unclear"]);
}

#[test]
fn what_is_played_or_asked_is_not_claimed() {
    check("In the film, rebels attack the port.", &[]);
    check("Soldiers attacked a village during an exercise.", &[]);
    check("Soldiers attacked a mock village.", &[]);
    check("Did the army shell the port?", &[]);
    check("Rebels attacked the port during a festival.", &["attack"]);
}

#[test]
fn what_is_told_of_the_accused_is_no_accusation() {
    check(
        "The militia, which attacked the port, is accused of killing two herders.",
        &["attack", "killing alleged by ?"],
    );
}

#[test]
fn whoever_is_quoted_says_all_that_stands_between_the_marks() {
    check(
        "\"Gunmen killed two herders. The rebels attacked the port,\" a trader said.",
        &["killing reported by a trader", "attack reported by a trader"],
    );
    check("The \"attack\" on the port killed two traders.", &["attack", "killing"]);
}

#[test]
fn who_claims_to_have_done_it_says_so() {
    check("The rebels claimed to have killed two herders.", &["killing alleged by The rebels"]);
}

#[test]
fn what_is_said_beside_a_denial_is_not_denied() {
    check(
        "The army denied that soldiers killed two herders, saying rebels had attacked the port.",
        &["killing denied by The army", "attack reported by The army"],
    );
}

#[test]
fn a_source_that_ends_the_sentence_covers_all_of_it() {
    check(
        "Two herders killed in attack on market, officials say",
        &["killing reported by officials", "attack reported by officials"],
    );
    check("The rebels attacked the port, and officials said nothing.", &["attack"]);
}

#[test]
fn an_attack_of_which_nothing_is_known_is_no_surer_than_what_it_would_do() {
    check("An attack may displace traders.", &["attack hypothetical"]);
    check("An attack may have killed traders.", &["attack", "killing believed"]);
    check("The attack may displace traders.", &["attack"]);
    check("Officials fear that an attack may force traders to leave.", &[]);
}

#[test]
fn what_no_report_is_of_is_not_told() {
    check("There were no reports of fighting between the army and rebels.", &[]);
    check("There were reports of fighting between the army and rebels.", &["armed-clash reported by ?"]);
}
