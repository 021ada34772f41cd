import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { growForest, reasonsOf, scoreRows } from '../isolation-forest.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { tTail } from '../math/student-t.ts'
import { mixShift } from '../mix-shift.ts'
import { robustZ } from '../robust-z.ts'
import { type Case, type Detector, deviationOf, firstAfter, gapsOf, meanOf, openDays, ordersWithin, type Seen } from './seen.ts'

const EIGHT_WEEKS = 56
const FOUR_WEEKS = 28
const QUARTER = 91
const A_YEAR = 365

/** Robust z of an order's score from which it is out of the pattern: fewer than one in seven hundred by chance. */
const STRANGE = 3
/** Orders before one that say what is usual, and how far back they count. */
const USUAL_ORDERS = 4
const MOST_USUAL = 30
/** How much customers vary from order to order, until their own orders say it: so many orders' worth. */
const BORROWED = 3
/** Orders that a forest is grown on are drawn from at most so many of the newest. */
const POOL = 20_000
const TREES = 100
/** Shuffles of a first, second and third look, and the p above which there is no next one. */
const LOOKS = [
  [39, 0.1],
  [499, 0.01],
  [4_999, 1]
] as const
/** A category with less than this share of what was bought before has hardly been bought. */
const HARDLY = 0.1
const SAMPLE = 256

/** In which ways an order can be out of its customer's pattern; only more than usual counts. */
export const orderFeatures = ['value', 'size', 'newCategory', 'early'] as const
const P = orderFeatures.length

/** An order that is unlike its customer's: larger, dearer, of other things. A chance to sell across. */
export const unplannedPurchase: Detector = {
  async find(seen) {
    const { history, day } = seen
    const ranked = await strangeOrders(seen)
    if (ranked === null) return []
    const { pool, data, scores, z, forest } = ranked
    return pool.flatMap(({ customer, at }, i): Case[] => {
      if ((z[i] as number) < STRANGE || (history.day[at] as number) <= day - FOUR_WEEKS) return []
      const usual = usualValue(history, customer, at)
      const value = history.value[at] as number
      if (value <= usual) return []
      const reasons = reasonsOf(forest, data.subarray(i * P, (i + 1) * P))
      const total = reasons.reduce((sum, part) => sum + Math.max(0, part), 0)
      const parts = orderFeatures.map((name, j) => [`because_${name}`, total > 0 ? Math.max(0, reasons[j] as number) / total : 0])
      return [
        {
          customer,
          score: scores[i] as number,
          window: EIGHT_WEEKS,
          detail: {
            value,
            usualValue: usual,
            orderDay: history.day[at] as number,
            items: (history.items[at + 1] as number) - (history.items[at] as number),
            category: newCategory(history, customer, at),
            strangeness: z[i] as number,
            ...Object.fromEntries(parts)
          }
        }
      ]
    })
  },
  /** It was an exception: the next order, if there was one in the weeks after, was like before again. */
  cameTrue(history, { customer, window, detail }, day) {
    const since = detail.orderDay as number
    const values = valuesWithin(history, customer, since, day + window - since)
    if (values.length === 0) return null
    const middle = Math.sqrt((detail.value as number) * Math.max(1e-9, detail.usualValue as number))
    return (values[0] as number) < middle
  }
}

/** All orders of the last year that have enough before them, and how strange each is for its customer. Null where there are too few. */
export async function strangeOrders({ history, customers, end, day, ctx }: Pick<Seen, 'history' | 'customers' | 'end' | 'day' | 'ctx'>) {
  const spread = typicalSpread({ history, customers, end })
  const rows: { customer: number; at: number }[] = []
  for (const customer of customers) {
    const [from, to] = [history.orders[customer] as number, end[customer] as number]
    for (let at = Math.max(from + USUAL_ORDERS, firstAfter(history.day, from, to, day - A_YEAR)); at < to; at++) rows.push({ customer, at })
  }
  if (rows.length < SAMPLE / 4) return null
  const pool = rows.slice(-POOL)
  const data = new Float64Array(pool.length * P)
  pool.forEach(({ customer, at }, i) => {
    data.set(featuresOf(history, customer, at, spread), i * P)
  })
  const forest = await growForest(data, pool.length, P, { trees: TREES, sample: SAMPLE }, ctx)
  const scores = await scoreRows(forest, data, pool.length, ctx)
  return { pool, data, forest, scores, z: robustZ(scores).z }
}

/** Orders of the last quarter are of other categories than those before. */
export const preferenceShift: Detector = {
  find(seen, budget) {
    const { history, customers, end, day } = seen
    const tested: (Case & { p: number })[] = []
    for (const customer of customers) {
      const to = end[customer] as number
      const start = history.orders[customer] as number
      const since = firstAfter(history.day, start, to, day - QUARTER)
      // A change of half a year ago is no longer in what was usual, if there is enough before it.
      const clear = firstAfter(history.day, start, to, day - 2 * QUARTER)
      const until = clear - start >= 4 ? clear : since
      const from = firstAfter(history.day, start, to, day - 2 * A_YEAR)
      if (to - since < 3 || until - from < 4) continue
      const found = shiftOf(history, from, until, since, to, seen.ctx.rng)
      if (found === null) continue
      const { p, parts } = found
      let [rising, falling] = [0, 0]
      parts.forEach(({ before, later }, c) => {
        if (later - before > (parts[rising]?.later ?? 0) - (parts[rising]?.before ?? 0)) rising = c
        if (later - before < (parts[falling]?.later ?? 0) - (parts[falling]?.before ?? 0)) falling = c
      })
      const [to_, from_] = [parts[rising], parts[falling]]
      if (to_ === undefined || from_ === undefined || rising === falling) continue
      tested.push({
        customer,
        p,
        score: -Math.log(p),
        window: EIGHT_WEEKS,
        detail: {
          category: rising,
          formerCategory: falling,
          before: to_.before,
          later: to_.later,
          formerBefore: from_.before,
          formerLater: from_.later,
          orders: to - since,
          formerOrders: until - from
        }
      })
    }
    const q = benjaminiHochberg(tested.map(({ p }) => p))
    return tested.filter((_, i) => (q[i] as number) <= budget).map(({ p: _p, ...one }) => one)
  },
  /** What is bought in the weeks after is nearer to the new mix than to the former one. */
  cameTrue(history, { customer, window, detail }, day) {
    const [from, to] = ordersWithin(history, customer, day, window)
    let [own, all] = [0, 0]
    for (let i = history.items[from] as number; i < (history.items[to] as number); i++) {
      const category = history.category[history.product[i] as number] as number
      if (category < 0) continue
      all++
      if (category === detail.category) own++
      else if (category === detail.formerCategory) own--
    }
    if (all === 0) return null
    const before = (detail.before as number) - (detail.formerBefore as number)
    const later = (detail.later as number) - (detail.formerLater as number)
    return own / all > (before + later) / 2
  }
}

/** The newest orders are worth clearly more, or less, than those before. */
export const spendChange: Detector = {
  find(seen, budget) {
    const { history, customers, end, day } = seen
    const tested: (Case & { p: number })[] = []
    for (const customer of customers) {
      const [from, to] = [history.orders[customer] as number, end[customer] as number]
      const split = to - 4
      if (split - from < 4 || openDays(seen, customer) > QUARTER || day - (history.day[split] as number) > 2 * QUARTER) continue
      const logs = Array.from({ length: Math.min(16, to - from) }, (_, i) => Math.log(Math.max(0.01, history.value[to - 1 - i] as number)))
      const [now, before] = [logs.slice(0, 4), logs.slice(4)]
      const change = meanOf(now) - meanOf(before)
      const [a, b] = [deviationOf(now) ** 2 / now.length, deviationOf(before) ** 2 / before.length]
      if (a + b <= 0) continue
      const freedom = (a + b) ** 2 / (a ** 2 / (now.length - 1) + b ** 2 / (before.length - 1))
      const p = tTail(change / Math.sqrt(a + b), freedom)
      tested.push({
        customer,
        p: Math.abs(change) >= Math.log(1.25) ? p : 1,
        score: -Math.log(p),
        window: EIGHT_WEEKS,
        detail: {
          value: Math.exp(meanOf(now)),
          formerValue: Math.exp(meanOf(before)),
          orders: now.length,
          formerOrders: before.length,
          usualDays: meanOf(gapsOf(seen, customer)),
          rising: Number(change > 0)
        }
      })
    }
    const q = benjaminiHochberg(tested.map(({ p }) => p))
    return tested.filter((_, i) => (q[i] as number) <= budget).map(({ p: _p, ...one }) => one)
  },
  /** What is bought in the weeks after lies on the new side of the middle. */
  cameTrue(history, { customer, window, detail }, day) {
    const values = valuesWithin(history, customer, day, window)
    if (values.length === 0) return null
    const middle = (Math.log(detail.value as number) + Math.log(detail.formerValue as number)) / 2
    const now = meanOf(values.map((value) => Math.log(Math.max(0.01, value))))
    return detail.rising === 1 ? now > middle : now < middle
  }
}

function valuesWithin(history: AlertHistory, customer: number, day: number, window: number): number[] {
  const [from, to] = ordersWithin(history, customer, day, window)
  return Array.from(history.value.subarray(from, to))
}

/** Fewer shuffles where there is plainly nothing; p stays one of a permutation test either way. */
function shiftOf(
  history: AlertHistory,
  from: number,
  until: number,
  since: number,
  to: number,
  rng: () => number
): ReturnType<typeof mixShift> {
  const category: number[] = []
  const order: number[] = []
  const orders = [...range(from, until), ...range(since, to)]
  orders.forEach((at, place) => {
    for (let i = history.items[at] as number; i < (history.items[at + 1] as number); i++) {
      const of = history.category[history.product[i] as number] as number
      if (of < 0) continue
      category.push(of)
      order.push(place)
    }
  })
  const later = Uint8Array.from(orders, (at) => Number(at >= since))
  const mix = { category: Int32Array.from(category), categories: history.categories, order: Int32Array.from(order), later }
  // More shuffles where it matters: p decides among many customers.
  let found: ReturnType<typeof mixShift> = null
  for (const [shuffles, until] of LOOKS) {
    found = mixShift(mix, shuffles, rng)
    if (found === null || found.p > until) break
  }
  return found
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** Logarithms of the value and the size of each order: every former day asks for the same. */
interface Logs {
  value: Float64Array
  size: Float64Array
}

const logsOf = ((): ((history: AlertHistory) => Logs) => {
  const known = new WeakMap<AlertHistory, Logs>()
  return (history) => {
    const found = known.get(history) ?? {
      value: history.value.map((value) => Math.log(Math.max(0.01, value))),
      size: Float64Array.from(history.value, (_, at) => Math.log((history.items[at + 1] as number) - (history.items[at] as number)))
    }
    known.set(history, found)
    return found
  }
})()

/** How much the logarithm of an order's value, and of its size, varies within a customer, typically. */
function typicalSpread({ history, customers, end }: Pick<Seen, 'history' | 'customers' | 'end'>): { value: number; size: number } {
  const logs = logsOf(history)
  let [values, sizes, freedom] = [0, 0, 0]
  for (const customer of customers) {
    const [from, to] = [history.orders[customer] as number, end[customer] as number]
    if (to - from < 2) continue
    values += deviationOf(logs.value.subarray(from, to)) ** 2 * (to - from - 1)
    sizes += deviationOf(logs.size.subarray(from, to)) ** 2 * (to - from - 1)
    freedom += to - from - 1
  }
  return { value: freedom > 0 ? values / freedom : 1, size: freedom > 0 ? sizes / freedom : 1 }
}

function usualFrom(history: AlertHistory, customer: number, at: number): number {
  return Math.max(history.orders[customer] as number, at - MOST_USUAL)
}

function usualValue(history: AlertHistory, customer: number, at: number): number {
  return Math.exp(meanOf(logsOf(history).value.subarray(usualFrom(history, customer, at), at)))
}

function featuresOf(history: AlertHistory, customer: number, at: number, spread: { value: number; size: number }): number[] {
  const from = usualFrom(history, customer, at)
  const n = at - from
  const logs = logsOf(history)
  const stands = (of: Float64Array, typical: number): number => {
    const usual = of.subarray(from, at)
    const variance = (BORROWED * typical + deviationOf(usual) ** 2 * (n - 1)) / (BORROWED + n - 1)
    return variance > 0 ? Math.max(0, ((of[at] as number) - meanOf(usual)) / Math.sqrt(variance * (1 + 1 / n))) : 0
  }
  const first = history.day[from] as number
  const gap = (history.day[at] as number) - (history.day[at - 1] as number)
  const usualGap = Math.max(1, ((history.day[at - 1] as number) - first) / Math.max(1, n - 1))
  return [stands(logs.value, spread.value), stands(logs.size, spread.size), otherness(history, from, at), Math.max(0, 1 - gap / usualGap)]
}

/** What an order, or several, went into: amounts by category. */
function byCategory(history: AlertHistory, from: number, to: number): { sums: Float64Array; all: number } {
  const sums = new Float64Array(history.categories)
  let all = 0
  for (let i = history.items[from] as number; i < (history.items[to] as number); i++) {
    const category = history.category[history.product[i] as number] as number
    if (category < 0) continue
    const amount = Math.max(0, history.amount[i] as number)
    sums[category] = (sums[category] as number) + amount
    all += amount
  }
  return { sums, all }
}

/** Share of an order that is of categories in which the customer had hardly bought. */
function otherness(history: AlertHistory, from: number, at: number): number {
  if (history.categories < 2) return 0
  const [usual, own] = [byCategory(history, from, at), byCategory(history, at, at + 1)]
  if (usual.all <= 0 || own.all <= 0) return 0
  return own.sums.reduce((sum, value, c) => sum + (value / own.all) * (1 - Math.min(1, (usual.sums[c] as number) / usual.all / HARDLY)), 0)
}

/** The category that an order is of beyond what is usual, most; −1 without categories. */
function newCategory(history: AlertHistory, customer: number, at: number): number {
  const [usual, own] = [byCategory(history, usualFrom(history, customer, at), at), byCategory(history, at, at + 1)]
  if (own.all <= 0) return -1
  const more = own.sums.map((value, c) => value / own.all - (usual.all > 0 ? (usual.sums[c] as number) / usual.all : 0))
  return more.indexOf(more.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY))
}
