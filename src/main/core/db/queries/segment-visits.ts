import type { Database } from 'better-sqlite3'

/** id, customer, moment, event, page, channel, campaign, session. */
export type VisitRow = [number, number, number, string, string, string, string, string | null]

/** Touchpoints of known customers before a moment, by customer, then time. O(touchpoints). */
export function visitRows(db: Database, until: number): IterableIterator<VisitRow> {
  return db
    .prepare<[number], VisitRow>(
      `SELECT id, customer_id, at, COALESCE(event, ''), COALESCE(page, ''), COALESCE(channel, ''), COALESCE(campaign, ''), session
       FROM touchpoint WHERE customer_id IS NOT NULL AND at < ? ORDER BY customer_id, at, id`
    )
    .raw()
    .iterate(until)
}
