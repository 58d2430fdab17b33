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

impl Imprint {
    /// What its input is called where others read it.
    pub fn input_name(&self) -> &str {
        input_name(&self.input)
    }
}

/// What an input is called where others read it: the file without the folders it lies in, which tell of a machine and its owner.
pub fn input_name(input: &str) -> &str {
    let file = input.rsplit(['/', '\\']).next().filter(|file| !file.is_empty());
    // An address that a row goes by tells of nobody's machine.
    if input.contains("://") { input } else { file.unwrap_or(input) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_is_part_of_a_name() {
        for (input, name) in [
            ("reports/2031/market.txt", "market.txt"),
            ("C:\\desk\\market.txt", "market.txt"),
            ("market.txt", "market.txt"),
            ("row-7", "row-7"),
            ("https://example.org/market/", "https://example.org/market/"),
            ("reports/", "reports/"),
            ("", ""),
        ] {
            let imprint = Imprint {
                report: ReportId::of_hash(&[1]),
                input: input.to_owned(),
                title: None,
                published: None,
                publisher: None,
                url: None,
            };
            assert_eq!(imprint.input_name(), name);
        }
    }
}
