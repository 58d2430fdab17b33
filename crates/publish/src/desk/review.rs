//! What to look at first: incidents by what matters most of those that nobody has reviewed.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::{Disputed, Incident};
use record::{IncidentFilter, Range, View};
use serde::Serialize;

use super::frame::Frame;
use super::line::Line;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use crate::page::rendered;
use crate::words::disputed;

/// The latest incidents that are looked at, of those that are contested and of all.
const N_LOOKED_AT: u64 = 200;

/// Incidents that the queue shows.
const N_SHOWN: usize = 30;

/// The queue of a reviewer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Queue {
    pub waiting: Vec<Waiting>,
}

/// An incident that waits for a person.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Waiting {
    #[schema(value_type = Object)]
    pub incident: Incident,
    /// Why it matters, in words.
    pub because: Vec<String>,
    /// Claims of it that nobody reviewed.
    pub n_unreviewed: usize,
}

#[derive(Template)]
#[template(path = "desk/review.html")]
struct Page {
    frame: Frame,
    lines: Vec<(Line, Vec<String>, usize)>,
}

/// Shows the queue.
#[utoipa::path(get, path = "/review.json", tag = "decisions", responses((status = 200, body = Queue)))]
pub async fn show(State(desk): State<Desk>, shape: Shape) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let queue = Queue { waiting: waiting(view)? };
        let types = desk.staff().event_types();
        Ok(shape.answer(&queue, || {
            let line =
                |one: &Waiting| (Line::of(&one.incident, &types), one.because.clone(), one.n_unreviewed);
            let lines = queue.waiting.iter().map(line).collect();
            rendered(&Page { frame: Frame::with_twin("Review", "/review", ""), lines })
        }))
    })
    .await
}

/// The incidents that matter most and have claims that nobody reviewed.
fn waiting(view: View<'_>) -> Result<Vec<Waiting>, Problem> {
    let mut incidents = Vec::new();
    for contested in [Some(true), Some(false)] {
        let filter = IncidentFilter { contested, ..IncidentFilter::default() };
        incidents.extend(view.incident_page(&filter, Range { skip: 0, n_most: N_LOOKED_AT })?.items);
    }
    incidents.sort_by_key(|incident| Reverse(weight(incident)));
    let mut waiting = Vec::new();
    for incident in incidents {
        if waiting.len() == N_SHOWN {
            break;
        }
        let n_unreviewed = n_unreviewed(view, &incident)?;
        if n_unreviewed > 0 {
            waiting.push(Waiting { because: because(&incident), n_unreviewed, incident });
        }
    }
    Ok(waiting)
}

fn n_unreviewed(view: View<'_>, incident: &Incident) -> Result<usize, Problem> {
    let mut n = 0;
    for belonging in &incident.claims {
        n += usize::from(view.claim(&belonging.claim)?.is_some_and(|claim| claim.review.is_none()));
    }
    Ok(n)
}

/// How much it would harm if it were wrong: who is blamed, who is named, how many were harmed, and what is disputed.
fn weight(incident: &Incident) -> (bool, usize, usize, u64) {
    let blamed = incident.perpetrators.iter().filter(|one| one.value.name.is_some()).count();
    let is_blame_disputed = incident.contradictions.iter().any(|one| one.about == Disputed::Attribution);
    (is_blame_disputed, incident.contradictions.len(), blamed + incident.persons.len(), most(incident))
}

/// The most people that any statement harms.
fn most(incident: &Incident) -> u64 {
    let figures = incident.tallies.iter().map(|tally| &tally.value.amount);
    let most = figures.flat_map(|amount| [amount.low, amount.best, amount.high]).flatten();
    most.map(|number| number.0 as u64).max().unwrap_or(0)
}

fn because(incident: &Incident) -> Vec<String> {
    let mut about: Vec<Disputed> = incident.contradictions.iter().map(|one| one.about).collect();
    about.sort_unstable();
    about.dedup();
    let blamed = incident.perpetrators.iter().filter(|one| one.value.name.is_some()).count();
    let named = incident.persons.len();
    let counted =
        [(blamed, format!("{blamed} said to have done it")), (named, format!("{named} called by name"))];
    about
        .into_iter()
        .map(|about| format!("disputed: {}", disputed(about)))
        .chain(counted.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words))
        .collect()
}
