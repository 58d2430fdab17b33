-- Format 5: incidents in the order in which people review them.

-- How much it would harm if it were wrong; what comes first there outweighs the rest.
ALTER TABLE incident ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;
CREATE INDEX incident_by_weight ON incident (weight DESC, id);
