//! The list of reports, the last received first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::Imprint;
use serde::Serialize;

use super::asked::Asked;
use super::frame::Frame;
use super::listing::Listing;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use crate::page::{last_name, rendered};

/// A page of reports.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Reports {
    pub reports: Vec<ListedReport>,
    pub listing: Listing,
}

/// A report on a line of the list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ListedReport {
    /// Its id, title, publisher, day and address, and the name that it came by.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub imprint: Imprint,
    pub n_claims: u64,
}

impl ListedReport {
    /// What a list calls it.
    fn name(&self) -> &str {
        self.imprint.title.as_deref().unwrap_or(last_name(&self.imprint.input))
    }
}

#[derive(Template)]
#[template(path = "desk/reports.html")]
struct Page<'a> {
    frame: Frame,
    reports: &'a Reports,
    listing: &'a Listing,
}

/// Lists reports.
#[utoipa::path(
    get, path = "/reports.json", tag = "record",
    params(("page" = Option<u64>, Query, description = "The page of the list, from 1")),
    responses((status = 200, body = Reports), (status = 400, body = Problem))
)]
pub async fn list(State(desk): State<Desk>, shape: Shape, asked: Asked) -> Result<Response, Problem> {
    desk.look(move |_, view| {
        let page = view.report_page(asked.range()?)?;
        let listing = Listing::of(&asked, &page)?;
        let reports = page.items.into_iter().map(|(imprint, n_claims)| ListedReport { imprint, n_claims });
        let reports = Reports { reports: reports.collect(), listing };
        Ok(shape.answer(&reports, || {
            let frame = Frame::with_twin("Reports", "/reports", &asked.query());
            rendered(&Page { frame, listing: &reports.listing, reports: &reports })
        }))
    })
    .await
}
