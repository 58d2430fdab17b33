//! An assessment as rows of CSV: one for each source, one for the bottom line.

use model::Assessment;

use publish::assessment::grid::{
    COLUMNS, bottom, cell, claims, grade, label, reason, reasons, reviewed, reviews, standing,
};

/// Assessments as one table, each cell with the words of the source, and the ids of all claims of a row in a column of their own.
pub fn csv(assessments: &[Assessment]) -> String {
    let mut rows = vec![heads()];
    for assessment in assessments {
        rows.extend(sources(assessment));
        rows.push(verdict(assessment));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Rows of text into memory: there is nothing that could fail.
        let _ = writer.write_record(row.iter().map(|cell| inert(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn heads() -> Vec<String> {
    let columns = COLUMNS.map(|(_, head)| head);
    ["incident", "source"]
        .into_iter()
        .chain(columns)
        .chain(["reasons", "claims", "review"])
        .map(str::to_owned)
        .collect()
}

fn sources(assessment: &Assessment) -> impl Iterator<Item = Vec<String>> {
    assessment.rows.iter().map(|row| {
        let cells = COLUMNS.map(|(column, _)| cell(row, column).join("; "));
        let start = [assessment.incident.as_str().to_owned(), label(row)];
        let end = [String::new(), claims(row).join(" "), reviews(assessment, row).join("; ")];
        start.into_iter().chain(cells).chain(end).collect()
    })
}

fn verdict(assessment: &Assessment) -> Vec<String> {
    let verdict = &assessment.verdict;
    let grades = verdict.grades.iter().map(grade);
    let name = format!("{}: {}", verdict.label, standing(verdict));
    let start = [assessment.incident.as_str().to_owned(), name];
    let cells = COLUMNS.map(|(column, _)| bottom(assessment, column));
    let why = reasons(verdict).into_iter().map(|(about, why)| format!("{about}: {}", reason(why)));
    let why = grades.chain(why).collect::<Vec<_>>().join(" | ");
    start.into_iter().chain(cells).chain([why, String::new(), reviewed(assessment)]).collect()
}

/// A cell that no spreadsheet takes for a formula.
fn inert(cell: &str) -> String {
    let starts_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']);
    if starts_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", " =1+1"] {
            assert!(inert(hostile).starts_with('\''), "{hostile}");
        }
        assert_eq!(inert("three bakers"), "three bakers");
    }
}
