//! Who stands where around a word: logical subject, object, possessor, modifier, and what follows each preposition.

mod nested;
mod passive;
mod phrases;
mod prepositions;

use model::Parse;

use prepositions::after_preposition;

pub(crate) use nested::at;
pub(crate) use passive::is_passive;
pub(crate) use phrases::{
    clause_tokens, is_present, is_present_perfect, own_phrase, phrase, tense_is_past, upward, verb_above,
};
pub(crate) use prepositions::objects_of_preposition;

/// The place of an argument in the grammar of its governor. Passive and active agree: the logical subject acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Function {
    Subject,
    Object,
    Indirect,
    Possessive,
    /// An adjective or noun before a noun ("Israeli airstrike", "drone strike").
    Modifier,
    /// What the subject is said to be.
    Attribute,
    /// A clause that completes the word.
    Complement,
    /// A noun said twice around a preposition ("house by house", "door to door").
    Manner,
    /// The event word's own noun ("civilian casualties", "laid booby traps").
    Itself,
    /// After a preposition, by its lower-cased word.
    After(String),
}

impl Function {
    /// The name that the codebook uses.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Indirect => "indirect",
            Self::Possessive => "possessive",
            Self::Modifier => "modifier",
            Self::Attribute => "attribute",
            Self::Complement => "complement",
            Self::Manner => "manner",
            Self::Itself => "itself",
            Self::After(word) => word,
        }
    }

    /// Whether the first thing that stands there and the others are on two sides ("between A and B").
    pub(crate) fn has_sides(&self) -> bool {
        matches!(self, Self::After(word) if word == "between")
    }
}

/// An argument: its function, its head token, and the word that lends it if that is not the event word itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Argument {
    pub function: Function,
    pub head: usize,
    /// The light verb or preposition whose hedges bear on this argument alone.
    pub through: Option<usize>,
}

impl Argument {
    pub(crate) fn new(function: Function, head: usize) -> Self {
        Self { function, head, through: None }
    }
}

/// The logical subjects of a verb: its own, or those that control, coordination or participles lend it.
pub(crate) fn subjects(parse: &Parse, verb: usize) -> Vec<usize> {
    subjects_within(parse, verb, 0)
}

/// Clauses are nested, so a handful of steps reaches any subject; damaged trees must not make us run in circles.
const DEPTH: usize = 8;

fn subjects_within(parse: &Parse, verb: usize, depth: usize) -> Vec<usize> {
    if depth > DEPTH {
        return Vec::new();
    }
    if is_passive(parse, verb) {
        return agents(parse, verb);
    }
    match surface_subject(parse, verb).or_else(|| inverted_subject(parse, verb)) {
        Some(subject) => coordinated(parse, subject),
        None => lent_subjects(parse, verb, depth),
    }
}

/// "Among the dead were two nurses": what stands behind the verb, where a phrase stands before it. Nobody above lends it a subject.
fn inverted_subject(parse: &Parse, verb: usize) -> Option<usize> {
    let is_fronted = parse.children_by(verb, &["prep"]).any(|phrase| phrase < verb);
    let subject = parse.child(verb, &["attr"]).filter(|&subject| subject > verb)?;
    (is_fronted && parse.child(verb, &["expl", "aux"]).is_none()).then_some(subject)
}

/// What a passive verb's "by" introduces.
fn agents(parse: &Parse, verb: usize) -> Vec<usize> {
    parse
        .children(verb)
        .filter(|&child| {
            parse.dep(child) == "agent" || (parse.dep(child) == "prep" && parse.lower(child) == "by")
        })
        .flat_map(|by| objects_of_preposition(parse, by))
        .collect()
}

/// The subject beside the verb, behind a relative pronoun if need be.
fn surface_subject(parse: &Parse, verb: usize) -> Option<usize> {
    // Of several the nearest: what stands before it may be a heading that the parser ran together with the sentence.
    let before = parse
        .children_by(verb, &["nsubj", "nsubjpass", "csubj", "csubjpass"])
        .filter(|&subject| subject < verb && !is_date(parse, subject))
        .last();
    let subject = before.or_else(|| parse.child(verb, &["nsubj", "nsubjpass", "csubj", "csubjpass"]))?;
    Some(behind_relative(parse, verb, repaired_apposition(parse, verb, subject)))
}

/// Between a subject and its verb the parser may take a date for another subject: "rebels on Saturday (May 3) said".
fn is_date(parse: &Parse, subject: usize) -> bool {
    parse.entity_at(subject).is_some_and(|entity| matches!(parse.label(entity), "DATE" | "TIME"))
}

/// The noun that a relative pronoun stands for.
fn behind_relative(parse: &Parse, verb: usize, word: usize) -> usize {
    let relative = matches!(parse.tag(word), "WDT" | "WP");
    if !relative {
        return word;
    }
    let mut clause = verb;
    for _ in 0..DEPTH {
        match parse.dep(clause) {
            "relcl" | "acl" => return parse.head(clause),
            "conj" | "xcomp" | "ccomp" | "auxpass" | "aux" if parse.head(clause) != clause => {
                clause = parse.head(clause)
            }
            _ => return word,
        }
    }
    word
}

/// In "Uday and Qusay, the dictator's sons, were killed" the parser may take the apposition for the subject and leave
/// the names beside it: a noun phrase that ends at the comma before the subject is the subject.
fn repaired_apposition(parse: &Parse, verb: usize, subject: usize) -> usize {
    let range = parse.subtree(subject);
    let comma_before = range.first.checked_sub(1).filter(|&at| parse.word(at) == ",");
    let comma_after =
        range.end > range.first && (parse.word(range.end - 1) == "," || word_at(parse, range.end) == ",");
    let (Some(comma), true) = (comma_before, comma_after) else { return subject };
    parse
        .children(verb)
        .find(|&child| {
            matches!(parse.pos(child), "PROPN" | "NOUN")
                && matches!(parse.dep(child), "npadvmod" | "dep" | "nsubj" | "nsubjpass" | "nmod" | "meta")
                && parse.subtree(child).end == comma
        })
        .unwrap_or(subject)
}

fn word_at(parse: &Parse, at: usize) -> &str {
    if at < parse.len() { parse.word(at) } else { "" }
}

fn lent_subjects(parse: &Parse, verb: usize, depth: usize) -> Vec<usize> {
    let head = parse.head(verb);
    if head == verb {
        return Vec::new();
    }
    let infinitive = is_infinitive(parse, verb);
    match parse.dep(verb) {
        "conj" if is_passive(parse, head) && parse.pos(head) == "VERB" => beyond(parse, head, depth),
        "conj" => subjects_within(parse, head, depth + 1),
        // "There were two guards, the mayor said": whoever reports a clause is not its subject.
        "ccomp" if verb < head => Vec::new(),
        "xcomp" | "ccomp" => controllers(parse, head, depth),
        "advcl" if is_passive(parse, head) && !infinitive => agents(parse, head),
        "advcl" => subjects_within(parse, head, depth + 1),
        "relcl" | "acl" if infinitive => owner_of_purpose(parse, head, depth),
        "relcl" | "acl" => coordinated(parse, head),
        "pcomp" => behind_preposition(parse, head, depth),
        _ => Vec::new(),
    }
}

/// "To stop them".
fn is_infinitive(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, &["aux"]).any(|aux| parse.tag(aux) == "TO")
}

/// An active verb that the parser coordinates with a passive one takes its subject from the clause above.
fn beyond(parse: &Parse, verb: usize, depth: usize) -> Vec<usize> {
    let head = parse.head(verb);
    if head == verb || parse.dep(verb) != "advcl" {
        return logical_objects_within(parse, verb, depth + 1);
    }
    subjects_within(parse, head, depth + 1)
}

/// Who does what an infinitive names: the object of the governing verb ("forced them to leave"), else its subject.
fn controllers(parse: &Parse, governor: usize, depth: usize) -> Vec<usize> {
    let objects = logical_objects_within(parse, governor, depth + 1);
    if objects.is_empty() { subjects_within(parse, governor, depth + 1) } else { objects }
}

/// "an effort to drive them out": the subject of the verb that governs the noun.
pub(crate) fn owners_of_purpose(parse: &Parse, noun: usize) -> Vec<usize> {
    owner_of_purpose(parse, noun, 0)
}

fn owner_of_purpose(parse: &Parse, noun: usize, depth: usize) -> Vec<usize> {
    let mut at = noun;
    for _ in 0..DEPTH {
        let head = parse.head(at);
        if head == at {
            return Vec::new();
        }
        if matches!(parse.pos(head), "VERB" | "AUX") {
            // In "an attempt to retake the town failed" nobody says whose attempt it was.
            return subjects_within(parse, head, depth + 1)
                .into_iter()
                .filter(|&owner| owner != noun)
                .collect();
        }
        at = head;
    }
    Vec::new()
}

/// "accused X of killing", "quoted X as saying": the object; "by killing", "after seizing": the subject.
fn behind_preposition(parse: &Parse, preposition: usize, depth: usize) -> Vec<usize> {
    let governor = parse.head(preposition);
    let is_said_of = matches!(parse.lower(preposition), "of" | "for") && parse.dep(governor) == "acomp";
    if is_said_of && is_verbal(parse, parse.head(governor)) {
        // "are guilty of bombing": whoever is said to be it.
        return subjects_within(parse, parse.head(governor), depth + 1);
    }
    if !is_verbal(parse, governor) {
        // "accused the forces of bombing", where the parser hangs "of" on the forces.
        return vec![governor];
    }
    let objects = logical_objects_within(parse, governor, depth + 1);
    if matches!(parse.lower(preposition), "of" | "from" | "for" | "as") && !objects.is_empty() {
        return objects;
    }
    subjects_within(parse, governor, depth + 1)
}

/// The logical objects of a verb: its own, the subject of a passive, or what coordination lends.
pub(crate) fn logical_objects(parse: &Parse, verb: usize) -> Vec<usize> {
    logical_objects_within(parse, verb, 0)
}

fn logical_objects_within(parse: &Parse, verb: usize, depth: usize) -> Vec<usize> {
    if depth > DEPTH {
        return Vec::new();
    }
    if is_passive(parse, verb) {
        return passive_objects(parse, verb, depth);
    }
    let own: Vec<usize> = parse
        .children_by(verb, &["dobj", "oprd"])
        .flat_map(|object| coordinated(parse, behind_relative(parse, verb, object)))
        .collect();
    match own.as_slice() {
        [] => in_range(parse, verb).map_or_else(|| shared_objects(parse, verb), |object| vec![object]),
        _ => last_of_run(parse, own),
    }
}

/// "killing between nine and 12 traders": the parser takes a range for a phrase of its own beside the verb.
fn in_range(parse: &Parse, verb: usize) -> Option<usize> {
    let mut phrases =
        parse.children_by(verb, &["prep"]).filter(|&at| at == verb + 1 && parse.lower(at) == "between");
    let object = parse.child(phrases.next()?, &["pobj"])?;
    let number = if parse.pos(object) == "NUM" { object } else { parse.child(object, &["nummod"])? };
    parse.children_by(number, &["conj"]).any(|other| parse.pos(other) == "NUM").then_some(object)
}

/// The parser may split "key tier one personnel" into two objects: of adjacent ones the last holds the noun.
fn last_of_run(parse: &Parse, objects: Vec<usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for object in objects {
        if let Some(&last) = kept.last()
            && parse.subtree(last).end == parse.subtree(object).first
            && parse.dep(object) == "dobj"
        {
            kept.pop();
        }
        kept.push(object);
    }
    kept
}

fn passive_objects(parse: &Parse, verb: usize, depth: usize) -> Vec<usize> {
    if let Some(subject) = surface_subject(parse, verb) {
        return coordinated(parse, subject);
    }
    let head = parse.head(verb);
    match parse.dep(verb) {
        "acl" | "relcl" | "amod" if head != verb => coordinated(parse, head),
        "conj" if head != verb => logical_objects_within(parse, head, depth + 1),
        "advcl" | "xcomp" if head != verb => {
            let subjects = subjects_within(parse, head, depth + 1);
            if subjects.is_empty() { logical_objects_within(parse, head, depth + 1) } else { subjects }
        }
        _ => Vec::new(),
    }
}

/// "shelled and burned the village": the object after the last verb serves the verbs before it. And a relative
/// clause without an object has its noun for one ("the weapons they seized").
fn shared_objects(parse: &Parse, verb: usize) -> Vec<usize> {
    let later = parse.children_by(verb, &["conj"]).find(|&next| matches!(parse.pos(next), "VERB" | "AUX"));
    if let Some(next) = later {
        // What stands between them would be an object of its own.
        let adjacent = (verb + 1..next).all(|at| matches!(parse.pos(at), "ADV" | "CCONJ" | "PUNCT" | "AUX"));
        if adjacent {
            return parse
                .children_by(next, &["dobj"])
                .flat_map(|object| coordinated(parse, object))
                .collect();
        }
    }
    let adverbial = parse.children_by(verb, &["advmod"]).any(|word| parse.tag(word) == "WRB");
    let gap = matches!(parse.dep(verb), "relcl")
        && !adverbial
        && parse.child(verb, &["nsubj"]).is_some_and(|subject| !matches!(parse.tag(subject), "WDT" | "WP"));
    if gap { coordinated(parse, parse.head(verb)) } else { Vec::new() }
}

/// A noun with those coordinated to it, in order of text.
pub(crate) fn coordinated(parse: &Parse, head: usize) -> Vec<usize> {
    let mut all = vec![head];
    let mut at = 0;
    while at < all.len() {
        let beside = all[at];
        let conjuncts = |of: usize| parse.children_by(of, &["conj"]).filter(|&next| is_nominal(parse, next));
        all.extend(conjuncts(beside));
        all.extend(name_of_one(parse, beside).into_iter().flat_map(conjuncts));
        at += 1;
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The name of somebody single that an apposition gives: in "a councillor, Jorge Diaz, and his driver" the driver is
/// another one, in "two brothers, Ali and Omar" each is one of the two.
fn name_of_one(parse: &Parse, head: usize) -> Option<usize> {
    let name = parse.child(head, &["appos"]).filter(|&name| name > head && parse.pos(name) == "PROPN");
    name.filter(|_| parse.tag(head) == "NN")
}

fn is_nominal(parse: &Parse, token: usize) -> bool {
    matches!(parse.pos(token), "NOUN" | "PROPN" | "PRON" | "NUM" | "ADJ" | "DET" | "SYM")
}

/// All arguments of a token: subject and object for verbs, possessor and modifiers for nouns, prepositions for both.
pub(crate) fn arguments(parse: &Parse, token: usize) -> Vec<Argument> {
    let mut found = Vec::new();
    let as_function = |function: Function, heads: Vec<usize>| {
        heads.into_iter().map(move |head| Argument::new(function.clone(), head)).collect::<Vec<_>>()
    };
    if is_verbal(parse, token) {
        found.extend(as_function(Function::Subject, subjects(parse, token)));
        found.extend(as_function(Function::Object, logical_objects(parse, token)));
        let indirect = parse.children_by(token, &["dative"]).filter(|&child| is_nominal(parse, child));
        found.extend(as_function(Function::Indirect, indirect.collect()));
    }
    found.extend(dependents(parse, token));
    through_agents(parse, token, &mut found);
    found
}

/// What stands behind "by" came through it: "killed, allegedly by smugglers".
fn through_agents(parse: &Parse, verb: usize, found: &mut [Argument]) {
    for argument in found.iter_mut().filter(|argument| argument.function == Function::Subject) {
        let above = parse.head(argument.head);
        if parse.lower(above) == "by" && parse.head(above) == verb {
            argument.through = Some(above);
        }
    }
}

/// Whether a token heads a clause rather than a noun phrase.
pub(crate) fn is_verbal(parse: &Parse, token: usize) -> bool {
    matches!(parse.pos(token), "VERB" | "AUX") && !is_gerund_noun(parse, token)
}

/// "the shelling", "during fighting", "shelling killed two": a form in "-ing" that stands where a noun does.
fn is_gerund_noun(parse: &Parse, token: usize) -> bool {
    let determined = parse.child(token, &["det", "poss", "amod"]).is_some();
    let as_noun = matches!(parse.dep(token), "nsubj" | "nsubjpass" | "csubj" | "dobj")
        && parse.child(token, &["dobj"]).is_none();
    parse.dep(token) == "pobj" || determined || (parse.tag(token) == "VBG" && as_noun)
}

fn dependents(parse: &Parse, token: usize) -> Vec<Argument> {
    let mut found = Vec::new();
    for child in parse.children(token) {
        match parse.dep(child) {
            "poss" => found.extend(
                coordinated(parse, child).into_iter().map(|head| Argument::new(Function::Possessive, head)),
            ),
            _ if is_doubled(parse, child) => found.push(Argument::new(Function::Manner, child)),
            "compound" | "amod" | "nmod" | "npadvmod" | "advmod" if !is_verbal(parse, token) => {
                found.extend(modifiers(parse, child));
            }
            "attr" | "acomp" => {
                found.extend(
                    coordinated(parse, child)
                        .into_iter()
                        .map(|head| Argument::new(Function::Attribute, head)),
                );
            }
            "xcomp" | "ccomp" | "acl" | "pcomp" => found.push(Argument::new(Function::Complement, child)),
            // In "did nothing to stop them" the parser takes the clause for a relative one.
            "relcl" if is_infinitive(parse, child) => found.push(Argument::new(Function::Complement, child)),
            "prep" | "agent" | "dative" | "prt" | "advmod" => found.extend(after_preposition(parse, child)),
            _ => {}
        }
    }
    found
}

/// "house by house", "one by one": the same word on both sides of a preposition.
pub(crate) fn is_doubled(parse: &Parse, word: usize) -> bool {
    word + 2 < parse.len()
        && matches!(parse.pos(word), "NOUN" | "NUM")
        && parse.pos(word + 1) == "ADP"
        && parse.lower(word + 2) == parse.lower(word)
}

fn modifiers(parse: &Parse, child: usize) -> Vec<Argument> {
    let mut found: Vec<Argument> =
        coordinated(parse, child).into_iter().map(|head| Argument::new(Function::Modifier, head)).collect();
    // In "US drone strike" the parser may hang "US" on "drone".
    let inner = parse.children_by(child, &["compound", "amod", "npadvmod", "nmod"]);
    found.extend(inner.map(|head| Argument::new(Function::Modifier, head)));
    found
}

#[cfg(test)]
mod tests;
