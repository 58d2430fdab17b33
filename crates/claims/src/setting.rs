//! Where and when: from the event's own clause first, then the sentence, then the report.

pub(crate) mod bearings;
mod whose;

use model::{
    Anchor, Basis, Bound, Bounds, Measure, NounClass, Parse, Place, PlaceMention, PlacePrecision,
    PlaceRelation, PlaceRole, Realis, Time, TimeKind, TimeMention, TimePrecision, TimeRelation,
};

use crate::codebook::{EventType, Speech};
use crate::draft::Draft;
use crate::fillers::{cut, shown};
use crate::footing::is_epithet;
use crate::grammar;
use crate::matching::{Match, Reading, whole_of_partitive};

pub(crate) use whose::dates_what_acts;

/// The head of a clause and its tokens.
pub(crate) type Scope = (usize, Vec<usize>);

/// The clauses around a match from near to far: its own phrase and clause, then each clause that governs it.
pub(crate) fn scopes(reading: Reading<'_>, draft: &Draft<'_>) -> Vec<Scope> {
    let parse = reading.parse;
    let found = &draft.found;
    if found.trigger.stance.is_some() {
        // When somebody denied it is not when it was done: the deed's own words tell.
        return vec![(found.head, deed(reading, draft))];
    }
    let mut scopes = vec![(found.predicate, own_scope(parse, found))];
    // "ten were killed and 15 wounded near Kidal": what follows the last verb serves those before it.
    let conjuncts: Vec<usize> = parse.children_by(found.predicate, &["conj"]).collect();
    scopes.extend(conjuncts.into_iter().rev().map(|verb| (verb, grammar::clause_tokens(parse, verb))));
    let mut at = found.predicate;
    for _ in 0..parse.len() {
        let head = parse.head(at);
        if head == at {
            break;
        }
        at = head;
        let saying = reading.codebook.lexicon.footing.saying(parse.lower(at), parse.lemma(at)).is_some();
        if matches!(parse.pos(at), "VERB" | "AUX") && !saying {
            scopes.push((at, grammar::clause_tokens(parse, at)));
        }
    }
    scopes.push((at, rest_of_sentence(reading, at)));
    scopes
}

/// The clauses of the match's own words and arguments.
fn own_scope(parse: &Parse, found: &Match<'_>) -> Vec<usize> {
    let heads = found.tokens.iter().copied().chain([found.predicate]);
    let heads = heads.chain(found.arguments.iter().map(|argument| argument.head));
    let mut own: Vec<usize> = heads.flat_map(|head| grammar::clause_tokens(parse, head)).collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// The words of the deed that a claim of responsibility, a denial or a toll is about.
fn deed(reading: Reading<'_>, draft: &Draft<'_>) -> Vec<usize> {
    ["action", "means"]
        .into_iter()
        .flat_map(|role| draft.roles.get(role))
        .flatten()
        .flat_map(|action| reading.parse.subtree(action.head).iter())
        .collect()
}

/// The words of the sentence that do not belong to a clause of saying: when it was said is not when it was done.
fn rest_of_sentence(reading: Reading<'_>, root: usize) -> Vec<usize> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing;
    let tokens = parse.sentence_of(root).tokens;
    let of_saying: Vec<usize> = tokens
        .iter()
        .filter(|&token| {
            matches!(parse.pos(token), "VERB")
                && words.saying(parse.lower(token), parse.lemma(token)).is_some()
        })
        .flat_map(|token| words_of_saying(reading, token))
        .collect();
    tokens.iter().filter(|token| !of_saying.contains(token)).collect()
}

/// The words of a clause of saying itself. What stands before the words that it reports belongs to them: "On Sunday,
/// shelling killed two, a resident said."
fn words_of_saying(reading: Reading<'_>, saying: usize) -> Vec<usize> {
    let parse = reading.parse;
    let content = parse.children_by(saying, &["ccomp"]).find(|&content| content < saying);
    let end = content.map_or(0, |content| parse.subtree(content).end);
    grammar::clause_tokens(parse, saying).into_iter().filter(|&token| token >= end).collect()
}

/// The places of a claim in the nearest scope that has one. `taken` are heads that fill roles; the whereabouts of a
/// source are not the event's.
pub(crate) fn places(
    reading: Reading<'_>,
    draft: &Draft<'_>,
    scopes: &[Scope],
    taken: &[usize],
) -> Vec<Place> {
    let sources = &draft.footing.sources;
    for (depth, (head, scope)) in scopes.iter().enumerate() {
        let mut mentions: Vec<&PlaceMention> = reading
            .mentions
            .places
            .among(scope.iter().copied())
            .filter(|place| !taken.contains(&place.head))
            .filter(|place| !says_whose(reading, place, taken))
            .filter(|place| !says_how_spent(reading, place) && !says_which(reading, place))
            .filter(|place| bearings::of_another(reading, place).is_none())
            .filter(|place| !sources.iter().any(|&source| reading.parse.governs(source, place.head)))
            .filter(|place| match depth {
                0 => locates(reading, place),
                _ => carries(reading, draft, *head, place) && !is_way(reading, place),
            })
            .collect();
        if depth > 0 {
            nearest(reading, *head, &mut mentions);
        }
        if !mentions.is_empty() {
            let basis = if depth == 0 { Basis::Stated } else { Basis::Inferred };
            let site = |place| public(reading, place, PlaceRole::Site, basis);
            return mentions.into_iter().map(site).collect();
        }
    }
    Vec::new()
}

/// "militias from Misrata": the place says which militias, not where they fought. The same of anything that fills a role.
fn says_whose(reading: Reading<'_>, place: &PlaceMention, taken: &[usize]) -> bool {
    let parse = reading.parse;
    let preposition = parse.head(place.head);
    let belonging = &reading.codebook.lexicon.light.belonging;
    let whose = parse.head(preposition);
    let is_somebody = matches!(
        reading.mentions.class(whose),
        Some(NounClass::People | NounClass::Armed | NounClass::Organisation)
    );
    belonging.iter().any(|word| word == parse.lower(preposition)) && (is_somebody || taken.contains(&whose))
}

/// "returned after six years in a camp": the place says where the time was spent.
fn says_how_spent(reading: Reading<'_>, place: &PlaceMention) -> bool {
    let spent = reading.parse.head(reading.parse.head(place.head));
    let time = reading.mentions.time_at(spent);
    time.is_some_and(|time| time.kind == TimeKind::Duration && time.relation != TimeRelation::During)
}

/// Where somebody went or came from is not where another thing happened.
fn is_way(reading: Reading<'_>, place: &PlaceMention) -> bool {
    let parse = reading.parse;
    let preposition = parse.head(place.head);
    let way = &reading.codebook.lexicon.light.way;
    way.iter().any(|word| word == parse.lower(preposition))
        && matches!(parse.pos(parse.head(preposition)), "VERB" | "AUX")
}

/// Named places carry over to the other clauses of a sentence; a site without a name only to the participles of its own
/// clause ("shelled a market, killing three") and, where it tells where, to an event that is its
/// subject ("shelling killed three at a market").
fn carries(reading: Reading<'_>, draft: &Draft<'_>, clause: usize, place: &PlaceMention) -> bool {
    let own = governor_of_participle(reading, draft.found.predicate);
    let acts = subject_of(reading, draft) == Some(clause);
    let site = place.site_kind.is_some();
    place.name.is_some() || (site && (own == Some(clause) || (acts && locates(reading, place))))
}

/// The verb that an event noun is the subject of.
fn subject_of(reading: Reading<'_>, draft: &Draft<'_>) -> Option<usize> {
    let parse = reading.parse;
    let noun = whole_of_partitive(reading, draft.found.head);
    let is_subject = draft.found.speech == Speech::Noun && matches!(parse.dep(noun), "nsubj" | "nsubjpass");
    is_subject.then(|| parse.head(noun))
}

/// The verb whose clause a participle goes on with, for the first of coordinated participles and the others.
fn governor_of_participle(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let mut at = verb;
    while parse.dep(at) == "conj" && parse.head(at) < at {
        at = parse.head(at);
    }
    matches!(parse.dep(at), "advcl" | "acl" | "relcl").then(|| parse.head(at))
}

/// The verb of the clause that another goes on with, without a subject of its own: by a participle or a conjunction.
fn joined(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let by_conjunction = || (parse.dep(verb) == "conj").then(|| parse.head(verb));
    let goes_on = parse.child(verb, &["nsubj", "nsubjpass", "mark"]).is_none();
    governor_of_participle(reading, verb).or_else(by_conjunction).filter(|_| goes_on)
}

/// Keeps the places that hang on the clause itself, if any does: in "during the invasion of Iraq, Mosul remained" the
/// clause is about Mosul.
fn nearest(reading: Reading<'_>, clause: usize, places: &mut Vec<&PlaceMention>) {
    let parse = reading.parse;
    let on_clause = |place: &&PlaceMention| {
        let above = parse.head(place.head);
        above == clause || (parse.head(above) == clause && parse.dep(place.head) == "pobj")
    };
    if places.iter().any(on_clause) {
        places.retain(on_clause);
    }
}

/// A place tells where if a preposition or a noun of the event governs it, not if it is subject, object or owner.
fn locates(reading: Reading<'_>, place: &PlaceMention) -> bool {
    let parse = reading.parse;
    match parse.dep(place.head) {
        "pobj" | "conj" | "appos" | "npadvmod" | "advmod" => true,
        "compound" | "nmod" => place.name.is_some(),
        _ => false,
    }
}

/// "a US carrier", "the Red Sea city of": a place before a noun for somebody, a vehicle or another place only tells which one.
fn says_which(reading: Reading<'_>, place: &PlaceMention) -> bool {
    use NounClass::{Armed, Organisation, People, Place, Vehicle, Weapon};
    let class = reading.mentions.class(reading.parse.head(place.head));
    matches!(reading.parse.dep(place.head), "compound" | "nmod")
        && matches!(class, Some(People | Armed | Organisation | Place | Vehicle | Weapon))
}

/// A place mention in the shape of the contract.
pub(crate) fn public(reading: Reading<'_>, place: &PlaceMention, role: PlaceRole, basis: Basis) -> Place {
    let (text, span) = cut(reading, place.tokens);
    Place {
        text,
        span,
        name: place.name.clone(),
        id: place.id.clone(),
        lat: place.lat,
        lon: place.lon,
        country: place.country.clone(),
        role,
        relation: relation(reading, place, role),
        precision: place.precision,
        site_kind: place.site_kind.clone(),
        basis: if place.basis == Basis::Inferred { Basis::Inferred } else { basis },
    }
}

/// "access to the city", "turmoil to Iraq": "to" says where it is; in "the road to the city" it says where the road leads.
fn relation(reading: Reading<'_>, place: &PlaceMention, role: PlaceRole) -> PlaceRelation {
    let parse = reading.parse;
    let to = parse.head(place.head);
    let leads_there =
        leads(reading, parse.head(to)) || to.checked_sub(1).is_some_and(|way| leads(reading, way));
    let there = parse.lower(to) == "to" && (role != PlaceRole::Site || !leads_there);
    if place.relation == PlaceRelation::Toward && there { PlaceRelation::In } else { place.relation }
}

/// Whether a noun is a way that leads somewhere ("road"); the parser may hang "to" on the verb before it.
fn leads(reading: Reading<'_>, noun: usize) -> bool {
    let kind = reading
        .mentions
        .place_at(noun)
        .filter(|way| way.head == noun)
        .and_then(|way| way.site_kind.as_deref());
    kind.is_some_and(|kind| reading.codebook.lexicon.light.leading.iter().any(|leading| leading == kind))
}

/// A name that no gazetteer knows.
pub(crate) fn unknown(reading: Reading<'_>, head: usize, role: PlaceRole) -> Place {
    let (text, span) = cut(reading, shown(reading, head));
    Place {
        name: Some(text.clone()),
        text,
        span,
        id: None,
        lat: None,
        lon: None,
        country: None,
        role,
        relation: PlaceRelation::In,
        precision: PlacePrecision::Town,
        site_kind: None,
        basis: Basis::Stated,
    }
}

/// The time of a claim in the nearest scope that has one. What is not yet done takes no time but its own.
pub(crate) fn time(reading: Reading<'_>, draft: &Draft<'_>, scopes: &[Scope]) -> Option<Time> {
    let kind = draft.kind;
    if let Some(time) = time_of_when(reading, draft.found.predicate) {
        return Some(if kind.state { state(reading, &[&time], 0) } else { occurrence(reading, &time, 0) });
    }
    let predicate = draft.found.predicate;
    let (continued, joined) = (governor_of_participle(reading, predicate), joined(reading, predicate));
    for (depth, (clause, scope)) in scopes.iter().enumerate() {
        if depth > 0 && (!takes_time(reading, draft) || goes_on_since(reading, *clause, draft)) {
            continue;
        }
        let mentions: Vec<&TimeMention> = reading
            .mentions
            .times
            .among(scope.iter().copied())
            .filter(|time| scope.contains(&time.head) && !matches!(time.kind, TimeKind::Set))
            .filter(|time| kind.state || time.kind != TimeKind::Duration || is_stretch(reading, time))
            .filter(|time| depth == 0 || is_shared(time, Some(*clause) == continued))
            .filter(|time| depth == 0 || joined == Some(*clause) || !tells_which(reading.parse, time))
            .filter(|time| !dates_another(reading, predicate, time))
            .filter(|time| !dates_what_acts(reading.parse, predicate, time))
            .filter(|time| !whose::dates_somebody(reading, &draft.found, time))
            .filter(|time| !whose::counts_since(reading.parse, predicate, time))
            .collect();
        if let Some(time) = combine(reading, kind, &draft.found, &mentions, depth) {
            return Some(time);
        }
    }
    None
}

/// Whether a claim may be told at the time of another clause: what is done or tried is, what is not yet done, what describes a
/// noun ("the wounded civilians") and what counts up to now are not.
fn takes_time(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let found = &draft.found;
    matches!(draft.footing.realis, Realis::Actual | Realis::Attempted)
        && found.trigger.measure != Some(Measure::RunningTotal)
        && !is_epithet(reading.parse, found, found.head)
}

/// Another clause's time counts where it is a date, not where it hangs on that clause's own events, and not where it
/// only bounds what that clause tells ("controlled the town until June"). What goes on with that clause is told of any
/// time in it ("stormed the camp on Friday, killing three").
fn is_shared(time: &TimeMention, goes_on: bool) -> bool {
    let bounds = matches!(time.relation, TimeRelation::Until | TimeRelation::By | TimeRelation::AsOf);
    let dated = time.from.is_some() || time.to.is_some();
    !bounds && (dated || (goes_on && time.anchor.is_none()))
}

/// "two of those who signed the 2016 deal were killed": the time tells which thing is meant, and what else the sentence tells has
/// another one.
pub(crate) fn tells_which(parse: &Parse, time: &TimeMention) -> bool {
    let thing = parse.head(time.head);
    matches!(parse.dep(time.head), "nummod" | "compound" | "amod" | "nmod" | "poss")
        && matches!(parse.pos(thing), "NOUN" | "PROPN")
        && time.tokens.end <= thing
}

/// "left in May but continue to shell the town": what is told in the present did not happen then.
fn goes_on_since(reading: Reading<'_>, clause: usize, draft: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let mut up_to = grammar::upward(parse, draft.found.predicate).take_while(|&at| at != clause);
    let present = up_to.any(|at| grammar::is_present(parse, at));
    present && parse.tag(clause) == "VBD" && !grammar::tense_is_past(parse, draft.found.predicate)
}

/// "have died since war broke out in April": the date is that of the outbreak, before or after which the rest is told.
fn dates_another(reading: Reading<'_>, verb: usize, time: &TimeMention) -> bool {
    let parse = reading.parse;
    let clause = grammar::verb_above(parse, time.head);
    let apart = |other: &TimeMention| {
        matches!(
            other.relation,
            TimeRelation::Since | TimeRelation::After | TimeRelation::Before | TimeRelation::Until
        )
    };
    let is_told_of =
        |other: &TimeMention| other.anchor.is_some() && apart(other) && parse.governs(clause, other.head);
    let within = parse.subtree(clause);
    parse.dep(clause) == "advcl"
        && !parse.governs(clause, verb)
        && reading.mentions.times.among(within.iter()).any(is_told_of)
}

/// "in the next few weeks" is a stretch of the calendar; "a two-hour battle" is not.
fn is_stretch(reading: Reading<'_>, time: &TimeMention) -> bool {
    time.relation == TimeRelation::During && reading.parse.dep(time.head) == "pobj"
}

/// "until April, when the garrison fled": the clause tells what happened at the time before it.
fn time_of_when(reading: Reading<'_>, verb: usize) -> Option<TimeMention> {
    let parse = reading.parse;
    let words = &reading.codebook.lexicon.footing.relative_time;
    let when = parse
        .children_by(verb, &["advmod", "mark"])
        .find(|&word| words.iter().any(|known| known == parse.lower(word)))?;
    let before = when.saturating_sub(2)..when;
    let time = reading.mentions.times.among(before).find(|time| {
        time.tokens.end <= when
            && when - time.tokens.end <= 1
            && (time.tokens.end..when).all(|token| parse.word(token) == ",")
    })?;
    Some(TimeMention { relation: TimeRelation::During, ..time.clone() })
}

fn combine(
    reading: Reading<'_>,
    kind: &EventType,
    found: &Match<'_>,
    times: &[&TimeMention],
    depth: usize,
) -> Option<Time> {
    let best = times.iter().min_by_key(|time| (rank(time), time.head.abs_diff(found.head)))?;
    Some(if kind.state { state(reading, times, depth) } else { occurrence(reading, best, depth) })
}

/// Dated times before open ones, plain dates before bounds.
fn rank(time: &TimeMention) -> (bool, bool) {
    (time.from.is_none() && time.anchor.is_none(), time.relation != TimeRelation::During)
}

fn basis_at(times: &[&TimeMention], depth: usize) -> Basis {
    let inferred = depth > 0 || times.iter().any(|time| time.basis == Basis::Inferred);
    if inferred { Basis::Inferred } else { Basis::Stated }
}

/// The time of an occurrence that another sentence dates.
pub(crate) fn carried(reading: Reading<'_>, time: &TimeMention) -> Time {
    occurrence(reading, time, 1)
}

fn occurrence(reading: Reading<'_>, time: &TimeMention, depth: usize) -> Time {
    let (text, span) = cut(reading, time.tokens);
    let (from, to) = match time.relation {
        TimeRelation::Until | TimeRelation::Before | TimeRelation::By | TimeRelation::AsOf => (None, time.to),
        TimeRelation::Since => (time.from, time.from.and(reading.report.published)),
        TimeRelation::After => (time.from, None),
        TimeRelation::During | TimeRelation::For => (time.from, time.to),
    };
    let anchor = time.anchor.map(|head| {
        let (text, span) = cut(reading, shown(reading, head));
        Anchor { text, span }
    });
    Time::Occurrence {
        text,
        span,
        from,
        to,
        precision: time.precision,
        basis: basis_at(&[time], depth),
        anchor,
    }
}

/// A state starts with "since", ends with "until", and holds at least through any other time that is told of it.
fn state(reading: Reading<'_>, times: &[&TimeMention], depth: usize) -> Time {
    let (start, end) = start_and_end(times);
    let (text, span) = widest(reading, times);
    Time::State {
        text,
        span,
        start,
        end,
        precision: times.iter().map(|time| time.precision).max().unwrap_or(TimePrecision::Open),
        basis: basis_at(times, depth),
    }
}

fn start_and_end(times: &[&TimeMention]) -> (Option<Bounds>, Option<Bounds>) {
    let (mut start, mut end) = (None, None);
    let bounds = |time: &TimeMention| Bounds {
        earliest: time.from.map(Bound::Date),
        latest: time.to.map(Bound::Date),
    };
    for time in times {
        match time.relation {
            TimeRelation::Since | TimeRelation::After => {
                start = Some(bounds(time));
                end = end.or(Some(Bounds { earliest: Some(Bound::Report), latest: Some(Bound::Report) }));
            }
            TimeRelation::Until | TimeRelation::Before | TimeRelation::By => end = Some(bounds(time)),
            TimeRelation::During | TimeRelation::AsOf if time.from.is_some() && start.is_none() => {
                start = Some(Bounds { earliest: None, latest: time.to.map(Bound::Date) });
                end = end.or(Some(Bounds { earliest: time.from.map(Bound::Date), latest: None }));
            }
            TimeRelation::During | TimeRelation::AsOf | TimeRelation::For => {}
        }
    }
    (start, end)
}

fn widest(reading: Reading<'_>, times: &[&TimeMention]) -> (String, model::Span) {
    let decisive = times.iter().find(|time| time.relation != TimeRelation::During).or(times.first());
    decisive
        .map(|time| cut(reading, time.tokens))
        .unwrap_or((String::new(), model::Span { start: 0, end: 0 }))
}
