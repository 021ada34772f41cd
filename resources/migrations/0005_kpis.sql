-- What the KPIs were last found to be, so that another period or breakdown reads a few rows; and what the user wants them to be.
-- Days are counted from 1970-01-01.

CREATE TABLE kpi_target (
  kpi    TEXT    NOT NULL,
  period TEXT    NOT NULL, -- month, quarter, year, last30, last90 or all: revenue of a month is not that of a year
  target REAL    NOT NULL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (kpi, period)
) STRICT, WITHOUT ROWID;

-- One row: what all that follows was prepared from. It is out of date when `basis` is no longer that of the data.
CREATE TABLE kpi_preparation (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  run_id      INTEGER NOT NULL REFERENCES run (id),
  basis       TEXT    NOT NULL,
  import_id   INTEGER NOT NULL, -- newest import among the data; 0 for none
  currency    TEXT    NOT NULL,
  first_day   INTEGER NOT NULL,
  last_day    INTEGER NOT NULL,
  members     TEXT    NOT NULL CHECK (json_valid(members)),  -- of each breakdown
  left_out    TEXT    NOT NULL CHECK (json_valid(left_out)),
  -- The same figures before the newest import.
  before      TEXT    CHECK (before IS NULL OR json_valid(before))
) STRICT;

CREATE TABLE kpi_window (
  breakdown TEXT    NOT NULL, -- '' for everything
  first_day INTEGER NOT NULL,
  last_day  INTEGER NOT NULL,
  before    INTEGER NOT NULL, -- first day of the span right before: September comes after August, 30 days after 30; first_day without one
  cells     TEXT    NOT NULL CHECK (json_valid(cells)), -- KPI: for each member [value, low, high, n], or why it is not known
  PRIMARY KEY (breakdown, first_day, last_day, before)
) STRICT, WITHOUT ROWID;

CREATE TABLE kpi_course (
  kpi    TEXT NOT NULL,
  grain  TEXT NOT NULL CHECK (grain IN ('week', 'month')),
  course TEXT NOT NULL CHECK (json_valid(course)),
  PRIMARY KEY (kpi, grain)
) STRICT, WITHOUT ROWID;

-- Of the customers who first ordered in a month, how many did so again so many months later.
CREATE TABLE kpi_cohort (
  month     INTEGER NOT NULL, -- 12 * year + (month of the year - 1)
  later     INTEGER NOT NULL,
  customers INTEGER NOT NULL,
  active    INTEGER NOT NULL,
  PRIMARY KEY (month, later)
) STRICT, WITHOUT ROWID;
