//! Rows of a table: what a casualty recorder's spreadsheet says of an incident, as claims.

use std::collections::BTreeMap;

use claims::{Codebook, EventType};
use jiff::civil::Date;
use mentions::Gazetteer;
use model::{
    Amount, Attribution, Basis, Claim, ClaimId, Count, Evidence, Factuality, Filler, Form, Number, Polarity,
    Realis, Stance, Status,
};
use serde_json::Value;

use super::columns::{Row, VICTIM_STATUS};
use super::contract::{Contract, RULE};
use super::gazetteer::Cells;
use super::harmed::{self, Told};
use super::sources::{self, Reports, Source};
use super::time::Days;
use super::words::Words;
use super::{About, claim_id};

/// Columns that count, each with the event type that its figures are of; none for the row's own.
const COUNTS: [(&str, Option<&str>); 3] =
    [("killed", Some("killing")), ("injured", Some("injury")), ("count", None)];

/// What the rows of tables are read with.
pub struct Table<'a> {
    pub codebook: &'a Codebook,
    pub gazetteer: &'a Gazetteer,
    pub contract: &'a Contract,
}

impl Table<'_> {
    /// The report that a row is about.
    pub fn source(&self, row: Row<'_>, reports: &Reports) -> Result<Source, String> {
        if let Some(report) = row.cell("report") {
            return reports.named(report);
        }
        let text = |column: &str| row.cell(column).map(str::to_owned);
        let published = row.parse("published", day, "a day of the form YYYY-MM-DD")?;
        sources::describe(text("title"), published, text("publisher"), text("url")).map(Source::Described)
    }

    /// The claims of a row: one for each figure and each name, and one of its own type, if it has one.
    pub fn claims(&self, row: Row<'_>, about: About<'_>) -> Result<Vec<Claim>, String> {
        let words = Words::of(row.cell("quote").unwrap_or_default(), about.text)?;
        let mut told = self.counts(row, words)?;
        let (groups, named) = (harmed::groups(row, words, &told)?, harmed::named(row, words, &told)?);
        told.extend(groups.into_iter().chain(named));
        if told.is_empty() {
            return Err("it has neither a type nor a figure under killed or injured".to_owned());
        }
        let kinds: Vec<&EventType> = told.iter().map(|one| one.kind).collect();
        check_roles(row, self.codebook, &kinds)?;
        told.into_iter().map(|one| self.claim(row, about, words, one)).collect()
    }

    /// The event types of a row, each with its figures if it has any.
    fn counts(&self, row: Row<'_>, words: Words<'_>) -> Result<Vec<Told<'_>>, String> {
        let own = row.cell("type").map(|name| self.kind(name)).transpose()?;
        let mut told: Vec<Told<'_>> = Vec::new();
        for (column, of) in COUNTS {
            let Some((amount, text)) = amount(row, column)? else { continue };
            let kind = of.map(|name| self.kind(name)).transpose()?.or(own);
            let kind = kind.ok_or_else(|| format!("{column} has a figure, and type does not say of what"))?;
            let role = kind
                .counts
                .clone()
                .ok_or_else(|| format!("nobody is counted in claims of type {}", kind.name))?;
            let count = harmed::count(role, amount, text, words);
            let unit = kind.unit.clone().unwrap_or_else(|| count.unit.clone());
            told.push(Told::of(kind, Some(Count { unit, ..count })));
        }
        if let Some(own) = own.filter(|own| told.iter().all(|one| one.kind.name != own.name)) {
            told.insert(0, Told::of(own, None));
        }
        Ok(told)
    }

    fn kind(&self, name: &str) -> Result<&EventType, String> {
        let found = self.codebook.types.iter().find(|kind| kind.name == name);
        found.ok_or_else(|| format!("type {name:?} is not in the codebook"))
    }

    fn claim(
        &self,
        row: Row<'_>,
        about: About<'_>,
        words: Words<'_>,
        told: Told<'_>,
    ) -> Result<Claim, String> {
        let Told { kind, count, counted, persons } = told;
        let said_by: Vec<Attribution> =
            row.cell("source").map(|source| said_by(source, words)).into_iter().collect();
        let usual = if said_by.is_empty() { Factuality::Asserted } else { Factuality::Reported };
        let (quote, part) = (words.quote.to_owned(), "body".to_owned());
        let mut roles = roles(row, kind, words)?;
        roles.extend(kind.counts.clone().zip(counted.map(|counted| vec![counted])));
        let claim = Claim {
            id: ClaimId::of_hash(&[]),
            report: about.report.clone(),
            event_type: kind.name.clone(),
            ledger: kind.ledger.clone(),
            factuality: row.word("factuality")?.unwrap_or(usual),
            polarity: Polarity::Affirmed,
            realis: Realis::Actual,
            said_by,
            roles,
            count,
            places: cells(row)?.place(self.gazetteer, words).into_iter().collect(),
            time: days(row)?.time(kind.state, words.span),
            persons,
            links: Vec::new(),
            evidence: Evidence { span: words.span, trigger: words.span, quote, part },
            rule: format!("{}#{RULE}", kind.name),
            input: about.input.to_owned(),
            provenance: about.provenance.to_owned(),
            review: None,
        };
        self.named(claim)
    }

    /// A claim under the id that all it says gives it, if it keeps the rules of the contract.
    fn named(&self, claim: Claim) -> Result<Claim, String> {
        let Ok(Value::Object(mut says)) = serde_json::to_value(&claim) else {
            return Err("it cannot be written as JSON".to_owned());
        };
        for of_no_weight in ["id", "input", "provenance"] {
            says.remove(of_no_weight);
        }
        let id = claim_id(&claim.report, &Value::Object(says));
        let claim = Claim { id, ..claim };
        match serde_json::to_value(&claim) {
            Ok(Value::Object(written)) => self.contract.checked(written),
            _ => Err("it cannot be written as JSON".to_owned()),
        }
    }
}

/// Refuses a cell for a role that none of the row's claims has.
fn check_roles(row: Row<'_>, codebook: &Codebook, kinds: &[&EventType]) -> Result<(), String> {
    let is_known = |role: &String| kinds.iter().any(|kind| kind.roles.contains(role));
    match codebook.roles.keys().find(|role| row.cell(role).is_some() && !is_known(role)) {
        Some(role) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
            Err(format!("{role} is no role of {}", kinds.join(" or ")))
        }
        None => Ok(()),
    }
}

/// The fillers of a type's roles; several in a cell are parted by semicolons.
fn roles(row: Row<'_>, kind: &EventType, words: Words<'_>) -> Result<BTreeMap<String, Vec<Filler>>, String> {
    let status = victim_status(row)?;
    let fillers = |role: &String| {
        let cell = row.cell(role)?;
        let status = status.filter(|_| kind.counts.as_ref() == Some(role));
        let texts = cell.split(';').map(str::trim).filter(|text| !text.is_empty());
        Some((role.clone(), texts.map(|text| filler(text, status, words)).collect()))
    };
    Ok(kind.roles.iter().filter_map(fillers).collect())
}

/// What the victims of a row are to the fighting.
pub(super) fn victim_status(row: Row<'_>) -> Result<Option<Status>, String> {
    row.word(VICTIM_STATUS)
}

pub(super) fn filler(text: &str, status: Option<Status>, words: Words<'_>) -> Filler {
    let (span, basis) = words.find(text);
    Filler { span: Some(span), status, ..Filler::plain(Some(text.to_owned()), basis) }
}

fn said_by(source: &str, words: Words<'_>) -> Attribution {
    let (span, basis) = words.find(source);
    let span = (basis == Basis::Stated).then_some(span);
    Attribution { text: Some(source.to_owned()), span, actor: None, stance: Stance::States, party: false }
}

/// The figure in a column and in those for its bounds, with the words for it; a cell without digits is a vague word ("dozens").
pub(super) fn amount(row: Row<'_>, column: &str) -> Result<Option<(Amount, String)>, String> {
    let number = |column: String| row.parse(&column, number, "a number that people can be counted by");
    if let Some(cell) = row.cell(column) {
        let amount = match cell.contains(|c: char| c.is_ascii_digit()) {
            true => number(column.to_owned())?
                .map(|number| Amount { zero: number == 0.0, ..Amount::exactly(Form::Exact, number) }),
            false => Some(Amount { form: Form::Vague, word: Some(cell.to_lowercase()), ..unbounded() }),
        };
        return Ok(amount.map(|amount| (amount, cell.to_owned())));
    }
    let [low, best, high] = ["low", "best", "high"].map(|bound| number(format!("{column}_{bound}")));
    let (low, best, high) = (low?, best?, high?);
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Err(format!("{column}_low is more than {column}_high"));
    }
    let form = match (low, best, high) {
        (None, None, None) => return Ok(None),
        (Some(low), _, Some(high)) if low == high => Form::Exact,
        (Some(_), _, Some(_)) => Form::Between,
        (Some(_), _, None) => Form::AtLeast,
        (None, _, Some(_)) => Form::AtMost,
        (None, Some(_), None) => Form::About,
    };
    let text: Vec<String> = [low, best, high].iter().flatten().map(f64::to_string).collect();
    let best = if form == Form::Exact { low } else { best };
    let zero = high == Some(0.0);
    let [low, best, high] = [low, best, high].map(|bound| bound.map(Number));
    Ok(Some((Amount { form, low, best, high, zero, ..unbounded() }, text.join(" – "))))
}

fn unbounded() -> Amount {
    Amount {
        form: Form::About,
        word: None,
        low: None,
        high: None,
        best: None,
        strict: false,
        approx: false,
        zero: false,
    }
}

fn number(cell: &str) -> Option<f64> {
    cell.replace(',', "").parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

fn day(cell: &str) -> Option<Date> {
    cell.parse().ok()
}

fn days(row: Row<'_>) -> Result<Days, String> {
    let day = |column: &str| row.parse(column, day, "a day of the form YYYY-MM-DD");
    let days = Days { on: day("date")?, from: day("from")?, to: day("to")? };
    if days.from.zip(days.to).is_some_and(|(from, to)| from > to) {
        return Err("from is after to".to_owned());
    }
    Ok(days)
}

fn cells(row: Row<'_>) -> Result<Cells, String> {
    let degrees = |column: &str| row.parse(column, |cell| cell.parse().ok(), "a number of degrees");
    Ok(Cells {
        name: row.cell("place").map(str::to_owned),
        lat: degrees("lat")?,
        lon: degrees("lon")?,
        country: row.cell("country").map(str::to_uppercase),
        precision: row.word("precision")?,
    })
}
