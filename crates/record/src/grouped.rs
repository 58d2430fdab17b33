//! What grouping made of the reports: families, episodes, how these compare, and incidents.
//!
//! The record stores all of it as it is handed in and does not look inside, but for what it is looked up by.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{Claim, ClaimId, Family, Incident, IncidentId, ReportId};
use rusqlite::{OptionalExtension, params, params_from_iter};

use crate::passage::put_words_of_incident;
use crate::weight::weight;
use crate::{Batch, RecordError, View};

/// What one report tells of one occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEpisode {
    /// That of the claim that founded it.
    pub id: String,
    pub report: ReportId,
    /// Where it stands in the record: the entry that brought its report, and the place of its first claim there.
    pub place: (i64, i64),
    /// The incident that it belongs to, once it is grouped.
    pub incident: Option<IncidentId>,
    /// As grouping wrote it.
    pub json: String,
}

/// An episode of an incident, by its id, and where it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: String,
    pub place: (i64, i64),
}

/// How two episodes compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEdge {
    pub episodes: [String; 2],
    /// As grouping wrote it.
    pub json: String,
}

/// Which incidents to look up; empty and absent fields let everything through.
#[derive(Debug, Clone, Default)]
pub struct IncidentFilter {
    pub types: Vec<String>,
    /// Gazetteer ids or names of places.
    pub places: Vec<String>,
    pub countries: Vec<String>,
    pub actors: Vec<String>,
    /// Days between which the incident may have happened.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub contested: Option<bool>,
}

impl Batch<'_> {
    /// Stores a family in place of those that its reports were in.
    pub fn put_family(&self, family: &Family) -> Result<(), RecordError> {
        for report in family.members() {
            self.remove_family_of(report)?;
        }
        self.connection()
            .prepare_cached("INSERT INTO family (head, json) VALUES (?1, ?2)")?
            .execute(params![family.head.as_str(), serde_json::to_string(family)?])?;
        let mut insert =
            self.connection().prepare_cached("INSERT INTO family_report (report, head) VALUES (?1, ?2)")?;
        for report in family.members() {
            insert.execute(params![report.as_str(), family.head.as_str()])?;
        }
        Ok(())
    }

    fn remove_family_of(&self, report: &ReportId) -> Result<(), RecordError> {
        let sql = "SELECT head FROM family_report WHERE report = ?1";
        let head: Option<String> = self
            .connection()
            .prepare_cached(sql)?
            .query_row([report.as_str()], |row| row.get(0))
            .optional()?;
        for sql in ["DELETE FROM family_report WHERE head = ?1", "DELETE FROM family WHERE head = ?1"] {
            self.connection().prepare_cached(sql)?.execute([&head])?;
        }
        Ok(())
    }

    /// Stores an episode.
    pub fn put_episode(&self, episode: &StoredEpisode) -> Result<(), RecordError> {
        let sql = "INSERT INTO episode (id, report, sequence, ordinal, json, incident) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.connection().prepare_cached(sql)?.execute(params![
            episode.id,
            episode.report.as_str(),
            episode.place.0,
            episode.place.1,
            episode.json,
            episode.incident.as_ref().map(IncidentId::as_str),
        ])?;
        Ok(())
    }

    /// Says which incident an episode belongs to.
    pub fn move_episode(&self, episode: &str, incident: &IncidentId) -> Result<(), RecordError> {
        self.connection()
            .prepare_cached("UPDATE episode SET incident = ?2 WHERE id = ?1")?
            .execute([episode, incident.as_str()])?;
        Ok(())
    }

    /// Stores in how many episodes words occur, in place of what was stored of these; none in which it does
    /// not occur.
    pub fn put_word_counts(&self, counts: &BTreeMap<String, u32>) -> Result<(), RecordError> {
        let sql =
            "INSERT INTO word (word, n) VALUES (?1, ?2) ON CONFLICT (word) DO UPDATE SET n = excluded.n";
        let mut count = self.connection().prepare_cached(sql)?;
        let mut forget = self.connection().prepare_cached("DELETE FROM word WHERE word = ?1")?;
        for (word, n) in counts {
            if *n == 0 {
                forget.execute([word])?
            } else {
                count.execute(params![word, n])?
            };
        }
        Ok(())
    }

    /// Leaves word of an incident that is now part of another one.
    pub fn put_tombstone(&self, incident: &IncidentId, became: &IncidentId) -> Result<(), RecordError> {
        self.connection()
            .prepare_cached("INSERT OR REPLACE INTO tombstone (incident, became) VALUES (?1, ?2)")?
            .execute([incident.as_str(), became.as_str()])?;
        Ok(())
    }

    /// Removes the episodes of a report, with their keys and edges.
    pub fn remove_episodes(&self, report: &ReportId) -> Result<(), RecordError> {
        let of_report = "(SELECT id FROM episode WHERE report = ?1)";
        for sql in [
            format!("DELETE FROM edge WHERE low IN {of_report} OR high IN {of_report}"),
            "DELETE FROM episode_key WHERE sequence = (SELECT sequence FROM report WHERE id = ?1)".to_owned(),
            "DELETE FROM episode WHERE report = ?1".to_owned(),
        ] {
            self.connection().prepare_cached(&sql)?.execute([report.as_str()])?;
        }
        Ok(())
    }

    /// Removes an episode, with its keys and edges.
    pub fn remove_episode(&self, id: &str) -> Result<(), RecordError> {
        for sql in [
            "DELETE FROM edge WHERE low = ?1 OR high = ?1",
            "DELETE FROM episode_key WHERE episode = ?1 AND sequence = (SELECT sequence FROM episode WHERE id = ?1)",
            "DELETE FROM episode WHERE id = ?1",
        ] {
            self.connection().prepare_cached(sql)?.execute([id])?;
        }
        Ok(())
    }

    /// Stores how two episodes compare, in place of how they did.
    pub fn put_edge(&self, edge: &StoredEdge) -> Result<(), RecordError> {
        let [one, other] = &edge.episodes;
        let (low, high) = (one.min(other), one.max(other));
        self.connection()
            .prepare_cached("INSERT OR REPLACE INTO edge (low, high, json) VALUES (?1, ?2, ?3)")?
            .execute(params![low, high, edge.json])?;
        Ok(())
    }

    /// Stores an incident in place of the one with its id. Where that is the same, no more is written than was removed of it.
    pub fn put_incident(&self, incident: &Incident) -> Result<(), RecordError> {
        // It may have been part of another one for a while.
        self.connection()
            .prepare_cached("DELETE FROM tombstone WHERE incident = ?1")?
            .execute([incident.id.as_str()])?;
        let json = serde_json::to_string(incident)?;
        let is_there = self
            .connection()
            .prepare_cached("SELECT 1 FROM incident WHERE id = ?1 AND json = ?2")?
            .exists([incident.id.as_str(), &json])?;
        if is_there {
            // Claims that were read again have left it.
            return self.put_incident_claims(incident);
        }
        let days = || incident.times.iter().map(|time| time.value);
        let from = days().filter_map(|period| period.from).min();
        let to = days().filter_map(|period| period.to).max();
        self.connection()
            .prepare_cached(
                "INSERT INTO incident (id, day_from, day_to, contested, json, weight) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET day_from = excluded.day_from, day_to = excluded.day_to,
                     contested = excluded.contested, json = excluded.json, weight = excluded.weight",
            )?
            .execute(params![
                incident.id.as_str(),
                from.map(|day| day.to_string()),
                to.map(|day| day.to_string()),
                !incident.contradictions.is_empty(),
                json,
                weight(incident),
            ])?;
        self.put_incident_claims(incident)?;
        put_words_of_incident(self.connection(), incident)?;
        self.put_facets(incident)
    }

    fn put_incident_claims(&self, incident: &Incident) -> Result<(), RecordError> {
        let claims: Vec<&str> = incident.claims.iter().map(|belonging| belonging.claim.as_str()).collect();
        self.connection()
            .prepare_cached(
                "DELETE FROM incident_claim WHERE incident = ?1 AND claim NOT IN (SELECT value FROM json_each(?2))",
            )?
            .execute([incident.id.as_str(), &serde_json::to_string(&claims)?])?;
        let sql = "INSERT OR IGNORE INTO incident_claim (claim, incident) VALUES (?1, ?2)";
        let mut insert = self.connection().prepare_cached(sql)?;
        for claim in claims {
            insert.execute([claim, incident.id.as_str()])?;
        }
        Ok(())
    }

    fn put_facets(&self, incident: &Incident) -> Result<(), RecordError> {
        let facets = facets(incident);
        self.connection()
            .prepare_cached(
                "DELETE FROM incident_facet WHERE incident = ?1 AND NOT EXISTS (
                     SELECT 1 FROM json_each(?2) AS kept
                     WHERE kept.value ->> 0 = incident_facet.facet AND kept.value ->> 1 = incident_facet.value)",
            )?
            .execute([incident.id.as_str(), &serde_json::to_string(&facets)?])?;
        let sql = "INSERT OR IGNORE INTO incident_facet (facet, value, incident) VALUES (?1, ?2, ?3)";
        let mut insert = self.connection().prepare_cached(sql)?;
        for (facet, value) in facets {
            insert.execute(params![facet, value, incident.id.as_str()])?;
        }
        Ok(())
    }

    /// Removes an incident.
    pub fn remove_incident(&self, incident: &IncidentId) -> Result<(), RecordError> {
        for sql in [
            "DELETE FROM incident_facet WHERE incident = ?1",
            "DELETE FROM incident_claim WHERE incident = ?1",
            "DELETE FROM incident WHERE id = ?1",
        ] {
            self.connection().prepare_cached(sql)?.execute([incident.as_str()])?;
        }
        Ok(())
    }
}

/// What an incident is looked up by.
fn facets(incident: &Incident) -> Vec<(&'static str, &str)> {
    let mut facets: Vec<(&'static str, &str)> = Vec::new();
    facets.extend(incident.types.iter().map(|kind| ("type", kind.as_str())));
    for place in incident.places.iter().map(|place| &place.value) {
        facets.extend(place.id.as_deref().map(|id| ("place", id)));
        facets.extend(place.name.as_deref().map(|name| ("place", name)));
        facets.extend(place.country.as_deref().map(|country| ("country", country)));
    }
    for party in incident.perpetrators.iter().chain(&incident.victims).map(|party| &party.value) {
        facets.extend(party.actor.as_deref().map(|actor| ("actor", actor)));
    }
    facets
}

impl View<'_> {
    /// The family that a report is in.
    pub fn family_of(&self, report: &ReportId) -> Result<Option<Family>, RecordError> {
        let sql = "SELECT json FROM family JOIN family_report USING (head) WHERE report = ?1";
        self.values(sql, report.as_str()).map(|mut found| found.pop())
    }

    /// The episode with an id.
    pub fn episode(&self, id: &str) -> Result<Option<StoredEpisode>, RecordError> {
        let found = self
            .connection
            .prepare_cached("SELECT report, sequence, ordinal, incident, json FROM episode WHERE id = ?1")?
            .query_row([id], |row| {
                Ok((row.get(0)?, (row.get(1)?, row.get(2)?), row.get::<_, Option<String>>(3)?, row.get(4)?))
            })
            .optional()?;
        let Some((report, place, incident, json)) = found else { return Ok(None) };
        let incident = incident.map(incident_id).transpose()?;
        Ok(Some(StoredEpisode { id: id.to_owned(), report: report_id(report)?, place, incident, json }))
    }

    /// The episode that a claim belongs to.
    pub fn episode_of(&self, claim: &ClaimId) -> Result<Option<StoredEpisode>, RecordError> {
        let sql = "SELECT episode.id FROM claim JOIN episode USING (report), json_each(episode.json, '$.claims') AS own
             WHERE claim.id = ?1 AND own.value = ?1 ORDER BY episode.ordinal";
        self.texts(sql, claim.as_str())?.first().map_or(Ok(None), |id| self.episode(id))
    }

    /// The incident that an episode belongs to.
    pub fn incident_of_episode(&self, id: &str) -> Result<Option<IncidentId>, RecordError> {
        let mut select = self.connection.prepare_cached("SELECT incident FROM episode WHERE id = ?1")?;
        let found: Option<Option<String>> = select.query_row([id], |row| row.get(0)).optional()?;
        found.flatten().map(incident_id).transpose()
    }

    /// The episodes of a report, in the order of the text.
    pub fn episodes_of_report(&self, report: &ReportId) -> Result<Vec<StoredEpisode>, RecordError> {
        let ids = self.texts("SELECT id FROM episode WHERE report = ?1 ORDER BY ordinal", report.as_str())?;
        ids.iter().filter_map(|id| self.episode(id).transpose()).collect()
    }

    /// The episodes of an incident, in the order of the record.
    pub fn episodes_of(&self, incident: &IncidentId) -> Result<Vec<StoredEpisode>, RecordError> {
        let sql = "SELECT id FROM episode WHERE incident = ?1 ORDER BY sequence, ordinal";
        let ids = self.texts(sql, incident.as_str())?;
        ids.iter().filter_map(|id| self.episode(id).transpose()).collect()
    }

    /// In how many episodes a word occurs, as grouping counted it.
    pub fn n_with(&self, word: &str) -> Result<u32, RecordError> {
        let mut count = self.connection.prepare_cached("SELECT n FROM word WHERE word = ?1")?;
        Ok(count.query_row([word], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// The incident that another one became a part of.
    pub fn became(&self, incident: &IncidentId) -> Result<Option<IncidentId>, RecordError> {
        let sql = "SELECT became FROM tombstone WHERE incident = ?1";
        self.texts(sql, incident.as_str())?.pop().map(incident_id).transpose()
    }

    /// Which episodes an incident has, in the order of the record.
    pub fn members_of(&self, incident: &IncidentId) -> Result<Vec<Member>, RecordError> {
        let sql = "SELECT id, sequence, ordinal FROM episode WHERE incident = ?1 ORDER BY sequence, ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let members = statement.query_map([incident.as_str()], |row| {
            Ok(Member { id: row.get(0)?, place: (row.get(1)?, row.get(2)?) })
        })?;
        Ok(members.collect::<Result<_, _>>()?)
    }

    /// The edges of an episode, in order of the ids at their other ends.
    pub fn edges_of(&self, episode: &str) -> Result<Vec<StoredEdge>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT low, high, json FROM edge WHERE low = ?1 OR high = ?1 ORDER BY low, high",
        )?;
        let edges = statement.query_map([episode], |row| {
            Ok(StoredEdge { episodes: [row.get(0)?, row.get(1)?], json: row.get(2)? })
        })?;
        Ok(edges.collect::<Result<_, _>>()?)
    }

    /// The incident with an id.
    pub fn incident(&self, id: &IncidentId) -> Result<Option<Incident>, RecordError> {
        self.values("SELECT json FROM incident WHERE id = ?1", id.as_str()).map(|mut found| found.pop())
    }

    /// The incidents that a claim belongs to.
    pub fn incidents_of(&self, claim: &ClaimId) -> Result<Vec<Incident>, RecordError> {
        let sql =
            "SELECT json FROM incident JOIN incident_claim ON incident = id WHERE claim = ?1 ORDER BY id";
        self.values(sql, claim.as_str())
    }

    /// The claims of a report that belong to incidents, each with its incident, in the order of the text.
    pub fn incidents_of_report(&self, report: &ReportId) -> Result<Vec<(ClaimId, IncidentId)>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT claim, incident FROM claim JOIN incident_claim ON claim = id WHERE report = ?1 ORDER BY ordinal, incident",
        )?;
        let rows =
            statement.query_map([report.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (claim, incident) = row?;
            Ok((serde_json::from_value(claim.into())?, incident_id(incident)?))
        })
        .collect()
    }

    /// The claim with an id.
    pub fn claim(&self, id: &ClaimId) -> Result<Option<Claim>, RecordError> {
        self.values("SELECT json FROM claim WHERE id = ?1", id.as_str()).map(|mut found| found.pop())
    }

    /// The ids of the incidents that a filter lets through, in order of their first day and id; those without a day come last.
    pub fn incident_ids(&self, filter: &IncidentFilter) -> Result<Vec<IncidentId>, RecordError> {
        let (conditions, values) = filter.conditions();
        let sql =
            format!("SELECT id FROM incident WHERE {conditions} ORDER BY day_from IS NULL, day_from, id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        ids.map(|id| incident_id(id?)).collect()
    }

    pub(crate) fn texts(&self, sql: &str, of: &str) -> Result<Vec<String>, RecordError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let texts = statement.query_map([of], |row| row.get(0))?;
        Ok(texts.collect::<Result<_, _>>()?)
    }
}

impl IncidentFilter {
    /// The conditions in SQL, and the values of their question marks.
    pub(crate) fn conditions(&self) -> (String, Vec<String>) {
        let mut conditions = vec!["TRUE".to_owned()];
        let mut values = Vec::new();
        for (facet, wanted) in [
            ("type", &self.types),
            ("place", &self.places),
            ("country", &self.countries),
            ("actor", &self.actors),
        ] {
            if !wanted.is_empty() {
                conditions.push(format!(
                    "id IN (SELECT incident FROM incident_facet WHERE facet = '{facet}' AND value IN ({}))",
                    marks(wanted.len())
                ));
                values.extend(wanted.iter().cloned());
            }
        }
        for (condition, day) in
            [("coalesce(day_to, day_from) >= ?", self.from), ("coalesce(day_from, day_to) <= ?", self.to)]
        {
            if let Some(day) = day {
                conditions.push(condition.to_owned());
                values.push(day.to_string());
            }
        }
        conditions.extend(self.contested.map(|contested| format!("contested = {}", i32::from(contested))));
        (conditions.join(" AND "), values)
    }
}

/// Question marks for `n` values.
fn marks(n: usize) -> String {
    vec!["?"; n].join(", ")
}

/// An incident's id as a column holds it.
fn incident_id(text: String) -> Result<IncidentId, RecordError> {
    Ok(serde_json::from_value(serde_json::Value::String(text))?)
}

/// A report's id as a column holds it.
pub(crate) fn report_id(text: String) -> Result<ReportId, RecordError> {
    Ok(serde_json::from_value(serde_json::Value::String(text))?)
}

#[cfg(test)]
mod tests;
