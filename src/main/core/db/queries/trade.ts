import type Database from 'better-sqlite3'
import { rest } from '../../../../shared/model/features.ts'
import type { Trade } from '../../../../shared/model/trade.ts'
import type { Purchases } from './purchases.ts'

/** What the customers did, and what its numbers stand for. */
export interface NamedTrade {
  trade: Trade
  /** Names of the categories and channels, the largest first, `rest` last where there are more. */
  categories: string[]
  channels: string[]
}

/** More shares than these say little and weigh much. */
const MOST_CATEGORIES = 8
const MOST_CHANNELS = 6

/** Orders and lines of the customers up to `cutoff` (seconds, exclusive) in the analysed currency, as columns. O(orders + order lines). */
export function loadTrade(db: Database.Database, { currency, decimals, customers }: Purchases, cutoff: number): NamedTrade {
  const indexOf = new Map(Array.from(customers, (id, i) => [id, i]))

  const orderAt = new Map<number, number>()
  const customerOf: number[] = []
  const channelNames: (string | null)[] = []
  const orders = db
    .prepare<[string], [number, number, string | null]>(
      'SELECT id, customer_id, channel FROM orders WHERE customer_id IS NOT NULL AND currency = ? ORDER BY id'
    )
    .raw()
  for (const [id, customer, channel] of orders.iterate(currency)) {
    const index = indexOf.get(customer)
    if (index === undefined) continue
    orderAt.set(id, customerOf.length)
    customerOf.push(index)
    channelNames.push(channel)
  }

  const productCategory = new Map(
    db.prepare<[], [number, string]>("SELECT id, category FROM product WHERE trim(coalesce(category, '')) <> ''").raw().all()
  )
  const most = db.prepare<[], number>('SELECT count(*) FROM order_line').pluck().get() ?? 0
  const orderOf = new Int32Array(most)
  const at = new Float64Array(most)
  const amount = new Float64Array(most)
  const kind = new Uint8Array(most)
  const product = new Float64Array(most)
  const discounted = new Uint8Array(most)
  const factor = Float64Array.from({ length: 13 }, (_, d) => 10 ** (decimals - d))
  let count = 0
  let priced = 0
  // 0 as SALE. A price is that before the discount; half a unit is rounding.
  const lines = db
    .prepare<[number], [number, number, number, number, number, number | null, number | null]>(
      `SELECT order_id, at, kind <> 'sale', amount, decimals, product_id,
              CASE WHEN unit_price IS NULL THEN NULL ELSE quantity * unit_price > written_amount + 0.5 END
       FROM order_line WHERE at < ? ORDER BY order_id, content_hash, ordinal`
    )
    .raw()
  for (const [order, moment, kindOf, units, unitDecimals, productId, isReduced] of lines.iterate(cutoff)) {
    const index = orderAt.get(order)
    if (index === undefined) continue
    orderOf[count] = index
    at[count] = moment
    kind[count] = kindOf
    amount[count] = units * (factor[unitDecimals] as number)
    product[count] = productId ?? -1
    discounted[count] = kindOf === 0 && isReduced === 1 ? 1 : 0
    if (isReduced !== null) priced++
    count++
  }
  const categoryOfLine = Array.from({ length: count }, (_, i) => productCategory.get(product[i] as number) ?? null)
  const byMoney = groupNames(categoryOfLine, (i) => (kind[i] === 0 ? (amount[i] as number) : 0), MOST_CATEGORIES)
  const byOrders = groupNames(channelNames, () => 1, MOST_CHANNELS)
  return {
    categories: byMoney.names,
    channels: byOrders.names,
    trade: {
      customers: customers.length,
      customerOf: Int32Array.from(customerOf),
      channelOf: byOrders.codes,
      orderOf: orderOf.subarray(0, count),
      at: at.subarray(0, count),
      amount: amount.subarray(0, count),
      kind: kind.subarray(0, count),
      categoryOf: byMoney.codes,
      discounted: discounted.subarray(0, count),
      categories: byMoney.names.length,
      channels: byOrders.names.length,
      knowsDiscounts: priced > 0
    }
  }
}

/**
 * Numbers for names, whatever their capitals: the heaviest get one each, all others that of the rest. A name by itself tells nobody apart:
 * fewer than two give none.
 */
export function groupNames(
  names: readonly (string | null)[],
  weightOf: (i: number) => number,
  most: number
): { names: string[]; codes: Int32Array } {
  const groups = new Map<string, { name: string; weight: number }>()
  const keys = names.map((name) => name?.trim().toLowerCase() ?? '')
  keys.forEach((key, i) => {
    if (key === '') return
    const group = groups.get(key)
    if (group) group.weight += weightOf(i)
    else groups.set(key, { name: (names[i] as string).trim(), weight: weightOf(i) })
  })
  if (groups.size < 2) return { names: [], codes: new Int32Array(names.length).fill(-1) }
  const ranked = [...groups].sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1))
  const numberOf = new Map(ranked.map(([key], i) => [key, Math.min(i, most)]))
  const kept = ranked.slice(0, most).map(([, { name }]) => name)
  return {
    names: ranked.length > most ? [...kept, rest] : kept,
    codes: Int32Array.from(keys, (key) => numberOf.get(key) ?? -1)
  }
}
