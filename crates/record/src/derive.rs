//! What is derived of reports, as it is written: always within a batch, always in the order of the log.

use std::collections::BTreeSet;

use model::{Claim, ClaimId, Imprint, Place, ReportId};
use rusqlite::{Connection, params};
use serde::Deserialize;

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

    /// Adds claims to those of their report, in this order.
    pub fn put_claims(&self, report: &ReportId, claims: &[Claim]) -> Result<(), RecordError> {
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
            put_places(self.connection(), &claim.id, &claim.places)?;
            put_words_of_claim(self.connection(), claim)?;
        }
        Ok(())
    }
}

impl View<'_> {
    /// The claims of some places, each once, in the order of reports and texts. A place is named by the gazetteer's id, else by its
    /// name in small letters.
    pub fn claims_at(&self, places: &[String]) -> Result<Vec<Claim>, RecordError> {
        let sql = "SELECT claim.json FROM claim JOIN report ON report.id = claim.report
             WHERE claim.id IN (SELECT claim FROM claim_place WHERE place IN (SELECT value FROM json_each(?1)))
             ORDER BY report.sequence, claim.ordinal";
        self.values(sql, &serde_json::to_string(places)?)
    }
}

/// Stores by what the places of a claim are found.
fn put_places(connection: &Connection, claim: &ClaimId, places: &[Place]) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO claim_place (place, claim) VALUES (?1, ?2)")?;
    for key in places.iter().map(key).collect::<BTreeSet<_>>() {
        insert.execute([key.as_str(), claim.as_str()])?;
    }
    Ok(())
}

fn key(place: &Place) -> String {
    place.id.clone().unwrap_or_else(|| place.name.as_ref().unwrap_or(&place.text).to_lowercase())
}

/// What is needed of a claim to find it by its places.
#[derive(Deserialize)]
struct Placed {
    id: ClaimId,
    places: Vec<Place>,
}

/// Stores by what the places of all claims are found, in a record that was made before they were.
pub(crate) fn index_places(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT json FROM claim")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // What is no claim is for `verify` to find.
        if let Ok(Placed { id, places }) = serde_json::from_str(row.get_ref(0)?.as_str()?) {
            put_places(connection, &id, &places)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::ClaimId;

    use crate::testing;

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
            let claims = record.view().claims_at(&[place.to_owned()]).expect("found");
            claims.into_iter().map(|claim| claim.id).collect()
        };
        let expect = |record: &crate::Record| {
            assert_eq!(found(record, "geonames:1"), [claim.id.clone()]);
            assert_eq!(found(record, "the mill"), [claim.id.clone()]);
            assert!(found(record, "karmeh").is_empty(), "by its id, where it has one");
        };
        expect(&record);
        record.connection.execute("DELETE FROM claim_place", []).expect("emptied");
        super::index_places(&record.connection).expect("indexed");
        expect(&record);
    }
}
