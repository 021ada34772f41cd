/** What alerts are found in, read once into columns. */
import type { Database } from 'better-sqlite3'
import { isFeeLine } from '../../../../shared/fee-lines.ts'
import type { AlertHistory } from '../../../../shared/model/alert-columns.ts'
import type { IsoDate, Warning } from '../../../../shared/model/common.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { feedbackRows, ticketRows } from './journey-events.ts'
import { segmentGroups } from './journey-segments.ts'
import { lastOrderUntil } from './later-events.ts'
import { analysedCurrency } from './settings.ts'

export interface AlertColumns {
  currency: string
  history: AlertHistory
  /** Ids in the database, ascending. */
  customerIds: Float64Array
  names: { category: string[]; channel: string[]; product: string[]; segment: string[]; contact: string[] }
  /** What was left out or put together. */
  notes: Warning[]
  /** Share of what was bought that was given back. */
  givenBack: number
}

/** Up to this share of the best possible score an answer is a complaint; for the question whether one would recommend, which is answered more kindly, the second. */
const low = 0.4
const lowNps = 0.6
/** What is left of a day's purchases when all was taken back: rounding. */
const nothingLeft = 0.005
/** Channels of visits through which one can write to somebody; a search or an advertisement reaches nobody by name. */
const canReach = /mail|newsletter|sms|text|push|app|phone|call|telefon|whatsapp|messenger|telegram|letter|brief|post/i
const FORTNIGHT = 14
/** Products that are no goods, named as examples. */
const FEES_TOLD = 5

/** Orders of known customers in the analysed currency up to the end of the as-of date, or of the newest day with an order where that is weeks earlier. Null without one. O(order lines log). */
export function loadAlertColumns(db: Database, asOf: IsoDate): AlertColumns | null {
  const last = lastOrderUntil(db, asOf)
  if (last === null) return null
  const unknownDays = (endOfDay(asOf) - endOfDay(last)) / secondsADay
  // Nobody is late for orders that are not there yet: beyond a fortnight without any order of anybody, files are taken to be missing.
  const cutoff = endOfDay(unknownDays > FORTNIGHT ? last : asOf)
  const currency = analysedCurrency(db)
  const lines = readLines(db, currency, cutoff)
  if (lines.count === 0) return null
  const { customerIds, index } = lines
  const rows = byCustomer(lines)
  const merged = mergeDays(lines, rows)
  if (merged.day.length === 0) return null
  const products = productNames(db, merged.products)
  const channels = renumbered(lines.channels, merged.channel)
  const groups = segmentGroups(db)
  const segment = Int32Array.from(customerIds, (id) => (groups?.slotOf.get(id) ?? 0) - 1)
  const troubles = daysOf(customerIds.length, troublesOf(db, cutoff, index))
  const { visits: seen, contacts: met } = touchpointsOf(db, cutoff, index)
  const visits = daysOf(customerIds.length, seen)
  const contacts = contactsOf(customerIds.length, [...met, ...offersOf(db, cutoff, index)])
  const fees = products.names.filter((_, code) => products.isGoods[code] === 0)
  const notes: [string, number, string?][] = [
    ['noOrders', unknownDays > FORTNIGHT ? unknownDays : 0, last],
    ['anonymous', lines.anonymous],
    ['otherCurrency', lines.otherCurrency],
    ['later', lines.later],
    ['sameDay', merged.sameDay],
    ['givenBack', merged.givenBackLines],
    ['takenBack', merged.takenBack],
    ['fees', fees.length, fees.slice(0, FEES_TOLD).join(', ')]
  ]
  return {
    currency,
    history: {
      customers: customerIds.length,
      firstDay: merged.day.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY),
      lastDay: cutoff / secondsADay - 1,
      orders: merged.orders,
      day: merged.day,
      value: merged.value,
      channel: channels.codes,
      items: merged.items,
      product: merged.product,
      amount: merged.amount,
      category: products.category,
      isGoods: products.isGoods,
      troubles: troubles.starts,
      troubleDay: troubles.days,
      visits: visits.starts,
      visitDay: visits.days,
      contacts: contacts.starts,
      contactDay: contacts.day,
      contactChannel: contacts.channel,
      contactAnswered: contacts.answered,
      segment,
      categories: products.categories.length,
      channels: channels.names.length,
      segments: groups?.names.length ?? 0,
      contactChannels: contacts.names.length
    },
    customerIds,
    names: {
      category: products.categories,
      channel: channels.names,
      product: products.names,
      segment: groups?.names.map(({ name }) => name) ?? [],
      contact: contacts.names
    },
    notes: notes.filter(([, count]) => count > 0).map(([what, count, example = '']) => ({ code: `alerts.note.${what}`, count, example })),
    givenBack: merged.gross > 0 ? Math.min(1, merged.back / merged.gross) : 0
  }
}

interface Lines {
  count: number
  customerIds: Float64Array
  index: Map<number, number>
  customer: Int32Array
  day: Int32Array
  product: Int32Array
  /** Whole units of money. */
  amount: Float64Array
  sale: Uint8Array
  order: Float64Array
  channel: Int32Array
  channels: string[]
  anonymous: number
  otherCurrency: number
  later: number
}

function readLines(db: Database, currency: string, cutoff: number): Lines {
  const customerOf = new Map<number, number>()
  const channelOf = new Map<number, number>()
  const channelCodes = new Map<string, number>()
  const channels: string[] = []
  const [anonymousOrder, otherOrder] = [-1, -2]
  const orders = db
    .prepare<[], [number, number | null, string, string | null]>('SELECT id, customer_id, currency, channel FROM orders ORDER BY id')
    .raw()
  const ids = new Set<number>()
  for (const [id, customer, paidIn, channel] of orders.iterate()) {
    const who = customer === null ? anonymousOrder : paidIn === currency ? customer : otherOrder
    customerOf.set(id, who)
    if (who < 0) continue
    ids.add(who)
    const name = channel?.trim() ?? ''
    if (name === '') continue
    const key = name.toLowerCase()
    const code = channelCodes.get(key) ?? channels.length
    if (code === channels.length) {
      channels.push(name)
      channelCodes.set(key, code)
    }
    channelOf.set(id, code)
  }
  const customerIds = Float64Array.from(ids).sort()
  const index = new Map(Array.from(customerIds, (id, i) => [id, i]))
  const most = db.prepare<[], number>('SELECT count(*) FROM order_line').pluck().get() ?? 0
  const [customer, day, product, channel] = Array.from({ length: 4 }, () => new Int32Array(most)) as unknown as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array
  ]
  const [amount, orderOf] = [new Float64Array(most), new Float64Array(most)]
  const sale = new Uint8Array(most)
  let [count, anonymous, otherCurrency, later] = [0, 0, 0, 0]
  const lines = db
    .prepare<[], [number, number, number, number, number, number | null]>(
      `SELECT order_id, at, kind = 'sale', amount, decimals, product_id FROM order_line ORDER BY order_id, content_hash, ordinal`
    )
    .raw()
  for (const [order, at, isSale, units, decimals, productId] of lines.iterate()) {
    const who = customerOf.get(order) ?? anonymousOrder
    if (at >= cutoff) later++
    else if (who === anonymousOrder) anonymous++
    else if (who === otherOrder) otherCurrency++
    else {
      customer[count] = index.get(who) as number
      day[count] = Math.floor(at / secondsADay)
      product[count] = productId ?? 0
      amount[count] = units / 10 ** decimals
      sale[count] = isSale
      orderOf[count] = order
      channel[count] = channelOf.get(order) ?? -1
      count++
    }
  }
  return {
    count,
    customerIds,
    index,
    customer,
    day,
    product,
    amount,
    sale,
    order: orderOf,
    channel,
    channels,
    anonymous,
    otherCurrency,
    later
  }
}

/** Lines in the order of customers and days. */
function byCustomer({ count, customerIds, customer, day }: Lines): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(customerIds.length + 1)
  for (let i = 0; i < count; i++) starts[(customer[i] as number) + 1] = (starts[(customer[i] as number) + 1] as number) + 1
  for (let c = 0; c < customerIds.length; c++) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number)
  const next = starts.slice()
  const rows = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const at = next[customer[i] as number] as number
    rows[at] = i
    next[customer[i] as number] = at + 1
  }
  for (let c = 0; c < customerIds.length; c++) {
    rows.subarray(starts[c], starts[c + 1]).sort((a, b) => (day[a] as number) - (day[b] as number) || a - b)
  }
  return { starts, rows }
}

interface Merged {
  orders: Int32Array
  day: Int32Array
  value: Float64Array
  channel: Int32Array
  items: Int32Array
  product: Int32Array
  amount: Float64Array
  products: Map<number, number>
  /** Orders beyond the first of a customer's day, days of which all was taken back, and lines that give something back. */
  sameDay: number
  takenBack: number
  givenBackLines: number
  gross: number
  back: number
}

/** One order a customer and day. What is given back is no order; a day of which all is taken back at once is none either. */
function mergeDays(lines: Lines, { starts, rows }: { starts: Int32Array; rows: Int32Array }): Merged {
  const days: number[] = []
  const values: number[] = []
  const channels: number[] = []
  const itemStarts: number[] = []
  const itemProducts: number[] = []
  const itemAmounts: number[] = []
  const products = new Map<number, number>()
  const orders = new Int32Array(starts.length)
  let [sameDay, takenBack, givenBackLines, gross, back] = [0, 0, 0, 0, 0]
  for (let c = 0; c + 1 < starts.length; c++) {
    let at = starts[c] as number
    const end = starts[c + 1] as number
    while (at < end) {
      const today = lines.day[rows[at] as number] as number
      let [bought, net, channel] = [0, 0, -1]
      const sold = new Set<number>()
      const parts = new Map<number, number>()
      for (; at < end && lines.day[rows[at] as number] === today; at++) {
        const row = rows[at] as number
        const paid = lines.amount[row] as number
        net += paid
        if (lines.sale[row] === 1) {
          sold.add(lines.order[row] as number)
          bought += paid
          channel = channel < 0 ? (lines.channel[row] as number) : channel
          parts.set(lines.product[row] as number, (parts.get(lines.product[row] as number) ?? 0) + paid)
        } else {
          givenBackLines++
          back -= Math.min(0, paid)
        }
      }
      gross += bought
      if (sold.size === 0) continue
      if (bought > 0 && Math.abs(net) < nothingLeft * bought) {
        takenBack++
        continue
      }
      sameDay += sold.size - 1
      days.push(today)
      values.push(bought)
      channels.push(channel)
      itemStarts.push(itemProducts.length)
      for (const [product, amount] of parts) {
        const code = products.get(product) ?? products.size
        products.set(product, code)
        itemProducts.push(code)
        itemAmounts.push(amount)
      }
    }
    orders[c + 1] = days.length
  }
  itemStarts.push(itemProducts.length)
  return {
    orders,
    day: Int32Array.from(days),
    value: Float64Array.from(values),
    channel: Int32Array.from(channels),
    items: Int32Array.from(itemStarts),
    product: Int32Array.from(itemProducts),
    amount: Float64Array.from(itemAmounts),
    products,
    sameDay,
    takenBack,
    givenBackLines,
    gross,
    back
  }
}

interface Products {
  names: string[]
  category: Int32Array
  categories: string[]
  isGoods: Uint8Array
}

function productNames(db: Database, codes: ReadonlyMap<number, number>): Products {
  const isGoods = new Uint8Array(codes.size).fill(1)
  const names = new Array<string>(codes.size).fill('')
  const numbers = new Array<string>(codes.size).fill('')
  const category = new Int32Array(codes.size).fill(-1)
  const categories: string[] = []
  const known = new Map<string, number>()
  const rows = db.prepare<[], [number, string, string | null, string | null]>('SELECT id, sku, name, category FROM product').raw()
  for (const [id, sku, name, of] of rows.iterate()) {
    const code = codes.get(id)
    if (code === undefined) continue
    names[code] = name?.trim() || sku
    numbers[code] = sku
    if (isFeeLine(names[code] as string)) isGoods[code] = 0
    const text = of?.trim() ?? ''
    if (text === '') continue
    const key = text.toLowerCase()
    const number = known.get(key) ?? categories.length
    if (number === categories.length) {
      categories.push(text)
      known.set(key, number)
    }
    category[code] = number
  }
  // Two products of one name are told apart by their numbers.
  const times = Map.groupBy(names.keys(), (code) => names[code])
  return {
    names: names.map((name, code) => ((times.get(name)?.length ?? 0) > 1 ? `${name} (${numbers[code]})` : name)),
    category,
    categories,
    isGoods
  }
}

/** Only channels that an order came through, so that equal orders have equal numbers. */
function renumbered(names: readonly string[], codes: Int32Array): { names: string[]; codes: Int32Array } {
  const used = names.map((_, i) => i).filter((i) => codes.includes(i))
  const place = new Map(used.map((code, i) => [code, i]))
  return { names: used.map((i) => names[i] as string), codes: codes.map((code) => place.get(code) ?? -1) }
}

function* troublesOf(db: Database, cutoff: number, index: ReadonlyMap<number, number>): Generator<[number, number]> {
  for (const [customer, at] of ticketRows(db, cutoff)) {
    const who = index.get(customer)
    if (who !== undefined) yield [who, Math.floor(at / secondsADay)]
  }
  for (const [customer, at, type, score, scale] of feedbackRows(db, cutoff)) {
    const who = index.get(customer)
    if (who === undefined || score === null || scale === null || !(scale > 0)) continue
    const limit = type?.toLowerCase() === 'nps' ? lowNps : low
    if (score / scale <= limit) yield [who, Math.floor(at / secondsADay)]
  }
}

/** Someone was written to or seen, on a day, through a channel, and answered or not; null where only its orders can tell. */
type Contact = [customer: number, day: number, channel: string, answered: boolean | null]

/** Visits: what was seen without an order. Contacts: those through a channel by which one can write to somebody. */
function touchpointsOf(db: Database, cutoff: number, index: ReadonlyMap<number, number>) {
  const visits: [number, number][] = []
  const contacts: Contact[] = []
  const rows = db
    .prepare<[number], [number, number, string | null]>(
      // As they lie: the index on `at` would fetch each row from another place.
      'SELECT customer_id, at, channel FROM touchpoint WHERE customer_id IS NOT NULL AND +at < ? AND order_number IS NULL'
    )
    .raw()
  for (const [customer, at, channel] of rows.iterate(cutoff)) {
    const who = index.get(customer)
    if (who === undefined) continue
    const day = Math.floor(at / secondsADay)
    visits.push([who, day])
    if (channel !== null && canReach.test(channel)) contacts.push([who, day, channel, null])
  }
  return { visits, contacts }
}

/** An offer is answered by what its file says, or else by an order. The group that was not treated was not written to. */
function* offersOf(db: Database, cutoff: number, index: ReadonlyMap<number, number>): Generator<Contact> {
  const rows = db
    .prepare<[number], [number, number, string, number | null]>(
      `SELECT customer_id, sent_at, channel, accepted FROM offer_response
       WHERE customer_id IS NOT NULL AND sent_at < ? AND channel IS NOT NULL AND COALESCE(control, 0) = 0`
    )
    .raw()
  for (const [customer, at, channel, accepted] of rows.iterate(cutoff)) {
    const who = index.get(customer)
    if (who !== undefined) yield [who, Math.floor(at / secondsADay), channel, accepted === null ? null : accepted === 1]
  }
}

/** One contact a customer, day and channel, by customer and day. O(contacts log). */
function contactsOf(customers: number, found: readonly Contact[]) {
  const codes = new Map<string, number>()
  const names: string[] = []
  const merged = new Map<string, [customer: number, day: number, channel: number, answered: number]>()
  for (const [customer, day, channel, answered] of found) {
    const name = channel.trim()
    if (name === '') continue
    const code = codes.get(name.toLowerCase()) ?? names.length
    if (code === names.length) {
      names.push(name)
      codes.set(name.toLowerCase(), code)
    }
    const key = `${customer} ${day} ${code}`
    const told = answered === null ? -1 : Number(answered)
    merged.set(key, [customer, day, code, Math.max(told, merged.get(key)?.[3] ?? -1)])
  }
  const rows = [...merged.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
  const starts = new Int32Array(customers + 1)
  for (const [customer] of rows) starts[customer + 1] = (starts[customer + 1] as number) + 1
  for (let c = 0; c < customers; c++) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number)
  return {
    starts,
    day: Int32Array.from(rows, ([, day]) => day),
    channel: Int32Array.from(rows, ([, , channel]) => channel),
    answered: Int8Array.from(rows, ([, , , answered]) => answered),
    names
  }
}

/** Different days of each customer, ascending. O(pairs log pairs of a customer). */
function daysOf(customers: number, pairs: Iterable<[number, number]>): { starts: Int32Array; days: Int32Array } {
  const who: number[] = []
  const when: number[] = []
  const starts = new Int32Array(customers + 1)
  for (const [customer, day] of pairs) {
    who.push(customer)
    when.push(day)
    starts[customer + 1] = (starts[customer + 1] as number) + 1
  }
  for (let c = 0; c < customers; c++) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number)
  const next = starts.slice()
  const days = new Int32Array(who.length)
  for (let i = 0; i < days.length; i++) {
    const c = who[i] as number
    const at = next[c] as number
    days[at] = when[i] as number
    next[c] = at + 1
  }
  // Each customer's own put in order, and what is there twice left out, towards the front.
  let kept = 0
  for (let c = 0, from = 0; c < customers; c++) {
    const to = starts[c + 1] as number
    const own = days.subarray(from, to).sort()
    starts[c] = kept
    own.forEach((day, i) => {
      if (i === 0 || day !== days[kept - 1]) days[kept++] = day
    })
    from = to
  }
  starts[customers] = kept
  return { starts, days: days.slice(0, kept) }
}
