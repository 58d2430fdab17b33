//! All addresses of the desk.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn_with_state, map_request};
use axum::routing::{get, post};

use super::guard::guard;
use super::script::script;
use super::shape::tell_shape;
use super::state::Desk;
use super::style::style;
use super::{
    add, api, assessment, claim, decide, decisions, history, home, incident, incidents, matrix, original,
    place, report, reports, review, rows, search, share,
};

/// The most that is taken at once, in bytes.
const MOST_BYTES: usize = 32 << 20;

/// The desk as it listens on `port`.
pub fn app(desk: Desk, port: u16) -> Router {
    let pages = Router::new()
        .route("/", get(home::show))
        .route("/incidents", get(incidents::list))
        .route("/incidents/{id}", get(incident::show))
        .route("/incidents/{id}/assessment", get(assessment::show))
        .route("/incidents/{id}/assessment/{name}", get(share::assessed))
        .route("/places/{id}/brief.html", get(share::brief))
        .route("/incidents/{id}/rows", post(rows::take))
        .route("/reports", get(reports::list))
        .route("/reports/{id}", get(report::show))
        .route("/reports/{id}/original/{name}", get(original::show))
        .route("/places", get(place::find))
        .route("/places/{id}", get(place::show))
        .route("/claims/{id}", get(claim::show))
        .route("/history/{id}", get(history::show))
        .route("/review", get(review::show))
        .route("/decisions", get(decisions::list))
        .route("/decide", post(decide::take))
        .route("/search", get(search::show))
        .route("/matrix", get(matrix::form).post(matrix::fill))
        .route("/matrix/{name}", post(matrix::share))
        .route("/add", get(add::form).post(add::take))
        .route("/openapi.json", get(api::show))
        .route("/style/{name}", get(style))
        .route("/script/{name}", get(script))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(desk);
    // An address is told apart from its twin's before any route is looked for.
    Router::new()
        .fallback_service(pages)
        .layer(from_fn_with_state(port, guard))
        .layer(map_request(|request| async { tell_shape(request) }))
}
