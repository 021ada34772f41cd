/** Plans of subscriptions in the order of their prices, and which of them each customer had on which day. */
import type { PlanColumns } from '../../shared/model/plan-columns.ts'
import { median } from '../math/median.ts'
import { quantile } from '../math/quantile.ts'

/** Plans of a ladder, the lowest first; those of about the same price stand on one step. */
export interface PlanLevels {
  levels: number[][]
  given: boolean
}

/** What customers had of one ladder. Lists of a customer lie one after another: those of c from starts[c] to starts[c + 1]. */
export interface PlanTrack {
  customers: number
  /** The first day on which it is known who has what, and the last. */
  firstDay: number
  lastDay: number
  steps: number
  /** From this day on the customer is on this step; −1: on none. */
  starts: Int32Array
  day: Int32Array
  level: Int32Array
  /** Periods that are over: their first day, the first day after them, usage over the limit, and the step that it was of. */
  reports: Int32Array
  begin: Int32Array
  end: Int32Array
  share: Float64Array
  of: Int32Array
  /** Days for which a report tells where somebody stands. */
  fresh: number
}

const [FEWEST_CUSTOMERS, DEARER] = [8, 1.3]
const [MONTH, UNKNOWN] = [30, -1]

/**
 * What each plan costs a month: the middle of what was paid, NaN where nothing tells. Whether a price is for its interval or for a month is told by
 * the prices: dearer by at least half as much as the interval is longer, they are for the interval. O(n log n).
 */
export function monthlyPrices({ n, plan, price, months, plans }: PlanColumns): Float64Array {
  const rows = Array.from({ length: n }, (_, i) => i).filter((i) => (plan[i] as number) >= 0 && (price[i] as number) > 0)
  const middle = (of: readonly number[], value: (i: number) => number) => median(Float64Array.from(of, value))
  const lengths = [
    ...Map.groupBy(
      rows.filter((i) => (months[i] as number) > 0),
      (i) => months[i] as number
    )
  ].sort(([a], [b]) => a - b)
  const [shortest, longest] = [lengths[0], lengths.at(-1)]
  const isForInterval =
    shortest === undefined ||
    longest === undefined ||
    shortest[0] === longest[0] ||
    middle(longest[1], (i) => price[i] as number) / middle(shortest[1], (i) => price[i] as number) >= longest[0] / shortest[0] / 2
  const monthly = (i: number): number =>
    (months[i] as number) > 0 && isForInterval ? (price[i] as number) / (months[i] as number) : (price[i] as number)
  const byPlan = Map.groupBy(rows, (i) => plan[i] as number)
  return Float64Array.from({ length: plans }, (_, code) => {
    const own = byPlan.get(code)
    return own === undefined ? Number.NaN : middle(own, monthly)
  })
}

/**
 * Ladders of plans by their price: of one product where products have several plans, else of all. A step is at least 1.3 times as dear as the one
 * below it; a plan that fewer than eight customers ever had is in none.
 *
 * @param given ladders by the user's word; what is in one is not put into another. O(n + plans log plans)
 */
export function planLevels(columns: PlanColumns, prices: Float64Array, given: readonly (readonly number[])[]): PlanLevels[] {
  const { n, customer, plan, product, plans } = columns
  const had = Array.from({ length: plans }, () => new Set<number>())
  const productOf = new Int32Array(plans).fill(UNKNOWN)
  for (let i = 0; i < n; i++) {
    const code = plan[i] as number
    if (code < 0) continue
    had[code]?.add(customer[i] as number)
    productOf[code] = product[i] as number
  }
  const told = given.map((codes) => ({ levels: codes.map((code) => [code]), given: true }))
  const free = Array.from({ length: plans }, (_, code) => code).filter(
    (code) => (had[code]?.size ?? 0) >= FEWEST_CUSTOMERS && (prices[code] as number) > 0 && !given.some((codes) => codes.includes(code))
  )
  const many = (of: number) => free.filter((code) => productOf[code] === of).length
  const families = Map.groupBy(free, (code) => {
    const of = productOf[code] as number
    return many(of) > 1 ? of : UNKNOWN
  })
  const found = [...families.values()].flatMap((codes): PlanLevels[] => {
    const levels: number[][] = []
    for (const code of codes.sort((a, b) => (prices[a] as number) - (prices[b] as number) || a - b)) {
      const lowest = levels.at(-1)
      if (lowest === undefined || (prices[code] as number) >= DEARER * (prices[lowest[0] as number] as number)) levels.push([code])
      else lowest.push(code)
    }
    return levels.length > 1 ? [{ levels, given: false }] : []
  })
  return [...told, ...found]
}

interface Stretch {
  from: number
  to: number
  level: number
}

/**
 * Which step each customer was on when: of several at once the highest. A row with a period tells of that period, and of the time until the next one
 * where at most one is missing; the newest goes on. A row without one tells from its beginning to its end. O(n log n).
 */
export function planTrack(columns: PlanColumns, { levels }: PlanLevels): PlanTrack {
  const { n, customers, customer, subscription, plan, started, ended, period, share, asOf } = columns
  const levelOf = new Map(levels.flatMap((codes, level) => codes.map((code) => [code, level] as const)))
  const length = periodLength(columns)
  const follows = (i: number): boolean =>
    i + 1 < n && subscription[i + 1] === subscription[i] && (period[i + 1] as number) > (period[i] as number)
  let lastDay = 0
  for (let i = 0; i < n; i++) {
    const known = (period[i] as number) < 0 ? Math.max(started[i] as number, ended[i] as number) : (period[i] as number) + length - 1
    lastDay = Math.max(lastDay, Math.min(asOf, known))
  }
  let firstDay = Number.POSITIVE_INFINITY
  const stretches: Stretch[][] = Array.from({ length: customers }, () => [])
  const reports: { begin: number; end: number; share: number; of: number }[][] = Array.from({ length: customers }, () => [])
  const hasPeriods = period.some((day) => day >= 0)
  for (let i = 0; i < n; i++) {
    const [c, at, begun, over] = [customer[i], period[i], started[i], ended[i]] as [number, number, number, number]
    const level = levelOf.get(plan[i] as number)
    if (!hasPeriods || at >= 0) firstDay = Math.min(firstDay, at >= 0 ? at : begun)
    if (level === undefined) continue
    if (at < 0) {
      if (over < 0 || over > begun) stretches[c]?.push({ from: begun, to: over < 0 ? Number.POSITIVE_INFINITY : over, level })
      continue
    }
    const isFirst = i === 0 || subscription[i - 1] !== subscription[i]
    const next = follows(i) ? (period[i + 1] as number) : Number.POSITIVE_INFINITY
    const end = next <= at + 2 * length ? next : at + length
    const goesOn = !follows(i) && over < 0 && lastDay < at + 2 * length
    stretches[c]?.push({
      from: isFirst && begun >= 0 && begun < at + length ? begun : at,
      to: !follows(i) && over > at ? over : goesOn ? Number.POSITIVE_INFINITY : end,
      level
    })
    const isOver = Math.min(end, at + length)
    if (!Number.isNaN(share[i]) && isOver - 1 <= lastDay) reports[c]?.push({ begin: at, end: isOver, share: share[i] as number, of: level })
  }
  const tracks = stretches.map(steps)
  const sorted = reports.map((list) => list.sort((a, b) => a.end - b.end || a.share - b.share))
  const flat = sorted.flat()
  const points = tracks.flat()
  return {
    customers,
    firstDay,
    lastDay,
    steps: levels.length,
    starts: startsOf(tracks),
    day: Int32Array.from(points, ([day]) => day),
    level: Int32Array.from(points, ([, level]) => level),
    reports: startsOf(sorted),
    begin: Int32Array.from(flat, ({ begin }) => begin),
    end: Int32Array.from(flat, ({ end }) => end),
    share: Float64Array.from(flat, (report) => report.share),
    of: Int32Array.from(flat, ({ of }) => of),
    fresh: Math.max(MONTH, 2 * length)
  }
}

/** The usual number of days from one period of a subscription to the next: the shorter middle one; thirty where none follows another. */
function periodLength({ n, subscription, period }: PlanColumns): number {
  const gaps: number[] = []
  for (let i = 1; i < n; i++) {
    const gap = (period[i] as number) - (period[i - 1] as number)
    if (subscription[i] === subscription[i - 1] && (period[i - 1] as number) >= 0 && gap > 0) gaps.push(gap)
  }
  return gaps.length === 0 ? MONTH : Math.round(quantile(Float64Array.from(gaps).sort(), 0.5))
}

/** Days on which the highest of the steps changes, with what it is from then on. O(stretches²) after those that touch are put together. */
function steps(stretches: readonly Stretch[]): [day: number, level: number][] {
  const joined: Stretch[] = []
  for (const { from, to, level } of [...stretches].sort((a, b) => a.level - b.level || a.from - b.from)) {
    const before = joined.at(-1)
    if (before !== undefined && before.level === level && from <= before.to) before.to = Math.max(before.to, to)
    else joined.push({ from, to, level })
  }
  const days = [...new Set(joined.flatMap(({ from, to }) => [from, to]))].filter(Number.isFinite).sort((a, b) => a - b)
  const found: [number, number][] = []
  for (const day of days) {
    const level = joined.reduce((most, one) => (one.from <= day && day < one.to ? Math.max(most, one.level) : most), UNKNOWN)
    if (found.at(-1)?.[1] !== level) found.push([day, level])
  }
  return found
}

function startsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  let sum = 0
  return Int32Array.from([0, ...lists.map((list) => (sum += list.length))])
}
