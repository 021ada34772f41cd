import type { Database } from 'better-sqlite3'
import { secondsADay } from './dates.ts'

/** Orders that may be strays, as a share of all and at least one; below so many orders nobody can tell a stray from a beginning. */
const [STRAYS, FEWEST] = [0.005, 50]
/** Days without any order that part strays from the beginning. */
const GAP = 366

/**
 * The moment from which the shop's orders go on: a handful that lie more than a year before all others are mistyped dates, or a trial, and would make the
 * course of every figure begin in their year. Minus infinity where there are none such. O(strays) by the index of dates.
 */
export function beginningOfOrders(db: Database): number {
  const all = db.prepare<[], number>('SELECT count(*) FROM orders WHERE ordered_at IS NOT NULL').pluck().get() ?? 0
  if (all < FEWEST) return Number.NEGATIVE_INFINITY
  const strays = Math.max(1, Math.floor(STRAYS * all))
  const first = db
    .prepare<[number], number>('SELECT ordered_at FROM orders WHERE ordered_at IS NOT NULL ORDER BY ordered_at LIMIT ?')
    .pluck()
    .all(strays + 1)
  return first.findLast((at, i) => i > 0 && at - (first[i - 1] as number) > GAP * secondsADay) ?? Number.NEGATIVE_INFINITY
}
