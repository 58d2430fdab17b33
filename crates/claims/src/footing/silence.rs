//! What is not told as done at all: conditions, questions, what happens on a stage or in an exercise.

use model::Parse;

use crate::grammar;
use crate::lexicon::holds;
use crate::matching::{Match, Reading, is_called};
use crate::misses::Reason;

/// "if rebels attack": nothing is claimed.
pub(super) fn of_condition(reading: Reading<'_>, clause: usize) -> Option<Reason> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let mark = parse
        .children_by(clause, &["mark", "advmod"])
        .find(|&mark| holds(&words.conditional, parse.lower(mark), parse.lower(mark)))?;
    (parse.dep(clause) == "advcl").then(|| Reason::Condition { word: parse.word(mark).to_owned() })
}

/// "Did the army shell the camp?"
pub(super) fn of_question(parse: &Parse, word: usize) -> Option<Reason> {
    let mut tokens = parse.sentence_of(word).tokens.iter().rev();
    let last = tokens.find(|&token| parse.pos(token) != "SPACE")?;
    (parse.word(last) == "?").then_some(Reason::Question)
}

/// "a mock attack", "stormed a mock village": the words before the noun say that it only plays the part.
pub(super) fn of_mock(reading: Reading<'_>, found: &Match<'_>) -> Option<Reason> {
    let parse = reading.parse;
    let mock = &reading.codebook.lexicon.footing.mock;
    let roles = &found.trigger.roles;
    let fill = found.arguments.iter().filter(|argument| roles.contains_key(argument.function.name()));
    let nouns = fill.map(|argument| argument.head).chain([found.head]);
    let mut before = nouns.flat_map(|noun| parse.children_by(noun, &["amod", "compound"]));
    let word = before
        .find(|word| !found.tokens.contains(word) && holds(mock, parse.lower(*word), parse.lemma(*word)))?;
    Some(Reason::Played { word: parse.word(word).to_owned() })
}

/// "In the film, rebels blow up a bridge", "during an exercise recruits stormed a village", "the play shows".
pub(super) fn of_stage(reading: Reading<'_>, word: usize) -> Option<Reason> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let is_stage = |noun: &usize| words.staged.iter().any(|name| is_called(parse, *noun, name));
    let within = parse
        .children_by(word, &["prep"])
        .filter(|&preposition| words.on_stage.iter().any(|known| known == parse.lower(preposition)))
        .flat_map(|preposition| grammar::objects_of_preposition(parse, preposition))
        // "a film in which paratroopers storm a monastery"
        .map(
            |noun| {
                if parse.tag(noun) == "WDT" && parse.dep(word) == "relcl" { parse.head(word) } else { noun }
            },
        )
        .find(is_stage);
    let shows = words.saying(parse.lower(word), parse.lemma(word)).is_some();
    let shown = || {
        let subjects = parse.children_by(word, &["nsubj"]).filter(|_| shows);
        subjects.flat_map(|subject| scenes(parse, subject)).find(is_stage)
    };
    let stage = within.or_else(shown)?;
    Some(Reason::Played { word: parse.word(stage).to_owned() })
}

/// A noun and what it is a part of: "scenes of the film", "an episode in the series".
fn scenes(parse: &Parse, noun: usize) -> Vec<usize> {
    let prepositions = parse.children_by(noun, &["prep"]);
    let wholes = prepositions.flat_map(|preposition| grammar::objects_of_preposition(parse, preposition));
    std::iter::once(noun).chain(wholes).collect()
}
