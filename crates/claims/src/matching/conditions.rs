//! The conditions of a trigger: what must stand around its words, and what must not.

use super::wording::is_called;
use super::{Match, Reading};
use crate::codebook::{Slots, Trigger};
use crate::fillers;
use crate::grammar;
use crate::kinds::{self, Kind};
use crate::misses::Reason;

/// The first condition of the trigger that does not hold.
pub(super) fn unmet(reading: Reading<'_>, found: &Match<'_>) -> Option<Reason> {
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
fn fits(reading: Reading<'_>, head: usize, slot: &str) -> bool {
    let core = fillers::core(reading, head);
    fits_word(reading, head, slot) || (core != head && fits_word(reading, core, slot))
}

fn fits_word(reading: Reading<'_>, head: usize, slot: &str) -> bool {
    match Kind::named(slot) {
        Some(kind) => kinds::of(head, reading.parse, reading.mentions, reading.codebook).contains(&kind),
        None => {
            let titles = titles(reading, head);
            let called = |name: &str| {
                std::iter::once(head)
                    .chain(titles.iter().copied())
                    .any(|at| is_called(reading.parse, at, name))
            };
            reading.codebook.lexicon.members(slot).any(called)
        }
    }
}

/// The words before somebody's name that say what they are: "President Cristiani" is a president.
fn titles(reading: Reading<'_>, head: usize) -> Vec<usize> {
    let named = reading.mentions.people_at(head).is_some_and(|people| !people.names.is_empty());
    let before = reading.parse.children_by(head, &["compound"]).filter(|_| named);
    before.collect()
}

impl Trigger {
    /// How much the trigger asks of its surroundings.
    pub(super) fn demands(&self) -> usize {
        self.only_if.len() + self.unless.len() + usize::from(self.counted)
    }
}
