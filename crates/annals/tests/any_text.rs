//! No text makes a stage fail: whole reports cut off anywhere, and texts that are none.

mod common;

use annals::Coder;
use annals::expected::{self, Suite};
use annals::table::Look;
use annals::{explain, output};
use publish::page;

/// Codes `text`, and holds every claim against the contract, its own evidence and its highlight.
fn check(coder: &Coder, text: &str) {
    let Some(report) = expected::report("any", text, None, coder.layout()) else { return };
    let explained = coder.explain(&report);
    let drawn =
        explain::draw(&explain::explain(&report, &explained, None), Look { width: 80, colours: false });
    assert!(drawn.lines().all(|line| console::measure_text_width(line) <= 80), "{drawn}");
    let (coded, misses) = explained;
    output::claims(&coded.claims).lines().for_each(common::assert_valid);
    let points: Vec<char> = text.chars().collect();
    for claim in &coded.claims {
        let span = claim.evidence.span;
        let quote: String = points[span.start as usize..span.end as usize].iter().collect();
        assert_eq!(claim.evidence.quote, quote);
        assert!(span.start <= claim.evidence.trigger.start && claim.evidence.trigger.end <= span.end);
    }
    for miss in &misses {
        let words: String = points[miss.span.start as usize..miss.span.end as usize].iter().collect();
        assert_eq!(miss.text, words);
    }
    let highlighted = common::html::quotes(&page::draw(&report, &coded.claims, ""));
    for claim in &coded.claims {
        assert!(
            highlighted.contains(&claim.evidence.quote),
            "{highlighted:?} without {}",
            claim.evidence.quote
        );
    }
}

fn dispatches() -> impl Iterator<Item = String> {
    common::toml_files("tests/suite").into_iter().flat_map(|(file, text)| {
        let suite: Suite = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        suite.dispatches.into_iter().map(|dispatch| dispatch.text)
    })
}

#[test]
fn dispatches_that_break_off() {
    let Some(coder) = common::coder() else { return };
    for text in dispatches() {
        let ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
        for end in ends.into_iter().step_by(5) {
            check(&coder, &text[..end]);
        }
    }
}

#[test]
fn dispatches_in_capitals_and_in_none() {
    let Some(coder) = common::coder() else { return };
    for text in dispatches() {
        check(&coder, &text.to_uppercase());
        check(&coder, &text.to_lowercase());
    }
}

#[test]
fn texts_that_are_none() {
    let Some(coder) = common::coder() else { return };
    let odd = [
        "",
        " ",
        ".",
        "of",
        "in",
        "killed",
        "12",
        "said",
        "the of in by",
        "killed killed killed",
        "Mosul",
        "Mosul's",
        "\u{202e}killed\u{301}\u{301} 12\u{200b}0 peo\u{ad}ple",
        "((((((((killed))))))))",
        "👩‍👩‍👧 killed 🇮🇶",
        "said said said that that that",
        "١٢ killed in بغداد",
        "at least at least at least",
        "between and",
        "A\n\nB\n\nC",
        "more than up to some 5-6-7-8 killed",
        "\"\"\"“”'’",
        "in in in Mosul of of Mosul",
    ];
    for text in odd {
        check(&coder, text);
        check(&coder, &format!("Rebels killed 12 people in Mosul on Monday. {text}"));
        check(&coder, &format!("{text} Rebels killed 12 people in Mosul on Monday"));
    }
    check(&coder, &"killed ".repeat(3000));
    check(&coder, &"(".repeat(3000));
    check(&coder, &"a".repeat(20_000));
}
