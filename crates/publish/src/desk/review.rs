//! What to look at first: incidents by what matters most of those that nobody has reviewed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::{Claim, Disputed, Incident};
use record::{Range, View};
use serde::Serialize;

use super::asked::Asked;
use super::frame::Frame;
use super::line::Line;
use super::problem::Problem;
use super::shape::Shape;
use super::staff::EventType;
use super::state::Desk;
use super::values::Told;
use crate::page::rendered;
use crate::words::disputed;

/// Incidents that one page looks at, at most, for some that nobody reviewed: where people are done with so many, the next page goes on.
const N_LOOKED_AT: u64 = 36;

/// Incidents that are read at a time.
const STEP: u64 = 12;

/// Incidents that a page shows.
const N_SHOWN: usize = 12;

/// Claims of one incident that the queue shows; its own page has all.
const MOST_CLAIMS: usize = 8;

/// The queue of a reviewer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Queue {
    pub waiting: Vec<Waiting>,
    /// How many incidents of the record come before the next page; null where there is none.
    pub next: Option<u64>,
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
    /// How many incidents come before this page, and before the next one.
    from: u64,
    next: Option<u64>,
}

/// An incident of the queue, with the claims to decide.
struct Case<'a> {
    line: Line,
    because: &'a [String],
    n_unreviewed: usize,
    claims: Vec<Told>,
}

/// Shows the queue.
#[utoipa::path(
    get, path = "/review.json", tag = "decisions",
    params(("from" = Option<u64>, Query, description = "How many incidents come before, in the order of what matters: the `next` of another page")),
    responses((status = 200, body = Queue), (status = 400, body = Problem))
)]
pub async fn show(State(desk): State<Desk>, shape: Shape, asked: Asked) -> Result<Response, Problem> {
    let from = from(&asked)?;
    desk.look(move |desk, view| {
        let queue = queue(view, from)?;
        let types = desk.staff().event_types();
        Ok(shape.answer(&queue, || {
            let case = |one| Case::of(one, &types);
            rendered(&Page {
                frame: Frame::with_twin("Review", "/review", &asked.query()),
                token: desk.token(),
                lines: queue.waiting.iter().map(case).collect(),
                from,
                next: queue.next,
            })
        }))
    })
    .await
}

/// How many incidents come before the page that is asked for.
fn from(asked: &Asked) -> Result<u64, Problem> {
    let Some(from) = asked.one("from") else { return Ok(0) };
    let from = from.parse::<u32>().map_err(|_| Problem::bad("“from” is a number from 0 on."))?;
    Ok(u64::from(from))
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

/// The incidents that have claims which nobody reviewed, those first that matter most, from one on.
fn queue(view: View<'_>, from: u64) -> Result<Queue, Problem> {
    let mut waiting = Vec::new();
    let mut at = from;
    while at < from + N_LOOKED_AT {
        let incidents = view.weightiest(Range { skip: at, n_most: STEP })?;
        let is_end = (incidents.len() as u64) < STEP;
        for incident in incidents {
            if waiting.len() == N_SHOWN {
                return Ok(Queue { waiting, next: Some(at) });
            }
            at += 1;
            waiting.extend(Waiting::of(view, incident)?);
        }
        if is_end {
            return Ok(Queue { waiting, next: None });
        }
    }
    Ok(Queue { waiting, next: Some(at) })
}

impl Waiting {
    /// An incident with the first of its claims that nobody reviewed; none if people are done with it.
    fn of(view: View<'_>, incident: Incident) -> Result<Option<Self>, Problem> {
        let mut claims = unreviewed(view, &incident)?;
        let n_unreviewed = claims.len();
        claims.truncate(MOST_CLAIMS);
        Ok((n_unreviewed > 0).then(|| Self { because: because(&incident), n_unreviewed, claims, incident }))
    }
}

/// The claims of an incident that nobody reviewed.
fn unreviewed(view: View<'_>, incident: &Incident) -> Result<Vec<Claim>, Problem> {
    let mut claims = Vec::new();
    for belonging in &incident.claims {
        claims.extend(view.claim(&belonging.claim)?.filter(|claim| claim.review.is_none()));
    }
    Ok(claims)
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
