import type { SupportColumns } from '../../shared/model/support-columns.ts'
import { wilson } from '../intervals.ts'
import { delays } from './features.ts'

export interface NextToWrite {
  /** Place of the customer, and the chance of a ticket within the horizon, the highest first. */
  customers: { customer: number; chance: number }[]
  /** Among those named one horizon ago: how many times as many wrote as of all who had ordered lately; 95 % interval. */
  lift: number
  low: number
  high: number
}

const HORIZON = 28
/** Orders lead to tickets for so long. */
const REACH = 90
/** Fewer tickets say nothing of how long after an order they come. */
const FEWEST_TICKETS = 50
/** One in ten of those in question is named. */
const NAMED = 0.1

/**
 * Who will probably write within four weeks: the customer's own tickets for each order, drawn towards everybody's (gamma–Poisson, moments of the shop),
 * times the part of the time from order to ticket that is still to come for each of the orders of the last 90 days. The same is done as of four weeks
 * ago, with what was known then, and held against who wrote since: that is how good it is, beside naming anybody who ordered lately.
 *
 * O(orders + tickets).
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
    high: high / base
  }
}

function chancesAt(columns: SupportColumns, day: number): { customer: number; chance: number }[] | null {
  const { orderStarts, orderDay, tickets } = columns
  const own = delays(columns)
  const known = own.filter((delay, i) => !Number.isNaN(delay) && (tickets.opened[i] as number) < day + 1).sort()
  if (known.length < FEWEST_TICKETS) return null
  const counts = new Float64Array(columns.customers)
  for (let i = 0; i < tickets.n; i++) {
    const c = tickets.customer[i] as number
    if (c >= 0 && (tickets.opened[i] as number) < day + 1) counts[c] = (counts[c] as number) + 1
  }
  const orders = Float64Array.from({ length: columns.customers }, (_, c) => {
    let n = 0
    for (let at = orderStarts[c] as number; at < (orderStarts[c + 1] as number); at++) if ((orderDay[at] as number) <= day) n++
    return n
  })
  const { shape, rate } = prior(counts, orders)
  const found: { customer: number; chance: number }[] = []
  for (let c = 0; c < columns.customers; c++) {
    let still = 0
    let lately = false
    for (let at = orderStarts[c] as number; at < (orderStarts[c + 1] as number); at++) {
      const since = day - (orderDay[at] as number)
      if (since < 0 || since > REACH) continue
      lately = true
      still += shareBelow(known, since + HORIZON) - shareBelow(known, since)
    }
    if (!lately) continue
    const often = ((counts[c] as number) + shape) / ((orders[c] as number) + rate)
    found.push({ customer: c, chance: 1 - Math.exp(-often * still) })
  }
  return found.length === 0 ? null : found.sort((a, b) => b.chance - a.chance || a.customer - b.customer)
}

/** Of tickets for an order, over customers: mean and what varies beyond Poisson's law. */
function prior(counts: Float64Array, orders: Float64Array): { shape: number; rate: number } {
  let [tickets, all] = [0, 0]
  counts.forEach((count, c) => {
    if ((orders[c] as number) === 0) return
    tickets += count
    all += orders[c] as number
  })
  const mean = (tickets + 1) / (all + 1)
  let [beyond, weight] = [0, 0]
  counts.forEach((count, c) => {
    const n = orders[c] as number
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
