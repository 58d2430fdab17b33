//! What a policy makes of an incident, on a line.

use model::Assessment;

use crate::assessment::grid;
use crate::words::word;

/// What a policy makes of an incident, in short.
pub struct Verdict<'a> {
    pub label: &'a str,
    /// The address of the assessment under this policy, where it has a page.
    pub link: Option<String>,
    pub standing: &'static str,
    /// Who is counted, and how many.
    pub figures: Vec<(String, String)>,
    pub grades: Vec<String>,
}

impl<'a> Verdict<'a> {
    /// What a policy makes of texts that nobody kept.
    pub fn of(assessment: &'a Assessment) -> Self {
        let verdict = &assessment.verdict;
        Self {
            label: &verdict.label,
            link: None,
            standing: grid::standing(verdict),
            figures: verdict.figures.iter().map(|figure| (word(&figure.of), grid::range(figure))).collect(),
            grades: verdict.grades.iter().map(grid::grade).collect(),
        }
    }

    /// What a policy makes of an incident of the record.
    pub fn linked(assessment: &'a Assessment, incident: &str) -> Self {
        let link = format!("/incidents/{incident}/assessment?policy={}", assessment.verdict.policy);
        Self { link: Some(link), ..Self::of(assessment) }
    }
}
