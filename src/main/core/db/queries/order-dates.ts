import type { Database } from 'better-sqlite3'

/**
 * An order was placed when the first of its lines says so that stands. What imports say of its date is kept with what they say; where they
 * all say the same there is nothing to choose. O(lines of these orders).
 */
export function dateOrders(db: Database, orders: readonly number[]): void {
  if (orders.length === 0) return
  db.prepare(
    `UPDATE orders SET ordered_at = first.at
     FROM (SELECT o.value AS id, (SELECT MIN(at) FROM order_line l WHERE l.order_id = o.value) AS at FROM json_each(?) o) first
     WHERE first.id = orders.id AND first.at <> orders.ordered_at
       AND EXISTS (SELECT 1 FROM import_change k WHERE k.entity = 'orders' AND k.entity_id = orders.id AND k.said IS NOT NULL)`
  ).run(JSON.stringify(orders))
}

/** Orders of which lines are set aside, so that their date may not be the earliest that was said. */
export function ordersWithAside(db: Database): number[] {
  return db.prepare<[], number>('SELECT DISTINCT order_id FROM order_line_replaced').pluck().all()
}
