import type { Database } from 'better-sqlite3'

/**
 * Lines that stand in orders of this import and earlier ones, and that this import does not hold: by the source that speaks of the order
 * first. Orders of which it holds mended rows alone are left out: these are no orders, but parts of some. O(orders that several
 * imports speak of, and their lines).
 */
export function keptLines(db: Database, importId: number): { sourceId: number; lines: number; number: string }[] {
  return db
    .prepare<[object], { sourceId: number; lines: number; number: string }>(
      `SELECT sourceId, SUM(lines - mine) AS lines, MIN(number) AS number FROM (
         SELECT k.source_id AS sourceId, o.number,
                (SELECT COUNT(*) FROM order_line l WHERE l.order_id = k.entity_id) AS lines,
                (SELECT COUNT(*) FROM order_line_claim c WHERE c.order_id = k.entity_id AND c.import_id = @importId) AS mine
         FROM import_change k JOIN orders o ON o.id = k.entity_id
         WHERE k.entity = 'orders' AND k.import_id = @importId AND NOT EXISTS (
           SELECT 1 FROM mended_row m JOIN source s ON s.id = m.source_id
           WHERE m.entity = 'order_line' AND m.parent = k.entity_id AND s.import_id = @importId))
       WHERE lines > mine GROUP BY sourceId ORDER BY sourceId`
    )
    .all({ importId })
}

/** The number of an order, by its id. */
export function orderNumbers(db: Database): (orderId: number) => string {
  const find = db.prepare<[number], string>('SELECT number FROM orders WHERE id = ?').pluck()
  return (orderId) => find.get(orderId) ?? ''
}
