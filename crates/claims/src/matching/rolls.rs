//! What is told of one person of a list is told of all: the list belongs to a trigger as a whole, however the parser hung its members.

use model::{Parse, Roll};

use super::Reading;
use crate::codebook::{Slots, Trigger};
use crate::grammar::{self, Argument, Function};
use crate::lexicon::holds;

/// The role of those who were harmed.
const VICTIM: &str = "victim";

/// More words than stand between what happened to people and the list of them.
const AWAY: usize = 40;

/// Puts the people of lists where one of them stands, those whom a list behind the word announces, and those together with whom
/// somebody was harmed.
pub(super) fn complete(reading: Reading<'_>, trigger: &Trigger, head: usize, arguments: &mut Vec<Argument>) {
    let rolls = &reading.mentions.rolls;
    let takes_victims = |function: &Function| trigger.roles.get(function.name()).is_some_and(is_for_victims);
    let functions: Vec<Function> =
        arguments.iter().map(|argument| argument.function.clone()).filter(takes_victims).collect();
    let Some(function) = functions.first().cloned().or_else(|| victims_of(trigger)) else { return };
    for roll in rolls_near(rolls, reading.parse, head).filter(|roll| is_sure(reading.parse, roll)) {
        let inside = |argument: &Argument| roll.tokens.contains(argument.head);
        let at = arguments.iter().find(|argument| takes_victims(&argument.function) && inside(argument));
        let function = match at {
            Some(argument) => argument.function.clone(),
            None if (is_announced(reading, roll, head)
                && tells_of_several(reading.parse, arguments, &takes_victims))
                || is_beside(reading, roll, head)
                || is_subject(reading, roll, head) =>
            {
                function.clone()
            }
            None => continue,
        };
        let through = at.and_then(|argument| argument.through);
        // Pieces of names, and nouns that the names stand for.
        arguments.retain(|argument| !inside(argument) || roll.groups.contains(&argument.head));
        let listed = roll.people.iter().map(|&head| Argument { function: function.clone(), head, through });
        arguments.extend(listed);
    }
}

/// More people than names and what is said of them stand one behind the other without an "and".
const MANY: usize = 4;

/// Whether several people are told one by one, and not one person in several words ("A, the owner", "the man killed as A"), nor
/// clause by clause.
fn is_sure(parse: &Parse, roll: &Roll) -> bool {
    let n_told = roll.people.len() + roll.groups.len();
    let is_joined = || roll.tokens.iter().any(|at| parse.dep(at) == "cc");
    let is_clause = |at: usize| matches!(parse.tag(at), "VBD" | "VBZ" | "VBP" | "WP" | "WDT");
    n_told > 1 && (n_told >= MANY || is_joined()) && !roll.tokens.iter().any(is_clause)
}

/// Whether those to whom it happened are several, whom a list may name: "those killed", "six of the dead". In "three men were charged
/// with his murder: A, B and C" he is one, and the list is of others.
fn tells_of_several(
    parse: &Parse,
    arguments: &[Argument],
    takes_victims: &impl Fn(&Function) -> bool,
) -> bool {
    let several = |at: usize| matches!(parse.tag(at), "NNS" | "NNPS" | "CD") || parse.lower(at) == "those";
    arguments.iter().any(|argument| takes_victims(&argument.function) && several(argument.head))
}

fn is_for_victims(slots: &Slots) -> bool {
    slots.iter().any(|slot| slot == VICTIM)
}

/// Where a trigger has its victims, if nobody stands there yet.
fn victims_of(trigger: &Trigger) -> Option<Function> {
    let of = |function: Function| {
        trigger.roles.get(function.name()).is_some_and(is_for_victims).then_some(function)
    };
    of(Function::Object).or_else(|| of(Function::Subject)).or_else(|| of(Function::After("of".to_owned())))
}

/// The lists that begin in the sentence of a word, or right behind where the parser ended it.
fn rolls_near<'a>(rolls: &'a [Roll], parse: &Parse, word: usize) -> impl Iterator<Item = &'a Roll> {
    let tokens = parse.sentence_of(word).tokens;
    let end = tokens.end.max(word + AWAY);
    let first = rolls.partition_point(|roll| roll.tokens.end <= tokens.first);
    let block = parse.sentence_of(word).block;
    rolls[first..].iter().take_while(move |roll| {
        roll.tokens.first < end && parse.sentence_of(roll.tokens.first).block == block
    })
}

/// "identified ten of those killed: A, B and C", "among those killed were A and B", "killed six of a family, including A and B".
fn is_announced(reading: Reading<'_>, roll: &Roll, head: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.light.announcing;
    let Some(before) = roll.tokens.first.checked_sub(1).filter(|&before| before > head) else { return false };
    let announces = words.iter().any(|word| word == parse.lower(before));
    let names = |at: usize| holds(&reading.codebook.lexicon.light.naming, parse.lower(at), parse.lemma(at));
    // "Six were killed; the suspects are A and B": who has a subject of its own is another clause.
    let is_other =
        |at: usize| is_verb(parse, at) && !names(at) || is_end(parse, at) || is_subject_word(parse, at);
    announces && before - head < AWAY && !(head + 1..before).any(is_other)
}

/// "A was killed alongside his wife and their son B".
fn is_beside(reading: Reading<'_>, roll: &Roll, head: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.light.beside;
    let first = roll.tokens.first;
    let joins = |words: &String| {
        let length = words.split(' ').count();
        first > head + length
            && words.split(' ').enumerate().all(|(i, word)| parse.lower(first - length + i) == word)
    };
    let harmed = parse.pos(head) != "VERB"
        || grammar::is_passive(parse, head)
        || grammar::logical_objects(parse, head).is_empty();
    harmed
        && words.iter().any(joins)
        && first - head < AWAY
        && (head + 1..first).all(|at| !is_verb(parse, at) && !is_end(parse, at))
}

/// "A, B and C were also reported killed", "A and B were among those killed": nothing but small words stands between.
fn is_subject(reading: Reading<'_>, roll: &Roll, head: usize) -> bool {
    let parse = reading.parse;
    let told = &reading.codebook.lexicon.light.told_of;
    let small = |at: usize| {
        matches!(parse.pos(at), "AUX" | "ADV" | "PART")
            || parse.word(at) == ","
            || holds(told, parse.lower(at), parse.lemma(at))
    };
    let undergoes =
        grammar::is_passive(parse, head) || matches!(parse.tag(head), "VBN") || parse.pos(head) == "ADJ";
    let between = roll.tokens.end..head;
    undergoes
        && !between.is_empty()
        && between.len() < 9
        && between.clone().all(small)
        && between.into_iter().any(|at| parse.pos(at) == "AUX")
}

fn is_end(parse: &Parse, at: usize) -> bool {
    matches!(parse.word(at), "." | ";")
}

fn is_subject_word(parse: &Parse, at: usize) -> bool {
    matches!(parse.dep(at), "nsubj" | "nsubjpass")
}

fn is_verb(parse: &Parse, at: usize) -> bool {
    matches!(parse.pos(at), "VERB" | "AUX")
}

#[cfg(test)]
mod tests {
    use model::{Mentions, Part, PeopleMention, TokenRange};

    use super::*;
    use crate::testing::{claims_with, frozen, token, told};

    /// Somebody whose name ends with `word` and has `length` words.
    fn one(parse: &Parse, word: &str, length: usize) -> PeopleMention {
        let head = token(parse, word);
        let tokens = TokenRange::new(head + 1 - length, head + 1);
        PeopleMention { names: vec![parse.words(tokens).to_owned()], ..PeopleMention::somebody(tokens, head) }
    }

    /// The claims of a text in which some people, each by the last word and the number of words, are one list.
    #[track_caller]
    fn check(text: &str, people: &[(&str, usize)], expected: &[&str]) {
        let list = |parse: &Parse, mentions: &mut Mentions| {
            let people: Vec<_> = people.iter().map(|(word, length)| one(parse, word, *length)).collect();
            let tokens = TokenRange::new(people[0].tokens.first, people[people.len() - 1].tokens.end);
            mentions.rolls.push(Roll {
                tokens,
                people: people.iter().map(|one| one.head).collect(),
                groups: Vec::new(),
            });
            mentions.people.extend(people);
        };
        let found = claims_with(text, Part::Body, list);
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn who_stands_beside_whoever_was_killed_in_a_list_was_killed() {
        check(
            "The strike killed Olena Koval, Danylo Koval and Petro Hnatiuk.",
            &[("Koval", 2), ("Hnatiuk", 2)],
            &["killing victim=Olena Koval+Petro Hnatiuk"],
        );
    }

    #[test]
    fn a_list_is_announced_by_small_words() {
        check(
            "Among those killed on Friday were Olena Koval and Petro Hnatiuk.",
            &[("Koval", 2), ("Hnatiuk", 2)],
            &["killing victim=those+Olena Koval+Petro Hnatiuk"],
        );
    }

    #[test]
    fn who_stands_behind_alongside_is_a_victim_too() {
        check(
            "Two traders were killed alongside Danylo Koval and Petro Hnatiuk.",
            &[("Koval", 2), ("Hnatiuk", 2)],
            &["killing victim=Two traders+Danylo Koval+Petro Hnatiuk"],
        );
    }

    #[test]
    fn one_person_in_several_words_is_no_list() {
        let is_list = |text: &str, people: &[(&str, usize)]| {
            let parse = frozen(text);
            let people: Vec<_> = people.iter().map(|(word, length)| one(&parse, word, *length)).collect();
            let tokens = TokenRange::new(people[0].tokens.first, people[people.len() - 1].tokens.end);
            let people = people.iter().map(|one| one.head).collect();
            is_sure(&parse, &Roll { tokens, people, groups: Vec::new() })
        };
        assert!(is_list(
            "The strike killed Olena Koval, Danylo Koval and Petro Hnatiuk.",
            &[("Koval", 2), ("Hnatiuk", 2)]
        ));
        assert!(!is_list(
            "Olena Koval, a 22-year-old teacher, was killed by shelling on Friday.",
            &[("Koval", 2), ("teacher", 6)]
        ));
        assert!(!is_list("The coroner identified the man killed as Danylo Koval.", &[("Koval", 2)]));
    }

    #[test]
    fn a_list_names_several_who_were_killed_and_not_whoever_killed_one() {
        let several = |text: &str, word: &str| {
            let parse = frozen(text);
            let argument = Argument { function: Function::Subject, head: token(&parse, word), through: None };
            tells_of_several(&parse, &[argument], &|function| *function == Function::Subject)
        };
        assert!(several("Among those killed on Friday were Olena Koval and Petro Hnatiuk.", "those"));
        assert!(several("Two traders were killed alongside Danylo Koval and Petro Hnatiuk.", "traders"));
        assert!(!several("The coroner identified the man killed as Danylo Koval.", "man"));
        let text = "Police arrested three men after Danylo Koval was killed: Petro Hnatiuk, 19, Ivan Bondar, 20, and Taras Melnyk, 18.";
        assert!(!several(text, "Koval"));
    }

    #[test]
    fn a_list_of_others_is_left_alone() {
        check(
            "Shells killed three, and Olena Koval and Petro Hnatiuk mourned them.",
            &[("Koval", 2), ("Hnatiuk", 2)],
            &["killing victim=three"],
        );
        check(
            "Two traders were killed on Friday; the suspects are Olena Koval and Petro Hnatiuk.",
            &[("Koval", 2), ("Hnatiuk", 2)],
            &["killing victim=Two traders"],
        );
    }
}
