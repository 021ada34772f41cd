import type { SupportColumns } from '../../../src/shared/model/support-columns.ts'

export interface Ticket {
  customer?: number
  day: number
  response?: number
  resolution?: number
  rating?: number
  category?: number
  subcategory?: number
  priority?: number
  channel?: number
  product?: number
  agent?: number
  open?: boolean
}

export const LAST = 20_000

/** Tickets, orders and units sold as columns, up to the day `LAST`. */
export function columnsOf(
  tickets: Ticket[],
  orders: { customer: number; day: number }[] = [],
  sold: { day: number; product: number }[] = []
): SupportColumns {
  const n = tickets.length
  const customers = Math.max(0, ...tickets.map(({ customer = 0 }) => customer), ...orders.map(({ customer }) => customer)) + 1
  const sorted = orders.toSorted((a, b) => a.customer - b.customer || a.day - b.day)
  const orderStarts = Int32Array.from({ length: customers + 1 }, (_, c) => sorted.filter(({ customer }) => customer < c).length)
  const numbers = (of: (ticket: Ticket) => number | undefined) => Float64Array.from(tickets, (ticket) => of(ticket) ?? Number.NaN)
  const codes = (of: (ticket: Ticket) => number | undefined) => Int32Array.from(tickets, (ticket) => of(ticket) ?? -1)
  return {
    lastDay: LAST,
    customers,
    orderStarts,
    orderDay: Int32Array.from(sorted, ({ day }) => day),
    orderValue: new Float64Array(sorted.length).fill(20),
    lineCustomer: new Int32Array(),
    lineCategory: new Int32Array(),
    about: [],
    returns: new Int32Array(customers),
    soldDay: Int32Array.from(sold, ({ day }) => day),
    soldProduct: Int32Array.from(sold, ({ product }) => product),
    tickets: {
      n,
      customer: codes(({ customer }) => customer),
      opened: numbers(({ day }) => day + 0.5),
      response: numbers(({ response }) => response),
      resolution: numbers(({ resolution }) => resolution),
      reopens: new Float64Array(n).fill(Number.NaN),
      rating: numbers(({ rating }) => rating),
      category: codes(({ category }) => category),
      subcategory: codes(({ subcategory }) => subcategory),
      priority: codes(({ priority }) => priority),
      channel: codes(({ channel }) => channel),
      product: codes(({ product }) => product),
      agent: codes(({ agent }) => agent),
      team: new Int32Array(n).fill(-1),
      open: Uint8Array.from(tickets, ({ open }) => (open ? 1 : 0)),
      tone: new Float64Array(n).fill(Number.NaN),
      written: new Float64Array(n).fill(Number.NaN)
    }
  }
}

/** A Poisson number, from one draw. */
export function poissonNumber(rng: () => number, mean: number): number {
  let [count, left] = [0, Math.exp(-mean)]
  for (let u = rng(); u > left; u -= left, left *= mean / count) count++
  return count
}
