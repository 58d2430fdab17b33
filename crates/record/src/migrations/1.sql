-- The file of a record, format 1. docs/record.md explains it.

-- "ANNL": what `file` and SQLite's own tools can tell a record by.
PRAGMA application_id = 0x414E4E4C;

-- Words, by the SHA-256 of their bytes: originals of reports, what is known of an input, claims that were handed in. Nothing
-- else in the log's keeping holds words. `bytes` is null once they were erased.
CREATE TABLE blob (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    bytes BLOB
) STRICT;

-- What was done, in order, each entry sealed by a hash over itself and the hash before it.
CREATE TABLE log (
    sequence INTEGER PRIMARY KEY,
    previous TEXT NOT NULL,
    time TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    -- The report or claim that the entry is about.
    subject TEXT,
    -- Hashes of blobs.
    original TEXT,
    words TEXT,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX log_of_words ON log (words);
CREATE INDEX log_of_original ON log (original);

CREATE TRIGGER log_is_not_updated BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- From here on everything is derived from the two tables above and can be made anew.

CREATE TABLE report (
    -- The entry that brought it.
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    id TEXT NOT NULL UNIQUE,
    published TEXT,
    publisher TEXT,
    -- JSON of `model::Imprint`.
    imprint TEXT NOT NULL
) STRICT;

CREATE TABLE claim (
    report TEXT NOT NULL REFERENCES report (id),
    -- From 0, in the order of the text.
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    -- JSON of `model::Claim`.
    json TEXT NOT NULL,
    PRIMARY KEY (report, ordinal)
) STRICT;

CREATE INDEX claim_of_type ON claim (type);

-- By what reports are found that may share words.
CREATE TABLE report_key (
    key TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES report (id),
    PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_key_of_report ON report_key (report);

-- Hashes of the sentences of a report, by which it is compared with others; as `reconcile` wrote them.
CREATE TABLE fingerprint (
    report TEXT PRIMARY KEY REFERENCES report (id),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE family (
    head TEXT PRIMARY KEY REFERENCES report (id),
    -- JSON of `model::Family`.
    json TEXT NOT NULL
) STRICT;

CREATE TABLE family_report (
    report TEXT PRIMARY KEY REFERENCES report (id),
    head TEXT NOT NULL REFERENCES family (head)
) STRICT, WITHOUT ROWID;

CREATE INDEX family_report_of_head ON family_report (head);

-- What one report tells of one occurrence, as grouping made it.
CREATE TABLE episode (
    -- That of the claim that founded it.
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (id),
    -- Where it stands in the record: the entry that brought its report, and the place of its first claim there.
    sequence INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    json TEXT NOT NULL,
    -- The incident that it belongs to.
    incident TEXT
) STRICT;

CREATE INDEX episode_of_incident ON episode (incident);

CREATE INDEX episode_of_report ON episode (report);

-- By what episodes are found that may be about the same occurrence.
CREATE TABLE episode_key (
    key TEXT NOT NULL,
    episode TEXT NOT NULL REFERENCES episode (id),
    PRIMARY KEY (key, episode)
) STRICT, WITHOUT ROWID;

CREATE INDEX episode_key_of_episode ON episode_key (episode);

-- In how many episodes a word occurs.
CREATE TABLE word (
    word TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How two episodes compare; `low` is the lesser id.
CREATE TABLE edge (
    low TEXT NOT NULL REFERENCES episode (id),
    high TEXT NOT NULL REFERENCES episode (id),
    json TEXT NOT NULL,
    PRIMARY KEY (low, high)
) STRICT, WITHOUT ROWID;

CREATE INDEX edge_of_high ON edge (high);

CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    -- The first and the last day that any statement gives.
    day_from TEXT,
    day_to TEXT,
    contested INTEGER NOT NULL,
    -- JSON of `model::Incident`.
    json TEXT NOT NULL
) STRICT;

CREATE INDEX incident_of_day ON incident (day_from, day_to);

-- Incidents that are now part of another one.
CREATE TABLE tombstone (
    incident TEXT PRIMARY KEY,
    became TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_claim (
    claim TEXT NOT NULL REFERENCES claim (id),
    incident TEXT NOT NULL REFERENCES incident (id),
    PRIMARY KEY (claim, incident)
) STRICT, WITHOUT ROWID;

CREATE INDEX incident_claim_of_incident ON incident_claim (incident);

-- What incidents are looked up by: `facet` is type, place, country or actor.
CREATE TABLE incident_facet (
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    incident TEXT NOT NULL REFERENCES incident (id),
    PRIMARY KEY (facet, value, incident)
) STRICT, WITHOUT ROWID;

CREATE INDEX incident_facet_of_incident ON incident_facet (incident);
