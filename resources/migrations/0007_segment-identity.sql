-- What lasts of segments from run to run, what explains them, and what their members suffer from.

-- The run whose segments this one goes on with, and for each segment the one that it goes on from.
ALTER TABLE run ADD COLUMN compared_id INTEGER REFERENCES run (id) ON DELETE SET NULL;
ALTER TABLE segment ADD COLUMN continues_id INTEGER REFERENCES segment (id) ON DELETE SET NULL;
-- The user gave the name: later runs keep it.
ALTER TABLE segment ADD COLUMN given INTEGER NOT NULL DEFAULT 0 CHECK (given IN (0, 1));

-- What a run says beside its result: the explanation, and the model that customers are assigned by later.
CREATE TABLE run_view (
  run_id  INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  name    TEXT    NOT NULL,
  content TEXT    NOT NULL CHECK (json_valid(content)),
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE segment_member ADD COLUMN rfm TEXT;      -- group by quintiles of recency, frequency and money
ALTER TABLE segment_member ADD COLUMN champion REAL; -- the higher the better; NULL: none
ALTER TABLE segment_member ADD COLUMN risk REAL;     -- money at stake; NULL: none

-- What members met with that hurt, as it was when the run was computed: the rows behind each count of the pain points.
CREATE TABLE segment_pain (
  run_id      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  segment_id  INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  stage       TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  topic       TEXT    NOT NULL, -- '' where the kind has none
  customer_id INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  source      TEXT    NOT NULL CHECK (source IN ('ticket', 'feedback', 'order')),
  reference   INTEGER NOT NULL  -- id in the table of the source
) STRICT;
CREATE INDEX segment_pain_cell ON segment_pain (segment_id, stage, kind, topic, at);
CREATE INDEX segment_pain_run ON segment_pain (run_id);

-- Who would be in which segment of a run on another day: the meaning of the segments stays, customers move.
CREATE TABLE segment_assignment (
  run_id      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  as_of       TEXT    NOT NULL,
  customer_id INTEGER NOT NULL,
  segment_id  INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, as_of, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_assignment_segment ON segment_assignment (segment_id);
