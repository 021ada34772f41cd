/** Moments at which somebody may be glad of an offer, beside their orders: something put in the cart, a good score, a ticket solved to their liking. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { endOfDay, secondsADay } from './dates.ts'

export const toldMoments = ['cart', 'good-review', 'satisfied-ticket'] as const

export interface MomentRow {
  customer: number
  day: number
  moment: (typeof toldMoments)[number]
}

/** One of the two best of five, or as near the top on another scale; whether one would recommend is answered more kindly. */
const [good, goodNps] = [0.75, 0.9]

/** Until a day, by customer, kind and day; each once a day. O(touchpoints + feedback + tickets). */
export function momentRows(db: Database, asOf: IsoDate): MomentRow[] {
  const end = endOfDay(asOf)
  const scale = ratingScale(db, end)
  return db
    .prepare<{ end: number; scale: number; good: number; goodNps: number }, MomentRow>(
      // As touchpoints lie: the index on at would fetch each row from another place.
      `SELECT customer_id AS customer, at / ${secondsADay} AS day, 'cart' AS moment FROM touchpoint
       WHERE customer_id IS NOT NULL AND +at < @end AND order_number IS NULL
         AND (event LIKE '%cart%' OR event LIKE '%basket%') AND event NOT LIKE '%remove%'
       UNION
       SELECT customer_id, at / ${secondsADay}, CASE WHEN ticket_number IS NULL THEN 'good-review' ELSE 'satisfied-ticket' END FROM feedback
       WHERE customer_id IS NOT NULL AND at < @end AND score IS NOT NULL AND scale > 0 AND COALESCE(lower(type), '') <> 'ces'
         AND score / scale >= CASE WHEN lower(type) = 'nps' THEN @goodNps ELSE @good END
       UNION
       SELECT customer_id, COALESCE(resolved_at, closed_at) / ${secondsADay}, 'satisfied-ticket' FROM ticket
       WHERE customer_id IS NOT NULL AND COALESCE(resolved_at, closed_at) < @end AND rating / @scale >= @good
       ORDER BY customer, moment, day`
    )
    .all({ end, scale, good, goodNps })
}

/** The smallest usual scale that holds all ratings of tickets that were opened until then. */
function ratingScale(db: Database, end: number): number {
  const highest =
    db.prepare<[number], number | null>('SELECT max(rating) FROM ticket WHERE COALESCE(opened_at, 0) < ?').pluck().get(end) ?? 0
  return [5, 10, 100].find((most) => highest <= most) ?? highest
}
