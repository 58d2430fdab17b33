//! Rows and cells of a source matrix, filled by hand: of a report in any language, with a translation beside it where one is given.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use model::{IncidentId, Translation};

use super::decide::{id, problem};
use super::form::Form;
use super::incident::find;
use super::problem::Problem;
use super::shape::Shape;
use super::staff::{Filled, Filling, FillingOf};
use super::state::Desk;

/// What is known of a report beside its words.
const OF_REPORT: [&str; 5] = ["title", "publisher", "published", "url", "language"];

/// Cells that a row may have; those that are left empty say nothing.
const CELLS: [&str; 18] = [
    "type",
    "killed",
    "injured",
    "children",
    "women",
    "men",
    "named",
    "count",
    "perpetrator",
    "victim",
    "victim_status",
    "target",
    "means",
    "place",
    "country",
    "date",
    "source",
    "factuality",
];

/// What the form of a row holds.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "it describes what `Form` reads")]
pub struct RowOfMatrix {
    /// The token of the first page's twin.
    pub token: String,
    /// Why it is there: for the log.
    pub reason: String,
    /// A report of the record; without one the report is new, and these are its words and what is known of it.
    pub report: Option<String>,
    pub text: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    /// The words that state it, as they stand in the report; all of a new one, if none are given.
    pub quote: Option<String>,
    /// The language that the report is in (a tag: ar, uk, fa); a new one, and one that is translated, must say it. Only English is read by
    /// machine.
    pub language: Option<String>,
    /// What it says in English, and who translated it.
    pub translation: Option<String>,
    pub translator: Option<String>,
    /// The cells, as `annals claims import` takes them in CSV.
    pub r#type: Option<String>,
    pub killed: Option<String>,
    pub injured: Option<String>,
    /// How many of them are children, women and men; and those who are called by name, parted by semicolons, each with the age if it is
    /// told: `Maro Ito, 41; Lena Ito`.
    pub children: Option<String>,
    pub women: Option<String>,
    pub men: Option<String>,
    pub named: Option<String>,
    pub count: Option<String>,
    pub perpetrator: Option<String>,
    pub victim: Option<String>,
    pub victim_status: Option<String>,
    pub target: Option<String>,
    pub means: Option<String>,
    pub place: Option<String>,
    pub country: Option<String>,
    pub date: Option<String>,
    pub source: Option<String>,
    pub factuality: Option<String>,
}

/// Takes a row into the matrix of an incident.
#[utoipa::path(
    post, path = "/incidents/{id}/rows.json", tag = "decisions",
    params(("id" = String, Path, description = "The incident's id")),
    request_body(content = RowOfMatrix, content_type = "multipart/form-data"),
    responses((status = 200, body = Filled), (status = 400, body = Problem), (status = 404, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
              (status = 507, body = Problem))
)]
pub async fn take(
    State(desk): State<Desk>,
    shape: Shape,
    Path(incident): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let reason =
        form.one("reason").ok_or_else(|| Problem::bad("A row needs a reason: it stands in the log."))?;
    let reason = reason.to_owned();
    desk.look(move |desk, view| {
        let (Ok(id) | Err(id)) = find(view, &incident)?.map(|incident| incident.id);
        let back = format!("/incidents/{}/assessment", id.as_str());
        let filling = filling(&form, id)?;
        let filled = desk.staff().fill(&filling, &reason).map_err(problem)?;
        Ok(match shape {
            Shape::Json => Json(filled).into_response(),
            Shape::Page => Redirect::to(&back).into_response(),
        })
    })
    .await
}

/// What a form fills in of an incident.
fn filling(form: &Form, incident: IncidentId) -> Result<Filling, Problem> {
    let filled = |names: &[&str]| -> BTreeMap<String, String> {
        let pair = |name: &&str| Some(((*name).to_owned(), lines(form.one(name)?)));
        names.iter().filter_map(pair).collect()
    };
    let mut cells = filled(&CELLS);
    let of = match form.one("report") {
        Some(report) => FillingOf::Held(id(report)?),
        None => {
            let mut row = filled(&OF_REPORT);
            let text = form.one("text").ok_or_else(|| {
                Problem::bad("Name a report of the record, or give the words of a new one.")
            })?;
            if !row.contains_key("language") {
                return Err(Problem::bad("Say which language the report is in: en, ar, uk, fa."));
            }
            row.insert("text".to_owned(), lines(text));
            FillingOf::Typed(row)
        }
    };
    let quote = form.one("quote").or_else(|| form.one("text"));
    cells.insert("quote".to_owned(), lines(quote.unwrap_or_default()));
    Ok(Filling { of, incident, cells, translation: translation(form)? })
}

/// The translation that a form gives.
pub fn translation(form: &Form) -> Result<Option<Translation>, Problem> {
    let Some(words) = form.one("translation") else { return Ok(None) };
    let language = form.one("language");
    let language =
        language.ok_or_else(|| Problem::bad("Say from which language it is translated: ar, uk, fa."))?;
    let by = form.one("translator").map(str::to_owned);
    Ok(Some(Translation { language: language.to_owned(), words: lines(words), by }))
}

/// Text as it was typed: forms end lines with two characters.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}
