-- Stages of the customer journey, the rules that map touchpoints to them, what the user believes of it, and prepared columns.

-- The stages of the workspace, in order. Without rows the six built-in ones hold, and with them rules proposed from the data:
-- rows are there from the first change by the user on.
CREATE TABLE stage (
  id       INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  name     TEXT    CHECK (name <> ''), -- NULL: the built-in name of the role
  role     TEXT    UNIQUE CHECK (role IN ('awareness', 'consideration', 'decision', 'purchase', 'post-purchase', 'loyalty')),
  CHECK (name IS NOT NULL OR role IS NOT NULL)
) STRICT;

-- The first rule that fits a touchpoint decides. A touchpoint that no rule fits belongs to no stage.
CREATE TABLE stage_rule (
  position INTEGER PRIMARY KEY,
  stage_id INTEGER REFERENCES stage (id) ON DELETE CASCADE, -- NULL: belongs to no stage
  field    TEXT    NOT NULL CHECK (field IN ('event', 'channel', 'page', 'campaign')),
  how      TEXT    NOT NULL CHECK (how IN ('equals', 'contains', 'pattern')),
  value    TEXT    NOT NULL CHECK (value <> '')
) STRICT;
CREATE INDEX stage_rule_stage ON stage_rule (stage_id);

-- A journey as the user believes it to be.
CREATE TABLE journey_belief (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  steps      TEXT    NOT NULL CHECK (json_valid(steps)), -- stages in order with expected conversion and days
  created_at INTEGER NOT NULL
) STRICT;

-- What a run prepared for quick reading, as columns of numbers (src/main/core/db/queries/columns.ts).
CREATE TABLE run_artifact (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  name   TEXT    NOT NULL,
  bytes  BLOB    NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT;
