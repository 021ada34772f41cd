-- The inbox of alerts: what is worked through, from run to run.

-- An alert is its kind, whom it is about and its episode: as long as that lasts it is one alert that ages. Customers are named by their
-- code, which stays when imports are undone and repeated.
CREATE TABLE alert (
  id            INTEGER PRIMARY KEY,
  kind          TEXT    NOT NULL,
  subject       TEXT    NOT NULL, -- code of the customer, or what else it is about
  episode       TEXT    NOT NULL, -- date of the order that it began with, or what else tells this time from the last
  first_as_of   TEXT    NOT NULL, -- as-of dates of the first and the newest run that found it, and how many did
  last_as_of    TEXT    NOT NULL,
  looks         INTEGER NOT NULL,
  state         TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'seen', 'planned', 'done', 'dismissed', 'snoozed')),
  snoozed_until TEXT    CHECK ((snoozed_until IS NOT NULL) = (state = 'snoozed')),
  reason        TEXT,             -- why it was dismissed
  owner         TEXT,
  note          TEXT,
  changed_at    INTEGER,          -- by the user; NULL: never
  closed_as_of  TEXT,             -- NULL: open
  closed_why    TEXT    CHECK (closed_why IN ('ordered', 'over')),
  worth         REAL    NOT NULL,
  content       TEXT    NOT NULL CHECK (json_valid(content)), -- as the newest run that found it tells it
  UNIQUE (kind, subject, episode),
  CHECK ((closed_as_of IS NULL) = (closed_why IS NULL))
) STRICT;
CREATE INDEX alert_open ON alert (worth) WHERE closed_as_of IS NULL;
CREATE INDEX alert_subject ON alert (subject);
