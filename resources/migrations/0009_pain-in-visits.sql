-- Pain shows in visits too: a basket that was left, something that failed. Same table, one more source.

CREATE TABLE segment_pain_wider (
  run_id      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  segment_id  INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  stage       TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  topic       TEXT    NOT NULL, -- '' where the kind has none
  customer_id INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  source      TEXT    NOT NULL CHECK (source IN ('ticket', 'feedback', 'order', 'touchpoint')),
  reference   INTEGER NOT NULL  -- id in the table of the source
) STRICT;
INSERT INTO segment_pain_wider SELECT run_id, segment_id, stage, kind, topic, customer_id, at, source, reference FROM segment_pain ORDER BY rowid;
DROP TABLE segment_pain;
ALTER TABLE segment_pain_wider RENAME TO segment_pain;
CREATE INDEX segment_pain_cell ON segment_pain (segment_id, stage, kind, topic, at);
CREATE INDEX segment_pain_run ON segment_pain (run_id);
