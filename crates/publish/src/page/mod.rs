//! A report as one page that stands alone: its text with every claim highlighted, and the claims beside it.
//!
//! The page runs no script and loads nothing. Words of the report reach it through the templates alone, which escape them;
//! each stretch of them is isolated, so that signs that turn the direction of writing end where it ends.

mod card;
mod text;

use std::collections::BTreeMap;

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use model::{Claim, Report};
use sha2::{Digest, Sha256};

pub(crate) use card::{Card, Numbers};
use text::{Stretch, Text};

/// Claims of one block whose words and fields point at each other by colour; more are too many to follow by eye.
pub(crate) const MOST_LINKED: usize = 64;

/// The style that all pages share.
pub(crate) const HOUSE: &str = include_str!("../../templates/house.css");

/// Characters of a file name that come from the name of the input.
const NAME_LENGTH: usize = 60;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    /// What the browser may do: apply the style of the page, and nothing else.
    policy: String,
    style: String,
    title: &'a str,
    /// Where the report comes from: a name and a value.
    origin: Vec<(&'static str, String)>,
    /// Ledgers of the report's claims, with how many there are.
    ledgers: BTreeMap<&'a str, usize>,
    rows: Vec<Row<'a>>,
    provenance: &'a str,
}

/// The style of a page, with the rules that join words and claims.
#[derive(Template)]
#[template(path = "report.css", escape = "none")]
pub(crate) struct Style {
    pub n_linked: usize,
}

/// A block of the report with the claims that it states.
pub(crate) struct Row<'a> {
    /// What the block is to the report; `unread` for what stands between blocks.
    pub part: &'static str,
    pub stretches: Vec<Stretch<'a>>,
    pub cards: Vec<Card<'a>>,
}

/// The page of a report.
pub fn draw(report: &Report, claims: &[Claim], provenance: &str) -> String {
    let rows = rows(report, claims);
    let n_linked = rows.iter().map(|row| row.cards.len()).max().unwrap_or(0).min(MOST_LINKED);
    let style = format!("{HOUSE}{}", rendered(&Style { n_linked }));
    let mut ledgers: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in claims {
        *ledgers.entry(claim.ledger.as_str()).or_default() += 1;
    }
    rendered(&Page {
        policy: policy(&style),
        style,
        title: report.title.as_deref().unwrap_or(last_name(&report.input)),
        origin: origin(report),
        ledgers,
        rows,
        provenance,
    })
}

/// A file name for the page of a report: safe on any system, and no other report's.
pub fn file_name(report: &Report) -> String {
    let last = last_name(&report.input);
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = stem.chars().map(safe).take(NAME_LENGTH).collect();
    format!("{}-{}.html", name.trim_matches('-'), report.id.as_str()).trim_start_matches('-').to_owned()
}

/// The name of an input without the folders that it lies in.
pub(crate) fn last_name(input: &str) -> &str {
    input.rsplit(['/', '\\']).next().unwrap_or(input)
}

/// Nothing that a template of ours is given can make it fail: it writes to memory.
pub(crate) fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}

/// The policy that lets exactly this style apply.
pub(crate) fn policy(style: &str) -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

fn origin(report: &Report) -> Vec<(&'static str, String)> {
    let known = [
        ("Input", Some(report.input.clone())),
        ("Published", report.published.map(|date| date.to_string())),
        ("Publisher", report.publisher.clone()),
        ("Address", report.url.clone()),
        ("Report", Some(report.id.as_str().to_owned())),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The blocks in order, with what stands between them; each claim beside the block that states it.
pub(crate) fn rows<'a>(report: &'a Report, claims: &'a [Claim]) -> Vec<Row<'a>> {
    let text = Text::of(report, claims);
    let numbers = claims.iter().map(|claim| &claim.id).zip(1..).collect();
    let mut rows = Vec::new();
    let mut read = 0;
    for block in &report.blocks {
        rows.extend(text.unread(read, block.span.start).map(unread));
        let cards: Vec<Card<'a>> =
            text.claims_in(block.span).map(|(number, claim)| Card::of(claim, number, &numbers)).collect();
        let cards = cards.into_iter().zip(1..).map(|(card, ordinal)| Card { ordinal, ..card }).collect();
        rows.push(Row { part: block.part.as_str(), stretches: text.stretches(block.span), cards });
        read = block.span.end;
    }
    rows.extend(text.unread(read, report.text.len() as u32).map(unread));
    rows
}

fn unread(stretch: Stretch<'_>) -> Row<'_> {
    Row { part: "unread", stretches: vec![stretch], cards: Vec::new() }
}

#[cfg(test)]
mod tests;
