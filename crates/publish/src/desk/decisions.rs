//! What people decided, the last first, each with the way to undo it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::{Act, Decision};
use record::{DecisionStanding, StoredDecision};
use serde::Serialize;

use super::frame::Frame;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use crate::page::rendered;
use crate::words::one_line;

/// What people decided.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Decisions {
    pub decisions: Vec<ListedDecision>,
}

/// A decision on a line of the list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ListedDecision {
    /// Its place in the log.
    pub sequence: i64,
    pub time: String,
    pub who: String,
    /// `stands`, `lost` (nothing that it is about is there any more), `undone` or `erased`.
    pub standing: &'static str,
    /// What was decided, and why; null once its words were erased.
    #[schema(value_type = Option<Object>)]
    pub decision: Option<Decision>,
}

#[derive(Template)]
#[template(path = "desk/decisions.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    lines: Vec<Line>,
}

/// What the page shows of a decision.
struct Line {
    sequence: i64,
    time: String,
    who: String,
    kind: String,
    standing: &'static str,
    reason: String,
    /// Pages of what it is about.
    about: Vec<String>,
    can_undo: bool,
}

/// Lists decisions.
#[utoipa::path(get, path = "/decisions.json", tag = "decisions", responses((status = 200, body = Decisions)))]
pub async fn list(State(desk): State<Desk>, shape: Shape) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let stored = desk.staff().tell(view, view.decisions()?)?;
        let lines = stored.iter().rev().map(line).collect();
        let decisions = Decisions { decisions: stored.into_iter().rev().map(listed).collect() };
        Ok(shape.answer(&decisions, || {
            let frame = Frame::with_twin("Decisions", "/decisions", "");
            rendered(&Page { frame, token: desk.token(), lines })
        }))
    })
    .await
}

fn listed(stored: StoredDecision) -> ListedDecision {
    let StoredDecision { sequence, who, time, standing, decision, .. } = stored;
    ListedDecision { sequence, time, who, standing: standing.as_str(), decision }
}

fn line(stored: &StoredDecision) -> Line {
    let act = stored.decision.as_ref().map(|decision| &decision.act);
    let subjects = act.iter().flat_map(|act| act.claims()).map(|subject| subject.claim.as_str());
    let is_final = matches!(act, Some(Act::Erase { .. } | Act::Undo { .. }) | None);
    let stands = matches!(stored.standing, DecisionStanding::Stands | DecisionStanding::Lost);
    Line {
        sequence: stored.sequence,
        time: stored.time.clone(),
        who: one_line(&stored.who),
        kind: stored.kind.clone(),
        standing: stored.standing.as_str(),
        reason: stored.decision.as_ref().map(|decision| one_line(&decision.reason)).unwrap_or_default(),
        about: subjects.map(str::to_owned).collect(),
        can_undo: stands && !is_final,
    }
}
