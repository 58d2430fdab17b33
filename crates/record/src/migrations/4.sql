-- Format 4: to add a report costs about as much in a large record as in a small one.

-- Rows that belong to one report lie together, in the order of the record: found by the hashes of reports, episodes and claims
-- each of them would lie on a page of its own.
CREATE TABLE report_key_4 (
    key TEXT NOT NULL,
    -- The entry that brought the report.
    sequence INTEGER NOT NULL REFERENCES report (sequence),
    PRIMARY KEY (key, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO report_key_4 SELECT key, sequence FROM report_key;
DROP TABLE report_key;
ALTER TABLE report_key_4 RENAME TO report_key;
CREATE INDEX report_key_of_report ON report_key (sequence);

CREATE TABLE fingerprint_4 (
    sequence INTEGER PRIMARY KEY REFERENCES report (sequence),
    bytes BLOB NOT NULL
) STRICT;
INSERT INTO fingerprint_4 SELECT sequence, bytes FROM fingerprint JOIN report ON report.id = report ORDER BY sequence;
DROP TABLE fingerprint;
ALTER TABLE fingerprint_4 RENAME TO fingerprint;

CREATE TABLE episode_key_4 (
    key TEXT NOT NULL,
    -- The entry that brought its report.
    sequence INTEGER NOT NULL REFERENCES report (sequence),
    episode TEXT NOT NULL,
    PRIMARY KEY (key, sequence, episode)
) STRICT, WITHOUT ROWID;
INSERT INTO episode_key_4 SELECT key, sequence, episode FROM episode_key;
DROP TABLE episode_key;
ALTER TABLE episode_key_4 RENAME TO episode_key;
CREATE INDEX episode_key_of_report ON episode_key (sequence);

-- Claims by their places, with what tells whether they matter to a day: so that of a place of which much is told only that is
-- read which is shown.
DROP TABLE claim_place;
CREATE TABLE claim_place (
    -- The gazetteer's id, else the name in small letters.
    place TEXT NOT NULL,
    -- The last day that the claim tells of, else that on which its report became known.
    day TEXT NOT NULL,
    -- The entry that brought its report, and its place there.
    sequence INTEGER NOT NULL REFERENCES report (sequence),
    ordinal INTEGER NOT NULL,
    claim TEXT NOT NULL,
    type TEXT NOT NULL,
    -- The first day that it can tell of; null where nothing says.
    first TEXT,
    -- The day on which its report became known.
    known TEXT NOT NULL,
    PRIMARY KEY (place, day, sequence, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_place_of_report ON claim_place (sequence);

-- Passages are indexed together at the end of a batch: one by one, each would be a piece of the index that has to be merged with
-- the others. Both tables are empty between batches.
CREATE TABLE passage_waiting (
    id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE passage_forgotten (
    id INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    facets TEXT NOT NULL
) STRICT;
DROP TRIGGER passage_is_indexed;
DROP TRIGGER passage_is_forgotten;
CREATE TRIGGER passage_waits AFTER INSERT ON passage
BEGIN INSERT INTO passage_waiting (id) VALUES (new.id); END;
CREATE TRIGGER passage_is_forgotten AFTER DELETE ON passage
BEGIN
    INSERT INTO passage_forgotten (id, words, facets)
    SELECT old.id, old.words, old.facets WHERE NOT EXISTS (SELECT 1 FROM passage_waiting WHERE id = old.id);
    DELETE FROM passage_waiting WHERE id = old.id;
END;
-- Words that are erased leave the index when it is made anew, which erasing does: until then they may stand in it, as they
-- stand in pages that are free.
INSERT INTO passage_index (passage_index, rank) VALUES ('secure-delete', 0);
INSERT INTO passage_index (passage_index, rank) VALUES ('automerge', 8);
INSERT INTO passage_index (passage_index, rank) VALUES ('hashsize', 8388608);
