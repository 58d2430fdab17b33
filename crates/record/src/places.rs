//! What the record holds of places, and when it received what it holds.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::{Claim, Incident, ReportId};
use rusqlite::{OptionalExtension, params};

use crate::{RecordError, View};

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

    /// The incidents of which a claim is about one of some places, each once, in order of id.
    pub fn incidents_at(&self, places: &[String]) -> Result<Vec<Incident>, RecordError> {
        let sql = "SELECT json FROM incident WHERE id IN (
                 SELECT incident FROM claim_place JOIN incident_claim USING (claim)
                 WHERE place IN (SELECT value FROM json_each(?1))
             ) ORDER BY id";
        self.values(sql, &serde_json::to_string(places)?)
    }

    /// The claims of a report that are about one of some places, in the order of its text.
    pub fn claims_of_report_at(
        &self,
        report: &ReportId,
        places: &[String],
    ) -> Result<Vec<Claim>, RecordError> {
        let sql = "SELECT json FROM claim WHERE report = ?1 AND EXISTS (
                 SELECT 1 FROM claim_place
                 WHERE claim = claim.id AND place IN (SELECT value FROM json_each(?2))
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

    use crate::testing;

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
