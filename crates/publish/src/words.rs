//! Values of claims in words for people, on a terminal and on pages alike.

use std::borrow::Cow;

use model::{
    Attribution, Bound, Bounds, Claim, Count, Disputed, Factuality, Filler, LinkKind, Origin, Party, Period,
    Place, PlaceRelation, Polarity, Realis, Stance, Stated, Tally, Time, TimePrecision,
};
use serde::Serialize;

use crate::printable;

/// Roles of those who act; everything else is acted upon, or how.
const ACTING: [&str; 7] = ["perpetrator", "holder", "party", "actor", "sender", "force", "subject"];

/// Roles that say how, not whom.
const HOW: [&str; 3] = ["means", "manner", "method"];

/// The words of a count, or the figure that was worked out from them.
pub fn how_many(claim: &Claim, count: &Count) -> String {
    let derived = claim.links.iter().any(|link| link.relation == LinkKind::DerivedFrom);
    match count.amount.best.filter(|_| derived) {
        Some(best) => format!("{} (worked out)", best.0),
        None => one_line(&count.text),
    }
}

/// The words without their line breaks.
pub fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The fewest letters of a name in capitals that is taken for one and not for initials.
const SHOUTED: usize = 5;

/// The day of a time that is written as in RFC 3339.
pub fn day_of(time: &str) -> &str {
    time.get(..10).unwrap_or(time)
}

/// Whom an outlet quotes: ", quoting the governor". Empty where it quotes nobody.
pub fn quoting(origin: &Origin) -> String {
    if origin.quotes.is_empty() {
        return String::new();
    }
    format!(", quoting {}", joined(origin.quotes.iter().map(|name| one_line(name))))
}

/// Parts side by side, each once and none empty.
pub fn joined(parts: impl Iterator<Item = String>) -> String {
    let mut joined: Vec<String> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        // One phrase may name two actors: it is shown once.
        if !joined.contains(&part) {
            joined.push(part);
        }
    }
    joined.join("; ")
}

/// A filler, with its footing where that is weaker than the claim's.
pub fn filler(filler: &Filler) -> String {
    let text = one_line(filler.text.as_deref().unwrap_or("unknown"));
    match filler.factuality {
        Some(factuality) => format!("{text} [{}]", word(&factuality)),
        None => text,
    }
}

/// Those who act, those who are acted upon, and how, of what fills some roles.
pub fn sides(fillers: &[(&str, String)]) -> String {
    let of = |wanted: &dyn Fn(&str) -> bool| {
        joined(fillers.iter().filter(|(role, _)| wanted(role)).map(|(_, filler)| filler.clone()))
    };
    // Those who move act, unless somebody sends them.
    let is_sent = fillers.iter().any(|(role, _)| *role == "sender");
    let acts = |role: &str| ACTING.contains(&role) || role == "mover" && !is_sent;
    let acting = of(&acts);
    let others = of(&|role| !acts(role) && !HOW.contains(&role));
    let how = of(&|role| HOW.contains(&role));
    let sides = match (acting.is_empty(), others.is_empty()) {
        (_, true) => acting,
        (true, false) => format!("→ {others}"),
        (false, false) => format!("{acting} → {others}"),
    };
    if how.is_empty() { sides } else { format!("{sides} ({how})") }
}

/// A place by its name, with how the event lies to it.
pub fn place(place: &Place) -> String {
    let name = one_line(place.name.as_deref().unwrap_or(&place.text));
    match place.relation {
        PlaceRelation::In => name,
        relation => format!("{} {name}", told(&relation)),
    }
}

/// A time by its dates, as exactly as it is told; by its words where there are none.
pub fn time(time: &Time) -> String {
    match time {
        Time::Occurrence { text, from: Some(from), to, precision, .. } => {
            let day = |date: &jiff::civil::Date| match precision {
                TimePrecision::Month => date.strftime("%Y-%m").to_string(),
                TimePrecision::Year | TimePrecision::Years => date.strftime("%Y").to_string(),
                _ => date.to_string(),
            };
            match to.as_ref().map(day).filter(|to| *to != day(from)) {
                Some(to) => format!("{} to {to}", day(from)),
                None if to.is_some() => day(from),
                None => one_line(text),
            }
        }
        Time::State { start, end, .. } if start.is_some() || end.is_some() => {
            format!("{} to {}", bounds(start.as_ref()), bounds(end.as_ref()))
        }
        Time::Occurrence { text, .. } | Time::State { text, .. } => one_line(text),
    }
}

/// One end of a state.
fn bounds(bounds: Option<&Bounds>) -> String {
    let edge = |bound: Bound| match bound {
        Bound::Date(date) => date.to_string(),
        Bound::Report => "report".to_owned(),
    };
    match bounds.map(|bounds| (bounds.earliest.map(edge), bounds.latest.map(edge))) {
        Some((Some(earliest), Some(latest))) if earliest == latest => earliest,
        Some((Some(earliest), Some(latest))) => format!("{earliest}…{latest}"),
        Some((Some(earliest), None)) => format!("{earliest} or later"),
        Some((None, Some(latest))) => format!("{latest} or before"),
        Some((None, None)) | None => "?".to_owned(),
    }
}

/// A source, with what it does where it does more than state.
pub fn source(source: &Attribution) -> String {
    let text = one_line(source.text.as_deref().unwrap_or("unnamed"));
    match source.stance {
        Stance::States => text,
        stance => format!("{text} ({})", word(&stance)),
    }
}

/// What keeps a claim from being a plain fact: "believed, planned".
pub fn footing(claim: &Claim) -> String {
    let factuality = (claim.factuality != Factuality::Asserted).then(|| word(&claim.factuality));
    factuality.into_iter().chain(not_done(claim)).collect::<Vec<_>>().join(", ")
}

/// What keeps a claim from having taken place: "negated", "planned".
pub fn not_done(claim: &Claim) -> impl Iterator<Item = String> {
    let polarity = (claim.polarity != Polarity::Affirmed).then(|| word(&claim.polarity));
    let realis = (claim.realis != Realis::Actual).then(|| word(&claim.realis));
    polarity.into_iter().chain(realis)
}

/// When an incident happened, by one statement.
pub fn days(period: &Period) -> String {
    match (period.from, period.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "undated".to_owned(),
    }
}

/// What a contradiction is about.
pub fn disputed(about: Disputed) -> &'static str {
    match about {
        Disputed::Count => "how many",
        Disputed::Attribution => "who did it",
        Disputed::Polarity => "whether it happened",
        Disputed::Status => "civilians or fighters",
        Disputed::Means => "by what",
        Disputed::Time => "when",
        Disputed::Place => "where",
        Disputed::Footing => "how surely",
        Disputed::Holder => "who holds it",
    }
}

/// A place by its name, else in the words of the text.
pub fn place_name(place: &Place) -> Cow<'_, str> {
    as_written(place.name.as_deref().unwrap_or(&place.text))
}

/// A name as names are written: datelines and headlines write KARMEH, which is no other place. Short ones may be made of initials.
pub fn as_written(name: &str) -> Cow<'_, str> {
    let is_shouted = name.chars().count() >= SHOUTED && !name.chars().any(char::is_lowercase);
    if !is_shouted
        || !name.chars().all(|sign| sign.is_alphabetic() || sign.is_whitespace() || "-'’".contains(sign))
    {
        return Cow::Borrowed(name);
    }
    let mut written = String::with_capacity(name.len());
    let mut is_inside = false;
    for sign in name.chars() {
        if is_inside {
            written.extend(sign.to_lowercase())
        } else {
            written.push(sign)
        }
        is_inside = sign.is_alphabetic();
    }
    Cow::Owned(written)
}

/// The moment of a time that is written as in RFC 3339, for people: to the minute.
pub fn moment(time: &str) -> String {
    match (time.get(..10), time.get(11..16)) {
        (Some(day), Some(minute)) if time.ends_with('Z') => format!("{day} {minute} UTC"),
        _ => time.to_owned(),
    }
}

/// Somebody by name, else by the directory's id.
pub fn party(party: &Party) -> String {
    party.name.clone().or_else(|| party.actor.clone()).unwrap_or_else(|| "unknown".to_owned())
}

/// What a tally counts: "killing: at least 12 farmers".
pub fn harm(tally: &Stated<Tally>) -> String {
    format!("{}: {}", tally.value.harm, tally.words)
}

/// The public word of a value as a reader reads it.
pub fn told<T: Serialize>(value: &T) -> String {
    word(value).replace('-', " ")
}

/// The public words of a closed set.
pub fn words_of_all<T: Serialize>(values: &[T]) -> Vec<String> {
    values.iter().map(word).collect()
}

/// The public word for a value of a closed set.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_told_as_they_are_known() {
        let april = |day| Some(Bound::Date(jiff::civil::date(2031, 4, day)));
        let told = |earliest, latest| bounds(Some(&Bounds { earliest, latest }));
        assert_eq!(told(april(1), april(1)), "2031-04-01");
        assert_eq!(told(april(1), april(30)), "2031-04-01…2031-04-30");
        assert_eq!(told(april(1), None), "2031-04-01 or later");
        assert_eq!(told(None, Some(Bound::Report)), "report or before");
        assert_eq!(bounds(None), "?");
    }

    #[test]
    fn names_in_capitals_are_shown_as_names_are_written() {
        for (name, shown) in [
            ("KARMEH", "Karmeh"),
            ("DEIR AL-ZOR", "Deir Al-Zor"),
            ("Karmeh", "Karmeh"),
            ("UAE", "UAE"),
            ("DRC/CAR", "DRC/CAR"),
            ("الفلوجة القديمة", "الفلوجة القديمة"),
        ] {
            assert_eq!(as_written(name), shown);
        }
    }

    #[test]
    fn moments_are_told_to_the_minute() {
        assert_eq!(moment("2031-03-05T10:07:31.858Z"), "2031-03-05 10:07 UTC");
        assert_eq!(moment("yesterday"), "yesterday");
    }
}
