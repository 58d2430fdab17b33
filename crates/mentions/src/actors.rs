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
use model::{ActorMention, Mentions, Parse};

use crate::directory::ActorDirectory;
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

#[cfg(test)]
mod tests;
