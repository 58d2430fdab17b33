//! What was understood of a mention, in a few words.

use jiff::civil::Date;
use model::{
    Affiliation, Amount, Basis, Form, Measure, Number, PlaceRelation, QuantityKind, Span, TimeRelation,
};

use crate::output::mentions::{Mention, Understood, Words};
use publish::words::{self, one_line, word};

/// The kind of a mention and what was understood of it; none for what another mention tells better.
pub fn told(mention: &Mention) -> Option<(&'static str, String)> {
    let told = match &mention.understood {
        Understood::Toponym { .. } => return None,
        Understood::Quantity { quantity, amount, measure, unit, .. } => (
            "quantity",
            listed([
                word_unless(&amount.form, &Form::Exact).replace('-', " "),
                figures(amount),
                unit.clone(),
                word_unless(measure, &Measure::Total),
                word_unless(quantity, &QuantityKind::Count),
            ]),
        ),
        Understood::Time { value, from, to, precision, basis, relation, .. } => (
            "time",
            listed([
                dates(*from, *to).or_else(|| value.clone()).unwrap_or_else(|| "no date".to_owned()),
                word(precision),
                word_unless(relation, &TimeRelation::During),
                word_unless(basis, &Basis::Stated),
            ]),
        ),
        Understood::Place { name, id, precision, relation, site_kind, .. } => (
            "place",
            listed([
                word_unless(relation, &PlaceRelation::In),
                name.clone().unwrap_or_default(),
                site_kind.clone().unwrap_or_else(|| word(precision)),
                id.clone().unwrap_or_default(),
            ]),
        ),
        Understood::Actor { actors, affiliation } => ("actor", actor(actors, affiliation.as_ref())),
        Understood::People { status, age_group, gender, occupation, age, .. } => (
            "people",
            listed([
                status.map(|status| word(&status)).unwrap_or_default(),
                age_group.map(|group| word(&group)).unwrap_or_default(),
                gender.map(|gender| word(&gender)).unwrap_or_default(),
                occupation.clone().unwrap_or_default(),
                age.map(|age| format!("aged {age}")).unwrap_or_default(),
            ]),
        ),
        Understood::Chain { members, .. } => ("same as", listed(others(members, mention.span))),
    };
    Some(told)
}

/// The other members of a chain in quotes, each wording once.
fn others(members: &[Words], shown: Span) -> Vec<String> {
    let mut others: Vec<String> = Vec::new();
    for member in members.iter().filter(|member| member.span != shown) {
        let quoted = format!("“{}”", one_line(&member.text));
        if !others.contains(&quoted) {
            others.push(quoted);
        }
    }
    others
}

fn listed(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The word of a value that is not the ordinary one.
fn word_unless<T: serde::Serialize + PartialEq>(value: &T, ordinary: &T) -> String {
    if value == ordinary { String::new() } else { word(value) }
}

/// The figures that the words give: one that stands for all, or the bounds.
fn figures(amount: &Amount) -> String {
    let text = |number: Number| number.0.to_string();
    match (amount.best.map(text), amount.low.map(text), amount.high.map(text)) {
        (Some(best), ..) => best,
        (None, Some(low), Some(high)) => format!("{low} to {high}"),
        (None, Some(low), None) => low,
        (None, None, high) => high.unwrap_or_default(),
    }
}

fn dates(from: Option<Date>, to: Option<Date>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, to) => to.map(|to| format!("to {to}")),
    }
}

fn actor(actors: &[String], affiliation: Option<&Affiliation>) -> String {
    let tie = affiliation.map(|tie| {
        let to = tie.actor.as_deref().unwrap_or("somebody unknown");
        format!("{} {to}", words::told(&tie.relation))
    });
    let known = if actors.is_empty() && tie.is_none() { "unknown".to_owned() } else { actors.join(", ") };
    listed([known, tie.unwrap_or_default()])
}
