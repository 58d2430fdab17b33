//! Words by which reports, claims and incidents are found.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{Claim, Imprint, Incident, Place, Time};
use rusqlite::{Connection, params};

use crate::pages::MOST_COUNTED;
use crate::{Batch, Page, Range, RecordError, View};

/// Words around the first match that are shown.
const SNIPPET: u8 = 28;

/// What stands before and behind each match in [`Found::snippet`].
pub const MATCH: [char; 2] = ['\u{2}', '\u{3}'];

/// What is looked for; empty and absent fields let everything through.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words that must all be there, the last one at least begun; those in quotation marks in this order.
    pub words: String,
    /// `report`, `claim` or `incident`.
    pub kind: Option<String>,
    /// An event type.
    pub event_type: Option<String>,
    /// A place by its name or gazetteer id.
    pub place: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// `report`, `claim` or `incident`, and its id.
    pub kind: String,
    pub subject: String,
    pub day: Option<String>,
    /// Some of its words, with the matches between [`MATCH`].
    pub snippet: String,
}

impl Batch<'_> {
    /// Stores the words of a report whose claims are stored.
    pub fn put_words(&self, imprint: &Imprint, text: &str, claims: &[Claim]) -> Result<(), RecordError> {
        let heads = [imprint.title.as_deref(), imprint.publisher.as_deref()];
        let words = joined(heads.into_iter().flatten().chain([text]));
        let mut facets = Facets::of("report");
        for claim in claims {
            facets.add("type", &claim.event_type);
            claim.places.iter().for_each(|place| facets.place(place));
        }
        let passage = ("report", imprint.report.as_str(), imprint.published);
        Ok(put(self.connection(), passage, &words, &facets)?)
    }
}

/// Stores the words of an incident, in place of those that it had.
pub(crate) fn put_words_of_incident(connection: &Connection, incident: &Incident) -> rusqlite::Result<()> {
    let mut facets = Facets::of("incident");
    incident.types.iter().for_each(|kind| facets.add("type", kind));
    incident.places.iter().for_each(|place| facets.place(&place.value));
    let places = incident.places.iter().filter_map(|place| place.value.name.as_deref());
    let parties = incident.perpetrators.iter().chain(&incident.victims);
    let words = incident
        .types
        .iter()
        .map(String::as_str)
        .chain(places)
        .chain(incident.places.iter().map(|place| place.words.as_str()))
        .chain(parties.flat_map(|party| party.value.name.as_deref()))
        .chain(incident.means.iter().map(|means| means.words.as_str()))
        .chain(incident.tallies.iter().map(|tally| tally.words.as_str()))
        .chain(incident.persons.iter().flat_map(|person| person.value.names.iter().map(String::as_str)));
    let words = words.collect::<BTreeSet<_>>();
    let day = incident.times.iter().filter_map(|time| time.value.from).min();
    put(connection, ("incident", incident.id.as_str(), day), &joined(words.into_iter()), &facets)
}

/// Brings the index up to date with the passages that came and went since it was. Together they make one piece of it.
pub(crate) fn index_waiting(connection: &Connection) -> rusqlite::Result<()> {
    for sql in [
        "INSERT INTO passage_index (passage_index, rowid, words, facets)
         SELECT 'delete', id, words, facets FROM passage_forgotten ORDER BY id",
        "INSERT INTO passage_index (rowid, words, facets)
         SELECT id, words, facets FROM passage_waiting JOIN passage USING (id) ORDER BY id",
        "DELETE FROM passage_forgotten",
        "DELETE FROM passage_waiting",
    ] {
        connection.prepare_cached(sql)?.execute([])?;
    }
    Ok(())
}

/// Empties the index of passages that are all gone.
pub(crate) fn forget_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO passage_index (passage_index) VALUES ('delete-all')", [])?;
    connection.execute_batch("DELETE FROM passage_forgotten; DELETE FROM passage_waiting")
}

/// Stores the words of all claims and incidents, in a record that was made before they were. What its reports say is in their
/// originals alone: `annals rebuild` stores that.
pub(crate) fn index(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT json FROM claim")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // What is no claim is for `verify` to find.
        if let Ok(claim) = serde_json::from_str(&row.get::<_, String>(0)?) {
            put_words_of_claim(connection, &claim)?;
        }
    }
    let mut statement = connection.prepare("SELECT json FROM incident")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Ok(incident) = serde_json::from_str(&row.get::<_, String>(0)?) {
            put_words_of_incident(connection, &incident)?;
        }
    }
    Ok(())
}

/// Stores the words of a claim: its sentence, and what is meant by its pronouns and places.
pub(crate) fn put_words_of_claim(connection: &Connection, claim: &Claim) -> rusqlite::Result<()> {
    let mut facets = Facets::of("claim");
    facets.add("type", &claim.event_type);
    claim.places.iter().for_each(|place| facets.place(place));
    let meant = claim.roles.values().flatten().filter_map(|filler| filler.refers_to.as_ref());
    let names = claim.places.iter().filter_map(|place| place.name.as_deref());
    let words = joined(
        std::iter::once(claim.evidence.quote.as_str())
            .chain(meant.map(|whole| whole.text.as_str()))
            .chain(names),
    );
    let day = match &claim.time {
        Some(Time::Occurrence { from, to, .. }) => from.or(*to),
        _ => None,
    };
    put(connection, ("claim", claim.id.as_str(), day), &words, &facets)
}

/// Stores a passage in place of the one of its subject, unless it is the same.
fn put(
    connection: &Connection,
    (kind, subject, day): (&str, &str, Option<Date>),
    words: &str,
    facets: &Facets,
) -> rusqlite::Result<()> {
    let (day, facets) = (day.map(|day| day.to_string()), facets.text());
    let is_there = connection
        .prepare_cached(
            "SELECT 1 FROM passage WHERE subject = ?1 AND day IS ?2 AND words = ?3 AND facets = ?4",
        )?
        .exists(params![subject, day, words, facets])?;
    if is_there {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM passage WHERE subject = ?1")?.execute([subject])?;
    connection
        .prepare_cached(
            "INSERT INTO passage (kind, subject, day, words, facets) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![kind, subject, day, words, facets])?;
    Ok(())
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("\n")
}

/// What a passage is narrowed down by, as sentences that the index tells apart.
struct Facets(BTreeSet<String>);

impl Facets {
    fn of(kind: &str) -> Self {
        Self(BTreeSet::from([facet("kind", kind)]))
    }

    fn add(&mut self, name: &str, value: &str) {
        self.0.insert(facet(name, value));
    }

    fn place(&mut self, place: &Place) {
        self.add("place", place.name.as_deref().unwrap_or(&place.text));
        place.id.iter().for_each(|id| self.add("place", id));
        place.country.iter().for_each(|country| self.add("country", country));
    }

    fn text(&self) -> String {
        self.0.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

/// A facet between words that stand in none, so that no facet is found within another.
fn facet(name: &str, value: &str) -> String {
    format!("{name} {value} stop")
}

impl Search {
    /// Whether anything is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty()
            && self.kind.is_none()
            && self.event_type.is_none()
            && self.place.is_none()
    }

    /// The search as the index takes it: nothing of what is typed has a meaning of its own there but quotation marks.
    fn query(&self) -> String {
        let facets = [("kind", &self.kind), ("type", &self.event_type), ("place", &self.place)];
        let facets = facets
            .into_iter()
            .filter_map(|(name, value)| Some(format!("facets : {}", quoted(&facet(name, value.as_ref()?)))));
        terms(&self.words).into_iter().chain(facets).collect::<Vec<_>>().join(" AND ")
    }
}

/// The terms of what was typed, each for the index; a phrase in quotation marks is one.
fn terms(typed: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for (number, piece) in typed.split(['"', '“', '”']).enumerate() {
        if number % 2 == 1 {
            terms.extend(has_words(piece).then(|| quoted(piece)));
        } else {
            terms.extend(piece.split_whitespace().filter(|word| has_words(word)).map(quoted));
        }
    }
    let is_begun = typed.chars().last().is_some_and(char::is_alphanumeric);
    if let Some(last) = terms.last_mut().filter(|_| is_begun) {
        last.push('*');
    }
    terms.into_iter().map(|term| format!("words : {term}")).collect()
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn quoted(text: &str) -> String {
    // The index reads a query to the first zero.
    format!("\"{}\"", text.replace(['"', '\0'], " "))
}

impl View<'_> {
    /// Some of the passages that a search finds, those stored last first.
    pub fn search(&self, search: &Search, range: Range) -> Result<Page<Found>, RecordError> {
        let query = search.query();
        if query.is_empty() {
            return Ok(Page { items: Vec::new(), n_all: 0, is_more: false });
        }
        let matching = "FROM passage_index JOIN passage ON passage.id = passage_index.rowid
             WHERE passage_index MATCH ?1 AND (?2 IS NULL OR day >= ?2) AND (?3 IS NULL OR day <= ?3)";
        let days = [search.from, search.to].map(|day| day.map(|day| day.to_string()));
        let sql = format!("SELECT count(*) FROM (SELECT 1 {matching} LIMIT {})", MOST_COUNTED + 1);
        let n: i64 = self
            .connection
            .prepare_cached(&sql)?
            .query_row(params![query, days[0], days[1]], |row| row.get(0))?;
        let sql = format!(
            "SELECT kind, subject, day, snippet(passage_index, 0, char(2), char(3), '…', {SNIPPET}) {matching}
             ORDER BY passage_index.rowid DESC LIMIT {} OFFSET {}",
            range.n_most, range.skip
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(params![query, days[0], days[1]], |row| {
            Ok(Found { kind: row.get(0)?, subject: row.get(1)?, day: row.get(2)?, snippet: row.get(3)? })
        })?;
        let items = found.collect::<Result<_, _>>()?;
        let n_all = n.unsigned_abs();
        Ok(Page { items, n_all: n_all.min(MOST_COUNTED), is_more: n_all > MOST_COUNTED })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Record, testing};

    const ALL: Range = Range { skip: 0, n_most: 10 };

    fn search(words: &str) -> Search {
        Search { words: words.to_owned(), ..Search::default() }
    }

    /// A record of two reports, the first of them with a claim.
    fn record() -> (tempfile::TempDir, Record) {
        let (folder, mut record) = testing::record();
        testing::add(&mut record, &[("a.txt", "One died."), ("b.txt", "Shells fell on Karmeh.")]);
        let batch = record.batch(testing::by()).expect("a batch");
        let report = testing::report_id("One died.");
        let claim = testing::claim(&report);
        batch.put_claims(&report, std::slice::from_ref(&claim)).expect("put");
        for (text, claims) in [("One died.", vec![claim]), ("Shells fell on Karmeh.", Vec::new())] {
            let imprint = batch.view().imprint(&testing::report_id(text)).expect("read").expect("an imprint");
            batch.put_words(&imprint, text, &claims).expect("put");
        }
        batch.commit().expect("committed");
        (folder, record)
    }

    fn kinds(record: &Record, search: &Search) -> Vec<String> {
        let findings = record.view().search(search, ALL).expect("searched");
        assert_eq!(findings.n_all as usize, findings.items.len());
        findings.items.into_iter().map(|found| found.kind).collect()
    }

    #[test]
    fn words_find_reports_and_claims_by_kind_and_type() {
        let (_folder, record) = record();
        assert_eq!(kinds(&record, &search("DIED")), ["report", "claim"]);
        assert_eq!(kinds(&record, &search("karm")), ["report"]);
        assert_eq!(kinds(&record, &search("\"fell on\" shells")), ["report"]);
        assert_eq!(kinds(&record, &search("\"on fell\"")), [""; 0]);
        let of_kind = |kind: &str| Search { kind: Some(kind.to_owned()), ..search("died") };
        assert_eq!(kinds(&record, &of_kind("claim")), ["claim"]);
        let of_type = |kind: &str| Search { event_type: Some(kind.to_owned()), ..search("") };
        assert_eq!(kinds(&record, &of_type("killing")), ["report", "claim"]);
        assert_eq!(kinds(&record, &of_type("kill")), [""; 0]);
    }

    #[test]
    fn matches_are_marked() {
        let (_folder, record) = record();
        let found = record.view().search(&search("karmeh"), ALL).expect("searched").items;
        assert_eq!(found[0].snippet, "Shells fell on \u{2}Karmeh\u{3}.");
    }

    #[test]
    fn whatever_is_typed_is_words() {
        let (_folder, record) = record();
        for typed in [
            "\"",
            "died\"",
            "* OR NOT",
            "words:died",
            "NEAR(a b)",
            "died AND",
            "a\0b",
            "^died",
            "( )",
            "-",
            "'; DROP",
        ] {
            record.view().search(&search(typed), ALL).expect("searched");
        }
        assert_eq!(kinds(&record, &search("\" \" -")), [""; 0]);
    }

    #[test]
    fn words_go_with_what_they_are_of() {
        let (_folder, mut record) = record();
        let batch = record.batch(testing::by()).expect("a batch");
        batch.connection().execute("DELETE FROM claim_place", []).expect("deleted");
        batch.connection().execute("DELETE FROM claim", []).expect("deleted");
        batch.commit().expect("committed");
        assert_eq!(kinds(&record, &search("died")), ["report"]);
        record
            .connection
            .execute("INSERT INTO passage_index (passage_index) VALUES ('integrity-check')", [])
            .expect("whole");
    }
}
