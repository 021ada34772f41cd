import type { Database } from 'better-sqlite3'

/**
 * Lines that stand in orders of this import and earlier ones, and that this import does not hold: by the source that speaks of the order
 * first. Rows that were rejected and came back mended are left out: they are lines of a file that this import may hold too, with
 * the rows still to be mended; and an order of which this import holds mended rows alone is no order, but a part of one.
 * O(orders that several imports speak of, and their lines).
 */
export function keptLines(db: Database, importId: number): { sourceId: number; lines: number; number: string }[] {
  return db
    .prepare<[object], { sourceId: number; lines: number; number: string }>(
      `WITH shorter AS MATERIALIZED (
         SELECT k.entity_id AS id, k.source_id FROM import_change k
         WHERE k.entity = 'orders' AND k.import_id = @importId
           AND (SELECT COUNT(*) FROM order_line l WHERE l.order_id = k.entity_id) >
               (SELECT COUNT(*) FROM order_line_claim c WHERE c.order_id = k.entity_id AND c.import_id = @importId)
           AND NOT EXISTS (
             SELECT 1 FROM mended_row m JOIN source s ON s.id = m.source_id
             WHERE m.entity = 'order_line' AND m.parent = k.entity_id AND s.import_id = @importId))
       SELECT shorter.source_id AS sourceId, COUNT(*) AS lines, MIN(o.number) AS number
       FROM shorter CROSS JOIN orders o ON o.id = shorter.id CROSS JOIN order_line l ON l.order_id = shorter.id
       WHERE NOT EXISTS (
           SELECT 1 FROM order_line_claim c
           WHERE c.order_id = l.order_id AND c.content_hash = l.content_hash AND c.ordinal = l.ordinal AND c.import_id = @importId)
         AND NOT EXISTS (
           SELECT 1 FROM mended_row m
           WHERE m.entity = 'order_line' AND m.parent = l.order_id AND m.identity = l.content_hash AND m.ordinal = l.ordinal)
       GROUP BY 1 ORDER BY 1`
    )
    .all({ importId })
}

/** The number of an order, by its id. */
export function orderNumbers(db: Database): (orderId: number) => string {
  const find = db.prepare<[number], string>('SELECT number FROM orders WHERE id = ?').pluck()
  return (orderId) => find.get(orderId) ?? ''
}
