//! One match, several claims: a claim has one count, so each counted group has a claim of its own.

use model::{Attribution, Count, Factuality, Form, LinkKind, Stance};

use super::{Draft, count, persons};
use crate::counting;
use crate::fillers::{self, Filled};
use crate::grammar::{Argument, Function};
use crate::matching::Reading;

/// "five soldiers and three civilians were killed" counts two groups, "a doctor and two nurses" as well: two claims.
/// Groups said to be included in a counted one are claims of their own, and part of it; so is a figure that is taken back.
pub(super) fn by_count<'a>(reading: Reading<'a>, draft: Draft<'a>) -> Vec<Draft<'a>> {
    if let Some(former) = draft.former.clone() {
        return vec![taken_back(&draft, former), Draft { links: vec![(LinkKind::Corrects, 0)], ..draft }];
    }
    let Some(role) = draft.kind.counts.clone() else { return vec![draft] };
    let fillers = draft.roles.get(&role).cloned().unwrap_or_default();
    let mut drafts = match grouped(reading, &draft, &role, fillers) {
        Some(groups) => groups.into_iter().map(|group| with_group(reading, &draft, &role, group)).collect(),
        None => vec![draft],
    };
    parts(reading, &mut drafts, &role);
    drafts
}

/// The fillers of the counted role in groups of one count each, where more than one is counted.
fn grouped(
    reading: Reading<'_>,
    draft: &Draft<'_>,
    role: &str,
    fillers: Vec<Filled>,
) -> Option<Vec<Vec<Filled>>> {
    // A list counts all of its names together.
    let own_count = |filled: &Filled| {
        !counting::is_named(reading, filled)
            && counting::of_filler(reading, draft.kind, filled, role)
                .is_some_and(|count| count.amount.form != Form::Listed)
    };
    let is_individual = |filled: &Filled| {
        let people = reading.mentions.people_at(filled.head);
        !own_count(filled) && people.is_some_and(|people| fillers::is_one(reading, people))
    };
    let counted = fillers.iter().filter(|filled| own_count(filled)).count();
    if counted == 0 || (counted == 1 && !fillers.iter().any(is_individual)) {
        return None;
    }
    let mut groups: Vec<Vec<Filled>> = vec![Vec::new()];
    for filled in fillers {
        let is_counted = own_count(&filled);
        let begins = |group: &Vec<Filled>| {
            let another = is_counted || is_individual(&filled);
            another && (group.iter().any(own_count) || (is_counted && group.iter().any(is_individual)))
        };
        match groups.last_mut().filter(|group| !begins(group)) {
            Some(group) => group.push(filled),
            None => groups.push(vec![filled]),
        }
    }
    Some(groups)
}

fn with_group<'a>(reading: Reading<'a>, draft: &Draft<'a>, role: &str, group: Vec<Filled>) -> Draft<'a> {
    let mut one = Draft { count: None, ..draft.clone() };
    one.roles.insert(role.to_owned(), group);
    one.count = count(reading, &one);
    one.persons = persons(reading, &one);
    one
}

/// "18 people, including five children": the children are a claim of their own, part of the 18.
fn parts<'a>(reading: Reading<'a>, drafts: &mut Vec<Draft<'a>>, role: &str) {
    for whole in 0..drafts.len() {
        let heads: Vec<usize> =
            drafts[whole].roles.get(role).into_iter().flatten().flat_map(|f| [f.head, f.outer]).collect();
        let sentences = heads.iter().flat_map(|&head| reading.parse.sentence_of(head).tokens.iter());
        let included = reading
            .mentions
            .quantities
            .among(sentences)
            .filter(|quantity| quantity.part_of.is_some_and(|of| heads.contains(&of)))
            .filter(|quantity| !heads.contains(&quantity.of.unwrap_or(quantity.head)))
            // "most of them" names no group of its own.
            .filter(|quantity| quantity.of.is_none_or(|of| reading.parse.pos(of) != "PRON"));
        for quantity in included {
            let head = quantity.of.unwrap_or(quantity.head);
            let filled = fillers::fill(reading, &Argument::new(Function::Object, head), &[]);
            let mut part = with_group(reading, &drafts[whole], role, vec![filled]);
            part.links.push((LinkKind::PartOf, whole));
            drafts.push(part);
        }
    }
}

/// The claim of the figure that is taken back: whoever gives the new one retracts it.
fn taken_back<'a>(draft: &Draft<'a>, former: Count) -> Draft<'a> {
    let mut earlier = Draft { count: Some(former), former: None, ..draft.clone() };
    let footing = &mut earlier.footing;
    footing.factuality = footing.factuality.max(Factuality::Reported);
    if footing.said_by.is_empty() {
        let nobody =
            Attribution { text: None, span: None, actor: None, stance: Stance::Retracts, party: false };
        footing.said_by.push(nobody);
    }
    footing.said_by.iter_mut().for_each(|source| source.stance = Stance::Retracts);
    earlier
}
