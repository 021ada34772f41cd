/** Whether some come back sooner than others who are alike, when of many it is not known yet whether they come at all. */
import { tQuantile } from '../math/student-t.ts'
import type { Compared } from './beliefs.ts'

/** A wait is a row: from one order of a customer to the next one. All arrays are parallel. */
export interface Waits {
  /** Whose it is; a number from 0. */
  unit: Int32Array
  /** 1: theirs, whom the belief is about; known when the wait begins. */
  about: Uint8Array
  /** Only waits of the same stratum are compared. */
  stratum: Int32Array
  /** Days, whole and from 1: until the next order, or for as long as was looked. */
  days: Int32Array
  /** 1: the order came. */
  came: Uint8Array
}

/** On either side. */
const [FEWEST, FEWEST_CAME] = [10, 5]
const [STEPS, FARTHEST] = [40, 12]

/** Waits in the order in which they are gone through: by stratum, within it by days. Once for all parts that are looked at. O(n log n). */
export function sortedWaits({ stratum, days }: Waits): Int32Array {
  return Int32Array.from(stratum.keys()).sort(
    (a, b) => (stratum[a] as number) - (stratum[b] as number) || (days[a] as number) - (days[b] as number) || a - b
  )
}

/**
 * Proportional hazards with one cause, stratified, over the time since the last order; a customer's waits are not independent, so the error is
 * that of sums over customers. Told as days: the mean wait of the others, each stratum counted as often as theirs is, and the same curve with
 * the chance of each day multiplied; waits beyond the longest that was looked at count as that long.
 *
 * Source: D. Cox (1972), Regression models and life-tables, JRSS B 34, ties by Breslow; R. Prentice, B. Williams, A. Peterson (1981), On the
 * regression analysis of multivariate failure time data, Biometrika 68 (gap times within the number of the order); D. Lin, L. Wei (1989), The
 * robust inference for the Cox proportional hazards model, JASA 84.
 *
 * @param order as `sortedWaits` gives it
 * @param part of each row; only rows of part `which` are looked at. Null: all
 * @returns null where too few can be compared
 * O(n) for each of a few steps.
 */
export function compareWaits(waits: Waits, order: Int32Array, part: Uint8Array | null, which: number): Compared | null {
  const strata = strataOf(waits, order, part, which)
  const events = strata.flatMap((one) => one.events)
  const sides = countSides(waits, strata)
  if (Math.min(...sides.customers) < FEWEST || Math.min(...sides.came) < FEWEST_CAME) return null
  const slope = slopeOf(events)
  if (slope === null) return null
  const error = Math.sqrt(spread(waits, strata, slope.at)) / slope.information
  const freedom = Math.min(...sides.customers) - 1
  const reach = tQuantile(0.05, freedom)
  const curve = othersCurve(waits, strata)
  const mean = (log: number) => meanWait(curve, Math.exp(log))
  const others = mean(0)
  return {
    // Sooner is fewer days.
    t: error > 0 ? -slope.at / error : 0,
    freedom,
    effect: mean(slope.at) - others,
    low: mean(slope.at + reach * error) - others,
    high: mean(slope.at - reach * error) - others,
    theirs: mean(slope.at),
    others,
    shows: (times) => others - mean(times * error),
    customers: sides.customers[1],
    compared: sides.customers[0]
  }
}

/** On a day: how many were still waited for, and for how many the order came; of both sides, and of theirs. */
interface Event {
  day: number
  atRisk: number
  theirs: number
  came: number
  theirsCame: number
}

interface Stratum {
  /** Rows of both sides by days, ascending. */
  rows: Int32Array
  /** Ascending; only those on which both sides are still waited for. */
  events: Event[]
}

function strataOf({ stratum, about, days, came }: Waits, order: Int32Array, part: Uint8Array | null, which: number): Stratum[] {
  const found: Stratum[] = []
  for (let from = 0; from < order.length; ) {
    const of = stratum[order[from] as number]
    let to = from
    while (to < order.length && stratum[order[to] as number] === of) to++
    const all = order.subarray(from, to)
    const rows = part === null ? all : all.filter((row) => part[row] === which)
    from = to
    const events: Event[] = []
    let [atRisk, theirs] = [0, 0]
    for (let last = rows.length - 1; last >= 0; ) {
      const day = days[rows[last] as number] as number
      let [now, nowTheirs] = [0, 0]
      for (; last >= 0 && days[rows[last] as number] === day; last--) {
        const row = rows[last] as number
        const own = about[row] as number
        atRisk++
        theirs += own
        now += came[row] as number
        nowTheirs += own * (came[row] as number)
      }
      if (now > 0 && theirs > 0 && theirs < atRisk) events.push({ day, atRisk, theirs, came: now, theirsCame: nowTheirs })
    }
    if (events.length > 0) found.push({ rows, events: events.reverse() })
  }
  return found
}

/** Different customers of the others and of those whom it is about, and how often the next order of each side came. */
function countSides({ unit, about, came }: Waits, strata: readonly Stratum[]): { customers: [number, number]; came: [number, number] } {
  const customers = [new Set<number>(), new Set<number>()] as const
  const orders: [number, number] = [0, 0]
  for (const { rows } of strata) {
    for (const row of rows) {
      const side = about[row] === 1 ? 1 : 0
      customers[side].add(unit[row] as number)
      orders[side] += came[row] as number
    }
  }
  return { customers: [customers[0].size, customers[1].size], came: orders }
}

/** The log of the ratio of hazards at which the partial likelihood is highest, by Newton's method. */
function slopeOf(events: readonly Event[]): { at: number; information: number } | null {
  let at = 0
  for (let step = 0; step < STEPS; step++) {
    const ratio = Math.exp(at)
    let [score, information] = [0, 0]
    for (const { atRisk, theirs, came, theirsCame } of events) {
      const share = (theirs * ratio) / (atRisk - theirs + theirs * ratio)
      score += theirsCame - came * share
      information += came * share * (1 - share)
    }
    if (!(information > 0)) return null
    const move = Math.max(-2, Math.min(2, score / information))
    at += move
    if (Math.abs(at) > FARTHEST) return null
    if (Math.abs(move) < 1e-10) return { at, information }
  }
  return null
}

/** Sum over customers of the squares of what each adds to the score. */
function spread({ unit, about, days, came }: Waits, strata: readonly Stratum[], at: number): number {
  const ratio = Math.exp(at)
  const own = new Map<number, number>()
  for (const { rows, events } of strata) {
    let [next, hazard, weighted] = [0, 0, 0]
    let share = 0
    let [nextDay, lastDay] = [events[0]?.day ?? Number.POSITIVE_INFINITY, -1]
    for (const row of rows) {
      const day = days[row] as number
      while (nextDay <= day) {
        const { atRisk, theirs, came: many } = events[next] as Event
        const sum = atRisk - theirs + theirs * ratio
        share = (theirs * ratio) / sum
        hazard += many / sum
        weighted += (many * share) / sum
        lastDay = nextDay
        nextDay = events[++next]?.day ?? Number.POSITIVE_INFINITY
      }
      const x = about[row] as number
      const observed = came[row] === 1 && lastDay === day ? x - share : 0
      const residual = observed - (x === 1 ? ratio : 1) * (x * hazard - weighted)
      const u = unit[row] as number
      own.set(u, (own.get(u) ?? 0) + residual)
    }
  }
  let sum = 0
  for (const value of own.values()) sum += value * value
  return sum
}

/** Share of the others who are still waited for after each day, strata weighted by how many of theirs are in them. */
function othersCurve({ about, days, came }: Waits, strata: readonly Stratum[]): Float64Array {
  const longest = strata.reduce((most, { rows }) => Math.max(most, days[rows.at(-1) as number] as number), 0)
  const [gone, ended] = [new Float64Array(longest + 1), new Float64Array(longest + 1)]
  let all = 0
  for (const { rows } of strata) {
    const theirs = rows.reduce((sum, row) => sum + (about[row] as number), 0)
    const weight = theirs / (rows.length - theirs)
    for (const row of rows) {
      if (about[row] === 1) continue
      const day = days[row] as number
      gone[day] = (gone[day] as number) + weight
      if (came[row] === 1) ended[day] = (ended[day] as number) + weight
      all += weight
    }
  }
  const curve = new Float64Array(longest + 1).fill(1)
  for (let day = 1, atRisk = all; day <= longest; day++) {
    const hazard = atRisk > 1e-9 * all ? (ended[day] as number) / atRisk : 0
    curve[day] = (curve[day - 1] as number) * (1 - Math.min(1, hazard))
    atRisk -= gone[day] as number
  }
  return curve
}

/** Mean wait under a curve whose hazards are multiplied, up to its last day. */
function meanWait(curve: Float64Array, ratio: number): number {
  let sum = 0
  for (let day = 0; day + 1 < curve.length; day++) sum += (curve[day] as number) ** ratio
  return sum
}
