//! The source matrix of an incident, and its bottom line under a policy.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use model::{Amount, Assessment, Factuality, Incident, Number, ReportId, Reviewed, Status};
use record::View;

use super::asked::Asked;
use super::frame::Frame;
use super::incident::{find, imprints, moved, name_of};
use super::line::Line;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use super::translated::Translated;
use crate::assessment::{Case, Editing, Known, Links, Translation};
use crate::page::rendered;
use crate::words::{one_line, words_of_all};

/// The policy where none is asked for.
pub const USUAL_POLICY: &str = "airwars";

#[derive(Template)]
#[template(path = "desk/assessment.html")]
struct Page<'a> {
    frame: Frame,
    title: &'a str,
    /// Claims that nobody reviewed.
    n_unreviewed: usize,
    incident: String,
    policies: Vec<Choice>,
    case: Case<'a>,
    place: usize,
    token: &'a str,
    /// The reports of the incident, by id and name.
    reports: Vec<(String, String)>,
    /// Names of reports, each with its translations.
    translations: Vec<(String, Vec<Translated>)>,
    types: Vec<String>,
    statuses: Vec<String>,
    factualities: Vec<String>,
}

/// A policy to choose.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct Choice {
    pub name: String,
    /// What it is called for readers.
    pub label: String,
    /// Whether it is the one that is used.
    pub chosen: bool,
}

/// Shows the source matrix of an incident.
#[utoipa::path(
    get, path = "/incidents/{id}/assessment.json", tag = "record",
    params(
        ("id" = String, Path, description = "The incident's id"),
        ("policy" = Option<String>, Query, description = "The name of a policy: airwars, acled, ucdp, ibc"),
    ),
    responses(
        (status = 200, body = Object, description = "As `annals assess --format jsonl` writes it"),
        (status = 308, description = "It is part of another incident now"),
        (status = 400, body = Problem), (status = 404, body = Problem)
    )
)]
pub async fn show(
    State(desk): State<Desk>,
    shape: Shape,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let incident = match find(view, &id)? {
            Ok(incident) => incident,
            Err(became) => return Ok(moved(&became, "/assessment", shape)),
        };
        let (policies, assessment) = of_incident(desk, view, &incident, &asked)?;
        let Reviews { n_unreviewed, corrected } = reviews(view, &incident)?;
        let reports = reports(view, &incident)?;
        let of_reports = translations(view, &incident, &reports)?;
        let translations = beside_claims(&incident, &of_reports);
        let known = Known { links: links(&incident), corrected, translations };
        Ok(shape.answer(&assessment, || {
            let path = format!("/incidents/{id}/assessment");
            let query = asked.query();
            let back = if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
            let title = Line::of(&incident, &desk.staff().event_types()).title();
            let editing = Some(Editing { token: desk.token().to_owned(), back });
            rendered(&Page {
                frame: Frame::with_twin(&format!("Source matrix: {title}"), &path, &query),
                title: &title,
                n_unreviewed,
                incident: id.clone(),
                policies,
                case: Case { editing, ..Case::of(&assessment, &known) },
                place: 1,
                token: desk.token(),
                translations: of_reports.into_iter().map(|one| (one.name, one.translations)).collect(),
                reports,
                types: desk.staff().event_types().into_iter().map(|known| known.name).collect(),
                statuses: words_of_all(&Status::ALL),
                factualities: words_of_all(&Factuality::ALL),
            })
        }))
    })
    .await
}

/// The assessment of an incident under the policy that is asked for, with the policies that there are.
pub fn of_incident(
    desk: &Desk,
    view: View<'_>,
    incident: &Incident,
    asked: &Asked,
) -> Result<(Vec<Choice>, Assessment), Problem> {
    let policies = choices(desk, asked.one("policy"))?;
    let assessments = desk.staff().assess(view, incident)?;
    let unknown = || Problem::unknown("assessment", incident.id.as_str());
    let assessment = chosen(assessments, &policies).ok_or_else(unknown)?;
    Ok((policies, assessment))
}

/// The reports of an incident by id and name.
fn reports(view: View<'_>, incident: &Incident) -> Result<Vec<(String, String)>, Problem> {
    let imprints = imprints(view, incident)?;
    Ok(imprints.into_iter().map(|(id, imprint)| (id, one_line(name_of(&imprint)))).collect())
}

/// Where the claims of an incident stand in their reports.
fn links(incident: &Incident) -> Links {
    let claims = incident.claims.iter().map(|one| (one.claim.as_str(), one.report.as_str()));
    claims.map(|(claim, report)| (claim.to_owned(), format!("/reports/{report}#{claim}"))).collect()
}

/// A report that somebody translated.
struct OfReport {
    report: ReportId,
    name: String,
    translations: Vec<Translated>,
}

/// The reports of an incident that somebody translated, with what was handed in.
fn translations(
    view: View<'_>,
    incident: &Incident,
    names: &[(String, String)],
) -> Result<Vec<OfReport>, Problem> {
    let mut all = Vec::new();
    for report in incident.reports() {
        let name = names.iter().find(|(id, _)| id == report.as_str()).map(|(_, name)| name.clone());
        let translations = Translated::of(view, report)?;
        if !translations.is_empty() {
            all.push(OfReport { report: report.clone(), name: name.unwrap_or_default(), translations });
        }
    }
    Ok(all)
}

/// What stands beside the words of each claim whose report was translated.
fn beside_claims(incident: &Incident, translated: &[OfReport]) -> BTreeMap<String, Vec<Translation>> {
    let beside = |one: &Translated| Translation {
        head: one.short_head(),
        words: one.translation.words.clone(),
        is_open: false,
    };
    let of = |report: &ReportId| translated.iter().find(|one| one.report == *report);
    let claims = incident.claims.iter().filter_map(|one| {
        let translations = of(&one.report)?.translations.iter().map(beside).collect();
        Some((one.claim.as_str().to_owned(), translations))
    });
    claims.collect()
}

/// What people did with the claims of an incident.
struct Reviews {
    /// How many claims nobody reviewed.
    n_unreviewed: usize,
    /// The figures of those that somebody corrected.
    corrected: BTreeMap<String, String>,
}

fn reviews(view: View<'_>, incident: &Incident) -> Result<Reviews, Problem> {
    let mut reviews = Reviews { n_unreviewed: 0, corrected: BTreeMap::new() };
    for belonging in &incident.claims {
        let Some(claim) = view.claim(&belonging.claim)? else { continue };
        let state = claim.review.as_ref().map(|review| review.state);
        reviews.n_unreviewed += usize::from(state.is_none());
        if let Some(count) = claim.count.as_ref().filter(|_| state == Some(Reviewed::Corrected)) {
            reviews.corrected.insert(claim.id.as_str().to_owned(), figure(&count.amount));
        }
    }
    Ok(reviews)
}

/// "15", "5–6": the figure of an amount without its words.
fn figure(amount: &Amount) -> String {
    let number = |number: Option<Number>| number.map(|number| number.0.to_string());
    match (number(amount.best), number(amount.low), number(amount.high)) {
        (Some(best), ..) => best,
        (None, Some(low), Some(high)) => format!("{low}–{high}"),
        (None, Some(low), None) => format!("{low} or more"),
        (None, None, Some(high)) => format!("up to {high}"),
        (None, None, None) => "not said".to_owned(),
    }
}

/// The policies, with the one that is asked for chosen.
pub fn choices(desk: &Desk, asked: Option<&str>) -> Result<Vec<Choice>, Problem> {
    let asked = asked.unwrap_or(USUAL_POLICY);
    let choice = |(name, label): (String, String)| Choice { chosen: name == asked, name, label };
    let choices: Vec<Choice> = desk.staff().policies().into_iter().map(choice).collect();
    if choices.iter().any(|choice| choice.chosen) {
        return Ok(choices);
    }
    let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
    Err(Problem::bad(format!("There is no policy “{asked}”; there are {}.", names.join(", "))))
}

/// The assessment under the chosen policy.
fn chosen(assessments: Vec<Assessment>, policies: &[Choice]) -> Option<Assessment> {
    let policy = policies.iter().find(|choice| choice.chosen)?;
    assessments.into_iter().find(|assessment| assessment.verdict.policy == policy.name)
}
