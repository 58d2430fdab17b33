-- The file of a record, format 2: claims by their places, and what people decided. docs/record.md explains it.

CREATE INDEX log_of_subject ON log (subject);

-- By what claims of a place are found: the gazetteer's id, else the name in small letters.
CREATE TABLE claim_place (
    place TEXT NOT NULL,
    claim TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (place, claim)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_place_of_claim ON claim_place (claim);

-- What people decided, in the order of the log.
CREATE TABLE decision (
    -- The entry that holds it.
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence),
    kind TEXT NOT NULL,
    -- 'stands', 'undone', 'erased'; or 'lost': nothing that it is about is there any more.
    standing TEXT NOT NULL,
    -- JSON of `model::Decision`; null once its words were erased.
    json TEXT
) STRICT;

-- The reports, claims and incidents that a decision is about.
CREATE TABLE decision_subject (
    subject TEXT NOT NULL,
    decision INTEGER NOT NULL REFERENCES decision (sequence),
    PRIMARY KEY (subject, decision)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_subject_of_decision ON decision_subject (decision);

-- Claims that somebody rejected, as they were.
CREATE TABLE rejected_claim (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (id),
    -- Where it stood among the claims of its report.
    ordinal INTEGER NOT NULL,
    -- JSON of `model::Claim`.
    json TEXT NOT NULL
) STRICT;

CREATE INDEX rejected_claim_of_report ON rejected_claim (report);

-- Incidents in order of their days; it holds all that a list is filtered by, so that no incident is read that is not shown.
CREATE INDEX incident_in_order ON incident (day_from, id, day_to, contested);

-- Words by which reports, claims and incidents are found; they go with what they are the words of.
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    -- report, claim or incident, and its id.
    kind TEXT NOT NULL,
    subject TEXT NOT NULL UNIQUE,
    day TEXT,
    words TEXT NOT NULL,
    -- Its kind, event types, places and countries, each as a sentence of its own: `type armed clash stop`.
    facets TEXT NOT NULL
) STRICT;

-- The index holds no words of its own, and forgets those of a passage that goes.
CREATE VIRTUAL TABLE passage_index USING fts5 (
    words, facets, content = 'passage', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO passage_index (passage_index, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER passage_is_indexed AFTER INSERT ON passage
BEGIN INSERT INTO passage_index (rowid, words, facets) VALUES (new.id, new.words, new.facets); END;
CREATE TRIGGER passage_is_forgotten AFTER DELETE ON passage
BEGIN
    INSERT INTO passage_index (passage_index, rowid, words, facets) VALUES ('delete', old.id, old.words, old.facets);
END;
CREATE TRIGGER passage_goes_with_report AFTER DELETE ON report
BEGIN DELETE FROM passage WHERE subject = old.id; END;
CREATE TRIGGER passage_goes_with_claim AFTER DELETE ON claim
BEGIN DELETE FROM passage WHERE subject = old.id; END;
CREATE TRIGGER passage_goes_with_incident AFTER DELETE ON incident
BEGIN DELETE FROM passage WHERE subject = old.id; END;
