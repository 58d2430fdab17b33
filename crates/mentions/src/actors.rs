//! Who acts: the actors of a report, known to the directory or composed from their parts.
//!
//! A mention is a noun phrase ("the Iraqi army"), or an adjective that says whose something is ("Israeli airstrike").
//! A country's name as a subject ("Israel struck") is its government; whether its armed forces are meant is for the
//! claim to say, which knows the verb. Who stands by an actor is not the actor: such a mention has an affiliation.

mod lexicon;
mod names;
mod phrase;
mod reader;
mod ties;

use jiff::civil::Date;
use model::{ActorMention, Mentions, NounClass, Parse};

use crate::directory::{ActorDirectory, ActorKind};
use reader::Reader;

pub use lexicon::ActorLexicon;
pub(crate) use lexicon::forms;

/// The actors of a report in order of text; `published` is the day on which names and offices hold.
pub fn find(
    parse: &Parse,
    mentions: &Mentions,
    published: Option<Date>,
    directory: &ActorDirectory,
    lexicon: &ActorLexicon,
) -> Vec<ActorMention> {
    let names = names::find(parse, mentions, published, directory, lexicon);
    let reader = Reader { parse, mentions, published, directory, lexicon, names: &names };
    (0..parse.len()).filter_map(|head| reader.mention(head)).collect()
}

/// A name that the reader of names takes for a person's is a group's where the directory knows it as one ("Al-Shabaab").
pub fn classify_names(parse: &Parse, mentions: &mut Mentions, directory: &ActorDirectory) {
    for actor in &mentions.actors {
        let Some(slot) = mentions.classes.get_mut(actor.head) else { continue };
        let taken_for_person = *slot == Some(NounClass::People) && parse.pos(actor.head) == "PROPN";
        let itself = actor.affiliation.is_none() && actor.named.contains(actor.head);
        let kind = actor.actors.first().and_then(|id| directory.actor(id)).map(|actor| actor.kind);
        if taken_for_person && itself {
            *slot = kind.and_then(class_of).or(*slot);
        }
    }
}

/// The class of a name by what kind of actor it is; none for a person's.
fn class_of(kind: ActorKind) -> Option<NounClass> {
    match kind {
        ActorKind::Person => None,
        ActorKind::ArmedGroup | ActorKind::ArmedForces | ActorKind::Police => Some(NounClass::Armed),
        _ => Some(NounClass::Organisation),
    }
}

#[cfg(test)]
mod tests;
