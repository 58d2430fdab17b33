//! The list of incidents, narrowed down by what they are, where, when and by whom.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::Incident;
use record::IncidentFilter;
use serde::Serialize;

use super::asked::Asked;
use super::drawn::{When, Where};
use super::frame::Frame;
use super::line::Line;
use super::listing::Listing;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use crate::page::rendered;

/// A page of incidents.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Incidents {
    /// As `annals incidents --format jsonl` writes them.
    #[schema(value_type = Vec<Object>)]
    pub incidents: Vec<Incident>,
    pub listing: Listing,
}

#[derive(Template)]
#[template(path = "desk/incidents.html")]
struct Page<'a> {
    frame: Frame,
    lines: Vec<Line>,
    listing: &'a Listing,
    filter: Filter,
    when: Option<When>,
    place: Option<Where>,
}

/// The form of the filter, as it was filled in.
struct Filter {
    types: Vec<String>,
    chosen: String,
    place: String,
    country: String,
    party: String,
    from: String,
    to: String,
    contested: bool,
    is_set: bool,
}

/// Lists incidents, the latest first.
#[utoipa::path(
    get, path = "/incidents.json", tag = "record",
    params(
        ("type" = Option<String>, Query, description = "An event type that a claim of it has"),
        ("place" = Option<String>, Query, description = "The name or gazetteer id of one of its places"),
        ("country" = Option<String>, Query, description = "The country of one of its places, as two letters"),
        ("party" = Option<String>, Query, description = "An actor on either side, by its id in the directory"),
        ("from" = Option<String>, Query, description = "The first day on which it may have happened"),
        ("to" = Option<String>, Query, description = "The last day on which it may have happened"),
        ("contested" = Option<String>, Query, description = "`yes` for those of which something is contradicted"),
        ("page" = Option<u64>, Query, description = "The page of the list, from 1"),
    ),
    responses((status = 200, body = Incidents), (status = 400, body = Problem))
)]
pub async fn list(State(desk): State<Desk>, shape: Shape, asked: Asked) -> Result<Response, Problem> {
    let filter = filter(&asked)?;
    desk.look(move |desk, view| {
        let page = view.incident_page(&filter, asked.range()?)?;
        let begun = match shape {
            // The line of time shows what else there is to choose.
            Shape::Page => view.incident_days(&IncidentFilter { from: None, to: None, ..filter.clone() })?,
            Shape::Json => Vec::new(),
        };
        let listing = Listing::of(&asked, &page)?;
        let found = Incidents { incidents: page.items, listing };
        let types = desk.staff().event_types();
        Ok(shape.answer(&found, || {
            rendered(&Page {
                frame: Frame::with_twin("Incidents", "/incidents", &asked.query()),
                lines: found.incidents.iter().map(|incident| Line::of(incident, &types)).collect(),
                listing: &found.listing,
                when: When::of(&begun, &filter, &asked),
                place: Where::of(&found.incidents, &asked),
                filter: shown(&asked, types.into_iter().map(|known| known.name).collect()),
            })
        }))
    })
    .await
}

/// Which incidents are asked for.
fn filter(asked: &Asked) -> Result<IncidentFilter, Problem> {
    asked.range()?;
    Ok(IncidentFilter {
        types: asked.all("type"),
        places: asked.all("place"),
        countries: asked.all("country"),
        actors: asked.all("party"),
        from: asked.day("from")?,
        to: asked.day("to")?,
        contested: asked.one("contested").map(|_| true),
    })
}

fn shown(asked: &Asked, types: Vec<String>) -> Filter {
    let set = ["type", "place", "country", "party", "from", "to", "contested"];
    Filter {
        types,
        chosen: asked.field("type"),
        place: asked.field("place"),
        country: asked.field("country"),
        party: asked.field("party"),
        from: asked.field("from"),
        to: asked.field("to"),
        contested: asked.one("contested").is_some(),
        is_set: set.into_iter().any(|name| asked.one(name).is_some()),
    }
}
