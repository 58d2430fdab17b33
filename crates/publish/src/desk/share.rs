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
#[utoipa::path(
    get, path = "/incidents/{id}/assessment/{name}", tag = "record",
    params(
        ("id" = String, Path, description = "The incident's id"),
        ("name" = String, Path, description = "`page.html`, `table.csv` or `workbook.xlsx`"),
        ("policy" = Option<String>, Query, description = "The name of a policy: airwars, acled, ucdp, ibc"),
    ),
    responses(
        (status = 200, description = "The assessment as a file", content((Vec<u8> = "text/html"), (Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 400, body = Problem), (status = 404, body = Problem)
    )
)]
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
#[utoipa::path(
    get, path = "/places/{id}/brief.html", tag = "record",
    params(
        ("id" = String, Path, description = "A place's id in the gazetteer, or its name"),
        ("at" = Option<String>, Query, description = "The day that is asked about; today, if none is given"),
        ("known" = Option<String>, Query, description = "The day as of which it is known; today, if none is given"),
        ("policy" = Option<String>, Query, description = "Harm by this policy; by all, if none is given"),
    ),
    responses(
        (status = 200, description = "The brief as a page", body = Vec<u8>, content_type = "text/html"),
        (status = 400, body = Problem), (status = 404, body = Problem)
    )
)]
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
pub fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let heads = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (heads, bytes).into_response()
}
