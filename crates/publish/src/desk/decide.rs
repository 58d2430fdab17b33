//! A person's word over the machine's, by a form: every decision has a reason, and stands in the log for good.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use model::Proposal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::form::Form;
use super::problem::Problem;
use super::rows::translation;
use super::shape::Shape;
use super::staff::Undecided;
use super::state::Desk;

/// What the reason of a confirmation is where none is given: looking at the words is what confirming means.
const LOOKED: &str = "it stands in the words";

/// A decision that was made.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Decided {
    /// Its place in the log: what undoes it names that.
    pub decision: i64,
}

/// What the form of a decision holds.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "it describes what `Form` reads")]
pub struct Decision {
    /// The token of the first page's twin.
    pub token: String,
    /// What to do, and with what: `confirm CLAIM`, `correct CLAIM`, `reject CLAIM`, `merge INCIDENT INCIDENT …`, `split INCIDENT`,
    /// `add REPORT`, `translate REPORT`, `redact REPORT`, `erase REPORT`, `note CLAIM`, `undo DECISION`.
    pub act: String,
    /// Why; only a confirmation needs none.
    pub reason: Option<String>,
    /// To correct: paths in the claim, and as many values, in the same order.
    pub field: Option<Vec<String>>,
    pub value: Option<Vec<String>>,
    /// To add: the event type, the words as they stand in the report, how surely, and who fills these roles.
    pub r#type: Option<String>,
    pub quote: Option<String>,
    pub factuality: Option<String>,
    pub perpetrator: Option<String>,
    pub victim: Option<String>,
    /// To translate: what it says, the language that it is in (a tag: ar, uk, fa), and who translated it.
    pub translation: Option<String>,
    pub language: Option<String>,
    pub translator: Option<String>,
    /// To redact: the words that are not to be shown, a line each.
    pub words: Option<String>,
    /// To erase: the id of the report once more.
    pub confirm: Option<String>,
    /// To split: the claims that leave.
    pub claim: Option<Vec<String>>,
    /// The page to go back to.
    pub back: Option<String>,
}

/// Takes a decision.
#[utoipa::path(
    post, path = "/decide.json", tag = "decisions",
    request_body(content = Decision, content_type = "multipart/form-data"),
    responses((status = 200, body = Decided), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
              (status = 503, body = Problem), (status = 507, body = Problem))
)]
pub async fn take(State(desk): State<Desk>, shape: Shape, form: Form) -> Result<Response, Problem> {
    let proposal = proposal(&form)?;
    let reason = reason(&form, &proposal)?;
    let back = form.one("back").filter(|back| is_own(back)).unwrap_or("/decisions").to_owned();
    let staff = desk.clone();
    desk.work(move || {
        let decision = staff.staff().decide(&proposal, &reason).map_err(problem)?;
        Ok(match shape {
            Shape::Json => Json(Decided { decision }).into_response(),
            Shape::Page => Redirect::to(&back).into_response(),
        })
    })
    .await
}

/// Whether an address leads to a page of the desk, and nowhere else.
fn is_own(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n'])
}

pub fn problem(undecided: Undecided) -> Problem {
    match undecided {
        Undecided::Refused(why) => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "This cannot be decided", why)
        }
        Undecided::Unable(unable) => unable.into(),
    }
}

fn reason(form: &Form, proposal: &Proposal) -> Result<String, Problem> {
    match (form.one("reason"), proposal) {
        (Some(reason), _) => Ok(reason.to_owned()),
        (None, Proposal::Confirm { .. }) => Ok(LOOKED.to_owned()),
        (None, _) => {
            Err(Problem::bad("A decision needs a reason: it stands in the log, for whoever asks later."))
        }
    }
}

fn proposal(form: &Form) -> Result<Proposal, Problem> {
    let act = form.one("act").unwrap_or_default();
    let mut words = act.split_whitespace();
    let kind = words.next().unwrap_or_default();
    let subjects: Vec<&str> = words.collect();
    let one = || subjects.first().copied().ok_or_else(|| Problem::bad("“act” names what it is about."));
    Ok(match kind {
        "confirm" => Proposal::Confirm { claim: id(one()?)? },
        "reject" => Proposal::Reject { claim: id(one()?)? },
        "correct" => Proposal::Correct { claim: id(one()?)?, fields: fields(form)? },
        "merge" => Proposal::Merge {
            incidents: subjects.iter().map(|subject| id(subject)).collect::<Result<_, _>>()?,
        },
        "split" => {
            let claims = form.all("claim");
            let claims = claims.iter().map(|claim| id(claim)).collect::<Result<_, _>>()?;
            Proposal::Split { incident: id(one()?)?, claims }
        }
        "add" => Proposal::Add { report: id(one()?)?, claim: row(form)? },
        "translate" => Proposal::Translate {
            report: id(one()?)?,
            translation: translation(form)?.ok_or_else(|| Problem::bad("A translation has words."))?,
        },
        "redact" => Proposal::Redact { report: id(one()?)?, words: words_to_withhold(form)? },
        "erase" => Proposal::Erase { report: id(meant(one()?, form)?)? },
        "note" => Proposal::Note { about: one()?.to_owned() },
        "undo" => Proposal::Undo {
            decision: one()?.parse().map_err(|_| Problem::bad("A decision is named by its number."))?,
        },
        _ => {
            return Err(Problem::bad(
                "“act” is confirm, correct, reject, add, merge, split, note, translate, redact, erase or undo, and what it is about.",
            ));
        }
    })
}

/// The words that are not to be shown, a line each.
fn words_to_withhold(form: &Form) -> Result<Vec<String>, Problem> {
    let lines = form.one("words").unwrap_or_default().lines().map(str::trim);
    let words: Vec<String> = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if words.is_empty() { Err(Problem::bad("Name the words that are not to be shown.")) } else { Ok(words) }
}

/// The report that is erased: what does not come back is named twice.
fn meant<'a>(report: &'a str, form: &Form) -> Result<&'a str, Problem> {
    if form.one("confirm") == Some(report) {
        return Ok(report);
    }
    Err(Problem::bad(
        "What is erased does not come back: type the id of the report to say that it is meant. Nothing was erased.",
    ))
}

/// A claim in the words of a form, as the import takes it.
fn row(form: &Form) -> Result<BTreeMap<String, Value>, Problem> {
    let (Some(kind), Some(quote)) = (form.one("type"), form.one("quote")) else {
        return Err(Problem::bad("A claim has a type, and words that state it."));
    };
    let filled = |role: &'static str| Some((role, json!([{ "text": form.one(role)?, "basis": "stated" }])));
    let roles: BTreeMap<&str, Value> = ["perpetrator", "victim"].into_iter().filter_map(filled).collect();
    let row = json!({
        "type": kind, "factuality": form.one("factuality").unwrap_or("asserted"), "polarity": "affirmed",
        "realis": "actual", "roles": roles, "evidence": { "quote": quote },
    });
    serde_json::from_value(row).map_err(|_| Problem::broken())
}

/// Fields with the values that they are to have; those left empty stay as they are.
fn fields(form: &Form) -> Result<BTreeMap<String, Value>, Problem> {
    let value = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
    let (paths, values) = (form.every("field"), form.every("value"));
    let pairs = paths.iter().zip(&values).filter(|(path, value)| !path.is_empty() && !value.is_empty());
    let fields: BTreeMap<String, Value> = pairs.map(|(path, text)| (path.clone(), value(text))).collect();
    if fields.is_empty() {
        return Err(Problem::bad("Say what is to have which value."));
    }
    Ok(fields)
}

pub fn id<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_value(text.into()).map_err(|_| Problem::bad(format!("“{text}” is no id.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_nowhere_else() {
        for back in ["/claims/clm_1", "/incidents/inc_1#claims"] {
            assert!(is_own(back), "{back}");
        }
        for back in ["", "claims", "//example.org", "https://example.org", "/\\example.org", "/a\r\nb"] {
            assert!(!is_own(back), "{back}");
        }
    }
}
