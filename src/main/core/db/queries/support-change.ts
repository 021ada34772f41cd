import type { Database } from 'better-sqlite3'
import { ratingScale, ratingsAsked } from './support-data.ts'

export interface ChangeRow {
  number: string
  cluster: number | null
  customer: number | null
  opened: number
  response: number | null
  resolved: number | null
  reopens: number | null
  /** Share of the best. */
  rating: number | null
  /** Whether its customer ever bought. */
  bought: number
}

/** What there was of something in the days before a moment and in those from it on; null: of no cluster. */
export interface Sides {
  cluster: number | null
  before: number
  after: number
}

/** Orders with something sold, by the cluster of who placed them, between two moments parted by a third (seconds). O(orders between). */
export function ordersBetween(db: Database, run: number, from: number, split: number, until: number): Sides[] {
  return db
    .prepare<object, Sides>(
      `SELECT m.cluster_id AS cluster, SUM(o.ordered_at < @split) AS before, SUM(o.ordered_at >= @split) AS after
       FROM orders o LEFT JOIN support_member m ON m.run_id = @run AND m.unit_id = o.customer_id
       WHERE o.ordered_at >= @from AND o.ordered_at < @until
         AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.kind = 'sale')
       GROUP BY m.cluster_id`
    )
    .all({ run, from, split, until })
}

/** Tickets opened between two moments (seconds), with the cluster that they are of in a run. O(tickets). */
export function ticketsBetween(db: Database, run: number, unit: 'customers' | 'tickets', from: number, until: number): ChangeRow[] {
  const scale = ratingScale(db.prepare<[], number | null>('SELECT MAX(rating) FROM ticket').pluck().get() ?? 0)
  const asked = ratingsAsked(db, until)
  return db
    .prepare<[number, number, number], ChangeRow>(
      `SELECT t.number, m.cluster_id AS cluster, t.customer_id AS customer, t.opened_at AS opened, t.first_response_at AS response,
              COALESCE(t.resolved_at, t.closed_at) AS resolved, COALESCE(t.reopens, t.reassignments) AS reopens, t.rating,
              EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = t.customer_id) AS bought
       FROM ticket t LEFT JOIN support_member m ON m.run_id = ? AND m.unit_id = ${unit === 'customers' ? 't.customer_id' : 't.id'}
       WHERE t.opened_at >= ? AND t.opened_at < ? ORDER BY t.opened_at, t.number`
    )
    .all(run, from, until)
    .map((row) => ({ ...row, rating: row.rating === null || scale === 0 ? (asked.get(row.number) ?? null) : row.rating / scale }))
}

/** Seconds: when the first ticket that is dated was opened; null without any. */
export function firstTicketAt(db: Database): number | null {
  return db.prepare<[], number | null>('SELECT MIN(opened_at) FROM ticket').pluck().get() ?? null
}

/** How many tickets say when they were opened, and how many do not. O(tickets). */
export function ticketsDated(db: Database): { dated: number; undated: number } {
  return db
    .prepare<[], { dated: number; undated: number }>('SELECT COUNT(opened_at) AS dated, COUNT(*) - COUNT(opened_at) AS undated FROM ticket')
    .get() as { dated: number; undated: number }
}

/** Of so many tickets one may have a day that was mistyped, long before all others. */
export const STRAY = 200

/** Seconds: from when on tickets are known, one in 200 left out; null without any that is dated. O(tickets log). */
export function ticketsBegin(db: Database): number | null {
  return (
    db
      .prepare<[], number>(
        `SELECT opened_at FROM ticket WHERE opened_at IS NOT NULL ORDER BY opened_at
         LIMIT 1 OFFSET (SELECT COUNT(opened_at) / ${STRAY} FROM ticket)`
      )
      .pluck()
      .get() ?? null
  )
}
