//! Any text, parsed well or badly, gives times whose ranges run forward, and never a panic.

use model::{CodePoints, Parse, ParsedBlock};
use proptest::prelude::*;

use super::super::{dateline, find};
use super::{WEDNESDAY, lexicon};

/// A parse as bad as they come: words cut at spaces and marks, with labels and heads at random.
fn parse(text: &str, seed: usize) -> Parse {
    let tokens = tokens(text);
    let n = tokens.len();
    let pick = |of: &[&str], i: usize| {
        of[(seed.wrapping_mul(31).wrapping_add(i.wrapping_mul(7))) % of.len()].to_owned()
    };
    let labels = |of: &[&str]| (0..n).map(|i| pick(of, i)).collect::<Vec<_>>();
    ParsedBlock {
        tag: labels(&["NN", "NNS", "NNP", "VBD", "VB", "CD", "IN", "JJ", "TO", "MD"]),
        pos: labels(&["NOUN", "PROPN", "VERB", "NUM", "ADP", "ADJ", "AUX"]),
        morph: vec![String::new(); n],
        lemma: labels(&["battle", "expect", "have", "be"]),
        head: (0..n).map(|i| (i * 5 + seed) % n.max(1)).collect(),
        dep: labels(&["pobj", "prep", "amod", "compound", "nummod", "aux", "det", "ROOT", "npadvmod"]),
        sent_start: (0..n).step_by(seed % 7 + 1).collect(),
        ents: vec![],
        tokens,
    }
    .into_parse(text)
}

fn tokens(text: &str) -> Vec<[u32; 2]> {
    let points = CodePoints::of(text);
    let mut tokens = Vec::new();
    for word in text.split_inclusive([' ', ',', '.']) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let word = word.trim_end_matches(' ');
        if !word.is_empty() {
            let span = model::ByteSpan::new(start, start + word.len());
            tokens.push(points.span(span).into());
        }
    }
    tokens
}

/// Words that times are made of, so that forms meet in every order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "last",
        "31",
        "February",
        "30",
        "May",
        "2003",
        "1990s",
        "three",
        "weeks",
        "ago",
        "later",
        "next",
        "year",
        "century",
        "99",
        "9999",
        "Tuesday",
        "morning",
        "-",
        "to",
        "between",
        "and",
        "12:75",
        "p.m.",
        "4294967295",
        "every",
        "a",
        "half",
        "decades",
        "battle",
        "during",
        "outset",
        "of",
        "winter",
        "2016",
        "overnight",
        "following",
        "3",
        "/",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

fn holds(text: &str, seed: usize) {
    let (parse, lexicon) = (parse(text, seed), lexicon());
    for published in [None, Some(WEDNESDAY), Some(jiff::civil::Date::MAX), Some(jiff::civil::Date::MIN)] {
        for time in find(&parse, published, &lexicon) {
            assert!(time.tokens.first < time.tokens.end && time.tokens.end <= parse.len(), "{text}");
            assert!(time.tokens.contains(time.head), "{text}");
            assert!(time.from.zip(time.to).is_none_or(|(from, to)| from <= to), "{text}: {time:?}");
        }
    }
    dateline(&parse, &lexicon);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranges_run_forward(text in words(), seed in 0usize..1000) {
        holds(&text, seed);
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,60}", seed in 0usize..1000) {
        holds(&text, seed);
    }
}
