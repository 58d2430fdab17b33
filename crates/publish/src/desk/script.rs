//! The scripts of the desk: one bundle, in the program if `make assets` had made it before the program was built.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::problem::Problem;

#[cfg(bundled)]
const BUNDLE: Option<&str> = Some(include_str!("../../assets/build/desk.js"));
#[cfg(not(bundled))]
const BUNDLE: Option<&str> = None;

/// The name of the bundle, which is another one for every other content.
static NAME: LazyLock<Option<String>> = LazyLock::new(|| {
    let hash = Sha256::digest(BUNDLE?.as_bytes());
    let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Some(format!("desk-{digits}.js"))
});

/// The address of the scripts; none where pages are plain.
pub fn address() -> Option<String> {
    NAME.as_ref().map(|name| format!("/script/{name}"))
}

/// A script by its name.
pub async fn script(Path(name): Path<String>) -> Result<Response, Problem> {
    let bundle = BUNDLE.filter(|_| NAME.as_deref() == Some(name.as_str()));
    let bundle = bundle.ok_or_else(|| Problem::unknown("script", &name))?;
    let heads = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "max-age=31536000, immutable"),
    ];
    Ok((heads, bundle).into_response())
}
