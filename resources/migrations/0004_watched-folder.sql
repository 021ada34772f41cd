-- Folders whose new files are imported by themselves, under the mappings that a person confirmed.
CREATE TABLE watched_folder (
  id       INTEGER PRIMARY KEY,
  path     TEXT    NOT NULL UNIQUE,
  active   INTEGER NOT NULL CHECK (active IN (0, 1)),
  mappings TEXT    NOT NULL CHECK (json_valid(mappings)), -- what was confirmed, by the id of the header
  rerun    TEXT    NOT NULL CHECK (json_valid(rerun)),    -- kinds of run that follow an import
  added_at INTEGER NOT NULL
) STRICT;

-- What became of each file, as it was when it was looked at; one that has changed since is looked at again.
CREATE TABLE watched_file (
  folder_id   INTEGER NOT NULL REFERENCES watched_folder (id) ON DELETE CASCADE,
  file        TEXT    NOT NULL, -- relative to what was watched, with /
  bytes       INTEGER NOT NULL,
  modified_ms REAL    NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('imported', 'left')),
  error       TEXT    CHECK (error IS NULL OR json_valid(error)), -- why it was left
  seen_at     INTEGER NOT NULL,
  PRIMARY KEY (folder_id, file)
) STRICT, WITHOUT ROWID;
