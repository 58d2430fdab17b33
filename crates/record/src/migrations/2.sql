-- The file of a record, format 2: claims by their places, and what people decided. docs/record.md explains it.

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
