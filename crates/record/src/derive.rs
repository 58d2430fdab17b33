//! What is derived of reports, as it is written: always within a batch, always in the order of the log.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::{Claim, Imprint, Place, Reach, ReportId};
use rusqlite::{Connection, params};

use crate::passage::put_words_of_claim;
use crate::{Batch, RecordError, View};

impl Batch<'_> {
    /// Stores what is known of the report that the entry `sequence` brought.
    pub fn put_report(&self, sequence: i64, imprint: &Imprint) -> Result<(), RecordError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO report (sequence, id, published, publisher, imprint) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                sequence,
                imprint.report.as_str(),
                imprint.published.map(|day| day.to_string()),
                imprint.publisher,
                serde_json::to_string(imprint)?,
            ])?;
        Ok(())
    }

    /// Adds claims to those of their report, which is there, in this order.
    pub fn put_claims(&self, report: &ReportId, claims: &[Claim]) -> Result<(), RecordError> {
        let Some(told) = Told::of(self.connection(), report)? else { return Ok(()) };
        let n_before: i64 = self
            .connection()
            .prepare_cached("SELECT count(*) FROM claim WHERE report = ?1")?
            .query_row([report.as_str()], |row| row.get(0))?;
        let mut insert = self.connection().prepare_cached(
            "INSERT INTO claim (report, ordinal, id, type, json) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (ordinal, claim) in (n_before..).zip(claims) {
            let json = serde_json::to_string(claim)?;
            insert.execute(params![report.as_str(), ordinal, claim.id.as_str(), claim.event_type, json])?;
            put_places(self.connection(), &told, ordinal, claim)?;
            put_words_of_claim(self.connection(), claim)?;
        }
        Ok(())
    }
}

/// When a report became known, and the entry that brought it.
struct Told {
    sequence: i64,
    published: Option<Date>,
    known: Date,
}

impl Told {
    /// None where the record does not hold the report.
    fn of(connection: &Connection, report: &ReportId) -> Result<Option<Self>, RecordError> {
        let Some((known, sequence)) = (View { connection }).known_since(report)? else { return Ok(None) };
        let mut select =
            connection.prepare_cached("SELECT published IS NOT NULL FROM report WHERE id = ?1")?;
        let is_published: bool = select.query_row([report.as_str()], |row| row.get(0))?;
        Ok(Some(Self { sequence, published: is_published.then_some(known), known }))
    }
}

/// Stores by what the places of a claim are found.
fn put_places(connection: &Connection, told: &Told, ordinal: i64, claim: &Claim) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO claim_place (place, day, sequence, ordinal, claim, type, first, known)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let Reach { first, last } = claim.reach(told.published, told.known);
    let (day, first, known) = (last.to_string(), first.map(|day| day.to_string()), told.known.to_string());
    for place in claim.places.iter().map(key).collect::<BTreeSet<_>>() {
        let id = claim.id.as_str();
        insert.execute(params![place, day, told.sequence, ordinal, id, claim.event_type, first, known])?;
    }
    Ok(())
}

fn key(place: &Place) -> String {
    place.id.clone().unwrap_or_else(|| place.name.as_ref().unwrap_or(&place.text).to_lowercase())
}

/// Stores by what the places of all claims are found, in a record that was made before they were.
pub(crate) fn index_places(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT ordinal, json FROM claim ORDER BY rowid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // What is no claim is for `verify` to find.
        let Ok(claim) = serde_json::from_str::<Claim>(row.get_ref(1)?.as_str()?) else { continue };
        if let Ok(Some(told)) = Told::of(connection, &claim.report) {
            put_places(connection, &told, row.get(0)?, &claim)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::ClaimId;

    use super::*;
    use crate::{PlacesAsked, Window, testing};

    #[test]
    fn claims_are_found_by_their_places_in_records_that_were_made_before_they_were_indexed() {
        let (_folder, mut record) = testing::record();
        testing::add(&mut record, &[("a.txt", "Shells fell on Karmeh."), ("b.txt", "One died.")]);
        let report = testing::report_id("Shells fell on Karmeh.");
        let place = |id: Option<&str>, name: &str| {
            serde_json::json!({
                "text": name, "span": [0, 1], "name": name, "id": id, "lat": null, "lon": null, "country": null,
                "role": "site", "relation": "in", "precision": "town", "site_kind": null, "basis": "stated"})
        };
        let mut claim = testing::claim(&report);
        claim.places = serde_json::from_value(serde_json::json!([
            place(Some("geonames:1"), "Karmeh"),
            place(None, "The Mill")
        ]))
        .expect("places");
        let batch = record.batch(testing::by()).expect("a batch");
        batch.put_claims(&report, std::slice::from_ref(&claim)).expect("put");
        batch.commit().expect("committed");
        let found = |record: &crate::Record, place: &str| -> Vec<ClaimId> {
            let places = [place.to_owned()];
            let asked = PlacesAsked { places: &places, at: Date::MAX, known: Date::MAX };
            record.view().claims_within(&asked, Window::default(), &BTreeSet::new()).expect("found").chosen
        };
        let expect = |record: &crate::Record| {
            assert_eq!(found(record, "geonames:1"), [claim.id.clone()]);
            assert_eq!(found(record, "the mill"), [claim.id.clone()]);
            assert!(found(record, "karmeh").is_empty(), "by its id, where it has one");
        };
        expect(&record);
        record.connection.execute("DELETE FROM claim_place", []).expect("emptied");
        index_places(&record.connection).expect("indexed");
        expect(&record);
    }
}
