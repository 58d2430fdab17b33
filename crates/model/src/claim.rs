//! A claim: one event type with its role fillers, as one report states it.
//!
//! This is the public contract of `annals read --format jsonl`; `docs/claim.schema.json` is its JSON Schema.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Affiliation, AgeGroup, ClaimId, Count, Gender, Place, ReportId, Review, Span, Status, Time};

/// How sure the report is that it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Factuality {
    /// The report says it in its own voice.
    #[default]
    Asserted,
    /// Attributed, neutrally.
    Reported,
    /// Attributed with distance: allegedly, accused, claimed.
    Alleged,
    /// Opinion or assessment.
    Believed,
    /// Said to be unknown.
    Unclear,
    Denied,
}

impl Factuality {
    /// All of them, the surest first.
    pub const ALL: [Self; 6] =
        [Self::Asserted, Self::Reported, Self::Alleged, Self::Believed, Self::Unclear, Self::Denied];
}

/// Whether it is said to be so or not to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    #[default]
    Affirmed,
    Negated,
}

/// Whether it took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Realis {
    #[default]
    Actual,
    /// Intended, authorised, expected, under preparation.
    Planned,
    Attempted,
    Hypothetical,
    Required,
}

/// Whether a value stands in the words or was worked out from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    #[default]
    Stated,
    Inferred,
}

/// What a source does with the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    States,
    Accuses,
    Denies,
    Confirms,
    Admits,
    ClaimsResponsibility,
    Retracts,
}

/// One source in the chain of who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The source in the words of the text; null where the text names none ("allegedly").
    pub text: Option<String>,
    pub span: Option<Span>,
    pub actor: Option<String>,
    pub stance: Stance,
    /// Whether the source is a party to the fighting in this report.
    pub party: bool,
}

/// The fullest mention of whatever a filler refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub text: String,
    pub span: Span,
}

/// What fills a role: the noun phrase in this sentence without its relative clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filler {
    pub text: Option<String>,
    pub span: Option<Span>,
    pub actor: Option<String>,
    pub refers_to: Option<Reference>,
    pub affiliation: Option<Affiliation>,
    pub status: Option<Status>,
    pub age_group: Option<AgeGroup>,
    pub gender: Option<Gender>,
    pub occupation: Option<String>,
    /// Null where the filler is as sure as the claim.
    pub factuality: Option<Factuality>,
    pub said_by: Option<Vec<Attribution>>,
    pub basis: Basis,
    /// Who might fill the role, where that is said to be unknown.
    pub candidates: Option<Vec<Filler>>,
}

impl Filler {
    /// A filler of which nothing is said but what it is called, if that.
    pub fn plain(text: Option<String>, basis: Basis) -> Self {
        Self {
            text,
            span: None,
            actor: None,
            refers_to: None,
            affiliation: None,
            status: None,
            age_group: None,
            gender: None,
            occupation: None,
            factuality: None,
            said_by: None,
            basis,
            candidates: None,
        }
    }
}

/// Somebody named or individually described as harmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonHarmed {
    pub names: Vec<String>,
    pub span: Span,
    pub age: Option<u32>,
    pub gender: Option<Gender>,
    pub occupation: Option<String>,
    pub status: Option<Status>,
    /// `killed`, `injured`, `missing`, `abducted`, `arrested`, `released`, …
    pub fate: Option<String>,
}

/// How one claim of a report relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    PartOf,
    Corrects,
    AlternativeTo,
    DerivedFrom,
    EvidenceOf,
}

/// A relation to another claim of the same report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    pub relation: LinkKind,
    pub to: ClaimId,
}

/// The words that state a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The whole sentence.
    pub span: Span,
    /// The words that name the event.
    pub trigger: Span,
    pub quote: String,
    /// What the block is to the report: `headline`, `body`, …
    pub part: String,
}

/// One event type with its role fillers, as one report states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub id: ClaimId,
    pub report: ReportId,
    #[serde(rename = "type")]
    pub event_type: String,
    pub ledger: String,
    pub factuality: Factuality,
    pub polarity: Polarity,
    pub realis: Realis,
    /// Who says so, innermost first.
    pub said_by: Vec<Attribution>,
    /// Fillers by role; roles that nobody fills are absent.
    pub roles: BTreeMap<String, Vec<Filler>>,
    pub count: Option<Count>,
    pub places: Vec<Place>,
    pub time: Option<Time>,
    pub persons: Vec<PersonHarmed>,
    pub links: Vec<Link>,
    pub evidence: Evidence,
    /// The codebook rule that fired: `killing#massacre`.
    pub rule: String,
    /// The path as given, or the row's `id`.
    pub input: String,
    /// Hash of program, model, codebook, lexicon, actors and gazetteer.
    pub provenance: String,
    /// What a person did with it, in a record; a reader has none to give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// Between which days something may have been so: what a claim is looked up by, and no finer than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// It was not so before this day; none where nothing says.
    pub first: Option<Date>,
    /// The last day that is told of, else that on which the report became known.
    pub last: Date,
}

impl Claim {
    /// Between which days it was so, if its report was `published` on a day or not, and became `known` on one. Of what was
    /// only intended it counts when that was said.
    pub fn reach(&self, published: Option<Date>, known: Date) -> Reach {
        let told = match (self.realis, &self.time) {
            (Realis::Actual | Realis::Attempted, Some(time)) => time.days(published),
            _ => published.into_iter().collect(),
        };
        Reach { first: told.iter().min().copied(), last: told.into_iter().max().unwrap_or(known) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;

    fn claim(realis: &str, time: Value) -> Claim {
        serde_json::from_value(json!({
            "id": "clm_1", "report": "rpt_1", "type": "control", "ledger": "control", "factuality": "asserted",
            "polarity": "affirmed", "realis": realis, "said_by": [], "roles": {}, "count": null, "places": [], "time": time,
            "persons": [], "links": [], "evidence": {"span": [0, 1], "trigger": [0, 1], "quote": "…", "part": "body"},
            "rule": "control#hold", "input": "a.txt", "provenance": "prv_1"}))
        .expect("a claim")
    }

    fn occurrence(from: &str, to: Option<&str>) -> Value {
        json!({"text": "…", "span": [0, 1], "from": from, "to": to, "precision": "day", "basis": "stated", "anchor": null})
    }

    #[test]
    fn what_took_place_reaches_from_its_first_day_to_its_last() {
        let (published, known) = (Some(date(2031, 3, 9)), date(2031, 3, 9));
        let reach = |claim: Claim| claim.reach(published, known);
        let days = |first: Option<Date>, last: Date| Reach { first, last };
        let told = claim("actual", occurrence("2031-03-01", Some("2031-03-04")));
        assert_eq!(reach(told), days(Some(date(2031, 3, 1)), date(2031, 3, 4)));
        let state = json!({"text": "…", "span": [0, 1], "start": {"earliest": "2031-02-01", "latest": "2031-02-28"},
            "end": {"earliest": "report", "latest": "report"}, "precision": "month", "basis": "stated"});
        assert_eq!(reach(claim("actual", state)), days(Some(date(2031, 2, 1)), date(2031, 3, 9)));
        assert_eq!(reach(claim("actual", Value::Null)), days(published, date(2031, 3, 9)));
        // The plan is of the day on which it was told, whatever day it is for.
        let plan = claim("planned", occurrence("2035-01-01", None));
        assert_eq!(reach(plan), days(published, date(2031, 3, 9)));
    }

    #[test]
    fn what_nobody_dates_reaches_to_the_day_on_which_it_became_known() {
        let known = date(2031, 3, 9);
        assert_eq!(claim("actual", Value::Null).reach(None, known), Reach { first: None, last: known });
        assert_eq!(claim("planned", Value::Null).reach(None, known), Reach { first: None, last: known });
    }
}
