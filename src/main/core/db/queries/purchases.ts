import type Database from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { analysedCurrency } from './settings.ts'

/** What each customer bought up to the end of a day, in one currency; arrays are parallel, in the order of the customers' ids. */
export interface Purchases {
  currency: string
  /** Amounts are whole numbers in units of 10^-decimals. */
  decimals: number
  customers: Float64Array
  /** Orders with at least one sale line. */
  orders: Float64Array
  /** Amount of all lines. */
  net: Float64Array
  /** Amount of the sale lines. */
  gross: Float64Array
  /** Days since 1970-01-01 of the first and the last sale. */
  firstDay: Float64Array
  lastDay: Float64Array
  /** Customers who are not among them. */
  without: { noPurchase: LeftOut; otherCurrency: LeftOut }
}

/** How many, and the code of the first. */
export interface LeftOut {
  count: number
  example: string
}

const SECONDS_A_DAY = 86_400

/** The day's number since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / 1000 / SECONDS_A_DAY
}

/** Customers with a sale up to the end of `asOf` in the analysed currency. O(customers), or O(order lines) when `asOf` lies before the newest line. */
export function loadPurchases(db: Database.Database, asOf: IsoDate): Purchases {
  const currency = analysedCurrency(db)
  const decimals = decimalsOf(db, currency)
  const cutoff = (dayNumber(asOf) + 1) * SECONDS_A_DAY
  const newest = db.prepare<[], number | null>('SELECT last_at FROM workspace_summary').pluck().get() ?? null
  const rows = newest !== null && newest < cutoff ? fromSummary(db, currency) : fromLines(db, currency, decimals, cutoff)
  const column = (index: number, map: (value: number) => number = (value) => value) =>
    Float64Array.from(rows, (row) => map(row[index] ?? 0))
  const day = (at: number) => Math.floor(at / SECONDS_A_DAY)
  const customers = column(0)
  return {
    currency,
    decimals,
    customers,
    orders: column(1),
    net: column(2),
    gross: column(3),
    firstDay: column(4, day),
    lastDay: column(5, day),
    without: leftOut(db, customers, cutoff)
  }
}

/** As many decimals as any stored amount of the currency has; none without data. */
function decimalsOf(db: Database.Database, currency: string): number {
  return db.prepare<[string], number>('SELECT decimals FROM currency WHERE code = ?').pluck().get(currency) ?? 0
}

/** id, orders, net, gross (both in units of the currency's decimals), first and last sale. */
type Row = number[]

function fromSummary(db: Database.Database, currency: string): Row[] {
  return db
    .prepare<[string], Row>(
      `SELECT customer_id, orders, net, gross, first_at, last_at
       FROM customer_summary WHERE currency = ? AND orders > 0 ORDER BY customer_id`
    )
    .raw()
    .all(currency)
}

function fromLines(db: Database.Database, currency: string, decimals: number, cutoff: number): Row[] {
  const factors = JSON.stringify(Array.from({ length: decimals + 1 }, (_, d) => 10 ** (decimals - d)))
  return db
    .prepare<{ currency: string; cutoff: number; factors: string }, Row>(
      `SELECT o.customer_id,
              count(DISTINCT o.id) FILTER (WHERE l.kind = 'sale') AS bought,
              sum(l.amount * f.value),
              sum(l.amount * f.value) FILTER (WHERE l.kind = 'sale'),
              min(l.at) FILTER (WHERE l.kind = 'sale'),
              max(l.at) FILTER (WHERE l.kind = 'sale')
       FROM orders o
       JOIN order_line l ON l.order_id = o.id
       JOIN json_each(@factors) f ON f.key = l.decimals
       WHERE o.customer_id IS NOT NULL AND o.currency = @currency AND l.at < @cutoff
       GROUP BY o.customer_id
       HAVING bought > 0
       ORDER BY o.customer_id`
    )
    .raw()
    .all({ currency, cutoff, factors })
}

/** Everyone who is not among `customers`: without a sale before the cutoff, or with sales in other currencies only. */
function leftOut(db: Database.Database, customers: Float64Array, cutoff: number): Purchases['without'] {
  const everyone = db.prepare<[], { id: number; code: string }>('SELECT id, code FROM customer WHERE same_as IS NULL ORDER BY id')
  const boughtElsewhere = db
    .prepare<[number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM orders o JOIN order_line l ON l.order_id = o.id
                      WHERE o.customer_id = ? AND l.kind = 'sale' AND l.at < ?)`
    )
    .pluck()
  const found: Purchases['without'] = { noPurchase: { count: 0, example: '' }, otherCurrency: { count: 0, example: '' } }
  let next = 0
  // The ids of both lists ascend.
  for (const { id, code } of everyone.iterate()) {
    if (customers[next] === id) {
      next++
      continue
    }
    const group = boughtElsewhere.get(id, cutoff) === 1 ? found.otherCurrency : found.noPurchase
    if (group.count++ === 0) group.example = code
  }
  return found
}
