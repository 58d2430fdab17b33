//! The examples of a codebook, run: each event type has some that must give their claims and some that must give none.

use claims::{EventType, Lexicon, Trigger};
use model::Parse;

use crate::Coder;
use crate::expected::{self, Comparison};

/// Each event type has at least this many examples that fire, and as many that must not.
const AT_LEAST: usize = 3;

/// What is wrong with the examples of one event type, in words; empty if nothing is.
pub fn check(coder: &Coder, event_type: &EventType) -> Vec<String> {
    let mut complaints = check_numbers(event_type);
    for example in &event_type.examples {
        complaints.extend(
            run(coder, event_type, example)
                .iter()
                .map(|complaint| format!("{complaint}\n  in: {}", example.text)),
        );
    }
    complaints
}

fn check_numbers(event_type: &EventType) -> Vec<String> {
    let is_silent = |example: &&claims::Example| example.none.is_some();
    let n_silent = event_type.examples.iter().filter(is_silent).count();
    let n_firing = event_type.examples.len() - n_silent;
    [(n_firing, "that fire"), (n_silent, "that must not fire")]
        .into_iter()
        .filter(|(n, _)| *n < AT_LEAST)
        .map(|(n, what)| format!("{n} examples {what}: {AT_LEAST} are needed"))
        .collect()
}

fn run(coder: &Coder, event_type: &EventType, example: &claims::Example) -> Vec<String> {
    let claims = match expected::of_example(example) {
        Ok(claims) => claims,
        Err(error) => return vec![error.to_string()],
    };
    let published = match example.published.as_deref().map(str::parse).transpose() {
        Ok(published) => published,
        Err(error) => return vec![format!("published: {error}")],
    };
    let Some(report) = expected::report(&event_type.name, &example.text, published, coder.layout()) else {
        return vec!["no report".to_owned()];
    };
    let coded = coder.code(&report);
    let Comparison { mut complaints, .. } = expected::compare(&report, &coded.parse, &coded.claims, &claims);
    complaints.extend(check_kind(coder, event_type, example, &coded.parse));
    complaints
}

/// An example gives claims or the reason why not; without claims it must at least tempt the event type's own words.
fn check_kind(
    coder: &Coder,
    event_type: &EventType,
    example: &claims::Example,
    parse: &Parse,
) -> Option<String> {
    let lexicon = &coder.codebook().lexicon;
    match (&example.none, example.claims.is_empty()) {
        (None, true) => Some("neither claims nor a reason for none".to_owned()),
        (Some(_), false) => Some("both claims and a reason for none".to_owned()),
        (Some(_), true) if !event_type.triggers.iter().any(|trigger| tempts(trigger, lexicon, parse)) => {
            Some(format!("holds no trigger of {}", event_type.name))
        }
        _ => None,
    }
}

/// Whether every word of one of the trigger's wordings is in the text.
fn tempts(trigger: &Trigger, lexicon: &Lexicon, parse: &Parse) -> bool {
    let wordings = trigger.verb.iter().chain(&trigger.noun).chain(&trigger.adjective).chain(&trigger.phrase);
    let is_there = |word: &str| match word.strip_prefix('@').and_then(|list| lexicon.lists.get(list)) {
        Some(list) => list.iter().any(|word| holds(parse, word)),
        None => holds(parse, word),
    };
    wordings.into_iter().any(|wording| wording.split_whitespace().all(is_there))
}

fn holds(parse: &Parse, word: &str) -> bool {
    (0..parse.len()).any(|i| parse.lower(i) == word || parse.lemma(i).eq_ignore_ascii_case(word))
}
