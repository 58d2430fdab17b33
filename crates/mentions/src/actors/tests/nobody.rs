//! Words that must not be taken for an actor, or not for that one.

use super::check;

#[test]
fn words_that_name_no_actor() {
    check("Iraqi civilians fled the city.", &[]);
    check("Syrian refugees crossed into Turkey.", &[]);
    check("The bus was hit in Iraq on Monday.", &[]);
    check("US-manufactured weapons were found in a cellar.", &[]);
    check("The town is close to the Iranian border.", &[]);
    check("Chad Miller opened a bakery in Ohio.", &[]);
    check("Two Palestinian children were buried.", &[]);
    check("The Ukrainian capital was quiet.", &[]);
    check("Let us go home.", &[]);
    check("The who and the is of grammar are hard.", &[]);
    check("The independent commission met on Friday.", &[]);
    check("Turkish coffee was served.", &[]);
    check("He was born in Israel.", &[]);
    check("They flew to Russia.", &[]);
    check("A French journalist was wounded.", &[]);
    check("Michelle Obama planted a tree.", &[]);
    check("The fighting reached Lake Assad.", &[]);
    check("It rained in the Afghan mountains.", &[]);
    check("Dozens of villagers were killed.", &[]);
    check("The workers of the factory went home.", &[]);
    check("A group of children played football.", &[]);
    check("The number of the dead rose.", &[]);
    check("Chinese tourists visited the museum.", &[]);
    check("An American teacher was kidnapped.", &[]);
    check("The Syrian desert is hot.", &[]);
    check("Jordan Peterson gave a lecture.", &[]);
    check("At dawn the guns fell silent.", &[]);
    check("Egyptian pyramids draw crowds.", &[]);
    check("The bodies of three Kurdish farmers were found.", &[]);
    check("Residents of Mosul fled.", &[]);
    check("It is unclear which faction fired first.", &[]);
    check("Iraqi oil prices rose.", &[]);
    check("Fire swept through the forest.", &[]);
    check("She wore an army surplus coat.", &[]);
    check("The generals of the orchestra were late.", &[]);
    check("The Turkey sandwich was cold.", &[]);
    check("Members of the family wept.", &[]);
    check("Men and women queued for bread.", &[]);
    check("Leaders of the choir resigned.", &[]);
}

#[test]
fn common_words_in_capitals_are_no_abbreviations() {
    check("THE COLONEL WHO IS HERE SAID THE MAN IN LA PAZ IS DEAD.", &[]);
    check("FMLN GUERRILLAS ATTACKED A POST.", &["FMLN GUERRILLAS = fmln"]);
}

#[test]
fn another_first_name_is_another_person() {
    check("Rosa Chavez said mass in the cathedral.", &[]);
    check(
        "Iraqi Prime Minister Haider al-Abadi met Ash Carter in Baghdad.",
        &[
            "Iraqi Prime Minister Haider al-Abadi = iraq-government [member-of iraq-government]",
            "Ash Carter = united-states-government [member-of united-states-government]",
        ],
    );
}

#[test]
fn an_adjective_alone_is_a_person_and_no_government() {
    check("The American had not been sentenced.", &[]);
}

#[test]
fn a_tie_told_in_passing_is_no_part_of_the_phrase() {
    check(
        "The SDF, backed by US advisers, advanced.",
        &[
            "The SDF = syrian-democratic-forces [backed-by united-states-government]",
            "US advisers = united-states-government",
        ],
    );
}
