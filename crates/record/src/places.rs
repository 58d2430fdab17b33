//! What the record holds of places, and when it received what it holds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::{Claim, ClaimId, Incident, ReportId};
use rusqlite::{OptionalExtension, Row, params};

use crate::{RecordError, View};

/// Places of which claims are looked up, and the days by which they are.
#[derive(Debug, Clone, Copy)]
pub struct PlacesAsked<'a> {
    /// The gazetteer's ids, else names in small letters.
    pub places: &'a [String],
    pub at: Date,
    /// What became known later is not there.
    pub known: Date,
}

/// The days from which on, and up to which, claims are wanted; none for no bound.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    /// What was over before is not wanted.
    pub from: Option<Date>,
    /// What came later than the day that is asked for, or may have, is wanted up to here.
    pub to: Option<Date>,
}

/// Claims by a window, in the order of reports and texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Within {
    pub chosen: Vec<ClaimId>,
    /// Those outside of the window that are of a type which is always wanted.
    pub always: Vec<ClaimId>,
    /// Claims outside of the window, of those that may have been so by the day that is asked for.
    pub n_left_out: usize,
}

/// What is asked of each claim of a place, of whatever day.
const WITHIN: &str =
    "SELECT sequence, ordinal, claim, type, day, first FROM claim_place WHERE place = ?1 AND known <= ?2";

/// The last days of claims of a place that were over by a day.
fn reached_back(n: usize) -> String {
    format!(
        "SELECT day FROM claim_place WHERE place = ?1 AND day <= ?2 AND known <= ?3 ORDER BY day DESC LIMIT {n}"
    )
}

/// The first days of claims of a place after a day.
fn reached_on(n: usize) -> String {
    format!(
        "SELECT day FROM claim_place WHERE place = ?1 AND day > ?2 AND known <= ?3 ORDER BY day LIMIT {n}"
    )
}

/// A window as the columns have it: days in this notation are in order of their letters.
struct Edges {
    at: String,
    from: Option<String>,
    to: Option<String>,
}

impl Edges {
    fn of(asked: &PlacesAsked<'_>, window: Window) -> Self {
        let text = |day: Option<Date>| day.map(|day| day.to_string());
        Self { at: asked.at.to_string(), from: text(window.from), to: text(window.to) }
    }

    /// Whether it may have been so by the day that is asked for.
    fn was_by(&self, first: Option<&str>) -> bool {
        first.is_none_or(|first| first <= self.at.as_str())
    }

    fn holds(&self, day: &str, first: Option<&str>) -> bool {
        let had_begun = first.is_some_and(|first| first <= self.at.as_str());
        if had_begun || day <= self.at.as_str() {
            self.from.as_deref().is_none_or(|from| day >= from)
        } else {
            self.to.as_deref().is_none_or(|to| day <= to)
        }
    }
}

/// Claims by whether they are in a window, by the entries that brought their reports and their places there.
struct Sorting<'a> {
    edges: Edges,
    always: &'a BTreeSet<&'a str>,
    chosen: BTreeMap<(i64, i64), String>,
    always_told: BTreeMap<(i64, i64), String>,
    left_out: Vec<(i64, i64)>,
}

impl<'a> Sorting<'a> {
    fn of(edges: Edges, always: &'a BTreeSet<&'a str>) -> Self {
        Self { edges, always, chosen: BTreeMap::new(), always_told: BTreeMap::new(), left_out: Vec::new() }
    }

    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let at: (i64, i64) = (row.get(0)?, row.get(1)?);
        let first = row.get_ref(5)?.as_str_or_null()?;
        if self.edges.holds(row.get_ref(4)?.as_str()?, first) {
            self.chosen.insert(at, row.get(2)?);
            return Ok(());
        }
        if self.edges.was_by(first) {
            self.left_out.push(at);
        }
        if self.always.contains(row.get_ref(3)?.as_str()?) {
            self.always_told.insert(at, row.get(2)?);
        }
        Ok(())
    }

    /// What is of two of the places is there once, and is chosen for both if it is for one.
    fn sorted(mut self) -> Result<Within, RecordError> {
        self.left_out.sort_unstable();
        self.left_out.dedup();
        let n_left_out = self.left_out.iter().filter(|at| !self.chosen.contains_key(at)).count();
        self.always_told.retain(|at, _| !self.chosen.contains_key(at));
        Ok(Within { chosen: ids(self.chosen)?, always: ids(self.always_told)?, n_left_out })
    }
}

fn ids(claims: BTreeMap<(i64, i64), String>) -> Result<Vec<ClaimId>, RecordError> {
    claims.into_values().map(|id| Ok(serde_json::from_value(id.into())?)).collect()
}

impl View<'_> {
    /// All places that claims name: the gazetteer's ids, else names in small letters. In order, each once.
    pub fn places(&self) -> Result<Vec<String>, RecordError> {
        // From each place to the next one: claims are many more than places.
        let sql = "WITH RECURSIVE named (place) AS (
                 SELECT min(place) FROM claim_place
                 UNION ALL
                 SELECT (SELECT min(place) FROM claim_place WHERE place > named.place) FROM named WHERE place IS NOT NULL
             ) SELECT place FROM named WHERE place IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let places = statement.query_map([], |row| row.get(0))?;
        Ok(places.collect::<Result<_, _>>()?)
    }

    /// Whether any claim is about one of some places.
    pub fn tells_of(&self, places: &[String]) -> Result<bool, RecordError> {
        let sql = "SELECT 1 FROM claim_place WHERE place IN (SELECT value FROM json_each(?1)) LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.exists([serde_json::to_string(places)?])?)
    }

    /// The day at which so many claims of some places are met, going back from the day that is asked for; none if there are no
    /// more than that.
    pub fn reached_back(&self, asked: &PlacesAsked<'_>, n: usize) -> Result<Option<Date>, RecordError> {
        let mut days = self.days_of_claims(&reached_back(n + 1), asked)?;
        days.sort_unstable_by(|one, other| other.cmp(one));
        Ok(days.get(n).and_then(|_| days.get(n.checked_sub(1)?)).copied())
    }

    /// The day at which so many claims of later days are met, going on from the day that is asked for; none if there are no more.
    pub fn reached_on(&self, asked: &PlacesAsked<'_>, n: usize) -> Result<Option<Date>, RecordError> {
        let mut days = self.days_of_claims(&reached_on(n + 1), asked)?;
        days.sort_unstable();
        Ok(days.get(n).and_then(|_| days.get(n.checked_sub(1)?)).copied())
    }

    fn days_of_claims(&self, sql: &str, asked: &PlacesAsked<'_>) -> Result<Vec<Date>, RecordError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let (at, known) = (asked.at.to_string(), asked.known.to_string());
        let mut days = Vec::new();
        for place in asked.places {
            for day in select.query_map([place, &at, &known], |row| row.get::<_, String>(0))? {
                days.extend(day?.parse::<Date>());
            }
        }
        Ok(days)
    }

    /// The claims of some places by a window of days.
    pub fn claims_within(
        &self,
        asked: &PlacesAsked<'_>,
        window: Window,
        always: &BTreeSet<&str>,
    ) -> Result<Within, RecordError> {
        let mut select = self.connection.prepare_cached(WITHIN)?;
        let mut sorting = Sorting::of(Edges::of(asked, window), always);
        for place in asked.places {
            let mut rows = select.query([place, &asked.known.to_string()])?;
            while let Some(row) = rows.next()? {
                sorting.take(row)?;
            }
        }
        sorting.sorted()
    }

    /// The incidents that some claims belong to, each once, in order of id.
    pub fn incidents_with(&self, claims: &[ClaimId]) -> Result<Vec<Incident>, RecordError> {
        let sql = "SELECT json FROM incident WHERE id IN (
                 SELECT incident FROM incident_claim WHERE claim IN (SELECT value FROM json_each(?1))
             ) ORDER BY id";
        self.values(sql, &serde_json::to_string(claims)?)
    }

    /// The claims of a report that are about one of some places, in the order of its text.
    pub fn claims_of_report_at(
        &self,
        report: &ReportId,
        places: &[String],
    ) -> Result<Vec<Claim>, RecordError> {
        let sql = "SELECT json FROM claim WHERE report = ?1 AND EXISTS (
                 SELECT 1 FROM claim_place
                 WHERE claim_place.claim = claim.id AND place IN (SELECT value FROM json_each(?2))
                 AND sequence = (SELECT sequence FROM report WHERE report.id = ?1)
             ) ORDER BY ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let places = serde_json::to_string(places)?;
        let texts = statement.query_map(params![report.as_str(), places], |row| row.get::<_, String>(0))?;
        texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect()
    }

    /// The day on which the record received a report (UTC).
    pub fn received(&self, report: &ReportId) -> Result<Option<Date>, RecordError> {
        let sql = "SELECT time FROM report JOIN log USING (sequence) WHERE report.id = ?1";
        let time: Option<String> =
            self.connection.prepare_cached(sql)?.query_row([report.as_str()], |row| row.get(0)).optional()?;
        let time = time.and_then(|time| time.parse::<Timestamp>().ok());
        Ok(time.map(|time| time.to_zoned(TimeZone::UTC).date()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::testing;

    #[test]
    fn nothing_of_other_places_is_read_and_nothing_is_sorted() {
        let (_folder, record) = testing::record();
        for sql in [WITHIN.to_owned(), reached_back(9), reached_on(9)] {
            let plan = testing::plan(&record, &sql);
            assert!(plan.len() == 1 && plan[0].starts_with("SEARCH claim_place"), "{sql}: {plan:?}");
        }
    }

    /// Claims of one place, each with the days that tell of it: its own, or none, and that of its report.
    fn record_of(days: &[(Option<&str>, &str)]) -> (tempfile::TempDir, crate::Record) {
        let (folder, mut record) = testing::record();
        let batch = record.batch(testing::by()).expect("a batch");
        batch.commit().expect("committed");
        let texts: Vec<String> = (0..days.len()).map(|number| format!("Report {number}.")).collect();
        for ((number, text), (day, known)) in texts.iter().enumerate().zip(days) {
            testing::add(&mut record, &[(text.as_str(), text.as_str())]);
            let report = testing::report_id(text);
            let batch = record.batch(testing::by()).expect("a batch");
            let mut imprint = batch.view().imprint(&report).expect("read").expect("an imprint");
            imprint.published = known.parse().ok();
            batch.put_imprint(&imprint).expect("put");
            let mut claim = testing::claim(&report);
            claim.id = serde_json::from_value(json!(format!("clm_{number:020}"))).expect("an id");
            claim.event_type = if number == 0 { "control".to_owned() } else { claim.event_type };
            claim.places = serde_json::from_value(json!([{"text": "Karmeh", "span": [0, 1], "name": "Karmeh", "id": "a", "lat": null,
                "lon": null, "country": null, "role": "site", "relation": "in", "precision": "town", "site_kind": null,
                "basis": "stated"}]))
            .expect("places");
            claim.time = serde_json::from_value(
                json!({"text": "then", "span": [0, 1], "from": day, "to": day, "precision": "day",
                "basis": "stated", "anchor": null}),
            )
            .expect("a time");
            batch.put_claims(&report, &[claim]).expect("put");
            batch.commit().expect("committed");
        }
        (folder, record)
    }

    #[test]
    fn a_window_holds_what_was_so_within_it_and_what_is_always_wanted_beside_it() {
        let days = [
            (Some("2031-01-01"), "2031-01-02"),
            (Some("2031-02-01"), "2031-02-02"),
            (Some("2031-03-01"), "2031-03-02"),
            // Nobody says when: by the day that is asked for, or after it.
            (None, "2031-05-01"),
            (None, "2031-06-01"),
            // After it.
            (Some("2031-05-01"), "2031-05-02"),
            // Known too late.
            (Some("2031-03-01"), "2031-08-01"),
        ];
        let (_folder, record) = record_of(&days);
        let view = record.view();
        let places = ["a".to_owned()];
        let asked = PlacesAsked { places: &places, at: date(2031, 4, 1), known: date(2031, 7, 1) };
        assert_eq!(view.reached_back(&asked, 2).expect("days"), Some(date(2031, 2, 1)));
        assert_eq!(view.reached_back(&asked, 3).expect("days"), None, "there are three");
        assert_eq!(view.reached_on(&asked, 1).expect("days"), Some(date(2031, 5, 1)));
        let within = |window, always: &[&str]| {
            let within =
                view.claims_within(&asked, window, &always.iter().copied().collect()).expect("claims");
            let numbers = |ids: &[ClaimId]| -> Vec<usize> {
                ids.iter()
                    .map(|id| id.as_str().trim_start_matches("clm_").parse().expect("a number"))
                    .collect()
            };
            (numbers(&within.chosen), numbers(&within.always), within.n_left_out)
        };
        assert_eq!(within(Window::default(), &[]), (vec![0, 1, 2, 3, 4, 5], vec![], 0));
        let window = Window { from: Some(date(2031, 2, 1)), to: Some(date(2031, 5, 15)) };
        assert_eq!(within(window, &["control"]), (vec![1, 2, 3, 5], vec![0], 2));
    }

    #[test]
    fn places_are_listed_once_and_told_of_with_the_day_of_receipt() {
        let (_folder, mut record) = testing::record();
        testing::add(&mut record, &[("a.txt", "One died."), ("b.txt", "Two died.")]);
        let report = testing::report_id("One died.");
        let place = |id: &str| {
            json!({"text": id, "span": [0, 1], "name": id, "id": id, "lat": null, "lon": null, "country": null, "role": "site",
                "relation": "in", "precision": "town", "site_kind": null, "basis": "stated"})
        };
        let mut claims = vec![testing::claim(&report), testing::claim(&report), testing::claim(&report)];
        for (number, (claim, ids)) in claims.iter_mut().zip([vec!["b", "a"], vec!["b"], vec![]]).enumerate() {
            claim.id = serde_json::from_value(json!(format!("clm_{number:020}"))).expect("an id");
            claim.places = serde_json::from_value(ids.into_iter().map(place).collect()).expect("places");
        }
        let batch = record.batch(testing::by()).expect("a batch");
        batch.put_claims(&report, &claims).expect("put");
        batch.commit().expect("committed");
        let view = record.view();
        assert_eq!(view.places().expect("places"), ["a", "b"]);
        let told = |places: &[&str]| {
            let places: Vec<String> = places.iter().map(|place| (*place).to_owned()).collect();
            (
                view.tells_of(&places).expect("told"),
                view.claims_of_report_at(&report, &places).expect("claims").len(),
            )
        };
        assert_eq!(told(&["a"]), (true, 1));
        assert_eq!(told(&["a", "b"]), (true, 2));
        assert_eq!(told(&["c"]), (false, 0));
        assert_eq!(view.received(&report).expect("a day"), Some(date(2031, 2, 27)));
        assert_eq!(view.received(&testing::report_id("Nobody.")).expect("no day"), None);
    }
}
