/** What support clusters are found in, read once into columns. */
import type { Database } from 'better-sqlite3'
import type { IsoDate, Warning } from '../../../../shared/model/common.ts'
import type { SupportColumns, SupportNames } from '../../../../shared/model/support-columns.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { analysedCurrency } from './settings.ts'

export interface SupportData {
  currency: string
  columns: Omit<SupportColumns, 'tickets'> & { tickets: Omit<SupportColumns['tickets'], 'tone' | 'written'> }
  names: SupportNames
  customerIds: Float64Array
  /** Of each ticket: its id, number and text. */
  ticketIds: Float64Array
  numbers: string[]
  texts: string[]
  /** What was left out or cannot be. */
  notes: Warning[]
}

interface TicketRow {
  id: number
  number: string
  customer: number | null
  orderNumber: string | null
  product: number | null
  opened: number | null
  response: number | null
  resolved: number | null
  reopens: number | null
  reassignments: number | null
  channel: string | null
  category: string | null
  subcategory: string | null
  priority: string | null
  agent: string | null
  team: string | null
  subject: string | null
  message: string | null
  rating: number | null
  status: string | null
}

/** Scales that ratings are given on; the smallest that holds all is theirs. */
const SCALES = [5, 10, 100]
const secondsAnHour = 3600

/** The first moment that is known of a ticket. */
const seenAt = ({ opened, response, resolved }: TicketRow): number | null => opened ?? response ?? resolved

/** What was opened longer ago and never solved lies on nobody's desk any more. */
const OPEN_DAYS = 90
const over = ['closed', 'resolved', 'solved', 'done', 'cancelled', 'canceled']

/** Whether somebody has still to answer a ticket at the end of the as-of date. */
function isOpen({ opened, resolved, status }: TicketRow, cutoff: number): boolean {
  if (opened === null || opened < cutoff - OPEN_DAYS * secondsADay) return false
  return resolved === null ? !over.includes(status?.trim().toLowerCase() ?? '') : resolved >= cutoff
}

/** Numbers names as they come, whatever their case. */
export function dictionary(): { names: string[]; codeOf: (name: string | null) => number } {
  const names: string[] = []
  const codes = new Map<string, number>()
  return {
    names,
    codeOf(name) {
      const text = name?.trim() ?? ''
      if (text === '') return -1
      const key = text.toLowerCase()
      const known = codes.get(key)
      if (known !== undefined) return known
      codes.set(key, names.length)
      return names.push(text) - 1
    }
  }
}

/** Tickets seen, and orders placed, up to the end of the as-of date. What happened later was not known then. O(rows log). */
export function loadSupport(db: Database, asOf: IsoDate): SupportData {
  const cutoff = endOfDay(asOf)
  const currency = analysedCurrency(db)
  const notes = new Map<string, { count: number; example: string }>()
  const note = (what: string, example: string) => {
    const so = notes.get(what)
    if (so) so.count++
    else notes.set(what, { count: 1, example })
  }
  const rows = db
    .prepare<[], TicketRow>(
      `SELECT id, number, customer_id AS customer, order_number AS orderNumber, product_id AS product, opened_at AS opened,
              first_response_at AS response, COALESCE(resolved_at, closed_at) AS resolved, reopens, reassignments, channel, category, subcategory, priority, agent, team,
              subject, message, rating, status
       FROM ticket ORDER BY opened_at, number`
    )
    .all()
    .filter((row) => {
      const seen = seenAt(row)
      if (seen !== null && seen >= cutoff) note('later', row.number)
      else if (row.opened === null) note('undated', row.number)
      return seen === null || seen < cutoff
    })
  const ids = new Set<number>(rows.flatMap(({ customer }) => (customer === null ? [] : [customer])))
  const orders = readOrders(db, currency, cutoff, ids)
  const customerIds = Float64Array.from(ids).sort()
  const placeOf = new Map(Array.from(customerIds, (id, i) => [id, i]))
  const bought = linesBought(db, orders.sold, placeOf)
  const [category, channel, product, agent, team] = [dictionary(), dictionary(), dictionary(), dictionary(), dictionary()]
  const [subcategory, priority] = [dictionary(), dictionary()]
  const productNames = new Map(db.prepare<[], [number, string]>('SELECT id, COALESCE(name, sku) FROM product').raw().all())
  const productCode = (id: number | null) => (id === null ? -1 : product.codeOf(productNames.get(id) ?? null))
  const highest = rows.reduce((most, { rating }) => Math.max(most, rating ?? 0), 0)
  const scale = ratingScale(highest)
  const hours = (row: TicketRow, from: number | null, until: number | null, what: string): number => {
    if (from === null || until === null || until >= cutoff) return Number.NaN
    if (until >= from) return (until - from) / secondsAnHour
    note(what, row.number)
    return Number.NaN
  }
  for (const row of rows) if (row.customer === null) note('unknownCustomer', row.number)
  const asked = ratingsAsked(db, cutoff)
  const ratingOf = ({ rating, number }: TicketRow) => (rating === null || scale === 0 ? (asked.get(number) ?? Number.NaN) : rating / scale)
  const numbers = (of: (row: TicketRow) => number) => Float64Array.from(rows, of)
  const codes = (of: (row: TicketRow) => number) => Int32Array.from(rows, of)
  const tickets = {
    n: rows.length,
    customer: codes(({ customer }) => (customer === null ? -1 : (placeOf.get(customer) as number))),
    opened: numbers(({ opened }) => (opened === null ? Number.NaN : opened / secondsADay)),
    response: numbers((row) => hours(row, row.opened, row.response, 'answeredBefore')),
    resolution: numbers((row) =>
      hours(row, row.opened ?? row.response, row.resolved, row.opened === null ? 'resolvedBeforeAnswer' : 'resolvedBefore')
    ),
    reopens: numbers(({ reopens, reassignments }) => reopens ?? reassignments ?? Number.NaN),
    rating: numbers(ratingOf),
    category: codes((row) => category.codeOf(row.category)),
    subcategory: codes((row) => subcategory.codeOf(row.subcategory)),
    priority: codes((row) => priority.codeOf(row.priority)),
    channel: codes((row) => channel.codeOf(row.channel)),
    product: codes((row) => productCode(row.product)),
    agent: codes((row) => agent.codeOf(row.agent)),
    team: codes((row) => team.codeOf(row.team)),
    open: Uint8Array.from(rows, (row) => (isOpen(row, cutoff) ? 1 : 0))
  }
  return {
    currency,
    columns: {
      lastDay: cutoff / secondsADay - 1,
      customers: customerIds.length,
      ...byCustomer(orders.placed, placeOf, customerIds.length),
      returns: returnsOf(orders.returned, placeOf, customerIds.length),
      soldDay: Int32Array.from(orders.sold, ({ day }) => day),
      soldProduct: Int32Array.from(orders.sold, (line) => productCode(line.product)),
      lineCustomer: bought.lineCustomer,
      lineCategory: bought.lineCategory,
      about: [],
      tickets
    },
    names: {
      category: category.names,
      channel: channel.names,
      product: product.names,
      agent: agent.names,
      team: team.names,
      bought: bought.names
    },
    customerIds,
    ticketIds: numbers(({ id }) => id),
    numbers: rows.map(({ number }) => number),
    texts: rows.map(({ subject, message }) => [subject, message].filter((part) => part !== null && part.trim() !== '').join('. ')),
    notes: [...notes].map(([what, { count, example }]) => ({ code: `support.note.${what}`, count, example }))
  }
}

/** The best rating that there can be, from the highest that was given. */
export function ratingScale(highest: number): number {
  return SCALES.find((most) => highest <= most) ?? highest
}

/** What customers answered about a ticket when they were asked how content they are, as a share of the best answer. */
export function ratingsAsked(db: Database, cutoff: number): Map<string, number> {
  const rows = db
    .prepare<[number], [string, number]>(
      `SELECT ticket_number, score / scale FROM feedback
       WHERE ticket_number IS NOT NULL AND type = 'csat' AND score IS NOT NULL AND scale > 0 AND at < ? ORDER BY at, id`
    )
    .raw()
    .all(cutoff)
  return new Map(rows)
}

/** More categories than these say little and weigh much. */
const MOST_BOUGHT = 8

interface Sold {
  day: number
  product: number | null
  customer: number | null
}

/**
 * The lines that known customers bought and of which the product's category is known, by the categories that most of them are of; −1: another one.
 * O(lines).
 */
function linesBought(db: Database, sold: readonly Sold[], placeOf: ReadonlyMap<number, number>) {
  const { names, codeOf } = dictionary()
  const codes = new Map(
    db
      .prepare<[], [number, string]>("SELECT id, category FROM product WHERE trim(COALESCE(category, '')) <> '' ORDER BY id")
      .raw()
      .all()
      .map(([id, category]): [number, number] => [id, codeOf(category)])
  )
  const lines = sold.flatMap(({ customer, product }) => {
    const category = customer === null || product === null ? undefined : codes.get(product)
    return category === undefined ? [] : [{ place: placeOf.get(customer as number) as number, category }]
  })
  const counts = names.map(() => 0)
  for (const { category } of lines) counts[category] = (counts[category] as number) + 1
  const most = names
    .map((_, code) => code)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .slice(0, MOST_BOUGHT)
  return {
    names: most.map((code) => names[code] as string),
    lineCustomer: Int32Array.from(lines, ({ place }) => place),
    lineCategory: Int32Array.from(lines, ({ category }) => most.indexOf(category))
  }
}

interface Placed {
  customer: number
  day: number
  value: number
}

export function readOrders(db: Database, currency: string, cutoff: number, ids: Set<number>) {
  const who = new Map<number, number | null>()
  for (const [id, customer, paidIn] of db
    .prepare<[], [number, number | null, string]>('SELECT id, customer_id, currency FROM orders ORDER BY id')
    .raw()
    .iterate()) {
    if (customer !== null && paidIn === currency) who.set(id, customer)
  }
  const placed = new Map<number, Placed>()
  const returned = new Map<number, Set<number>>()
  const sold: Sold[] = []
  for (const [order, at, kind, amount, decimals, product] of db
    .prepare<[], [number, number | null, string, number, number, number | null]>(
      'SELECT order_id, at, kind, amount, decimals, product_id FROM order_line ORDER BY order_id, content_hash, ordinal'
    )
    .raw()
    .iterate()) {
    // Lines without a day count in sums alone.
    if (at === null || at >= cutoff) continue
    const day = Math.floor(at / secondsADay)
    const customer = who.get(order)
    if (kind !== 'sale') {
      if (customer !== undefined && customer !== null) returned.set(customer, (returned.get(customer) ?? new Set()).add(order))
      continue
    }
    sold.push({ day, product, customer: customer ?? null })
    if (customer === undefined || customer === null) continue
    ids.add(customer)
    const so = placed.get(order)
    if (so) so.value += amount / 10 ** decimals
    else placed.set(order, { customer, day, value: amount / 10 ** decimals })
  }
  return { placed: [...placed.values()], returned, sold }
}

export function byCustomer(placed: readonly Placed[], placeOf: ReadonlyMap<number, number>, customers: number) {
  const sorted = placed
    .map(({ customer, ...order }) => ({ place: placeOf.get(customer) as number, ...order }))
    .sort((a, b) => a.place - b.place || a.day - b.day || a.value - b.value)
  const orderStarts = new Int32Array(customers + 1)
  for (const { place } of sorted) orderStarts[place + 1] = (orderStarts[place + 1] as number) + 1
  for (let c = 0; c < customers; c++) orderStarts[c + 1] = (orderStarts[c + 1] as number) + (orderStarts[c] as number)
  return { orderStarts, orderDay: Int32Array.from(sorted, ({ day }) => day), orderValue: Float64Array.from(sorted, ({ value }) => value) }
}

export function returnsOf(returned: ReadonlyMap<number, Set<number>>, placeOf: ReadonlyMap<number, number>, customers: number): Int32Array {
  const counts = new Int32Array(customers)
  for (const [customer, orders] of returned) {
    const place = placeOf.get(customer)
    if (place !== undefined) counts[place] = orders.size
  }
  return counts
}
