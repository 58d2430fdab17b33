-- Format 3: what is looked up in a large record is found without going through all of it.

-- Grouping counts all episodes under the empty word.
INSERT INTO word (word, n) SELECT '', count(*) FROM episode;

-- What filters ask of an incident, without the JSON beside it.
DROP INDEX incident_of_day;
CREATE INDEX incident_days ON incident (id, day_from, day_to, contested);

-- Under each key, what came last stands last: of a key that is in every other report only the last ones are looked at.
ALTER TABLE report_key RENAME TO report_key_1;
CREATE TABLE report_key (
    key TEXT NOT NULL,
    -- The entry that brought the report.
    sequence INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES report (id),
    PRIMARY KEY (key, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO report_key SELECT key, sequence, report FROM report_key_1 JOIN report ON report.id = report;
DROP TABLE report_key_1;
CREATE INDEX report_key_of_report ON report_key (report);

ALTER TABLE episode_key RENAME TO episode_key_1;
CREATE TABLE episode_key (
    key TEXT NOT NULL,
    -- The entry that brought its report.
    sequence INTEGER NOT NULL,
    episode TEXT NOT NULL REFERENCES episode (id),
    PRIMARY KEY (key, sequence, episode)
) STRICT, WITHOUT ROWID;
INSERT INTO episode_key SELECT key, sequence, episode FROM episode_key_1 JOIN episode ON episode.id = episode;
DROP TABLE episode_key_1;
CREATE INDEX episode_key_of_episode ON episode_key (episode);
