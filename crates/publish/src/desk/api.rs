//! What the desk answers to programs, in OpenAPI: made of the handlers themselves.

use axum::Json;
use utoipa::openapi::{Content, OpenApi as Description, Ref, RefOr, Response};
use utoipa::{Modify, OpenApi};

use super::{
    add, assessment, claim, decide, decisions, history, home, incident, incidents, matrix, place, problem,
    report, reports, review, rows, search,
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
        rows::take,
        reports::list,
        report::show,
        claim::show,
        place::find,
        place::show,
        search::show,
        matrix::form,
        matrix::fill,
        add::form,
        add::take,
        review::show,
        history::show,
        decisions::list,
        decide::take,
    ),
    components(schemas(problem::Problem)),
    modifiers(&Problems)
)]
struct Api;

/// What any request may come to, whatever it asks for.
const ALWAYS: [(&str, &str); 4] = [
    ("403", "It comes from a page of another site, or a form without the token"),
    ("421", "It names another host"),
    ("500", "Something is wrong with the program or its record"),
    ("503", "Another program writes to the record"),
];

/// Writes into the description what is the same for all: that whatever is no answer is a problem of RFC 9457.
struct Problems;

impl Modify for Problems {
    fn modify(&self, description: &mut Description) {
        let operations =
            description.paths.paths.values_mut().flat_map(|item| [&mut item.get, &mut item.post]);
        for operation in operations.flatten() {
            let responses = &mut operation.responses.responses;
            for (status, words) in ALWAYS {
                let response = || RefOr::T(Response::new(words));
                responses.entry(status.to_owned()).or_insert_with(response);
            }
            for (_, response) in responses.iter_mut().filter(|(status, _)| status.as_str() >= "400") {
                let RefOr::T(response) = response else { continue };
                let problem = Content::new(Some(Ref::from_schema_name("Problem")));
                response.content.clear();
                response.content.insert("application/problem+json".to_owned(), RefOr::T(problem));
            }
        }
    }
}

/// Shows the description.
pub async fn show() -> Json<Description> {
    Json(Api::openapi())
}
