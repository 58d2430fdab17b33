//! What a request can come to beside an answer: a page that says so, or the same as RFC 9457 has it.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use record::RecordError;
use serde::Serialize;

use super::staff::Unable;

/// Why there is no answer, in words for whoever asked.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// The status of the answer.
    pub status: u16,
    /// What is wrong, in a few words.
    pub title: String,
    /// What can be done about it.
    pub detail: String,
    /// What the program's own user is told, and nobody else.
    #[serde(skip)]
    cause: Option<String>,
}

impl Problem {
    /// A problem in words.
    pub fn new(status: StatusCode, title: &str, detail: impl Into<String>) -> Self {
        Self { status: status.as_u16(), title: title.to_owned(), detail: detail.into(), cause: None }
    }

    /// Nothing is there by this name.
    pub fn unknown(what: &str, id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            &format!("There is no such {what}"),
            format!("“{id}” is not in this record."),
        )
    }

    /// The request says something that cannot be.
    pub fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "This cannot be asked for", detail)
    }

    /// Something is wrong with the program or its record.
    pub fn broken() -> Self {
        let detail = "Nothing was changed. The terminal in which the desk was started may tell more.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here", detail)
    }

    /// What a status of the router or of an extractor means.
    pub fn of_status(status: StatusCode) -> Self {
        let detail = match status {
            StatusCode::NOT_FOUND => "No page has this address.",
            StatusCode::METHOD_NOT_ALLOWED => "This address does not do that.",
            StatusCode::PAYLOAD_TOO_LARGE => "No more than 32 MB are taken at once.",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                "A form is expected: multipart/form-data or application/x-www-form-urlencoded."
            }
            _ => "The request is not as it should be.",
        };
        Self::new(status, status.canonical_reason().unwrap_or("Not as it should be"), detail)
    }

    /// What whoever runs the program is told.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// The status of the answer.
    pub fn code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The problem as RFC 9457 writes it.
    pub fn json(&self) -> Response {
        let body = serde_json::to_vec(self).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (self.code(), kind, Body::from(body)).into_response()
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        let cause = Some(error.to_string());
        match error {
            RecordError::Busy => {
                let detail = "Another program is writing to the record. Try again when it is done.";
                Self { cause, ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "The record is busy", detail) }
            }
            RecordError::Full => {
                let detail = "Nothing of this was kept. Make room, then try again.";
                Self { cause, ..Self::new(StatusCode::INSUFFICIENT_STORAGE, "The disk is full", detail) }
            }
            _ => Self { cause, ..Self::broken() },
        }
    }
}

impl From<Unable> for Problem {
    fn from(unable: Unable) -> Self {
        match unable {
            Unable::Record(error) => error.into(),
            Unable::Reader(cause) => Self { cause: Some(cause), ..Self::broken() },
        }
    }
}

impl IntoResponse for Problem {
    /// An answer without a body: whoever knows in which shape it was asked for writes it.
    fn into_response(self) -> Response {
        let mut response = self.code().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
