/** Made-up customers as the columns that alerts are found in. */
import type { EngineContext } from '../../src/engines/context.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import type { AlertHistory } from '../../src/shared/model/alert-columns.ts'

export interface MadeOrder {
  day: number
  value?: number
  /** Number of the category of each product in it; the product has the same number. */
  items?: number[]
  channel?: number
}

export interface MadeCustomer {
  orders: MadeOrder[]
  troubles?: number[]
  visits?: number[]
  contacts?: { day: number; channel: number; answered?: boolean }[]
  segment?: number
}

export function historyOf(customers: readonly MadeCustomer[], lastDay: number, categories = 0): AlertHistory {
  const rows = customers.flatMap(({ orders }) => orders)
  const items = rows.map((order) => order.items ?? [0])
  const starts = (lists: readonly (readonly unknown[])[]): Int32Array => {
    let sum = 0
    return Int32Array.from([0, ...lists.map((list) => (sum += list.length))])
  }
  const products = Math.max(1, categories)
  return {
    customers: customers.length,
    firstDay: rows.reduce((least, { day }) => Math.min(least, day), lastDay),
    lastDay,
    orders: starts(customers.map(({ orders }) => orders)),
    day: Int32Array.from(rows, ({ day }) => day),
    value: Float64Array.from(rows, ({ value }) => value ?? 20),
    channel: Int32Array.from(rows, ({ channel }) => channel ?? -1),
    items: starts(items),
    product: Int32Array.from(items.flat()),
    amount: Float64Array.from(rows.flatMap(({ value }, i) => (items[i] as number[]).map((_, __, all) => (value ?? 20) / all.length))),
    category: Int32Array.from({ length: products }, (_, i) => (categories > 0 ? i : -1)),
    troubles: starts(customers.map(({ troubles }) => troubles ?? [])),
    troubleDay: Int32Array.from(customers.flatMap(({ troubles }) => troubles ?? [])),
    visits: starts(customers.map(({ visits }) => visits ?? [])),
    visitDay: Int32Array.from(customers.flatMap(({ visits }) => visits ?? [])),
    isGoods: new Uint8Array(products).fill(1),
    contacts: starts(customers.map(({ contacts }) => contacts ?? [])),
    contactDay: Int32Array.from(customers.flatMap(({ contacts }) => (contacts ?? []).map(({ day }) => day))),
    contactChannel: Int32Array.from(customers.flatMap(({ contacts }) => (contacts ?? []).map(({ channel }) => channel))),
    contactAnswered: Int8Array.from(
      customers.flatMap(({ contacts }) => (contacts ?? []).map(({ answered }) => (answered === undefined ? -1 : Number(answered))))
    ),
    contactChannels: customers.flatMap(({ contacts }) => contacts ?? []).reduce((most, { channel }) => Math.max(most, channel + 1), 0),
    segment: Int32Array.from(customers, ({ segment }) => segment ?? -1),
    categories,
    channels: rows.reduce((most, { channel }) => Math.max(most, (channel ?? -1) + 1), 0),
    segments: customers.reduce((most, { segment }) => Math.max(most, (segment ?? -1) + 1), 0)
  }
}

/** Orders about every `gap` days from `from` to `to`, a little irregular, by an own stream of numbers. */
export function regular(from: number, to: number, gap: number, seed: number, spread = 0.2): MadeOrder[] {
  const rng = seededRng(seed)
  const orders: MadeOrder[] = []
  for (let day = from + gap * rng(); day <= to; day += Math.max(1, gap * (1 + spread * (2 * rng() - 1))))
    orders.push({ day: Math.floor(day) })
  return orders
}

export function engineContext(seed = 1): EngineContext {
  return { signal: new AbortController().signal, onProgress: () => {}, rng: seededRng(seed), now: () => 0 }
}
