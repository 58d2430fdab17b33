//! Who and what stands around the words of a trigger, whatever the parser hung it on.

use model::{NounClass, Parse, Part};

use super::{Reading, light, rolls};
use crate::codebook::{Slots, Speech, Trigger};
use crate::counting;
use crate::grammar::{self, Argument, Function};
use crate::lexicon::holds;
use crate::lists;

/// The predicate and the arguments of a trigger, those that a light verb lends included.
pub(super) fn of(
    reading: Reading<'_>,
    trigger: &Trigger,
    speech: Speech,
    head: usize,
    tokens: &[usize],
) -> (usize, Vec<Argument>) {
    let mut arguments = own_arguments(reading, head, tokens);
    let named = tokens.iter().copied().filter(|&token| token != head || speech == Speech::Noun);
    arguments.extend(named.map(|token| Argument::new(Function::Itself, token)));
    let predicate = match speech {
        Speech::Noun => light::support(reading, head, &mut arguments),
        Speech::Adjective | Speech::Preposition => {
            listed(reading, head, Function::Subject, &mut arguments);
            copula(reading.parse, head, &mut arguments)
        }
        Speech::Verb => {
            participle(reading, head, tokens, &mut arguments);
            head
        }
    };
    if trigger.roles.values().flat_map(Slots::iter).any(|slot| slot == FORMER) {
        arguments.extend(drifted_figures(reading.parse, head));
    }
    if trigger.roles.contains_key(lists::NAMING) {
        lists::name(reading, head, &mut arguments);
    }
    rolls::complete(reading, trigger, head, &mut arguments);
    (predicate, arguments)
}

/// What stands around the words of a trigger, without sources ("according to the ministry").
fn own_arguments(reading: Reading<'_>, head: usize, tokens: &[usize]) -> Vec<Argument> {
    let parse = reading.parse;
    let mut arguments = grammar::arguments(parse, head);
    for &token in tokens.iter().filter(|&&token| token != head) {
        // Only the first word has a subject of its own; the others are its complements.
        arguments
            .extend(grammar::arguments(parse, token).into_iter().filter(|a| a.function != Function::Subject));
    }
    arguments.extend(behind_object(reading, &arguments));
    arguments.extend(onward(reading, head));
    let according = &reading.codebook.lexicon.footing.according;
    let is_source = |through: usize| {
        holds(according, parse.lower(through), parse.lower(through))
            || holds(according, parse.lower(parse.head(through)), parse.lower(parse.head(through)))
    };
    arguments.retain(|argument| !tokens.contains(&argument.head) && !argument.through.is_some_and(is_source));
    arguments
}

/// What participles take for subject and object where they have no auxiliary: over lists, in headlines, and before nouns
/// ("rebel-held towns").
fn participle(reading: Reading<'_>, verb: usize, tokens: &[usize], arguments: &mut Vec<Argument>) {
    let parse = reading.parse;
    listed(reading, verb, Function::Object, arguments);
    if let Some(number) = number_before(reading, verb, tokens) {
        arguments.retain(|argument| !matches!(argument.function, Function::Subject | Function::Object));
        arguments.push(Argument::new(Function::Object, number));
    }
    if is_taken(reading, verb, tokens) {
        undergone(parse, verb, arguments);
    }
    if is_clipped_passive(reading, verb) {
        for argument in arguments.iter_mut().filter(|argument| argument.function == Function::Subject) {
            argument.function = Function::Object;
        }
    }
    if parse.dep(verb) == "amod" && !says_which_site(reading, parse.head(verb)) {
        let doer = parse.children_by(verb, &["npadvmod", "compound", "amod", "advmod", "nmod"]);
        arguments.extend(doer.map(|doer| Argument::new(Function::Subject, doer)));
        arguments.push(Argument::new(Function::Object, parse.head(verb)));
    }
}

/// "a displaced persons' camp", "the wounded soldiers' ward": whom a site is for tells which one it is.
fn says_which_site(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    matches!(parse.dep(noun), "poss" | "compound" | "nmod")
        && reading.mentions.class(parse.head(noun)) == Some(NounClass::Site)
}

/// Those whom a list under the word names are meant by it, and not "those" above the list.
fn listed(reading: Reading<'_>, word: usize, function: Function, arguments: &mut Vec<Argument>) {
    let people = lists::under(reading, word);
    if !people.is_empty() {
        arguments.retain(|argument| argument.function != function && !people.contains(&argument.head));
        arguments.extend(people.into_iter().map(|person| Argument::new(function.clone(), person)));
    }
}

/// "12 killed, 30 wounded": of several numbers the one right before a bare participle is whom it harmed. In "251 taken hostage" the
/// object is one of the trigger's own words.
fn number_before(reading: Reading<'_>, verb: usize, tokens: &[usize]) -> Option<usize> {
    let parse = reading.parse;
    let bare = matches!(parse.tag(verb), "VBD" | "VBN")
        && parse.dep(verb) != "amod"
        && parse.children_by(verb, &["dobj", "aux", "auxpass"]).all(|child| tokens.contains(&child));
    let number = verb.checked_sub(1).filter(|&before| bare && parse.pos(before) == "NUM")?;
    // "Three died": in running text a finite verb has its subject.
    let finite = parse.tag(verb) == "VBD" && parse.dep(number) == "nsubj" && parse.head(number) == verb;
    if finite && !is_clipped(reading, verb) {
        return None;
    }
    counting::quantity(reading, number).map(|_| number)
}

/// "villagers taken hostage": a bare noun for somebody among the trigger's own words says what became of those whom the verb is told of, for without it
/// the verb has no object.
fn is_taken(reading: Reading<'_>, verb: usize, tokens: &[usize]) -> bool {
    let parse = reading.parse;
    let mut objects = parse.children_by(verb, &["dobj", "oprd", "acomp"]).peekable();
    let somebody = |object: usize| {
        parse.pos(object) == "ADJ" || reading.mentions.class(object) == Some(NounClass::People)
    };
    let bare = |object: usize| {
        tokens.contains(&object)
            && parse.child(object, &["det", "nummod", "poss", "amod"]).is_none()
            && !parse.tag(object).ends_with('S')
            && somebody(object)
    };
    matches!(parse.tag(verb), "VBN" | "VBD") && objects.peek().is_some() && objects.all(bare)
}

/// Whom the verb is told of undergoes it: its own subject, or the noun that it describes, and nobody whom other verbs lend.
fn undergone(parse: &Parse, verb: usize, arguments: &mut Vec<Argument>) {
    let own =
        |head: usize| parse.head(head) == verb || (parse.dep(verb) == "acl" && parse.head(verb) == head);
    arguments.retain(|argument| match argument.function {
        Function::Subject => own(argument.head),
        Function::Itself => false,
        _ => true,
    });
    for argument in arguments.iter_mut().filter(|argument| argument.function == Function::Subject) {
        argument.function = Function::Object;
    }
}

/// Whether a word stands where auxiliaries are left out.
fn is_clipped(reading: Reading<'_>, word: usize) -> bool {
    matches!(reading.part(word), Some(Part::Headline | Part::List | Part::Caption | Part::Table))
}

/// "Three civilians killed in attack": headlines and lists leave the auxiliary out.
fn is_clipped_passive(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    is_clipped(reading, verb)
        && matches!(parse.tag(verb), "VBD" | "VBN")
        && parse.child(verb, &["dobj", "aux", "auxpass", "ccomp", "xcomp", "prt"]).is_none()
        && !grammar::is_passive(parse, verb)
}

/// The parser may hang "with mines" on the object instead of on the verb: both are tried.
fn behind_object(reading: Reading<'_>, arguments: &[Argument]) -> Vec<Argument> {
    let drifting = &reading.codebook.lexicon.light.drifting;
    arguments
        .iter()
        .filter(|argument| argument.function == Function::Object)
        .flat_map(|object| grammar::arguments(reading.parse, object.head))
        .filter(|argument| drifting.iter().any(|word| word == argument.function.name()))
        .collect()
}

/// Where those who leave go on to: "fled the town and crossed into Chad".
fn onward(reading: Reading<'_>, verb: usize) -> Vec<Argument> {
    let parse = reading.parse;
    let verbs = &reading.codebook.lexicon.light.onward;
    let goes_on = |next: &usize| {
        holds(verbs, parse.lower(*next), parse.lemma(*next))
            && parse.child(*next, &["nsubj", "nsubjpass"]).is_none()
    };
    let next = parse.children_by(verb, &["conj"]).filter(goes_on);
    next.flat_map(|next| grammar::arguments(parse, next))
        .filter(|argument| matches!(argument.function, Function::After(_)))
        .collect()
}

/// An adjective or prepositional phrase says something of the subject of its verb, or of the noun before it.
fn copula(parse: &Parse, head: usize, arguments: &mut Vec<Argument>) -> usize {
    let governor = parse.head(head);
    // "blasts in the city, 32 dead": without a verb the adjective has its subject itself.
    let own: Vec<usize> = parse.children_by(head, &["nsubj", "nummod"]).collect();
    if !own.is_empty() {
        arguments.extend(own.into_iter().map(|subject| Argument::new(Function::Subject, subject)));
        return head;
    }
    if governor == head {
        return head;
    }
    if !matches!(parse.pos(governor), "VERB" | "AUX") {
        arguments.push(Argument::new(Function::Subject, governor));
        return head;
    }
    let objects = grammar::logical_objects(parse, governor);
    let subjects = if objects.is_empty() { grammar::subjects(parse, governor) } else { objects };
    arguments.extend(subjects.into_iter().map(|subject| Argument::new(Function::Subject, subject)));
    let beside = grammar::arguments(parse, governor);
    arguments.extend(
        beside.into_iter().filter(|a| matches!(a.function, Function::After(_)) && a.through != Some(head)),
    );
    governor
}

/// The slot of a figure that another takes the place of.
const FORMER: &str = "former";

/// "revised the number of dead in the blast down to 17 from 31": the parser may hang "to" and "from" on the blast.
fn drifted_figures(parse: &Parse, verb: usize) -> Vec<Argument> {
    let is_number = |at: usize| parse.pos(at) == "NUM" && parse.child(at, &["nummod", "quantmod"]).is_none();
    let drifted = |&at: &usize| parse.dep(at) == "prep" && parse.head(at) != verb;
    let prepositions = parse.subtree(verb).iter().filter(drifted);
    prepositions
        .flat_map(|at| parse.children_by(at, &["pobj"]).map(move |object| (at, object)))
        .filter(|&(_, object)| is_number(object))
        .map(|(at, head)| {
            let function = Function::After(parse.lower(at).to_owned());
            Argument { function, head, through: Some(at) }
        })
        .collect()
}
