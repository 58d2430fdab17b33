//! The brief of a place: what was so there at a day, as known at another.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use model::{Dating, Situation};
use record::{IncidentFilter, View};
use serde::Serialize;

use super::asked::{Asked, encoded};
use super::assessment::{Choice, choices};
use super::frame::Frame;
use super::home::PlaceCount;
use super::problem::Problem;
use super::shape::Shape;
use super::staff::{AskedPlace, PlaceChoice, Unplaced};
use super::state::Desk;
use crate::page::rendered;
use crate::situation::{Brief, telling};
use crate::timeline::Timeline;

/// Names of places that are asked for; half of them may be ids.
const N_PLACES: u64 = 200;

#[derive(Template)]
#[template(path = "desk/place.html")]
struct Page<'a> {
    frame: Frame,
    review: String,
    brief: Brief<'a>,
    policies: Vec<Choice>,
    strip: Option<Strip>,
    /// The address of the same as a file to keep.
    shared: String,
}

/// What is told of a place over time, with the two days that are asked for.
struct Strip {
    line: Timeline,
    at: String,
    known: String,
}

#[derive(Template)]
#[template(path = "desk/places.html")]
struct FindPage<'a> {
    frame: Frame,
    places: &'a [PlaceCount],
}

/// The places of most incidents.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Places {
    pub places: Vec<PlaceCount>,
}

/// The places that may be meant.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Several {
    pub choices: Vec<PlaceChoice>,
}

#[derive(Template)]
#[template(path = "desk/place-choice.html")]
struct ChoosePage<'a> {
    frame: Frame,
    choices: &'a [PlaceChoice],
    /// What is asked of whichever it is.
    query: String,
}

/// Asks for a place, or sends on to the one that is asked for.
#[utoipa::path(
    get, path = "/places.json", tag = "record",
    params(("q" = Option<String>, Query, description = "The name of a place: the answer leads to its own address")),
    responses((status = 200, body = Places), (status = 303, description = "The brief of the place that is asked for"))
)]
pub async fn find(State(desk): State<Desk>, shape: Shape, asked: Asked) -> Result<Response, Problem> {
    if let Some(called) = asked.one("q") {
        let suffix = if shape == Shape::Json { ".json" } else { "" };
        return Ok(Redirect::to(&format!("{}{suffix}", address(called))).into_response());
    }
    desk.look(move |_, view| {
        let places = Places { places: PlaceCount::most(view, N_PLACES)? };
        Ok(shape.answer(&places, || {
            let frame = Frame::with_twin("Places", "/places", "");
            rendered(&FindPage { frame, places: &places.places })
        }))
    })
    .await
}

/// Shows the brief of a place.
#[utoipa::path(
    get, path = "/places/{id}.json", tag = "record",
    params(
        ("id" = String, Path, description = "The place by its name, its name and country, or its id in the gazetteer"),
        ("at" = Option<String>, Query, description = "The day that is asked for; today, if none is"),
        ("known" = Option<String>, Query, description = "The day as of which it is known; today, if none is"),
        ("since" = Option<String>, Query, description = "What was over before this day is left out; as far back as some hundred claims reach, if none is named"),
        ("policy" = Option<String>, Query, description = "The policy that harm is counted by; all, if none is named"),
    ),
    responses((status = 200, body = Object, description = "As `annals situation --format json` writes it"),
              (status = 300, body = Several, description = "Several places are called so"),
              (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub async fn show(
    State(desk): State<Desk>,
    shape: Shape,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let place = asked_place(id, &asked)?;
    desk.look(move |desk, view| {
        let mut policies = choices(desk, place.policy.as_deref())?;
        if place.policy.is_none() {
            policies.iter_mut().for_each(|choice| choice.chosen = false);
        }
        let situation = match desk.staff().situate(view, &place) {
            Ok(situation) => situation,
            Err(Unplaced::Several(choices)) => return Ok(choose(Several { choices }, shape, &asked)),
            Err(Unplaced::Unknown(why)) => {
                return Err(Problem::new(StatusCode::NOT_FOUND, "There is no such place", why));
            }
            Err(Unplaced::Record(error)) => return Err(error.into()),
        };
        let strip = match shape {
            Shape::Page => strip(view, &situation, &place)?,
            Shape::Json => None,
        };
        Ok(shape.answer(&situation, || draw(&situation, &place.called, &asked, (policies, strip))))
    })
    .await
}

/// What is asked of a place.
pub fn asked_place(called: String, asked: &Asked) -> Result<AskedPlace, Problem> {
    let policy = asked.one("policy").map(str::to_owned);
    let (at, known, since) = (asked.day("at")?, asked.day("known")?, asked.day("since")?);
    Ok(AskedPlace { called, at, known, since, policy })
}

/// Asks which of several places is meant.
fn choose(several: Several, shape: Shape, asked: &Asked) -> Response {
    let query = if asked.query().is_empty() { String::new() } else { format!("?{}", asked.query()) };
    let mut answer = shape.answer(&several, || {
        let frame = Frame::of("Which place?", "/places");
        rendered(&ChoosePage { frame, choices: &several.choices, query })
    });
    *answer.status_mut() = StatusCode::MULTIPLE_CHOICES;
    answer
}

/// The line of time of a place: when its incidents began, whatever was known when, and the days that its brief tells of.
fn strip(view: View<'_>, situation: &Situation, asked: &AskedPlace) -> Result<Option<Strip>, Problem> {
    let key = situation.place.id.clone().unwrap_or_else(|| situation.place.name.clone());
    let begun = view.incident_days(&IncidentFilter { places: vec![key], ..IncidentFilter::default() })?;
    let dated = situation.lines.values().flatten().filter(|line| line.when.dating != Dating::Open);
    let lines = dated.flat_map(|line| [line.when.from, line.when.to]);
    let published = situation.reports.iter().map(|report| report.imprint.published);
    let others: Vec<Date> = lines.chain(published).chain([asked.at, asked.known]).flatten().collect();
    Ok(Timeline::of(&begun, &others).map(|line| Strip {
        at: line.x(situation.at),
        known: line.x(situation.known),
        line,
    }))
}

fn draw(
    situation: &Situation,
    called: &str,
    asked: &Asked,
    (policies, strip): (Vec<Choice>, Option<Strip>),
) -> String {
    let brief = Brief { is_linked: true, ..Brief::of(situation) };
    rendered(&Page {
        frame: Frame::with_twin(&brief.name, &address(called), &asked.query()),
        review: telling::reviewed(situation),
        brief,
        policies,
        strip,
        shared: format!("{}/brief.html?{}", address(called), asked.query()),
    })
}

/// The address of a place.
pub fn address(called: &str) -> String {
    format!("/places/{}", encoded(called))
}
