//! One claim: its words, what it says, and the forms to confirm, correct or reject it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use model::{Claim, ClaimId, Factuality, Status};
use record::View;
use serde::Serialize;

use super::frame::Frame;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use super::values::{Reviewing, link};
use crate::page::{Card, Numbers, rendered};
use crate::words::{how_many, one_line, time, word, words_of_all};

/// A claim with where it belongs.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ClaimPage {
    /// As `annals read --format jsonl` writes it, with the review of the record.
    #[schema(value_type = Object)]
    pub claim: Claim,
    /// Whether somebody said that the report does not say so.
    pub rejected: bool,
    /// The incidents that it belongs to.
    pub incidents: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/claim.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    id: &'a str,
    quote: String,
    link: String,
    rejected: bool,
    reviewing: Reviewing,
    cards: Vec<Card<'a>>,
    fields: Vec<Field>,
    incidents: &'a [String],
}

/// A field to correct: its path, what it is called, and what it is now.
struct Field {
    path: String,
    name: String,
    now: String,
    /// What it may be, where that is a closed set.
    choices: Vec<String>,
}

/// Shows a claim.
#[utoipa::path(
    get, path = "/claims/{id}.json", tag = "record",
    params(("id" = String, Path, description = "The claim's id")),
    responses((status = 200, body = ClaimPage), (status = 404, body = Problem))
)]
pub async fn show(
    State(desk): State<Desk>,
    shape: Shape,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let found = find(view, &id)?;
        let claims = view.claims(&found.claim.report)?;
        Ok(shape.answer(&found, || draw(desk, &found, &claims)))
    })
    .await
}

fn find(view: View<'_>, id: &str) -> Result<ClaimPage, Problem> {
    let unknown = || Problem::unknown("claim", id);
    let known: ClaimId = serde_json::from_value(id.into()).map_err(|_| unknown())?;
    let (claim, rejected) = match view.claim(&known)? {
        Some(claim) => (claim, false),
        None => (view.rejected_claim(&known)?.ok_or_else(unknown)?, true),
    };
    let incidents = view.incidents_of(&known)?;
    let incidents = incidents.iter().map(|incident| incident.id.as_str().to_owned()).collect();
    Ok(ClaimPage { claim, rejected, incidents })
}

fn draw(desk: &Desk, found: &ClaimPage, claims: &[Claim]) -> String {
    let claim = &found.claim;
    let id = claim.id.as_str();
    let numbers = claims.iter().map(|claim| &claim.id).zip(1..).collect::<Numbers<'_>>();
    let number = numbers.get(&claim.id).copied().unwrap_or(1);
    rendered(&Page {
        frame: Frame::with_twin(&format!("Claim: {}", claim.event_type), &format!("/claims/{id}"), ""),
        token: desk.token(),
        id,
        quote: one_line(&claim.evidence.quote),
        link: link(claim),
        rejected: found.rejected,
        reviewing: Reviewing::of(claim),
        cards: vec![Card::of(claim, number, &numbers)],
        fields: fields(claim),
        incidents: &found.incidents,
    })
}

/// What of a claim is corrected by itself; a role by a name.
fn fields(claim: &Claim) -> Vec<Field> {
    let mut fields = vec![
        Field {
            path: "factuality".to_owned(),
            name: "how surely".to_owned(),
            now: word(&claim.factuality),
            choices: words_of_all(&Factuality::ALL),
        },
        field("count", "how many", claim.count.as_ref().map(|count| how_many(claim, count))),
        field("time", "when", claim.time.as_ref().map(time)),
    ];
    let mut roles: Vec<&str> = claim.roles.keys().map(String::as_str).collect();
    for usual in ["perpetrator", "victim"] {
        if !roles.contains(&usual) {
            roles.push(usual);
        }
    }
    for role in roles {
        let now = claim
            .roles
            .get(role)
            .map(|fillers| fillers.iter().map(crate::words::filler).collect::<Vec<_>>().join("; "));
        fields.push(field(&format!("roles.{role}"), role, now));
    }
    if let Some(victim) = claim.roles.get("victim").and_then(|victims| victims.first()) {
        fields.push(Field {
            path: "roles.victim.0.status".to_owned(),
            name: "status of the victim".to_owned(),
            now: victim.status.map(|status| word(&status)).unwrap_or_default(),
            choices: words_of_all(&Status::ALL),
        });
    }
    fields
}

fn field(path: &str, name: &str, now: Option<String>) -> Field {
    Field { path: path.to_owned(), name: name.to_owned(), now: now.unwrap_or_default(), choices: Vec::new() }
}
