//! Full text over reports, claims and incidents, narrowed down by kind, event type, place and day.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use model::{ClaimId, IncidentId, ReportId};
use record::{Found, MATCH, Page as Rows, Search, View};
use serde::Serialize;

use super::asked::Asked;
use super::frame::Frame;
use super::incident::name_of;
use super::line::Line;
use super::listing::Listing;
use super::problem::Problem;
use super::shape::Shape;
use super::state::Desk;
use super::values::link;
use crate::page::rendered;
use crate::words::one_line;

/// What can be looked for.
const KINDS: [&str; 3] = ["report", "claim", "incident"];

/// A page of what a search found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SearchPage {
    pub hits: Vec<Hit>,
    pub listing: Listing,
}

/// Something that was found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Hit {
    /// `report`, `claim` or `incident`.
    pub kind: String,
    pub id: String,
    /// The address of its page.
    pub link: String,
    /// What it is called: a report by its name, an incident by where and when it was; null for claims.
    pub title: Option<String>,
    /// The day that it is dated.
    pub day: Option<String>,
    /// Some of its words, piece by piece.
    pub pieces: Vec<Piece>,
}

/// Words, and whether they are among those that were looked for.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Piece {
    pub text: String,
    pub is_match: bool,
}

#[derive(Template)]
#[template(path = "desk/search.html")]
struct Page<'a> {
    frame: Frame,
    search: Option<&'a SearchPage>,
    listing: Option<&'a Listing>,
    kinds: Vec<(&'static str, bool)>,
    types: Vec<String>,
    words: String,
    chosen: String,
    place: String,
    from: String,
    to: String,
}

/// Shows what is found.
#[utoipa::path(
    get, path = "/search.json", tag = "record",
    params(
        ("q" = Option<String>, Query, description = "Words that must all be there; those in quotation marks in this order"),
        ("kind" = Option<String>, Query, description = "`report`, `claim` or `incident`"),
        ("type" = Option<String>, Query, description = "An event type"),
        ("place" = Option<String>, Query, description = "A place by its name or gazetteer id"),
        ("from" = Option<String>, Query, description = "The first day"),
        ("to" = Option<String>, Query, description = "The last day"),
        ("page" = Option<u64>, Query, description = "The page of the list, from 1"),
    ),
    responses((status = 200, body = SearchPage), (status = 400, body = Problem))
)]
pub async fn show(State(desk): State<Desk>, shape: Shape, asked: Asked) -> Result<Response, Problem> {
    let search = search(&asked)?;
    desk.look(move |desk, view| {
        let findings = view.search(&search, asked.range()?)?;
        let listing = Listing::of(&asked, &findings)?;
        let page = found(view, findings, listing)?;
        Ok(shape.answer(&page, || draw(desk, &asked, &search, &page)))
    })
    .await
}

fn search(asked: &Asked) -> Result<Search, Problem> {
    asked.range()?;
    let kind = asked.one("kind").map(str::to_owned);
    if kind.as_ref().is_some_and(|kind| !KINDS.contains(&kind.as_str())) {
        return Err(Problem::bad("“kind” is report, claim or incident."));
    }
    Ok(Search {
        words: asked.field("q"),
        kind,
        event_type: asked.one("type").map(str::to_owned),
        place: asked.one("place").map(str::to_owned),
        from: asked.day("from")?,
        to: asked.day("to")?,
    })
}

fn found(view: View<'_>, findings: Rows<Found>, listing: Listing) -> Result<SearchPage, Problem> {
    let hits = findings.items.into_iter().map(|found| hit(view, found)).collect::<Result<_, _>>()?;
    Ok(SearchPage { hits, listing })
}

fn hit(view: View<'_>, found: Found) -> Result<Hit, Problem> {
    let link = match found.kind.as_str() {
        "claim" => claim_link(view, &found.subject)?,
        kind => format!("/{kind}s/{}", found.subject),
    };
    let title = title(view, &found)?;
    Ok(Hit {
        link,
        title,
        pieces: pieces(&found.snippet),
        kind: found.kind,
        id: found.subject,
        day: found.day,
    })
}

/// What a report or an incident is called.
fn title(view: View<'_>, found: &Found) -> Result<Option<String>, Problem> {
    let id = || serde_json::Value::from(found.subject.as_str());
    Ok(match found.kind.as_str() {
        "report" => {
            let report: Option<ReportId> = serde_json::from_value(id()).ok();
            let imprint = report.map(|report| view.imprint(&report)).transpose()?.flatten();
            imprint.map(|imprint| one_line(name_of(&imprint)))
        }
        "incident" => {
            let incident: Option<IncidentId> = serde_json::from_value(id()).ok();
            let incident = incident.map(|incident| view.incident(&incident)).transpose()?.flatten();
            incident.map(|incident| Line::of(&incident, &[]).title())
        }
        _ => None,
    })
}

fn claim_link(view: View<'_>, id: &str) -> Result<String, Problem> {
    let unknown = || Problem::unknown("claim", id);
    let known: ClaimId = serde_json::from_value(id.into()).map_err(|_| unknown())?;
    Ok(link(&view.claim(&known)?.ok_or_else(unknown)?))
}

/// The pieces of a snippet between its marks.
fn pieces(snippet: &str) -> Vec<Piece> {
    let [open, close] = MATCH;
    let mut pieces = Vec::new();
    for (number, piece) in snippet.split(open).enumerate() {
        let (matched, rest) =
            if number == 0 { ("", piece) } else { piece.split_once(close).unwrap_or((piece, "")) };
        for (text, is_match) in [(matched, true), (rest, false)] {
            if !text.is_empty() {
                pieces.push(Piece { text: text.to_owned(), is_match });
            }
        }
    }
    pieces
}

fn draw(desk: &Desk, asked: &Asked, search: &Search, page: &SearchPage) -> String {
    let shown = (!search.is_empty()).then_some(page);
    rendered(&Page {
        frame: Frame::with_twin("Search", "/search", &asked.query()),
        search: shown,
        listing: shown.map(|page| &page.listing),
        kinds: KINDS.map(|kind| (kind, search.kind.as_deref() == Some(kind))).to_vec(),
        types: desk.staff().event_types().into_iter().map(|known| known.name).collect(),
        words: asked.field("q"),
        chosen: asked.field("type"),
        place: asked.field("place"),
        from: asked.field("from"),
        to: asked.field("to"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_are_cut_at_their_marks() {
        let cut = |snippet: &str| -> Vec<(String, bool)> {
            pieces(snippet).into_iter().map(|piece| (piece.text, piece.is_match)).collect()
        };
        let piece = |text: &str, is_match| (text.to_owned(), is_match);
        assert_eq!(
            cut("…on \u{2}Karmeh\u{3}."),
            [piece("…on ", false), piece("Karmeh", true), piece(".", false)]
        );
        assert_eq!(cut("\u{2}a"), [piece("a", true)]);
        assert_eq!(cut("a\u{3}b"), [piece("a\u{3}b", false)]);
    }
}
