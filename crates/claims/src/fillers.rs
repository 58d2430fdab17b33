//! Role fillers and sources: noun phrases with what the mentions know of them.

use model::{
    ActorMention, Attribution, Basis, ChainKind, Factuality, Filler, Form, Measure, NounClass, PeopleMention,
    PersonHarmed, QuantityMention, Reference, Span, Stance, TokenRange,
};

use crate::as_of;
use crate::grammar::{self, Argument, Function};
use crate::kinds::{self, Kind};
use crate::lexicon::holds;
use crate::matching::Reading;

/// An argument in a role, with the noun phrases it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    /// The head of the noun phrase, past quantity words ("scores of civilians": civilians).
    pub head: usize,
    /// The head as it stands in the sentence ("scores").
    pub outer: usize,
    pub fillers: Vec<Filler>,
}

/// The public span and the words of some tokens.
pub(crate) fn cut(reading: Reading<'_>, range: TokenRange) -> (String, Span) {
    let bytes = reading.parse.bytes(range);
    (bytes.cut(&reading.report.text).to_owned(), reading.report.points.span(bytes))
}

/// The noun that a quantity word counts: "scores of civilians", "most of them".
pub(crate) fn past_quantity(reading: Reading<'_>, head: usize) -> usize {
    let counted =
        near(reading, head).find(|quantity| quantity.head == head || quantity.tokens.contains(head));
    match counted.and_then(|quantity| quantity.of) {
        Some(of) if of > head && reading.parse.governs(head, of) => of,
        _ => head,
    }
}

/// The quantities of the sentence that a word stands in.
pub(crate) fn near<'a>(reading: Reading<'a>, word: usize) -> impl Iterator<Item = &'a QuantityMention> {
    reading.mentions.quantities.among(reading.parse.sentence_of(word).tokens.iter())
}

/// What fills a role where `argument` stands: one filler for each actor that the phrase names.
pub(crate) fn fill(reading: Reading<'_>, argument: &Argument, used: &[usize]) -> Filled {
    let head = core(reading, argument.head);
    let range = match argument.function {
        Function::Modifier => modifier(reading, head, used),
        _ => shown_without(reading, head, used),
    };
    let hedge =
        argument.through.and_then(|through| hedge_on(reading, through)).or_else(|| hedge_on(reading, head));
    let range = with_number(reading, argument.head, range);
    let base = Filler { factuality: hedge, ..of_phrase(reading, head, range) };
    let fillers = match actors_of(reading, head) {
        several if several.len() > 1 => {
            several.into_iter().map(|actor| Filler { actor: Some(actor), ..base.clone() }).collect()
        }
        _ => vec![base],
    };
    Filled { head, outer: argument.head, fillers }
}

/// "four of our neighbours" is shown with its number; "scores of civilians" is not.
fn with_number(reading: Reading<'_>, outer: usize, range: TokenRange) -> TokenRange {
    let mut counting = reading.mentions.quantities.among([outer]);
    let partitive =
        counting.find(|quantity| quantity.head == outer && quantity.of.is_some_and(|of| of > outer));
    match partitive.filter(|quantity| {
        !matches!(quantity.amount.form, Form::Vague | Form::Magnitude) && quantity.measure == Measure::Total
    }) {
        Some(number) if number.tokens.first < range.first => TokenRange::new(number.tokens.first, range.end),
        _ => range,
    }
}

/// A word before an event noun, alone or with the rest of the actor that it names ("Islamic State attack").
fn modifier(reading: Reading<'_>, head: usize, used: &[usize]) -> TokenRange {
    if let Some(actor) = reading.mentions.actor_at(head) {
        return actor.tokens;
    }
    let adjectives = reading.parse.children_by(head, &["amod"]);
    grammar::own_phrase(reading.parse, head, &adjectives.chain(used.iter().copied()).collect::<Vec<_>>())
}

/// "Some 300 held out in the hills": in a report that tells of one actor only, a bare number that fights is its men; an inference.
pub(crate) fn of_only_force(reading: Reading<'_>, filled: Filled) -> Filled {
    if reading.parse.pos(filled.head) != "NUM" {
        return filled;
    }
    let fillers = filled.fillers.into_iter().map(|filler| as_only_force(reading, filler)).collect();
    Filled { fillers, ..filled }
}

fn as_only_force(reading: Reading<'_>, filler: Filler) -> Filler {
    let forces = reading
        .mentions
        .chains
        .iter()
        .filter(|chain| chain.kind == ChainKind::Actor && chain.members.len() > 1);
    let known: Vec<usize> = forces
        .filter_map(|chain| chain.members.get(chain.fullest))
        .map(|&(full, _)| full)
        .filter(|&full| actors_of(reading, full).len() == 1)
        .take(2)
        .collect();
    let [only] = known.as_slice() else { return filler };
    let (text, span) = cut(reading, shown(reading, *only));
    Filler {
        actor: actors_of(reading, *only).into_iter().next(),
        refers_to: Some(Reference { text, span }),
        basis: Basis::Inferred,
        ..filler
    }
}

/// The phrase of a filler without what tells where and when.
pub(crate) fn shown(reading: Reading<'_>, head: usize) -> TokenRange {
    shown_without(reading, head, &[])
}

/// The same without the prepositional phrases that fill roles of their own.
fn shown_without(reading: Reading<'_>, head: usize, used: &[usize]) -> TokenRange {
    if let Some(listed) = reading.mentions.people_at(head).filter(|_| reading.mentions.is_listed(head)) {
        return listed.tokens;
    }
    if grammar::is_doubled(reading.parse, head) {
        return TokenRange::new(head, head + 3);
    }
    let bare = near(reading, head).find(|quantity| quantity.of.is_none() && quantity.tokens.contains(head));
    if let Some(number) = bare.filter(|_| reading.parse.pos(head) == "NUM") {
        return number.tokens;
    }
    let mut leave_out = settings(reading, head);
    leave_out.extend(times_before(reading, head));
    leave_out.extend(reading.parse.subtree(head).iter().filter(|&word| as_of::ends_so_far(reading, word)));
    leave_out.extend(used);
    grammar::phrase(reading.parse, head, &leave_out)
}

/// "Next year the brigade": a time that the parser hangs on the verb stands before the noun and is no word of it.
fn times_before(reading: Reading<'_>, head: usize) -> impl Iterator<Item = usize> {
    let parse = reading.parse;
    let verb = parse.head(head);
    let beside = parse.children_by(verb, &["npadvmod"]).filter(move |&time| time < head);
    beside.filter(move |&time| reading.mentions.time_at(time).is_some())
}

/// The noun that a role is about: past quantity words, and past the bodies to the people they were.
pub(crate) fn core(reading: Reading<'_>, head: usize) -> usize {
    let head = past_quantity(reading, head);
    let partitive = &reading.codebook.lexicon.light.partitive;
    let measures_out = holds(partitive, reading.parse.lower(head), reading.parse.lemma(head));
    if reading.mentions.class(head) != Some(NounClass::Body) && !measures_out {
        return head;
    }
    let of = reading.parse.children_by(head, &["prep"]).filter(|&of| reading.parse.lower(of) == "of");
    let whose = of.flat_map(|of| grammar::objects_of_preposition(reading.parse, of)).next();
    whose.map_or(head, |whose| past_quantity(reading, whose))
}

/// Prepositional phrases below a noun that tell a place or a time of the event rather than which thing is meant.
fn settings(reading: Reading<'_>, head: usize) -> Vec<usize> {
    let parse = reading.parse;
    // "a bombing outside a mosque" is told from others by its site; "a bomb outside a mosque" is a bomb.
    let kinds = kinds::of(head, parse, reading.mentions, reading.codebook);
    let is_event = kinds.iter().any(|kind| matches!(kind, Kind::Event | Kind::HarmfulEvent));
    let is_setting = |object: usize| {
        let place = reading.mentions.place_at(object);
        reading.mentions.time_at(object).is_some()
            || place.is_some_and(|place| place.site_kind.is_none() || !is_event)
    };
    let identifying = &reading.codebook.lexicon.light.identifying;
    let mut out = Vec::new();
    let mut open = vec![head];
    while let Some(at) = open.pop() {
        for child in parse.children(at) {
            if parse.dep(child) == "npadvmod" && reading.mentions.time_at(child).is_some() {
                // "Next year the brigade": the parser hangs the time on the noun.
                out.push(child);
            }
            let told = matches!(parse.dep(child), "prep")
                && !identifying.iter().any(|word| word == parse.lower(child));
            if told && grammar::objects_of_preposition(parse, child).into_iter().any(is_setting) {
                out.push(child);
            } else if matches!(parse.dep(child), "prep" | "pobj" | "amod") {
                open.push(child);
            }
        }
    }
    out
}

fn of_phrase(reading: Reading<'_>, head: usize, range: TokenRange) -> Filler {
    let (text, span) = cut(reading, range);
    let people = reading.mentions.people_at(head);
    let known = people_of_chain(reading, head);
    let actor = actor_mention(reading, head);
    Filler {
        text: Some(text),
        span: Some(span),
        actor: actors_of(reading, head).into_iter().next().or_else(|| actor_of_chain(reading, head)),
        refers_to: reference(reading, head, span),
        affiliation: actor.and_then(|actor| actor.affiliation.clone()),
        status: people.and_then(|people| people.status).or(known.and_then(|people| people.status)),
        age_group: people.and_then(|people| people.age_group),
        gender: people.and_then(|people| people.gender),
        occupation: people.and_then(|people| people.occupation.clone()),
        factuality: None,
        said_by: None,
        basis: Basis::Stated,
        candidates: None,
    }
}

fn actor_mention<'a>(reading: Reading<'a>, head: usize) -> Option<&'a ActorMention> {
    reading.mentions.actor_at(head)
}

fn actors_of(reading: Reading<'_>, head: usize) -> Vec<String> {
    actor_mention(reading, head).map(|actor| actor.actors.clone()).unwrap_or_default()
}

/// The actor that the chain of a mention names, if it names just one and the phrase itself says nothing else.
fn actor_of_chain(reading: Reading<'_>, head: usize) -> Option<String> {
    if actor_mention(reading, head).is_some_and(|actor| actor.affiliation.is_some()) {
        return None;
    }
    let chain = reading.mentions.chain(head)?;
    let (full, _) = chain.members.get(chain.fullest)?;
    match actors_of(reading, *full).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The people that the chain of a mention describes most fully.
fn people_of_chain<'a>(reading: Reading<'a>, head: usize) -> Option<&'a PeopleMention> {
    let chain = reading.mentions.chain(head)?;
    chain.members.get(chain.fullest).and_then(|&(full, _)| reading.mentions.people_at(full))
}

/// The fullest mention of what the phrase refers to, if that is another phrase.
fn reference(reading: Reading<'_>, head: usize, own: Span) -> Option<Reference> {
    let chain = reading.mentions.chain(head)?;
    let &(full, _) = chain.members.get(chain.fullest)?;
    let (text, span) = cut(reading, shown(reading, full));
    (full != head && span != own).then_some(Reference { text, span })
}

/// "allegedly inflicted by", "killed, allegedly by": distance that bears on what follows alone.
pub(crate) fn hedge_on(reading: Reading<'_>, through: usize) -> Option<Factuality> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let hung =
        parse.children_by(through, &["advmod", "amod"]).find_map(|adverb| words.hedge(parse.lower(adverb)));
    let before = through
        .checked_sub(1)
        .filter(|_| parse.pos(through) == "ADP")
        .and_then(|at| words.hedge(parse.lower(at)));
    hung.or(before)
}

/// A source as it stands in the text.
pub(crate) fn source(reading: Reading<'_>, head: usize, stance: Stance) -> Attribution {
    let (text, span) = cut(reading, shown(reading, head));
    let actor = actors_of(reading, head).into_iter().next().or_else(|| actor_of_chain(reading, head));
    Attribution { text: Some(text), span: Some(span), actor, stance, party: false }
}

/// Whether people as worded are somebody named or described: a pronoun describes nobody.
pub(crate) fn is_one(reading: Reading<'_>, people: &PeopleMention) -> bool {
    reading.parse.pos(people.head) != "PRON" && (people.individual || !people.names.is_empty())
}

/// Somebody named or individually described in a counted role.
pub(crate) fn person(reading: Reading<'_>, head: usize, fate: Option<&str>) -> Option<PersonHarmed> {
    let people: &PeopleMention = reading.mentions.people_at(head)?;
    if !is_one(reading, people) {
        return None;
    }
    let (_, span) = cut(reading, shown(reading, head));
    Some(PersonHarmed {
        names: people.names.clone(),
        span,
        age: people.age,
        gender: people.gender,
        occupation: people.occupation.clone(),
        status: people.status,
        fate: fate.map(str::to_owned),
    })
}

/// Whether a noun phrase refers to what was told before.
pub(crate) fn is_definite(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let definite = &reading.codebook.lexicon.light.definite;
    parse.children_by(noun, &["det", "poss"]).any(|word| definite.iter().any(|d| d == parse.lower(word)))
}

/// "an attack", "any attack": a noun phrase that refers to nothing told or known.
pub(crate) fn is_indefinite(reading: Reading<'_>, noun: usize) -> bool {
    reading.parse.child(noun, &["det"]).is_some() && !is_definite(reading, noun)
}

/// The filler for somebody nobody knows.
pub(crate) fn unknown() -> Filler {
    Filler {
        factuality: Some(Factuality::Unclear),
        candidates: Some(Vec::new()),
        ..Filler::plain(None, Basis::Stated)
    }
}
