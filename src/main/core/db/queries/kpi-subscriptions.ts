import type { Database } from 'better-sqlite3'
import type { SubscriptionColumns } from '../../../../shared/model/kpi-columns.ts'
import { secondsADay } from './dates.ts'

const dayOf = (at: number) => Math.floor(at / secondsADay)

/**
 * Subscriptions with the days on which they began and ended; the rows of one (a file may hold one for each period of use) are one. One
 * whose end was not told but whose status may say that it has ended is not known to run: `endless` counts it, and leaves it out.
 *
 * @param saysEnded what a status means
 */
export function subscriptionColumns(
  db: Database,
  cutoff: number,
  placeOf: (customer: number | null) => number,
  saysEnded: (status: string) => boolean
): { columns: SubscriptionColumns; endless: number; undated: number } {
  const rows = db
    .prepare<[], [number | null, number | null, number | null, string | null]>(
      `SELECT max(customer_id), min(started_at), max(ended_at), max(status) FROM subscription
       GROUP BY COALESCE(code, customer_id || ' ' || COALESCE(plan, '') || ' ' || COALESCE(started_at, ''), 'row ' || id)
       ORDER BY min(started_at), min(id)`
    )
    .raw()
    .all()
  let [endless, undated] = [0, 0]
  const kept = rows.filter(([, started, ended, status]) => {
    if (started === null) undated++
    else if (ended === null && status !== null && saysEnded(status)) endless++
    else return started < cutoff
    return false
  })
  return {
    columns: {
      n: kept.length,
      started: Int32Array.from(kept, ([, started]) => dayOf(started ?? 0)),
      // An end that lies ahead may be the day of the next payment: the subscription runs.
      ended: Int32Array.from(kept, ([, , ended]) => (ended === null || ended >= cutoff ? -1 : dayOf(ended))),
      customer: Int32Array.from(kept, ([customer]) => placeOf(customer))
    },
    endless,
    undated
  }
}
