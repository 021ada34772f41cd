import type { SupportColumns } from '../../shared/model/support-columns.ts'

/** What is written about by week, the week that ends with the last day first, and what it is held against. */
export interface Weekly {
  /** Whole weeks that are known. */
  weeks: number
  /** Issues, with the week of each customer who is counted; −1: tickets name no product, or no category. */
  issues: Issue[]
  /** Customers who wrote about a category, whatever the product, and about anything at all. */
  ofCategory: Map<number, Float64Array>
  ofAll: Float64Array
  /** Units sold in each week and the three before, by product; null: nothing was ever sold. */
  sold: { byProduct: Map<number, Float64Array>; all: Float64Array } | null
}

export interface Issue {
  product: number
  category: number
  in: number[]
}

const DAYS = 7
/** Who wrote about an issue is not counted again for so many weeks. */
export const ONCE_IN = 13
/** What is sold leads to tickets for so many weeks. */
const REACH = 4

/** The issue that tickets without a product and a category are of: counted among all, but nothing that one could look into. */
const NAMELESS = '-1 -1'

/**
 * Customers by issue (product × category) and week. One who goes on writing counts once in 13 weeks; tickets of nobody known count each.
 * O(tickets log tickets + units sold).
 *
 * @param most weeks that are looked back at
 */
export function countWeeks({ tickets, lastDay, ...columns }: SupportColumns, most: number): Weekly | null {
  const weekOf = (day: number) => Math.floor((lastDay - day) / DAYS)
  const first = tickets.opened.reduce((least, day) => (day < least ? day : least), Number.POSITIVE_INFINITY)
  if (!Number.isFinite(first)) return null
  const weeks = Math.min(most, weekOf(Math.floor(first)))
  const written = new Map<string, Issue>()
  const lastBy = new Map<string, number>()
  const order = Array.from(tickets.opened.keys()).filter((i) => weekOf(Math.floor(tickets.opened[i] as number)) < weeks)
  for (const i of order.sort((a, b) => (tickets.opened[a] as number) - (tickets.opened[b] as number) || a - b)) {
    const week = weekOf(Math.floor(tickets.opened[i] as number))
    const [product, category, customer] = [tickets.product[i] as number, tickets.category[i] as number, tickets.customer[i] as number]
    const key = `${product} ${category}`
    if (customer >= 0) {
      const before = lastBy.get(`${customer} ${key}`)
      // A ticket that is not counted does not put off when the next one is: who writes every month would hide a rise for ever.
      if (before !== undefined && before - week <= ONCE_IN) continue
      lastBy.set(`${customer} ${key}`, week)
    }
    const issue = written.get(key) ?? { product, category, in: [] }
    written.set(key, issue)
    issue.in.push(week)
  }
  const [ofAll, ofCategory] = [countsOf([], weeks), new Map<number, Float64Array>()]
  for (const { category, in: of } of written.values()) {
    countsOf(of, weeks, ofAll)
    ofCategory.set(category, countsOf(of, weeks, ofCategory.get(category)))
  }
  const issues = Array.from(written).flatMap(([key, issue]) => (key === NAMELESS ? [] : [issue]))
  return { weeks, issues, ofCategory, ofAll, sold: unitsSold(columns, lastDay, weeks) }
}

/** Counts by week, added to what is given. */
export function countsOf(of: readonly number[], weeks: number, into: Float64Array = new Float64Array(Math.max(0, weeks))): Float64Array {
  for (const week of of) into[week] = (into[week] as number) + 1
  return into
}

function unitsSold(
  { soldDay, soldProduct }: Pick<SupportColumns, 'soldDay' | 'soldProduct'>,
  lastDay: number,
  weeks: number
): Weekly['sold'] {
  const length = weeks + REACH
  const all = new Float64Array(length)
  const byProduct = new Map<number, Float64Array>()
  for (let i = 0; i < soldDay.length; i++) {
    const week = Math.floor((lastDay - (soldDay[i] as number)) / DAYS)
    if (week >= length) continue
    all[week] = (all[week] as number) + 1
    const product = soldProduct[i] as number
    const own = byProduct.get(product) ?? new Float64Array(length)
    byProduct.set(product, own)
    own[week] = (own[week] as number) + 1
  }
  if (!all.some((units) => units > 0)) return null
  return { all: reached(all, weeks), byProduct: new Map(Array.from(byProduct, ([product, units]) => [product, reached(units, weeks)])) }
}

/** What can lead to tickets in each week; one more, so that it never is nothing. */
function reached(units: Float64Array, weeks: number): Float64Array {
  return Float64Array.from({ length: weeks }, (_, week) => sumOf(units, week, week + REACH) + 1)
}

/** Sum of the values from one place up to another. */
export function sumOf(values: Float64Array, from: number, to: number): number {
  let total = 0
  for (let at = from; at < to; at++) total += values[at] as number
  return total
}
