//! An assessment as one page that stands alone: the bottom line, the source matrix, and the sentences behind it.
//!
//! The page runs no script and loads nothing. Words of reports reach it through the template alone, which escapes them.

use askama::Template;
use model::Assessment;

use super::{Case, Known};
use crate::page::{HOUSE, policy, rendered};

#[derive(Template)]
#[template(path = "assessment.html")]
struct Page<'a> {
    /// What the browser may do: apply the style of the page, and nothing else.
    policy: String,
    style: String,
    cases: Vec<Case<'a>>,
}

/// The style of assessments, on top of the house's.
pub(crate) const STYLE: &str = include_str!("../../templates/assessment.css");

/// The page of some assessments.
pub fn page(assessments: &[Assessment]) -> String {
    let style = format!("{HOUSE}{STYLE}");
    let known = Known::default();
    let cases = assessments.iter().map(|assessment| Case::of(assessment, &known)).collect();
    rendered(&Page { policy: policy(&style), style, cases })
}
