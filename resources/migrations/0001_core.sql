-- The ground: settings, what was imported, customers, products, orders, runs and segments.
-- Moments are wall-clock seconds since 1970-01-01 as written in the file. Money is an integer in units of 10^-decimals.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- One drop or one command; all its sources were stored in one transaction.
CREATE TABLE import (
  id            INTEGER PRIMARY KEY,
  label         TEXT    NOT NULL,
  imported_at   INTEGER NOT NULL,
  new_customers INTEGER NOT NULL
) STRICT;

CREATE TABLE source (
  id             INTEGER PRIMARY KEY,
  import_id      INTEGER NOT NULL REFERENCES import (id),
  kind           TEXT    NOT NULL,
  file           TEXT    NOT NULL,
  sheet          TEXT,
  bytes          INTEGER NOT NULL,
  fingerprint    TEXT    NOT NULL, -- SHA-256 of the file's bytes, hex
  header         TEXT    NOT NULL CHECK (json_valid(header)), -- names of the columns, in the order of rejected_row.raw
  mapping        TEXT    NOT NULL CHECK (json_valid(mapping)),
  warnings       TEXT    NOT NULL CHECK (json_valid(warnings)),
  rows_read      INTEGER NOT NULL,
  rows_stored    INTEGER NOT NULL,
  rows_updated   INTEGER NOT NULL,
  rows_duplicate INTEGER NOT NULL,
  rows_rejected  INTEGER NOT NULL,
  rows_blank     INTEGER NOT NULL,
  CHECK (rows_read = rows_stored + rows_updated + rows_duplicate + rows_rejected + rows_blank)
) STRICT;
CREATE INDEX source_import ON source (import_id);
CREATE INDEX source_fingerprint ON source (fingerprint);

CREATE TABLE rejected_row (
  id          INTEGER PRIMARY KEY,
  source_id   INTEGER NOT NULL REFERENCES source (id),
  line        INTEGER NOT NULL,
  column_name TEXT,
  value       TEXT,
  code        TEXT    NOT NULL,
  raw         TEXT    NOT NULL CHECK (json_valid(raw)) -- the cells as they stand in the file
) STRICT;
CREATE INDEX rejected_row_source ON rejected_row (source_id);

CREATE TABLE customer (
  id        INTEGER PRIMARY KEY,
  code      TEXT    NOT NULL UNIQUE,
  name      TEXT,
  email     TEXT,
  country   TEXT,
  seen_at   INTEGER NOT NULL, -- moment of the newest order that name, email and country were taken from
  extra     TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  source_id INTEGER NOT NULL REFERENCES source (id)
) STRICT;
CREATE INDEX customer_name ON customer (name COLLATE NOCASE);
CREATE INDEX customer_country ON customer (country COLLATE NOCASE);

CREATE TABLE product (
  id        INTEGER PRIMARY KEY,
  sku       TEXT    NOT NULL UNIQUE,
  name      TEXT,
  category  TEXT,
  source_id INTEGER NOT NULL REFERENCES source (id)
) STRICT;

-- `orders`, because ORDER is a word of SQL.
CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  number      TEXT    NOT NULL UNIQUE,
  customer_id INTEGER REFERENCES customer (id), -- NULL: anonymous
  ordered_at  INTEGER NOT NULL,                 -- earliest of its lines
  currency    TEXT    NOT NULL,                 -- ISO 4217, '' when the file names none
  country     TEXT,
  channel     TEXT,
  status      TEXT,
  voided      INTEGER NOT NULL CHECK (voided IN (0, 1)), -- the status says cancelled or refunded
  source_id   INTEGER NOT NULL REFERENCES source (id)
) STRICT;
CREATE INDEX orders_customer ON orders (customer_id, ordered_at);
CREATE INDEX orders_date ON orders (ordered_at);

-- A line is (order, content, ordinal among equal lines of that order in its source); sources combine by the larger
-- ordinal, so a file that is read again adds nothing and a line that truly stands twice in one invoice counts twice.
CREATE TABLE order_line (
  order_id       INTEGER NOT NULL REFERENCES orders (id),
  content_hash   INTEGER NOT NULL,
  ordinal        INTEGER NOT NULL,
  product_id     INTEGER REFERENCES product (id),
  at             INTEGER NOT NULL,
  quantity       REAL    NOT NULL,
  unit_price     INTEGER,
  written_amount INTEGER NOT NULL, -- quantity times price less discount, exact
  decimals       INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 12), -- of unit_price and amounts
  written_kind   TEXT    NOT NULL CHECK (written_kind IN ('sale', 'return', 'cancellation')),
  voided         INTEGER NOT NULL CHECK (voided IN (0, 1)), -- the status of the line or its order says cancelled or refunded
  -- What counts: a voided line is a cancellation and brings no money.
  kind           TEXT    NOT NULL AS (CASE voided WHEN 0 THEN written_kind ELSE 'cancellation' END),
  amount         INTEGER NOT NULL AS (CASE voided WHEN 0 THEN written_amount ELSE MIN(written_amount, 0) END),
  extra          TEXT    CHECK (extra IS NULL OR json_valid(extra)),
  source_id      INTEGER NOT NULL REFERENCES source (id),
  PRIMARY KEY (order_id, content_hash, ordinal)
) STRICT, WITHOUT ROWID;

-- What follows is derived by each import, in its transaction, so that lists and figures never add up all lines again.
-- Sums are scaled by currency.decimals: as many as any stored amount of the currency has.
CREATE TABLE currency (
  code     TEXT PRIMARY KEY,
  decimals INTEGER NOT NULL,
  lines    INTEGER NOT NULL,
  net      INTEGER NOT NULL -- all lines
) STRICT, WITHOUT ROWID;

CREATE TABLE workspace_summary (
  id                 INTEGER PRIMARY KEY CHECK (id = 1),
  sources            INTEGER NOT NULL,
  customers          INTEGER NOT NULL,
  orders             INTEGER NOT NULL,
  order_lines        INTEGER NOT NULL,
  anonymous_lines    INTEGER NOT NULL,
  cancellation_lines INTEGER NOT NULL,
  rejected_rows      INTEGER NOT NULL,
  first_at           INTEGER, -- of all lines
  last_at            INTEGER
) STRICT;

-- A row for each customer and currency of its orders, and for each customer in the analysed currency. No foreign key: SQLite
-- would delete row by row what it otherwise empties at once.
CREATE TABLE customer_summary (
  customer_id INTEGER NOT NULL,
  currency    TEXT    NOT NULL,
  orders      INTEGER NOT NULL, -- with at least one sale line
  net         INTEGER NOT NULL, -- all lines
  gross       INTEGER NOT NULL, -- sale lines only
  mean_value  REAL,             -- gross / orders
  first_at    INTEGER,          -- first and last sale
  last_at     INTEGER,
  PRIMARY KEY (customer_id, currency)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_summary_orders ON customer_summary (currency, orders);
CREATE INDEX customer_summary_net ON customer_summary (currency, net);
CREATE INDEX customer_summary_mean_value ON customer_summary (currency, mean_value);
CREATE INDEX customer_summary_first_at ON customer_summary (currency, first_at);
CREATE INDEX customer_summary_last_at ON customer_summary (currency, last_at);

-- Every month from the first to the last line of the currency. Counts are of orders with a sale line, at its moment.
CREATE TABLE month_summary (
  currency     TEXT    NOT NULL,
  month        INTEGER NOT NULL, -- 12 * year + (month of the year - 1)
  lines        INTEGER NOT NULL,
  net          INTEGER NOT NULL, -- all lines of the month
  orders       INTEGER NOT NULL,
  customers    INTEGER NOT NULL, -- who ordered in the month
  customers_12 INTEGER NOT NULL, -- who ordered in the 12 months that end with it
  repeat_12    INTEGER NOT NULL, -- who ordered at least twice in these
  PRIMARY KEY (currency, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  id                INTEGER PRIMARY KEY,
  kind              TEXT    NOT NULL,
  seed              INTEGER NOT NULL,
  params            TEXT    NOT NULL CHECK (json_valid(params)),
  engine_version    TEXT    NOT NULL,
  input_fingerprint TEXT    NOT NULL,
  as_of             TEXT    NOT NULL,
  created_at        INTEGER NOT NULL,
  verdict           TEXT    NOT NULL,
  result            TEXT    NOT NULL CHECK (json_valid(result)) -- the compact view that screens show
) STRICT;
CREATE INDEX run_kind ON run (kind, id);

CREATE TABLE segment (
  id     INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  slot   INTEGER NOT NULL,
  name   TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  UNIQUE (run_id, slot)
) STRICT;

CREATE TABLE segment_member (
  run_id      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  segment_id  INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_member_segment ON segment_member (segment_id);
