//! An assessment on a terminal: a block for each source, and the bottom line below.

use model::{Assessment, Verdict};

use crate::table::{Look, columns};
use publish::assessment::grid::{
    COLUMNS, bottom, cell, grade, label, range, reason, reasons, reviewed, standing,
};
use publish::words::{one_line, word};

/// The width of the heads of lines.
const HEAD: usize = 18;

/// An assessment to look at.
pub fn table(assessment: &Assessment, look: Look) -> String {
    let mut table = title(assessment, look);
    for row in &assessment.rows {
        table += &format!("{}\n", look.bold().apply_to(label(row)));
        for (column, head) in COLUMNS {
            let said = cell(row, column);
            if !said.is_empty() {
                table += &line(head, &said.join("; "), look);
            }
        }
    }
    table += &disputes(assessment, look);
    table += &verdict(assessment, look);
    format!("{table}{}\n\n", look.dim().apply_to(reviewed(assessment)))
}

fn title(assessment: &Assessment, look: Look) -> String {
    let inputs: Vec<String> = assessment.inputs.iter().map(|input| one_line(input)).collect();
    let id = look.dim().apply_to(assessment.incident.as_str());
    format!("{} {id}\n", look.bold().apply_to(inputs.join(", ")))
}

/// A head and what it says, wrapped beside it.
fn line(head: &str, text: &str, look: Look) -> String {
    let width = look.width.clamp(60, 200) - HEAD - 4;
    let drawn = columns(&[head.to_owned(), text.to_owned()], &[HEAD, width], |cell, column| match column {
        0 => look.dim().apply_to(cell).to_string(),
        _ => cell.to_owned(),
    });
    drawn.lines().map(|line| format!("  {line}\n")).collect()
}

fn disputes(assessment: &Assessment, look: Look) -> String {
    if assessment.contradictions.is_empty() {
        return String::new();
    }
    let lines = assessment.contradictions.iter().map(|one| {
        let within = if one.within_report { " (within one report)" } else { "" };
        line(&word(&one.about), &format!("{}{within}", one_line(&one.words)), look)
    });
    format!("{}\n{}", look.bold().apply_to("Disputed"), lines.collect::<String>())
}

fn verdict(assessment: &Assessment, look: Look) -> String {
    let verdict = &assessment.verdict;
    let mut drawn =
        format!("{}\n", look.bold().apply_to(format!("{}: {}", verdict.label, standing(verdict))));
    for (column, head) in COLUMNS {
        let figure = bottom(assessment, column);
        if !figure.is_empty() {
            drawn += &line(head, &look.bold().apply_to(figure).to_string(), look);
        }
    }
    for one in &verdict.grades {
        drawn += &line(&one.axis, &look.bold().apply_to(&one.grade).to_string(), look);
    }
    let mut told = String::new();
    for (about, why) in reasons(verdict) {
        let head = if about == told { String::new() } else { format!("why {about}") };
        drawn += &line(&head, &reason(why), look);
        told = about;
    }
    drawn
}

/// What several policies make of one incident: side by side, and why they differ.
pub fn compare(assessments: &[Assessment], look: Look) -> String {
    let Some(first) = assessments.first() else { return String::new() };
    let mut drawn = title(first, look);
    for Assessment { verdict, .. } in assessments {
        drawn += &line(&verdict.label, &in_short(verdict), look);
    }
    drawn += &format!("{}\n", look.bold().apply_to("Why they differ"));
    for Assessment { verdict, .. } in assessments {
        let mut head = verdict.label.as_str();
        for (about, why) in reasons(verdict).into_iter().filter(|(_, why)| why.known.is_some()) {
            drawn += &line(head, &format!("{about}: {}", reason(why)), look);
            head = "";
        }
    }
    format!("{drawn}{}\n\n", look.dim().apply_to(reviewed(first)))
}

/// "killed 4–6, injured 2; civilian harm: Fair".
fn in_short(verdict: &Verdict) -> String {
    let figures = verdict.figures.iter().map(|figure| format!("{} {}", word(&figure.of), range(figure)));
    let figures: Vec<String> = figures.collect();
    let grades: Vec<String> = verdict.grades.iter().map(grade).collect();
    match (figures.is_empty(), grades.is_empty()) {
        (true, true) => standing(verdict).to_owned(),
        (_, true) => figures.join(", "),
        (true, false) => grades.join("; "),
        (false, false) => format!("{}; {}", figures.join(", "), grades.join("; ")),
    }
}
