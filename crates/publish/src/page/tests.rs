//! What a page must hold whatever its report holds, on claims made for these tests.

use model::{Block, ByteSpan, Claim, CodePoints, Original, Part, Report, ReportId};
use serde_json::{Value, json};

use super::*;
use html::{quotes, shown};

#[path = "../../../annals/tests/common/html.rs"]
mod html;

/// A report of one paragraph.
fn report(input: &str, text: &str) -> Report {
    Report {
        id: ReportId::of_hash(&[7; 32]),
        input: input.to_owned(),
        title: None,
        published: None,
        publisher: None,
        byline: None,
        url: None,
        language: None,
        original: Original::default(),
        text: text.to_owned(),
        blocks: vec![Block { part: Part::Body, span: ByteSpan::new(0, text.len()) }],
        markup: Vec::new(),
        points: CodePoints::of(text),
    }
}

/// Where `words` first stand in a text, in code points.
fn span(text: &str, words: &str) -> [usize; 2] {
    let start = text.find(words).map(|at| text[..at].chars().count()).expect("the words are in the text");
    [start, start + words.chars().count()]
}

/// A claim of a sentence, named by its trigger, with one victim.
fn claim(report: &Report, id: &str, ledger: &str, sentence: &str, trigger: &str, victim: &str) -> Claim {
    let text = &report.text;
    let filler = json!({
        "text": victim, "span": span(text, victim), "actor": null, "refers_to": null, "affiliation": null,
        "status": null, "age_group": null, "gender": null, "occupation": null, "factuality": null,
        "said_by": null, "basis": "stated", "candidates": null,
    });
    let claim: Value = json!({
        "id": id, "report": report.id, "type": "killing", "ledger": ledger, "factuality": "alleged",
        "polarity": "affirmed", "realis": "actual", "said_by": [], "roles": {"victim": [filler]}, "count": null,
        "places": [], "time": null, "persons": [], "links": [],
        "evidence": {"span": span(text, sentence), "trigger": span(text, trigger), "quote": sentence, "part": "body"},
        "rule": "killing#kill", "input": report.input, "provenance": "prv_0",
    });
    serde_json::from_value(claim).expect("a claim of the contract")
}

/// The words that bear a class, piece by piece.
fn words_of(page: &str, class: &str) -> String {
    let pieces = page.split("class=\"").skip(1).filter_map(|rest| rest.split_once("\">"));
    pieces
        .filter(|(classes, _)| classes.split(' ').any(|one| one == class))
        .map(|(_, rest)| rest.split('<').next().unwrap_or_default())
        .collect()
}

const HOSTILE: &str =
    "\u{202e}Gunmen\u{2066} <script>alert(1)</script> killed \"two\" & 'more' <img src=x onerror=alert(1)>.";

#[test]
fn whatever_a_report_holds_is_text_and_nothing_else() {
    let mut report =
        report("\"><script>alert(2)</script>.txt", &format!("{HOSTILE} </style></bdi><b>It ends."));
    report.title = Some("</title><script>alert(3)</script>".to_owned());
    report.publisher = Some("<iframe src=//example.org>".to_owned());
    report.url = Some("javascript:alert(4)".to_owned());
    let mut hostile = claim(&report, "clm_1", "casualties", HOSTILE, "killed", "\"two\"");
    hostile.rule = "killing#<script>".to_owned();
    hostile.event_type = "<script>".to_owned();
    hostile.ledger = "\" onclick=\"alert(5)".to_owned();
    hostile.provenance = "<script>".to_owned();
    let page = draw(&report, &[hostile], "<script>");
    for forbidden in ["<script", "<img", "<iframe", "<b>It", "javascript:alert(4)\"", "\" onclick"] {
        assert!(!page.contains(forbidden), "{forbidden} in:\n{page}");
    }
    assert_eq!(quotes(&page), [HOSTILE]);
}

#[test]
fn every_stretch_of_a_report_is_isolated() {
    let report = report("a.txt", &format!("{HOSTILE} \u{202e}And more."));
    let claim = claim(&report, "clm_1", "casualties", HOSTILE, "killed", "\"two\"");
    let page = draw(&report, &[claim], "prv_0");
    let mut depth = 0;
    for (at, c) in page.char_indices() {
        if page[at..].starts_with("<bdi") {
            depth += 1;
        } else if page[at..].starts_with("</bdi>") {
            depth -= 1;
        }
        assert!(depth > 0 || !('\u{202a}'..='\u{2069}').contains(&c), "{}", &page[at..]);
    }
}

#[test]
fn highlights_nest_and_overlap() {
    let text = "The toll from the bombing rose to nine – said medics. Nobody else did.";
    let report = report("a.txt", text);
    let sentence = "The toll from the bombing rose to nine – said medics.";
    let claims = [
        claim(&report, "clm_1", "casualties", sentence, "toll from the bombing rose", "nine"),
        claim(&report, "clm_2", "attacks", sentence, "bombing", "medics"),
        claim(&report, "clm_3", "context", sentence, "bombing rose to", "nine"),
    ];
    let page = draw(&report, &claims, "prv_0");
    assert_eq!(quotes(&page), [sentence]);
    assert_eq!(words_of(&page, "m1"), "toll from the bombing rose");
    assert_eq!(words_of(&page, "m2"), "bombing");
    assert_eq!(words_of(&page, "m3"), "bombing rose to");
    assert_eq!(words_of(&page, "f1"), "nine");
    assert_eq!(words_of(&page, "f2"), "medics");
    let body = page.split("<p>").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or_default();
    assert_eq!(shown(body).trim(), text);
}

#[test]
fn words_lead_to_their_claim_and_back() {
    let text = "Shells killed two herders. Mines killed a guard.";
    let report = report("a.txt", text);
    let claims = [
        claim(&report, "clm_1", "casualties", "Shells killed two herders.", "killed", "two herders"),
        claim(&report, "clm_2", "casualties", "Mines killed a guard.", "Mines", "a guard"),
    ];
    let page = draw(&report, &claims, "prv_0");
    for (claim, number) in [("clm_1", 1), ("clm_2", 2)] {
        for part in [
            format!("href=\"#{claim}\""),
            format!("id=\"{claim}\""),
            format!("id=\"words-{number}\""),
            format!("href=\"#words-{number}\""),
        ] {
            assert_eq!(page.matches(&part).count(), 1, "{part} in:\n{page}");
        }
    }
    assert!(page.contains(">alleged<"), "{page}");
}

#[test]
fn what_stands_between_blocks_is_shown_as_not_read() {
    let mut report = report("a.txt", "Shells fell. ::: hidden words ::: Mines too.");
    report.blocks = vec![
        Block { part: Part::Headline, span: ByteSpan::new(0, 12) },
        Block { part: Part::Body, span: ByteSpan::new(34, 44) },
    ];
    let page = draw(&report, &[], "prv_0");
    let unread = page.split("\"text unread\"").nth(1).and_then(|rest| rest.split("</p>").next());
    assert!(unread.is_some_and(|unread| unread.contains("hidden words")), "{page}");
    assert!(page.contains("No claims were found") && page.contains("reviewed by nobody"), "{page}");
}

#[test]
fn the_policy_lets_the_style_apply_and_nothing_else() {
    let page = draw(&report("a.txt", "Shells fell."), &[], "prv_0");
    let style =
        page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap_or_default();
    let hash = BASE64_STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert_eq!(
        policy.map(shown),
        Some(format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"))
    );
    assert!(!page.contains(" style=") && !page.contains("src="), "{page}");
}

#[test]
fn file_names_are_safe_on_any_system() {
    let name =
        |input: &str| file_name(&report(input, "")).replace(ReportId::of_hash(&[7; 32]).as_str(), "rpt");
    assert_eq!(name("reports/market-shelling.txt"), "market-shelling-rpt.html");
    assert_eq!(name("../../etc/passwd"), "passwd-rpt.html");
    assert_eq!(name("C:\\reports\\a b?.txt"), "a-b-rpt.html");
    assert_eq!(name("con"), "con-rpt.html");
    assert_eq!(name("قتل.txt"), "rpt.html");
    assert_eq!(name(""), "rpt.html");
    assert_eq!(name(&"a".repeat(500)).len(), NAME_LENGTH + "-rpt.html".len());
}
