//! Translations of reports: beside the report's own words, and said to be no more than that.

use model::{Act, ReportId, Translation};
use record::{DecisionStanding, View};
use serde::Serialize;

use super::problem::Problem;
use crate::withheld::is_withheld;
use crate::words::day_of;

/// A translation that stands.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Translated {
    /// `language` (that of the report), `words`, and `by`, who translated it, as far as it is said.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub translation: Translation,
    /// Who handed it in, and on which day.
    pub who: String,
    pub day: String,
    /// The decision, to undo it.
    pub decision: i64,
}

impl Translated {
    /// The translations of a report. While words of the report are withheld there are none: what was masked there would stand here.
    pub fn of(view: View<'_>, report: &ReportId) -> Result<Vec<Self>, Problem> {
        let mut translated = Vec::new();
        if is_withheld(view, report)? {
            return Ok(translated);
        }
        for stored in view.decisions_about(report.as_str())? {
            let stands = stored.standing == DecisionStanding::Stands;
            let act = stored.decision.filter(|_| stands).map(|decision| decision.act);
            if let Some(Act::Translate { translation, .. }) = act {
                let day = day_of(&stored.time).to_owned();
                translated.push(Self { translation, who: stored.who, day, decision: stored.sequence });
            }
        }
        Ok(translated)
    }

    /// Whose words these are: "Translated from ar by Amina, handed in by anna on 2031-03-05".
    pub fn head(&self) -> String {
        let by = self.translation.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
        let language = &self.translation.language;
        format!("Translated from {language}{by}, handed in by {} on {}", self.who, self.day)
    }

    /// The same where there is little room: "Translated from ar by Amina", whoever handed it in where nobody else is named.
    pub fn short_head(&self) -> String {
        let by = self.translation.by.as_ref().unwrap_or(&self.who);
        format!("Translated from {} by {by}", self.translation.language)
    }
}
