/** What customers have brought since their first order, up to the end of each span: historic customer lifetime value. */
import type { Counted, KpiInput } from '../../shared/model/kpi-columns.ts'
import { meanInterval } from '../intervals.ts'
import { inCurrency } from './count.ts'
import { placeOf } from './place.ts'

/**
 * For each of the ascending days, and each member of a coding of customers: mean net amount of all customers who had ordered in the currency by then,
 * with a t interval over customers. One pass over lines and customers, O(lines + customers + days · members).
 */
export function lifetimeValues(
  { lines, customers, orders, firstDay, unit }: KpiInput,
  member: Int32Array,
  members: number,
  days: readonly number[]
): Counted[][] {
  const brought = new Float64Array(customers)
  const counted = new Uint8Array(customers)
  const [n, sum, squares] = [new Float64Array(members), new Float64Array(members), new Float64Array(members)]
  const add = (m: number, people: number, amount: number, square: number) => {
    n[m] = (n[m] as number) + people
    sum[m] = (sum[m] as number) + amount
    squares[m] = (squares[m] as number) + square
  }
  let line = 0
  let order = 0
  return days.map((day) => {
    for (const end = placeOf(lines.day, day + 1); line < end; line++) {
      const c = lines.customer[line] as number
      if (c < 0) continue
      const before = brought[c] as number
      const now = before + (lines.amount[line] as number)
      brought[c] = now
      const m = member[c] as number
      if (counted[c] === 1 && m >= 0) add(m, 0, now - before, now * now - before * before)
    }
    for (const end = placeOf(orders.day, day + 1); order < end; order++) {
      const c = orders.customer[order] as number
      if (c < 0 || counted[c] === 1 || orders.priced[order] === 0) continue
      counted[c] = 1
      const m = member[c] as number
      if (m >= 0) add(m, 1, brought[c] as number, (brought[c] as number) ** 2)
    }
    return Array.from({ length: members }, (_, m): Counted => {
      if (orders.n === 0) return 'noOrders'
      if (customers === 0) return 'noCustomers'
      if (day < firstDay) return 'notCovered'
      const people = n[m] as number
      if (people === 0) return 'nothing'
      const [low, high] = meanInterval(people, sum[m] as number, squares[m] as number) ?? [null, null]
      return inCurrency([(sum[m] as number) / people, low, high, people], unit)
    })
  })
}
