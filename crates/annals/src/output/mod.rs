//! What `annals read` writes as JSON lines: claims, mentions, attributions or parses, one object a line.

mod mentions;
mod parse;

use model::{Report, ReportId};
use serde::Serialize;

use crate::Coded;

/// Which stage's output is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emit {
    Claims,
    Mentions,
    Attributions,
    Parse,
}

/// An object with the report that it is about.
#[derive(Serialize)]
struct Line<'a, T> {
    report: &'a ReportId,
    input: &'a str,
    #[serde(flatten)]
    object: T,
}

/// The lines of one report, each with its line end.
pub fn lines(report: &Report, coded: &Coded, emit: Emit) -> String {
    match emit {
        Emit::Claims => coded.claims.iter().map(json).collect(),
        Emit::Mentions => about(report, mentions::all(report, coded)),
        Emit::Attributions => about(report, coded.attributions.iter()),
        Emit::Parse => about(report, parse::blocks(report, &coded.parse)),
    }
}

fn about<T: Serialize>(report: &Report, objects: impl IntoIterator<Item = T>) -> String {
    let line = |object| json(&Line { report: &report.id, input: &report.input, object });
    objects.into_iter().map(line).collect()
}

fn json<T: Serialize>(object: &T) -> String {
    // Plain data without maps of odd keys is always JSON.
    serde_json::to_string(object).map_or_else(|_| String::new(), |line| line + "\n")
}
