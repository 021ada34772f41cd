-- Orders that a later file corrects, and rejected rows that come back mended.

-- Lines that an import holds and that do not stand, since a later one says otherwise of them: the old values of a correction.
-- They come back when what corrected them is undone. A line is here or among the order lines, never in both.
CREATE TABLE order_line_replaced (
  order_id       INTEGER NOT NULL REFERENCES orders (id),
  content_hash   INTEGER NOT NULL,
  ordinal        INTEGER NOT NULL,
  product_id     INTEGER REFERENCES product (id),
  at             INTEGER,
  quantity       REAL    NOT NULL,
  unit_price     INTEGER,
  written_amount INTEGER NOT NULL,
  decimals       INTEGER NOT NULL,
  written_kind   TEXT    NOT NULL,
  voided         INTEGER NOT NULL,
  extra          TEXT,
  source_id      INTEGER NOT NULL REFERENCES source (id),
  PRIMARY KEY (order_id, content_hash, ordinal)
) STRICT, WITHOUT ROWID;

-- The place in the file that the row was first rejected from; NULL: the place where it stands.
ALTER TABLE rejected_row ADD COLUMN of_file TEXT;
ALTER TABLE rejected_row ADD COLUMN of_line INTEGER;
-- Derived by each import from what follows: 'again' is a row that stands in the list already, NULL one that is open.
ALTER TABLE rejected_row ADD COLUMN settled TEXT CHECK (settled IN ('again', 'mended'));
CREATE INDEX rejected_row_line ON rejected_row (line);

-- A row of a source that is a rejected row of another, mended: of which one, and what became of it.
CREATE TABLE mended_row (
  source_id INTEGER NOT NULL REFERENCES source (id),
  line      INTEGER NOT NULL,
  of_file   TEXT    NOT NULL,
  of_line   INTEGER NOT NULL,
  of_column TEXT    NOT NULL, -- '' is none
  of_value  TEXT    NOT NULL, -- '' is none
  of_import INTEGER NOT NULL, -- the import whose file it belongs to; it may be undone since
  rejected  INTEGER NOT NULL CHECK (rejected IN (0, 1)), -- it is still wrong
  -- Of rows that are told apart by what they say and by an ordinal: what the row is stored as; a row may be several things.
  entity    TEXT,
  parent    INTEGER,
  identity  INTEGER NOT NULL,
  ordinal   INTEGER,
  PRIMARY KEY (source_id, line, identity)
) STRICT, WITHOUT ROWID;
CREATE INDEX mended_row_of ON mended_row (of_file, of_line);
CREATE INDEX mended_row_thing ON mended_row (entity, parent, identity) WHERE entity IS NOT NULL;
