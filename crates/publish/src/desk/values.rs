//! The values of an incident, each beside the claims that state it.

use std::collections::BTreeMap;

use model::{Claim, ClaimId, Factuality, Imprint, Stated};

use super::incident::{IncidentPage, name_of};
use crate::assessment::grid;
use crate::words::{days, harm, one_line, party, place_name, told};

/// A field of an incident with every value that is stated of it.
pub struct Values {
    pub name: &'static str,
    pub values: Vec<Value>,
    /// Whether values of it cannot all be so.
    pub is_disputed: bool,
}

/// A value that is stated, and by whom.
pub struct Value {
    pub shown: String,
    /// The footing on which it stands, where that is not plain.
    pub footing: Option<String>,
    /// Who says so first.
    pub sources: Vec<String>,
    pub quotes: Vec<Quoted>,
}

/// The words of a claim, and where they stand.
pub struct Quoted {
    /// The address of the claim in its report.
    pub link: String,
    pub words: String,
}

impl Values {
    /// All fields of an incident that have a value. `names` are those of its origins.
    pub fn of(found: &IncidentPage, names: &[&str]) -> Vec<Self> {
        let incident = &found.incident;
        let claims: BTreeMap<&ClaimId, &Claim> =
            found.claims.iter().map(|claim| (&claim.id, claim)).collect();
        let reader = Reader { claims, names };
        let disputed =
            |about: &[model::Disputed]| incident.contradictions.iter().any(|one| about.contains(&one.about));
        use model::Disputed::{Attribution, Count, Means, Place, Status, Time};
        let fields = [
            reader.field("When", &incident.times, disputed(&[Time]), |one| days(&one.value)),
            reader.field("Where", &incident.places, disputed(&[Place]), |one| {
                place_name(&one.value).into_owned()
            }),
            reader.field("How many", &incident.tallies, disputed(&[Count]), harm),
            reader.field("To whom", &incident.victims, disputed(&[Status]), |one| party(&one.value)),
            reader.field("Who did it", &incident.perpetrators, disputed(&[Attribution]), |one| {
                party(&one.value)
            }),
            reader.field("By what", &incident.means, disputed(&[Means]), |one| one.value.clone()),
            reader.field("Named", &incident.persons, false, |one| one.value.names.join(" or ")),
        ];
        fields.into_iter().filter(|field| !field.values.is_empty()).collect()
    }
}

/// What it takes to show who states a value.
struct Reader<'a> {
    claims: BTreeMap<&'a ClaimId, &'a Claim>,
    names: &'a [&'a str],
}

impl Reader<'_> {
    fn field<T>(
        &self,
        name: &'static str,
        stated: &[Stated<T>],
        is_disputed: bool,
        show: impl Fn(&Stated<T>) -> String,
    ) -> Values {
        let values = stated.iter().map(|one| self.value(one, one_line(&show(one)))).collect();
        Values { name, values, is_disputed }
    }

    fn value<T>(&self, stated: &Stated<T>, shown: String) -> Value {
        let quotes = stated.claims.iter().filter_map(|claim| self.claims.get(claim));
        let sources = stated.origins.iter().filter_map(|&origin| self.names.get(origin));
        Value {
            shown,
            footing: footing(stated.factuality),
            sources: sources.map(|name| (*name).to_owned()).collect(),
            quotes: each_once(quotes.map(|claim| quoted(claim))),
        }
    }
}

fn footing(factuality: Factuality) -> Option<String> {
    (!matches!(factuality, Factuality::Asserted | Factuality::Reported)).then(|| told(&factuality))
}

/// Sentences that state a value by several claims stand once, and lead to the first of them.
fn each_once(quotes: impl Iterator<Item = Quoted>) -> Vec<Quoted> {
    let mut each: Vec<Quoted> = Vec::new();
    for quote in quotes {
        if !each.iter().any(|known| known.words == quote.words) {
            each.push(quote);
        }
    }
    each
}

fn quoted(claim: &Claim) -> Quoted {
    Quoted { link: link(claim), words: one_line(&claim.evidence.quote) }
}

/// The address of a claim in its report.
pub fn link(claim: &Claim) -> String {
    format!("/reports/{}#{}", claim.report.as_str(), claim.id.as_str())
}

/// Whether somebody looked at a claim.
pub struct Reviewing {
    /// "confirmed by anna on 2031-03-05", or that nobody did.
    pub words: String,
    /// The decision that says so, to undo it.
    pub decision: Option<i64>,
}

impl Reviewing {
    /// What became of a claim.
    pub fn of(claim: &Claim) -> Self {
        let review = claim.review.as_ref();
        Self { words: grid::review(review), decision: review.map(|review| review.decision) }
    }
}

/// A claim of an incident, and why it is one of it.
pub struct Told {
    pub id: String,
    pub reviewing: Reviewing,
    pub event_type: String,
    pub ledger: String,
    pub report: String,
    pub sources: String,
    pub footing: String,
    /// Who did what to whom, how many and where.
    pub says: String,
    pub quoted: Quoted,
    pub because: Vec<String>,
}

impl Told {
    /// A claim of the report of a name, and why it is one of its incident.
    pub fn of(claim: &Claim, report: &str, because: &[String]) -> Self {
        let sources: Vec<String> = claim.said_by.iter().map(crate::words::source).collect();
        Self {
            id: claim.id.as_str().to_owned(),
            reviewing: Reviewing::of(claim),
            event_type: claim.event_type.replace('-', " "),
            ledger: claim.ledger.clone(),
            report: one_line(report),
            sources: sources.join(", cited by "),
            footing: crate::words::footing(claim),
            says: crate::situation::telling::says(claim),
            quoted: quoted(claim),
            because: because.iter().map(|one| one_line(one)).collect(),
        }
    }

    /// The claims of an incident, in the order of reports and texts.
    pub fn of_all(found: &IncidentPage, imprints: &BTreeMap<String, Imprint>) -> Vec<Self> {
        let because: BTreeMap<&ClaimId, &[String]> =
            found.incident.claims.iter().map(|one| (&one.claim, one.because.as_slice())).collect();
        let one = |claim: &Claim| {
            let name = imprints.get(claim.report.as_str()).map_or("", |imprint| name_of(imprint));
            Self::of(claim, name, because.get(&claim.id).copied().unwrap_or_default())
        };
        found.claims.iter().map(one).collect()
    }
}
