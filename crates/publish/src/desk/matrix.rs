//! The source matrix of texts that are dropped or pasted: nothing of them is kept.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::Assessment;
use serde::Serialize;

use super::assessment::{Choice, choices};
use super::form::Form;
use super::frame::Frame;
use super::problem::Problem;
use super::shape::Shape;
use super::staff::{Became, Tried};
use super::state::Desk;
use super::verdict::Verdict;
use crate::assessment::{Case, Corrected, Links, REVIEW};
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
    /// The name of a policy.
    pub policy: Option<String>,
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
    let published = form.day("published")?;
    let uploads = form.uploads();
    if uploads.is_empty() {
        return Err(nothing());
    }
    let staff = desk.clone();
    desk.work(move || {
        let Tried { mut assessments, became } = staff.staff().try_out(&uploads, published);
        // Whatever else stays in order of name.
        assessments.sort_by_key(|one| {
            !policies.iter().any(|policy| policy.chosen && policy.name == one.verdict.policy)
        });
        let matrix = Matrix { assessments, became };
        Ok(shape.answer(&matrix, || draw(&matrix)))
    })
    .await
}

/// There is no text to do anything with.
pub fn nothing() -> Problem {
    Problem::bad("There is no text: paste some, or choose a file.")
}

fn draw(matrix: &Matrix) -> String {
    let (links, corrected) = (Links::new(), Corrected::new());
    rendered(&Page {
        frame: Frame::of("Source matrix", "/matrix"),
        review: REVIEW,
        became: &matrix.became,
        case: matrix.assessments.first().map(|assessment| Case::of(assessment, &links, &corrected)),
        place: 1,
        verdicts: matrix.assessments.iter().map(Verdict::of).collect(),
    })
}
