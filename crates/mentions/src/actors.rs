//! TODO

use model::{ActorMention, Mentions, Parse};

use crate::directory::ActorDirectory;

/// The actors of a report, known to the directory or composed from their parts.
pub fn find(_parse: &Parse, _mentions: &Mentions, _directory: &ActorDirectory) -> Vec<ActorMention> {
    Vec::new()
}
