//! Texts into the record, with an account of every one.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::form::Form;
use super::frame::Frame;
use super::matrix::{Texts, nothing};
use super::problem::Problem;
use super::shape::Shape;
use super::staff::Became;
use super::state::Desk;
use crate::page::rendered;

/// What became of texts.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Account {
    pub became: Vec<Became>,
}

#[derive(Template)]
#[template(path = "desk/add.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    became: &'a [Became],
}

/// What a form must bring along.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FormToken {
    pub token: String,
}

/// Shows the form.
#[utoipa::path(get, path = "/add.json", tag = "texts", responses((status = 200, body = FormToken)))]
pub async fn form(State(desk): State<Desk>, shape: Shape) -> Response {
    shape.answer(&FormToken { token: desk.token().to_owned() }, || page(&desk, &[]))
}

/// Takes the texts of a form into the record.
#[utoipa::path(
    post, path = "/add.json", tag = "texts",
    request_body(content = Texts, content_type = "multipart/form-data"),
    responses((status = 200, body = Account), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem), (status = 503, body = Problem),
              (status = 507, body = Problem))
)]
pub async fn take(State(desk): State<Desk>, shape: Shape, form: Form) -> Result<Response, Problem> {
    let common = form.common()?;
    let uploads = form.uploads();
    if uploads.is_empty() {
        return Err(nothing());
    }
    let staff = desk.clone();
    desk.work(move || {
        let account = Account { became: staff.staff().add(&uploads, &common)? };
        Ok(shape.answer(&account, || page(&staff, &account.became)))
    })
    .await
}

fn page(desk: &Desk, became: &[Became]) -> String {
    rendered(&Page { frame: Frame::with_twin("Add", "/add", ""), token: desk.token(), became })
}
