import type { SupportColumns } from '../../shared/model/support-columns.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { poissonTail } from './poisson.ts'

export interface RisingParams {
  /** Share of what is called rising that may be chance. */
  q: number
}

/** An issue that comes more often than it used to. */
export interface Rising {
  /** Codes; −1: tickets name no product, or no category. */
  product: number
  category: number
  /** First day of the rise. */
  fromDay: number
  /** Customers who wrote about it since. */
  tickets: number
  expected: number
  ratio: number
  /** 95 % interval of the ratio. */
  low: number
  high: number
  q: number
  /** Tickets in each of the last weeks, the oldest first; what was expected of each. */
  weeks: number[]
  expectedWeeks: number[]
}

const DAYS = 7
/** A rise began within so many weeks, and is held against at least so many before, at most a year. */
const LONGEST = 13
const [SHORTEST_HISTORY, HISTORY] = [8, 52]
/** What is sold leads to tickets for so many weeks. */
const REACH = 4
/** Fewer tickets are never a rise. */
const FEWEST = 4
/** The ratio, and the least that it can be with 95 %. */
const [LEAST_RATIO, LEAST_LOW] = [1.5, 1.2]
/** What rose must be there still: in the last three weeks. */
const NOW = 3
/** The history of a cell counts as if half a ticket more had come in it. */
const PRIOR = 0.5

/**
 * Issues (product × category) that rise: customers are counted who write about it, each once in 13 weeks, since one who writes five times is one
 * trouble. For each, the start within the last 13 weeks is sought from which they exceed most clearly what their
 * own history lets expect. Expected are customers for each unit sold in the four weeks up to then (what sells more is written about more), times how the
 * category moved for other products at the same time (a late courier or a season is no matter of one product). Counts vary more than Poisson's law where
 * the history did. Of all issues that had any ticket, and all starts that were tried, Benjamini and Hochberg's procedure keeps the share of false ones.
 *
 * O(tickets + units sold + issues × weeks).
 */
export function findRising(columns: SupportColumns, { q }: RisingParams): Rising[] {
  const { tickets, lastDay } = columns
  const weekOf = (day: number) => Math.floor((lastDay - day) / DAYS)
  const first = tickets.opened.reduce((least, day) => (day < least ? day : least), Number.POSITIVE_INFINITY)
  if (!Number.isFinite(first)) return []
  const weeks = Math.min(HISTORY + LONGEST, weekOf(Math.floor(first)))
  if (weeks < SHORTEST_HISTORY + 1) return []
  const cells = new Map<string, { product: number; category: number; counts: Float64Array }>()
  const ofCategory = new Map<number, Float64Array>()
  const lastBy = new Map<string, number>()
  for (const i of Array.from(tickets.opened.keys()).sort(
    (a, b) => (tickets.opened[a] as number) - (tickets.opened[b] as number) || a - b
  )) {
    const week = weekOf(Math.floor(tickets.opened[i] as number))
    if (!(week < weeks)) continue
    const [product, category] = [tickets.product[i] as number, tickets.category[i] as number]
    if (product < 0 && category < 0) continue
    const key = `${product} ${category}`
    const customer = tickets.customer[i] as number
    if (customer >= 0) {
      const before = lastBy.get(`${customer} ${key}`)
      lastBy.set(`${customer} ${key}`, week)
      if (before !== undefined && before - week <= LONGEST) continue
    }
    const cell = cells.get(key) ?? { product, category, counts: new Float64Array(weeks) }
    cells.set(key, cell)
    cell.counts[week] = (cell.counts[week] as number) + 1
    const all = ofCategory.get(category) ?? new Float64Array(weeks)
    ofCategory.set(category, all)
    all[week] = (all[week] as number) + 1
  }
  const sold = unitsSold(columns, weeks)
  const found: (Omit<Rising, 'q'> & { p: number })[] = []
  for (const { product, category, counts } of cells.values()) {
    const own = product < 0 ? null : (sold.byProduct.get(product) ?? null)
    const others = ofCategory.get(category) as Float64Array
    const rise = riseOf(counts, exposure(own ?? sold.all, weeks), product < 0 ? null : others, exposure(sold.all, weeks))
    if (rise !== null) found.push({ product, category, fromDay: lastDay - (rise.weeks + 1) * DAYS + 1, ...rise.told })
  }
  const corrected = benjaminiHochberg(found.map(({ p }) => p))
  return found
    .map(({ p: _p, ...rising }, i) => ({ ...rising, q: corrected[i] as number }))
    .filter(
      (rising) => rising.q <= q && rising.tickets >= FEWEST && rising.ratio >= LEAST_RATIO && rising.low >= LEAST_LOW && isThere(rising)
    )
    .sort((a, b) => a.q - b.q || b.tickets - a.tickets || a.product - b.product || a.category - b.category)
}

function isThere({ weeks, expectedWeeks }: Rising): boolean {
  const total = (values: number[]) => values.slice(-NOW).reduce((all, value) => all + value, 0)
  return total(weeks) >= Math.max(1, LEAST_RATIO * total(expectedWeeks))
}

interface Sold {
  all: Float64Array
  byProduct: Map<number, Float64Array>
}

/** Units by week, the last one first; those before the weeks that are looked at count to none. */
function unitsSold({ soldDay, soldProduct, lastDay }: SupportColumns, weeks: number): Sold {
  const length = weeks + REACH
  const all = new Float64Array(length)
  const byProduct = new Map<number, Float64Array>()
  for (let i = 0; i < soldDay.length; i++) {
    const week = Math.floor((lastDay - (soldDay[i] as number)) / DAYS)
    if (week >= length) continue
    all[week] = (all[week] as number) + 1
    const product = soldProduct[i] as number
    const own = byProduct.get(product) ?? new Float64Array(length)
    byProduct.set(product, own)
    own[week] = (own[week] as number) + 1
  }
  return { all, byProduct }
}

/** What can lead to tickets in each week: units sold in it and the weeks before. One a week where nothing was sold at all. */
function exposure(sold: Float64Array, weeks: number): Float64Array {
  const reach = Float64Array.from({ length: weeks }, (_, week) => sold.subarray(week, week + REACH).reduce((sum, units) => sum + units, 0))
  return reach.some((units) => units > 0) ? reach.map((units) => units + 1) : reach.fill(1)
}

interface Rise {
  weeks: number
  told: Omit<Rising, 'product' | 'category' | 'fromDay' | 'q'> & { p: number }
}

function riseOf(counts: Float64Array, units: Float64Array, others: Float64Array | null, allUnits: Float64Array): Rise | null {
  const weeks = counts.length
  let best: Rise | null = null
  let [recent, recentUnits] = [0, 0]
  const most = Math.min(LONGEST, weeks - SHORTEST_HISTORY)
  for (let length = 1; length <= most; length++) {
    recent += counts[length - 1] as number
    recentUnits += units[length - 1] as number
    if (recent < FEWEST || (counts[length - 1] as number) === 0) continue
    const history = sum(counts, length, weeks)
    const rate = (history + PRIOR) / sum(units, length, weeks)
    const moved = others === null ? 1 : movement(counts, others, allUnits, length)
    const expected = rate * recentUnits * moved
    const wide = dispersion(counts, units, length)
    // Tried once for each start: the smallest of the chances counts as often as it was tried.
    const p = Math.min(1, poissonTail(recent / wide, expected / wide) * most)
    if (best !== null && p >= best.told.p) continue
    const [low, high] = ratioInterval(recent, history + PRIOR, expected, wide)
    best = {
      weeks: length - 1,
      told: {
        p,
        tickets: recent,
        expected,
        ratio: recent / expected,
        low,
        high,
        weeks: Array.from(counts.subarray(0, Math.min(weeks, 26))).reverse(),
        expectedWeeks: Array.from(units.subarray(0, Math.min(weeks, 26)), (unit) => rate * unit).reverse()
      }
    }
  }
  return best
}

/** How much more the category is written about elsewhere than in the history; only a rise counts, as long as it is one beyond the few. */
function movement(own: Float64Array, all: Float64Array, units: Float64Array, length: number): number {
  const weeks = own.length
  const [now, before] = [sum(all, 0, length) - sum(own, 0, length), sum(all, length, weeks) - sum(own, length, weeks)]
  const usual = ((before + 1) / sum(units, length, weeks)) * sum(units, 0, length)
  return Math.max(1, (now + 1) / (usual + 1))
}

/** How many times Poisson's variance the weeks of the history have, 1 at least. */
function dispersion(counts: Float64Array, units: Float64Array, from: number): number {
  const weeks = counts.length
  const rate = (sum(counts, from, weeks) + PRIOR) / sum(units, from, weeks)
  let squares = 0
  for (let week = from; week < weeks; week++) {
    const expected = rate * (units[week] as number)
    squares += ((counts[week] as number) - expected) ** 2 / expected
  }
  return Math.max(1, squares / Math.max(1, weeks - from - 1))
}

/** By the standard error of the logarithm of a ratio of two counts. */
function ratioInterval(recent: number, history: number, expected: number, wide: number): [number, number] {
  const error = 1.959963984540054 * Math.sqrt(wide * (1 / recent + 1 / history))
  const ratio = recent / expected
  return [ratio * Math.exp(-error), ratio * Math.exp(error)]
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0
  for (let at = from; at < to; at++) total += values[at] as number
  return total
}
