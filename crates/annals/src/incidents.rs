//! Incidents for a terminal: a line each, or one with the claims behind every value.

use std::fmt::Write;

use model::{Belonging, Claim, Contradiction, Incident, Origin, Relatedness, Stated};

use crate::table::Look;
use publish::printable;
use publish::words::{days, harm, one_line, party, place_name, quoting, word};

/// One line a list: when, where, what, how many, and whether it is contested.
pub fn line(incident: &Incident, look: Look) -> String {
    let when = incident.times.first().map_or("undated".to_owned(), |time| days(&time.value));
    let place = incident.places.first().map_or("no place".into(), |place| place_name(&place.value));
    let harms: Vec<String> = incident.tallies.iter().take(3).map(|tally| one_line(&harm(tally))).collect();
    let contested = if incident.contradictions.is_empty() { "" } else { "  contested" };
    let n_reports = incident.reports().len();
    let text = printable(&format!(
        "{when}  {place}  {}  {}{}",
        incident.types.join(", "),
        harms.join("; "),
        format_args!("  ({n_reports} {}){contested}", if n_reports == 1 { "report" } else { "reports" }),
    ));
    format!("{} {text}\n", look.dim().apply_to(incident.id.as_str()))
}

/// An incident with the claims behind every value.
pub fn draw(incident: &Incident, claims: &[Claim], look: Look) -> String {
    let mut text = format!("{} {}\n", look.bold().apply_to(incident.id.as_str()), incident.types.join(", "));
    section(&mut text, look, "WHEN", &incident.times, |time| days(&time.value));
    section(&mut text, look, "WHERE", &incident.places, |place| place_name(&place.value).into_owned());
    section(&mut text, look, "WHO DID IT", &incident.perpetrators, |who| party(&who.value));
    section(&mut text, look, "TO WHOM", &incident.victims, |who| party(&who.value));
    section(&mut text, look, "BY WHAT", &incident.means, |means| means.value.clone());
    section(&mut text, look, "HOW MANY", &incident.tallies, harm);
    section(&mut text, look, "NAMED", &incident.persons, |person| person.value.names.join(", "));
    heading(&mut text, look, "CONTRADICTED", incident.contradictions.is_empty());
    incident.contradictions.iter().for_each(|one| contradiction(&mut text, one));
    heading(&mut text, look, "WHO SAYS SO", incident.origins.is_empty());
    for (number, one) in incident.origins.iter().enumerate() {
        let _ = writeln!(text, "  [{number}] {}", printable(&origin(one)));
    }
    heading(&mut text, look, &format!("CLAIMS ({})", reviewed(claims)), claims.is_empty());
    for claim in claims {
        let why = incident.claims.iter().find(|belonging| belonging.claim == claim.id);
        text += &told(claim, why, look);
    }
    heading(&mut text, look, "BESIDE OTHERS", incident.related.is_empty());
    for related in &incident.related {
        let because = related.because.join("; ");
        let _ =
            writeln!(text, "  {} {}: {}", stands(related.relation), related.to.as_str(), printable(&because));
    }
    text
}

fn heading(text: &mut String, look: Look, words: &str, empty: bool) {
    if !empty {
        let _ = writeln!(text, "{}", look.dim().apply_to(words));
    }
}

fn section<T>(
    text: &mut String,
    look: Look,
    words: &str,
    values: &[Stated<T>],
    show: impl Fn(&Stated<T>) -> String,
) {
    heading(text, look, words, values.is_empty());
    for value in values {
        let origins: Vec<String> = value.origins.iter().map(|origin| format!("[{origin}]")).collect();
        let shown = one_line(&show(value));
        let quoted = if value.words.is_empty() || value.words == shown {
            String::new()
        } else {
            format!(" “{}”", one_line(&value.words))
        };
        let _ = writeln!(text, "  {} {}", printable(&format!("{shown}{quoted}")), origins.join(""));
    }
}

fn contradiction(text: &mut String, contradiction: &Contradiction) {
    let within = if contradiction.within_report { ", within one report" } else { "" };
    let about = format!("{:?}", contradiction.about).to_lowercase();
    let _ = writeln!(text, "  {about}{within}: {}", printable(&one_line(&contradiction.words)));
}

fn told(claim: &Claim, why: Option<&Belonging>, look: Look) -> String {
    let because = why.map(|why| why.because.join("; ")).filter(|because| !because.is_empty());
    let because =
        because.map(|because| format!("\n      because {}", printable(&because))).unwrap_or_default();
    let quote = one_line(&claim.evidence.quote);
    let head = look.dim().apply_to(format!("{} {}", claim.id.as_str(), claim.event_type));
    let review = claim.review.as_ref().map_or_else(String::new, |review| {
        printable(&format!("\n      {} by {}, decision {}", word(&review.state), review.who, review.decision))
    });
    format!("  {head} {}: “{}”{because}{review}\n", printable(&claim.input), printable(&quote))
}

/// How many of the claims a person looked at: what nobody reviewed says so.
fn reviewed(claims: &[Claim]) -> String {
    match claims.iter().filter(|claim| claim.review.is_some()).count() {
        0 => "read by machine, reviewed by nobody".to_owned(),
        n if n == claims.len() => "all reviewed".to_owned(),
        n => format!("{n} of {} reviewed, the others by nobody", claims.len()),
    }
}

fn origin(origin: &Origin) -> String {
    let name = origin.name.as_deref().unwrap_or("nobody who is named");
    let party = if origin.party { ", a party to the fighting" } else { "" };
    format!(
        "{name}{party}{} ({})",
        quoting(origin),
        origin.reports.iter().map(|report| report.as_str()).collect::<Vec<_>>().join(", ")
    )
}

/// How an incident stands to another one, which is named behind it.
fn stands(relation: Relatedness) -> &'static str {
    match relation {
        Relatedness::PossiblySame => "may be the same as",
        Relatedness::PartOf => "is part of the total",
        Relatedness::AggregateOf => "is a total that holds",
        Relatedness::Overlaps => "shares days with",
        Relatedness::Fulfils => "may be what was planned in",
        Relatedness::FulfilledBy => "is planned here and may be done in",
    }
}
