//! What is not told as done at all: conditions, questions, what happens on a stage or in an exercise.

use model::Parse;

use crate::grammar;
use crate::lexicon::holds;
use crate::matching::{Match, Reading, is_called};

/// "if rebels attack": nothing is claimed.
pub(super) fn is_conditional(reading: Reading<'_>, clause: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let marked = parse
        .children_by(clause, &["mark", "advmod"])
        .any(|mark| holds(&words.conditional, parse.lower(mark), parse.lower(mark)));
    parse.dep(clause) == "advcl" && marked
}

/// "Did the army shell the camp?"
pub(super) fn is_asked(parse: &Parse, word: usize) -> bool {
    let mut tokens = parse.sentence_of(word).tokens.iter().rev();
    tokens.find(|&token| parse.pos(token) != "SPACE").is_some_and(|last| parse.word(last) == "?")
}

/// "a mock attack", "stormed a mock village": the words before the noun say that it only plays the part.
pub(super) fn is_mock(reading: Reading<'_>, found: &Match<'_>) -> bool {
    let parse = reading.parse;
    let mock = &reading.codebook.lexicon.footing.mock;
    let roles = &found.trigger.roles;
    let fill = found.arguments.iter().filter(|argument| roles.contains_key(argument.function.name()));
    let mut nouns = fill.map(|argument| argument.head).chain([found.head]);
    nouns.any(|noun| {
        parse
            .children_by(noun, &["amod", "compound"])
            .any(|word| !found.tokens.contains(&word) && holds(mock, parse.lower(word), parse.lemma(word)))
    })
}

/// "In the film, rebels blow up a bridge", "during an exercise recruits stormed a village", "the play shows".
pub(super) fn is_staged(reading: Reading<'_>, word: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let is_stage = |noun: usize| words.staged.iter().any(|name| is_called(parse, noun, name));
    let within = parse
        .children_by(word, &["prep"])
        .filter(|&preposition| words.on_stage.iter().any(|known| known == parse.lower(preposition)))
        .flat_map(|preposition| grammar::objects_of_preposition(parse, preposition))
        .any(is_stage);
    let shown = parse.children_by(word, &["nsubj"]).any(|subject| {
        words.saying(parse.lower(word), parse.lemma(word)).is_some()
            && (is_stage(subject) || is_scene(parse, subject, is_stage))
    });
    within || shown
}

/// "scenes of the film", "an episode in the series".
fn is_scene(parse: &Parse, noun: usize, is_stage: impl Fn(usize) -> bool) -> bool {
    parse
        .children_by(noun, &["prep"])
        .flat_map(|preposition| grammar::objects_of_preposition(parse, preposition))
        .any(is_stage)
}
