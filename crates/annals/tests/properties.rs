//! What holds of every output, whatever the text: random characters, and reports of conflict with odd ones among their words.

#[path = "../../../fuzz/src/checks.rs"]
mod checks;
mod common;

use std::process::Command;
use std::sync::LazyLock;

use annals::Coder;
use annals::output::{self, Emit};
use ingest::{Format, Options, Reading};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

static CODER: LazyLock<Option<Coder>> = LazyLock::new(common::coder);

const OUTPUTS: [Emit; 5] = [Emit::Claims, Emit::Mentions, Emit::Attributions, Emit::Predicates, Emit::Parse];

/// Words of reports; those in braces are filled in.
const SENTENCES: &[&str] = &[
    "{who} killed {many} {whom} in {where} {when}.",
    "{many} {whom}, including {many} children, were killed and {many} wounded {when}, {source} said.",
    "{source} denied that {who} shelled a market near {where} {when}.",
    "\"{who} seized {where},\" {source} told reporters, \"and {many} {whom} fled.\"",
    "They were found dead in a house north of the city; the attack was carried out by {who}.",
    "{who}, allied with {who}, sent up to {many} troops to {where} {when}",
    "{where} HELD BY {who}; {many} DEAD",
    "It is unclear who killed them or how many {whom} {who} hold.",
    "{where}, {when} ({source}) - {who} withdrew from the town.",
    "Ali Hassan, {many}, a baker; his brother Omar ({many}) and her two sons",
];

const FILLERS: &[(&str, &[&str])] = &[
    (
        "{who}",
        &[
            "Rebels",
            "the Iraqi army",
            "U.S.-backed forces",
            "A drone",
            "Shells",
            "gunmen in the uniform of police",
            "ISIS",
        ],
    ),
    ("{whom}", &["people", "civilians", "soldiers", "bodies", "families", "of its fighters"]),
    (
        "{where}",
        &[
            "Mosul",
            "the besieged city of Mosul",
            "Kharkiv, Ukraine",
            "Iraq's north",
            "a village",
            "Springfield",
        ],
    ),
    (
        "{when}",
        &[
            "on Monday",
            "in July 2031",
            "since 5/3",
            "two days later",
            "overnight",
            "between 4 and 6 March",
            "30 February",
        ],
    ),
    (
        "{many}",
        &[
            "12",
            "at least 1,200",
            "dozens of",
            "5,000-6,000",
            "no",
            "half a million",
            "80%",
            "1e99",
            "99999999999999999999",
        ],
    ),
    ("{source}", &["police", "the mayor", "Military observers on the ground", "he", "Reuters"]),
];

const ODD: &[&str] = &[
    "",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "\u{ad}",
    "\u{feff}",
    "\u{a0}",
    "👩‍👧",
    "قتل",
    "\t",
    "\u{2028}",
    "\"",
    "(",
    "—",
    "*",
    "|",
    "\u{1b}",
    "�",
    "İ",
    "ß",
    "ﬁ",
    "Ǆ",
    "𝟙𝟚",
    "٣",
    "½",
    "'s",
    "n't",
    "/",
    "…",
];

const JOINTS: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\n- ",
    "\n1. ",
    "\n\t",
    " | ",
    "\n> ",
    "\n# ",
    "\n---\n",
    "\u{2029}",
    "\n\nPhoto: ",
];

fn one_of(list: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(list)
}

/// A sentence with its slots filled, and perhaps an odd character at one of its spaces.
fn sentence() -> impl Strategy<Value = String> {
    let fillers: Vec<_> = FILLERS
        .iter()
        .map(|(slot, words)| prop::collection::vec(one_of(words), 2).prop_map(move |words| (*slot, words)))
        .collect();
    let odd = prop::option::of((one_of(ODD), any::<prop::sample::Index>()));
    (one_of(SENTENCES), fillers, odd).prop_map(|(sentence, fillers, odd)| {
        let mut text = sentence.to_owned();
        for (slot, words) in fillers {
            for word in words {
                text = text.replacen(slot, word, 1);
            }
        }
        if let Some((odd, at)) = odd {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            text.insert_str(*at.get(&ends), odd);
        }
        text
    })
}

fn conflict_text() -> impl Strategy<Value = String> {
    prop::collection::vec((sentence(), one_of(JOINTS)), 1..6)
        .prop_map(|parts| parts.into_iter().map(|(sentence, joint)| sentence + joint).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,80}",
        prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
        prop::collection::vec(prop_oneof![one_of(ODD), one_of(JOINTS), one_of(SENTENCES)], 0..20)
            .prop_map(|parts| parts.concat()),
    ]
}

/// `text` as it is read in each of the formats.
fn readings(coder: &Coder, text: &str) -> Vec<Reading> {
    let row = serde_json::json!({ "text": text, "published": "2031-03-05" }).to_string();
    let formats = [(Format::Text, text), (Format::Markdown, text), (Format::Jsonl, row.as_str())];
    let read = |(format, text): (Format, &str)| {
        let options = Options::new(format, coder.layout());
        ingest::read(text.as_bytes(), "input", &options)
    };
    formats.into_iter().map(read).collect()
}

/// Holds all outputs of a text against the contract: spans, ids, links, order, and the schema.
fn check(text: &str) {
    let Some(coder) = &*CODER else { return };
    let readings = readings(coder, text);
    readings.iter().for_each(checks::reading);
    for report in readings.into_iter().flat_map(|reading| reading.reports) {
        checks::parse(&coder.parse(&report), &report.text);
        for emit in OUTPUTS {
            checks::lines(&report, &output::lines(coder, &report, emit));
        }
        let claims = coder.code(&report).claims;
        assert!(claims.is_sorted_by_key(|claim| (claim.evidence.trigger, claim.event_type.clone())));
        output::claims(&claims).lines().for_each(common::assert_valid);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_text_is_read(text in any_text()) {
        check(&text);
    }

    #[test]
    fn reports_of_conflict_are_read(text in conflict_text()) {
        check(&text);
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    if CODER.is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut runner = TestRunner::deterministic();
    for (n, end) in ["txt", "md"].into_iter().cycle().take(60).enumerate() {
        let text = conflict_text().new_tree(&mut runner).expect("a text").current();
        std::fs::write(folder.path().join(format!("{n}.{end}")), text).expect("a file");
    }
    for emit in ["claims", "mentions", "attributions", "predicates", "parse"] {
        let with = |threads: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
            command
                .args(["read", "--format", "jsonl", "--emit", emit, "--threads", threads])
                .arg(folder.path());
            command.output().expect("annals runs").stdout
        };
        let one = with("1");
        assert!(!one.is_empty() && one == with("2"), "--emit {emit}");
    }
}
