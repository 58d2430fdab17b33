//! One incident: every value beside the claims that state it, what is contradicted, and what policies make of it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use model::{Assessment, Claim, Imprint, Incident, IncidentId, Related};
use record::View;
use serde::Serialize;

use super::frame::Frame;
use super::line::Line;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use super::values::{Told, Values};
use super::verdict::Verdict;
use crate::page::{last_name, rendered};
use crate::words::{disputed, one_line, told};

/// An incident with all that stands behind it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct IncidentPage {
    /// As `annals incidents --format jsonl` writes it.
    #[schema(value_type = Object)]
    pub incident: Incident,
    /// Its claims, as `annals read --format jsonl` writes them.
    #[schema(value_type = Vec<Object>)]
    pub claims: Vec<Claim>,
    /// What each policy makes of it, as `annals assess --format jsonl` writes it.
    #[schema(value_type = Vec<Object>)]
    pub assessments: Vec<Assessment>,
}

#[derive(Template)]
#[template(path = "desk/incident.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    line: Line,
    /// Claims that nobody reviewed.
    n_unreviewed: usize,
    values: Vec<Values>,
    disputes: Vec<Dispute>,
    verdicts: Vec<Verdict<'a>>,
    sources: Vec<Source>,
    told: Vec<Told>,
    related: Vec<(String, &'a Related)>,
}

/// What is said against what.
struct Dispute {
    about: &'static str,
    words: String,
    within_report: bool,
}

/// Who says so first, and which reports carry it.
struct Source {
    name: String,
    kind: String,
    is_party: bool,
    reports: Vec<(String, String)>,
}

/// Shows an incident.
#[utoipa::path(
    get, path = "/incidents/{id}.json", tag = "record",
    params(("id" = String, Path, description = "The incident's id")),
    responses((status = 200, body = IncidentPage), (status = 308, description = "It is part of another one now"),
              (status = 404, body = Problem))
)]
pub async fn show(
    State(desk): State<Desk>,
    shape: Shape,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let incident = match find(view, &id)? {
            Ok(incident) => incident,
            Err(became) => return Ok(moved(&became, "", shape)),
        };
        let assessments = desk.staff().assess(view, &incident)?;
        let claims = claims(view, &incident)?;
        let imprints = imprints(view, &incident)?;
        let found = IncidentPage { incident, claims, assessments };
        Ok(shape.answer(&found, || draw(desk, &found, &imprints)))
    })
    .await
}

/// The incident with an id; else the one that it is part of now.
pub fn find(view: View<'_>, id: &str) -> Result<Result<Incident, IncidentId>, Problem> {
    let unknown = || Problem::unknown("incident", id);
    let known = IncidentId::of_claim_id(id.strip_prefix("inc_").ok_or_else(unknown)?);
    match view.incident(&known)? {
        Some(incident) => Ok(Ok(incident)),
        None => view.became(&known)?.map(Err).ok_or_else(unknown),
    }
}

/// The way to an incident that another one is part of now.
pub fn moved(became: &IncidentId, below: &str, shape: Shape) -> Response {
    let suffix = if shape == Shape::Json { ".json" } else { "" };
    let mut answer =
        Redirect::permanent(&format!("/incidents/{}{below}{suffix}", became.as_str())).into_response();
    *answer.status_mut() = StatusCode::PERMANENT_REDIRECT;
    answer
}

fn claims(view: View<'_>, incident: &Incident) -> Result<Vec<Claim>, Problem> {
    let found = incident.claims.iter().filter_map(|belonging| view.claim(&belonging.claim).transpose());
    Ok(found.collect::<Result<_, _>>()?)
}

/// What is known of the reports of an incident, by their ids.
pub fn imprints(view: View<'_>, incident: &Incident) -> Result<BTreeMap<String, Imprint>, Problem> {
    let mut imprints = BTreeMap::new();
    for report in incident.reports() {
        if let Some(imprint) = view.imprint(report)? {
            imprints.insert(report.as_str().to_owned(), imprint);
        }
    }
    Ok(imprints)
}

fn draw(desk: &Desk, found: &IncidentPage, imprints: &BTreeMap<String, Imprint>) -> String {
    let incident = &found.incident;
    let line = Line::of(incident, &desk.staff().event_types());
    let title = line.title();
    let sources: Vec<Source> = incident.origins.iter().map(|origin| source(origin, imprints)).collect();
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    rendered(&Page {
        frame: Frame::with_twin(&title, &format!("/incidents/{}", incident.id.as_str()), ""),
        token: desk.token(),
        n_unreviewed: found.claims.iter().filter(|claim| claim.review.is_none()).count(),
        values: Values::of(found, &names),
        disputes: incident
            .contradictions
            .iter()
            .map(|one| Dispute {
                about: disputed(one.about),
                words: one_line(&one.words),
                within_report: one.within_report,
            })
            .collect(),
        verdicts: found.assessments.iter().map(|one| Verdict::linked(one, incident.id.as_str())).collect(),
        told: Told::of_all(found, imprints),
        related: incident.related.iter().map(|one| (told(&one.relation), one)).collect(),
        sources,
        line,
    })
}

fn source(origin: &model::Origin, imprints: &BTreeMap<String, Imprint>) -> Source {
    let named = |report: &model::ReportId| {
        let imprint = imprints.get(report.as_str());
        let name = imprint.map_or(report.as_str(), |imprint| name_of(imprint));
        (report.as_str().to_owned(), one_line(name))
    };
    let reports: Vec<(String, String)> = origin.reports.iter().map(named).collect();
    let unnamed = match origin.kind {
        model::OriginKind::Unnamed => Some("unnamed sources".to_owned()),
        _ => reports.first().map(|(_, name)| name.clone()),
    };
    Source {
        name: origin.name.as_deref().map(one_line).or(unnamed).unwrap_or_default(),
        kind: told(&origin.kind),
        is_party: origin.party,
        reports,
    }
}

/// What a report is called where it is one of many.
pub fn name_of(imprint: &Imprint) -> &str {
    imprint.title.as_deref().or(imprint.publisher.as_deref()).unwrap_or(last_name(&imprint.input))
}
