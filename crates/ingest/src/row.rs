//! Rows that hold a report each, whatever they are written in.

use model::{Original, Report};

use crate::report::{self, About};
use crate::{Format, MAX_CODE_POINTS, Options, Problem, day};

/// What a row says of a report; its text is kept as it is.
#[derive(Debug, Default)]
pub struct Row {
    pub id: Option<String>,
    pub text: String,
    pub title: Option<String>,
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

impl Row {
    /// The report in the row, which came as `original` in `input`.
    pub fn report(self, original: Original, input: &str, options: &Options<'_>) -> Result<Report, Problem> {
        if self.text.chars().count() > MAX_CODE_POINTS {
            return Err(Problem::TooLong);
        }
        let day = |published: String| day::in_figures(&published).ok_or(Problem::Published(published));
        let about = About {
            title: self.title,
            published: self.published.map(day).transpose()?,
            publisher: self.publisher,
            byline: None,
            url: self.url,
            language: self.language,
        };
        let input = self.id.as_deref().unwrap_or(input);
        let options = Options { format: Format::Text, ..*options };
        Ok(report::untouched(original, input, about, self.text, &options))
    }
}
