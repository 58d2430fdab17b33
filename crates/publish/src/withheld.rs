//! Words that are withheld: where they might come back, and do not.

use model::{Act, ReportId};
use record::{DecisionStanding, RecordError, StoredDecision, View};

/// Whether words of a report are withheld: whatever else repeats it is not shown then, for it may hold them.
pub fn is_withheld(view: View<'_>, report: &ReportId) -> Result<bool, RecordError> {
    Ok(view.decisions_about(report.as_str())?.iter().any(withholds))
}

fn withholds(stored: &StoredDecision) -> bool {
    let holds = matches!(stored.standing, DecisionStanding::Stands | DecisionStanding::Lost);
    let act = stored.decision.as_ref().map(|decision| &decision.act);
    holds && matches!(act, Some(Act::Redact { .. }))
}
