//! People as worded: status, age, gender, occupation and names, no harder than said.
//!
//! The words are data (`codebooks/lexicon/people.toml`); which noun phrases are people comes from the classes of
//! nouns. An apposition shares what it says with the phrase it stands by ("Ahmed Ali, a teacher").

mod age;
mod item;
mod lexicon;
mod names;
mod roll;
mod status;

pub use lexicon::PeopleLexicon;

use model::{ByToken, Gender, Mentions, NounClass, Parse, PeopleMention, Roll, TokenRange};

use crate::phrase;

/// The people of a report, with what is said of them, in order of their heads, and the lists of them.
pub fn find(parse: &Parse, mentions: &Mentions, lexicon: &PeopleLexicon) -> (Vec<PeopleMention>, Vec<Roll>) {
    let alone: ByToken<PeopleMention> = (0..parse.len())
        .filter(|&i| is_people(parse, i, mentions, lexicon))
        .map(|head| Phrase::of(parse, head, mentions, lexicon).described())
        .collect();
    let people: ByToken<PeopleMention> =
        alone.iter().map(|mention| with_apposition(parse, mention, &alone)).collect();
    roll::read(parse, mentions, lexicon, &people)
}

/// Pronouns are left to coreference, except where one says the gender of a single person.
fn is_people(parse: &Parse, i: usize, mentions: &Mentions, lexicon: &PeopleLexicon) -> bool {
    let is_class = matches!(mentions.class(i), Some(NounClass::People | NounClass::Armed));
    is_class && (parse.pos(i) != "PRON" || lexicon.says_one_person(parse, i) || is_counted(parse, i))
}

/// "many", "others": pronouns by their tag that are no personal or relative ones.
fn is_counted(parse: &Parse, i: usize) -> bool {
    !matches!(parse.tag(i), "PRP" | "PRP$" | "WP" | "WDT" | "WP$" | "EX")
}

/// A noun phrase of people, and where its own words stand.
struct Phrase<'a> {
    parse: &'a Parse,
    mentions: &'a Mentions,
    lexicon: &'a PeopleLexicon,
    tokens: TokenRange,
    head: usize,
    /// The noun that says who they are: "civilians" of "scores of civilians"; else the head.
    core: usize,
    /// The words before that noun that describe it, owners ("the soldier's") left out.
    modifiers: Vec<usize>,
}

impl<'a> Phrase<'a> {
    fn of(parse: &'a Parse, head: usize, mentions: &'a Mentions, lexicon: &'a PeopleLexicon) -> Self {
        let core = core_of(parse, head, mentions, lexicon);
        Self {
            parse,
            mentions,
            lexicon,
            tokens: phrase::noun_phrase(parse, head),
            head,
            core,
            modifiers: modifiers(parse, core, lexicon),
        }
    }

    fn described(&self) -> PeopleMention {
        let names = names::of(self);
        let age = age::of(self);
        PeopleMention {
            tokens: self.tokens,
            head: self.head,
            status: status::of(self),
            age_group: age::group(self, age),
            gender: self.gender(),
            occupation: self.occupation().map(str::to_owned),
            age,
            individual: !names.is_empty() || self.is_individual(),
            names,
        }
    }

    /// The core, then what describes it from right to left: what stands nearest to the noun says most.
    fn words(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.core).chain(self.modifiers.iter().rev().copied())
    }

    fn is_name(&self) -> bool {
        self.parse.pos(self.core) == "PROPN"
    }

    fn gender(&self) -> Option<Gender> {
        let gender = &self.lexicon.gender;
        self.words().find_map(|i| {
            gender
                .female
                .find(self.parse, i)
                .map(|_| Gender::Female)
                .or_else(|| gender.male.find(self.parse, i).map(|_| Gender::Male))
        })
    }

    /// Before a name any occupation counts ("taxi driver Karim Hassan"), before another noun none.
    fn occupation(&self) -> Option<&'a str> {
        let occupations = &self.lexicon.occupations;
        let lists = [&occupations.civilian, &occupations.official, &occupations.other];
        let at = |i: usize| {
            lists.iter().filter_map(|list| list.find(self.parse, i)).max_by_key(|listed| listed.len())
        };
        at(self.core)
            .or_else(|| self.is_name().then(|| self.modifiers.iter().rev().find_map(|&i| at(i))).flatten())
    }

    fn is_individual(&self) -> bool {
        let parse = self.parse;
        self.head == self.core
            && !self.lexicon.collectives.lists(parse, self.core)
            && (matches!(parse.tag(self.core), "NN" | "PRP")
                || age::stands_for_aged(parse, self.lexicon, self.core))
            && parse.child(self.core, &["nummod"]).is_none_or(|number| age::value(self, number) == Some(1))
    }
}

/// Follows "of" from words that only count or gather people to the noun that says who they are.
fn core_of(parse: &Parse, head: usize, mentions: &Mentions, lexicon: &PeopleLexicon) -> usize {
    let counts = parse.pos(head) == "NUM" || lexicon.partitives.lists(parse, head);
    let is_people = |&i: &usize| matches!(mentions.class(i), Some(NounClass::People | NounClass::Armed));
    match phrase::complement(parse, head).filter(is_people) {
        Some(inner) if counts && inner > head => core_of(parse, inner, mentions, lexicon),
        _ => head,
    }
}

fn modifiers(parse: &Parse, core: usize, lexicon: &PeopleLexicon) -> Vec<usize> {
    let first = phrase::noun_phrase(parse, core).first;
    let first = title_before(parse, first, lexicon).unwrap_or(first);
    let owned = parse.child(core, &["poss"]).map(|owner| parse.subtree(owner));
    (first..core).filter(|&i| owned.is_none_or(|range| !range.contains(i))).collect()
}

/// A short title with a full stop that the parser took for a sentence of its own ("Sgt. Omar Haddad").
fn title_before(parse: &Parse, first: usize, lexicon: &PeopleLexicon) -> Option<usize> {
    let title =
        first.checked_sub(2).filter(|&title| parse.lower(title + 1) == "." && parse.pos(first) == "PROPN")?;
    lexicon.names.titles.lists(parse, title).then_some(title)
}

/// Fills what a phrase leaves unsaid from the phrase that it stands in apposition with.
fn with_apposition(parse: &Parse, mention: &PeopleMention, all: &ByToken<PeopleMention>) -> PeopleMention {
    let mut filled = mention.clone();
    if !mention.individual {
        return filled;
    }
    let own_name = own_name(parse, mention, all);
    // "Olena Koval, her son Danylo": two who are named are two.
    let is_apart = |other: &PeopleMention| {
        own_name.is_some_and(|name| self::own_name(parse, other, all).is_some_and(|o| o != name))
    };
    let beside = apposed(parse, mention.head).into_iter().filter_map(|head| all.of(head));
    for other in beside.filter(|other| other.individual && !is_apart(other)) {
        filled.status = filled.status.or(other.status);
        filled.age_group = filled.age_group.or(other.age_group);
        filled.gender = filled.gender.or(other.gender);
        filled.age = filled.age.or(other.age);
        filled.occupation = filled.occupation.or_else(|| other.occupation.clone());
        if filled.names.is_empty() {
            filled.names.clone_from(&other.names);
        }
    }
    filled
}

/// The heads of the phrases in apposition with the one headed by `head`, in order of text.
fn apposed(parse: &Parse, head: usize) -> Vec<usize> {
    let outer = Some(parse.head(head)).filter(|_| parse.dep(head) == "appos");
    let mut heads: Vec<usize> = parse.children_by(head, &["appos"]).chain(outer).collect();
    heads.sort_unstable();
    heads
}

/// The name in a phrase, or right behind its noun ("her son Danylo").
fn own_name<'a>(
    parse: &Parse,
    mention: &'a PeopleMention,
    all: &'a ByToken<PeopleMention>,
) -> Option<&'a str> {
    let mut inside = parse.children_by(mention.head, &["appos"]).filter_map(|head| all.of(head));
    let mut behind = || inside.find(|other| other.tokens.first == mention.head + 1);
    let named = mention.names.first().or_else(|| behind()?.names.first());
    named.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::frozen;

    /// The people of a text, and the lists of them.
    pub(super) fn found(text: &str) -> (Parse, Vec<PeopleMention>, Vec<Roll>) {
        let parse = frozen(include_str!("../../../../tests/parses/people.jsonl"), text);
        let nouns =
            toml::from_str(include_str!("../../../../codebooks/lexicon/nouns.toml")).expect("nouns.toml");
        let lexicon =
            toml::from_str(include_str!("../../../../codebooks/lexicon/people.toml")).expect("people.toml");
        let mentions = Mentions { classes: crate::nouns::classify(&parse, &nouns), ..Mentions::default() };
        let (people, rolls) = find(&parse, &mentions, &lexicon);
        (parse, people, rolls)
    }

    /// What is understood of the phrase headed by `head`, in one line; empty where it is no mention of people.
    fn described(text: &str, head: &str) -> String {
        let (parse, people, _) = found(text);
        people
            .iter()
            .find(|people| parse.word(people.head) == head)
            .map_or(String::new(), |people| line(&parse, people))
    }

    fn line(parse: &Parse, people: &PeopleMention) -> String {
        let said = [
            people.status.map(|status| format!("{status:?}")),
            people.age_group.map(|group| format!("{group:?}")),
            people.gender.map(|gender| format!("{gender:?}")),
            people.occupation.clone(),
            people.age.map(|age| age.to_string()),
            Some(people.names.join("/")).filter(|names| !names.is_empty()),
            people.individual.then(|| "one".to_owned()),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        format!("{}: {}", parse.words(people.tokens), said.join(", "))
    }

    fn check(cases: &[(&str, &str, &str)]) {
        for (text, head, expected) in cases {
            assert_eq!(described(text, head), *expected, "{head:?} in {text:?}");
        }
    }

    #[test]
    fn status_is_what_the_words_say() {
        check(&[
            (
                "Rebels killed 14 civilians in the village of Darin on Monday.",
                "civilians",
                "14 civilians: Civilian",
            ),
            ("Rebels killed 14 civilians in the village of Darin on Monday.", "Rebels", "Rebels: Combatant"),
            (
                "Police officers arrested two suspected militants near the market.",
                "officers",
                "Police officers: Police, police officer",
            ),
            (
                "Police officers arrested two suspected militants near the market.",
                "militants",
                "two suspected militants: Disputed",
            ),
            (
                "Captured soldiers were shot by the militia.",
                "soldiers",
                "Captured soldiers: HorsDeCombat, soldier",
            ),
            ("Prisoners were beaten by guards in the jail.", "Prisoners", "Prisoners: HorsDeCombat"),
            (
                "The governor and the foreign minister condemned the attack.",
                "minister",
                "the foreign minister: Official, foreign minister, one",
            ),
            (
                "Unidentified men set fire to houses and a school.",
                "men",
                "Unidentified men: Unknown, Adult, Male",
            ),
            (
                "Civilian casualties were reported by local observers.",
                "casualties",
                "Civilian casualties: Civilian",
            ),
            ("Two members of the militia were captured.", "members", "Two members of the militia: Combatant"),
            ("Police used tear gas and rubber bullets against protesters.", "Police", "Police: Police"),
            (
                "The inspector general of police met police commissioner Omar Haddad.",
                "general",
                "The inspector general of police: Police, general, one",
            ),
            (
                "The inspector general of police met police commissioner Omar Haddad.",
                "Haddad",
                "police commissioner Omar Haddad: Police, commissioner, Omar Haddad, one",
            ),
            (
                "A car bomb wounded a journalist and three aid workers.",
                "workers",
                "three aid workers: Civilian, aid worker",
            ),
            ("Sgt. Omar Haddad was wounded.", "Haddad", "Omar Haddad: Combatant, Omar Haddad, one"),
        ]);
    }

    #[test]
    fn status_is_not_guessed() {
        check(&[
            ("Scores of residents fled the shelling.", "Scores", "Scores of residents: "),
            ("Students and villagers dug graves.", "villagers", "villagers: "),
            ("Suspected thieves stole 40 cows.", "thieves", "Suspected thieves: "),
            ("The former minister was released.", "minister", "The former minister: minister, one"),
            ("An army doctor treated the wounded.", "doctor", "An army doctor: doctor, one"),
            (
                "Off-duty soldiers and retired officers were among the victims.",
                "officers",
                "retired officers: officer",
            ),
            ("A policeman's wife was killed.", "wife", "A policeman's wife: Female, one"),
            ("Relatives of police were threatened.", "Relatives", "Relatives of police: "),
            ("Ahmed Karim, 34, a teacher, was abducted by gunmen.", "gunmen", "gunmen: "),
            ("At least 12 were killed when missiles struck apartment buildings.", "12", "At least 12: "),
            ("Many were forced to leave their homes.", "Many", "Many: "),
            ("The elderly and the disabled could not leave.", "elderly", "The elderly: Elderly"),
        ]);
    }

    #[test]
    fn ages_names_and_occupations_are_read() {
        check(&[
            (
                "A 14-year-old boy and his mother died in the blast.",
                "boy",
                "A 14-year-old boy: Child, Male, 14, one",
            ),
            ("A 14-year-old boy and his mother died in the blast.", "mother", "his mother: Female, one"),
            ("The 14-year-old was hit by a sniper.", "old", "The 14-year-old: Child, 14, one"),
            ("A girl aged 7 lost her brother.", "girl", "A girl: Child, Female, 7, one"),
            ("Seven people, aged 7 to 60, were hurt.", "people", "Seven people: "),
            ("Police arrested Hassan Ali (29) on Friday.", "Ali", "Hassan Ali: Adult, 29, Hassan Ali, one"),
            (
                "Ahmed Karim, 34, a teacher, was abducted by gunmen.",
                "Karim",
                "Ahmed Karim: Civilian, Adult, teacher, 34, Ahmed Karim, one",
            ),
            (
                "Ahmed Karim, 34, a teacher, was abducted by gunmen.",
                "teacher",
                "a teacher: Civilian, Adult, teacher, 34, Ahmed Karim, one",
            ),
            (
                "Mrs Salma Darwish said her son was a farmer.",
                "Darwish",
                "Mrs Salma Darwish: Female, Salma Darwish, one",
            ),
            (
                "Abu Omar, also known as Tariq Saleh, commanded the brigade.",
                "Omar",
                "Abu Omar: Abu Omar/Tariq Saleh, one",
            ),
            (
                "Relatives buried Ruben Dario Ramirez in Pereira.",
                "Ramirez",
                "Ruben Dario Ramirez: Ruben Dario Ramirez, one",
            ),
            (
                "Attorney General Rodrigo Paz was shot dead.",
                "Paz",
                "Attorney General Rodrigo Paz: Official, attorney general, Rodrigo Paz, one",
            ),
            (
                "Taxi driver Karim Hassan was shot dead.",
                "Hassan",
                "Taxi driver Karim Hassan: Civilian, taxi driver, Karim Hassan, one",
            ),
            (
                "President Mahmoud Zaki met tribal leaders in Darin.",
                "Zaki",
                "President Mahmoud Zaki: Official, president, Mahmoud Zaki, one",
            ),
            (
                "A baby and an elderly man were pulled from the rubble.",
                "man",
                "an elderly man: Elderly, Male, one",
            ),
            ("The bodies of 9 women were found in a shallow grave.", "women", "9 women: Adult, Female"),
            ("A group of women protested outside the embassy.", "group", "A group of women: Adult, Female"),
            ("He was killed and she was injured.", "she", "she: Female, one"),
            ("Three Iraqis and an Israeli were among the dead.", "Iraqis", "Three Iraqis: "),
        ]);
    }

    #[test]
    fn people_in_a_list_keep_their_own_names_and_ages() {
        let list = "Police named the dead as Olena Koval, 41, her son Danylo, 9, and a neighbour, Petro Hnatiuk, 67.";
        check(&[
            (list, "Koval", "Olena Koval: Adult, Female, 41, Olena Koval, one"),
            (list, "son", "her son: Child, Male, 9, Danylo, one"),
            (list, "neighbour", "a neighbour: Adult, 67, Petro Hnatiuk, one"),
        ]);
    }

    #[test]
    fn things_and_bodies_that_act_are_no_people() {
        check(&[
            ("The group claimed responsibility for the explosion.", "group", ""),
            ("The ministry said the air force dropped barrel bombs.", "ministry", ""),
            ("The bodies of 9 women were found in a shallow grave.", "bodies", ""),
            ("Suspected thieves stole 40 cows.", "cows", ""),
            ("The number of troops rose to 5,200.", "5,200", ""),
            ("Fighters who held the checkpoint surrendered.", "who", ""),
            ("Mrs Salma Darwish said her son was a farmer.", "her", ""),
            ("Use of force by the labour force is rare.", "force", ""),
        ]);
    }
}
