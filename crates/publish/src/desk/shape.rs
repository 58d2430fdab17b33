//! Every page has a twin with the same in JSON, at the same address with `.json` behind it.

use std::convert::Infallible;

use axum::Json;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use super::problem::Problem;

/// What marks the twin.
const SUFFIX: &str = ".json";

/// The twin of the first page, which has no name to put the suffix behind.
const INDEX: &str = "/index";

/// What is itself JSON and no twin of a page.
const OPENAPI: &str = "/openapi.json";

/// In which shape an answer is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// For people.
    #[default]
    Page,
    /// For programs.
    Json,
}

impl Shape {
    /// The answer in this shape.
    pub fn answer(self, json: &impl Serialize, page: impl FnOnce() -> String) -> Response {
        match self {
            Self::Page => html(page()),
            Self::Json => match serde_json::to_value(json) {
                Ok(value) => Json(without_folders(value)).into_response(),
                Err(_) => Problem::broken().into_response(),
            },
        }
    }
}

/// The keys under which the names stand that texts came by.
const INPUTS: [&str; 2] = ["input", "inputs"];

/// The same with the names that texts came by as others read them: without the folders of this machine.
fn without_folders(mut value: Value) -> Value {
    let mut waiting = vec![&mut value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(fields) => {
                for (key, value) in fields {
                    if INPUTS.contains(&key.as_str()) {
                        name_alone(value);
                    }
                    waiting.push(value);
                }
            }
            _ => {}
        }
    }
    value
}

fn name_alone(value: &mut Value) {
    match value {
        Value::String(input) => *input = model::input_name(input).to_owned(),
        Value::Array(inputs) => inputs.iter_mut().for_each(name_alone),
        _ => {}
    }
}

/// A page as an answer.
pub fn html(page: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

impl<S: Sync> FromRequestParts<S> for Shape {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or_default())
    }
}

/// Takes the suffix off an address and notes the shape that it asks for.
pub fn tell_shape(mut request: Request) -> Request {
    let path = request.uri().path();
    let name = path.strip_suffix(SUFFIX).filter(|_| path != OPENAPI);
    let Some(name) = name.map(|name| if name == INDEX { "/" } else { name }) else { return request };
    let target = match request.uri().query() {
        Some(query) => format!("{name}?{query}"),
        None => name.to_owned(),
    };
    // What was an address without the suffix is one still; only the empty one is none.
    if let Ok(target) = target.parse::<PathAndQuery>() {
        let mut parts = request.uri().clone().into_parts();
        parts.path_and_query = Some(target);
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
            request.extensions_mut().insert(Shape::Json);
        }
    }
    request
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_folder_is_told_however_deep_an_input_stands() {
        let told = json!({
            "input": "/home/anna/desk/night.txt", "inputs": ["C:\\desk\\a.txt", "b.txt"],
            "claims": [{"input": "desk/night.txt", "quote": "at desk/night.txt"}], "n": 2,
        });
        let named = json!({
            "input": "night.txt", "inputs": ["a.txt", "b.txt"],
            "claims": [{"input": "night.txt", "quote": "at desk/night.txt"}], "n": 2,
        });
        assert_eq!(without_folders(told), named);
    }
}
