//! One report: its text with every claim highlighted, and the claims beside it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use model::{Claim, Factuality, Family, Imprint, Report, ReportId};
use record::View;
use serde::Serialize;

use super::frame::Frame;
use super::incident::name_of;
use super::original::Original;
use super::problem::Problem;
use super::shape::Shape;
use super::staff::Archived;
use super::state::Desk;
use super::translated::Translated;
use super::values::Quoted;
use crate::assessment::told_of_review;
use crate::page::{Row, last_name, rendered, rows};
use crate::words::{one_line, told, words_of_all};

/// A report with its claims.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReportPage {
    /// Its id, title, publisher, day and address, and the name that it came by.
    #[schema(value_type = Object)]
    pub imprint: Imprint,
    /// The text that spans count in; null where the words are not in the record.
    pub text: Option<String>,
    /// As `annals read --format jsonl` writes them.
    #[schema(value_type = Vec<Object>)]
    pub claims: Vec<Claim>,
    /// The incidents that each claim belongs to, by the claim's id.
    pub incidents: BTreeMap<String, Vec<String>>,
    /// The original that it was read from; null where it is not in the record, or where words of it are withheld.
    pub original: Option<Original>,
    /// What it says in another language, as people handed it in.
    pub translations: Vec<Translated>,
    /// The reports that go back to one text with it; null where there are none.
    #[schema(value_type = Option<Object>)]
    pub family: Option<Family>,
}

#[derive(Template)]
#[template(path = "desk/report.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    id: &'a str,
    types: Vec<String>,
    /// Whether its words are in the record, so that a claim can be found in them.
    has_words: bool,
    review: String,
    origin: Vec<(&'static str, String)>,
    ledgers: BTreeMap<&'a str, usize>,
    kin: Vec<Kin>,
    rows: Vec<Row<'a>>,
    translations: &'a [Translated],
    original: Option<&'a Original>,
    /// Whether there is an original that is not shown.
    is_withheld: bool,
    n_claims: usize,
    factualities: Vec<String>,
    /// Claims whose words are not in the record.
    bare: Vec<(String, Quoted)>,
    /// The incidents that it tells of, each with its claims.
    incidents: Vec<(&'a String, Vec<&'a str>)>,
}

/// Another report of the family, and how the later one of the two relates to the other.
struct Kin {
    relation: String,
    id: String,
    name: String,
}

/// Shows a report.
#[utoipa::path(
    get, path = "/reports/{id}.json", tag = "record",
    params(("id" = String, Path, description = "The report's id")),
    responses((status = 200, body = ReportPage), (status = 404, body = Problem))
)]
pub async fn show(
    State(desk): State<Desk>,
    shape: Shape,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    desk.look(move |desk, view| {
        let unknown = || Problem::unknown("report", &id);
        let known: ReportId = serde_json::from_value(id.as_str().into()).map_err(|_| unknown())?;
        let imprint = view.imprint(&known)?.ok_or_else(unknown)?;
        let report = desk.staff().read_again(view, &known)?;
        let archived = desk.staff().archived(view, &known)?;
        let found = ReportPage {
            imprint,
            text: report.as_ref().map(|report| report.text.clone()),
            claims: view.claims(&known)?,
            incidents: incidents(view, &known)?,
            original: Original::of(&known, &archived),
            translations: Translated::of(view, &known)?,
            family: view.family_of(&known)?,
        };
        let kin = kin(view, &found)?;
        let is_withheld = archived == Archived::Withheld;
        Ok(shape.answer(&found, || draw(desk, &found, report.as_ref(), is_withheld, kin)))
    })
    .await
}

/// The incidents of each claim of a report.
fn incidents(view: View<'_>, report: &ReportId) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let mut incidents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (claim, incident) in view.incidents_of_report(report)? {
        incidents.entry(claim.as_str().to_owned()).or_default().push(incident.as_str().to_owned());
    }
    Ok(incidents)
}

fn kin(view: View<'_>, found: &ReportPage) -> Result<Vec<Kin>, Problem> {
    let own = &found.imprint.report;
    let mut kin = Vec::new();
    for one in found.family.iter().flat_map(|family| &family.kin) {
        let (relation, other) = match (&one.report == own, &one.of == own) {
            (true, _) => (format!("{} of", told(&one.kinship)), &one.of),
            (_, true) => (format!("{} in", told(&one.kinship)), &one.report),
            _ => continue,
        };
        let name = view.imprint(other)?.map(|imprint| one_line(name_of(&imprint)));
        kin.push(Kin { relation, id: other.as_str().to_owned(), name: name.unwrap_or_default() });
    }
    Ok(kin)
}

fn draw(
    desk: &Desk,
    found: &ReportPage,
    report: Option<&Report>,
    is_withheld: bool,
    kin: Vec<Kin>,
) -> String {
    let imprint = &found.imprint;
    let title = imprint.title.as_deref().unwrap_or(last_name(&imprint.input));
    let mut ledgers: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &found.claims {
        *ledgers.entry(claim.ledger.as_str()).or_default() += 1;
    }
    let mut claims: BTreeMap<&String, Vec<&str>> = BTreeMap::new();
    for (claim, incidents) in &found.incidents {
        for incident in incidents {
            claims.entry(incident).or_default().push(claim);
        }
    }
    let rows = report.map(|report| rows(report, &found.claims)).unwrap_or_default();
    let bare = found.claims.iter().filter(|_| report.is_none());
    rendered(&Page {
        frame: Frame::with_twin(&one_line(title), &format!("/reports/{}", imprint.report.as_str()), ""),
        token: desk.token(),
        id: imprint.report.as_str(),
        types: desk.staff().event_types().into_iter().map(|known| known.name).collect(),
        has_words: report.is_some(),
        review: told_of_review(found.claims.iter().map(|claim| claim.review.as_ref())),
        origin: origin(imprint),
        ledgers,
        kin,
        rows,
        translations: &found.translations,
        original: found.original.as_ref(),
        is_withheld,
        n_claims: found.claims.len(),
        factualities: words_of_all(&Factuality::ALL),
        bare: bare.map(|claim| (claim.event_type.replace('-', " "), words_of(claim))).collect(),
        incidents: claims.into_iter().collect(),
    })
}

fn words_of(claim: &Claim) -> Quoted {
    Quoted { link: claim.id.as_str().to_owned(), words: one_line(&claim.evidence.quote) }
}

fn origin(imprint: &Imprint) -> Vec<(&'static str, String)> {
    let known = [
        ("Publisher", imprint.publisher.clone()),
        ("Published", imprint.published.map(|day| day.to_string())),
        ("Came as", Some(last_name(&imprint.input).to_owned())),
        ("Address", imprint.url.clone()),
        ("Report", Some(imprint.report.as_str().to_owned())),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name, one_line(&value?)))).collect()
}
