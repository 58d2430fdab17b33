//! What each claim of an incident counts, as bounds under a policy.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{AgeGroup, Amount, Claim, Counted, Form, Gender, Measure, Reason, Status, Tally};

use super::judge::Case;
use super::{Policy, by_rule};
use crate::dossier::{Dossier, Statement};
use crate::lexicon::words;
use crate::tallies::{Interval, counted_words, tally};

/// How many one claim says were harmed, after the policy's word table.
#[derive(Debug, Clone)]
pub(crate) struct Toll<'a> {
    pub claim: &'a Claim,
    /// Index into the incident's origins.
    pub origin: usize,
    /// The text that the report goes back to.
    pub head: &'a str,
    pub published: Option<Date>,
    /// The report says it in its own voice, or quotes nobody in particular.
    pub own: bool,
    pub scope: Scope,
    pub low: Option<u64>,
    pub high: Option<u64>,
    /// The rule that a vague word was read by.
    pub vague: Option<Reason>,
    pub weight: Weight,
}

/// How much of the harm a toll may cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// All who were harmed.
    Whole,
    /// Those of one family or house, who may be all.
    Some,
    /// Part of a number that is told with it, further ones, or one who is told of by himself.
    Part,
}

/// Whether those whom a toll counts count under the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Counts,
    /// Only in upper figures.
    Doubtful,
    None,
}

impl Toll<'_> {
    pub fn words(&self) -> String {
        let words = counted_words(self.claim);
        if words.is_empty() { self.claim.evidence.quote.clone() } else { words.to_owned() }
    }
}

/// The tolls of one figure, in the order of reports and text.
pub(super) fn tolls<'a>(
    case: &Case<'a>,
    policy: &Policy,
    of: Counted,
    types: &BTreeSet<String>,
) -> Vec<Toll<'a>> {
    let given = case.testimony.given.iter();
    let counted = given.filter(|(statement, _)| types.contains(&statement.claim.event_type));
    counted.filter_map(|(statement, origin)| toll(case.dossier, policy, of, *statement, *origin)).collect()
}

fn toll<'a>(
    dossier: &Dossier<'a>,
    policy: &Policy,
    of: Counted,
    statement: Statement<'a>,
    origin: usize,
) -> Option<Toll<'a>> {
    let Statement { told, claim } = statement;
    let tally = tally(claim, dossier.lexicon).or_else(|| uncounted(statement, dossier))?;
    let is_of_group = of_group(of).is_none_or(|wanted| group(&tally) == Some(wanted));
    if !is_of_group || !["people", "bodies"].contains(&tally.unit.as_str()) {
        return None;
    }
    let (low, high, vague) = bounds(&tally.amount, policy, dossier)?;
    let innermost = claim.said_by.first();
    Some(Toll {
        claim,
        origin,
        head: dossier.head_of(told),
        published: told.imprint.published,
        own: innermost.is_none_or(|source| source.text.is_none()),
        scope: scope(claim, &tally, of),
        low,
        high,
        vague,
        weight: weight(policy, tally.status),
    })
}

/// "Others were injured": more than one, and no number.
fn uncounted(statement: Statement<'_>, dossier: &Dossier<'_>) -> Option<Tally> {
    let claim = statement.claim;
    let is_so = claim.count.is_none()
        && claim.realis == model::Realis::Actual
        && claim.polarity == model::Polarity::Affirmed
        && !matches!(claim.factuality, model::Factuality::Denied | model::Factuality::Unclear);
    let victims = claim.roles.get("victim").map_or(&[][..], Vec::as_slice);
    let is_plural = |text: &str| words(text).any(|word| dossier.lexicon.tallies.plural.contains(&word));
    let plural = match victims {
        [] => is_plural(&statement.trigger()),
        victims => victims.iter().any(|victim| victim.text.as_deref().is_some_and(is_plural)),
    };
    (is_so && plural).then(|| Tally {
        harm: claim.event_type.clone(),
        amount: Amount { low: None, high: None, best: None, ..Amount::exactly(Form::Magnitude, 0.0) },
        measure: Measure::Total,
        unit: "people".to_owned(),
        status: victims.first().and_then(|victim| victim.status),
        age_group: victims.first().and_then(|victim| victim.age_group),
        gender: victims.first().and_then(|victim| victim.gender),
        partial: false,
        as_of: None,
    })
}

/// Children, women or men: those of whom a tally says so. A girl is a child.
fn group(tally: &Tally) -> Option<Counted> {
    match (tally.age_group, tally.gender) {
        (Some(AgeGroup::Child), _) => Some(Counted::Children),
        (Some(AgeGroup::Adult | AgeGroup::Elderly), Some(Gender::Female)) => Some(Counted::Women),
        (Some(AgeGroup::Adult | AgeGroup::Elderly), Some(Gender::Male)) => Some(Counted::Men),
        _ => None,
    }
}

/// The group that a figure counts; none for all.
fn of_group(of: Counted) -> Option<Counted> {
    of.is_group().then_some(of)
}

type Bounded = (Option<u64>, Option<u64>, Option<Reason>);

/// What an amount is put at. What has neither a figure nor a rule gives none.
fn bounds(amount: &Amount, policy: &Policy, dossier: &Dossier<'_>) -> Option<Bounded> {
    let Some(interval) = Interval::of(amount, 0.0) else { return vague(amount, policy, dossier) };
    let low = (amount.form != Form::AtMost).then_some(interval.low as u64);
    // Nobody says more than "at least 14".
    Some((low, interval.high.map(|high| high as u64).or(low), None))
}

/// A vague word under the policy: by its word table, else as a plural.
fn vague(amount: &Amount, policy: &Policy, dossier: &Dossier<'_>) -> Option<Bounded> {
    let said = amount.word.as_deref().unwrap_or("");
    let is_in = |table: &BTreeSet<String>| {
        let said: Vec<String> = words(said).collect();
        table.iter().any(|entry| {
            let entry: Vec<String> = words(entry).collect();
            said.windows(entry.len().max(1)).any(|window| window == entry)
        })
    };
    if let Some(entry) = policy.words.iter().find(|entry| is_in(&entry.words)) {
        let words = format!("“{said}” is {}", range(entry.low, entry.high));
        return Some((entry.low, entry.high, Some(by_rule(words, entry.known, &entry.source, Vec::new()))));
    }
    let is_word = !said.is_empty() && !words(said).any(|word| dossier.lexicon.tallies.plural.contains(&word));
    let plural = policy.plural.as_ref().filter(|_| !is_word || amount.form == Form::Magnitude)?;
    let words = format!("more than one without a number is {}", range(plural.low, plural.high));
    Some((plural.low, plural.high, Some(by_rule(words, plural.known, &plural.source, Vec::new()))))
}

/// "12 to 24", "at least 3", "at most 10".
pub(crate) fn range(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => "no number".to_owned(),
    }
}

fn scope(claim: &Claim, tally: &Tally, of: Counted) -> Scope {
    let Some(count) = &claim.count else { return Scope::Whole };
    let is_one = count.amount.high.is_some_and(|high| high.0 <= 1.0) && !claim.persons.is_empty();
    let is_part = count.part_of.is_some();
    match () {
        () if count.measure == Measure::Change || count.amount.form == Form::Listed => Scope::Part,
        // The children among the dead are a part by nature.
        () if of_group(of).is_some() => {
            if is_one && !is_part {
                Scope::Part
            } else {
                Scope::Whole
            }
        }
        () if is_part || is_one => Scope::Part,
        // Bodies found are evidence of deaths: of all of them only if nobody says more.
        () if count.unit == "bodies" => Scope::Some,
        // "Three children were killed" need not be all who were.
        () if tally.partial || group(tally).is_some() => Scope::Some,
        () => Scope::Whole,
    }
}

fn weight(policy: &Policy, status: Option<Status>) -> Weight {
    let called = status.map_or("unsaid", status_name);
    if policy.status.count.contains(called) {
        Weight::Counts
    } else if policy.status.doubtful.contains(called) {
        Weight::Doubtful
    } else {
        Weight::None
    }
}

/// The name that policies use for a status.
pub(crate) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Civilian => "civilian",
        Status::Combatant => "combatant",
        Status::Police => "police",
        Status::Official => "official",
        Status::HorsDeCombat => "hors-de-combat",
        Status::Unknown => "unknown",
        Status::Disputed => "disputed",
    }
}
