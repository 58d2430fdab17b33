//! The original of a report: a page to look at, in which nothing does anything, or a file to keep.
//!
//! A page is shown in a frame of its own. It is put together anew without anything that runs or loads; its frame allows nothing, and
//! its policy nothing but our own style: any one of the three would do.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::ReportId;
use serde::Serialize;

use super::problem::Problem;
use super::share::file;
use super::staff::Archived;
use super::state::Desk;
use crate::page::{HOUSE, policy, rendered};

/// What the original is called as a page, and as a file.
const PAGE: &str = "page.html";
const FILE: &str = "file";

/// The style of an original, on top of the house's.
const STYLE: &str = include_str!("../../templates/original.css");

/// The original of a report, as far as it may be handed out.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Original {
    /// What it is written in, as a media type: `text/html`, `application/pdf`.
    pub media_type: String,
    pub n_bytes: usize,
    /// Where it is: a page in which nothing does anything, else a file.
    pub address: String,
}

impl Original {
    /// The original of a report; none where there is none, or where words of it are withheld.
    pub fn of(report: &ReportId, archived: &Archived) -> Option<Self> {
        let (media_type, n_bytes, name) = match archived {
            Archived::Page { n_bytes } => ("text/html", *n_bytes, PAGE),
            Archived::File { media_type, bytes } => (media_type.as_str(), bytes.len(), FILE),
            Archived::Absent | Archived::Withheld => return None,
        };
        let address = format!("/reports/{}/original/{name}", report.as_str());
        Some(Self { media_type: media_type.to_owned(), n_bytes, address })
    }

    /// Whether it is a page to look at.
    pub fn is_page(&self) -> bool {
        self.address.ends_with(PAGE)
    }

    /// What it is, in words: "PDF, 214 kB".
    pub fn words(&self) -> String {
        format!("{}, {}", kind(&self.media_type).0, size(self.n_bytes))
    }
}

#[derive(Template)]
#[template(path = "original.html")]
struct Page<'a> {
    style: &'a str,
    /// Markup without anything that does something, as the staff put it together.
    body: &'a str,
}

/// Shows the original of a report, or hands it out.
#[utoipa::path(
    get, path = "/reports/{id}/original/{name}", tag = "record",
    params(
        ("id" = String, Path, description = "The report's id"),
        ("name" = String, Path, description = "`page.html` for a page, `file` for anything else; its own twin's `original.address` says which"),
    ),
    responses(
        (status = 200, description = "The original", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem, description = "There is none, or words of it are withheld")
    )
)]
pub async fn show(
    State(desk): State<Desk>,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let unknown = || Problem::unknown("original", &id);
        let report: ReportId = serde_json::from_value(id.as_str().into()).map_err(|_| unknown())?;
        match (desk.staff().archived(view, &report)?, name.as_str()) {
            (Archived::Page { .. }, PAGE) => {
                desk.staff().page(view, &report)?.map(|body| inert(&body)).ok_or_else(unknown)
            }
            (Archived::File { media_type, bytes }, FILE) => {
                let (_, ending, media_type) = kind(&media_type);
                Ok(file(&format!("{}.{ending}", report.as_str()), media_type, bytes))
            }
            (Archived::Withheld, PAGE | FILE) => Err(Problem::new(
                StatusCode::NOT_FOUND,
                "The original is withheld",
                "Words of it are not to be shown, and so it is not.",
            )),
            _ => Err(unknown()),
        }
    })
    .await
}

/// A page that our own pages may show in a frame, and that may do nothing there.
fn inert(body: &str) -> Response {
    let style = format!("{HOUSE}{STYLE}");
    let page = rendered(&Page { style: &style, body });
    let policy = format!("{}; frame-ancestors 'self'; sandbox", policy(&style));
    let heads = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    (heads, page).into_response()
}

/// What people call a media type, how files of it end, and as what they are handed out. What is not known here is bytes; a page that
/// cannot be shown is handed out as a text, so that no browser opens it.
fn kind(media_type: &str) -> (&'static str, &'static str, &'static str) {
    match media_type {
        "text/html" => ("HTML", "html.txt", "text/plain"),
        "text/plain" => ("plain text", "txt", "text/plain"),
        "text/markdown" => ("Markdown", "md", "text/markdown"),
        "text/csv" => ("a row of CSV", "csv", "text/csv"),
        "application/json" => ("a row of JSON lines", "json", "application/json"),
        "application/feed+json" => ("an entry of a feed", "json", "application/feed+json"),
        "message/rfc822" => ("a mail", "eml", "message/rfc822"),
        "application/pdf" => ("PDF", "pdf", "application/pdf"),
        _ => ("a file", "bin", "application/octet-stream"),
    }
}

/// "214 kB".
fn size(n_bytes: usize) -> String {
    match n_bytes {
        0..1_000 => format!("{n_bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", n_bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", n_bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_by_what_they_are() {
        assert_eq!(kind("text/html").1, "html.txt");
        assert_eq!(kind("text/html;\r\nx"), ("a file", "bin", "application/octet-stream"));
    }

    #[test]
    fn sizes_are_short() {
        let sizes = [7, 999, 1_000, 1_001, 999_999, 2_340_000].map(size);
        assert_eq!(sizes, ["7 bytes", "999 bytes", "1 kB", "2 kB", "1000 kB", "2.3 MB"]);
    }
}
