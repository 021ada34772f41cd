/** What is dated after a day: it counts nowhere, and people are told. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { endOfDay, isoDate } from './dates.ts'
import { dataBasis } from './segments.ts'

const tables = { touchpoint: 'at', ticket: 'opened_at', feedback: 'at', orders: 'ordered_at' }

/** Orders, tickets, answers and touchpoints from `cutoff` on. O(log rows + as many as there are) after each import, then O(1). */
export function laterEvents(db: Database, cutoff: number): number {
  return remembered(db, `later ${cutoff}`, () => {
    const counts = Object.entries(tables).map(
      ([table, column]) => db.prepare<[number], number>(`SELECT count(*) FROM ${table} WHERE ${column} >= ?`).pluck().get(cutoff) ?? 0
    )
    return counts.reduce((sum, n) => sum + n, 0)
  })
}

/** The day of the first order; null without one that has a date. O(log rows). */
export function firstOrder(db: Database): IsoDate | null {
  const at = db.prepare<[], number | null>('SELECT min(ordered_at) FROM orders').pluck().get() ?? null
  return at === null ? null : isoDate(at)
}

/** The day of the newest order line up to and including a day; null where there is none. O(lines) after each import, then O(1). */
export function lastOrderUntil(db: Database, asOf: IsoDate): IsoDate | null {
  return remembered(db, `ordered ${asOf}`, () => {
    const at = db.prepare<[number], number | null>('SELECT max(at) FROM order_line WHERE at < ?').pluck().get(endOfDay(asOf)) ?? null
    return at === null ? null : isoDate(at)
  })
}

/**
 * The newest date in the data (of orders if there are any with a date) up to `today`; null where everything lies later.
 * O(1) unless dates lie in the future: then O(lines) after each import.
 *
 * @param last the newest date of all
 */
export function newestUntil(db: Database, last: IsoDate, today: IsoDate): IsoDate | null {
  if (last <= today) return last
  return remembered(db, `until ${today}`, () => {
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
    return at === null || at === undefined ? null : isoDate(at)
  })
}

/** Screens ask often, and only an import changes the answer. */
const answers = new WeakMap<Database, { basis: string; found: Map<string, unknown> }>()

function remembered<Answer>(db: Database, question: string, answer: () => Answer): Answer {
  const basis = dataBasis(db)
  const known = answers.get(db)
  const found = known?.basis === basis ? known.found : new Map<string, unknown>()
  if (known?.found !== found) answers.set(db, { basis, found })
  if (!found.has(question)) found.set(question, answer())
  return found.get(question) as Answer
}
