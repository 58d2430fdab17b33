//! By what reports and episodes are found that may belong together.

use std::collections::BTreeMap;

use model::ReportId;
use rusqlite::params;

use crate::grouped::report_id;
use crate::{Batch, RecordError, StoredEpisode, View};

impl Batch<'_> {
    /// Stores by what a report that is there is found, beside others that may share words with it.
    pub fn put_report_keys(&self, report: &ReportId, keys: &[String]) -> Result<(), RecordError> {
        let Some(sequence) = self.view().sequence(report)? else { return Ok(()) };
        let sql = "INSERT OR IGNORE INTO report_key (key, sequence) VALUES (?1, ?2)";
        let mut insert = self.connection().prepare_cached(sql)?;
        for key in keys {
            insert.execute(params![key, sequence])?;
        }
        Ok(())
    }

    /// Stores by what an episode is found, beside others that may be about the same occurrence.
    pub fn put_episode_keys(&self, episode: &StoredEpisode, keys: &[String]) -> Result<(), RecordError> {
        let sql = "INSERT OR IGNORE INTO episode_key (key, sequence, episode) VALUES (?1, ?2, ?3)";
        let mut insert = self.connection().prepare_cached(sql)?;
        for key in keys {
            insert.execute(params![key, episode.place.0, episode.id])?;
        }
        Ok(())
    }
}

/// The keys of the report that an entry brought.
const KEYS: &str = "SELECT key FROM report_key WHERE sequence = ?1";

/// The last reports under a key. A limit that was bound, and not written there, would have the query prepared anew each time.
fn reports_under(n: usize) -> String {
    format!(
        "SELECT sequence, report.id FROM report_key JOIN report USING (sequence) WHERE key = ?1
         ORDER BY sequence DESC LIMIT {n}"
    )
}

/// The last episodes under a key.
fn episodes_under(n: usize) -> String {
    format!(
        "SELECT sequence, episode FROM episode_key WHERE key = ?1
         ORDER BY sequence DESC, episode DESC LIMIT {n}"
    )
}

impl View<'_> {
    /// Other reports that share a key with a report, in the order in which they were received; of a key that more share than
    /// `n_each` those that came last.
    pub fn reports_like(&self, report: &ReportId, n_each: usize) -> Result<Vec<ReportId>, RecordError> {
        let Some(own) = self.sequence(report)? else { return Ok(Vec::new()) };
        let mut select = self.connection.prepare_cached(KEYS)?;
        let keys = select.query_map([own], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        let like =
            self.under(&reports_under(n_each), &keys)?.into_keys().filter(|(sequence, _)| *sequence != own);
        like.map(|(_, found)| report_id(found)).collect()
    }

    /// The episodes that share most keys with `keys`, and at least one: `n_most` of them, those that share more first, of equals
    /// those that came later. Of a key that more share than `n_each` those that came last.
    pub fn episodes_by_keys(
        &self,
        keys: &[String],
        n_each: usize,
        n_most: usize,
    ) -> Result<Vec<StoredEpisode>, RecordError> {
        let found = self.under(&episodes_under(n_each), keys)?;
        let mut found: Vec<_> = found.into_iter().map(|((sequence, id), n)| (n, sequence, id)).collect();
        found.sort_by(|one, other| other.cmp(one));
        found.iter().take(n_most).filter_map(|(_, _, id)| self.episode(id).transpose()).collect()
    }

    /// What is found under some keys, by its place in the record and its id: how many of the keys lead to it.
    fn under(&self, sql: &str, keys: &[String]) -> Result<BTreeMap<(i64, String), usize>, RecordError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut found = BTreeMap::new();
        for key in keys {
            for row in select.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))? {
                *found.entry(row?).or_default() += 1;
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn what_came_last_under_a_key_is_found_without_looking_at_the_rest() {
        let (_folder, record) = testing::record();
        for sql in [KEYS.to_owned(), reports_under(9), episodes_under(9)] {
            let plan = testing::plan(&record, &sql);
            assert!(plan.iter().all(|step| step.starts_with("SEARCH")), "{sql}: {plan:?}");
        }
    }

    const TEXTS: [&str; 4] = ["Shells fell.", "One died.", "Two died.", "Three died."];

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn of_a_key_that_is_everywhere_only_the_last_are_found() {
        let (_folder, mut record) = testing::record();
        let reports: Vec<(&str, &str)> =
            ["a.txt", "b.txt", "c.txt", "d.txt"].into_iter().zip(TEXTS).collect();
        testing::add(&mut record, &reports);
        let [a, b, c, d] = TEXTS.map(testing::report_id);
        let batch = record.batch(testing::by()).expect("a batch");
        for report in [&d, &c, &b, &a] {
            batch.put_report_keys(report, &keys(&["notice"])).expect("stored");
        }
        batch.put_report_keys(&a, &keys(&["own"])).expect("stored");
        batch.put_report_keys(&d, &keys(&["own"])).expect("stored");
        let like = |n_each| batch.view().reports_like(&a, n_each).expect("read");
        assert_eq!(like(8), [b, c.clone(), d.clone()]);
        assert_eq!(like(2), [c, d]);
    }

    #[test]
    fn those_that_share_more_keys_come_first_and_then_the_later_ones() {
        let (_folder, mut record) = testing::record();
        testing::add(&mut record, &[("a.txt", TEXTS[0]), ("b.txt", TEXTS[1]), ("c.txt", TEXTS[2])]);
        let report = testing::report_id(TEXTS[0]);
        let batch = record.batch(testing::by()).expect("a batch");
        for (id, sequence, under) in [("e1", 2, &["x", "y"][..]), ("e2", 3, &["x"]), ("e3", 4, &["x"])] {
            let place = (sequence, 0);
            let episode = StoredEpisode {
                id: id.to_owned(),
                report: report.clone(),
                place,
                incident: None,
                json: "{}".to_owned(),
            };
            batch.put_episode(&episode).expect("stored");
            batch.put_episode_keys(&episode, &keys(under)).expect("stored");
        }
        let found = |n_each, n_most| -> Vec<String> {
            let found = batch.view().episodes_by_keys(&keys(&["x", "y"]), n_each, n_most).expect("read");
            found.into_iter().map(|episode| episode.id).collect()
        };
        assert_eq!(found(8, 8), ["e1", "e3", "e2"]);
        assert_eq!(found(8, 2), ["e1", "e3"]);
        assert_eq!(found(1, 8), ["e3", "e1"]);
    }
}
