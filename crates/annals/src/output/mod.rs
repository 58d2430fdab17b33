//! What `annals read` writes as JSON lines: claims, mentions, attributions, predicates, parses or the reports themselves, one
//! object a line.

pub(crate) mod mentions;
mod parse;
mod reports;

use model::{Claim, Report, ReportId};
use serde::Serialize;

use crate::Coder;

/// Which stage's output is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emit {
    Claims,
    Mentions,
    Attributions,
    Predicates,
    Parse,
    Reports,
}

/// An object with the report that it is about.
#[derive(Serialize)]
struct Line<'a, T> {
    report: &'a ReportId,
    input: &'a str,
    #[serde(flatten)]
    object: T,
}

/// The lines of one report, each with its line end: as much is coded as they need.
pub fn lines(coder: &Coder, report: &Report, emit: Emit) -> String {
    match emit {
        Emit::Claims => claims(&coder.code(report).claims),
        Emit::Mentions => {
            let (parse, mentions) = coder.find(report);
            about(report, mentions::all(report, &parse, &mentions))
        }
        Emit::Attributions => about(report, coder.attribute(report)),
        Emit::Predicates => about(report, coder.predicates(report)),
        Emit::Parse => about(report, parse::blocks(report, &coder.parse(report))),
        Emit::Reports => about(report, [reports::text(report)]),
    }
}

/// Claims as lines.
pub fn claims(claims: &[Claim]) -> String {
    claims.iter().map(json).collect()
}

fn about<T: Serialize>(report: &Report, objects: impl IntoIterator<Item = T>) -> String {
    let line = |object| json(&Line { report: &report.id, input: &report.input, object });
    objects.into_iter().map(line).collect()
}

/// An object as a line.
pub fn json<T: Serialize>(object: &T) -> String {
    // Plain data without maps of odd keys is always JSON.
    serde_json::to_string(object).map_or_else(|_| String::new(), |line| line + "\n")
}
