//! What the desk answers to programs, in OpenAPI: made of the handlers themselves.

use axum::Json;
use utoipa::openapi::{Content, OpenApi as Description, Ref, RefOr, Response, Responses};
use utoipa::{Modify, OpenApi};

use super::{
    add, assessment, claim, decide, decisions, history, home, incident, incidents, matrix, original, place,
    problem, report, reports, review, rows, search, share,
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
        share::assessed,
        rows::take,
        reports::list,
        report::show,
        original::show,
        claim::show,
        place::find,
        place::show,
        share::brief,
        search::show,
        matrix::form,
        matrix::fill,
        matrix::share,
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

/// Writes into the description what is the same for all: that whatever is no answer is a problem of RFC 9457, and a page where a file was
/// asked for.
struct Problems;

impl Modify for Problems {
    fn modify(&self, description: &mut Description) {
        for (path, item) in &mut description.paths.paths {
            let is_twin = path.ends_with(".json");
            for operation in [&mut item.get, &mut item.post].into_iter().flatten() {
                describe_failures(&mut operation.responses, is_twin);
            }
        }
    }
}

fn describe_failures(responses: &mut Responses, is_twin: bool) {
    let responses = &mut responses.responses;
    for (status, words) in ALWAYS {
        responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(Response::new(words)));
    }
    for (_, response) in responses.iter_mut().filter(|(status, _)| status.as_str() >= "400") {
        let RefOr::T(response) = response else { continue };
        let (kind, content) = if is_twin {
            ("application/problem+json", Content::new(Some(Ref::from_schema_name("Problem"))))
        } else {
            ("text/html", Content::new(None::<Ref>))
        };
        response.content.clear();
        response.content.insert(kind.to_owned(), RefOr::T(content));
    }
}

/// Shows the description.
pub async fn show() -> Json<Description> {
    Json(Api::openapi())
}
