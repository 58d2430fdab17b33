//! From the drafts of a report to its claims: what refers back, what is told twice, what one claim lends another.

mod corrections;
mod scenes;

use std::collections::{BTreeMap, BTreeSet};

use model::{Basis, Filler, Measure, PlacePrecision, TokenRange};

use crate::codebook::Speech;
use crate::draft::{DOER, Draft, is_definite, unknown_filler};
use crate::fillers::{Filled, cut};
use crate::grammar::{self, Function};
use crate::kinds::{self, Kind};
use crate::matching::Reading;
use crate::misses::{Miss, Reason, words};

/// Who takes a place does what the taking does.
const TAKER: &str = "holder";

/// Settles the drafts of a report among each other, in order of text; what says nothing new is a miss.
pub(crate) fn settle<'a>(
    reading: Reading<'a>,
    drafts: Vec<Draft<'a>>,
    misses: &mut Vec<Miss>,
) -> Vec<Draft<'a>> {
    let mut settled: Vec<Draft<'a>> = Vec::new();
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, mut draft) in drafts.into_iter().enumerate() {
        let links = std::mem::take(&mut draft.links).into_iter();
        draft.links = links.filter_map(|(relation, to)| Some((relation, *moved.get(&to)?))).collect();
        let antecedent = antecedent(reading, &settled, &draft);
        if let Some(reason) = nothing_new(reading, &settled, &draft, antecedent) {
            misses.push(Miss::of(reading, &draft.found, reason));
            continue;
        }
        if let Some(earlier) = antecedent {
            lend_roles(&settled[earlier], &mut draft);
        }
        moved.insert(index, settled.len());
        settled.push(draft);
    }
    open_questions(reading, &mut settled);
    lend_perpetrators(reading, &mut settled);
    lend_sites(reading, &mut settled);
    lend_places(reading, &mut settled);
    lend_times(reading, &mut settled);
    corrections::link(reading, &mut settled);
    settled
}

/// The earlier draft that a definite event noun refers to.
fn antecedent(reading: Reading<'_>, settled: &[Draft<'_>], draft: &Draft<'_>) -> Option<usize> {
    if draft.found.speech != Speech::Noun || !is_definite(reading, draft.found.head) {
        return None;
    }
    let chain = reading.mentions.chain_of.get(draft.found.head).copied().flatten()?;
    settled.iter().rposition(|earlier| {
        earlier.found.head < draft.found.head
            && earlier
                .found
                .tokens
                .iter()
                .any(|&token| reading.mentions.chain_of.get(token).copied().flatten() == Some(chain))
    })
}

/// A definite event noun of which nothing is said refers back and claims nothing.
fn refers_back(draft: &Draft<'_>) -> bool {
    draft.found.predicate == draft.found.head && draft.footing.open_question.is_none()
}

/// Why a draft adds nothing to those before it, if it does not.
fn nothing_new(
    reading: Reading<'_>,
    settled: &[Draft<'_>],
    draft: &Draft<'_>,
    antecedent: Option<usize>,
) -> Option<Reason> {
    let told = |earlier: &Draft<'_>| words(reading, &earlier.found.tokens).0;
    if let Some(earlier) = antecedent.filter(|_| refers_back(draft)) {
        return Some(Reason::RefersBack { to: told(&settled[earlier]) });
    }
    repeated(reading, settled, draft).map(|earlier| Reason::Repeats { earlier: told(earlier) })
}

/// The same thing said in the same words of grammar: type, fillers, count, footing and part of the report agree.
fn repeated<'d, 'a>(
    reading: Reading<'_>,
    settled: &'d [Draft<'a>],
    draft: &Draft<'_>,
) -> Option<&'d Draft<'a>> {
    settled.iter().find(|earlier| {
        earlier.kind.name == draft.kind.name
            && part(reading, earlier) == part(reading, draft)
            && earlier.footing.realis == draft.footing.realis
            && earlier.footing.polarity == draft.footing.polarity
            && earlier.footing.factuality == draft.footing.factuality
            && identity(reading, earlier) == identity(reading, draft)
            && adds_nothing(earlier, draft)
    })
}

fn part(reading: Reading<'_>, draft: &Draft<'_>) -> Option<model::Part> {
    let block = reading.parse.sentence_of(draft.found.head).block;
    reading.report.blocks.get(block).map(|block| block.part)
}

/// Who fills which role, by chain where there is one.
fn identity(reading: Reading<'_>, draft: &Draft<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let name = |filled: &Filled| match reading.mentions.chain_of.get(filled.head).copied().flatten() {
        Some(chain) => format!("chain {chain}"),
        None => {
            filled.fillers.first().and_then(|filler| filler.text.clone()).unwrap_or_default().to_lowercase()
        }
    };
    draft.roles.iter().map(|(role, fillers)| (role.clone(), fillers.iter().map(name).collect())).collect()
}

fn adds_nothing(earlier: &Draft<'_>, draft: &Draft<'_>) -> bool {
    let same_count = match (&earlier.count, &draft.count) {
        (Some(a), Some(b)) => a.text.to_lowercase() == b.text.to_lowercase(),
        (_, None) => true,
        (None, Some(_)) => false,
    };
    same_count
        && names(draft).is_subset(&names(earlier))
        && (draft.time.is_none() || earlier.time == draft.time)
}

/// "The offensive is expected to begin": whose offensive it is was said before.
fn lend_roles(earlier: &Draft<'_>, draft: &mut Draft<'_>) {
    if earlier.kind.name != draft.kind.name {
        return;
    }
    for (role, fillers) in &earlier.roles {
        if !draft.roles.contains_key(role) {
            draft.roles.insert(role.clone(), inferred(fillers));
        }
    }
}

fn inferred(fillers: &[Filled]) -> Vec<Filled> {
    let infer = |filler: &Filler| Filler { basis: Basis::Inferred, ..filler.clone() };
    fillers
        .iter()
        .map(|filled| Filled { fillers: filled.fillers.iter().map(infer).collect(), ..filled.clone() })
        .collect()
}

/// "It is unclear which faction carried out the killings": what is claimed is that nobody knows who did it.
fn open_questions<'a>(reading: Reading<'a>, drafts: &mut [Draft<'a>]) {
    let Some(attribution) = reading.codebook.event_type("attribution") else { return };
    for draft in drafts.iter_mut() {
        if let Some(question) = draft.footing.open_question.filter(|&question| asks_who(draft, question)) {
            draft.roles = asked(reading, draft, question);
            draft.kind = attribution;
            draft.found.tokens = vec![draft.footing.open_cue.unwrap_or(draft.found.head)];
            draft.footing.polarity = model::Polarity::Affirmed;
            draft.footing.factuality = model::Factuality::Unclear;
            draft.count = None;
            draft.persons.clear();
        }
    }
}

/// Whether the question word stands for whoever did it.
fn asks_who(draft: &Draft<'_>, question: usize) -> bool {
    draft
        .found
        .arguments
        .iter()
        .any(|argument| argument.head == question && argument.function == Function::Subject)
}

/// Somebody nobody knows, and what they did.
fn asked(reading: Reading<'_>, draft: &Draft<'_>, question: usize) -> BTreeMap<String, Vec<Filled>> {
    let deed = match draft.found.speech {
        Speech::Noun => crate::fillers::shown(reading, draft.found.head),
        _ => deed_of_verb(reading, draft),
    };
    let (text, span) = cut(reading, deed);
    let action =
        Filler { text: Some(text), span: Some(span), factuality: None, candidates: None, ..unknown_filler() };
    let filled = |head: usize, filler: Filler| vec![Filled { head, outer: head, fillers: vec![filler] }];
    BTreeMap::from([
        (DOER.to_owned(), filled(question, unknown_filler())),
        ("action".to_owned(), filled(draft.found.head, action)),
    ])
}

/// A verb with its object.
fn deed_of_verb(reading: Reading<'_>, draft: &Draft<'_>) -> TokenRange {
    let verb = draft.found.head;
    let object =
        grammar::logical_objects(reading.parse, verb).into_iter().filter(|&object| object > verb).max();
    let end = object.map_or(verb + 1, |object| crate::fillers::shown(reading, object).end);
    TokenRange::new(verb, end)
}

/// A strike lends its perpetrator to the deaths that it caused, as an inference: where the strike is named as the
/// means, and where it stands in a "when" or "as" clause of the same sentence.
fn lend_perpetrators(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    for harmed in 0..drafts.len() {
        let wants = drafts[harmed].kind.roles.iter().any(|role| role == DOER)
            && !drafts[harmed].roles.contains_key(DOER);
        if !wants || drafts[harmed].kind.name == "attribution" {
            continue;
        }
        let means: Vec<usize> =
            drafts[harmed].roles.get("means").into_iter().flatten().map(|filled| filled.head).collect();
        let does = |deed: &&Draft<'_>| doers(deed).is_some();
        let within = attacked_in(&drafts[harmed]);
        let cause = drafts.iter().find(|deed| {
            let attack = deed.kind.ledger == ATTACKS && within.contains(&deed.found.head);
            (attack || means.contains(&deed.found.head)) && does(deed)
        });
        let beside =
            || drafts.iter().find(|deed| stands_beside(reading, &drafts[harmed], deed) && does(deed));
        let lent = cause.or_else(beside).and_then(doers).map(inferred);
        if let Some(fillers) = lent {
            drafts[harmed].roles.insert(DOER.to_owned(), fillers);
        }
    }
}

/// The nouns after "in" and "by": "killed in an attack by rebels", "died in police firing".
fn attacked_in(harm: &Draft<'_>) -> Vec<usize> {
    let arguments = harm.found.arguments.iter();
    arguments
        .filter(
            |argument| matches!(&argument.function, Function::After(word) if word == "in" || word == "by"),
        )
        .map(|argument| argument.head)
        .collect()
}

fn doers<'d>(deed: &'d Draft<'_>) -> Option<&'d [Filled]> {
    deed.roles.get(DOER).or_else(|| deed.roles.get(TAKER)).map(Vec::as_slice)
}

/// Whether `deed` stands in a "when" or "as" clause beside what `harm` tells.
fn stands_beside(reading: Reading<'_>, harm: &Draft<'_>, deed: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let clause = deed.found.predicate;
    let marks = &reading.codebook.lexicon.footing.simultaneous;
    let beside = |word: usize| marks.iter().any(|mark| mark == parse.lower(word));
    matches!(deed.kind.ledger.as_str(), ATTACKS | CONTROL)
        && parse.dep(clause) == "advcl"
        && coordinates(parse, parse.head(clause), harm.found.predicate)
        && parse.children_by(clause, &["mark", "advmod"]).any(beside)
}

/// Whether two verbs are one or coordinated with each other.
fn coordinates(parse: &model::Parse, one: usize, other: usize) -> bool {
    let first = |mut verb: usize| {
        while parse.dep(verb) == "conj" && parse.head(verb) != verb {
            verb = parse.head(verb);
        }
        verb
    };
    first(one) == first(other)
}

/// "took students from a school and shot a guard": whom the next verb of the same subject harms is harmed there too.
fn lend_sites(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    for harmed in 0..drafts.len() {
        let verb = drafts[harmed].found.predicate;
        let own = |place: &model::Place| place.basis == Basis::Stated || place.site_kind.is_some();
        let own = drafts[harmed].places.iter().any(own);
        let goes_on =
            reading.parse.dep(verb) == "conj" && reading.parse.child(verb, &["nsubj", "nsubjpass"]).is_none();
        if own || !goes_on || drafts[harmed].kind.fate.is_none() {
            continue;
        }
        let before = reading.parse.head(verb);
        let deed = drafts.iter().find(|deed| deed.found.predicate == before);
        let is_site =
            |place: &&model::Place| place.site_kind.is_some() && place.role != model::PlaceRole::Origin;
        let sites: Vec<model::Place> =
            deed.iter().flat_map(|deed| &deed.places).filter(is_site).cloned().collect();
        drafts[harmed].places.extend(sites.into_iter().map(|site| model::Place {
            role: model::PlaceRole::Site,
            basis: Basis::Inferred,
            ..site
        }));
    }
}

/// A claim without a named place takes the one told last, or the headline's.
fn lend_places(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let mut last: Option<Lent> = first_place(reading).map(|place| Lent { place, sentence: None });
    let beside = places_by_sentence(reading, drafts);
    let deeds = deeds_spoken_of(reading, drafts);
    for (index, draft) in drafts.iter_mut().enumerate() {
        let sentence = reading.parse.tokens[draft.found.head].sentence;
        let named = draft.places.iter().any(|place| place.name.is_some());
        match carried(draft).cloned() {
            Some(place) if is_local(&place) || last.is_none() => {
                last = Some(Lent { place, sentence: Some(sentence) })
            }
            _ if named => {}
            _ if deeds.contains_key(&index) => {
                draft.places = deeds.get(&index).cloned().unwrap_or_default();
            }
            _ if draft.kind.placed && !tells_place_by_role(reading, draft) => {
                let lent = beside.get(&sentence).or(last.as_ref()).map(|lent| lent.to(draft, sentence));
                draft.places.extend(lent.or_else(|| scenes::place_before(reading, draft.found.head)));
            }
            _ => {}
        }
        // "the city", where no city is known, is no place; and one place under two names is one place.
        draft.places.retain(|place| place.name.is_some() || place.site_kind.is_some());
        let mut known = BTreeSet::new();
        draft.places.retain(|place| place.id.is_none() || known.insert((place.id.clone(), place.role)));
    }
}

/// The places of the deed that a source speaks of while it tells more ("claimed the bombing of a market in Karsa, saying
/// it had killed ten"), by draft.
fn deeds_spoken_of(reading: Reading<'_>, drafts: &[Draft<'_>]) -> BTreeMap<usize, Vec<model::Place>> {
    let deed_of = |draft: &Draft<'_>| {
        let claiming = spoken_beside(reading, draft.found.predicate)?;
        drafts.iter().find(|other| other.found.trigger.stance.is_some() && other.found.head == claiming)
    };
    let spoken_of = |draft: &Draft<'_>| {
        let deed = deed_of(draft).filter(|deed| !deed.places.is_empty())?;
        Some(deed.places.clone())
    };
    drafts.iter().enumerate().filter_map(|(index, draft)| Some((index, spoken_of(draft)?))).collect()
}

/// The verb beside which a participle of saying reports the clause of `verb`.
fn spoken_beside(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let saying = parse.head(verb);
    let words = &reading.codebook.lexicon.footing;
    let says = words.saying(parse.lower(saying), parse.lemma(saying)).is_some();
    (parse.dep(verb) == "ccomp" && says && parse.dep(saying) == "advcl" && parse.tag(saying) == "VBG")
        .then(|| parse.head(saying))
}

/// The first named place that the claims of each sentence tell, where things happen and not where people go.
fn places_by_sentence(reading: Reading<'_>, drafts: &[Draft<'_>]) -> BTreeMap<usize, Lent> {
    let mut told = BTreeMap::new();
    for draft in drafts {
        let sentence = reading.parse.tokens[draft.found.head].sentence;
        if let Some(place) = draft.places.iter().find(is_here) {
            told.entry(sentence).or_insert_with(|| Lent { place: place.clone(), sentence: Some(sentence) });
        }
    }
    told
}

/// The place that a claim carries on: where it happens, else where somebody goes or comes from. Where a rocket came from
/// is not where anything else happens.
fn carried<'d>(draft: &'d Draft<'_>) -> Option<&'d model::Place> {
    let way = |place: &&model::Place| place.name.is_some() && !draft.kind.harms;
    draft.places.iter().find(is_here).or_else(|| draft.places.iter().find(way))
}

/// A named place where something happens, not where people come from or go to.
fn is_here(place: &&model::Place) -> bool {
    place.name.is_some() && matches!(place.role, model::PlaceRole::Site | model::PlaceRole::Target)
}

/// A place that later claims may take.
struct Lent {
    place: model::Place,
    /// The sentence that tells it; none for the headline's.
    sentence: Option<usize>,
}

impl Lent {
    /// The place for a claim: stated where its own sentence states it. Who holds a place holds it, whatever lay around it.
    fn to(&self, draft: &Draft<'_>, sentence: usize) -> model::Place {
        let mut place = self.place.clone();
        place.basis = if self.sentence == Some(sentence) { place.basis } else { Basis::Inferred };
        place.role = model::PlaceRole::Site;
        if draft.kind.ledger == CONTROL {
            place.relation = model::PlaceRelation::In;
        }
        place
    }
}

/// The ledger of attacks.
const ATTACKS: &str = "attacks";

/// The ledger of who holds which place.
const CONTROL: &str = "control";

fn is_local(place: &model::Place) -> bool {
    place.precision <= PlacePrecision::District
}

/// What is told as past and done in a paragraph that has dated an event before goes on at that time.
fn lend_times(reading: Reading<'_>, drafts: &mut [Draft<'_>]) {
    let mut last: Option<Dated> = None;
    for draft in drafts.iter_mut() {
        let block = reading.parse.sentence_of(draft.found.head).block;
        match (&draft.time, &last) {
            (Some(time @ model::Time::Occurrence { from: Some(_), to: Some(_), .. }), _) => {
                last = Some(Dated { block, time: time.clone(), places: names(draft) })
            }
            (None, Some(dated))
                if dated.block == block && is_past(reading, draft) && dated.is_near(draft) =>
            {
                draft.time = Some(as_inferred(dated.time.clone()));
            }
            (None, None) if is_past(reading, draft) => {
                draft.time = scenes::time_before(reading, draft.found.head);
            }
            _ => {}
        }
    }
}

/// A time that later claims may take.
struct Dated {
    block: usize,
    time: model::Time,
    /// The names of the places of the claim that it dates.
    places: BTreeSet<String>,
}

impl Dated {
    /// Whether a claim says nothing of another place than the one where this time was told.
    fn is_near(&self, draft: &Draft<'_>) -> bool {
        let stated = draft.places.iter().filter(|place| place.basis == Basis::Stated && place.name.is_some());
        self.places.is_empty()
            || stated.clone().count() == 0
            || stated.filter_map(|place| place.name.as_ref()).any(|name| self.places.contains(name))
    }
}

/// The names of the places of a claim.
fn names(draft: &Draft<'_>) -> BTreeSet<String> {
    draft.places.iter().filter_map(|place| place.name.clone()).collect()
}

fn as_inferred(mut time: model::Time) -> model::Time {
    match &mut time {
        model::Time::Occurrence { basis, .. } | model::Time::State { basis, .. } => *basis = Basis::Inferred,
    }
    time
}

/// Told in the simple past: no state, no plan, no "have fled".
fn is_past(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let past = tense_is_past(reading.parse, draft.found.predicate);
    let counts_up = draft.found.trigger.measure == Some(Measure::RunningTotal);
    past && !counts_up && !draft.kind.state && draft.footing.realis == model::Realis::Actual
}

/// The tense of the verb, or of the one that an infinitive, participle or noun hangs on.
fn tense_is_past(parse: &model::Parse, word: usize) -> bool {
    let mut at = word;
    for _ in 0..parse.len() {
        let auxiliaries: Vec<usize> = parse.children_by(at, &["aux", "auxpass"]).collect();
        if parse.tag(at) == "VBD" || auxiliaries.iter().any(|&aux| parse.tag(aux) == "VBD") {
            return true;
        }
        if auxiliaries.first().is_some_and(|&aux| parse.tag(aux) != "TO") || parse.head(at) == at {
            return false;
        }
        at = parse.head(at);
    }
    false
}

/// Whether a role filler is itself a named place ("invaded Kuwait").
fn tells_place_by_role(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    draft.roles.values().flatten().any(|filled| {
        reading.mentions.place_at(filled.head).is_some_and(|place| place.name.is_some())
            && kinds::of(filled.head, reading.parse, reading.mentions, reading.codebook)
                .contains(&Kind::Place)
            && reading.mentions.actor_at(filled.head).is_none()
    })
}

/// The first named place of the headline or dateline.
fn first_place(reading: Reading<'_>) -> Option<model::Place> {
    let top = |place: &&model::PlaceMention| {
        let block = reading.parse.sentence_of(place.head).block;
        let part = reading.report.blocks.get(block).map(|block| block.part);
        matches!(part, Some(model::Part::Headline | model::Part::Dateline)) && place.name.is_some()
    };
    let place = reading.mentions.places.iter().find(top)?;
    Some(crate::setting::public(reading, place, model::PlaceRole::Site, Basis::Inferred))
}

#[cfg(test)]
mod tests;
