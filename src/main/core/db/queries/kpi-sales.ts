/** What was bought, what led to it, and what was spent on it. */
import type { Database } from 'better-sqlite3'
import { type KpiInput, lineKinds } from '../../../../shared/model/kpi-columns.ts'
import { beginningOfOrders } from './beginning.ts'
import { blocksOf, keysOf, numbers, TextNumbers, wholeNumbers } from './block-columns.ts'
import { categoryCodes, count, type DictionarySet, dayOf, type KpiScope, type People } from './kpi-people.ts'
import { decimalsOf } from './money.ts'
import { bytes, floats, sortedPlaces } from './sorted-places.ts'

/** As the workspace keeps at most. */
const mostDecimals = 12

export function loadOrders(
  db: Database,
  { currency }: KpiScope,
  cutoff: number,
  people: People,
  names: DictionarySet,
  leftOut: Record<string, number>
): Pick<KpiInput, 'orders' | 'lines'> & { freeOrders: [day: number, count: number][] } {
  const category = categoryCodes(db, names)
  const begin = beginningOfOrders(db)
  const [firstOrder, lastOrder] = keysOf(db, 'orders', 'id')
  const most = lastOrder - firstOrder + 1
  const ids = new Int32Array(most)
  const head = {
    customer: new Int32Array(most),
    channel: new Int32Array(most),
    country: new Int32Array(most),
    priced: new Uint8Array(most),
    firstSale: new Float64Array(most).fill(Number.POSITIVE_INFINITY),
    gross: new Float64Array(most)
  }
  const texts = { channel: new TextNumbers(true), country: new TextNumbers(true) }
  let heads = 0
  const ofOrder = ['id', 'customer_id', 'channel', 'country', 'currency = @currency']
  for (const { rows, texts: read } of blocksOf(db, { table: 'orders', key: 'id' }, ofOrder, { currency })) {
    const [id, customer, channel, country, priced] = read as [string, string, string, string, string]
    wholeNumbers(id, ids, heads, 0)
    wholeNumbers(customer, head.customer, heads, 0)
    texts.channel.read(channel, head.channel, heads)
    texts.country.read(country, head.country, heads)
    wholeNumbers(priced, head.priced, heads, 0)
    heads += rows
  }
  /** Of an order by its id, from the first. */
  const places = new Int32Array(most).fill(-1)
  for (let i = 0; i < heads; i++) {
    places[(ids[i] as number) - firstOrder] = i
    head.customer[i] = people.placeOf(head.customer[i] as number)
  }
  for (const part of ['channel', 'country'] as const) {
    const codes = names[part].codesOf(texts[part].texts, usesOf(head[part], heads, texts[part].size))
    for (let i = 0; i < heads; i++) head[part][i] = codeAt(codes, head[part][i] as number)
  }
  for (let i = 0; i < heads; i++) {
    const c = head.customer[i] as number
    if (head.country[i] === -1 && c >= 0) head.country[i] = people.country[c] as number
  }
  for (const [code, , left] of db.prepare<[], [string, string, number]>('SELECT code, code, lines FROM currency').raw().all()) {
    if (code !== currency) count(leftOut, code === '' ? 'noCurrency' : 'otherCurrency', left)
  }

  const decimals = decimalsOf(db, currency)
  const total = db.prepare<[], number>('SELECT count(*) FROM order_line').pluck().get() ?? 0
  const all = {
    at: new Float64Array(total),
    head: new Int32Array(total),
    category: new Int32Array(total),
    amount: new Float64Array(total),
    unitPrice: new Float64Array(total),
    kind: new Uint8Array(total)
  }
  const factors = Float64Array.from({ length: decimals + 1 }, (_, of) => 10 ** (decimals - of))
  const scales = Float64Array.from({ length: mostDecimals + 1 }, (_, of) => 10 ** of)
  const ofLine = [
    'order_id',
    'at',
    'product_id',
    // A number for what is small.
    "(kind = 'sale') + 2 * decimals",
    'amount',
    'unit_price',
    'CASE WHEN unit_price IS NULL THEN quantity END'
  ]
  const block = { order: new Int32Array(), at: new Float64Array(), product: new Int32Array(), small: new Uint8Array() }
  const money = { amount: new Float64Array(), price: new Float64Array(), quantity: new Float64Array() }
  let n = 0
  let anonymous = 0
  for (const { rows, texts: read } of blocksOf(db, { table: 'order_line', key: 'order_id' }, ofLine)) {
    if (rows > block.order.length) {
      Object.assign(block, {
        order: new Int32Array(rows),
        at: new Float64Array(rows),
        product: new Int32Array(rows),
        small: new Uint8Array(rows)
      })
      Object.assign(money, { amount: new Float64Array(rows), price: new Float64Array(rows), quantity: new Float64Array(rows) })
    }
    const [order, at, product, small, amount, price, quantity] = read as [string, string, string, string, string, string, string]
    wholeNumbers(order, block.order, 0, 0)
    wholeNumbers(at, block.at, 0, Number.NaN)
    wholeNumbers(product, block.product, 0, 0)
    wholeNumbers(small, block.small, 0, 0)
    wholeNumbers(amount, money.amount, 0, 0)
    wholeNumbers(price, money.price, 0, Number.NaN)
    const hasQuantities = quantity.length > rows
    if (hasQuantities) numbers(quantity, money.quantity, 0)
    for (let i = 0; i < rows; i++) {
      const place = places[(block.order[i] as number) - firstOrder] ?? -1
      if (place < 0) continue
      const moment = block.at[i] as number
      if (Number.isNaN(moment)) {
        count(leftOut, 'undatedLines')
        continue
      }
      if (moment >= cutoff) {
        count(leftOut, 'linesAfter')
        continue
      }
      if (moment < begin) {
        count(leftOut, 'linesLongBefore')
        continue
      }
      const isSale = (block.small[i] as number) & 1
      const of = (block.small[i] as number) >> 1
      const written = money.amount[i] as number
      const units = head.priced[place] === 1 ? written * (factors[of] as number) : 0
      const paid = money.price[i] as number
      all.at[n] = moment
      all.head[n] = place
      all.category[n] = category(block.product[i] as number)
      all.amount[n] = units
      // Prices of a unit may be paid in any decimals.
      all.unitPrice[n] = (hasQuantities && Number.isNaN(paid) ? written / (money.quantity[i] as number) : paid) / (scales[of] as number)
      all.kind[n] = isSale === 1 ? lineKinds.sale : written < 0 ? lineKinds.back : lineKinds.other
      if (isSale === 1) {
        if (moment < (head.firstSale[place] as number)) head.firstSale[place] = moment
        head.gross[place] = (head.gross[place] as number) + units
      }
      if ((head.customer[place] as number) < 0) anonymous++
      n++
    }
  }
  count(leftOut, 'anonymousLines', anonymous)

  const placed = sortedPlaces(head.firstSale, heads, (place) => head.firstSale[place] !== Number.POSITIVE_INFINITY)
  const orderOf = new Int32Array(heads).fill(-1)
  placed.forEach((place, o) => {
    orderOf[place] = o
  })
  const free = [...placed].filter((place) => head.priced[place] === 1 && head.gross[place] === 0)
  const byTime = sortedPlaces(all.at, n)
  const ofHead = (codes: Int32Array) => byTime.map((l) => codes[all.head[l] as number] as number)
  return {
    freeOrders: [...Map.groupBy(free, (place) => dayOf(head.firstSale[place] as number))].map(([day, of]) => [day, of.length]),
    orders: {
      n: placed.length,
      day: placed.map((place) => dayOf(head.firstSale[place] as number)),
      at: floats(placed, (place) => head.firstSale[place] as number),
      customer: placed.map((place) => head.customer[place] as number),
      gross: floats(placed, (place) => head.gross[place] as number),
      channel: placed.map((place) => head.channel[place] as number),
      country: placed.map((place) => head.country[place] as number),
      priced: bytes(placed, (place) => head.priced[place] as number)
    },
    lines: {
      n,
      day: byTime.map((l) => dayOf(all.at[l] as number)),
      order: byTime.map((l) => orderOf[all.head[l] as number] as number),
      customer: ofHead(head.customer),
      channel: ofHead(head.channel),
      country: ofHead(head.country),
      category: byTime.map((l) => all.category[l] as number),
      amount: floats(byTime, (l) => all.amount[l] as number),
      unitPrice: floats(byTime, (l) => all.unitPrice[l] as number),
      kind: bytes(byTime, (l) => all.kind[l] as number),
      priced: bytes(byTime, (l) => head.priced[all.head[l] as number] as number)
    }
  }
}

export function loadTouches(db: Database, cutoff: number, people: People, names: DictionarySet, leftOut: Record<string, number>) {
  const [first, last] = keysOf(db, 'touchpoint', 'id')
  const most = last - first + 1
  const at = new Float64Array(most)
  /** A customer's id and whether an order is named, then the person. */
  const person = new Int32Array(most)
  const channel = new Int32Array(most)
  const visitor = new Int32Array(most)
  const ordered = new Uint8Array(most)
  const visitors = new TextNumbers(false)
  const channels = new TextNumbers(true)
  const columns = [
    'at',
    '2 * COALESCE(customer_id, 0) + (order_number IS NOT NULL)',
    'COALESCE(visitor, CASE WHEN customer_id IS NULL THEN session END)',
    'channel'
  ]
  let read = 0
  for (const { rows, texts } of blocksOf(db, { table: 'touchpoint', key: 'id' }, columns)) {
    const [moments, whom, visits, sources] = texts as [string, string, string, string]
    wholeNumbers(moments, at, read, 0)
    wholeNumbers(whom, person, read, 0)
    visitors.read(visits, visitor, read)
    channels.read(sources, channel, read)
    read += rows
  }
  /** A visitor who signed in once is that customer throughout. */
  const signedIn = new Int32Array(visitors.size).fill(-1)
  let [n, later, ofNobody] = [0, 0, 0]
  for (let i = 0; i < read; i++) {
    const moment = at[i] as number
    if (moment >= cutoff) {
      later++
      continue
    }
    const c = people.placeOf((person[i] as number) >> 1)
    const code = visitor[i] as number
    if (c < 0 && code < 0) {
      ofNobody++
      continue
    }
    if (c >= 0 && code >= 0 && signedIn[code] === -1) signedIn[code] = c
    at[n] = moment
    ordered[n] = (person[i] as number) & 1
    person[n] = c >= 0 ? c : people.n + code
    channel[n] = channel[i] as number
    n++
  }
  count(leftOut, 'touchpointsAfter', later)
  count(leftOut, 'touchpointsOfNobody', ofNobody)
  const codes = names.channel.codesOf(channels.texts, usesOf(channel, n, channels.size))
  for (let i = 0; i < n; i++) {
    const code = (person[i] as number) - people.n
    if (code >= 0 && (signedIn[code] as number) >= 0) person[i] = signedIn[code] as number
    channel[i] = codeAt(codes, channel[i] as number)
  }
  const byTime = sortedPlaces(at, n)
  return {
    visitors: visitors.size,
    columns: {
      n,
      at: floats(byTime, (i) => at[i] as number),
      day: byTime.map((i) => dayOf(at[i] as number)),
      person: byTime.map((i) => person[i] as number),
      channel: byTime.map((i) => channel[i] as number),
      ordered: bytes(byTime, (i) => ordered[i] as number)
    }
  }
}

/** How often each number stands among the first n. */
function usesOf(numbers: Int32Array, n: number, size: number): Int32Array {
  const uses = new Int32Array(size)
  for (let i = 0; i < n; i++) {
    const number = numbers[i] as number
    if (number >= 0) uses[number] = (uses[number] as number) + 1
  }
  return uses
}

const codeAt = (codes: Int32Array, number: number) => (number < 0 ? -1 : (codes[number] as number))

export function loadSpend(
  db: Database,
  { currency }: KpiScope,
  cutoff: number,
  names: DictionarySet,
  leftOut: Record<string, number>
): KpiInput['spend'] {
  const rows = db
    .prepare<[], { at: number; until: number | null; channel: string | null; cost: number; currency: string }>(
      'SELECT at, until, channel, cost * POWER(10, -cost_decimals) AS cost, currency FROM marketing_spend ORDER BY at, id'
    )
    .all()
  const starts = [...new Set(rows.map(({ at }) => dayOf(at)))]
  // A file of weekly rows may name the first day only: the period then reaches to the next one.
  const step = starts.length < 2 ? 1 : Math.min(...starts.slice(1).map((day, i) => day - (starts[i] as number)))
  return rows.flatMap((row) => {
    if (row.currency !== '' && currency !== '' && row.currency !== currency) {
      count(leftOut, 'spendOtherCurrency')
      return []
    }
    if (row.at >= cutoff) {
      count(leftOut, 'spendAfter')
      return []
    }
    const channel = names.channel.codeOf(row.channel)
    if (channel < 0) {
      count(leftOut, 'spendWithoutChannel')
      return []
    }
    const from = dayOf(row.at)
    return [{ channel, from, to: row.until === null ? from + step - 1 : Math.max(from, dayOf(row.until)), cost: row.cost }]
  })
}
