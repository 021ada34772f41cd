/** What customers bought and who they are, as features beside what their tickets say. */
import type { SupportColumns } from '../../shared/model/support-columns.ts'
import { quantile } from '../math/quantile.ts'
import type { Candidate, Means, Units } from './features.ts'

/**
 * Clusters are to tell what customers need: what goes back counts like one thing about a ticket, what an order is worth, since when they buy,
 * and what kinds of things a quarter of that each. What the user asks for counts like one thing too, however many values it has.
 */
const WEIGHTS = { returns: 1, value: 0.25, tenure: 0.25, bought: 0.25, about: 1 } as const
/** So many orders like everybody's are added to a customer's own, so that one order is no habit yet. */
const LIKE_EVERYBODY = 1
/** Beyond these shares of all values there are those that somebody mistyped, or that are of another kind. */
const [LOW, HIGH] = [0.01, 0.99]

/** Returns an order, few orders drawn towards everybody's. Who never bought could send nothing back. O(customers). */
export function sharesOf(returns: Int32Array, orders: Float64Array): Means {
  const sum = (values: Float64Array | Int32Array) => {
    let all = 0
    for (const value of values) all += value
    return all
  }
  const everybody = sum(returns) / Math.max(1, sum(orders))
  const share = (count: number, of: number, like: number) => (of === 0 ? Number.NaN : (count + like * everybody) / (of + like))
  return {
    own: orders.map((of, c) => share(returns[c] as number, of, 0)),
    drawn: orders.map((of, c) => share(returns[c] as number, of, LIKE_EVERYBODY))
  }
}

/**
 * Returns an order, mean value of an order (logarithm), days since the first order, and the shares of what is bought by category. A customer
 * without orders knows none of them. O(units + orders + lines · categories).
 *
 * @param categories names of the categories of products, as `lineCategory` counts them
 */
export function buyingCandidates(
  columns: SupportColumns,
  { customer }: Units,
  categories: readonly string[],
  currency: string
): Candidate[] {
  const { orderStarts, orderDay, orderValue, returns, lastDay } = columns
  const orders = Float64Array.from(customer, (c) => (orderStarts[c + 1] as number) - (orderStarts[c] as number))
  const same = (values: Float64Array): Means => ({ own: values, drawn: values })
  const value = Float64Array.from(customer, (c, u) => {
    let sum = 0
    for (let at = orderStarts[c] as number; at < (orderStarts[c + 1] as number); at++) sum += orderValue[at] as number
    // What was given away, or is worth less than nothing, is no price.
    return sum > 0 ? Math.log1p(sum / (orders[u] as number)) : Number.NaN
  })
  const tenure = Float64Array.from(customer, (c, u) =>
    orders[u] === 0 ? Number.NaN : Math.max(0, lastDay - (orderDay[orderStarts[c] as number] as number))
  )
  const backs = Int32Array.from(customer, (c) => returns[c] as number)
  return [
    { feature: { id: 'returns', of: null }, values: sharesOf(backs, orders), weight: WEIGHTS.returns, log: false },
    { feature: { id: 'value', of: currency === '' ? null : currency }, values: same(value), weight: WEIGHTS.value, log: true },
    { feature: { id: 'tenure', of: null }, values: same(tenure), weight: WEIGHTS.tenure, log: false },
    ...boughtShares(columns, customer, categories.length).map(
      (values, at): Candidate => ({
        feature: { id: 'bought', of: categories[at] as string },
        values,
        weight: WEIGHTS.bought * Math.sqrt(2 / categories.length),
        log: false
      })
    )
  ]
}

/** Of each category the share of a customer's lines, few lines drawn towards everybody's. */
function boughtShares({ customers, lineCustomer, lineCategory }: SupportColumns, customer: Int32Array, k: number): Means[] {
  if (k < 2) return []
  const [counts, all] = [new Float64Array(customers * k), new Float64Array(customers)]
  const everybody = new Float64Array(k)
  lineCustomer.forEach((c, line) => {
    const category = lineCategory[line] as number
    all[c] = (all[c] as number) + 1
    if (category < 0) return
    counts[c * k + category] = (counts[c * k + category] as number) + 1
    everybody[category] = (everybody[category] as number) + 1 / lineCustomer.length
  })
  return Array.from(everybody, (share, at) => {
    const of = (c: number, like: number) =>
      all[c] === 0 ? Number.NaN : ((counts[c * k + at] as number) + like * share) / ((all[c] as number) + like)
    return { own: Float64Array.from(customer, (c) => of(c, 0)), drawn: Float64Array.from(customer, (c) => of(c, LIKE_EVERYBODY)) }
  })
}

/** What the user chose of the columns of customers; numbers beyond what all but one in fifty have count as these. O(units · columns log units). */
export function aboutCandidates({ about }: SupportColumns, { customer }: Units): Candidate[] {
  return about.map(({ name, level, levels, values }): Candidate => {
    const own = Float64Array.from(customer, (c) => (c < 0 ? Number.NaN : (values[c] as number)))
    const sorted = own.filter((value) => !Number.isNaN(value)).sort()
    const [low, high] = sorted.length === 0 ? [0, 0] : [quantile(sorted, LOW), quantile(sorted, HIGH)]
    const drawn = level !== null ? own : own.map((value) => Math.min(high, Math.max(low, value)))
    return {
      feature: { id: level === null ? 'about' : 'aboutShare', of: level === null ? name : `${name}: ${level}` },
      values: { own, drawn },
      weight: level === null ? WEIGHTS.about : WEIGHTS.about * Math.sqrt(2 / levels),
      log: false
    }
  })
}
