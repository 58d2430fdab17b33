//! The styles of the desk and its icon: files of their own, for no page of it may carry any.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::problem::Problem;
use crate::assessment;
use crate::page::{HOUSE, MOST_LINKED, Style, rendered};
use crate::situation;

const DESK: &str = include_str!("../../templates/desk/desk.css");
const ICON: &str = include_str!("../../templates/desk/icon.svg");
const DRAWN: &str = include_str!("../../templates/drawn.css");
const ISLANDS: &str = include_str!("../../templates/desk/islands.css");

/// A style by its name.
pub async fn style(Path(name): Path<String>) -> Result<Response, Problem> {
    let style = match name.as_str() {
        "icon.svg" => ICON.to_owned(),
        "house.css" => HOUSE.to_owned(),
        "desk.css" => DESK.to_owned(),
        "drawn.css" => DRAWN.to_owned(),
        "islands.css" => ISLANDS.to_owned(),
        "assessment.css" => assessment::STYLE.to_owned(),
        "brief.css" => situation::STYLE.to_owned(),
        "report.css" => rendered(&Style { n_linked: MOST_LINKED }),
        _ => return Err(Problem::unknown("style", &name)),
    };
    let kind = if name.ends_with(".svg") { "image/svg+xml" } else { "text/css; charset=utf-8" };
    let heads = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=60")];
    Ok((heads, style).into_response())
}
