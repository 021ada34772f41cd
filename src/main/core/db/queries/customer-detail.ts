import type { Database } from 'better-sqlite3'
import type { CustomerDetail, CustomerOrder, MergedCustomer } from '../../../../shared/model/customer.ts'
import { findCustomer, knownOf } from './customers.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { decimalsOf, major } from './money.ts'
import { analysedCurrency } from './settings.ts'
import { supportGroupOf } from './support-run.ts'

const ordersShown = 200
const productsShown = 10
const productsOfAnOrder = 3

/** `amount` of line l in units of 10^-@decimals. */
const scaled = 'l.amount * CAST(POWER(10, @decimals - l.decimals) AS INTEGER)'

/** Everything on one customer's page; undefined if there is no such customer. O(lines of the customer). */
export function customerDetail(db: Database, id: number, asOf: string | null): CustomerDetail | undefined {
  const customer = findCustomer(db, id)
  if (customer === undefined) return undefined
  const currency = analysedCurrency(db)
  const decimals = decimalsOf(db, currency)
  const gross =
    db
      .prepare<[number, string], number>('SELECT gross FROM customer_summary WHERE customer_id = ? AND currency = ?')
      .pluck()
      .get(id, currency) ?? 0
  const about = db
    .prepare<[number], { email: string | null; phone: string | null; extra: string }>(
      `SELECT ${knownOf('email')} AS email, ${knownOf('phone')} AS phone, extra FROM customer c WHERE id = ?`
    )
    .get(id)
  const days = purchaseDays(db, id)
  return {
    customer,
    email: about?.email ?? null,
    phone: about?.phone ?? null,
    merged: mergedCustomers(db, id),
    extra: JSON.parse(about?.extra ?? '{}'),
    returned: major(gross, decimals) - customer.net,
    rhythm: rhythmOf(days),
    daysSinceLast: daysSince(days, asOf),
    segment: segmentOf(db, customer.segmentId),
    support: supportGroupOf(db, id),
    topProducts: topProducts(db, id, currency, decimals),
    orders: newestOrders(db, id),
    orderCount:
      db.prepare<[number], number>('SELECT COUNT(*) FROM orders WHERE customer_id = ? AND ordered_at IS NOT NULL').pluck().get(id) ?? 0
  }
}

function mergedCustomers(db: Database, id: number): MergedCustomer[] {
  return db
    .prepare<[number], MergedCustomer>(
      `SELECT id, code, name, COALESCE(merged_at, 0) AS mergedAt FROM customer WHERE same_as = ? ORDER BY merged_at, id`
    )
    .all(id)
}

/** Days since 1970-01-01 with a sale, ascending, each once. */
function purchaseDays(db: Database, id: number): number[] {
  const moments = db
    .prepare<[number], number>(
      `SELECT MIN(l.at) FROM orders o JOIN order_line l ON l.order_id = o.id
       WHERE o.customer_id = ? AND l.kind = 'sale' AND l.at IS NOT NULL GROUP BY o.id`
    )
    .pluck()
    .all(id)
  return [...new Set(moments.map((at) => Math.floor(at / secondsADay)))].sort((a, b) => a - b)
}

/**
 * Median and median absolute deviation of the days between purchases. Orders of one day are one purchase: an order that was
 * split at the till says nothing about when the customer comes back.
 */
function rhythmOf(days: readonly number[]): CustomerDetail['rhythm'] {
  if (days.length < 3) return null
  const gaps = days.slice(1).map((day, i) => day - (days[i] ?? day))
  const medianDays = median(gaps)
  return { medianDays, madDays: median(gaps.map((gap) => Math.abs(gap - medianDays))) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** From the last purchase up to the as-of date; null if there was none by then. */
function daysSince(days: readonly number[], asOf: string | null): number | null {
  if (asOf === null) return null
  const today = endOfDay(asOf) / secondsADay - 1
  const last = days.findLast((day) => day <= today)
  return last === undefined ? null : today - last
}

function segmentOf(db: Database, id: number | null): CustomerDetail['segment'] {
  if (id === null) return null
  return db.prepare<[number], { id: number; slot: number; name: string }>('SELECT id, slot, name FROM segment WHERE id = ?').get(id) ?? null
}

/** By net amount in the analysed currency. */
function topProducts(db: Database, id: number, currency: string, decimals: number): CustomerDetail['topProducts'] {
  return db
    .prepare<[object], CustomerDetail['topProducts'][number]>(
      `SELECT COALESCE(p.name, p.sku) AS name, SUM(l.quantity) AS quantity, SUM(${scaled}) AS net
       FROM orders o CROSS JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
       WHERE o.customer_id = @id AND o.currency = @currency
       GROUP BY p.id ORDER BY net DESC, p.id LIMIT ${productsShown}`
    )
    .all({ id, currency, decimals })
    .map((product) => ({ ...product, net: major(product.net, decimals) }))
}

function newestOrders(db: Database, id: number): CustomerOrder[] {
  const orders = db
    .prepare<[number], { id: number; number: string; at: number; currency: string }>(
      `SELECT id, number, ordered_at AS at, currency FROM orders WHERE customer_id = ? AND ordered_at IS NOT NULL ORDER BY ordered_at DESC, id DESC LIMIT ${ordersShown}`
    )
    .all(id)
  const sums = db.prepare<[object], { kind: CustomerOrder['kind']; lines: number; net: number; back: number; backAt: number | null }>(
    // A sale outweighs a return on the same order, and a cancellation a return.
    `SELECT CASE MIN(CASE l.kind WHEN 'sale' THEN 0 WHEN 'cancellation' THEN 1 ELSE 2 END)
              WHEN 0 THEN 'sale' WHEN 1 THEN 'cancellation' ELSE 'return' END AS kind,
            COUNT(*) AS lines, SUM(${scaled}) AS net,
            COALESCE(SUM(CASE WHEN l.kind <> 'sale' THEN -${scaled} END), 0) AS back,
            MIN(CASE WHEN l.kind <> 'sale' THEN l.at END) AS backAt
     FROM order_line l WHERE l.order_id = @order`
  )
  const products = db
    .prepare<[number], string>(
      `SELECT COALESCE(p.name, p.sku) FROM order_line l JOIN product p ON p.id = l.product_id
       WHERE l.order_id = ? GROUP BY p.id ORDER BY SUM(ABS(l.amount) * POWER(10, -l.decimals)) DESC, p.id LIMIT ${productsOfAnOrder}`
    )
    .pluck()
  return orders.map((order) => {
    const decimals = decimalsOf(db, order.currency)
    const sum = sums.get({ order: order.id, decimals }) ?? { kind: 'sale', lines: 0, net: 0, back: 0, backAt: null }
    const { kind, lines, net } = sum
    const back = kind === 'sale' && sum.back !== 0 ? { amount: major(sum.back, decimals), at: sum.backAt ?? order.at } : null
    return { ...order, kind, lines, net: major(net, decimals), back, products: products.all(order.id) }
  })
}
