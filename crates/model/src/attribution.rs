//! Who says or thinks what: the words of source, cue and content, whatever the content is about.

use serde::Serialize;

use crate::{Span, Stance};

/// One attribution of a report, as `annals read --emit attributions` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attributed {
    /// Null where the text names no source ("reportedly").
    pub source: Option<Phrase>,
    /// The directory's id of the source, where it has one.
    pub actor: Option<String>,
    /// The words that attribute: "said", "according to", "allegedly".
    pub cue: Phrase,
    pub content: Phrase,
    pub stance: Stance,
}

/// Words of a report that belong together, in one or several pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// The pieces, joined by " … ".
    pub text: String,
    pub spans: Vec<Span>,
}
