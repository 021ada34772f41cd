import { createColumn, createWideColumn } from '../../growing-column.ts'
import { longer } from '../../let-go.ts'
import { sortedBy } from '../../radix-sort.ts'
import { createExactSums } from './exact-sums.ts'
import { createMonths, type MonthSum } from './month-sums.ts'
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

export interface OrderSums {
  /** What each currency brought, in its units. */
  nets: Map<string, number | bigint>
  months: MonthSum[]
  people: CustomerSums
}

/** Customers with what they bought, once for each currency, in columns. */
export interface CustomerSums {
  /** The places of all, by number and currency of the customer. */
  inOrder: Int32Array
  customer: Int32Array
  /** Which of `currencies`. */
  currency: Int32Array
  /** In the order of their bytes. */
  currencies: readonly string[]
  /** With a sale. */
  orders: Int32Array
  net(place: number): number | bigint
  /** Of sales alone. */
  gross(place: number): number | bigint
  // Of the first and the last sale, if there is any.
  first: Float64Array
  last: Float64Array
}

/**
 * Adds up what was bought: by currency, month and customer, from one reading of all lines in the order of the table.
 *
 * O(lines + customers log customers). Memory: 12 bytes an order with a sale, 60 a customer, and 8 for each of their numbers and currencies.
 *
 * @param decimalsOf of each currency the most that a line has
 */
export function sumOrders(lines: SummaryLines, decimalsOf: ReadonlyMap<string, number>): OrderSums {
  const months = createMonths()
  const currencies = [...decimalsOf.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const people = createPeople(currencies)
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
    const person = people.of(customer, place)
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

  const sums = people.sums()
  countBuyers(sums, buyers.values(), moments.values(), months)
  return { nets: new Map(currencies.map((code, place) => [code, nets.at(place)])), months: months.all(), people: sums }
}

/** Tells `months` of the orders of each person, one after the other in the order of time. */
function countBuyers(
  { currency, currencies }: CustomerSums,
  buyers: Int32Array,
  moments: Float64Array,
  months: ReturnType<typeof createMonths>
): void {
  const people = currency.length
  const places = sortedPlaces(moments, moments.length)
  const starts = new Int32Array(people + 1)
  for (const person of buyers) starts[person + 1] = (starts[person + 1] as number) + 1
  for (let person = 0; person < people; person++) starts[person + 1] = (starts[person + 1] as number) + (starts[person] as number)
  const next = starts.slice()
  const sorted = new Float64Array(moments.length)
  for (const place of places) {
    const person = buyers[place] as number
    const at = next[person] as number
    sorted[at] = moments[place] as number
    next[person] = at + 1
  }
  for (let person = 0; person < people; person++) {
    months.addBuyer(currencies[currency[person] as number] ?? '', sorted.subarray(starts[person], starts[person + 1]))
  }
}

/** Customers with what they bought, once for each currency. */
function createPeople(currencies: readonly string[]) {
  /** Of each currency: the person of each customer and one; 0: there is none. */
  const known: Int32Array[] = currencies.map(() => new Int32Array(0))
  const customers = createColumn()
  const places = createColumn()
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
    of(customer: number, place: number): number {
      let people = known[place] as Int32Array
      if (customer >= people.length) {
        people = longer(people, Math.max(2 * customer, 1_024))
        known[place] = people
      }
      const before = people[customer] as number
      if (before > 0) return before - 1
      const person = customers.length()
      if (person === orders.length) grow()
      people[customer] = person + 1
      customers.push(customer)
      places.push(place)
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
    sums(): CustomerSums {
      const [customer, currency] = [customers.values(), places.values()]
      const inOrder = sortedBy(Float64Array.from(customer), sortedBy(Float64Array.from(currency)))
      return { inOrder, customer, currency, currencies, orders, net: net.at, gross: gross.at, first, last }
    }
  }
}
