-- What lasts of support clusters from run to run: their ids, names that the user gave, and what a reviewer made of them.

-- The name is the user's: later runs keep it.
ALTER TABLE support_cluster ADD COLUMN given INTEGER NOT NULL DEFAULT 0 CHECK (given IN (0, 1));
ALTER TABLE support_cluster ADD COLUMN judgement TEXT CHECK (judgement IN ('sensible', 'doubtful', 'wrong'));
ALTER TABLE support_cluster ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- The day that the run was as of when it was judged.
ALTER TABLE support_cluster ADD COLUMN judged_as_of TEXT;

-- Clusters that somebody named or judged and that the newest run does not have: they are known again when a later one does.
CREATE TABLE support_gone (
  id           INTEGER PRIMARY KEY,
  unit         TEXT    NOT NULL CHECK (unit IN ('customers', 'tickets')),
  slot         INTEGER NOT NULL,
  name         TEXT    NOT NULL,
  given        INTEGER NOT NULL CHECK (given IN (0, 1)),
  judgement    TEXT CHECK (judgement IN ('sensible', 'doubtful', 'wrong')),
  note         TEXT    NOT NULL,
  judged_as_of TEXT,
  members      BLOB    NOT NULL -- ids of the units, ascending, as packed columns
) STRICT;
