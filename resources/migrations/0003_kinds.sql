-- The other kinds of table, what undo needs, customers that are one person, and templates of mappings.
-- Moments are wall-clock seconds, as before. Money is an integer in units of 10^-decimals, each amount with decimals of its own.

-- What an import said of something that another import had spoken of before: then one row for each import that speaks of
-- it. What only one import speaks of has none, so that a first import costs nothing. What stands in the table of the thing
-- follows from these rows alone, in the order of the imports (src/main/core/tasks/store-fold.ts).
CREATE TABLE import_change (
  entity    TEXT    NOT NULL, -- name of the table
  entity_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL, -- 0: the user, whose word counts more than any file's
  source_id INTEGER,          -- the first of its sources that speaks of it
  said      TEXT CHECK (said IS NULL OR json_valid(said)), -- NULL: the same as the first import said
  PRIMARY KEY (entity, entity_id, import_id)
) STRICT, WITHOUT ROWID;

-- The same for order lines, in orders that several imports speak of.
CREATE TABLE order_line_claim (
  order_id     INTEGER NOT NULL,
  content_hash INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,
  import_id    INTEGER NOT NULL,
  source_id    INTEGER NOT NULL,
  voided       INTEGER CHECK (voided IN (0, 1)), -- NULL: like its order
  -- What does not make another line of it; NULL: as it stands in the line.
  written_kind TEXT    CHECK (written_kind IN ('sale', 'return', 'cancellation')),
  extra        TEXT    CHECK (extra IS NULL OR json_valid(extra)), -- {} is none
  PRIMARY KEY (order_id, content_hash, ordinal, import_id)
) STRICT, WITHOUT ROWID;

-- Imports that were undone. Their numbers and those of their sources are not given again.
CREATE TABLE undone_import (
  id          INTEGER PRIMARY KEY,
  label       TEXT    NOT NULL,
  imported_at INTEGER NOT NULL,
  undone_at   INTEGER NOT NULL,
  last_source INTEGER NOT NULL,
  report      TEXT    NOT NULL CHECK (json_valid(report))
) STRICT;

-- Which template mapped the header again; made by the user.
CREATE TABLE mapping_template (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE,
  signature  TEXT    NOT NULL UNIQUE, -- of the header
  header     TEXT    NOT NULL CHECK (json_valid(header)),
  mapping    TEXT    NOT NULL CHECK (json_valid(mapping)),
  created_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;

-- An order or line whose file gives no date counts in sums, and in nothing that needs a date.
ALTER TABLE orders ALTER COLUMN ordered_at DROP NOT NULL;
ALTER TABLE order_line ALTER COLUMN at DROP NOT NULL;

-- Who has no source left was changed by the user and is kept for that.
ALTER TABLE customer ALTER COLUMN source_id DROP NOT NULL;
ALTER TABLE customer ADD COLUMN phone TEXT;
ALTER TABLE customer ADD COLUMN company TEXT;
ALTER TABLE customer ADD COLUMN region TEXT;
ALTER TABLE customer ADD COLUMN city TEXT;
ALTER TABLE customer ADD COLUMN postcode TEXT;
ALTER TABLE customer ADD COLUMN registered_at INTEGER;
ALTER TABLE customer ADD COLUMN channel TEXT;
ALTER TABLE customer ADD COLUMN newsletter INTEGER CHECK (newsletter IN (0, 1));
ALTER TABLE customer ADD COLUMN referred_by TEXT; -- code of another customer
-- The same person as another customer, who may be the same as a third. Everything of it stands under the one at the end, with
-- its own id in `named_id`.
ALTER TABLE customer ADD COLUMN merged_into INTEGER REFERENCES customer (id);
ALTER TABLE customer ADD COLUMN merged_at INTEGER;
ALTER TABLE customer ADD COLUMN same_as INTEGER REFERENCES customer (id); -- the one at the end
-- Normalised, for finding people who are in twice.
ALTER TABLE customer ADD COLUMN email_key TEXT AS (
  lower(trim(COALESCE(email, CASE WHEN code LIKE '%_@_%._%' THEN code END)))
) VIRTUAL;
ALTER TABLE customer ADD COLUMN phone_key TEXT;
CREATE INDEX customer_email ON customer (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX customer_phone ON customer (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX customer_merged ON customer (same_as) WHERE same_as IS NOT NULL;

ALTER TABLE product ADD COLUMN brand TEXT;
ALTER TABLE product ADD COLUMN price INTEGER;
ALTER TABLE product ADD COLUMN price_decimals INTEGER CHECK (price_decimals BETWEEN 0 AND 12);
ALTER TABLE product ADD COLUMN cost INTEGER;
ALTER TABLE product ADD COLUMN cost_decimals INTEGER CHECK (cost_decimals BETWEEN 0 AND 12);
ALTER TABLE product ADD COLUMN currency TEXT;
ALTER TABLE product ADD COLUMN extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra));
ALTER TABLE product ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0; -- 0: known from orders and the like only

-- Whom the file names, where that customer was merged into another; NULL: the one in `customer_id`.
ALTER TABLE orders ADD COLUMN named_id INTEGER REFERENCES customer (id);

CREATE TABLE ticket (
  id                INTEGER PRIMARY KEY,
  number            TEXT    NOT NULL UNIQUE,
  customer_id       INTEGER REFERENCES customer (id),
  named_id          INTEGER REFERENCES customer (id),
  order_number      TEXT,
  product_id        INTEGER REFERENCES product (id),
  opened_at         INTEGER,
  first_response_at INTEGER,
  resolved_at       INTEGER,
  closed_at         INTEGER,
  status            TEXT,
  states            INTEGER NOT NULL, -- rows that told of it in the file that told most
  reopens           INTEGER,
  reassignments     INTEGER,
  replies           INTEGER,
  channel           TEXT,
  category          TEXT,
  subcategory       TEXT,
  priority          TEXT,
  agent             TEXT,
  team              TEXT,
  subject           TEXT,
  message           TEXT,
  rating            REAL,
  sla_met           INTEGER CHECK (sla_met IN (0, 1)),
  state_at          INTEGER NOT NULL, -- moment of the state that is shown
  blanks            INTEGER NOT NULL, -- bits of the columns that are known to be blank (src/main/core/db/entities)
  extra             TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  source_id         INTEGER NOT NULL REFERENCES source (id)
) STRICT;
CREATE INDEX ticket_customer ON ticket (customer_id, opened_at);
CREATE INDEX ticket_opened ON ticket (opened_at);

-- In what follows, `identity` is a hash of what makes two rows speak of the same thing, and `ordinal` counts its repetitions
-- within a source, as with order lines.
CREATE TABLE touchpoint (
  id           INTEGER PRIMARY KEY,
  at           INTEGER NOT NULL,
  identity     INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,
  customer_id  INTEGER REFERENCES customer (id),
  named_id     INTEGER REFERENCES customer (id),
  visitor      TEXT,
  session      TEXT,
  event        TEXT,
  channel      TEXT,
  campaign     TEXT,
  page         TEXT,
  device       TEXT,
  product_id   INTEGER REFERENCES product (id),
  order_number TEXT,
  count        INTEGER NOT NULL, -- events that the row stands for
  value        INTEGER,
  value_decimals INTEGER CHECK (value_decimals BETWEEN 0 AND 12),
  currency     TEXT,
  extra        TEXT    NOT NULL CHECK (json_valid(extra)),
  source_id    INTEGER NOT NULL REFERENCES source (id),
  UNIQUE (at, identity, ordinal)
) STRICT;
CREATE INDEX touchpoint_customer ON touchpoint (customer_id, at);

CREATE TABLE feedback (
  id            INTEGER PRIMARY KEY,
  identity      INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  code          TEXT,             -- of the questionnaire or answer, as the file names it
  first_of_row  INTEGER NOT NULL CHECK (first_of_row IN (0, 1)), -- a row of several answers counts once
  customer_id   INTEGER REFERENCES customer (id),
  named_id      INTEGER REFERENCES customer (id),
  at            INTEGER,
  type          TEXT,             -- nps, csat, ces, review, or as the file says
  question      TEXT,             -- header of the score, where several columns are scores
  score         REAL,
  scale         REAL,             -- the best possible score
  title         TEXT,
  comment       TEXT,
  order_number  TEXT,
  ticket_number TEXT,
  product_id    INTEGER REFERENCES product (id),
  channel       TEXT,
  extra         TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  source_id     INTEGER NOT NULL REFERENCES source (id),
  UNIQUE (identity, ordinal)
) STRICT;
CREATE INDEX feedback_customer ON feedback (customer_id, at);
CREATE INDEX feedback_at ON feedback (at);

CREATE TABLE offer_response (
  id           INTEGER PRIMARY KEY,
  identity     INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,
  first_of_row INTEGER NOT NULL CHECK (first_of_row IN (0, 1)),
  customer_id  INTEGER REFERENCES customer (id), -- NULL: the file names nobody
  named_id     INTEGER REFERENCES customer (id),
  campaign     TEXT,
  offer        TEXT    NOT NULL,
  variant      TEXT,
  control      INTEGER CHECK (control IN (0, 1)), -- belongs to the group that was not treated
  channel      TEXT,
  sent_at      INTEGER,
  opened       INTEGER CHECK (opened IN (0, 1)),
  opened_at    INTEGER,
  clicked      INTEGER CHECK (clicked IN (0, 1)),
  clicked_at   INTEGER,
  accepted     INTEGER CHECK (accepted IN (0, 1)),
  accepted_at  INTEGER,
  value        INTEGER,
  value_decimals INTEGER CHECK (value_decimals BETWEEN 0 AND 12),
  currency     TEXT,
  order_number TEXT,
  extra        TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  source_id    INTEGER NOT NULL REFERENCES source (id),
  UNIQUE (identity, ordinal)
) STRICT;
CREATE INDEX offer_response_customer ON offer_response (customer_id);
CREATE INDEX offer_response_offer ON offer_response (offer, variant);

CREATE TABLE marketing_spend (
  id          INTEGER PRIMARY KEY,
  identity    INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL,
  at          INTEGER NOT NULL, -- first day of the period
  until       INTEGER,          -- its last day; NULL: the same
  channel     TEXT,
  campaign    TEXT,
  ad_set      TEXT,
  cost        INTEGER NOT NULL,
  cost_decimals    INTEGER NOT NULL CHECK (cost_decimals BETWEEN 0 AND 12),
  revenue     INTEGER,
  revenue_decimals INTEGER CHECK (revenue_decimals BETWEEN 0 AND 12),
  currency    TEXT    NOT NULL,
  impressions REAL,
  clicks      REAL,
  conversions REAL,
  extra       TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  source_id   INTEGER NOT NULL REFERENCES source (id),
  UNIQUE (identity, ordinal)
) STRICT;
CREATE INDEX marketing_spend_at ON marketing_spend (at);

CREATE TABLE subscription (
  id          INTEGER PRIMARY KEY,
  identity    INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL,
  code        TEXT,
  customer_id INTEGER REFERENCES customer (id),
  named_id    INTEGER REFERENCES customer (id),
  plan        TEXT,
  product_id  INTEGER REFERENCES product (id),
  status      TEXT,
  started_at  INTEGER,
  ended_at    INTEGER,
  period      INTEGER, -- first moment of the period that usage is of
  price       INTEGER,
  price_decimals INTEGER CHECK (price_decimals BETWEEN 0 AND 12),
  currency    TEXT,
  interval    TEXT,
  quantity    REAL,
  usage       REAL,
  usage_limit REAL,
  blanks      INTEGER NOT NULL,
  extra       TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  source_id   INTEGER NOT NULL REFERENCES source (id),
  UNIQUE (identity, ordinal)
) STRICT;
CREATE INDEX subscription_customer ON subscription (customer_id);

ALTER TABLE workspace_summary ADD COLUMN undated_lines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_summary ADD COLUMN products INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_summary ADD COLUMN tickets INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_summary ADD COLUMN touchpoints INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_summary ADD COLUMN feedback INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_summary ADD COLUMN offer_responses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_summary ADD COLUMN marketing_spend INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_summary ADD COLUMN subscriptions INTEGER NOT NULL DEFAULT 0;
UPDATE workspace_summary SET products = (SELECT COUNT(*) FROM product);

-- An import whose rows the run was computed from was undone: its label.
ALTER TABLE run ADD COLUMN input_gone TEXT;
