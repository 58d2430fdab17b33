//! What to look at first: incidents by what matters most of those that nobody has reviewed.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::{Claim, Disputed, Incident};
use record::{IncidentFilter, Range, View};
use serde::Serialize;

use super::frame::Frame;
use super::line::Line;
use super::problem::Problem;
use super::shape::Shape;
use super::staff::EventType;
use super::state::Desk;
use super::values::Told;
use crate::page::rendered;
use crate::words::disputed;

/// The latest incidents that are looked at, of those that are contested and of all.
const N_LOOKED_AT: u64 = 200;

/// Incidents that the queue shows.
const N_SHOWN: usize = 30;

/// Claims of one incident that the queue shows; its own page has all.
const MOST_CLAIMS: usize = 8;

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
    /// The first of them, as `annals read --format jsonl` writes them.
    #[schema(value_type = Vec<Object>)]
    pub claims: Vec<Claim>,
}

#[derive(Template)]
#[template(path = "desk/review.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    lines: Vec<Case<'a>>,
}

/// An incident of the queue, with the claims to decide.
struct Case<'a> {
    line: Line,
    because: &'a [String],
    n_unreviewed: usize,
    claims: Vec<Told>,
}

/// Shows the queue.
#[utoipa::path(get, path = "/review.json", tag = "decisions", responses((status = 200, body = Queue)))]
pub async fn show(State(desk): State<Desk>, shape: Shape) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let queue = Queue { waiting: waiting(view)? };
        let types = desk.staff().event_types();
        Ok(shape.answer(&queue, || {
            let case = |one| Case::of(one, &types);
            rendered(&Page {
                frame: Frame::with_twin("Review", "/review", ""),
                token: desk.token(),
                lines: queue.waiting.iter().map(case).collect(),
            })
        }))
    })
    .await
}

impl<'a> Case<'a> {
    fn of(waiting: &'a Waiting, types: &[EventType]) -> Self {
        Self {
            line: Line::of(&waiting.incident, types),
            because: &waiting.because,
            n_unreviewed: waiting.n_unreviewed,
            claims: waiting.claims.iter().map(|claim| Told::of(claim, "", &[])).collect(),
        }
    }
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
        let mut claims = unreviewed(view, &incident)?;
        let n_unreviewed = claims.len();
        claims.truncate(MOST_CLAIMS);
        if n_unreviewed > 0 {
            waiting.push(Waiting { because: because(&incident), n_unreviewed, claims, incident });
        }
    }
    Ok(waiting)
}

/// The claims of an incident that nobody reviewed.
fn unreviewed(view: View<'_>, incident: &Incident) -> Result<Vec<Claim>, Problem> {
    let mut claims = Vec::new();
    for belonging in &incident.claims {
        claims.extend(view.claim(&belonging.claim)?.filter(|claim| claim.review.is_none()));
    }
    Ok(claims)
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
