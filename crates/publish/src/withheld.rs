//! Words that are withheld: where they might come back, and do not.

use model::{Act, Decision, ReportId, Translation};
use record::{DecisionStanding, RecordError, StoredDecision, View};

/// What stands in place of a translation that is not shown.
const NOT_SHOWN: &str = "[withheld with words of the report]";

/// Whether words of a report are withheld: whatever else repeats it is not shown then, for it may hold them.
pub fn is_withheld(view: View<'_>, report: &ReportId) -> Result<bool, RecordError> {
    Ok(view.decisions_about(report.as_str())?.iter().any(withholds))
}

fn withholds(stored: &StoredDecision) -> bool {
    let holds = matches!(stored.standing, DecisionStanding::Stands | DecisionStanding::Lost);
    let act = stored.decision.as_ref().map(|decision| &decision.act);
    holds && matches!(act, Some(Act::Redact { .. }))
}

/// A decision as it is told: without a translation of a report of which words are withheld.
pub fn told(view: View<'_>, stored: StoredDecision) -> Result<StoredDecision, RecordError> {
    match stored.decision {
        Some(Decision { act: Act::Translate { report, translation }, reason })
            if is_withheld(view, &report)? =>
        {
            let translation = Translation { words: NOT_SHOWN.to_owned(), ..translation };
            let decision = Some(Decision { act: Act::Translate { report, translation }, reason });
            Ok(StoredDecision { decision, ..stored })
        }
        _ => Ok(stored),
    }
}
