//! The first page: how much the record holds, where, and what is disputed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::Incident;
use record::{IncidentFilter, Range, Totals, View};
use serde::Serialize;

use super::frame::Frame;
use super::line::Line;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use crate::page::rendered;

/// Incidents of each list.
const N_LISTED: u64 = 8;

/// Names of places that are asked for; half of them may be ids.
const N_PLACES: u64 = 60;

/// What the first page holds.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Home {
    pub n_reports: u64,
    pub n_claims: u64,
    pub n_incidents: u64,
    /// Incidents of which something is contradicted.
    pub n_contested: u64,
    /// The places of most incidents.
    pub places: Vec<PlaceCount>,
    /// The latest incidents, and the latest that are contested.
    #[schema(value_type = Vec<Object>)]
    pub latest: Vec<Incident>,
    #[schema(value_type = Vec<Object>)]
    pub contested: Vec<Incident>,
    /// What a form must bring along, as `token`.
    pub token: String,
}

/// A place with how many incidents name it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlaceCount {
    pub name: String,
    pub n_incidents: u64,
}

impl PlaceCount {
    /// The places of most incidents, of as many names and ids.
    pub fn most(view: View<'_>, n_most: u64) -> Result<Vec<Self>, Problem> {
        // Places are looked up by name and by id; ids have a colon in them.
        let named = view.most_of("place", n_most)?.into_iter().filter(|(name, _)| !name.contains(':'));
        Ok(named.map(|(name, n_incidents)| Self { name, n_incidents }).collect())
    }
}

#[derive(Template)]
#[template(path = "desk/home.html")]
struct Page<'a> {
    frame: Frame,
    home: &'a Home,
    latest: Vec<Line>,
    contested: Vec<Line>,
}

/// Shows the first page.
#[utoipa::path(get, path = "/index.json", tag = "record", responses((status = 200, body = Home)))]
pub async fn show(State(desk): State<Desk>, shape: Shape) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let Totals { n_reports, n_claims, n_incidents, n_contested } = view.totals()?;
        let list = |contested| {
            let filter = IncidentFilter { contested, ..IncidentFilter::default() };
            view.incident_page(&filter, Range { skip: 0, n_most: N_LISTED }).map(|page| page.items)
        };
        let home = Home {
            n_reports,
            n_claims,
            n_incidents,
            n_contested,
            places: PlaceCount::most(view, N_PLACES)?,
            latest: list(None)?,
            contested: list(Some(true))?,
            token: desk.token().to_owned(),
        };
        let types = desk.staff().event_types();
        let lines = |incidents: &[Incident]| incidents.iter().map(|one| Line::of(one, &types)).collect();
        Ok(shape.answer(&home, || {
            rendered(&Page {
                frame: Frame::with_twin("The record", "/", ""),
                latest: lines(&home.latest),
                contested: lines(&home.contested),
                home: &home,
            })
        }))
    })
    .await
}
