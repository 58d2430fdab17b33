//! What stands before every page: only this machine's own browser is answered, and only what the pages themselves bring runs.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::failure;
use super::problem::Problem;
use super::shape::Shape;

/// What a browser may do with our pages: load what lies beside them, send forms back, and nothing else. A frame shows nothing but what
/// lies beside them, too, wherever what is in it would lead.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The names by which a browser on this machine reaches the desk.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// The headers of every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Answers those who may ask, in the shape that they asked for.
pub async fn guard(State(port): State<u16>, shape: Shape, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let answered = match check(request.headers(), port) {
        Ok(()) => next.run(request).await,
        Err(problem) => axum::response::IntoResponse::into_response(problem),
    };
    let mut response = failure::told(answered, shape, &path);
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// A site that has its name point at this machine still bears its own name; a page of another site says whose it is.
fn check(headers: &HeaderMap, port: u16) -> Result<(), Problem> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !LOOPBACK.iter().any(|name| is_at(host, name, port)) {
        let detail = "The desk answers on this machine's own names alone: 127.0.0.1 and localhost.";
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "Not this desk", detail));
    }
    let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|origin| origin == host);
    if origin.is_some_and(|origin| !is_own(origin)) {
        let detail = "The request comes from a page of another site.";
        return Err(Problem::new(StatusCode::FORBIDDEN, "Not from here", detail));
    }
    Ok(())
}

/// Whether a host header names `name` at `port`.
fn is_at(host: &str, name: &str, port: u16) -> bool {
    host.strip_prefix(name).and_then(|rest| rest.strip_prefix(':')) == Some(port.to_string().as_str())
}
