//! How a claim or an incident came about and changed, step by step.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;

use super::frame::Frame;
use super::problem::Problem;
use super::shape::Shape;
use super::staff::Step;
use super::state::Desk;
use crate::page::rendered;

/// The history of a claim or an incident.
#[derive(Serialize, utoipa::ToSchema)]
pub struct History {
    pub subject: String,
    pub steps: Vec<Step>,
}

#[derive(Template)]
#[template(path = "desk/history.html")]
struct Page<'a> {
    frame: Frame,
    history: &'a History,
    /// The page of what it is the history of.
    of: String,
}

/// Shows a history.
#[utoipa::path(
    get, path = "/history/{id}.json", tag = "decisions",
    params(("id" = String, Path, description = "The id of a claim or an incident")),
    responses((status = 200, body = History), (status = 404, body = Problem))
)]
pub async fn show(
    State(desk): State<Desk>,
    shape: Shape,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let steps =
            desk.staff().history(view, &id)?.ok_or_else(|| Problem::unknown("claim or incident", &id))?;
        let part = if id.starts_with("inc_") { "incidents" } else { "claims" };
        let history = History { subject: id, steps };
        Ok(shape.answer(&history, || {
            let frame = Frame::with_twin("History", &format!("/history/{}", history.subject), "");
            rendered(&Page { frame, of: format!("/{part}/{}", history.subject), history: &history })
        }))
    })
    .await
}
