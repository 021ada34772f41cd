-- Which imports are of the same book of orders: those of one shop or till, whose order numbers mean the same orders.

ALTER TABLE import ADD COLUMN book INTEGER; -- the first import of the book; null: not decided yet
