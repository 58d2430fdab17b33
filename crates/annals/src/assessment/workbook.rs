//! An assessment as a workbook: the matrix, the reasons, and the sentences of all claims.

use model::Assessment;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use publish::assessment::grid::{
    COLUMNS, bottom, cell, claims, grade, label, reason, reasons, review, reviewed, reviews, standing,
};
use publish::words::one_line;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Characters that a cell can hold.
const CELL: usize = 32_000;

/// Assessments as a workbook of three sheets. All cells are text: nothing in them is taken for a formula or a link.
pub fn xlsx(assessments: &[Assessment]) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    // No clock: the same assessments make the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day).set_comment(of_all(assessments)));
    fill(book.add_worksheet().set_name("sources")?, &matrix(assessments))?;
    fill(book.add_worksheet().set_name("reasons")?, &why(assessments))?;
    fill(book.add_worksheet().set_name("claims")?, &quotes(assessments))?;
    Ok(book.save_to_buffer()?)
}

/// What people reviewed of some assessments, each way of saying it once.
fn of_all(assessments: &[Assessment]) -> String {
    let mut words: Vec<String> = assessments.iter().map(reviewed).collect();
    words.dedup();
    words.join(" ")
}

type Table = Vec<Vec<String>>;

/// Writes the rows of a sheet below its heads.
fn fill(sheet: &mut Worksheet, rows: &Table) -> Result<(), XlsxError> {
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let text: String = cell.chars().take(CELL).collect();
            sheet.write_string_with_format(row, column, text, if row == 0 { &bold } else { &wrapped })?;
        }
    }
    let n_columns = rows.first().map_or(0, Vec::len) as u16;
    for column in 0..n_columns {
        sheet.set_column_width(column, 24)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn matrix(assessments: &[Assessment]) -> Table {
    let columns = COLUMNS.map(|(_, head)| head);
    let heads = ["incident", "source"].into_iter().chain(columns).chain(["claims", "review"]);
    let mut table = vec![heads.map(str::to_owned).collect()];
    for assessment in assessments {
        let incident = assessment.incident.as_str().to_owned();
        for row in &assessment.rows {
            let cells = COLUMNS.map(|(column, _)| cell(row, column).join("\n"));
            let start = [incident.clone(), label(row)];
            table.push(
                start
                    .into_iter()
                    .chain(cells)
                    .chain([claims(row).join("\n"), reviews(assessment, row).join("\n")])
                    .collect(),
            );
        }
        let verdict = &assessment.verdict;
        let grades: Vec<String> = verdict.grades.iter().map(grade).collect();
        let name = format!("{}: {}\n{}", verdict.label, standing(verdict), grades.join("\n"));
        let cells = COLUMNS.map(|(column, _)| bottom(assessment, column));
        table.push(
            [incident, name].into_iter().chain(cells).chain([String::new(), reviewed(assessment)]).collect(),
        );
    }
    table
}

fn why(assessments: &[Assessment]) -> Table {
    let mut table = vec![["incident", "policy", "about", "reason", "claims"].map(str::to_owned).to_vec()];
    for Assessment { incident, verdict, .. } in assessments {
        table.extend(reasons(verdict).into_iter().map(|(about, why)| {
            let claims: Vec<&str> = why.claims.iter().map(|claim| claim.as_str()).collect();
            vec![incident.as_str().to_owned(), verdict.label.clone(), about, reason(why), claims.join("\n")]
        }));
    }
    table
}

fn quotes(assessments: &[Assessment]) -> Table {
    let mut table = vec![["incident", "claim", "report", "sentence", "review"].map(str::to_owned).to_vec()];
    for assessment in assessments {
        table.extend(assessment.quotes.iter().map(|quote| {
            let [incident, claim] = [assessment.incident.as_str(), quote.claim.as_str()].map(str::to_owned);
            vec![
                incident,
                claim,
                one_line(&quote.input),
                one_line(&quote.quote),
                review(quote.review.as_ref()),
            ]
        }));
    }
    table
}
