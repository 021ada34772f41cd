import type { SupportCoursePoint } from '../../shared/model/support-views.ts'
import { logHours } from '../../shared/pooled.ts'

/** Tickets as columns; NaN where a thing is not known. */
export interface CourseTickets {
  n: number
  /** In which period each was opened, 0 .. periods − 1. */
  period: Int32Array
  /** Share of the best. */
  rating: Float64Array
  /** Hours to the end. */
  resolution: Float64Array
}

/** Purchases as columns: who, and in which period; −1: before the first. */
export interface CoursePurchases {
  n: number
  customer: Float64Array
  period: Int32Array
}

/** Fewer tickets tell nothing of a period. */
const FEWEST_TICKETS = 5
/** Fewer customers tell nothing of who comes back. */
const FEWEST_CUSTOMERS = 10

/**
 * How support and loyalty went, period by period: tickets, mean rating, geometric mean of the time to the end, and of those who bought in
 * the period before, the share who bought again. What too few tell is null.
 *
 * O(tickets + purchases).
 */
export function supportCourse(tickets: CourseTickets, purchases: CoursePurchases, periods: number): SupportCoursePoint[] {
  const counts = new Int32Array(periods)
  const ratings = means(tickets.period, tickets.rating, periods)
  const times = means(tickets.period, tickets.resolution.map(logHours), periods)
  for (const period of tickets.period) counts[period] = (counts[period] as number) + 1
  const bought = Array.from({ length: periods + 1 }, () => new Set<number>())
  purchases.period.forEach((period, i) => {
    bought[period + 1]?.add(purchases.customer[i] as number)
  })
  return Array.from(counts, (count, period): SupportCoursePoint => {
    const before = bought[period] as Set<number>
    const again = [...before].filter((customer) => bought[period + 1]?.has(customer)).length
    const time = times[period] ?? null
    return {
      tickets: count,
      rating: ratings[period] ?? null,
      resolution: time === null ? null : Math.exp(time),
      again: before.size < FEWEST_CUSTOMERS ? null : again / before.size
    }
  })
}

/** Mean by period of what is known; null where too few say it. */
function means(period: Int32Array, values: Float64Array, periods: number): (number | null)[] {
  const [sums, counts] = [new Float64Array(periods), new Int32Array(periods)]
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return
    const at = period[i] as number
    sums[at] = (sums[at] as number) + value
    counts[at] = (counts[at] as number) + 1
  })
  return Array.from(sums, (sum, at) => ((counts[at] as number) < FEWEST_TICKETS ? null : sum / (counts[at] as number)))
}
