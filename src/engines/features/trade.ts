import type { Trade } from '../../shared/model/trade.ts'

export const SALE = 0

/** A column a feature, a row a customer; NaN where it is not known. */
export interface OrderFeatures {
  /** Mean of the days between two days with an order, and their standard deviation. */
  gapMean: Float64Array
  gapSpread: Float64Array
  /** Share of orders with a discounted line. */
  discountShare: Float64Array
  /** What came back, returned or cancelled, as a share of what was bought, by amount; at most 1. */
  returnShare: Float64Array
  /** Exponential of the entropy of the categories' shares: the number of categories, counted by how much they matter. */
  categoryVariety: Float64Array
  /** Share of what was bought, by amount, of each category; row-major customers x categories. */
  categoryShare: Float64Array
  /** Share of orders by each channel; row-major customers x channels. */
  channelShare: Float64Array
  /** Shares of orders: on Saturday or Sunday, and in each season (winter: December to February), row-major customers x 4. */
  weekendShare: Float64Array
  seasonShare: Float64Array
  /** Orders with at least one sale. */
  orders: Float64Array
}

const DAY = 86_400

/**
 * Features of customers from their order lines. An order is one with a sale line, on the day of its first one; orders of one day are one
 * visit for the rhythm. Source: none; sums and shares. Exact in the order of the lines.
 *
 * O(lines + orders log orders + customers (categories + channels)).
 */
export function orderFeatures(trade: Trade): OrderFeatures {
  const { customers, customerOf, channelOf, orderOf, at, amount, kind, categoryOf, discounted, categories, channels } = trade
  const orderCount = customerOf.length
  const dayOf = new Int32Array(orderCount).fill(NEVER)
  const reduced = new Uint8Array(orderCount)
  const bought = new Float64Array(customers)
  const back = new Float64Array(customers)
  const known = new Float64Array(customers)
  const categoryShare = new Float64Array(customers * categories)
  for (let line = 0; line < orderOf.length; line++) {
    const order = orderOf[line] as number
    const customer = customerOf[order] as number
    const value = amount[line] as number
    if (kind[line] === SALE) {
      const day = Math.floor((at[line] as number) / DAY)
      if (day < (dayOf[order] as number)) dayOf[order] = day
      if (discounted[line] === 1) reduced[order] = 1
      bought[customer] = (bought[customer] as number) + value
      const category = categoryOf[line] as number
      if (category >= 0 && value > 0) {
        known[customer] = (known[customer] as number) + value
        const cell = customer * categories + category
        categoryShare[cell] = (categoryShare[cell] as number) + value
      }
    } else if (value < 0) {
      back[customer] = (back[customer] as number) - value
    }
  }
  const orders = new Float64Array(customers)
  const discountedOrders = new Float64Array(customers)
  const weekend = new Float64Array(customers)
  const seasons = new Float64Array(customers * 4)
  const ofChannel = new Float64Array(customers * channels)
  const withChannel = new Float64Array(customers)
  for (let order = 0; order < orderCount; order++) {
    const day = dayOf[order] as number
    if (day === NEVER) continue
    const customer = customerOf[order] as number
    add(orders, customer)
    if (reduced[order] === 1) add(discountedOrders, customer)
    // 1970-01-01 was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7
    if (weekday >= 5) add(weekend, customer)
    add(seasons, customer * 4 + seasonOf(day))
    const channel = channelOf[order] as number
    if (channel >= 0) {
      add(withChannel, customer)
      add(ofChannel, customer * channels + channel)
    }
  }
  const { gapMean, gapSpread } = rhythm(customers, customerOf, dayOf, orders)
  divide(categoryShare, known, categories)
  divide(seasons, orders, 4)
  divide(ofChannel, withChannel, channels)
  return {
    gapMean,
    gapSpread,
    discountShare: trade.knowsDiscounts
      ? discountedOrders.map((count, c) => count / (orders[c] as number))
      : new Float64Array(customers).fill(Number.NaN),
    returnShare: back.map((value, c) => ((bought[c] as number) > 0 ? Math.min(1, Math.max(0, value / (bought[c] as number))) : Number.NaN)),
    categoryVariety: varieties(categoryShare, customers, categories),
    categoryShare,
    channelShare: ofChannel,
    weekendShare: weekend.map((count, c) => count / (orders[c] as number)),
    seasonShare: seasons,
    orders
  }
}

/** So many orders of a customer who is like everybody are added to the own ones. */
export const LIKE_EVERYBODY = 2

/**
 * Shares of few orders, drawn towards everybody's: a customer's only order falls on a weekend or does not, and would else make two kinds of
 * one-time buyers out of chance. With n orders, the own share weighs n ÷ (n + 2). NaN stays. O(n).
 */
export function steadyShares(shares: Float64Array, orders: Float64Array): Float64Array {
  let sum = 0
  let count = 0
  shares.forEach((share, c) => {
    if (Number.isNaN(share)) return
    sum += share * (orders[c] as number)
    count += orders[c] as number
  })
  const everybody = count > 0 ? sum / count : 0
  return shares.map((share, c) => ((orders[c] as number) * share + LIKE_EVERYBODY * everybody) / ((orders[c] as number) + LIKE_EVERYBODY))
}

const NEVER = 0x7fffffff

function add(to: Float64Array, at: number): void {
  to[at] = (to[at] as number) + 1
}

/** Each row by its total; NaN where there is none. */
function divide(rows: Float64Array, totals: Float64Array, width: number): void {
  for (let at = 0; at < rows.length; at++) {
    const total = totals[Math.floor(at / width)] as number
    rows[at] = total > 0 ? (rows[at] as number) / total : Number.NaN
  }
}

/** 0: December to February, 1: to May, 2: to August, 3: to November. By the calendar, without a date object. */
function seasonOf(day: number): number {
  return Math.floor((monthOf(day) % 12) / 3)
}

/** 1 .. 12 of a day since 1970-01-01. Source: H. Hinnant, chrono-compatible low-level date algorithms. */
function monthOf(day: number): number {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365)
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const month = Math.floor((5 * ofYear + 2) / 153)
  return month < 10 ? month + 3 : month - 9
}

/** Days with an order of each customer, sorted; their gaps. A mean needs two such days, a spread three. */
function rhythm(customers: number, customerOf: Int32Array, dayOf: Int32Array, orders: Float64Array) {
  const starts = new Int32Array(customers + 1)
  for (let c = 0; c < customers; c++) starts[c + 1] = (starts[c] as number) + (orders[c] as number)
  const next = starts.slice(0, customers)
  const days = new Int32Array(starts[customers] as number)
  for (let order = 0; order < dayOf.length; order++) {
    const day = dayOf[order] as number
    if (day === NEVER) continue
    const customer = customerOf[order] as number
    const to = next[customer] as number
    days[to] = day
    next[customer] = to + 1
  }
  const gapMean = new Float64Array(customers).fill(Number.NaN)
  const gapSpread = new Float64Array(customers).fill(Number.NaN)
  for (let c = 0; c < customers; c++) {
    const own = days.subarray(starts[c], starts[c + 1])
    if (own.length < 2) continue
    own.sort()
    let gaps = 0
    let squares = 0
    for (let i = 1; i < own.length; i++) {
      const gap = (own[i] as number) - (own[i - 1] as number)
      if (gap === 0) continue
      gaps++
      squares += gap * gap
    }
    if (gaps === 0) continue
    const mean = ((own.at(-1) as number) - (own[0] as number)) / gaps
    gapMean[c] = mean
    if (gaps > 1) gapSpread[c] = Math.sqrt(Math.max(0, (squares - gaps * mean * mean) / (gaps - 1)))
  }
  return { gapMean, gapSpread }
}

function varieties(shares: Float64Array, customers: number, categories: number): Float64Array {
  const found = new Float64Array(customers).fill(Number.NaN)
  if (categories === 0) return found
  for (let c = 0; c < customers; c++) {
    let entropy = 0
    for (let k = 0; k < categories; k++) {
      const share = shares[c * categories + k] as number
      if (share > 0) entropy -= share * Math.log(share)
    }
    if (!Number.isNaN(shares[c * categories] as number)) found[c] = Math.exp(entropy)
  }
  return found
}
