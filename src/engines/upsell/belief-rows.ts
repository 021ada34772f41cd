/** What a belief is held against, from the orders of customers: who it is about is told by what was known before anything was measured. */
import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { firstAfter } from '../alerts/seen.ts'
import type { BeliefData } from './beliefs.ts'

/** Days that are waited for the next order; who has not come by then counts as having taken so long. */
const MOST_DAYS = 180
const [MONTH, SEASON] = [30, 91]

/** For how many months somebody has been known, in steps that double. */
const tenureStep = (days: number): number => Math.floor(Math.log2(1 + days / MONTH))

/** Alike in how many orders and for how many months, both in steps that double. */
export const alike = (orders: number, days: number): number => Math.floor(Math.log2(Math.max(1, orders))) * 100 + tenureStep(days)

/**
 * The wait after each order. Theirs are those after an order that held the product, or that came after one that did; compared with waits after
 * an order of the same number, as many months after the first one and in the same season, of customers who had not bought it until then. Waits
 * that are not over, or that are longer than half a year, are known to have lasted so long.
 *
 * O(items).
 */
export function waitsAfter({ customers, orders, day, items, product, firstDay, lastDay }: AlertHistory, code: number): BeliefData {
  const rows = day.length
  const [unit, stratum, days] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)]
  const [about, came, later] = [new Uint8Array(rows), new Uint8Array(rows), new Uint8Array(rows)]
  let n = 0
  for (let c = 0; c < customers; c++) {
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    let had = false
    for (let o = from; o < to; o++) {
      had ||= product.subarray(items[o], items[o + 1]).includes(code)
      const moment = day[o] as number
      const wait = (o + 1 < to ? (day[o + 1] as number) : lastDay) - moment
      if (wait < 1) continue
      unit[n] = c
      about[n] = had ? 1 : 0
      stratum[n] =
        ((o - from) * 50 + Math.min(49, Math.floor((moment - firstDay) / SEASON))) * 20 + tenureStep(moment - (day[from] as number))
      days[n] = Math.min(MOST_DAYS, wait)
      came[n] = o + 1 < to && wait <= MOST_DAYS ? 1 : 0
      later[n] = moment > (firstDay + lastDay) / 2 ? 1 : 0
      n++
    }
  }
  const cut = <T extends Int32Array | Uint8Array>(column: T): T => column.subarray(0, n) as T
  return {
    kind: 'waits',
    unit: cut(unit),
    about: cut(about),
    stratum: cut(stratum),
    days: cut(days),
    came: cut(came),
    later: cut(later),
    direction: -1
  }
}

/** Who was in a group at the end of a day: of each customer 1, 0, or −1 where it was not known yet. */
export interface Standing {
  day: number
  member: Int8Array
}

/**
 * What each customer paid for an item of a category after a day on which it was known who belongs to the group, until the next such day: a mean
 * for each customer and period. Compared with customers of as many orders and months until that day.
 *
 * @param standings by day, ascending
 * O(items · periods).
 */
export function paidAfter(history: AlertHistory, k: number, standings: readonly Standing[]): BeliefData {
  const { customers, orders, day, items, product, amount, category, lastDay } = history
  const rows: { unit: number; about: number; stratum: number; value: number; later: number }[] = []
  standings.forEach(({ day: begin, member }, period) => {
    const end = standings[period + 1]?.day ?? lastDay
    for (let c = 0; c < customers; c++) {
      const [from, to] = [orders[c] as number, orders[c + 1] as number]
      const [first, last] = [firstAfter(day, from, to, begin), firstAfter(day, from, to, end)]
      if (first === from || (member[c] as number) < 0) continue
      let [sum, count] = [0, 0]
      for (let i = items[first] as number; i < (items[last] as number); i++) {
        if (category[product[i] as number] !== k) continue
        sum += amount[i] as number
        count++
      }
      if (count === 0) continue
      rows.push({
        unit: c,
        about: member[c] as number,
        stratum: period * 10_000 + alike(first - from, begin - (day[from] as number)),
        value: sum / count,
        later: period > 0 ? 1 : 0
      })
    }
  })
  return {
    kind: 'means',
    unit: Int32Array.from(rows, ({ unit }) => unit),
    about: Uint8Array.from(rows, ({ about }) => about),
    stratum: Int32Array.from(rows, ({ stratum }) => stratum),
    value: Float64Array.from(rows, ({ value }) => value),
    later: Uint8Array.from(rows, ({ later }) => later),
    direction: 1
  }
}
