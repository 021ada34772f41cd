-- Lines as they are written, and beside them a view of what counts of each: a table with columns that are computed can’t be filled with
-- the pages of another.
ALTER TABLE order_line DROP COLUMN kind;
ALTER TABLE order_line DROP COLUMN amount;
ALTER TABLE order_line RENAME TO order_line_written;

-- A voided line is a cancellation and brings no money.
CREATE VIEW order_line AS
SELECT order_id, content_hash, ordinal, product_id, at, quantity, unit_price, written_amount, decimals, written_kind, voided,
       CASE voided WHEN 0 THEN written_kind ELSE 'cancellation' END AS kind,
       CASE voided WHEN 0 THEN written_amount ELSE MIN(written_amount, 0) END AS amount,
       extra, source_id, code
  FROM order_line_written;
