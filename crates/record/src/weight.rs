//! How much it would harm if an incident were wrong: by what a person looks at it before others.

use model::{Disputed, Incident};
use rusqlite::{Connection, params};

use crate::{Range, RecordError, View};

/// Bits of a weight for how many people are harmed, and for each count above it.
const HARMED_BITS: u32 = 32;
const COUNT_BITS: u32 = 12;

/// The weight of an incident: who is blamed for it is disputed, how much is disputed, how many are blamed and named, and how many people
/// any statement harms. What stands first outweighs all that comes after it.
pub(crate) fn weight(incident: &Incident) -> i64 {
    let is_blame_disputed = incident.contradictions.iter().any(|one| one.about == Disputed::Attribution);
    let n_blamed = incident.perpetrators.iter().filter(|one| one.value.name.is_some()).count();
    let counts = [incident.contradictions.len(), n_blamed + incident.persons.len()];
    let weight = counts.into_iter().fold(i64::from(is_blame_disputed), |weight, n| {
        (weight << COUNT_BITS) | (n as i64).min((1 << COUNT_BITS) - 1)
    });
    (weight << HARMED_BITS) | most_harmed(incident).min((1 << HARMED_BITS) - 1)
}

/// The most people that any statement harms.
fn most_harmed(incident: &Incident) -> i64 {
    let amounts = incident.tallies.iter().map(|tally| &tally.value.amount);
    let most = amounts.flat_map(|amount| [amount.low, amount.best, amount.high]).flatten();
    most.map(|number| number.0 as i64).max().unwrap_or(0).max(0)
}

/// Weighs all incidents of a record that was made before they were.
pub(crate) fn weigh_all(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT id, json FROM incident")?;
    let mut update = connection.prepare("UPDATE incident SET weight = ?2 WHERE id = ?1")?;
    let mut rows = statement.query([])?;
    let mut weights: Vec<(String, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        // What is no incident is for `verify` to find.
        let Ok(incident) = serde_json::from_str::<Incident>(row.get_ref(1)?.as_str()?) else { continue };
        weights.push((row.get(0)?, weight(&incident)));
    }
    weights.into_iter().try_for_each(|(id, weight)| update.execute(params![id, weight]).map(drop))
}

impl View<'_> {
    /// Some of the incidents, those first that would harm most if they were wrong.
    pub fn weightiest(&self, range: Range) -> Result<Vec<Incident>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT json FROM incident JOIN
             (SELECT id FROM incident INDEXED BY incident_by_weight ORDER BY weight DESC, id LIMIT ?1 OFFSET ?2) USING (id)
             ORDER BY weight DESC, id",
        )?;
        let texts = statement
            .query_map(params![range.n_most as i64, range.skip as i64], |row| row.get::<_, String>(0))?;
        texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing;

    /// An incident with contradictions about something, as many who are named, and as many who were killed.
    fn incident(id: &str, about: &[&str], n_named: usize, killed: f64) -> Incident {
        let stated = |value: Value| json!({"value": value, "words": "", "factuality": "asserted", "claims": [], "origins": []});
        let one = |about: &&str| json!({"about": about, "words": "", "sides": [], "within_report": false});
        let person = json!({"names": ["Maro Ito"], "span": [0, 8], "age": null, "gender": null, "occupation": null, "status": null, "fate": null});
        let tally = json!({
            "harm": "killing", "form": "exact", "word": null, "low": killed, "high": killed, "best": killed, "strict": false,
            "approx": false, "zero": false, "measure": "total", "unit": "people", "status": null, "age_group": null, "gender": null,
            "partial": false, "as_of": null});
        serde_json::from_value(json!({
            "id": id, "types": [], "origins": [], "claims": [], "times": [], "places": [], "perpetrators": [], "victims": [], "means": [],
            "tallies": [stated(tally)], "persons": vec![stated(person); n_named], "related": [],
            "contradictions": about.iter().map(one).collect::<Vec<_>>(),
        }))
        .expect("an incident")
    }

    #[test]
    fn what_stands_first_outweighs_the_rest() {
        let rising = [
            incident("inc_00000000000000000001", &[], 0, 0.0),
            incident("inc_00000000000000000001", &[], 0, 5e12),
            incident("inc_00000000000000000001", &[], 1, 3.0),
            incident("inc_00000000000000000001", &["count"], 0, 0.0),
            incident("inc_00000000000000000001", &["count", "time"], 0, 0.0),
            incident("inc_00000000000000000001", &["attribution"], 0, 0.0),
        ];
        let weights: Vec<i64> = rising.iter().map(weight).collect();
        assert!(weights.is_sorted_by(|one, next| one < next), "{weights:?}");
        assert!(weight(&incident("inc_00000000000000000001", &["attribution"; 5_000], 5_000, 5e12)) > 0);
    }

    #[test]
    fn the_weightiest_come_first() {
        let (_folder, mut record) = testing::record();
        let batch = record.batch(testing::by()).expect("a batch");
        for (id, harmed) in [
            ("inc_00000000000000000001", 2.0),
            ("inc_00000000000000000002", 9.0),
            ("inc_00000000000000000003", 4.0),
        ] {
            batch.put_incident(&incident(id, &[], 0, harmed)).expect("put");
        }
        batch.commit().expect("committed");
        let ids = |range| -> Vec<String> {
            let found = record.view().weightiest(range).expect("incidents");
            found
                .iter()
                .map(|one| one.id.as_str().trim_start_matches("inc_0").trim_start_matches('0').to_owned())
                .collect()
        };
        assert_eq!(ids(Range { skip: 0, n_most: 2 }), ["2", "3"]);
        assert_eq!(ids(Range { skip: 2, n_most: 2 }), ["1"]);
        let connection = &record.connection;
        connection.execute("UPDATE incident SET weight = 0", []).expect("forgotten");
        weigh_all(connection).expect("weighed");
        assert_eq!(ids(Range { skip: 0, n_most: 3 }), ["2", "3", "1"]);
    }
}
