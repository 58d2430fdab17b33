//! What is known of a report beside its words: who published it, and when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Report, ReportId};

/// Who published a report, when, and under which title: all of it but its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    pub report: ReportId,
    /// The path as given, or the row's `id`.
    pub input: String,
    pub title: Option<String>,
    pub published: Option<Date>,
    pub publisher: Option<String>,
    pub url: Option<String>,
}

impl From<&Report> for Imprint {
    fn from(report: &Report) -> Self {
        Self {
            report: report.id.clone(),
            input: report.input.clone(),
            title: report.title.clone(),
            published: report.published,
            publisher: report.publisher.clone(),
            url: report.url.clone(),
        }
    }
}
