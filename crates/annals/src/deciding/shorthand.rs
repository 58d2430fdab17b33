//! Short ways to write a value of a claim: `count` as a number, a role as a name, a time as a day.

use jiff::civil::Date;
use model::{Basis, Claim, Filler, Form, Span, Time, TimePrecision};
use serde_json::{Map, Value, json};

/// The whole value that a short one at a path stands for; others are what they are.
pub fn whole(claim: &Claim, path: &str, value: Value) -> Value {
    let whole = match path.split_once('.') {
        None if path == "count" => count(claim, &value),
        None if path == "time" => value.as_str().and_then(|text| time(claim, text)),
        Some(("roles", role)) if !role.contains('.') => fillers(&value),
        _ => None,
    };
    whole.unwrap_or(value)
}

/// A number, or two with a hyphen between: "12", "5-6".
fn count(claim: &Claim, value: &Value) -> Option<Value> {
    let text =
        value.as_str().map_or_else(|| value.as_f64().map(|n| n.to_string()), |text| Some(text.to_owned()))?;
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| *n >= 0.0);
    let (form, low, high, best) = match text.split_once('-') {
        Some((low, high)) => (Form::Between, number(low)?, number(high)?, None),
        None => (Form::Exact, number(&text)?, number(&text)?, Some(number(&text)?)),
    };
    let mut count = match serde_json::to_value(claim.count.as_ref()) {
        Ok(Value::Object(count)) => count,
        _ => unsaid(claim),
    };
    let zero = form == Form::Exact && low == 0.0;
    count.extend([
        ("form".to_owned(), json!(form)),
        ("low".to_owned(), json!(model::Number(low))),
        ("high".to_owned(), json!(model::Number(high))),
        ("best".to_owned(), json!(best.map(model::Number))),
        ("word".to_owned(), Value::Null),
        ("strict".to_owned(), json!(false)),
        ("approx".to_owned(), json!(false)),
        ("zero".to_owned(), json!(zero)),
    ]);
    Some(Value::Object(count))
}

/// A count of people at the words that state the claim, which gave none.
fn unsaid(claim: &Claim) -> Map<String, Value> {
    let of = ["victim", "people", "target"].into_iter().find(|role| claim.roles.contains_key(*role));
    let Span { start, end } = claim.evidence.trigger;
    let count = json!({
        "of": of.unwrap_or("victim"), "measure": "total", "unit": "people", "as_of": null, "part_of": null,
        "text": claim.evidence.quote, "span": [start, end],
    });
    count.as_object().cloned().unwrap_or_default()
}

/// A day, or two with a slash between (ISO 8601): "2031-03-05", "2031-03-05/2031-03-07".
fn time(claim: &Claim, text: &str) -> Option<Value> {
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let (from, to): (Date, Date) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    let time = Time::Occurrence {
        text: text.to_owned(),
        span: claim.evidence.span,
        from: Some(from),
        to: Some(to),
        precision: TimePrecision::Day,
        basis: Basis::Inferred,
        anchor: None,
    };
    serde_json::to_value(time).ok()
}

/// Somebody by a name, or several in a list of names.
fn fillers(value: &Value) -> Option<Value> {
    let names: Vec<&str> = match value {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().map(Value::as_str).collect::<Option<_>>()?,
        _ => return None,
    };
    let filler = |name: &str| Filler::plain(Some(name.to_owned()), Basis::Inferred);
    serde_json::to_value(names.into_iter().map(filler).collect::<Vec<_>>()).ok()
}
