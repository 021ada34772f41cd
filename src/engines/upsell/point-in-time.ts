import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { endsAt, firstAfter } from '../alerts/seen.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const POINT_IN_TIME_VERSION = 'point-in-time/1'

/** What is known of a customer on a day. The first ones are named; a share for each category follows. */
export const traits = [
  'daysSinceOrder',
  'orders',
  'money',
  'orderValue',
  'daysKnown',
  'recentOrders',
  'ownPace',
  'products',
  'recentVisits',
  'recentTroubles',
  'targetTimes',
  'daysSinceTarget',
  'targetShare',
  'winter'
] as const
export type Trait = (typeof traits)[number]

const [RECENT, LONG_AGO] = [90, 999]

/** Whether a product counts as the target. */
export type Target = (product: number) => boolean

/**
 * What was known of a customer at the end of a day: nothing here looks at an order, a visit or a ticket after it, which is what keeps the future
 * out of the features.
 *
 * @returns `traits`, then the share of what was spent on each category
 */
export function traitsOn(history: AlertHistory, c: number, asOf: number, target: Target): Float64Array {
  const { orders, day, value, items, product, amount, category, categories, visits, visitDay, troubles, troubleDay } = history
  const from = orders[c] as number
  const to = firstAfter(day, from, orders[c + 1] as number, asOf)
  const row = new Float64Array(traits.length + categories)
  if (to === from) return row
  let [money, targetTimes, lastTarget, onTarget, spent] = [0, 0, -1, 0, 0]
  const different = new Set<number>()
  for (let o = from; o < to; o++) {
    money += value[o] as number
    let hit = false
    for (let i = items[o] as number; i < (items[o + 1] as number); i++) {
      const code = product[i] as number
      different.add(code)
      spent += amount[i] as number
      const k = category[code] ?? -1
      if (k >= 0) row[traits.length + k] = (row[traits.length + k] as number) + (amount[i] as number)
      if (target(code)) {
        hit = true
        onTarget += amount[i] as number
      }
    }
    if (hit) {
      targetTimes++
      lastTarget = day[o] as number
    }
  }
  for (let k = 0; k < categories; k++) row[traits.length + k] = spent > 0 ? (row[traits.length + k] as number) / spent : 0
  const [first, last, count] = [day[from] as number, day[to - 1] as number, to - from]
  const pace = count > 1 ? (last - first) / (count - 1) : 0
  const within = (days: Int32Array, begin: number, end: number): number =>
    firstAfter(days, begin, end, asOf) - firstAfter(days, begin, end, asOf - RECENT)
  const known: Record<Trait, number> = {
    daysSinceOrder: Math.log1p(asOf - last),
    orders: Math.log1p(count),
    money: Math.log1p(Math.max(0, money)),
    orderValue: Math.log1p(Math.max(0, money / count)),
    daysKnown: Math.log1p(asOf - first),
    recentOrders: within(day, from, to),
    ownPace: pace > 0 ? Math.min(10, (asOf - last) / pace) : 5,
    products: Math.log1p(different.size),
    recentVisits: Math.log1p(within(visitDay, visits[c] as number, visits[c + 1] as number)),
    recentTroubles: within(troubleDay, troubles[c] as number, troubles[c + 1] as number),
    targetTimes: Math.log1p(targetTimes),
    daysSinceTarget: Math.log1p(lastTarget < 0 ? LONG_AGO : asOf - lastTarget),
    targetShare: spent > 0 ? onTarget / spent : 0,
    winter: Math.cos((2 * Math.PI * (asOf % 365.2425)) / 365.2425)
  }
  for (const [j, trait] of traits.entries()) row[j] = known[trait]
  return row
}

/** Whether a customer bought the target after a day, within the horizon. */
export function boughtWithin(
  { orders, day, items, product }: AlertHistory,
  c: number,
  asOf: number,
  horizon: number,
  target: Target
): boolean {
  const [from, to] = [orders[c] as number, orders[c + 1] as number]
  for (let o = firstAfter(day, from, to, asOf); o < to && (day[o] as number) <= asOf + horizon; o++) {
    for (let i = items[o] as number; i < (items[o + 1] as number); i++) if (target(product[i] as number)) return true
  }
  return false
}

/** Days to learn from and be judged on, ascending: the outcome of each is known, and there is a horizon of history before the first. */
export function anchorsOf({ firstDay, lastDay }: AlertHistory, horizon: number, most: number): number[] {
  const step = stepOf(horizon)
  const days: number[] = []
  for (let day = lastDay - horizon; day >= firstDay + horizon && days.length < most; day -= step) days.push(day)
  return days.reverse()
}

/**
 * Days of orders that are missing for a verdict so many days ahead: two days are asked again, each of which needs another one whose outcome was
 * known by then, and that one a horizon of history before it.
 */
export function daysMissing({ firstDay, lastDay }: Pick<AlertHistory, 'firstDay' | 'lastDay'>, horizon: number): number {
  return Math.max(0, 2 * horizon + 3 * stepOf(horizon) - (lastDay - firstDay))
}

const stepOf = (horizon: number): number => Math.max(1, Math.round(horizon / 2))

/** Customers with an order until a day. */
export function knownOn(history: AlertHistory, day: number): number[] {
  const end = endsAt(history, day)
  return Array.from(end.keys()).filter((c) => (end[c] as number) > (history.orders[c] as number))
}
