-- Support clusters of the newest run: customers, or tickets, that are alike in what they need. The tree stands in `run_artifact`.

CREATE TABLE support_cluster (
  id     INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  slot   INTEGER NOT NULL,
  name   TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  UNIQUE (run_id, slot)
) STRICT;

-- Of customers their ids, of tickets theirs, as the run's parameters say. No foreign key: who was a member when it was computed may be gone since.
CREATE TABLE support_member (
  run_id     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  unit_id    INTEGER NOT NULL,
  cluster_id INTEGER NOT NULL REFERENCES support_cluster (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX support_member_cluster ON support_member (cluster_id);
