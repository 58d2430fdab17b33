//! By what reports and episodes are found that may belong together.

use std::collections::BTreeMap;

use model::ReportId;
use rusqlite::params;

use crate::grouped::report_id;
use crate::{Batch, RecordError, StoredEpisode, View};

impl Batch<'_> {
    /// Stores by what a report that is there is found, beside others that may share words with it.
    pub fn put_report_keys(&self, report: &ReportId, keys: &[String]) -> Result<(), RecordError> {
        let sql = "INSERT OR IGNORE INTO report_key (key, sequence, report) SELECT ?1, sequence, id FROM report WHERE id = ?2";
        let mut insert = self.connection().prepare_cached(sql)?;
        for key in keys {
            insert.execute(params![key, report.as_str()])?;
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

impl View<'_> {
    /// Other reports that share a key with a report, in the order in which they were received; of a key that more share than
    /// `n_each` those that came last.
    pub fn reports_like(&self, report: &ReportId, n_each: usize) -> Result<Vec<ReportId>, RecordError> {
        let keys = self.texts("SELECT key FROM report_key WHERE report = ?1", report.as_str())?;
        let sql = "SELECT sequence, report FROM report_key WHERE key = ?1 ORDER BY sequence DESC LIMIT ?2";
        let like = self.under(sql, &keys, n_each)?.into_keys().map(|(_, found)| found);
        like.filter(|found| found != report.as_str()).map(report_id).collect()
    }

    /// The episodes that share most keys with `keys`, and at least one: `n_most` of them, those that share more first, of equals
    /// those that came later. Of a key that more share than `n_each` those that came last.
    pub fn episodes_by_keys(
        &self,
        keys: &[String],
        n_each: usize,
        n_most: usize,
    ) -> Result<Vec<StoredEpisode>, RecordError> {
        let sql = "SELECT sequence, episode FROM episode_key WHERE key = ?1 ORDER BY sequence DESC, episode DESC LIMIT ?2";
        let found = self.under(sql, keys, n_each)?;
        let mut found: Vec<_> = found.into_iter().map(|((sequence, id), n)| (n, sequence, id)).collect();
        found.sort_by(|one, other| other.cmp(one));
        found.iter().take(n_most).filter_map(|(_, _, id)| self.episode(id).transpose()).collect()
    }

    /// What is found under some keys, by its place in the record and its id: how many of the keys lead to it.
    fn under(
        &self,
        sql: &str,
        keys: &[String],
        n_each: usize,
    ) -> Result<BTreeMap<(i64, String), usize>, RecordError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut found = BTreeMap::new();
        for key in keys {
            for row in select.query_map(params![key, n_each as i64], |row| Ok((row.get(0)?, row.get(1)?)))? {
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
        testing::add(&mut record, &[("a.txt", TEXTS[0])]);
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
