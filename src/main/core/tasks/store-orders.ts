import type { Database } from 'better-sqlite3'
import type { OrderField } from '../../../shared/model/import.ts'
import { type OrderRecord, orderStatements } from '../db/queries/order-headers.ts'
import type { OrderRow } from '../import/types.ts'
import { createCache } from './store-cache.ts'
import type { CustomerBook } from './store-customers.ts'
import { own } from './store-text.ts'

/** The row contradicts its order. */
export interface OrderConflict {
  /** Key of the catalogue. */
  code: 'import.reject.orderCustomerConflict' | 'import.reject.orderCurrencyConflict'
  field: OrderField
  value: string
}

export interface OrderPlace {
  order: OrderRecord
  /** The row filled in or changed something that was known of the order or its customer before this source. */
  changed: boolean
  /** The row says that the order was cancelled, or that it was not after all: its lines follow. */
  voidedChanged: boolean
  /** An earlier source named another customer; this one's stands now. */
  reassigned: boolean
}

export interface OrderBook {
  /** From here on rows belong to this source. */
  begin(sourceId: number): void
  /** The order of the row, with what the row says of it; made if it is new. Nothing is stored of a row in conflict. */
  place(row: OrderRow): OrderPlace | OrderConflict
}

/** What this source has said of an order so far, a bit each. */
const said = { customer: 1, country: 2, channel: 4, status: 8 } as const

/**
 * Orders by number. Within a source the first value of customer, country, channel and status stands: later blanks inherit
 * it, and another customer is a conflict. What an earlier source said is filled in and changed, except the currency, which
 * may be filled in but not changed, because the amounts that are stored already would change their meaning.
 *
 * Memory: the cache, and a byte for each order of the workspace.
 */
export function createOrderBook(db: Database, customers: CustomerBook, cacheLimit?: number): OrderBook {
  const statements = orderStatements(db)
  const cache = createCache<OrderRecord>(undefined, cacheLimit)
  let saidHere = new Uint8Array(1 << 12)
  let source = 0

  function look(number: string): OrderRecord | undefined {
    const cached = cache.get(number)
    if (cached !== undefined) return cached
    const stored = statements.find(number)
    if (stored !== undefined) cache.set(own(number), stored)
    return stored
  }

  function note(orderId: number, bits: number): void {
    if (orderId >= saidHere.length) {
      const larger = new Uint8Array(Math.max(orderId + 1, saidHere.length * 2))
      larger.set(saidHere)
      saidHere = larger
    }
    saidHere[orderId] = (saidHere[orderId] ?? 0) | bits
  }

  function add(number: string, row: OrderRow): OrderPlace {
    const customer = row.customer === null ? null : customers.meet(row.customer, row, source)
    const header = {
      customerId: customer?.id ?? null,
      customer: own(row.customer),
      orderedAt: row.at,
      currency: row.currency,
      country: own(row.country),
      channel: own(row.channel),
      status: own(row.status),
      voided: row.voided ? 1 : 0
    } as const
    const order = { id: statements.insert(number, header, source), ...header }
    cache.set(own(number), order)
    note(order.id, bitsOf(row))
    return { order, changed: customer?.changed ?? false, voidedChanged: false, reassigned: false }
  }

  function merge(order: OrderRecord, row: OrderRow): OrderPlace {
    const before = saidHere[order.id] ?? 0
    const customer = row.customer === null ? null : customers.meet(row.customer, row, source)
    const next: OrderRecord = {
      ...order,
      customer: first(order.customer, row.customer, 0),
      customerId: customer?.id ?? order.customerId,
      currency: order.currency === '' ? row.currency : order.currency,
      country: first(order.country, row.country, before & said.country),
      channel: first(order.channel, row.channel, before & said.channel),
      status: first(order.status, row.status, before & said.status),
      voided: row.voided === null || before & said.status ? order.voided : row.voided ? 1 : 0,
      orderedAt: Math.min(order.orderedAt, row.at)
    }
    const voidedChanged = next.voided !== order.voided
    const reassigned = order.customerId !== null && next.customerId !== order.customerId
    const changed =
      voidedChanged ||
      next.customerId !== order.customerId ||
      next.currency !== order.currency ||
      next.country !== order.country ||
      next.channel !== order.channel ||
      next.status !== order.status
    if (changed || next.orderedAt !== order.orderedAt) {
      Object.assign(order, next)
      statements.update(order)
    }
    note(order.id, bitsOf(row))
    return { order, changed: changed || (customer?.changed ?? false), voidedChanged, reassigned }
  }

  function conflict(order: OrderRecord, row: OrderRow): OrderConflict | null {
    const named = ((saidHere[order.id] ?? 0) & said.customer) !== 0
    if (named && row.customer !== null && row.customer !== order.customer) {
      return { code: 'import.reject.orderCustomerConflict', field: 'customer', value: row.customer }
    }
    if (row.currency !== '' && order.currency !== '' && row.currency !== order.currency) {
      return { code: 'import.reject.orderCurrencyConflict', field: 'currency', value: row.currency }
    }
    return null
  }

  return {
    begin(sourceId) {
      source = sourceId
      saidHere.fill(0)
    },
    place(row) {
      const number = row.order ?? numberFrom(row)
      const order = look(number)
      if (order === undefined) return add(number, row)
      return conflict(order, row) ?? merge(order, row)
    }
  }
}

/** Where no column numbers the orders, what one customer (or nobody by name) bought at one moment in one currency is an order. */
function numberFrom(row: OrderRow): string {
  const moment = new Date(row.at * 1_000).toISOString().slice(0, 19).replace('T', ' ')
  return [moment, row.customer ?? '', row.currency].filter((part) => part !== '').join(' · ')
}

function bitsOf(row: OrderRow): number {
  return (
    (row.customer === null ? 0 : said.customer) |
    (row.country === null ? 0 : said.country) |
    (row.channel === null ? 0 : said.channel) |
    (row.status === null ? 0 : said.status)
  )
}

function first(known: string | null, said: string | null, saidBefore: number): string | null {
  return said === null || said === known || (saidBefore && known !== null) ? known : own(said)
}
