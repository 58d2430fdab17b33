//! Parse -> Mentions: what the words of a report name, and what refers to what.

mod actors;
mod ages;
mod coreference;
mod directory;
pub mod gazetteer;
mod knowledge;
mod nouns;
mod people;
mod phrase;
mod places;
mod quantities;
mod recase;
mod spellings;
mod times;
mod words;

#[cfg(test)]
mod testing;

pub use directory::{Actor, ActorDirectory, ActorKind, DirectoryError, DirectoryProblem, Validity};
pub use gazetteer::{Gazetteer, GazetteerError, PlaceKind, PlaceRecord};
pub use knowledge::{Knowledge, KnowledgeError};
pub use recase::recase;
pub use times::dateline;

use model::{Mentions, Parse, Report};

/// Finds what the words of a report name: quantities, times, places, actors, people, and what refers to what.
pub fn find(report: &Report, parse: &Parse, knowledge: &Knowledge) -> Mentions {
    let mut mentions = Mentions { classes: nouns::classify(parse, &knowledge.nouns), ..Mentions::default() };
    mentions.times = times::find(parse, report.published, &knowledge.times).into();
    mentions.quantities =
        quantities::find(parse, &mentions.times, &mentions.classes, &knowledge.quantities).into();
    mentions.actors =
        actors::find(parse, &mentions, report.published, &knowledge.directory, &knowledge.actors).into();
    actors::classify_names(parse, &mut mentions, &knowledge.directory);
    let (places, toponyms) = places::find(parse, &mentions, &knowledge.gazetteer, &knowledge.places);
    (mentions.places, mentions.toponyms) = (places.into(), toponyms);
    let (people, rolls) = people::find(parse, &mentions, &knowledge.people);
    (mentions.people, mentions.rolls) = (people.into(), rolls);
    coreference::link(parse, &mut mentions, &knowledge.coreference);
    mentions
}
