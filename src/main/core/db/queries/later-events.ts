/** What is dated after a day: it counts nowhere, and people are told. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { endOfDay, isoDate } from './dates.ts'
import { dataBasis } from './segments.ts'

const tables = { touchpoint: 'at', ticket: 'opened_at', feedback: 'at', orders: 'ordered_at' }

/** Orders, tickets, answers and touchpoints from `cutoff` on. O(log rows + as many as there are). */
export function laterEvents(db: Database, cutoff: number): number {
  const counts = Object.entries(tables).map(
    ([table, column]) => db.prepare<[number], number>(`SELECT count(*) FROM ${table} WHERE ${column} >= ?`).pluck().get(cutoff) ?? 0
  )
  return counts.reduce((sum, n) => sum + n, 0)
}

/** Screens ask often, and only an import changes the answer. */
const found = new WeakMap<Database, { key: string; date: IsoDate | null }>()

/**
 * The newest date in the data (of orders if there are any with a date) up to `today`; null where everything lies later.
 * O(1) unless dates lie in the future: then O(lines) after each import.
 *
 * @param last the newest date of all
 */
export function newestUntil(db: Database, last: IsoDate, today: IsoDate): IsoDate | null {
  if (last <= today) return last
  const key = JSON.stringify([dataBasis(db), last, today])
  const known = found.get(db)
  if (known?.key === key) return known.date
  const at = db
    .prepare<{ cutoff: number }, number | null>(
      `SELECT COALESCE(
         (SELECT MAX(at) FROM order_line WHERE at < @cutoff),
         (SELECT MAX(at) FROM (
            SELECT MAX(opened_at) AS at FROM ticket WHERE opened_at < @cutoff
            UNION ALL SELECT MAX(at) FROM touchpoint WHERE at < @cutoff
            UNION ALL SELECT MAX(at) FROM feedback WHERE at < @cutoff)))`
    )
    .pluck()
    .get({ cutoff: endOfDay(today) })
  const date = at === null || at === undefined ? null : isoDate(at)
  found.set(db, { key, date })
  return date
}
