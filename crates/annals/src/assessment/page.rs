//! An assessment as one page that stands alone: the bottom line, the source matrix, and the sentences behind it.
//!
//! The page runs no script and loads nothing. Words of reports reach it through the template alone, which escapes them.

use std::collections::BTreeMap;

use askama::Template;
use model::{Assessment, Column, Reason};

use super::REVIEW;
use super::grid::{COLUMNS, grade, label, range, reasons, rule, said, standing};
use crate::page::{policy, rendered};
use crate::words::{one_line, word};

#[derive(Template)]
#[template(path = "assessment.html")]
struct Page<'a> {
    /// What the browser may do: apply the style of the page, and nothing else.
    policy: String,
    style: &'static str,
    review: &'static str,
    cases: Vec<Case<'a>>,
}

const STYLE: &str = include_str!("../../templates/assessment.css");

/// One assessment.
struct Case<'a> {
    inputs: Vec<&'a str>,
    incident: &'a str,
    label: &'a str,
    standing: &'static str,
    figures: Vec<(String, String)>,
    grades: Vec<String>,
    why: Vec<Why>,
    disputes: Vec<(String, String)>,
    heads: Vec<&'static str>,
    sources: Vec<Source<'a>>,
    quotes: Vec<Sentence<'a>>,
    provenance: &'a str,
}

/// A reason, with the rule behind it.
struct Why {
    about: String,
    words: String,
    rule: Option<&'static str>,
    source: String,
    is_remembered: bool,
    /// Numbers of the sentences that it rests on.
    notes: Vec<usize>,
}

/// A row of the matrix.
struct Source<'a> {
    label: String,
    is_party: bool,
    cells: Vec<Cell<'a>>,
}

/// A cell of the matrix; empty ones are there too, so that columns stay in line.
struct Cell<'a> {
    head: &'a str,
    parts: Vec<(String, usize)>,
}

/// A sentence with the number that points to it.
struct Sentence<'a> {
    number: usize,
    input: &'a str,
    quote: &'a str,
    claims: Vec<&'a str>,
}

/// The page of some assessments.
pub fn page(assessments: &[Assessment]) -> String {
    let cases = assessments.iter().map(case).collect();
    rendered(&Page { policy: policy(STYLE), style: STYLE, review: REVIEW, cases })
}

fn case(assessment: &Assessment) -> Case<'_> {
    let verdict = &assessment.verdict;
    let (quotes, numbers) = sentences(assessment);
    let number = |claim: &str| numbers.get(claim).copied().unwrap_or(0);
    let used: Vec<(Column, &str)> = COLUMNS
        .into_iter()
        .filter(|(column, _)| assessment.rows.iter().any(|row| row.cells.contains_key(column)))
        .collect();
    let sources = assessment.rows.iter().map(|row| {
        let parts = |column: &Column| {
            let words = row.cells.get(column).into_iter().flatten();
            words.map(|words| (said(words), number(words.claim.as_str()))).collect()
        };
        let cells = used.iter().map(|(column, head)| Cell { head, parts: parts(column) }).collect();
        Source { label: label(row), is_party: row.origin.party, cells }
    });
    Case {
        inputs: assessment.inputs.iter().map(String::as_str).collect(),
        incident: assessment.incident.as_str(),
        label: &verdict.label,
        standing: standing(verdict),
        figures: verdict.figures.iter().map(|figure| (word(&figure.of), range(figure))).collect(),
        grades: verdict.grades.iter().map(grade).collect(),
        why: reasons(verdict).into_iter().map(|(about, reason)| why(about, reason, &number)).collect(),
        disputes: assessment
            .contradictions
            .iter()
            .map(|one| (word(&one.about), one_line(&one.words)))
            .collect(),
        heads: used.iter().map(|(_, head)| *head).collect(),
        sources: sources.collect(),
        quotes,
        provenance: &assessment.provenance,
    }
}

fn why(about: String, reason: &Reason, number: &impl Fn(&str) -> usize) -> Why {
    let mut notes: Vec<usize> = reason.claims.iter().map(|claim| number(claim.as_str())).collect();
    notes.sort_unstable();
    notes.dedup();
    Why {
        about,
        words: one_line(&reason.words),
        rule: rule(reason),
        source: reason.source.as_deref().map(one_line).unwrap_or_default(),
        is_remembered: reason.known == Some(model::Known::Memory),
        notes,
    }
}

/// Each sentence once, numbered, with the number of each claim.
fn sentences(assessment: &Assessment) -> (Vec<Sentence<'_>>, BTreeMap<&str, usize>) {
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    let mut numbers = BTreeMap::new();
    for quote in &assessment.quotes {
        let known = sentences.iter_mut().find(|one| one.quote == quote.quote && one.input == quote.input);
        let claim = quote.claim.as_str();
        let number = match known {
            Some(sentence) => {
                sentence.claims.push(claim);
                sentence.number
            }
            None => {
                let number = sentences.len() + 1;
                sentences.push(Sentence {
                    number,
                    input: &quote.input,
                    quote: &quote.quote,
                    claims: vec![claim],
                });
                number
            }
        };
        numbers.insert(claim, number);
    }
    (sentences, numbers)
}
