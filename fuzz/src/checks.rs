//! What holds of every output, whatever the input: spans lie in their text and cut out what they say.

use std::collections::BTreeSet;

use ingest::Reading;
use model::{Parse, Report};
use serde_json::Value;

/// Blocks and marks of every report are in order, apart, and within the text.
pub fn reading(reading: &Reading) {
    for report in &reading.reports {
        let mut end = 0;
        for block in &report.blocks {
            assert!(end <= block.span.start && block.span.start < block.span.end, "{:?}", report.blocks);
            assert!(report.text.get(block.span.start as usize..block.span.end as usize).is_some());
            end = block.span.end;
        }
        let words = report.without_markup();
        assert_eq!(words.len(), report.text.len());
        assert!(report.blocks.iter().all(|block| block.span.end as usize <= words.len()));
    }
}

/// Tokens are in order, apart, and within the text; heads are tokens.
pub fn parse(parse: &Parse, text: &str) {
    let mut end = 0;
    for (at, token) in parse.tokens.iter().enumerate() {
        assert!(end <= token.span.start && token.span.start < token.span.end, "token {at} of {text:?}");
        assert!(text.get(token.span.start as usize..token.span.end as usize).is_some());
        assert!(token.head < parse.len(), "head of {at} in {text:?}");
        end = token.span.end;
    }
}

/// Every line of output is one JSON object whose spans cut its words out of the report; ids come once, and links
/// lead to them.
pub fn lines(report: &Report, lines: &str) {
    let points: Vec<char> = report.text.chars().collect();
    let (mut ids, mut targets) = (BTreeSet::new(), BTreeSet::new());
    for line in lines.lines() {
        let object: Value = serde_json::from_str(line).expect("JSON");
        if object.get("tokens").is_some() {
            block(&object, &points);
        } else {
            words(&object, &points);
        }
        if let Some(id) = object["id"].as_str().filter(|id| id.starts_with("clm_")) {
            assert!(ids.insert(id.to_owned()), "{id} twice");
        }
        let links = object["links"].as_array().into_iter().flatten();
        targets.extend(links.filter_map(|link| link["to"].as_str().map(str::to_owned)));
    }
    assert!(targets.is_subset(&ids), "links to no claim: {targets:?}");
}

/// Words and spans anywhere in an object agree.
fn words(value: &Value, points: &[char]) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| words(item, points)),
        Value::Object(fields) => {
            let told = fields.get("text").or(fields.get("quote")).and_then(Value::as_str);
            let pieces: Option<Vec<String>> = match (fields.get("span"), fields.get("spans")) {
                (Some(span), _) if !span.is_null() => Some(vec![cut(span, points)]),
                (_, Some(Value::Array(spans))) => Some(spans.iter().map(|span| cut(span, points)).collect()),
                _ => None,
            };
            if let (Some(told), Some(pieces)) = (told, pieces) {
                assert_eq!(told, pieces.join(" … "), "{value}");
            }
            if let Some(trigger) = fields.get("trigger").filter(|_| fields.contains_key("quote")) {
                let ((start, end), (first, last)) = (ends(&fields["span"]), ends(trigger));
                assert!(start <= first && first < last && last <= end, "{value}");
            }
            fields.values().for_each(|field| words(field, points));
        }
        _ => {}
    }
}

/// The tokens of a block lie in it, in order.
fn block(object: &Value, points: &[char]) {
    let length = cut(&object["span"], points).chars().count();
    let (tokens, heads) = (object["tokens"].as_array(), object["head"].as_array());
    let (tokens, heads) = (tokens.expect("tokens"), heads.expect("heads"));
    let mut before = 0;
    for token in tokens {
        let (start, end) = ends(token);
        assert!(before <= start && start < end && end <= length, "{object}");
        before = end;
    }
    assert!(
        heads.iter().all(|head| head.as_u64().is_some_and(|head| (head as usize) < tokens.len())),
        "{object}"
    );
}

fn cut(span: &Value, points: &[char]) -> String {
    let (start, end) = ends(span);
    let cut = points.get(start..end).unwrap_or_else(|| panic!("{span} of {} code points", points.len()));
    assert!(!cut.is_empty(), "{span} is empty");
    cut.iter().collect()
}

/// Start and end of a span, or of a token.
fn ends(span: &Value) -> (usize, usize) {
    let at = |n: usize| span[n].as_u64().unwrap_or_else(|| panic!("no span: {span}")) as usize;
    (at(0), at(1))
}
