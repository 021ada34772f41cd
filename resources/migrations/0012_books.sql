-- Which imports are of the same book of orders: those of one shop or till, whose order numbers mean the same orders; and which lines
-- are rejected rows that were mended in their file.

ALTER TABLE import ADD COLUMN book INTEGER; -- the first import of the book; null: not decided yet
ALTER TABLE mended_row ADD COLUMN in_place INTEGER NOT NULL DEFAULT 0; -- its file came again with the row mended: it is counted with the rows of that source
