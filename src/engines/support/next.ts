import type { SupportColumns } from '../../shared/model/support-columns.ts'
import { wilson } from '../intervals.ts'
import { delays } from './features.ts'

export interface Likely {
  /** Place of the customer. */
  customer: number
  /** Of a ticket within the horizon. */
  chance: number
  /** What the chance is made of: days since the last order, orders, and tickets up to the day. */
  since: number
  orders: number
  tickets: number
}

export interface NextToWrite {
  /** The highest chance first. */
  customers: Likely[]
  /** Among those named one horizon ago: how many times as many wrote as of all who had ordered lately; 95 % interval. */
  lift: number
  low: number
  high: number
  /** Those named one horizon ago: how many, the sum of their chances, and how many wrote. */
  before: { named: number; expected: number; came: number }
}

const HORIZON = 28
/** Orders lead to tickets for so long. */
const REACH = 90
/** How often somebody orders is known from so many days. */
const YEAR = 364
/** Fewer tickets say nothing of how long after an order they come. */
const FEWEST_TICKETS = 50
/** One in ten of those in question is named. */
const NAMED = 0.1

/**
 * Who is most likely to write within four weeks: the customer's own tickets for each order, drawn towards everybody's (gamma–Poisson, moments of the shop),
 * times the part of the time from order to ticket that falls into these weeks, for each of the orders of the last 90 days and for the orders that are to come: as
 * many as the customer's own in the last year let expect, drawn towards everybody's too. The same is done as of four weeks
 * ago, with what was known then, and held against who wrote since: that is how good it is, beside naming anybody who ordered lately.
 *
 * O(orders + tickets log tickets).
 */
export function writesNext(columns: SupportColumns): NextToWrite | null {
  const before = chancesAt(columns, columns.lastDay - HORIZON)
  const now = chancesAt(columns, columns.lastDay)
  if (before === null || now === null) return null
  const wrote = new Set<number>()
  for (let i = 0; i < columns.tickets.n; i++) {
    if ((columns.tickets.opened[i] as number) >= columns.lastDay - HORIZON + 1) wrote.add(columns.tickets.customer[i] as number)
  }
  const named = before.slice(0, Math.max(1, Math.round(NAMED * before.length)))
  const right = named.filter(({ customer }) => wrote.has(customer)).length
  const base = before.filter(({ customer }) => wrote.has(customer)).length / before.length
  if (base === 0) return null
  const [low, high] = wilson(right, named.length)
  return {
    customers: now.slice(0, Math.max(1, Math.round(NAMED * now.length))),
    lift: right / named.length / base,
    low: low / base,
    high: high / base,
    before: { named: named.length, expected: named.reduce((sum, { chance }) => sum + chance, 0), came: right }
  }
}

function chancesAt(columns: SupportColumns, day: number): Likely[] | null {
  const { orderStarts, orderDay, tickets } = columns
  const own = delays(columns)
  const known = own.filter((delay, i) => !Number.isNaN(delay) && (tickets.opened[i] as number) < day + 1).sort()
  if (known.length < FEWEST_TICKETS) return null
  const counts = new Float64Array(columns.customers)
  for (let i = 0; i < tickets.n; i++) {
    const c = tickets.customer[i] as number
    if (c >= 0 && (tickets.opened[i] as number) < day + 1) counts[c] = (counts[c] as number) + 1
  }
  const orders = new Float64Array(columns.customers)
  const [again, time] = [new Float64Array(columns.customers), new Float64Array(columns.customers)]
  const lately = new Uint8Array(columns.customers)
  for (let c = 0; c < columns.customers; c++) {
    const of = orderDay.subarray(orderStarts[c], orderStarts[c + 1]).filter((on) => on <= day)
    const year = of.filter((on) => on > day - YEAR)
    orders[c] = of.length
    lately[c] = of.some((on) => on >= day - REACH) ? 1 : 0
    // Who came for the first time within the year is known since then, and by what came after.
    const isNew = of.length > 0 && of.length === year.length
    again[c] = year.length - (isNew ? 1 : 0)
    time[c] = of.length === 0 ? 0 : isNew ? day - (of[0] as number) : YEAR
  }
  const often = drawn(counts, orders)
  const soon = drawn(again, time)
  const toCome = Float64Array.from({ length: HORIZON }, (_, left) => shareBelow(known, left + 0.5))
  const found: Likely[] = []
  for (let c = 0; c < columns.customers; c++) {
    if (lately[c] !== 1) continue
    const [shape, rate] = [often.shape(c), often.rate(c)]
    // An order that brings several tickets makes its customer write once: as many tickets of orders to come as have the same chance of none.
    const mean = shape / rate
    const writing = toCome.reduce((sum, share) => sum - Math.expm1(-mean * share), 0) / mean
    let still = (soon.shape(c) / soon.rate(c)) * writing
    let newest = REACH
    for (let at = orderStarts[c] as number; at < (orderStarts[c + 1] as number); at++) {
      const since = day - (orderDay[at] as number)
      if (since >= 0) newest = Math.min(newest, since)
      if (since >= 0 && since <= REACH) still += shareBelow(known, since + HORIZON) - shareBelow(known, since)
    }
    const chance = 1 - (rate / (rate + still)) ** shape
    found.push({ customer: c, chance, since: newest, orders: orders[c] as number, tickets: counts[c] as number })
  }
  return found.length === 0 ? null : found.sort((a, b) => b.chance - a.chance || a.customer - b.customer)
}

/** Each one's own rate, drawn towards everybody's: the posterior of a gamma–Poisson model. */
function drawn(counts: Float64Array, exposure: Float64Array): { shape: (c: number) => number; rate: (c: number) => number } {
  const { shape, rate } = prior(counts, exposure)
  return { shape: (c) => (counts[c] as number) + shape, rate: (c) => (exposure[c] as number) + rate }
}

/** Of tickets for an order, or orders for a day, over customers: mean and what varies beyond Poisson's law. */
function prior(counts: Float64Array, exposure: Float64Array): { shape: number; rate: number } {
  let [events, all] = [0, 0]
  counts.forEach((count, c) => {
    if ((exposure[c] as number) === 0) return
    events += count
    all += exposure[c] as number
  })
  const mean = (events + 1) / (all + 1)
  let [beyond, weight] = [0, 0]
  counts.forEach((count, c) => {
    const n = exposure[c] as number
    if (n === 0) return
    beyond += (count - mean * n) ** 2 - mean * n
    weight += n ** 2
  })
  const variance = Math.max(mean ** 2 / 50, beyond / Math.max(1, weight))
  return { shape: mean ** 2 / variance, rate: mean / variance }
}

function shareBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low / sorted.length
}
