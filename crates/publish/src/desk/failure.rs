//! Problems on their way out, in the shape that was asked for.

use askama::Template;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::frame::Frame;
use super::problem::Problem;
use super::shape::{Shape, html};
use crate::page::rendered;

#[derive(Template)]
#[template(path = "desk/problem.html")]
struct Page<'a> {
    frame: Frame,
    problem: &'a Problem,
}

/// The answer, with a problem in it written out. What the router says by a status alone becomes a problem, too.
pub fn told(response: Response, shape: Shape, path: &str) -> Response {
    let status = response.status();
    let problem = match response.extensions().get::<Problem>() {
        Some(problem) => problem.clone(),
        None if status.is_client_error() || status.is_server_error() => Problem::of_status(status),
        None => return response,
    };
    let mut told = match shape {
        Shape::Json => problem.json(),
        Shape::Page => {
            let page = Page { frame: Frame::of(&problem.title, path), problem: &problem };
            (problem.code(), html(rendered(&page))).into_response()
        }
    };
    // Which methods an address does know.
    if let Some(allow) = response.headers().get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allow.clone());
    }
    // The answer was measured without its body.
    let (mut parts, body) = told.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::new(body))
}
