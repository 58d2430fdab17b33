//! Questions that a report leaves open: who did it, where nobody knows.

use std::collections::BTreeMap;

use model::{Factuality, Filler, Polarity, TokenRange};

use crate::codebook::Speech;
use crate::draft::{DOER, Draft};
use crate::fillers::{self, Filled, cut, unknown};
use crate::grammar::{self, Function};
use crate::matching::Reading;

/// "It is unclear which faction carried out the killings": what is claimed is that nobody knows who did it.
pub(super) fn open<'a>(reading: Reading<'a>, drafts: &mut [Draft<'a>]) {
    let Some(attribution) = reading.codebook.event_type("attribution") else { return };
    for draft in drafts.iter_mut() {
        if let Some(question) = draft.footing.open_question.filter(|&question| asks_who(draft, question)) {
            draft.roles = asked(reading, draft, question);
            draft.kind = attribution;
            draft.found.tokens = vec![draft.footing.open_cue.unwrap_or(draft.found.head)];
            draft.footing.polarity = Polarity::Affirmed;
            draft.footing.factuality = Factuality::Unclear;
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
        Speech::Noun => fillers::shown(reading, draft.found.head),
        _ => deed_of_verb(reading, draft),
    };
    let (text, span) = cut(reading, deed);
    let action =
        Filler { text: Some(text), span: Some(span), factuality: None, candidates: None, ..unknown() };
    let filled = |head: usize, filler: Filler| vec![Filled { head, outer: head, fillers: vec![filler] }];
    BTreeMap::from([
        (DOER.to_owned(), filled(question, unknown())),
        ("action".to_owned(), filled(draft.found.head, action)),
    ])
}

/// A verb with its object.
fn deed_of_verb(reading: Reading<'_>, draft: &Draft<'_>) -> TokenRange {
    let verb = draft.found.head;
    let object =
        grammar::logical_objects(reading.parse, verb).into_iter().filter(|&object| object > verb).max();
    let end = object.map_or(verb + 1, |object| fillers::shown(reading, object).end);
    TokenRange::new(verb, end)
}
