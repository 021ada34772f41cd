-- What an export calls the line itself: a later export knows by it which line it speaks of. Null: the file does not say.
ALTER TABLE order_line ADD COLUMN code TEXT;
ALTER TABLE order_line_replaced ADD COLUMN code TEXT;
