import type { Database } from 'better-sqlite3'
import { createColumn, createWideColumn } from '../../growing-column.ts'
import { longer } from '../../let-go.ts'
import { createExactSums } from './exact-sums.ts'
import { createGroupInsert, groupRows } from './group-insert.ts'
import { indexedAfter } from './late-indexes.ts'
import { createMonths } from './month-summaries.ts'
import { analysedCurrency } from './settings.ts'
import { sortedPlaces } from './sorted-places.ts'

/** What summaries read of a line. */
export type SummaryLine = (
  order: number,
  customer: number | null,
  currency: string,
  isSale: number,
  at: number | null,
  amount: number,
  decimals: number
) => void

/** All lines that are stored, by order. */
export interface SummaryLines {
  each(visit: SummaryLine): void
}

/**
 * Fills `customer_summary` and `month_summary` and adds up each currency, from one reading of all lines in the order of the table.
 * The currencies with their decimals have to be there. `lines`: where somebody has them all at hand.
 *
 * O(lines + customers log customers). Memory: 12 bytes an order with a sale, 60 a customer, and 8 for each of their numbers and currencies.
 */
export function summariseOrders(db: Database, lines: SummaryLines = storedLines(db)): void {
  const decimalsOf = new Map(db.prepare<[], [string, number]>('SELECT code, decimals FROM currency').raw().all())
  const people = createPeople()
  const months = createMonths()
  const currencies = [...decimalsOf.keys()]
  const nets = createExactSums()
  /** The person and the moment of each order with a sale. */
  const buyers = createColumn()
  const moments = createWideColumn()

  /** The lines of the order that is being read. */
  let amounts = new Float64Array(64)
  let factors = new Float64Array(64)
  let areSales = new Uint8Array(64)
  let count = 0
  /** By which amounts of so many decimals are multiplied, as it was last: neighbours mostly have as many. */
  let factorOf = { code: '', decimals: Number.NaN, factor: 1 }
  let order = -1
  let customer: number | null = null
  let currency = ''
  let place = -1
  let isDated = false
  let firstSale = Number.POSITIVE_INFINITY
  let lastSale = Number.NEGATIVE_INFINITY

  function close(): void {
    for (let i = 0; i < count; i++) nets.add(place, amounts[i] as number, factors[i] as number)
    const hasSale = lastSale >= firstSale
    if (hasSale) months.at(currency, firstSale).orders++
    if (customer === null || !isDated) return
    const person = people.of(customer, currency)
    for (let i = 0; i < count; i++) people.add(person, amounts[i] as number, factors[i] as number, areSales[i] === 1)
    if (!hasSale) return
    people.bought(person, firstSale, lastSale)
    buyers.push(person)
    moments.push(firstSale)
  }

  lines.each((id, who, code, isSale, at, amount, decimals) => {
    if (id !== order) {
      if (order >= 0) close()
      order = id
      customer = who
      if (code !== currency || place < 0) {
        currency = code
        place = currencies.indexOf(code)
      }
      count = 0
      isDated = false
      firstSale = Number.POSITIVE_INFINITY
      lastSale = Number.NEGATIVE_INFINITY
    }
    if (code !== factorOf.code || decimals !== factorOf.decimals) {
      factorOf = { code, decimals, factor: 10 ** ((decimalsOf.get(code) ?? decimals) - decimals) }
    }
    const { factor } = factorOf
    if (count === amounts.length) {
      amounts = longer(amounts, 2 * count)
      factors = longer(factors, 2 * count)
      areSales = longer(areSales, 2 * count)
    }
    amounts[count] = amount
    factors[count] = factor
    areSales[count++] = isSale
    if (at === null) return
    isDated = true
    months.addLine(code, at, amount, factor, isSale === 1)
    if (isSale === 0) return
    if (at < firstSale) firstSale = at
    if (at > lastSale) lastSale = at
  })
  if (order >= 0) close()

  const addNet = db.prepare('UPDATE currency SET net = ? WHERE code = ?')
  for (const [place, code] of currencies.entries()) addNet.run(nets.at(place), code)
  countBuyers(people, buyers.values(), moments.values(), months)
  months.write(db)
  db.exec('DELETE FROM customer_summary')
  indexedAfter(db, 'customer_summary', () => {
    people.write(db)
    // So that a list in the analysed currency has everybody.
    db.prepare(
      `INSERT INTO customer_summary (customer_id, currency, orders, net, gross, mean_value, first_at, last_at)
       SELECT id, ?, 0, 0, 0, NULL, NULL, NULL FROM customer WHERE same_as IS NULL ON CONFLICT (customer_id, currency) DO NOTHING`
    ).run(analysedCurrency(db))
  })
}

function storedLines(db: Database): SummaryLines {
  const lines = db
    .prepare<[], Parameters<SummaryLine>>(
      `SELECT l.order_id, o.customer_id, o.currency, l.kind = 'sale', l.at, l.amount, l.decimals
       FROM order_line l CROSS JOIN orders o ON o.id = l.order_id ORDER BY l.order_id`
    )
    .raw()
  return {
    each(visit) {
      for (const [order, customer, currency, isSale, at, amount, decimals] of lines.iterate()) {
        visit(order, customer, currency, isSale, at, amount, decimals)
      }
    }
  }
}

/** Tells `months` of the orders of each person, one after the other in the order of time. */
function countBuyers(
  people: ReturnType<typeof createPeople>,
  buyers: Int32Array,
  moments: Float64Array,
  months: ReturnType<typeof createMonths>
): void {
  const places = sortedPlaces(moments, moments.length)
  const starts = new Int32Array(people.count() + 1)
  for (const person of buyers) starts[person + 1] = (starts[person + 1] as number) + 1
  for (let person = 0; person < people.count(); person++) starts[person + 1] = (starts[person + 1] as number) + (starts[person] as number)
  const next = starts.slice()
  const sorted = new Float64Array(moments.length)
  for (const place of places) {
    const person = buyers[place] as number
    const at = next[person] as number
    sorted[at] = moments[place] as number
    next[person] = at + 1
  }
  for (let person = 0; person < people.count(); person++) {
    months.addBuyer(people.currencyOf(person), sorted.subarray(starts[person], starts[person + 1]))
  }
}

/** Customers with what they bought, once for each currency. */
function createPeople() {
  /** Of each currency: the person of each customer and one; 0: there is none. */
  const places = new Map<string, Int32Array>()
  let latest: { currency: string; people: Int32Array } = { currency: '', people: new Int32Array(0) }
  const customers = createColumn()
  const codes: string[] = []
  const net = createExactSums()
  const gross = createExactSums()
  let orders = new Int32Array(1_024)
  let first = new Float64Array(1_024)
  let last = new Float64Array(1_024)

  function grow(): void {
    const length = 2 * orders.length
    orders = longer(orders, length)
    first = longer(first, length)
    last = longer(last, length)
  }

  return {
    count: () => customers.length(),
    currencyOf: (person: number): string => codes[person] ?? '',
    of(customer: number, currency: string): number {
      if (currency !== latest.currency) latest = { currency, people: places.get(currency) ?? new Int32Array(0) }
      if (customer >= latest.people.length) {
        latest.people = longer(latest.people, Math.max(2 * customer, 1_024))
        places.set(currency, latest.people)
      }
      const known = latest.people[customer] as number
      if (known > 0) return known - 1
      const person = customers.length()
      if (person === orders.length) grow()
      latest.people[customer] = person + 1
      customers.push(customer)
      codes.push(currency)
      return person
    },
    add(person: number, amount: number, factor: number, isSale: boolean): void {
      net.add(person, amount, factor)
      if (isSale) gross.add(person, amount, factor)
    },
    bought(person: number, from: number, to: number): void {
      const isFirst = orders[person] === 0
      orders[person] = (orders[person] as number) + 1
      if (isFirst || from < (first[person] as number)) first[person] = from
      if (isFirst || to > (last[person] as number)) last[person] = to
    },
    /** In the order of the table's key. */
    write(db: Database): void {
      const columns = ['customer_id', 'currency', 'orders', 'net', 'gross', 'mean_value', 'first_at', 'last_at']
      const insert = createGroupInsert(db, 'customer_summary', columns)
      const ids = customers.values()
      const inOrder = Int32Array.from(ids, (_, person) => person).sort((a, b) => {
        const apart = (ids[a] as number) - (ids[b] as number)
        return apart !== 0 ? apart : (codes[a] ?? '') < (codes[b] ?? '') ? -1 : 1
      })
      const cellsOf = (person: number) => {
        const count = orders[person] as number
        const sales = gross.at(person)
        const dates = count === 0 ? [null, null] : [first[person] as number, last[person] as number]
        return [
          ids[person] as number,
          codes[person] ?? '',
          count,
          net.at(person),
          sales,
          count === 0 ? null : Number(sales) / count,
          ...dates
        ]
      }
      const whole = inOrder.length - (inOrder.length % groupRows)
      for (let from = 0; from < whole; from += groupRows) insert.group([...inOrder.subarray(from, from + groupRows)].flatMap(cellsOf))
      for (const person of inOrder.subarray(whole)) insert.one(cellsOf(person))
    }
  }
}
