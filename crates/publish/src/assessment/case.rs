//! What a page shows of an assessment: cells with their words, reasons, and each sentence once.

use std::collections::BTreeMap;

use model::{Assessment, Column, Reason, Words};

use super::grid::{COLUMNS, grade, label, range, reasons, review, reviewed, rule, said, standing};
use crate::page::last_name;
use crate::words::{disputed, one_line, word};

/// Where claims stand in their reports, by their ids; none where reports have no page.
pub type Links = BTreeMap<String, String>;

/// What the desk knows of the claims behind an assessment, by their ids; a page that stands alone shows none of it.
#[derive(Default)]
pub struct Known {
    pub links: Links,
    /// Figures that a person put in place of the words of claims.
    pub corrected: BTreeMap<String, String>,
    /// What their reports say in another language.
    pub translations: BTreeMap<String, Vec<Translation>>,
}

/// A translation as it stands beside the words of its report.
#[derive(Clone, PartialEq)]
pub struct Translation {
    /// That it is one, and by whom: "Translated from ar by Amina".
    pub head: String,
    pub words: String,
    /// Whether it is read at once: the others of a row say the same, and long ones are opened by whoever wants them.
    pub is_open: bool,
}

/// The longest translation that is open in a cell, in code points.
const SHORT: usize = 280;

/// One assessment as pages show it.
pub struct Case<'a> {
    pub inputs: Vec<&'a str>,
    pub incident: &'a str,
    /// The name of the policy.
    pub policy: &'a str,
    pub label: &'a str,
    pub standing: &'static str,
    pub figures: Vec<(String, String)>,
    pub grades: Vec<String>,
    pub why: Vec<Why>,
    pub disputes: Vec<(&'static str, String)>,
    pub heads: Vec<&'static str>,
    pub sources: Vec<Source<'a>>,
    pub quotes: Vec<Sentence<'a>>,
    pub provenance: &'a str,
    /// What people reviewed of it.
    pub reviewed: String,
    /// None where nothing can be corrected.
    pub editing: Option<Editing>,
}

/// A reason, with the rule behind it.
pub struct Why {
    pub about: String,
    pub words: String,
    pub rule: Option<&'static str>,
    pub source: String,
    pub is_remembered: bool,
    /// Numbers of the sentences that it rests on.
    pub notes: Vec<usize>,
}

/// A row of the matrix.
pub struct Source<'a> {
    pub label: String,
    pub is_party: bool,
    pub cells: Vec<Cell<'a>>,
}

/// A cell of the matrix; empty ones are there too, so that columns stay in line.
pub struct Cell<'a> {
    pub head: &'a str,
    pub parts: Vec<Part>,
}

/// What it takes to correct a cell where it stands: the token of the desk, and the page to come back to.
#[derive(Clone)]
pub struct Editing {
    pub token: String,
    pub back: String,
}

/// Words in a cell.
pub struct Part {
    /// The claim that states them.
    pub claim: String,
    /// The field of the claim that holds them; none where no single one does.
    pub field: Option<&'static str>,
    pub text: String,
    /// What a person put in their place.
    pub corrected: Option<String>,
    /// The number of the sentence that states them.
    pub note: usize,
    /// Where they stand in their report; none where the report has no page.
    pub link: Option<String>,
    pub translations: Vec<Translation>,
}

/// A sentence with the number that points to it.
pub struct Sentence<'a> {
    pub number: usize,
    pub input: &'a str,
    pub quote: &'a str,
    /// Claims that it states, and where each stands in its report.
    pub claims: Vec<(&'a str, Option<&'a str>)>,
    /// What people did with these claims, each once.
    pub reviews: Vec<String>,
}

impl<'a> Case<'a> {
    /// What a page shows of an assessment.
    pub fn of(assessment: &'a Assessment, known: &'a Known) -> Self {
        let verdict = &assessment.verdict;
        let (quotes, numbers) = sentences(assessment, &known.links);
        let number = |claim: &str| numbers.get(claim).copied().unwrap_or(0);
        let used: Vec<(Column, &str)> = COLUMNS
            .into_iter()
            .filter(|(column, _)| assessment.rows.iter().any(|row| row.cells.contains_key(column)))
            .collect();
        let sources = assessment.rows.iter().map(|row| {
            let parts = |column: &Column| {
                let words = row.cells.get(column).into_iter().flatten();
                words.map(|words| part(*column, words, number(words.claim.as_str()), known)).collect()
            };
            let mut cells: Vec<Cell<'_>> =
                used.iter().map(|(column, head)| Cell { head, parts: parts(column) }).collect();
            open_first(&mut cells);
            Source { label: label(row), is_party: row.origin.party, cells }
        });
        Self {
            inputs: assessment.inputs.iter().map(|input| last_name(input)).collect(),
            incident: assessment.incident.as_str(),
            policy: &verdict.policy,
            label: &verdict.label,
            standing: standing(verdict),
            figures: verdict.figures.iter().map(|figure| (word(&figure.of), range(figure))).collect(),
            grades: verdict.grades.iter().map(grade).collect(),
            why: reasons(verdict).into_iter().map(|(about, reason)| why(about, reason, &number)).collect(),
            disputes: assessment
                .contradictions
                .iter()
                .map(|one| (disputed(one.about), one_line(&one.words)))
                .collect(),
            heads: used.iter().map(|(_, head)| *head).collect(),
            sources: sources.collect(),
            quotes,
            provenance: &assessment.provenance,
            reviewed: reviewed(assessment),
            editing: None,
        }
    }
}

fn part(column: Column, words: &Words, note: usize, known: &Known) -> Part {
    let claim = words.claim.as_str();
    let field = field(column);
    Part {
        claim: claim.to_owned(),
        field,
        text: said(words),
        corrected: known.corrected.get(claim).filter(|_| field == Some("count")).cloned(),
        note,
        link: known.links.get(claim).cloned(),
        translations: known.translations.get(claim).cloned().unwrap_or_default(),
    }
}

/// Of the translations in a row, each stands once in a cell, and is open where it stands first if it is short.
fn open_first(cells: &mut [Cell<'_>]) {
    let mut read: Vec<Translation> = Vec::new();
    for cell in cells {
        let mut here: Vec<Translation> = Vec::new();
        for part in &mut cell.parts {
            part.translations.retain(|one| !here.contains(one));
            here.extend(part.translations.iter().cloned());
            for one in &mut part.translations {
                let is_new = !read.contains(one);
                if is_new {
                    read.push(one.clone());
                }
                one.is_open = is_new && one.words.chars().count() <= SHORT;
            }
        }
    }
}

/// The field of a claim that a column shows, where it is one.
fn field(column: Column) -> Option<&'static str> {
    match column {
        Column::Killed | Column::Injured | Column::Children | Column::Women | Column::Men => Some("count"),
        Column::Status => Some("roles.victim.0.status"),
        Column::WhoDidIt => Some("roles.perpetrator"),
        Column::Means => Some("roles.means"),
        Column::Time => Some("time"),
        Column::Named | Column::Place => None,
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
fn sentences<'a>(
    assessment: &'a Assessment,
    links: &'a Links,
) -> (Vec<Sentence<'a>>, BTreeMap<&'a str, usize>) {
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    let mut numbers = BTreeMap::new();
    for quote in &assessment.quotes {
        let known =
            sentences.iter_mut().find(|one| one.quote == quote.quote && one.input == last_name(&quote.input));
        let claim = quote.claim.as_str();
        let link = links.get(claim).map(String::as_str);
        let number = match known {
            Some(sentence) => {
                sentence.claims.push((claim, link));
                let words = review(quote.review.as_ref());
                if !sentence.reviews.contains(&words) {
                    sentence.reviews.push(words);
                }
                sentence.number
            }
            None => {
                let number = sentences.len() + 1;
                sentences.push(Sentence {
                    number,
                    input: last_name(&quote.input),
                    quote: &quote.quote,
                    claims: vec![(claim, link)],
                    reviews: vec![review(quote.review.as_ref())],
                });
                number
            }
        };
        numbers.insert(claim, number);
    }
    (sentences, numbers)
}
