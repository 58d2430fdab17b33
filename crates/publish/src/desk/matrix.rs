//! The source matrix of texts that are dropped or pasted: nothing of them is kept.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use model::Assessment;
use serde::Serialize;

use super::assessment::{Choice, choices};
use super::form::Form;
use super::frame::Frame;
use super::problem::Problem;
use super::shape::Shape;
use super::share::written;
use super::staff::{Became, Tried};
use super::state::Desk;
use super::verdict::Verdict;
use crate::assessment::{Case, Known, REVIEW};
use crate::page::rendered;

/// What texts on one incident come to.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Matrix {
    /// What each policy makes of them, the chosen one first; empty where they tell of no harm and of no attack.
    #[schema(value_type = Vec<Object>)]
    pub assessments: Vec<Assessment>,
    /// What became of each text.
    pub became: Vec<Became>,
}

/// What a form of the desk holds that takes texts.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "it describes what `Form` reads")]
pub struct Texts {
    /// The token of the first page's twin.
    pub token: String,
    /// Texts, parted by lines of nothing but hyphens.
    pub text: Option<String>,
    /// Files, as many as there are.
    pub files: Option<Vec<String>>,
    /// The day of publication of texts that bring none of their own.
    pub published: Option<String>,
    /// The language of texts that do not say theirs (a tag: en, ar, uk, fa). Only English is read.
    pub language: Option<String>,
    /// The name of a policy.
    pub policy: Option<String>,
}

/// What a form of the desk holds that shares an assessment which is not kept.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "it describes what `Form` reads")]
pub struct Shared {
    /// The token of the first page's twin.
    pub token: String,
    /// One of the assessments that a source matrix gives, as JSON.
    pub assessment: String,
}

#[derive(Template)]
#[template(path = "desk/matrix-form.html")]
struct FormPage<'a> {
    frame: Frame,
    token: &'a str,
    policies: &'a [Choice],
}

/// What the form of a matrix offers, and must bring along.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MatrixForm {
    pub policies: Vec<Choice>,
    pub token: String,
}

#[derive(Template)]
#[template(path = "desk/matrix.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    /// The chosen policy's assessment as JSON, to be shared: nothing of it is kept here.
    shared: String,
    review: &'static str,
    became: &'a [Became],
    /// The chosen policy's case; none where there is nothing to lay out.
    case: Option<Case<'a>>,
    place: usize,
    verdicts: Vec<Verdict<'a>>,
}

/// Shows the form.
#[utoipa::path(get, path = "/matrix.json", tag = "texts", responses((status = 200, body = MatrixForm)))]
pub async fn form(State(desk): State<Desk>, shape: Shape) -> Result<Response, Problem> {
    let form = MatrixForm { policies: choices(&desk, None)?, token: desk.token().to_owned() };
    Ok(shape.answer(&form, || {
        let frame = Frame::with_twin("Source matrix", "/matrix", "");
        rendered(&FormPage { frame, token: &form.token, policies: &form.policies })
    }))
}

/// Shows the matrix of the texts of a form.
#[utoipa::path(
    post, path = "/matrix.json", tag = "texts",
    request_body(content = Texts, content_type = "multipart/form-data"),
    responses((status = 200, body = Matrix), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem))
)]
pub async fn fill(State(desk): State<Desk>, shape: Shape, form: Form) -> Result<Response, Problem> {
    let policies = choices(&desk, form.one("policy"))?;
    let common = form.common()?;
    let uploads = form.uploads();
    if uploads.is_empty() {
        return Err(nothing());
    }
    let staff = desk.clone();
    desk.work(move || {
        let Tried { mut assessments, became } = staff.staff().try_out(&uploads, &common)?;
        // Whatever else stays in order of name.
        assessments.sort_by_key(|one| {
            !policies.iter().any(|policy| policy.chosen && policy.name == one.verdict.policy)
        });
        let matrix = Matrix { assessments, became };
        Ok(shape.answer(&matrix, || draw(&staff, &matrix)))
    })
    .await
}

/// Shares an assessment of texts that are not kept: whoever has it brings it along.
#[utoipa::path(
    post, path = "/matrix/{name}", tag = "texts",
    params(("name" = String, Path, description = "`page.html`, `table.csv` or `workbook.xlsx`")),
    request_body(content = Shared, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "The assessment as a file", content((Vec<u8> = "text/html"), (Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 400, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem)
    )
)]
pub async fn share(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let assessment = form.one("assessment").and_then(|json| serde_json::from_str::<Assessment>(json).ok());
    let assessment = assessment.ok_or_else(|| {
        Problem::bad("“assessment” is one of the assessments that a source matrix gives, as JSON.")
    })?;
    let staff = desk.clone();
    desk.work(move || written(&staff, &[assessment], &name)).await
}

/// There is no text to do anything with.
pub fn nothing() -> Problem {
    Problem::bad("There is no text: paste some, or choose a file.")
}

fn draw(desk: &Desk, matrix: &Matrix) -> String {
    let known = Known::default();
    rendered(&Page {
        frame: Frame::of("Source matrix", "/matrix"),
        token: desk.token(),
        shared: matrix
            .assessments
            .first()
            .and_then(|first| serde_json::to_string(first).ok())
            .unwrap_or_default(),
        review: REVIEW,
        became: &matrix.became,
        case: matrix.assessments.first().map(|assessment| Case::of(assessment, &known)),
        place: 1,
        verdicts: matrix.assessments.iter().map(Verdict::of).collect(),
    })
}
