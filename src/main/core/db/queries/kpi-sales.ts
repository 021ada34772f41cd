/** What was bought, what led to it, and what was spent on it. */
import type { Database } from 'better-sqlite3'
import { type KpiInput, lineKinds } from '../../../../shared/model/kpi-columns.ts'
import { categoryCodes, count, type DictionarySet, dayOf, type KpiScope, type People } from './kpi-people.ts'
import { decimalsOf } from './money.ts'
import { rowsByRange } from './ranges.ts'
import { bytes, floats, sortedPlaces } from './sorted-places.ts'

export function loadOrders(
  db: Database,
  { currency }: KpiScope,
  cutoff: number,
  people: People,
  names: DictionarySet,
  leftOut: Record<string, number>
): Pick<KpiInput, 'orders' | 'lines'> & { freeOrders: [day: number, count: number][] } {
  const category = categoryCodes(db, names)
  const heads = db
    .prepare<[string], [number, number | null, string | null, string | null, number]>(
      'SELECT id, customer_id, channel, country, currency = ? FROM orders ORDER BY id'
    )
    .raw()
    .all(currency)
  const places = new Int32Array((heads.at(-1)?.[0] ?? 0) + 1).fill(-1)
  heads.forEach(([id], place) => {
    places[id] = place
  })
  const head = {
    customer: Int32Array.from(heads, ([, customer]) => people.placeOf(customer)),
    channel: Int32Array.from(heads, ([, , channel]) => names.channel.codeOf(channel)),
    country: Int32Array.from(heads, ([, , , country]) => names.country.codeOf(country)),
    priced: Uint8Array.from(heads, ([, , , , priced]) => priced),
    firstSale: new Float64Array(heads.length).fill(Number.POSITIVE_INFINITY),
    gross: new Float64Array(heads.length)
  }
  for (let i = 0; i < heads.length; i++) {
    const c = head.customer[i] as number
    if (head.country[i] === -1 && c >= 0) head.country[i] = people.country[c] as number
  }
  for (const [code, , left] of db.prepare<[], [string, string, number]>('SELECT code, code, lines FROM currency').raw().all()) {
    if (code !== currency) count(leftOut, code === '' ? 'noCurrency' : 'otherCurrency', left)
  }

  const decimals = decimalsOf(db, currency)
  const total = db.prepare<[], number | null>('SELECT SUM(lines) FROM currency').pluck().get() ?? 0
  const all = {
    at: new Float64Array(total),
    head: new Int32Array(total),
    category: new Int32Array(total),
    amount: new Float64Array(total),
    unitPrice: new Float64Array(total),
    kind: new Uint8Array(total)
  }
  const factors = Array.from({ length: decimals + 1 }, (_, of) => 10 ** (decimals - of))
  const ranges = rowsByRange<[number, number | null, number | null, number, number, number | null, number, number]>(
    db,
    'order_line',
    'order_id',
    "SELECT order_id, at, product_id, kind = 'sale', amount, unit_price, quantity, decimals FROM order_line WHERE order_id > ? AND order_id <= ?"
  )
  let n = 0
  for (const rows of ranges)
    for (const [order, at, product, isSale, written, price, quantity, of] of rows) {
      const place = places[order] ?? -1
      if (place < 0) continue
      if (at === null) {
        count(leftOut, 'undatedLines')
        continue
      }
      if (at >= cutoff) {
        count(leftOut, 'linesAfter')
        continue
      }
      const priced = head.priced[place] === 1
      const amount = priced ? written * (factors[of] as number) : 0
      all.at[n] = at
      all.head[n] = place
      all.category[n] = category(product)
      all.amount[n] = amount
      // Prices of a unit may be paid in any decimals.
      all.unitPrice[n] = (price ?? written / quantity) / 10 ** of
      all.kind[n] = isSale === 1 ? lineKinds.sale : written < 0 ? lineKinds.back : lineKinds.other
      if (isSale === 1) {
        if (at < (head.firstSale[place] as number)) head.firstSale[place] = at
        head.gross[place] = (head.gross[place] as number) + amount
      }
      if ((head.customer[place] as number) < 0) count(leftOut, 'anonymousLines')
      n++
    }

  const placed = sortedPlaces(head.firstSale, heads.length, (place) => head.firstSale[place] !== Number.POSITIVE_INFINITY)
  const orderOf = new Int32Array(heads.length).fill(-1)
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
  const total = db.prepare<[], number>('SELECT touchpoints FROM workspace_summary').pluck().get() ?? 0
  const at = new Float64Array(total)
  const person = new Int32Array(total)
  const channel = new Int32Array(total)
  const ordered = new Uint8Array(total)
  const visitors = new Map<string, number>()
  /** A visitor who signed in once is that customer throughout. */
  const signedIn: number[] = []
  const ranges = rowsByRange<[number, number | null, string | null, string | null, number]>(
    db,
    'touchpoint',
    'id',
    `SELECT at, customer_id, COALESCE(visitor, CASE WHEN customer_id IS NULL THEN session END), channel, order_number IS NOT NULL
     FROM touchpoint WHERE id > ? AND id <= ?`
  )
  let n = 0
  for (const rows of ranges)
    for (const [moment, customer, visitor, name, order] of rows) {
      if (moment >= cutoff) {
        count(leftOut, 'touchpointsAfter')
        continue
      }
      const c = people.placeOf(customer)
      let who = c
      if (visitor !== null) {
        const code = visitors.get(visitor) ?? visitors.size
        if (code === visitors.size) visitors.set(visitor, code)
        if (c >= 0) signedIn[code] ??= c
        else who = people.n + code
      } else if (c < 0) {
        count(leftOut, 'touchpointsOfNobody')
        continue
      }
      at[n] = moment
      person[n] = who
      channel[n] = names.channel.codeOf(name)
      ordered[n] = order
      n++
    }
  for (let i = 0; i < n; i++) {
    const code = (person[i] as number) - people.n
    if (code >= 0) person[i] = signedIn[code] ?? (person[i] as number)
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
