/**
 * How likely an offer is to come true, told by former days: of those who stood then as somebody stands today, how many bought within the
 * horizon. What two goods have in common in baskets says nothing of that: who bought both at once is nobody to be offered the second.
 */
import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { wilson } from '../math/wilson.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const FORMER_DAYS_VERSION = 'former-days/2'

/**
 * How often somebody stood so on a former day, and how often that customer bought within the horizon after it. All former days count, not one for
 * each customer: the last on which somebody stood so is the one before buying.
 */
export interface Chance {
  hits: number
  of: number
  customers: number
  chance: number
  low: number
  high: number
}

/** Former days of each wait, and customers whom a chance must be of. */
const [PARTS, MOST_DAYS, FEWEST] = [3, 12, 30]

/** Of each product the first day on which each customer bought it. */
export type FirstPurchases = ReadonlyMap<number, ReadonlyMap<number, number>>

/** First day on which each customer bought each product. O(order items). */
export function firstPurchases({ customers, orders, day, items, product }: AlertHistory): FirstPurchases {
  const first = new Map<number, Map<number, number>>()
  for (let c = 0; c < customers; c++) {
    for (let o = orders[c] as number; o < (orders[c + 1] as number); o++) {
      for (let i = items[o] as number; i < (items[o + 1] as number); i++) {
        const code = product[i] as number
        let of = first.get(code)
        if (of === undefined) {
          of = new Map()
          first.set(code, of)
        }
        if (!of.has(c)) of.set(c, day[o] as number)
      }
    }
  }
  return first
}

/** Days whose outcome is known, the latest first, a third of the horizon apart; up to twelve, none so early that nobody could stand anywhere. */
export function formerDays({ firstDay, lastDay }: Pick<AlertHistory, 'firstDay' | 'lastDay'>, horizon: number): number[] {
  const step = Math.max(1, Math.round(horizon / PARTS))
  const days: number[] = []
  for (let day = lastDay - horizon; day >= firstDay + step && days.length < MOST_DAYS; day -= step) days.push(day)
  return days
}

/** Since when each customer has all of these, by customer. O(customers who have the rarest). */
export function haveAll(first: FirstPurchases, products: readonly number[]): Map<number, number> {
  const lists = products.map((code) => first.get(code) ?? new Map<number, number>()).sort((a, b) => a.size - b.size)
  const since = new Map<number, number>()
  for (const [c, day] of lists[0] ?? []) {
    let last = day
    for (const other of lists.slice(1)) last = Math.max(last, other.get(c) ?? Number.POSITIVE_INFINITY)
    if (last < Number.POSITIVE_INFINITY) since.set(c, last)
  }
  return since
}

/**
 * The chance that who has the first things for so many days, and not the second, buys it within the horizon. O(former days · customers who have the
 * first things).
 *
 * @param since of each customer with all of the first things, the day from which
 * @param second the day of the first purchase of the second thing, by customer
 */
export function chancesByWait(
  since: ReadonlyMap<number, number>,
  second: ReadonlyMap<number, number>,
  days: readonly number[],
  horizon: number
): (wait: number) => Chance | null {
  const tallies = waitTallies(horizon)
  for (const [c, from] of since) {
    const then = second.get(c) ?? Number.POSITIVE_INFINITY
    for (const day of days) {
      const wait = day - from
      if (wait >= 0 && wait <= horizon && then > day) tallies.add(c, wait, then <= day + horizon)
    }
  }
  return tallies.chances()
}

/**
 * Tallies by how long somebody stood so: the thirds of the horizon, and longer. Who waited longer is likely one who will not, so that a part with too
 * few customers is put together with the next longer one, the last with the one before.
 */
export function waitTallies(horizon: number) {
  const partOf = (wait: number): number => Math.min(PARTS, Math.floor((PARTS * wait) / (horizon + 1)))
  const rows: { customer: number; part: number; hit: boolean }[] = []
  return {
    /** Rows of one customer follow one another. */
    add(customer: number, wait: number, hit: boolean): void {
      rows.push({ customer, part: partOf(wait), hit })
    },
    chances(): (wait: number) => Chance | null {
      const of = (from: number, to: number): Chance | null => {
        const tally = standingTally()
        for (const { customer, part, hit } of rows) if (part >= from && part <= to) tally.add(customer, hit)
        return tally.chance()
      }
      const found: (Chance | null)[] = []
      for (let part = PARTS; part >= 0; part--) {
        let chance: Chance | null = null
        for (let to = part; to <= PARTS && chance === null; to++) chance = of(part, to)
        for (let from = part - 1; from >= 0 && chance === null; from--) chance = of(from, PARTS)
        found[part] = chance
      }
      return (wait) => found[partOf(wait)] ?? null
    }
  }
}

export interface StandingTally {
  /** Rows of one customer follow one another. */
  add(customer: number, hit: boolean): void
  /** Wilson's interval for as many as there are customers, since what one does on several days is one habit; null below thirty. */
  chance(): Chance | null
}

export function standingTally(): StandingTally {
  let [hits, of, customers, last] = [0, 0, 0, -1]
  return {
    add(customer, hit) {
      of++
      if (hit) hits++
      if (customer !== last) customers++
      last = customer
    },
    chance() {
      if (customers < FEWEST) return null
      const chance = hits / of
      const { low, high } = wilson(chance * customers, customers)
      return { hits, of, customers, chance, low, high }
    }
  }
}

/** What would have sold so often at its pace, and sold at less than a quarter of it in the weeks asked of, is out of season. */
const [FEWEST_SALES, SLOW, YEAR, LATELY] = [8, 0.25, 365, 30]

/**
 * Whether something is out of season: in the weeks of last year that are ahead now it sold at less than a quarter of its pace of the year. Where no year
 * is known, or the thing was not sold yet when those weeks began, last year tells nothing: then it is out of season if it sold in the last thirty days at
 * less than a quarter of its pace since its first sale. What would have sold fewer than eight times at its pace is never said to be. O(order items) once,
 * O(codes) each time.
 */
export function outOfSeason(
  { day, items, product, firstDay, lastDay }: AlertHistory,
  horizon: number
): (codes: readonly number[]) => boolean {
  const isYear = lastDay - firstDay >= YEAR
  // As if the year came again.
  const [begin, ahead] = [lastDay + 1 - YEAR, lastDay - YEAR + Math.min(horizon, YEAR)]
  const lately = lastDay + 1 - LATELY
  const sold = new Map<number, Sales>()
  for (let o = 0; o < day.length; o++) {
    const at = day[o] as number
    for (let i = items[o] as number; i < (items[o + 1] as number); i++) {
      const code = product[i] as number
      const sales = sold.get(code) ?? { ...unsold }
      sold.set(code, sales)
      sales.first = Math.min(sales.first, at)
      sales.all++
      if (at >= begin) sales.year++
      if (at >= begin && at <= ahead) sales.ahead++
      if (at >= lately) sales.lately++
    }
  }
  const isSlow = (then: number, expected: number): boolean => expected >= FEWEST_SALES && then < SLOW * expected
  return (codes) => {
    const { first, all, year, ahead: then, lately: last } = codes.map((code) => sold.get(code) ?? unsold).reduce(together, unsold)
    if (isYear && !isSlow(then, (year * (ahead - begin + 1)) / YEAR)) return false
    if (isYear && first <= begin) return true
    return isSlow(last, all * Math.min(1, LATELY / (lastDay - first + 1)))
  }
}

/** First day and number of sales: of all time, of the last year, of its weeks that are ahead now, of the last thirty days. */
interface Sales {
  first: number
  all: number
  year: number
  ahead: number
  lately: number
}

const unsold: Readonly<Sales> = { first: Number.POSITIVE_INFINITY, all: 0, year: 0, ahead: 0, lately: 0 }

const together = (a: Sales, b: Sales): Sales => ({
  first: Math.min(a.first, b.first),
  all: a.all + b.all,
  year: a.year + b.year,
  ahead: a.ahead + b.ahead,
  lately: a.lately + b.lately
})
