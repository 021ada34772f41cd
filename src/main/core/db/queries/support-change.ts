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
}

/** Tickets opened between two moments (seconds), with the cluster that they are of in a run. O(tickets). */
export function ticketsBetween(db: Database, run: number, unit: 'customers' | 'tickets', from: number, until: number): ChangeRow[] {
  const scale = ratingScale(db.prepare<[], number | null>('SELECT MAX(rating) FROM ticket').pluck().get() ?? 0)
  const asked = ratingsAsked(db, until)
  return db
    .prepare<[number, number, number], ChangeRow>(
      `SELECT t.number, m.cluster_id AS cluster, t.customer_id AS customer, t.opened_at AS opened, t.first_response_at AS response,
              COALESCE(t.resolved_at, t.closed_at) AS resolved, COALESCE(t.reopens, t.reassignments) AS reopens, t.rating
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
