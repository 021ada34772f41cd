-- Numbers of things that went with an undone import are not given again: runs, and what was made of them, may still name them.
CREATE TABLE given_number (
  entity TEXT    PRIMARY KEY, -- name of the table
  last   INTEGER NOT NULL     -- the greatest that was ever given
) STRICT, WITHOUT ROWID;
INSERT INTO given_number (entity, last)
  SELECT 'customer', MAX(number) FROM (
    SELECT m.unit_id AS number FROM support_member m JOIN run r ON r.id = m.run_id WHERE json_extract(r.params, '$.unit') = 'customers'
    UNION ALL SELECT customer_id FROM segment_assignment
    UNION ALL SELECT customer_id FROM segment_pain
    UNION ALL SELECT customer_id FROM upsell_score)
  HAVING MAX(number) IS NOT NULL;
INSERT INTO given_number (entity, last)
  SELECT 'ticket', MAX(m.unit_id) FROM support_member m JOIN run r ON r.id = m.run_id WHERE json_extract(r.params, '$.unit') = 'tickets'
  HAVING MAX(m.unit_id) IS NOT NULL;

-- What files call a member: code of the customer, or number of the ticket. By it a group goes on, also when its members come with
-- another import than before. NULL: gone before this was kept.
ALTER TABLE support_member ADD COLUMN code TEXT;
UPDATE support_member SET code = CASE (SELECT json_extract(params, '$.unit') FROM run WHERE id = run_id)
  WHEN 'tickets' THEN (SELECT number FROM ticket WHERE id = unit_id)
  ELSE (SELECT code FROM customer WHERE id = unit_id) END;
