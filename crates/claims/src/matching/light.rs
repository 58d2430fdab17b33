//! What light verbs and words of measure lend the event noun beside them.

use model::Parse;

use super::Reading;
use crate::fillers::near;
use crate::grammar::{self, Argument, Function};
use crate::lexicon::holds;

/// Adds what a light verb lends to the event noun beside it, and returns the predicate.
pub(super) fn support(reading: Reading<'_>, noun: usize, arguments: &mut Vec<Argument>) -> usize {
    let parse = reading.parse;
    let outer = whole_of_partitive(reading, noun);
    arguments.extend(behind_of(parse, noun));
    if outer != noun {
        arguments
            .extend(grammar::arguments(parse, outer).into_iter().filter(|argument| argument.head != noun));
    }
    for clause in parse.children_by(outer, &["acl", "relcl"]) {
        lend(reading, clause, arguments, Some(clause));
    }
    let governor = parse.head(outer);
    if governor == outer {
        return noun;
    }
    arguments.extend(drifted(parse, outer, governor));
    match parse.dep(outer) {
        "dobj" | "nsubjpass" | "attr" | "nsubj" | "oprd" if lend(reading, governor, arguments, None) => {
            governor
        }
        "nsubj" | "nsubjpass" => raised(reading, governor, arguments).unwrap_or(noun),
        "pobj" => behind_preposition(reading, outer, governor, arguments).unwrap_or(noun),
        "attr" if parse.lemma(governor) == "be" => governor,
        "conj" => parse.head(outer),
        _ => noun,
    }
}

/// "came under attack", "in preparation for an assault": what the word before the preposition lends; the light verb if
/// it is one.
fn behind_preposition(
    reading: Reading<'_>,
    event: usize,
    preposition: usize,
    arguments: &mut Vec<Argument>,
) -> Option<usize> {
    let parse = reading.parse;
    let verb = parse.head(preposition);
    let modality = &reading.codebook.lexicon.footing;
    if !grammar::is_verbal(parse, verb) && modality.modality(parse.lower(verb), parse.lemma(verb)).is_some() {
        arguments.extend(of_plan(parse, verb, event));
    }
    lend_as(reading, verb, Some(preposition), arguments, None).then_some(verb)
}

/// "take positions in preparation for an assault against the rebels": who prepares it, and against whom.
fn of_plan(parse: &Parse, plan: usize, event: usize) -> Vec<Argument> {
    let mut found = grammar::arguments(parse, plan);
    found.retain(|argument| argument.head != event && matches!(argument.function, Function::After(_)));
    let owners = grammar::owners_of_purpose(parse, plan).into_iter().filter(|&owner| owner != plan);
    found.extend(owners.map(|owner| Argument::new(Function::Subject, owner)));
    found
}

/// The parser may hang on the noun after "of" what belongs to the event ("the deployment of police to Haiti").
fn behind_of(parse: &Parse, noun: usize) -> Vec<Argument> {
    let of = parse.children_by(noun, &["prep"]).filter(|&of| parse.lower(of) == "of");
    of.flat_map(|of| grammar::objects_of_preposition(parse, of))
        .flat_map(|object| grammar::arguments(parse, object))
        .filter(|argument| matches!(&argument.function, Function::After(word) if word != "of"))
        .collect()
}

/// The parser may hang on the verb what follows its object ("authorised the deployment of police to Haiti").
fn drifted(parse: &Parse, noun: usize, governor: usize) -> Vec<Argument> {
    if !matches!(parse.dep(noun), "dobj" | "nsubjpass") || !grammar::is_verbal(parse, governor) {
        return Vec::new();
    }
    let mut after = grammar::arguments(parse, governor);
    after.retain(|argument| {
        matches!(argument.function, Function::After(_)) && argument.through.is_some_and(|at| at > noun)
    });
    after
}

/// In "scores of attacks" or "a series of raids" the noun that governs is the first one.
pub(crate) fn whole_of_partitive(reading: Reading<'_>, noun: usize) -> usize {
    let parse = reading.parse;
    let of = parse.head(noun);
    if parse.dep(noun) != "pobj" || parse.lower(of) != "of" {
        return noun;
    }
    let whole = parse.head(of);
    let counts =
        near(reading, whole).any(|quantity| quantity.head == whole || quantity.tokens.contains(whole));
    if counts || holds(&reading.codebook.lexicon.light.partitive, parse.lower(whole), parse.lemma(whole)) {
        whole
    } else {
        noun
    }
}

/// "The offensive is expected to begin", "clearing has to be done": the light verb stands below.
fn raised(reading: Reading<'_>, governor: usize, arguments: &mut Vec<Argument>) -> Option<usize> {
    let below = reading.parse.child(governor, &["xcomp"])?;
    let lower = lend(reading, below, arguments, None).then_some(below);
    lower.or_else(|| raised(reading, below, arguments))
}

fn lend(reading: Reading<'_>, verb: usize, arguments: &mut Vec<Argument>, through: Option<usize>) -> bool {
    lend_as(reading, verb, reading.parse.child(verb, &["prt"]), arguments, through)
}

/// Lends the arguments of the light verb, together with the particle or preposition `beside` it; false if they are none.
fn lend_as(
    reading: Reading<'_>,
    verb: usize,
    beside: Option<usize>,
    arguments: &mut Vec<Argument>,
    through: Option<usize>,
) -> bool {
    let parse = reading.parse;
    if !grammar::is_verbal(parse, verb) {
        return false;
    }
    let with =
        |word: &str| beside.map_or(word.to_owned(), |beside| format!("{word} {}", parse.lower(beside)));
    let (lower, lemma) = (with(parse.lower(verb)), with(parse.lemma(verb)));
    let Some((subject, object)) = lent_functions(reading, &lower, &lemma) else { return false };
    for argument in grammar::arguments(reading.parse, verb) {
        let function = match argument.function {
            Function::Subject => subject.clone(),
            Function::Object => object.clone(),
            Function::After(word) => Some(Function::After(word)),
            Function::Manner => Some(Function::Manner),
            Function::Indirect => Some(Function::Object),
            _ => None,
        };
        arguments.extend(function.map(|function| Argument {
            function,
            head: argument.head,
            through: through.or(argument.through),
        }));
    }
    true
}

/// What the subject and the object of a light verb are to the event.
fn lent_functions(
    reading: Reading<'_>,
    lower: &str,
    lemma: &str,
) -> Option<(Option<Function>, Option<Function>)> {
    let light = &reading.codebook.lexicon.light;
    if holds(&light.does, lower, lemma) || holds(&light.causes, lower, lemma) {
        Some((Some(Function::Subject), None))
    } else if holds(&light.undergoes, lower, lemma) {
        Some((Some(Function::Object), None))
    } else if holds(&light.happens, lower, lemma) {
        Some((None, Some(Function::Object)))
    } else {
        None
    }
}
