//! Who stands where around a word, for each construction that moves arguments away from their verb.

use super::*;
use crate::testing::{by_hand, frozen, token, words};

/// `"subjects | objects"` of the first token of `text` that is written `verb`.
#[track_caller]
fn check(text: &str, verb: &str, expected: &str) {
    let parse = frozen(text);
    let verb = token(&parse, verb);
    let found = format!(
        "{} | {}",
        words(&parse, &subjects(&parse, verb)),
        words(&parse, &logical_objects(&parse, verb))
    );
    assert_eq!(found, expected, "{text}");
}

#[test]
fn actives_and_passives_agree_on_who_acts() {
    check("The militia killed four herders near the well.", "killed", "militia | herders");
    check("Four herders were killed by militiamen on Sunday.", "killed", "militiamen | herders");
    check("Gunners were shelling the port.", "shelling", "Gunners | port");
    check("Guards had beaten the prisoners before they were freed.", "beaten", "Guards | prisoners");
}

#[test]
fn a_passive_without_agent_has_no_subject() {
    check("Four herders were killed on Sunday.", "killed", " | herders");
    check("Guards had beaten the prisoners before they were freed.", "freed", " | they");
}

#[test]
fn a_range_behind_the_verb_is_its_object() {
    check("A shell hit the market, killing between nine and 12 traders.", "killing", "shell | traders");
    check("The militia was fighting between the well and the market.", "fighting", "militia | ");
}

#[test]
fn relative_clauses_lead_to_the_noun_before_them() {
    check("The gunmen who attacked the convoy fled.", "attacked", "gunmen | convoy");
    check("The weapons the rebels seized were old.", "seized", "rebels | weapons");
    check("The men killed in the raid were farmers.", "killed", " | men");
    check("The rifles seized in the raid were sold.", "seized", " | rifles");
}

#[test]
fn participles_and_gerunds_take_the_subject_of_their_clause() {
    check("Rebels shelled the town, wounding two children.", "wounding", "Rebels | children");
    check("The rebels fled after seizing the armoury.", "seizing", "rebels | armoury");
}

#[test]
fn infinitives_take_the_object_above_else_the_subject() {
    check("The rebels forced the villagers to leave.", "leave", "villagers | ");
    check("The commander promised to release the hostages.", "release", "commander | hostages");
    check("The army launched an effort to drive the rebels from the hills.", "drive", "army | rebels");
}

#[test]
fn what_stands_behind_a_phrase_and_its_verb_is_its_subject_and_not_who_reports_it() {
    check("Among the dead were two children, a rescue worker told reporters.", "were", "children | ");
    check("There were two guards in the tower, the mayor said.", "were", " | ");
}

#[test]
fn those_accused_or_believed_to_have_done_it_are_its_subject() {
    check("Officials accused the army of bombing the market.", "bombing", "army | market");
    check("The soldiers are believed to have killed the trader.", "killed", "soldiers | trader");
}

#[test]
fn coordinated_verbs_share_subjects_and_adjacent_ones_objects() {
    check("Troops shelled and burned the village.", "shelled", "Troops | village");
    check("Troops shelled and burned the village.", "burned", "Troops | village");
    check("Soldiers entered the village and burned the huts.", "entered", "Soldiers | village");
    check("Soldiers entered the village and burned the huts.", "burned", "Soldiers | huts");
    check("The rebels were either killed or wounded.", "wounded", " | rebels");
}

#[test]
fn coordinated_nouns_all_stand_in_the_function_of_the_first() {
    check(
        "Police and soldiers arrested the mayor and his brother.",
        "arrested",
        "Police soldiers | mayor brother",
    );
    check("Hassan and Idris, the governor's brothers, were killed.", "killed", " | Hassan Idris");
}

#[test]
fn an_apposition_taken_for_the_subject_gives_way_to_the_names_before_it() {
    let names = [
        ("|Hassan", "PROPN", "npadvmod", 4),
        (",", "PUNCT", "punct", 4),
        ("brothers", "NOUN", "nsubjpass", 4),
        (",", "PUNCT", "punct", 4),
        ("killed", "VERB", "ROOT", 4),
    ];
    let parse = by_hand(&names);
    assert_eq!(words(&parse, &logical_objects(&parse, 4)), "Hassan");
    let adverb = [("|Yesterday", "ADV", "npadvmod", 4), names[1], names[2], names[3], names[4]];
    let parse = by_hand(&adverb);
    assert_eq!(words(&parse, &logical_objects(&parse, 4)), "brothers");
}

#[test]
fn heads_that_run_in_a_circle_come_to_an_end() {
    let circle = by_hand(&[
        ("|shelled", "VERB", "conj", 1),
        ("burned", "VERB", "advcl", 2),
        ("fled", "VERB", "xcomp", 0),
    ]);
    assert!(subjects(&circle, 0).is_empty());
    assert!(logical_objects(&circle, 0).is_empty());
}

/// `"function:head"` of each argument of the first token of `text` that is written `word`.
#[track_caller]
fn check_arguments(text: &str, word: &str, expected: &str) {
    let parse = frozen(text);
    let found: Vec<String> = arguments(&parse, token(&parse, word))
        .iter()
        .map(|argument| format!("{}:{}", argument.function.name(), parse.word(argument.head)))
        .collect();
    assert_eq!(found.join(" "), expected, "{text}");
}

#[test]
fn prepositions_name_the_function_of_what_follows() {
    check_arguments(
        "Clashes erupted between the army and local militias.",
        "erupted",
        "subject:Clashes between:army between:militias",
    );
    check_arguments(
        "The army handed the villagers rice.",
        "handed",
        "subject:army object:rice indirect:villagers",
    );
    check_arguments("Gunmen fired from inside the compound.", "fired", "subject:Gunmen inside:compound");
    check_arguments("Rebels carried out an attack on the port.", "carried", "subject:Rebels object:attack");
}

#[test]
fn the_first_of_two_numbers_stands_after_its_own_preposition() {
    check_arguments(
        "The ministry cut the toll from 41 to 36.",
        "cut",
        "subject:ministry object:toll from:41 to:36",
    );
}

#[test]
fn the_second_side_may_hang_on_the_words_of_the_first() {
    check_arguments(
        "Fighting between forces loyal to the president and rebels continued.",
        "Fighting",
        "between:forces between:rebels",
    );
}

#[test]
fn a_word_said_twice_around_a_preposition_tells_the_manner() {
    check_arguments(
        "Soldiers searched the town house by house.",
        "searched",
        "subject:Soldiers object:house manner:house by:house",
    );
    check_arguments(
        "The families moved house in the spring.",
        "moved",
        "subject:families object:house in:spring",
    );
}

#[test]
fn forms_in_ing_are_nouns_where_nouns_stand() {
    let check = |text: &str, word: &str, verbal: bool| {
        let parse = frozen(text);
        assert_eq!(is_verbal(&parse, token(&parse, word)), verbal, "{text}");
    };
    check("Gunners were shelling the port.", "shelling", true);
    check("The rebels fled after seizing the armoury.", "seizing", true);
    check("The shelling killed two children.", "shelling", false);
    check("Fighting between forces loyal to the president and rebels continued.", "Fighting", false);
}

/// The phrase of the first token of `text` that is written `head`.
#[track_caller]
fn check_phrase(text: &str, head: &str, expected: &str) {
    let parse = frozen(text);
    assert_eq!(parse.words(phrase(&parse, token(&parse, head), &[])), expected, "{text}");
}

#[test]
fn phrases_end_before_what_only_says_more() {
    check_phrase("Two farmers who had gone to the river were shot.", "farmers", "Two farmers");
    check_phrase("The governor, a former general, resigned.", "governor", "The governor");
    check_phrase("The rifles seized in the raid were sold.", "rifles", "The rifles");
    check_phrase("Traders from the coast and their families left.", "Traders", "Traders from the coast");
    check_phrase("Traders from the coast and their families left.", "families", "their families");
}

#[test]
fn a_phrase_goes_without_what_fills_roles_of_its_own() {
    let parse = frozen("The attack on the bridge killed a guard and wounded two others.");
    let (attack, on) = (token(&parse, "attack"), token(&parse, "on"));
    assert_eq!(parse.words(phrase(&parse, attack, &[])), "The attack on the bridge");
    assert_eq!(parse.words(phrase(&parse, attack, &[on])), "The attack");
}

#[test]
fn the_tokens_of_a_clause_leave_out_the_clauses_inside_it() {
    let check = |text: &str, verb: &str, expected: &str| {
        let parse = frozen(text);
        assert_eq!(words(&parse, &clause_tokens(&parse, token(&parse, verb))), expected);
    };
    check("The gunmen who attacked the convoy fled.", "fled", "The gunmen fled .");
    check("The gunmen who attacked the convoy fled.", "attacked", "who attacked the convoy");
    check("Officials said gunmen killed two herders.", "said", "Officials said .");
}

#[test]
fn the_name_of_somebody_single_does_not_end_a_row() {
    check("They kidnapped a mayor, Jorge Diaz, and his driver.", "kidnapped", "They | mayor driver");
    check("They kidnapped two brothers, Ali and Omar.", "kidnapped", "They | brothers");
}

#[test]
fn an_infinitive_completes_what_the_parser_takes_it_to_describe() {
    let completes = |text: &str, word: &str| {
        let parse = frozen(text);
        let found = arguments(&parse, token(&parse, word));
        let complement = found.into_iter().find(|argument| argument.function == Function::Complement);
        complement.map(|argument| parse.word(argument.head).to_owned())
    };
    assert_eq!(
        completes("The governor did nothing to stop the looters.", "nothing").as_deref(),
        Some("stop")
    );
    assert_eq!(completes("The gunmen who attacked the convoy fled.", "gunmen"), None);
}

#[test]
fn who_is_guilty_of_something_did_it() {
    check("The generals are guilty of bombing the town.", "bombing", "generals | town");
}
