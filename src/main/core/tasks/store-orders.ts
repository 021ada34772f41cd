import type { Database } from 'better-sqlite3'
import type { OrderField } from '../../../shared/model/import.ts'
import { createEntityBook, type ImportScope, type Known } from '../db/entities/book.ts'
import { moments, type Said } from '../db/entities/fold.ts'
import { numberFrom, restartSeconds } from '../db/entities/order-number.ts'
import { entities } from '../db/entities/tables.ts'
import type { OrderRow } from '../import/types.ts'
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
  orderId: number
  /** The status of the order says cancelled, refunded, failed or not paid. */
  voided: boolean
  /** Earlier imports speak of the order too. */
  shared: boolean
  /** Nothing but this source has spoken of the order so far. */
  isNew: boolean
  /** The row filled in or changed something that was known of the order or its customer before this source. */
  changed: boolean
  /** The row says that the order was cancelled, or that it was not after all: its lines follow. */
  voidedChanged: boolean
  /** An earlier source of this import said the contrary. */
  restated: boolean
  /** An earlier source named another customer; this one's stands now. */
  reassigned: boolean
  /** This import has the order placed in another half-year than the row says: the number may be that of two orders. */
  farApart: boolean
}

export interface OrderBook {
  /** From here on rows belong to this source. `currency`: of orders that name none. */
  begin(sourceId: number, currency?: string): void
  /** The order of the row, with what the row says of it; made if it is new. Nothing is stored of a row in conflict. */
  place(row: OrderRow): OrderPlace | OrderConflict
  /** Writes what was learned of orders. To be called before the transaction ends. */
  save(): void
}

/** What this source has said of an order so far, a bit each. */
const said = { customer: 1, country: 2, channel: 4, status: 8 } as const
/** The lines of an order mostly stand near each other. */
const nearOrders = 8_000
/** That the order was made by this source, another bit. */
const madeHere = 16

/**
 * Orders by number. Within a source the first value of customer, country, channel and status stands: later blanks inherit
 * it, and another customer is a conflict. What an earlier source said is filled in and changed, except the currency, which
 * may be filled in but not changed, because the amounts that are stored already would change their meaning.
 *
 * Memory: the cache, and a byte for each order of the workspace.
 */
export function createOrderBook(db: Database, customers: CustomerBook, scope: ImportScope, cacheLimit?: number): OrderBook {
  const book = createEntityBook(db, entities.orders, scope, { cacheLimit: Math.min(cacheLimit ?? nearOrders, nearOrders), own })
  let saidHere = new Uint8Array(1 << 12)
  let source = 0
  let assumed = ''

  function note(orderId: number, bits: number): void {
    if (orderId >= saidHere.length) {
      const larger = new Uint8Array(Math.max(orderId + 1, saidHere.length * 2))
      larger.set(saidHere)
      saidHere = larger
    }
    saidHere[orderId] = (saidHere[orderId] ?? 0) | bits
  }

  function meet(row: OrderRow): { id: number; changed: boolean } | null {
    if (row.customer === null) return null
    const { customer: code, customerName: name, customerEmail: email, country, at } = row
    return customers.meet({ code, name, email, country, at }, source)
  }

  /** What is assumed fills in, and never contradicts what is known. */
  function currencyOf(row: OrderRow, known: unknown = null): string | null {
    const isOpen = known === null || known === '' || known === assumed
    return row.currency || (isOpen ? assumed : '') || null
  }

  function add(number: string, row: OrderRow): OrderPlace {
    const customer = meet(row)
    const { id } = book.put([number], moments.list, saidBy(row, customer?.id ?? null, 0, currencyOf(row)), source)
    note(id, bitsOf(row) | madeHere)
    const changed = customer?.changed ?? false
    const nothingElse = { shared: false, voidedChanged: false, restated: false, reassigned: false, farApart: false }
    return { orderId: id, voided: row.voided === true, isNew: true, changed, ...nothingElse }
  }

  function merge(order: Known, row: OrderRow): OrderPlace {
    const { customer, currency, country, channel, status, voided } = order.said
    const mineBefore = order.mine?.voided
    const farApart = isFarApart(row, (order.mine ?? order.said).ordered_at)
    const met = meet(row)
    const news = book.tell(order, moments.list, saidBy(row, met?.id ?? null, saidHere[order.id] ?? 0, currencyOf(row, currency)), source)
    note(order.id, bitsOf(row))
    const { said: after, mine } = order
    const shared = mine !== undefined
    const changedHere = met?.changed ?? false
    const isNew = ((saidHere[order.id] ?? 0) & madeHere) !== 0
    const place = { orderId: order.id, voided: after.voided === 1, shared, isNew, changed: changedHere, farApart }
    if (news === 'same') return { ...place, voidedChanged: false, restated: false, reassigned: false }
    const voidedChanged = place.voided !== (voided === 1)
    const customerChanged = after.customer !== customer
    // That an order was placed earlier than it seemed is no news to a reader of rows.
    const changed =
      voidedChanged ||
      customerChanged ||
      after.currency !== currency ||
      after.country !== country ||
      after.channel !== channel ||
      after.status !== status
    return {
      ...place,
      changed: changed || changedHere,
      voidedChanged,
      restated: mineBefore !== undefined && mine?.voided !== mineBefore,
      reassigned: customerChanged && customer !== undefined && customer !== null
    }
  }

  function conflict(id: number, known: Said, row: OrderRow): OrderConflict | null {
    const named = ((saidHere[id] ?? 0) & said.customer) !== 0
    if (named && row.customer !== null && customers.idOf(row.customer) !== known.customer) {
      return { code: 'import.reject.orderCustomerConflict', field: 'customer', value: row.customer }
    }
    const currency = known.currency ?? null
    if (row.currency !== '' && currency !== null && row.currency !== currency) {
      return { code: 'import.reject.orderCurrencyConflict', field: 'currency', value: row.currency }
    }
    return null
  }

  return {
    begin(sourceId, currency = '') {
      source = sourceId
      assumed = currency
      saidHere.fill(0)
    },
    place(row) {
      const number = row.order ?? numberFrom(row.at, row.customer, row.currency)
      const order = book.find([number])
      if (order === undefined) return add(number, row)
      return conflict(order.id, order.said, row) ?? merge(order, row)
    },
    save: book.save
  }
}

/** What is taken back may come late. */
function isFarApart({ at, kind }: OrderRow, placed: unknown): boolean {
  return kind === 'sale' && at !== null && typeof placed === 'number' && Math.abs(at - placed) > restartSeconds
}

/** What a row says of its order, without what its source has said of it before. */
function saidBy(row: OrderRow, customer: number | null, before: number, currency: string | null): Said {
  const status = row.status === null || before & said.status ? null : row.status
  return {
    currency,
    ordered_at: row.at,
    customer: before & said.customer ? null : customer,
    country: before & said.country ? null : row.country,
    channel: before & said.channel ? null : row.channel,
    status,
    voided: status === null || row.voided === null ? null : Number(row.voided)
  }
}

function bitsOf(row: OrderRow): number {
  return (
    (row.customer === null ? 0 : said.customer) |
    (row.country === null ? 0 : said.country) |
    (row.channel === null ? 0 : said.channel) |
    (row.status === null ? 0 : said.status)
  )
}
