import type { Database } from 'better-sqlite3'

export interface KeptLines {
  sourceId: number
  lines: number
  /** One of the orders. */
  number: string
  /** What counts of it, and how much of that this import holds. */
  counts: number
  says: number
}

const isReturn = (line: string) => `(${line}.quantity < 0 OR ${line}.written_amount < 0)`

/** Whether an import (SQL) holds a line of the order of this line for which `which` (SQL, of `dl`) is true. */
const holds = (line: string, importId: string, which: string): string =>
  `EXISTS (
     SELECT 1 FROM order_line_claim dc CROSS JOIN order_line dl
       ON dl.order_id = dc.order_id AND dl.content_hash = dc.content_hash AND dl.ordinal = dc.ordinal
     WHERE dc.order_id = ${line}.order_id AND dc.import_id = ${importId} AND ${which})`

/**
 * Whether the import would hold this line if it were true: it holds lines of the order of the same direction, or the line is a return that came
 * with what was sold. A file of returns says nothing of what was sold, and a file of sales nothing of what another file took back.
 */
export const speaksOf = (line: string, importId: string): string => {
  const bringer = `(SELECT ls.import_id FROM source ls WHERE ls.id = ${line}.source_id)`
  return `(${holds(line, importId, `${isReturn('dl')} = ${isReturn(line)}`)}
    OR ${isReturn(line)} AND (
      EXISTS (SELECT 1 FROM order_line sl JOIN source ss ON ss.id = sl.source_id
              WHERE sl.order_id = ${line}.order_id AND ss.import_id = ${bringer} AND NOT ${isReturn('sl')})
      OR ${holds(line, bringer, `NOT ${isReturn('dl')}`)}))`
}

/**
 * Lines that stand in orders of this import and earlier ones, and that this import does not hold: by the source that speaks of the order
 * first. Rows that were rejected and came back mended are left out: they are lines of a file that this import may hold too, with
 * the rows still to be mended; and an order of which this import holds mended rows alone is no order, but a part of one.
 * Nor are lines of another book, sales where it brings returns alone, returns that a file of their own brought, and an order of which this import holds the total alone.
 *
 * O(orders that several imports speak of, and their lines).
 */
export function keptLines(db: Database, importId: number): KeptLines[] {
  const sum = (from: string) =>
    db.prepare<[object], number>(`SELECT SUM(l.amount / pow(10, l.decimals)) FROM order_line l ${from} WHERE l.order_id = @order`).pluck()
  const counts = sum('')
  const says = sum(`JOIN order_line_claim c ON c.order_id = l.order_id AND c.content_hash = l.content_hash AND c.ordinal = l.ordinal
    AND c.import_id = @importId`)
  return db
    .prepare<[object], { sourceId: number; lines: number; order: number }>(
      `WITH shorter AS MATERIALIZED (
         SELECT k.entity_id AS id, k.source_id FROM import_change k
         WHERE k.entity = 'orders' AND k.import_id = @importId
           AND (SELECT COUNT(*) FROM order_line l WHERE l.order_id = k.entity_id) >
               (SELECT COUNT(*) FROM order_line_claim c WHERE c.order_id = k.entity_id AND c.import_id = @importId)
           AND NOT EXISTS (
             SELECT 1 FROM mended_row m JOIN source s ON s.id = m.source_id
             WHERE m.entity = 'order_line' AND m.parent = k.entity_id AND m.in_place = 0 AND s.import_id = @importId)
           AND NOT EXISTS (
             SELECT 1 FROM order_line_replaced r CROSS JOIN order_line_claim c
               ON c.order_id = r.order_id AND c.content_hash = r.content_hash AND c.ordinal = r.ordinal
             WHERE r.order_id = k.entity_id AND c.import_id = @importId))
       SELECT shorter.source_id AS sourceId, COUNT(*) AS lines, MIN(shorter.id) AS "order"
       FROM shorter CROSS JOIN order_line l ON l.order_id = shorter.id
       WHERE (SELECT b.book FROM source s JOIN import b ON b.id = s.import_id WHERE s.id = l.source_id) =
             (SELECT book FROM import WHERE id = @importId)
         AND ${speaksOf('l', '@importId')}
         AND NOT EXISTS (
           SELECT 1 FROM order_line_claim c
           WHERE c.order_id = l.order_id AND c.content_hash = l.content_hash AND c.ordinal = l.ordinal AND c.import_id = @importId)
         AND NOT EXISTS (
           SELECT 1 FROM mended_row m
           WHERE m.entity = 'order_line' AND m.parent = l.order_id AND m.identity = l.content_hash AND m.ordinal = l.ordinal)
       GROUP BY 1 ORDER BY 1`
    )
    .all({ importId })
    .map(({ order, ...kept }) => ({
      ...kept,
      number: orderNumbers(db)(order),
      counts: counts.get({ order }) ?? 0,
      says: says.get({ order, importId }) ?? 0
    }))
}

/** The number of an order, by its id. */
export function orderNumbers(db: Database): (orderId: number) => string {
  const find = db.prepare<[number], string>('SELECT number FROM orders WHERE id = ?').pluck()
  return (orderId) => find.get(orderId) ?? ''
}
