//! Which words of a report name events of the codebook, and who stands around them.

mod light;

use model::{Mentions, Parse, Part, Report};

use crate::codebook::{Codebook, Slots, Speech, Trigger};
use crate::counting;
use crate::fillers;
use crate::forms::{Wording, inflections};
use crate::grammar::{self, Argument, Function};
use crate::kinds::{self, Kind};
use crate::lexicon::holds;
use crate::lists;
use crate::misses::{self, Miss, Reason};

pub(crate) use light::whole_of_partitive;

/// What the matching looks at.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub report: &'a Report,
    pub parse: &'a Parse,
    pub mentions: &'a Mentions,
    pub codebook: &'a Codebook,
}

/// Words of the report that a trigger of the codebook recognises.
#[derive(Debug, Clone)]
pub(crate) struct Match<'a> {
    pub event_type: usize,
    pub trigger: &'a Trigger,
    /// The wording that fired.
    pub name: &'a str,
    pub speech: Speech,
    pub head: usize,
    /// The trigger's tokens in order of text.
    pub tokens: Vec<usize>,
    /// The word whose clause says that it happened: the trigger itself, or the light verb beside it.
    pub predicate: usize,
    pub arguments: Vec<Argument>,
    /// Words above that are part of what others say of the event ("claimed responsibility for"), not its sources.
    pub deaf_to: Vec<usize>,
    /// A longer wording around the light verb speaks of the event as known ("denied carrying out the bombing").
    pub granted: bool,
}

/// All matches of a report in order of text; of those that share a head word, the ones with the longest wording.
pub(crate) fn find<'a>(reading: Reading<'a>, misses: &mut Vec<Miss>) -> Vec<Match<'a>> {
    let mut found: Vec<Match<'a>> =
        (0..reading.parse.len()).filter_map(|token| at(reading, token, misses)).collect();
    found.sort_by_key(|found| (found.head, std::cmp::Reverse(found.tokens.len())));
    let mut found = without_shadowed(reading, found, misses);
    grant(&mut found);
    found
}

/// Events whose light verb belongs to another wording are spoken of, not told by it.
fn grant(found: &mut [Match<'_>]) {
    let stances: Vec<(usize, Vec<usize>)> = found
        .iter()
        .filter(|one| one.trigger.stance.is_some())
        .map(|one| (one.head, one.tokens.clone()))
        .collect();
    for one in found.iter_mut() {
        let others = stances.iter().filter(|(head, _)| *head != one.head);
        one.deaf_to = others.flat_map(|(_, tokens)| tokens.iter().copied()).collect();
    }
    for at in 0..found.len() {
        let (head, predicate) = (found[at].head, found[at].predicate);
        let spoken_of = predicate != head
            && found.iter().any(|other| {
                other.head != head && other.tokens.contains(&predicate) && other.tokens.len() > 1
            });
        if spoken_of {
            found[at].predicate = head;
            found[at].granted = true;
            found[at].arguments.retain(|argument| argument.function != Function::Subject);
        }
    }
}

/// A longer wording hides shorter ones on any of its tokens ("take control" hides "control"), and of coordinated
/// event nouns of one type the first stands for all ("turmoil and unrest").
fn without_shadowed<'a>(
    reading: Reading<'a>,
    found: Vec<Match<'a>>,
    misses: &mut Vec<Miss>,
) -> Vec<Match<'a>> {
    let parse = reading.parse;
    let shadow = |one: &Match<'_>| {
        found.iter().find(|other| {
            other.tokens.len() > one.tokens.len() && one.tokens.iter().all(|t| other.tokens.contains(t))
        })
    };
    let joins_its_like = |one: &Match<'_>| {
        one.speech == Speech::Noun
            && parse.dep(one.head) == "conj"
            && found
                .iter()
                .any(|other| other.head == parse.head(one.head) && other.event_type == one.event_type)
    };
    // "Shelling hit a school": what the noun names, its verb does not name again.
    let noun_of = |one: &Match<'_>| {
        let names_it = |other: &&Match<'_>| {
            other.speech == Speech::Noun
                && other.predicate == one.head
                && other.event_type == one.event_type
                && matches!(parse.dep(other.head), "nsubj" | "nsubjpass")
        };
        found.iter().find(|other| one.speech == Speech::Verb && names_it(other))
    };
    let mut kept: Vec<Match<'a>> = Vec::new();
    for one in &found {
        if let Some(longer) = shadow(one).or_else(|| noun_of(one)) {
            misses.push(Miss::of(reading, one, outranked(reading, longer)));
        } else if joins_its_like(one) {
            misses.push(Miss::of(reading, one, Reason::Coordinated));
        } else {
            kept.push(one.clone());
        }
    }
    kept
}

fn outranked(reading: Reading<'_>, by: &Match<'_>) -> Reason {
    Reason::Outranked { by: misses::rule(reading, by.event_type, by.name) }
}

/// The match at a token: one event type for one word.
fn at<'a>(reading: Reading<'a>, token: usize, misses: &mut Vec<Miss>) -> Option<Match<'a>> {
    let parse = reading.parse;
    if matches!(parse.dep(token), "aux" | "auxpass") {
        // An auxiliary names nothing: in "have fled" nobody has anything.
        return None;
    }
    let wordings = reading.codebook.forms.starting(parse.lower(token), parse.lemma(token));
    let mut found: Vec<Match<'a>> =
        wordings.into_iter().filter_map(|wording| fire(reading, token, wording, misses)).collect();
    // The longest wording wins, then the trigger that asks for most: it knows most.
    found.sort_by_key(|one| (std::cmp::Reverse(one.tokens.len()), std::cmp::Reverse(one.trigger.demands())));
    let mut found = found.into_iter();
    let best = found.next()?;
    misses.extend(found.map(|other| Miss::of(reading, &other, outranked(reading, &best))));
    Some(best)
}

/// The match of a wording at a token; where all of its words are there and it does not fire, a miss.
fn fire<'a>(
    reading: Reading<'a>,
    token: usize,
    wording: &'a Wording,
    misses: &mut Vec<Miss>,
) -> Option<Match<'a>> {
    let tokens = whole_wording(reading, token, wording)?;
    if let Some(reason) = unlike(reading, token, wording.speech) {
        misses.push(Miss::new(reading, &tokens, (wording.event_type, &wording.name), reason));
        return None;
    }
    let trigger = &reading.codebook.types[wording.event_type].triggers[wording.trigger];
    let (predicate, mut arguments) = surroundings(reading, token, wording.speech, &tokens);
    if trigger.roles.values().flat_map(Slots::iter).any(|slot| slot == FORMER) {
        arguments.extend(drifted_figures(reading.parse, token));
    }
    if trigger.roles.contains_key(lists::NAMING) {
        lists::name(reading, token, &mut arguments);
    }
    let found = Match {
        event_type: wording.event_type,
        trigger,
        name: &wording.name,
        speech: wording.speech,
        head: token,
        tokens,
        predicate,
        arguments,
        deaf_to: Vec::new(),
        granted: false,
    };
    if let Some(reason) = unmet(reading, &found) {
        misses.push(Miss::of(reading, &found, reason));
        return None;
    }
    Some(found)
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

/// Why a token cannot be the first word of a wording, if it cannot.
fn unlike(reading: Reading<'_>, token: usize, speech: Speech) -> Option<Reason> {
    let in_time = |time: &model::TimeMention| time.anchor.is_none() && time.tokens.contains(token);
    if reading.mentions.times.iter().any(in_time) {
        return Some(Reason::PartOfTime);
    }
    let pos = reading.parse.pos(token);
    (!speaks(reading.parse, token, speech))
        .then(|| Reason::PartOfSpeech { asked: speech, pos: pos.to_owned() })
}

/// A word on its own, as a trigger without wording or conditions would match it.
pub(crate) fn bare<'a>(
    reading: Reading<'_>,
    token: usize,
    speech: Speech,
    trigger: &'a Trigger,
) -> Match<'a> {
    let (predicate, arguments) = surroundings(reading, token, speech, &[token]);
    Match {
        event_type: 0,
        trigger,
        name: "",
        speech,
        head: token,
        tokens: vec![token],
        predicate,
        arguments,
        deaf_to: Vec::new(),
        granted: false,
    }
}

/// Whether a token can be of a part of speech; participles before nouns count as verbs.
fn speaks(parse: &Parse, token: usize, speech: Speech) -> bool {
    let pos = parse.pos(token);
    match speech {
        Speech::Verb => {
            let participle =
                pos == "ADJ" && (parse.lower(token).ends_with("ed") || parse.tag(token) == "VBN");
            (grammar::is_verbal(parse, token) || participle) && parse.dep(token) != "compound"
        }
        Speech::Noun => {
            matches!(pos, "NOUN" | "PROPN")
                || (matches!(pos, "VERB" | "AUX") && !grammar::is_verbal(parse, token))
        }
        Speech::Adjective => matches!(pos, "ADJ" | "ADV" | "VERB"),
        Speech::Preposition => matches!(pos, "ADP" | "SCONJ" | "ADV"),
    }
}

/// The tokens of a wording: each further word hangs on one of those found before it.
fn whole_wording(reading: Reading<'_>, first: usize, wording: &Wording) -> Option<Vec<usize>> {
    let parse = reading.parse;
    let mut tokens = vec![first];
    for word in &wording.rest {
        let members = reading.codebook.lexicon.members(word);
        // In "shot dead two men" the parser may hang "dead" on the men.
        let next = tokens.iter().max().map(|last| last + 1).filter(|&next| next < parse.len());
        let beside = next.filter(|&next| matches!(parse.pos(next), "ADJ" | "ADV"));
        // In "used hostages as shields" the parser may hang "as" on the hostages.
        let on_object = tokens
            .iter()
            .flat_map(|&token| parse.children_by(token, &["dobj"]))
            .flat_map(|object| parse.children_by(object, &["prep"]));
        let found = tokens
            .iter()
            .flat_map(|&token| parse.children(token))
            .chain(beside)
            .chain(on_object)
            .filter(|&child| !tokens.contains(&child) && parse.dep(child) != "relcl")
            .find(|&child| is_form_of(parse, child, &members))?;
        tokens.push(found);
    }
    tokens.sort_unstable();
    Some(tokens)
}

fn is_form_of(parse: &Parse, token: usize, words: &[String]) -> bool {
    let lower = parse.lower(token);
    words.iter().any(|word| {
        word == lower
            || word == parse.lemma(token)
            || inflections(word, Speech::Noun).iter().any(|form| form == lower)
    })
}

/// The predicate and the arguments of a trigger, those that a light verb lends included.
fn surroundings(
    reading: Reading<'_>,
    head: usize,
    speech: Speech,
    tokens: &[usize],
) -> (usize, Vec<Argument>) {
    let mut arguments = own_arguments(reading, head, tokens);
    let named = tokens.iter().copied().filter(|&token| token != head || speech == Speech::Noun);
    arguments.extend(named.map(|token| Argument::new(Function::Itself, token)));
    let predicate = match speech {
        Speech::Noun => light::support(reading, head, &mut arguments),
        Speech::Adjective | Speech::Preposition => copula(reading.parse, head, &mut arguments),
        Speech::Verb => {
            participle(reading, head, &mut arguments);
            head
        }
    };
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
fn participle(reading: Reading<'_>, verb: usize, arguments: &mut Vec<Argument>) {
    let parse = reading.parse;
    let listed = lists::under(reading, verb);
    if !listed.is_empty() {
        arguments.retain(|argument| !listed.contains(&argument.head));
        arguments.extend(listed.into_iter().map(|person| Argument::new(Function::Object, person)));
    }
    if let Some(number) = number_before(reading, verb) {
        arguments.retain(|argument| !matches!(argument.function, Function::Subject | Function::Object));
        arguments.push(Argument::new(Function::Object, number));
    }
    if is_clipped_passive(reading, verb) {
        for argument in arguments.iter_mut().filter(|argument| argument.function == Function::Subject) {
            argument.function = Function::Object;
        }
    }
    if parse.dep(verb) == "amod" {
        let doer = parse.children_by(verb, &["npadvmod", "compound", "amod", "advmod", "nmod"]);
        arguments.extend(doer.map(|doer| Argument::new(Function::Subject, doer)));
        arguments.push(Argument::new(Function::Object, parse.head(verb)));
    }
}

/// "12 killed, 30 wounded": of several numbers the one right before a bare participle is whom it harmed.
fn number_before(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let bare = matches!(parse.tag(verb), "VBD" | "VBN")
        && parse.dep(verb) != "amod"
        && parse.child(verb, &["dobj", "aux", "auxpass"]).is_none();
    let number = verb.checked_sub(1).filter(|&before| bare && parse.pos(before) == "NUM")?;
    counting::quantity(reading, number).map(|_| number)
}

/// "Three civilians killed in attack": headlines and lists leave the auxiliary out.
fn is_clipped_passive(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let block = reading.report.blocks.get(parse.sentence_of(verb).block);
    let clipped = block
        .is_some_and(|block| matches!(block.part, Part::Headline | Part::List | Part::Caption | Part::Table));
    clipped
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

impl Trigger {
    /// How much the trigger asks of its surroundings.
    fn demands(&self) -> usize {
        self.only_if.len() + self.unless.len() + usize::from(self.counted)
    }
}

/// The first condition of the trigger that does not hold.
fn unmet(reading: Reading<'_>, found: &Match<'_>) -> Option<Reason> {
    if found.trigger.predicated && found.predicate == found.head {
        return Some(Reason::Unpredicated);
    }
    let satisfied = |(function, slots): &(&String, &Slots)| some_argument(reading, found, function, slots);
    let names = |slots: &Slots| slots.iter().map(str::to_owned).collect();
    let lacking = found.trigger.only_if.iter().find(|condition| !satisfied(condition));
    if let Some((at, takes)) = lacking {
        let found = standing(reading, found, at);
        return Some(Reason::Unmet { at: at.clone(), takes: names(takes), found });
    }
    let (at, by) = found.trigger.unless.iter().find(satisfied)?;
    Some(Reason::Excluded { at: at.clone(), by: names(by), found: standing(reading, found, at) })
}

/// The words that stand where the codebook says `function`.
fn standing(reading: Reading<'_>, found: &Match<'_>, function: &str) -> Vec<String> {
    let there = grammar::at(reading.parse, &found.arguments, function);
    there.iter().map(|argument| reading.parse.word(argument.head).to_owned()).collect()
}

/// Whether an argument of this function is of one of the kinds or words; `absent` asks that there be none.
fn some_argument(reading: Reading<'_>, found: &Match<'_>, function: &str, slots: &Slots) -> bool {
    let arguments = grammar::at(reading.parse, &found.arguments, function);
    if arguments.is_empty() {
        return slots.iter().any(|slot| slot == "absent");
    }
    arguments.iter().any(|argument| slots.iter().any(|slot| fits(reading, argument.head, slot)))
}

/// Whether a noun phrase is of a kind, in a list, or the word itself.
pub(crate) fn fits(reading: Reading<'_>, head: usize, slot: &str) -> bool {
    let core = fillers::core(reading, head);
    fits_word(reading, head, slot) || (core != head && fits_word(reading, core, slot))
}

fn fits_word(reading: Reading<'_>, head: usize, slot: &str) -> bool {
    match Kind::named(slot) {
        Some(kind) => kinds::of(head, reading.parse, reading.mentions, reading.codebook).contains(&kind),
        None => {
            reading.codebook.lexicon.members(slot).iter().any(|name| is_called(reading.parse, head, name))
        }
    }
}

/// Whether a noun phrase is called by a name of one word or several ("aid truck": "No aid trucks").
pub(crate) fn is_called(parse: &Parse, head: usize, name: &str) -> bool {
    let mut words = name.split_whitespace().rev();
    let Some(last) = words.next() else { return false };
    let before = words.all(|word| {
        parse
            .children_by(head, &["compound", "amod", "nmod"])
            .any(|child| is_form_of(parse, child, &[word.to_owned()]))
    });
    before && is_form_of(parse, head, &[last.to_owned()])
}

#[cfg(test)]
mod tests;
