//! Expectations: dispatches and examples with the claims that they must give, and how claims are held against them.
//!
//! `tests/suite/README.md` tells how they are written.

mod compare;
mod pair;

use std::collections::BTreeMap;

use claims::Example;
use ingest::{Format, Layout, Options};
use jiff::civil::Date;
use model::Report;
use serde::Deserialize;
use serde_json::Value;

pub use pair::{Comparison, compare};

/// A file of the suite.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    #[serde(rename = "report")]
    pub dispatches: Vec<Dispatch>,
}

/// A short report with all claims that it must give.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispatch {
    pub name: String,
    pub style: String,
    pub published: Option<Date>,
    pub text: String,
    #[serde(rename = "claim", default)]
    pub claims: Vec<ExpectedClaim>,
}

/// A claim as it is expected: whatever is left out must be absent.
#[derive(Debug, Clone, Deserialize)]
pub struct ExpectedClaim {
    #[serde(rename = "type")]
    pub event_type: String,
    /// The words that name the event.
    pub trigger: String,
    #[serde(default = "asserted")]
    pub factuality: String,
    #[serde(default = "affirmed")]
    pub polarity: String,
    #[serde(default = "actual")]
    pub realis: String,
    #[serde(default)]
    pub said_by: Vec<Value>,
    pub count: Option<Value>,
    #[serde(default)]
    pub places: Vec<Value>,
    pub time: Option<Value>,
    #[serde(default)]
    pub persons: Vec<Value>,
    #[serde(default)]
    pub links: Vec<ExpectedLink>,
    /// Every other key is a role.
    #[serde(flatten)]
    pub roles: BTreeMap<String, Vec<Value>>,
}

/// A relation to another expected claim of the same report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedLink {
    pub relation: String,
    /// The number of the claim, from 1.
    pub to: usize,
}

fn asserted() -> String {
    "asserted".to_owned()
}

fn affirmed() -> String {
    "affirmed".to_owned()
}

fn actual() -> String {
    "actual".to_owned()
}

/// The expectations of an example of the codebook.
pub fn of_example(example: &Example) -> Result<Vec<ExpectedClaim>, toml::de::Error> {
    example.claims.iter().map(|claim| claim.clone().try_into()).collect()
}

/// The report of an expectation's text.
pub fn report(name: &str, text: &str, published: Option<Date>, layout: &Layout) -> Option<Report> {
    let options = Options { published, ..Options::new(Format::Text, layout) };
    ingest::read(text.as_bytes(), name, &options).reports.pop()
}
