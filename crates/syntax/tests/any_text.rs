//! Whatever the text is, it is read, its tokens cut it exactly, and all kernels agree.

#[expect(dead_code, reason = "no fixture is needed here")]
mod data;

use std::sync::OnceLock;

use annals_syntax::{Kernel, Model, Scratch};
use model::{Parse, ParsedBlock};
use proptest::prelude::*;

/// The installed model, loaded once.
fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Some(Model::from_bytes(&data::model()?).expect("an installed model"))).as_ref()
}

/// Pieces of text that the tokenizer treats in a way of their own.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        " ",
        "  ",
        "\n\n",
        "\t",
        "\u{1f}",
        "\u{a0}",
        ".",
        "...",
        "…",
        ",",
        "-",
        "--",
        "—",
        "'s",
        "n't",
        "'",
        "\"",
        "(",
        ")",
        ":",
        ":)",
        "/",
        "+",
        "$",
        "US$",
        "5",
        "5km",
        "1,000",
        "2014",
        "20°C.",
        "U.S.",
        "a.m.",
        "don't",
        "C'm on",
        "example.org",
        "http://a.example/b",
        "10.0.0.1",
        "The",
        "men",
        "were",
        "killed",
        "in",
        "Varesh",
        "and",
        "who",
        "said",
        "it",
        "they",
        "é",
        "Ж",
        "字",
        "😀",
        "\u{200d}",
        "ı",
        "İ",
        "ß",
        "x\u{301}",
    ]);
    prop_oneof![4 => fixed.prop_map(String::from), 1 => any::<char>().prop_map(String::from), 1 => "[A-Za-z]{1,9}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

/// Checks that tokens follow one another, with nothing between them but the plain spaces that they state.
fn check_cut(text: &str, parse: &Parse) {
    let mut at = 0;
    for token in &parse.tokens {
        assert_eq!(token.span.start, at);
        assert!(token.span.end > token.span.start);
        assert!(text.is_char_boundary(token.span.end as usize));
        at = token.span.end;
        if token.space_after {
            assert!(text[at as usize..].starts_with(' '));
            at += 1;
        }
    }
    assert_eq!(at as usize, text.len());
}

/// Checks that every token reaches a root, and that entities are apart.
fn check_tree(parse: &Parse) {
    for i in 0..parse.len() {
        let mut at = i;
        for _ in 0..=parse.len() {
            at = parse.head(at);
        }
        assert_eq!(parse.head(at), at);
    }
    for pair in parse.entities.windows(2) {
        assert!(pair[0].tokens.end <= pair[1].tokens.first);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in prop_oneof![text(), any::<String>()]) {
        if let Some(model) = model() {
            let parse = model.parse(&text);
            check_cut(&text, &parse);
            check_tree(&parse);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_kernels_read_alike(text in text()) {
        if let Some(model) = model() {
            let read = |kernel| {
                let mut scratch = Scratch::with_kernel(kernel);
                let trace = model.trace_with(&text, &mut scratch);
                let layers = [trace.syntax.rows, trace.names.rows].concat().concat();
                let bits: Vec<u32> = layers.iter().chain(trace.tags.iter().flatten()).map(|x| x.to_bits()).collect();
                (bits, ParsedBlock::of(&model.parse_with(&text, &mut scratch), 0, 0))
            };
            let expected = read(Kernel::PORTABLE);
            for kernel in Kernel::available() {
                prop_assert!(read(kernel) == expected, "{} differs", kernel.name());
            }
        }
    }

    #[test]
    fn what_was_read_before_changes_nothing(texts in prop::collection::vec(text(), 1..5)) {
        if let Some(model) = model() {
            let mut scratch = Scratch::default();
            for text in &texts {
                let parse = ParsedBlock::of(&model.parse_with(text, &mut scratch), 0, 0);
                prop_assert_eq!(parse, ParsedBlock::of(&model.parse(text), 0, 0));
            }
        }
    }
}

#[test]
fn a_text_is_read_alike_alone_and_among_others() {
    let Some(model) = model() else { return };
    let mut texts = Vec::new();
    for (number, town) in
        ["Varesh", "Dorun", "the old port", "Upper Kell", "a camp near Ost"].iter().enumerate()
    {
        for toll in 2..60 {
            let who =
                ["miners", "of the guards", "people, two of them nurses,", "rebels"][(toll + number) % 4];
            let when = ["on Monday", "overnight", "", "in the dispute over water"][toll % 3];
            texts.push(format!("At least {toll} {who} were killed in {town} {when}"));
            texts.push(format!("{town} shelled again"));
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut scratch = Scratch::default();
    for (text, among) in texts.iter().zip(model.parse_all(&texts, &mut Scratch::default())) {
        let alone = ParsedBlock::of(&model.parse_with(text, &mut scratch), 0, 0);
        assert_eq!(alone, ParsedBlock::of(&among, 0, 0), "{text}");
    }
}
