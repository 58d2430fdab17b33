//! What is shared: an assessment or a brief as a file that stands alone, the same as the command writes it.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use model::Assessment;

use super::asked::Asked;
use super::assessment::of_incident;
use super::incident::find;
use super::place::asked_place;
use super::problem::Problem;
use super::staff::{Sheet, Unplaced};
use super::state::Desk;
use crate::{assessment, situation};

/// The assessment of an incident under the policy that is asked for: `page.html`, `table.csv` or `workbook.xlsx`.
pub async fn assessed(
    State(desk): State<Desk>,
    Path((id, name)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let incident = match find(view, &id)? {
            Ok(incident) => incident,
            Err(became) => view.incident(&became)?.ok_or_else(|| Problem::unknown("incident", &id))?,
        };
        let (_, assessment) = of_incident(desk, view, &incident, &asked)?;
        written(desk, &[assessment], &name)
    })
    .await
}

/// The brief of a place as a page.
pub async fn brief(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let place = asked_place(id, &asked)?;
    desk.look(move |desk, view| match desk.staff().situate(view, &place) {
        Ok(told) => Ok(file("brief.html", "text/html; charset=utf-8", situation::page(&told).into_bytes())),
        Err(Unplaced::Record(error)) => Err(error.into()),
        Err(_) => Err(Problem::unknown("place", &place.called)),
    })
    .await
}

/// Assessments as a file of a name, whose ending says what it is.
pub fn written(desk: &Desk, assessments: &[Assessment], name: &str) -> Result<Response, Problem> {
    let sheet = |sheet| desk.staff().sheet(assessments, sheet).map_err(|_| Problem::broken());
    Ok(match name {
        "page.html" => {
            file("assessment.html", "text/html; charset=utf-8", assessment::page(assessments).into_bytes())
        }
        "table.csv" => file("assessment.csv", "text/csv; charset=utf-8", sheet(Sheet::Csv)?),
        "workbook.xlsx" => file(
            "assessment.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            sheet(Sheet::Workbook)?,
        ),
        _ => return Err(Problem::unknown("file", name)),
    })
}

/// A file to keep: no browser shows it at the address of the desk.
fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let heads = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (heads, bytes).into_response()
}
