//! One claim held against what is expected of it.

use model::{Claim, Parse, Report, Span};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::ExpectedClaim;

/// What a comparison reads beside the claim.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub report: &'a Report,
    pub parse: &'a Parse,
}

impl Context<'_> {
    /// Whether a claim tells of the expected event: same type, overlapping trigger.
    pub fn is_about(self, expected: &ExpectedClaim, claim: &Claim) -> bool {
        claim.event_type == expected.event_type
            && self.spans_of(&expected.trigger).iter().any(|span| overlaps(*span, claim.evidence.trigger))
    }

    /// Every stretch of the report that reads like `words`.
    fn spans_of(self, words: &str) -> Vec<Span> {
        let text: Vec<char> = self.report.text.chars().flat_map(lower).collect();
        let words: Vec<char> = words.chars().flat_map(lower).collect();
        let starts = text.windows(words.len().max(1)).enumerate().filter(|(_, window)| *window == words);
        starts.map(|(at, _)| Span { start: at as u32, end: (at + words.len()) as u32 }).collect()
    }

    /// What is wrong with a claim; links aside, for they speak of other claims.
    pub fn complaints(self, expected: &ExpectedClaim, claim: &Claim) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut same = |key: &str, expected: &str, given: &Value| {
            if given != expected {
                complaints.push(format!("{key}: expected {expected}, got {}", plain(given)));
            }
        };
        same("factuality", &expected.factuality, &value(&claim.factuality));
        same("polarity", &expected.polarity, &value(&claim.polarity));
        same("realis", &expected.realis, &value(&claim.realis));
        complaints.extend(self.chain("said_by", &expected.said_by, &values(&claim.said_by)));
        complaints.extend(self.roles(expected, claim));
        complaints.extend(self.one("count", expected.count.as_ref().map(whole_count), &value(&claim.count)));
        complaints.extend(self.set("place", &expected.places, &values(&claim.places), whole_place));
        complaints.extend(self.one("time", expected.time.as_ref().map(whole_time), &value(&claim.time)));
        complaints.extend(self.set("person", &expected.persons, &values(&claim.persons), Value::clone));
        complaints
    }

    fn roles(self, expected: &ExpectedClaim, claim: &Claim) -> Vec<String> {
        let names = expected
            .roles
            .keys()
            .chain(claim.roles.keys().filter(|role| !expected.roles.contains_key(*role)));
        let of_role = |role: &String| {
            let wanted = expected.roles.get(role).map_or(&[][..], Vec::as_slice);
            let given = claim.roles.get(role).map(|fillers| values(fillers)).unwrap_or_default();
            self.set(role, wanted, &given, whole_filler)
        };
        names.flat_map(of_role).collect()
    }

    /// Lists without order: each expected object has one of its own, and none is left over.
    fn set(self, what: &str, expected: &[Value], given: &[Value], whole: fn(&Value) -> Value) -> Vec<String> {
        let mut left: Vec<&Value> = given.iter().collect();
        let mut complaints = Vec::new();
        for expected in expected.iter().map(whole) {
            match left.iter().position(|given| self.holds(&expected, given)) {
                Some(at) => _ = left.remove(at),
                None => complaints.push(format!("{what}: missing {}", plain(&expected))),
            }
        }
        complaints.extend(left.iter().map(|given| format!("{what}: unexpected {}", plain(&known(given)))));
        complaints
    }

    /// Lists in order.
    fn chain(self, what: &str, expected: &[Value], given: &[Value]) -> Option<String> {
        let expected: Vec<Value> = expected.iter().map(whole_filler).collect();
        let is_same =
            expected.len() == given.len() && expected.iter().zip(given).all(|(e, g)| self.holds(e, g));
        let known: Vec<Value> = given.iter().map(known).collect();
        (!is_same)
            .then(|| format!("{what}: expected {}, got {}", plain(&expected.into()), plain(&known.into())))
    }

    fn one(self, what: &str, expected: Option<Value>, given: &Value) -> Option<String> {
        let is_same = expected.as_ref().map_or(given.is_null(), |expected| self.holds(expected, given));
        let expected = expected.unwrap_or(Value::Null);
        (!is_same)
            .then(|| format!("{what}: expected {}, got {}", plain(&known(&expected)), plain(&known(given))))
    }

    /// Whether everything that `expected` says is so in `given`.
    fn holds(self, expected: &Value, given: &Value) -> bool {
        match (expected, given) {
            (Value::Object(expected), Value::Object(given)) => {
                expected.iter().all(|(key, value)| self.key_holds(key, value, given))
            }
            (Value::Array(expected), Value::Array(given)) => {
                let has = |value: &Value| {
                    given
                        .iter()
                        .any(|given| self.holds(&whole_filler(value), given) || self.holds(value, given))
                };
                expected.len() == given.len() && expected.iter().all(has)
            }
            (Value::Number(expected), Value::Number(given)) => expected.as_f64() == given.as_f64(),
            (Value::String(expected), Value::String(given)) => normal(expected) == normal(given),
            _ => expected == given,
        }
    }

    fn key_holds(self, key: &str, expected: &Value, object: &Map<String, Value>) -> bool {
        let given = object.get(key).unwrap_or(&Value::Null);
        match (key, expected) {
            ("text", Value::String(text)) if text.is_empty() => given.is_null(),
            ("text", Value::String(text)) => self.holds(expected, given) || self.opens(text, object),
            ("name", Value::String(name)) => self.holds(expected, given) || names(name, object),
            // A bound that is left out is null, and two of them are none at all.
            ("start" | "end", Value::Null) => {
                given.is_null() || self.holds(&whole_bounds(&Value::Null), given)
            }
            ("start" | "end", _) => self.holds(&whole_bounds(expected), given),
            _ => self.holds(expected, given),
        }
    }

    /// Whether the words given are the words expected and a phrase more ("An airstrike on a market").
    fn opens(self, expected: &str, object: &Map<String, Value>) -> bool {
        let text = object.get("text").and_then(Value::as_str).unwrap_or("");
        let start = object.get("span").and_then(|span| span.get(0)).and_then(Value::as_u64).unwrap_or(0);
        let after = start + expected.chars().count() as u64 + 1;
        let opens = normal(text).strip_prefix(&normal(expected)).is_some_and(|rest| rest.starts_with(' '));
        let token_after = (0..self.parse.len())
            .find(|&i| u64::from(self.report.points.at(self.parse.tokens[i].span.start)) == after);
        opens && token_after.is_some_and(|i| self.parse.pos(i) == "ADP")
    }
}

/// Whether a place's own words hold the expected name.
fn names(name: &str, place: &Map<String, Value>) -> bool {
    let text = normal(place.get("text").and_then(Value::as_str).unwrap_or(""));
    let name = normal(name);
    text.match_indices(&name).any(|(at, _)| {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_word(text.get(..at).and_then(|before| before.chars().next_back()))
            && !is_word(text.get(at + name.len()..).and_then(|after| after.chars().next()))
    })
}

fn overlaps(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// A filler, source or candidate written as its text alone.
fn whole_filler(filler: &Value) -> Value {
    if filler.is_string() { json!({ "text": filler }) } else { filler.clone() }
}

/// A place with its defaults.
fn whole_place(place: &Value) -> Value {
    with_defaults(&whole_filler(place), json!({ "role": "site", "relation": "in" }))
}

/// A count with its defaults.
fn whole_count(count: &Value) -> Value {
    let number = |key: &str| count.get(key).cloned().unwrap_or(Value::Null);
    let is_counted_out = matches!(count.get("form").and_then(Value::as_str), Some("exact" | "listed"));
    let (low, high) =
        if is_counted_out { (number("best"), number("best")) } else { (number("low"), number("high")) };
    let defaults = json!({
        "word": null, "low": low, "high": high, "best": null, "strict": false, "approx": false, "zero": false,
        "measure": "total", "unit": "people",
    });
    with_defaults(count, defaults)
}

/// A time with its defaults: edges that are not written are not given.
fn whole_time(time: &Value) -> Value {
    let is_state = time.get("start").is_some() || time.get("end").is_some();
    let defaults =
        if is_state { json!({ "start": null, "end": null }) } else { json!({ "from": null, "to": null }) };
    with_defaults(time, defaults)
}

fn whole_bounds(bounds: &Value) -> Value {
    let bounds = if bounds.is_null() { &json!({}) } else { bounds };
    with_defaults(bounds, json!({ "earliest": null, "latest": null }))
}

fn with_defaults(object: &Value, mut defaults: Value) -> Value {
    if let (Some(defaults), Some(object)) = (defaults.as_object_mut(), object.as_object()) {
        defaults.extend(object.clone());
    }
    defaults
}

/// An object without what is null, false or only a position, for people to read.
fn known(value: &Value) -> Value {
    let Value::Object(object) = value else { return value.clone() };
    let is_told = |(key, value): &(&String, &Value)| {
        let is_position = matches!(key.as_str(), "span" | "lat" | "lon");
        !is_position && !value.is_null() && **value != Value::Bool(false)
    };
    let told = object.iter().filter(is_told).map(|(key, value)| (key.clone(), known(value)));
    told.collect::<Map<_, _>>().into()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Words as they are compared: in small letters, with one space between them.
fn normal(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// One small letter for each letter, so that positions stay what they are.
fn lower(c: char) -> Option<char> {
    let mut small = c.to_lowercase();
    small.next().filter(|_| small.next().is_none()).or(Some(c))
}

fn value<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn values<T: Serialize>(list: &[T]) -> Vec<Value> {
    list.iter().map(value).collect()
}
