-- What to offer whom, as the newest run of each target set has it.

CREATE TABLE upsell_score (
  run_id      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('complement', 'upgrade', 'target')),
  offer       TEXT    NOT NULL,
  chance      REAL    NOT NULL,
  value       REAL    NOT NULL,
  content     TEXT    NOT NULL CHECK (json_valid(content)), -- when and why
  PRIMARY KEY (run_id, customer_id, kind, offer)
) STRICT, WITHOUT ROWID;
CREATE INDEX upsell_score_value ON upsell_score (run_id, value);

CREATE TABLE rule (
  run_id    INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  given     TEXT    NOT NULL CHECK (json_valid(given)), -- names of the products
  follows   TEXT    NOT NULL,
  validated INTEGER NOT NULL CHECK (validated IN (0, 1)),
  content   TEXT    NOT NULL CHECK (json_valid(content)), -- what it was found and asked again with
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- What the user thinks that customers do, and what they were last seen to do.
CREATE TABLE belief (
  id         INTEGER PRIMARY KEY,
  statement  TEXT    NOT NULL CHECK (json_valid(statement)), -- template and what stands in its places
  created_at INTEGER NOT NULL,
  as_of      TEXT,   -- NULL: not tested yet
  verdict    TEXT    CHECK (verdict IN ('supported', 'contradicted', 'undecided')),
  result     TEXT    CHECK (result IS NULL OR json_valid(result))
) STRICT;
