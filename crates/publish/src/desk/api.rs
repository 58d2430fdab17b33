//! What the desk answers to programs, in OpenAPI: made of the handlers themselves.

use axum::Json;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;

use super::{
    add, assessment, claim, decide, decisions, history, home, incident, incidents, matrix, place, problem,
    report, reports, review, search,
};

/// Documented keys stay as they are within a version; new ones may come.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "The desk of Annals",
        description = "Every page of the desk has a twin at the same address with `.json` behind it. \
                       Documented addresses, parameters and keys stay within a version; new ones may come. \
                       Claims, incidents and assessments are those of `annals read`, `incidents` and `assess` with `--format jsonl`. \
                       What is not answered comes as a problem of RFC 9457. Any request may come to 421 if it names another host.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    paths(
        home::show,
        incidents::list,
        incident::show,
        assessment::show,
        reports::list,
        report::show,
        claim::show,
        place::show,
        search::show,
        matrix::fill,
        add::take,
        review::show,
        history::show,
        decisions::list,
        decide::take,
    ),
    components(schemas(problem::Problem))
)]
struct Api;

/// Shows the description.
pub async fn show() -> Json<Description> {
    Json(Api::openapi())
}
