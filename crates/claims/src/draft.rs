//! A claim in the making: one match with its roles, footing and setting, before the report's other claims are known.

mod groups;
mod index;

use std::collections::BTreeMap;

use model::{
    Basis, Count, LinkKind, NounClass, PersonHarmed, Place, PlaceRole, Polarity, Realis, Stance, Time,
};

use crate::as_of;
use crate::codebook::{ATTACKS, EventType, Speech};
use crate::counting;
use crate::fillers::{self, Filled};
use crate::footing::{self, Footing};
use crate::grammar::{self, Argument, Function};
use crate::kinds::{self, Kind};
use crate::matching::{Match, Reading, whole_of_partitive};
use crate::misses::{Miss, Reason};
use crate::placing;
use crate::setting;

pub(crate) use index::{Index, sentence};

/// The role of who did it.
pub(crate) const DOER: &str = "perpetrator";

/// A claim in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'a> {
    pub found: Match<'a>,
    pub kind: &'a EventType,
    pub footing: Footing,
    pub roles: BTreeMap<String, Vec<Filled>>,
    pub count: Option<Count>,
    pub places: Vec<Place>,
    pub time: Option<Time>,
    pub persons: Vec<PersonHarmed>,
    /// How it relates to other drafts, by their index.
    pub links: Vec<(LinkKind, usize)>,
    /// The figure whose place the count takes ("to nine from 19").
    pub former: Option<Count>,
}

impl Draft<'_> {
    /// A draft that says no more yet than that it was told.
    fn begun<'a>(found: Match<'a>, kind: &'a EventType, footing: Footing) -> Draft<'a> {
        Draft {
            found,
            kind,
            footing,
            roles: BTreeMap::new(),
            count: None,
            places: Vec::new(),
            time: None,
            persons: Vec::new(),
            links: Vec::new(),
            former: None,
        }
    }

    /// The same draft where its list begins `before` places further on.
    pub(crate) fn moved_by(mut self, before: usize) -> Self {
        self.links.iter_mut().for_each(|(_, to)| *to += before);
        self
    }
}

/// The drafts of one match: one for each counted group of its counted role, none but a miss if nothing is claimed.
pub(crate) fn of<'a>(reading: Reading<'a>, found: Match<'a>, misses: &mut Vec<Miss>) -> Vec<Draft<'a>> {
    let mut footing = footing::of(reading, &found);
    if let Some(reason) = footing.silent.take() {
        misses.push(Miss::of(reading, &found, reason));
        return Vec::new();
    }
    let kind = &reading.codebook.types[found.event_type];
    let mut draft = Draft::begun(found, kind, footing);
    assign_roles(reading, &mut draft);
    let placed = !draft.places.is_empty();
    perpetrator_of_weapon(reading, &mut draft);
    set(reading, &mut draft);
    if let Some(reason) = unsaid(reading, &draft, placed) {
        misses.push(Miss::of(reading, &draft.found, reason));
        return Vec::new();
    }
    let as_of = as_of::of(reading, &draft).map(|day| day.to_string());
    let mut drafts = groups::by_count(reading, draft);
    drafts
        .iter_mut()
        .filter(|draft| is_held(draft))
        .filter_map(|draft| draft.count.as_mut())
        .for_each(|count| count.as_of.clone_from(&as_of));
    drafts
}

/// Whether its sources stand by it: a figure that is taken back holds as of no day.
fn is_held(draft: &Draft<'_>) -> bool {
    draft.footing.said_by.iter().all(|source| source.stance != Stance::Retracts)
}

/// Puts each argument into the first role of its function that takes such a thing.
fn assign_roles(reading: Reading<'_>, draft: &mut Draft<'_>) {
    let arguments = draft.found.arguments.clone();
    let used: Vec<usize> = arguments
        .iter()
        .filter(|argument| draft.found.trigger.roles.contains_key(argument.function.name()))
        .flat_map(|argument| {
            let side = argument.function.has_sides().then_some(argument.head);
            argument.through.into_iter().chain(side)
        })
        .chain(draft.found.tokens.iter().copied().filter(|&token| token != draft.found.head))
        .collect();
    let mut sides = 0;
    for argument in &arguments {
        let Some(slots) = draft.found.trigger.roles.get(argument.function.name()) else { continue };
        let mut names: Vec<&str> = slots.iter().collect();
        if argument.function.has_sides() {
            let side = sides.min(names.len().saturating_sub(1));
            names.rotate_left(side);
            sides += 1;
        }
        for slot in names {
            if take(reading, draft, argument, slot, &used) {
                break;
            }
        }
    }
    assign_nested(reading, draft, &arguments);
}

/// Roles of what hangs on an argument: with `"subject.from" = "origin"`, "rockets from Gaza landed" tells where they came
/// from, and "families from Goma fled" what they left. The event's own words come first.
fn assign_nested(reading: Reading<'_>, draft: &mut Draft<'_>, arguments: &[Argument]) {
    let roles = &draft.found.trigger.roles;
    let told: Vec<PlaceRole> = draft.places.iter().map(|place| place.role).collect();
    // "hundreds of residents of Ber": what hangs on the residents.
    let counted =
        |argument: &Argument| Argument { head: fillers::core(reading, argument.head), ..argument.clone() };
    let cores: Vec<Argument> = arguments.iter().map(counted).collect();
    for (path, slots) in roles.iter().filter(|(path, _)| path.contains('.')) {
        for argument in grammar::at(reading.parse, &cores, path) {
            let open = slots
                .iter()
                .filter(|slot| placing::place_role(slot).is_none_or(|role| !told.contains(&role)));
            open.take(1).for_each(|slot| {
                take(reading, draft, &argument, slot, &[]);
            });
        }
    }
}

/// Takes an argument into a slot; false if the slot does not take such a thing.
fn take(
    reading: Reading<'_>,
    draft: &mut Draft<'_>,
    argument: &Argument,
    slot: &str,
    used: &[usize],
) -> bool {
    match (placing::place_role(slot), slot) {
        (Some(role), _) => placing::take_place(reading, draft, argument, role),
        (None, "count") => take_count(reading, draft, argument.head),
        (None, "former") => take_former(reading, draft, argument.head),
        (None, role) => take_role(reading, draft, argument, role, used),
    }
}

fn take_count(reading: Reading<'_>, draft: &mut Draft<'_>, head: usize) -> bool {
    let figure = figure(reading, draft, head);
    let found = figure.is_some();
    draft.count = figure.or(draft.count.take());
    found
}

/// "lowered the toll to nine from 19": the figure that is taken back.
fn take_former(reading: Reading<'_>, draft: &mut Draft<'_>, head: usize) -> bool {
    draft.former = figure(reading, draft, head);
    draft.former.is_some()
}

/// The quantity at a word as a count of the draft's counted role.
fn figure(reading: Reading<'_>, draft: &Draft<'_>, head: usize) -> Option<Count> {
    let role = draft.kind.counts.clone().unwrap_or_default();
    let quantity = counting::quantity(reading, head)?;
    Some(measured(draft, counting::of_quantity(reading, draft.kind, quantity, &role)))
}

fn take_role(
    reading: Reading<'_>,
    draft: &mut Draft<'_>,
    argument: &Argument,
    role: &str,
    used: &[usize],
) -> bool {
    // Who speaks acts: "Moscow denied striking the hospital".
    let speaks = draft.footing.sources.contains(&argument.head) && argument.function == Function::Subject;
    let admitted = admitted(reading, role, argument)
        .or_else(|| (speaks && acts(reading, role)).then_some(argument.head));
    let Some(head) = admitted else { return false };
    if draft.footing.open_question == Some(argument.head) || is_reflexive(reading, argument.head) {
        return false;
    }
    let fillers = draft.roles.entry(role.to_owned()).or_default();
    let itself = argument.function == Function::Itself;
    if !fillers.iter().any(|known| known.head == head || itself) {
        let filled = fillers::fill(reading, &Argument { head, ..argument.clone() }, used);
        // Whom a force has killed are not its men.
        let fights = draft.kind.state || reading.codebook.roles.get(role).is_some_and(|role| role.fights);
        fillers.push(if fights { fillers::of_only_force(reading, filled) } else { filled });
    }
    true
}

/// The noun of an argument that the role takes. Where the parser took the wrong word of a phrase for its head ("the US
/// army present in Iraq"), a noun before it may be the one.
fn admitted(reading: Reading<'_>, role: &str, argument: &Argument) -> Option<usize> {
    if argument.function == Function::Itself {
        return Some(argument.head);
    }
    let compounds = reading.parse.children_by(argument.head, &["compound"]);
    let before: Vec<usize> = if is_thing(reading, argument.head) { compounds.collect() } else { Vec::new() };
    std::iter::once(argument.head)
        .chain(before.into_iter().rev())
        .chain(farther_antecedents(reading, argument))
        .find(|&head| admits(reading, role, fillers::core(reading, head)))
}

/// Whether a role is for those who can act.
fn acts(reading: Reading<'_>, role: &str) -> bool {
    reading.codebook.roles.get(role).is_some_and(|role| role.takes.contains(&Kind::Actor))
}

/// "itself", "each other": nobody but the subject.
fn is_reflexive(reading: Reading<'_>, head: usize) -> bool {
    let words = &reading.codebook.lexicon.light.reflexive;
    words.iter().any(|word| word == reading.parse.lower(head))
}

/// In "a bombing outside a mosque that killed 14" the parser may hang the clause on the mosque: the nouns that govern it
/// are tried as well.
fn farther_antecedents(reading: Reading<'_>, argument: &Argument) -> Vec<usize> {
    let parse = reading.parse;
    let relative = parse.children_by(argument.head, &["relcl", "acl"]).next().is_some();
    if !relative || !matches!(argument.function, Function::Subject | Function::Object) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = argument.head;
    while parse.dep(at) == "pobj" && found.len() < 4 {
        at = parse.head(parse.head(at));
        found.push(at);
    }
    found
}

fn is_thing(reading: Reading<'_>, head: usize) -> bool {
    kinds::of(head, reading.parse, reading.mentions, reading.codebook) == [Kind::Thing]
}

/// Whether a role takes what the noun phrase headed by `head` names.
fn admits(reading: Reading<'_>, role: &str, head: usize) -> bool {
    let Some(role) = reading.codebook.roles.get(role) else { return false };
    let kinds = kinds::of(head, reading.parse, reading.mentions, reading.codebook);
    role.takes.iter().any(|kind| kinds.contains(kind))
}

/// "Russian missiles struck": who owns the weapon does the deed.
fn perpetrator_of_weapon(reading: Reading<'_>, draft: &mut Draft<'_>) {
    if draft.roles.contains_key(DOER) || !draft.kind.roles.iter().any(|role| role == DOER) {
        return;
    }
    let weapons: Vec<usize> =
        draft.roles.get("means").into_iter().flatten().map(|filled| filled.head).collect();
    for weapon in weapons {
        let kinds = kinds::of(weapon, reading.parse, reading.mentions, reading.codebook);
        if !kinds.iter().any(|kind| matches!(kind, Kind::Weapon | Kind::Vehicle | Kind::HarmfulEvent)) {
            continue;
        }
        for argument in grammar::arguments(reading.parse, weapon) {
            let owner = matches!(argument.function, Function::Modifier | Function::Possessive);
            if owner && is_known_to_fight(reading, argument.head) {
                // Whose strike it was is stated; that its owner did the harm follows from it.
                let basis = if draft.kind.ledger == ATTACKS { Basis::Stated } else { Basis::Inferred };
                let mut filled = fillers::fill(reading, &argument, &[]);
                filled.fillers.iter_mut().for_each(|filler| filler.basis = basis);
                draft.roles.entry(DOER.to_owned()).or_default().push(filled);
            }
        }
    }
}

/// An actor of the directory, or anybody who bears arms ("police bullets").
fn is_known_to_fight(reading: Reading<'_>, head: usize) -> bool {
    let actor = reading.mentions.actor_at(head);
    actor.is_some_and(|actor| !actor.actors.is_empty() || actor.affiliation.is_some())
        || reading.mentions.class(head) == Some(NounClass::Armed)
}

/// Count, place, time and persons.
fn set(reading: Reading<'_>, draft: &mut Draft<'_>) {
    let taken: Vec<usize> = draft.roles.values().flatten().map(|filled| filled.head).collect();
    placing::targets_are_places(reading, draft);
    let scopes = setting::scopes(reading, draft);
    // Where a rocket came from is not where it fell.
    let here = |place: &Place| place.name.is_some() && (place.role != PlaceRole::Origin || !draft.kind.harms);
    let told = !draft.kind.placed || draft.places.iter().any(here);
    if !told {
        let near = setting::places(reading, draft, &scopes, &taken);
        let known = draft.places.clone();
        draft
            .places
            .extend(near.into_iter().filter(|place| !known.iter().any(|other| other.span == place.span)));
    }
    draft.time = setting::time(reading, draft, &scopes);
    if draft.count.is_none() {
        draft.count = count(reading, draft);
    }
    let none = draft.count.as_ref().is_some_and(|count| count.amount.zero);
    if none {
        // "killed nobody" says that nobody was killed.
        draft.footing.polarity = Polarity::Negated;
    }
    draft.persons = if none { Vec::new() } else { persons(reading, draft) };
}

fn count(reading: Reading<'_>, draft: &Draft<'_>) -> Option<Count> {
    let role = draft.kind.counts.as_deref()?;
    let fillers = draft.roles.get(role);
    let counted = fillers
        .into_iter()
        .flatten()
        .filter(|filled| fillers.is_none_or(|all| all.len() == 1) || !counting::is_named(reading, filled))
        .find_map(|filled| counting::of_filler(reading, draft.kind, filled, role));
    counted
        .or_else(|| counting::listed(reading, draft.kind, fillers.map_or(&[], Vec::as_slice), role))
        .or_else(|| noun_count(reading, draft, role))
        .map(|count| measured(draft, count))
}

/// "the death toll": the trigger may say what its counts measure.
fn measured(draft: &Draft<'_>, count: Count) -> Count {
    Count { measure: draft.found.trigger.measure.unwrap_or(count.measure), ..count }
}

/// "heavy losses", "12 arrests": the event noun itself is counted.
fn noun_count(reading: Reading<'_>, draft: &Draft<'_>, role: &str) -> Option<Count> {
    if draft.found.speech != Speech::Noun {
        return None;
    }
    let counted = [draft.found.head, whole_of_partitive(reading, draft.found.head)];
    let quantity = counted.into_iter().find_map(|head| counting::quantity(reading, head))?;
    Some(counting::of_quantity(reading, draft.kind, quantity, role))
}

fn persons(reading: Reading<'_>, draft: &Draft<'_>) -> Vec<PersonHarmed> {
    let Some(fate) = draft.kind.fate.as_deref().filter(|_| is_done(draft)) else { return Vec::new() };
    let counted = draft.kind.counts.as_deref().and_then(|role| draft.roles.get(role));
    counted
        .into_iter()
        .flatten()
        .filter_map(|filled| fillers::person(reading, filled.head, Some(fate)))
        .collect()
}

/// An attempt, a plan and what did not happen harm nobody; who denies that somebody was harmed speaks of a person still.
fn is_done(draft: &Draft<'_>) -> bool {
    draft.footing.realis == Realis::Actual && draft.footing.polarity == Polarity::Affirmed
}

/// What a draft lacks to be a claim. A bare mention of an event says nothing by itself: "the battle", "fear of attacks".
/// `placed` is whether one of its own arguments is a place.
fn unsaid(reading: Reading<'_>, draft: &Draft<'_>, placed: bool) -> Option<Reason> {
    if draft.found.trigger.counted && draft.count.is_none() {
        return Some(Reason::Uncounted);
    }
    let filled = !draft.roles.is_empty() || draft.count.is_some();
    if draft.found.speech != Speech::Noun {
        let told = filled || placed || draft.footing.open_question.is_some() || has_own_place(draft);
        return (!told).then(|| Reason::NoRole { around: around(reading, draft) });
    }
    let told = draft.found.predicate != draft.found.head
        || filled
        || (has_own_place(draft) && names_place(reading, draft))
        || is_circumstance(reading, draft)
        || matches!(reading.parse.dep(draft.found.head), "nsubj" | "nsubjpass")
        || reading.parse.child(draft.found.head, &["relcl"]).is_some();
    (!told).then_some(Reason::BareMention)
}

fn has_own_place(draft: &Draft<'_>) -> bool {
    draft.places.iter().any(|place| place.basis == Basis::Stated)
}

/// What stands where around the words of a draft.
fn around(reading: Reading<'_>, draft: &Draft<'_>) -> Vec<(String, String)> {
    let word = |argument: &Argument| reading.parse.word(argument.head).to_owned();
    draft.found.arguments.iter().map(|at| (at.function.name().to_owned(), word(at))).collect()
}

/// Whether the event noun's own phrase holds a place or a date ("Kabul bombing", "the 2003 invasion").
fn names_place(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let range = reading.parse.subtree(draft.found.head);
    reading.mentions.places.among(range.iter()).next().is_some()
}

/// "during fighting", "amid clashes": an event beside the main one, not referred to but told.
fn is_circumstance(reading: Reading<'_>, draft: &Draft<'_>) -> bool {
    let parse = reading.parse;
    let noun = draft.found.head;
    let preposition = parse.head(noun);
    let light = &reading.codebook.lexicon.light;
    parse.dep(noun) == "pobj"
        && light.circumstance.iter().any(|word| word == parse.lower(preposition))
        && !fillers::is_definite(reading, noun)
}
