-- What the orders of a month came to when they were placed, so that an average order means the same for the shop as for a
-- customer (customer_summary.gross / orders).
ALTER TABLE month_summary ADD COLUMN gross INTEGER NOT NULL DEFAULT 0; -- sale lines of the month

UPDATE month_summary SET gross = sums.gross
FROM (
  SELECT o.currency AS currency,
         12 * CAST(strftime('%Y', l.at, 'unixepoch') AS INTEGER) + CAST(strftime('%m', l.at, 'unixepoch') AS INTEGER) - 1 AS month,
         SUM(l.amount * CAST(POWER(10, c.decimals - l.decimals) AS INTEGER)) AS gross
  FROM order_line l CROSS JOIN orders o ON o.id = l.order_id CROSS JOIN currency c ON c.code = o.currency
  WHERE l.kind = 'sale'
  GROUP BY 1, 2
) AS sums
WHERE month_summary.currency = sums.currency AND month_summary.month = sums.month;
