/**
 * Sums over the orders of a span for each member of a breakdown: the longest loops of all KPIs. What belongs together lies together (a customer's
 * marks, an order's marks, a member's sums), because these loops wait for memory more than for anything else.
 */
import { type KpiInput, lineKinds, type Period, type Window } from '../../shared/model/kpi-columns.ts'
import type { History } from './history.ts'
import { placeOf } from './place.ts'
import type { View } from './views.ts'

/** A member's sums. */
const sumNames = [
  'placed',
  'priced',
  'gross',
  'squares',
  'identified',
  'buyers',
  'timesSquared',
  'repeat',
  'newcomers',
  'referred',
  'again',
  'dearer',
  /** Buyers of whom categories are known, and those of several. */
  'ranged',
  'broad',
  /** Who bought in the period before, and who of them again. */
  'base',
  'kept',
  /** Who began a cohort's length ago, and who came a second time within it. */
  'begun',
  'second'
] as const
type SumName = (typeof sumNames)[number]
const width = sumNames.length
const column = Object.fromEntries(sumNames.map((name, i) => [name, i])) as Record<SumName, number>

/** A customer's marks: the span in which it ordered last; that in which its categories were told last, the last of these, and whether there were several. */
const person = { active: 0, ranged: 1, category: 2, broad: 3, width: 4 }
/** A customer's marks as a buyer of a member: span and number of orders in it; span whose predecessor it was counted in. */
const buyer = { serial: 0, times: 1, came: 2, width: 3 }
/** An order's marks, one bit each. */
const mark = { priced: 1, first: 2, again: 4, dearer: 8, referred: 16 }

export interface OrderTally {
  /** Begins a span: what is the same for all views. O(orders and lines in it). */
  begin(span: Window): void
  /** Sums of a view by member. `comparable`, `followed`: whether the period before, and the cohorts of so many days before, lie within the data. O(entries of the view in these). */
  sums(view: number, period: Period, known: { comparable: boolean; followed: boolean }): (name: SumName, member: number) => number
  /** 1 where the customer ordered in the span. */
  isActive(customer: number): boolean
}

export function orderTally(input: KpiInput, history: History, views: readonly View[], cohortDays: number): OrderTally {
  const { orders, lines, customers } = input
  const people = new Int32Array(customers * person.width)
  const buyers = views.map((view) => new Int32Array(view.members * customers * buyer.width))
  const marks = Uint8Array.from(
    orders.priced,
    (priced, o) =>
      (priced === 1 ? mark.priced : 0) |
      (history.first[o] === 1 ? mark.first : 0) |
      (history.again[o] === 1 ? mark.again : 0) |
      (history.dearer[o] === 1 ? mark.dearer : 0) |
      (input.referred[orders.customer[o] as number] === 1 ? mark.referred : 0)
  )
  let serial = 0

  function countOrders(view: View, marked: Int32Array, sums: Float64Array, { from, to }: Window): void {
    const { members } = view
    const add = (at: number, amount: number) => {
      sums[at] = (sums[at] as number) + amount
    }
    for (let e = placeOf(view.entryDay, from), end = placeOf(view.entryDay, to + 1); e < end; e++) {
      const o = view.entryOrder[e] as number
      const member = view.entryMember[e] as number
      const row = member * width
      const is = marks[o] as number
      add(row + column.placed, 1)
      if ((is & mark.priced) !== 0) {
        const amount = orders.gross[o] as number
        add(row + column.priced, 1)
        add(row + column.gross, amount)
        add(row + column.squares, amount * amount)
      }
      const c = orders.customer[o] as number
      if (c < 0) continue
      add(row + column.identified, 1)
      const key = (c * members + member) * buyer.width
      if (marked[key + buyer.serial] !== serial) {
        marked[key + buyer.serial] = serial
        marked[key + buyer.times] = 1
        add(row + column.buyers, 1)
        add(row + column.timesSquared, 1)
        const whom = c * person.width
        if (people[whom + person.ranged] === serial) {
          add(row + column.ranged, 1)
          add(row + column.broad, people[whom + person.broad] as number)
        }
      } else {
        const before = marked[key + buyer.times] as number
        marked[key + buyer.times] = before + 1
        add(row + column.timesSquared, 2 * before + 1)
        if (before === 1) add(row + column.repeat, 1)
      }
      if ((is & mark.first) !== 0) {
        add(row + column.newcomers, 1)
        if ((is & mark.referred) !== 0) add(row + column.referred, 1)
      }
      if ((is & mark.again) !== 0) {
        add(row + column.again, 1)
        if ((is & mark.dearer) !== 0) add(row + column.dearer, 1)
      }
    }
  }

  function countKept(view: View, marked: Int32Array, sums: Float64Array, preceding: Window): void {
    const { members } = view
    for (let e = placeOf(view.entryDay, preceding.from), end = placeOf(view.entryDay, preceding.to + 1); e < end; e++) {
      const c = orders.customer[view.entryOrder[e] as number] as number
      if (c < 0) continue
      const member = view.entryMember[e] as number
      const key = (c * members + member) * buyer.width + buyer.came
      if (marked[key] === serial) continue
      marked[key] = serial
      const row = member * width
      sums[row + column.base] = (sums[row + column.base] as number) + 1
      if (people[c * person.width + person.active] === serial) sums[row + column.kept] = (sums[row + column.kept] as number) + 1
    }
  }

  function countCohorts(view: View, sums: Float64Array, { from, to }: Window): void {
    for (let e = placeOf(view.entryDay, from - cohortDays), end = placeOf(view.entryDay, to - cohortDays + 1); e < end; e++) {
      const o = view.entryOrder[e] as number
      if (((marks[o] as number) & mark.first) === 0) continue
      const c = orders.customer[o] as number
      const row = (view.entryMember[e] as number) * width
      sums[row + column.begun] = (sums[row + column.begun] as number) + 1
      const isAgain = (history.secondDay[c] as number) - (history.firstDay[c] as number) <= cohortDays
      if (isAgain) sums[row + column.second] = (sums[row + column.second] as number) + 1
    }
  }

  return {
    begin({ from, to }) {
      serial++
      for (let o = placeOf(orders.day, from), end = placeOf(orders.day, to + 1); o < end; o++) {
        const c = orders.customer[o] as number
        if (c >= 0) people[c * person.width + person.active] = serial
      }
      if (input.members.category === 0) return
      for (let l = placeOf(lines.day, from), end = placeOf(lines.day, to + 1); l < end; l++) {
        const [c, category] = [lines.customer[l] as number, lines.category[l] as number]
        if (c < 0 || category < 0 || lines.kind[l] !== lineKinds.sale) continue
        const whom = c * person.width
        if (people[whom + person.ranged] !== serial) {
          people[whom + person.ranged] = serial
          people[whom + person.category] = category
          people[whom + person.broad] = 0
        } else if (people[whom + person.category] !== category) people[whom + person.broad] = 1
      }
    },
    sums(at, { from, to, preceding }, { comparable, followed }) {
      const view = views[at] as View
      const marked = buyers[at] as Int32Array
      const sums = new Float64Array(view.members * width)
      countOrders(view, marked, sums, { from, to })
      if (comparable && preceding !== null) countKept(view, marked, sums, preceding)
      if (followed) countCohorts(view, sums, { from, to })
      return (name, member) => sums[member * width + column[name]] as number
    },
    isActive: (customer) => people[customer * person.width + person.active] === serial
  }
}
