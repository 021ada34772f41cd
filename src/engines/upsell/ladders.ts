import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { median } from '../math/median.ts'
import { fisherGreater } from '../rules/measures.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const LADDERS_VERSION = 'ladders/2'

export interface Step {
  from: number
  to: number
  /** Customers who had the lower one first, and the higher one first; and those with the higher one. */
  up: number
  down: number
  buyers: number
  /** What one costs beside the other. */
  priceRatio: number
  ready: Readiness | null
}

/** What customers have done who take the step, found in earlier orders and confirmed in later ones. */
export interface Readiness {
  /** −1: the category does not matter. */
  category: number
  count: number
  days: number
  /** Share of orders with the step among those who are ready, and among the others; of the later orders. */
  readyHits: number
  readyOrders: number
  otherHits: number
  otherOrders: number
}

export interface Ladder {
  category: number
  /** Products, the lowest first. */
  products: number[]
  /** The user says that it is one: nothing was asked of its steps but who is ready for them. */
  given: boolean
  steps: Step[]
}

const EARLY = 0.7
const FEWEST_BUYERS = 8
const [FEWEST_UP, MOSTLY_UP, MOSTLY_OWNED, DEARER] = [6, 0.85, 0.5, 1.3]
const COUNTS = [1, 2, 3, 4, 6]
const DAYS = [0, 30, 60, 90, 120]

/**
 * Ladders of products: in one category, a dearer thing whose buyers mostly had the cheaper one before, hardly ever after. That alone is
 * also so of anything popular and something rare; so most buyers of the dearer one must have had the cheaper one, in earlier and in later orders.
 *
 * @param given ladders by the user's word, the lowest product first; they come first, and what is in one is not looked for again
 * O(order items + pairs of a category · its buyers).
 */
export function findLadders(history: AlertHistory, given: readonly (readonly number[])[] = []): Ladder[] {
  const { customers, orders, day, items, product, amount, category, firstDay, lastDay } = history
  const splitDay = firstDay + Math.floor((lastDay - firstDay) * EARLY)
  const first = new Map<number, Map<number, number>>()
  const paid = new Map<number, number[]>()
  for (let c = 0; c < customers; c++) {
    for (let o = orders[c] as number; o < (orders[c + 1] as number); o++) {
      for (let i = items[o] as number; i < (items[o + 1] as number); i++) {
        const code = product[i] as number
        const of = first.get(code) ?? new Map<number, number>()
        first.set(code, of)
        if (!of.has(c)) of.set(c, day[o] as number)
        const list = paid.get(code) ?? []
        paid.set(code, list)
        list.push(amount[i] as number)
      }
    }
  }
  const price = (code: number): number => median(Float64Array.from(paid.get(code) ?? []))
  const sold = [...first.keys()].filter((code) => (first.get(code)?.size ?? 0) >= FEWEST_BUYERS && (category[code] ?? -1) >= 0)
  const steps: Step[] = []
  for (const [, codes] of Map.groupBy(sold, (code) => category[code] as number)) {
    const dear = codes.map((code) => ({ code, price: price(code) })).sort((a, b) => a.price - b.price || a.code - b.code)
    for (const [at, higher] of dear.entries()) {
      for (const lower of dear.slice(0, at)) {
        if (!(higher.price >= DEARER * lower.price) || !(lower.price > 0)) continue
        const step = stepOf(first.get(lower.code) as Map<number, number>, first.get(higher.code) as Map<number, number>, splitDay)
        if (step) steps.push({ from: lower.code, to: higher.code, ...step, priceRatio: higher.price / lower.price, ready: null })
      }
    }
  }
  const bought = (code: number) => first.get(code) ?? new Map<number, number>()
  const told = given.map((products): Ladder => {
    const pairs = products.slice(1).map((to, i) => ({ from: products[i] as number, to }))
    return {
      category: category[products[0] as number] ?? -1,
      products: [...products],
      given: true,
      steps: pairs.map(({ from, to }) => {
        const { all } = countSteps(bought(from), bought(to), splitDay)
        return { from, to, ...all, priceRatio: price(to) / price(from), ready: null }
      })
    }
  })
  const isTold = ({ from, to }: Step): boolean => given.some((products) => products.includes(from) && products.includes(to))
  const found = chains(
    steps.filter((step) => !isTold(step)),
    category
  )
  return [...told, ...found].map((ladder) => ({
    ...ladder,
    steps: ladder.steps.map((step) => ({ ...step, ready: readinessOf(history, step, splitDay) }))
  }))
}

type Counts = Pick<Step, 'up' | 'down' | 'buyers'>

function stepOf(lower: Map<number, number>, higher: Map<number, number>, splitDay: number): Counts | null {
  const holds = ({ up, down, buyers }: Counts, least: number): boolean =>
    up >= least && up >= MOSTLY_UP * (up + down) && up >= MOSTLY_OWNED * buyers
  const { early, late, all } = countSteps(lower, higher, splitDay)
  return holds(all, FEWEST_UP) && holds(early, 2) && holds(late, 2) ? all : null
}

/** Who had which of two products first, by when the higher one was bought. */
function countSteps(lower: Map<number, number>, higher: Map<number, number>, splitDay: number): Record<'early' | 'late' | 'all', Counts> {
  const none: Counts = { up: 0, down: 0, buyers: 0 }
  const [early, late] = [{ ...none }, { ...none }]
  for (const [c, then] of higher) {
    const part = then <= splitDay ? early : late
    part.buyers++
    const before = lower.get(c)
    if (before === undefined) continue
    if (before < then) part.up++
    else if (before > then) part.down++
  }
  return { early, late, all: { up: early.up + late.up, down: early.down + late.down, buyers: early.buyers + late.buyers } }
}

/** Steps put together: from each product to the next dearer one that follows it. */
function chains(steps: readonly Step[], category: Int32Array): Ladder[] {
  const nearest = new Map<number, Step>()
  for (const step of steps) {
    const known = nearest.get(step.from)
    if (!known || step.priceRatio < known.priceRatio) nearest.set(step.from, step)
  }
  const reached = new Set([...nearest.values()].map(({ to }) => to))
  return [...nearest.keys()]
    .filter((code) => !reached.has(code))
    .map((start) => {
      const products = [start]
      const taken: Step[] = []
      for (let step = nearest.get(start); step; step = nearest.get(step.to)) {
        products.push(step.to)
        taken.push(step)
      }
      return { category: category[start] as number, products, given: false, steps: taken }
    })
}

interface Moment {
  late: boolean
  hit: boolean
  days: number
  counts: Map<number, number>
}

/** What tells who takes a step at an order: so many items of a category, and so many days, since the lower thing was bought. */
function readinessOf(history: AlertHistory, { from, to }: Step, splitDay: number): Readiness | null {
  const moments: Moment[] = []
  for (let c = 0; c < history.customers; c++) moments.push(...momentsOf(history, c, from, to, splitDay))
  const [early, late] = [moments.filter((moment) => !moment.late), moments.filter((moment) => moment.late)]
  const categories = [...new Set(moments.flatMap(({ counts }) => [...counts.keys()]))].sort((a, b) => a - b)
  let best: { category: number; count: number; days: number; p: number } | null = null
  for (const category of categories) {
    for (const count of COUNTS) {
      for (const days of DAYS) {
        const table = split(early, category, count, days)
        if (table.readyOrders < 10 || table.readyHits < 3) continue
        const p = tableP(table)
        if (!best || p < best.p) best = { category, count, days, p }
      }
    }
  }
  if (!best || best.p > 1e-4) return null
  const { category, count, days } = best
  const confirmed = split(late, category, count, days)
  return tableP(confirmed) < 0.01 ? { category, count, days, ...confirmed } : null
}

function momentsOf(
  { orders, day, items, product, category }: AlertHistory,
  c: number,
  from: number,
  to: number,
  splitDay: number
): Moment[] {
  const found: Moment[] = []
  let since = -1
  const counts = new Map<number, number>()
  for (let o = orders[c] as number; o < (orders[c + 1] as number); o++) {
    const [first, last] = [items[o] as number, items[o + 1] as number]
    const bought = product.subarray(first, last)
    const hit = bought.includes(to)
    if (since >= 0 && (day[o] as number) > since) {
      found.push({ late: (day[o] as number) > splitDay, hit, days: (day[o] as number) - since, counts: new Map(counts) })
    }
    if (hit) return found
    if (since < 0 && bought.includes(from)) since = day[o] as number
    else if (since >= 0) for (const code of bought) counts.set(category[code] as number, (counts.get(category[code] as number) ?? 0) + 1)
  }
  return found
}

type Table = Pick<Readiness, 'readyHits' | 'readyOrders' | 'otherHits' | 'otherOrders'>

function split(moments: readonly Moment[], category: number, count: number, days: number): Table {
  const table = { readyHits: 0, readyOrders: 0, otherHits: 0, otherOrders: 0 }
  for (const moment of moments) {
    const ready = moment.days >= days && (moment.counts.get(category) ?? 0) >= count
    if (ready) {
      table.readyOrders++
      if (moment.hit) table.readyHits++
    } else {
      table.otherOrders++
      if (moment.hit) table.otherHits++
    }
  }
  return table
}

function tableP({ readyHits, readyOrders, otherHits, otherOrders }: Table): number {
  return fisherGreater(readyHits, readyOrders, readyHits + otherHits, readyOrders + otherOrders)
}

/** Where a customer stands on a day: since when the lower thing is there, what was counted since, and from which day it was enough; −1: it is not. */
export interface Standing {
  since: number
  count: number
  readyFrom: number
  /** Day of the last order. */
  last: number
}

/** Null without the lower thing or with the higher one. O(its orders). */
export function standingOn(history: AlertHistory, c: number, { from, to, ready }: Step, on: number = history.lastDay): Standing | null {
  const { orders, day, items, product, category } = history
  const found: Standing = { since: -1, count: 0, readyFrom: -1, last: -1 }
  for (let o = orders[c] as number; o < (orders[c + 1] as number) && (day[o] as number) <= on; o++) {
    const at = day[o] as number
    found.last = at
    const bought = product.subarray(items[o], items[o + 1])
    if (bought.includes(to)) return null
    if (found.since < 0 && bought.includes(from)) found.since = at
    else if (found.since >= 0 && ready) for (const code of bought) if (category[code] === ready.category) found.count++
    const isEnough = found.since >= 0 && ready !== null && found.count >= ready.count
    if (isEnough && found.readyFrom < 0) found.readyFrom = Math.max(at, found.since + ready.days)
  }
  if (found.readyFrom > on) found.readyFrom = -1
  return found.since < 0 ? null : found
}
