//! An assessment in words, cell by cell: what all ways of writing it share.

use model::{
    Assessment, Column, Counted, Factuality, Figure, Grade, Known, Reason, Review, Row, Standing, Verdict,
    Words,
};

use super::told_of_review;
use crate::words::{day_of, one_line, quoting, word};

/// The columns in their order, with their heads.
pub const COLUMNS: [(Column, &str); 11] = [
    (Column::Killed, "killed"),
    (Column::Injured, "injured"),
    (Column::Children, "children"),
    (Column::Women, "women"),
    (Column::Men, "men"),
    (Column::Named, "named"),
    (Column::Status, "status"),
    (Column::WhoDidIt, "who did it"),
    (Column::Means, "means"),
    (Column::Place, "place"),
    (Column::Time, "time"),
];

/// What a row says under a column, part by part.
pub fn cell(row: &Row, column: Column) -> Vec<String> {
    row.cells.get(&column).into_iter().flatten().map(said).collect()
}

/// Words with their footing, where that is not plain.
pub fn said(words: &Words) -> String {
    let text = one_line(&words.text);
    match words.factuality {
        Factuality::Asserted | Factuality::Reported => text,
        footing => format!("{text} [{}]", word(&footing)),
    }
}

/// The label of a row, with what must be known of its origin.
pub fn label(row: &Row) -> String {
    let party = if row.origin.party { ", a party" } else { "" };
    let quotes = quoting(&row.origin);
    let copies = match row.origin.reports.len() {
        0 | 1 => String::new(),
        reports => format!(", in {reports} reports"),
    };
    format!("{}{party}{copies}{quotes}", one_line(&row.label))
}

/// The ids of the claims of a row.
pub fn claims(row: &Row) -> Vec<&str> {
    let mut ids: Vec<&str> = row.cells.values().flatten().map(|words| words.claim.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What people did with the claims of an assessment: what must stand wherever it is shown.
pub fn reviewed(assessment: &Assessment) -> String {
    told_of_review(assessment.quotes.iter().map(|quote| quote.review.as_ref()))
}

/// What people did with each claim of a row.
pub fn reviews(assessment: &Assessment, row: &Row) -> Vec<String> {
    let own = claims(row);
    let quotes = assessment.quotes.iter().filter(|quote| own.contains(&quote.claim.as_str()));
    quotes.map(|quote| format!("{} {}", quote.claim.as_str(), review(quote.review.as_ref()))).collect()
}

/// "confirmed by anna on 2031-03-05", or that nobody looked.
pub fn review(review: Option<&Review>) -> String {
    let Some(review) = review else { return "reviewed by nobody".to_owned() };
    format!("{} by {} on {}", word(&review.state), one_line(&review.who), day_of(&review.time))
}

/// The bottom line under a column; empty where the policy has none there.
pub fn bottom(assessment: &Assessment, column: Column) -> String {
    let of = match column {
        Column::Killed => Counted::Killed,
        Column::Injured => Counted::Injured,
        Column::Children => Counted::Children,
        Column::Women => Counted::Women,
        Column::Men => Counted::Men,
        _ => return String::new(),
    };
    let figure = assessment.verdict.figures.iter().find(|figure| figure.of == of);
    figure.map(range).unwrap_or_default()
}

/// "4–6", "9–14, best 9", "unknown".
pub fn range(figure: &Figure) -> String {
    let bounds = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => Some(low.to_string()),
        (Some(low), Some(high)) => Some(format!("{low}–{high}")),
        (Some(low), None) => Some(format!("{low} or more")),
        (None, Some(high)) => Some(format!("up to {high}")),
        (None, None) => None,
    };
    match (bounds, figure.best) {
        (Some(bounds), Some(best)) => format!("{bounds}, best {best}"),
        (Some(bounds), None) => bounds,
        (None, Some(best)) => best.to_string(),
        (None, None) => "unknown".to_owned(),
    }
}

/// How an incident stands under a policy, in words.
pub fn standing(verdict: &Verdict) -> &'static str {
    match verdict.standing {
        Standing::Counted => "counted",
        Standing::OutOfScope => "out of scope",
        Standing::NotAttributable => "not attributable",
    }
}

/// "civilian harm: Fair".
pub fn grade(grade: &Grade) -> String {
    format!("{}: {}", grade.axis, grade.grade)
}

/// All reasons of a verdict, each with what it is about.
pub fn reasons(verdict: &Verdict) -> Vec<(String, &Reason)> {
    let standing = verdict.because.iter().map(|reason| (standing(verdict).to_owned(), reason));
    let figures = verdict.figures.iter().flat_map(|figure| {
        figure.because.iter().map(|reason| (format!("{} {}", word(&figure.of), range(figure)), reason))
    });
    let grades = verdict.grades.iter().flat_map(|one| one.because.iter().map(|reason| (grade(one), reason)));
    standing.chain(figures).chain(grades).collect()
}

/// A reason with the rule that it rests on.
pub fn reason(reason: &Reason) -> String {
    let words = one_line(&reason.words);
    match (rule(reason), &reason.source) {
        (Some(known), Some(source)) => format!("{words} ({known}: {})", one_line(source)),
        _ => words,
    }
}

/// How surely the rule behind a reason is known.
pub fn rule(reason: &Reason) -> Option<&'static str> {
    Some(match reason.known? {
        Known::Page => "rule read on its pages",
        Known::Code => "rule read in its code",
        Known::Data => "rule seen in its data",
        Known::Memory => "RULE FROM MEMORY ONLY, NOT CHECKED",
        Known::Own => "rule of this policy's author",
    })
}
