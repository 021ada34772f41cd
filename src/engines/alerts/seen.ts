import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import type { EngineContext } from '../context.ts'
import { median } from '../math/median.ts'
import { type OwnPace, ownPace, type Regularity, summaryOf } from '../own-regularity.ts'
import type { Prospect } from '../rhythm/outlook.ts'

/** The shop as it looked at the end of a day: what came later is not known. */
export interface Seen {
  history: AlertHistory
  day: number
  /** Customers who are looked at, all with an order until then. */
  customers: Int32Array
  /** Of each customer of the history: where the order days after `day` begin. */
  end: Int32Array
  /** Null where there are too few gaps to learn from. */
  regularity: Regularity | null
  /** What the chosen model says of a customer; null where there is none. */
  prospectOf: (customer: number) => Prospect | null
  /** P(alive) four weeks earlier, by the same model; null where it is not known or the customer ordered since. */
  prospectBefore: (customer: number) => number | null
  /** Median of all gaps until then, days. */
  typicalGap: number
  ctx: EngineContext
}

/** A reason to write to somebody, before it is known how often such reasons are right. */
export interface Case {
  /** −1: it is about many. */
  customer: number
  /** The higher, the surer. */
  score: number
  /** Days after which it shows whether it came true. */
  window: number
  /** What it is told with, and judged by. */
  detail: Record<string, number>
}

export interface Detector {
  /** All cases of the day; `budget` is the accepted share of false ones where cases come from tests. */
  find: (seen: Seen, budget: number) => Case[] | Promise<Case[]>
  /** Whether it came true, once `window` days have passed; null where that cannot be said. */
  cameTrue: (history: AlertHistory, found: Case, day: number) => boolean | null
}

/** Where each customer's order days after `day` begin. O(customers · log orders). */
export function endsAt({ customers, orders, day: days }: AlertHistory, day: number): Int32Array {
  const end = new Int32Array(customers)
  for (let c = 0; c < customers; c++) end[c] = firstAfter(days, orders[c] as number, orders[c + 1] as number, day)
  return end
}

/** The first place between `from` and `to` of something later than `day`; `to` without one. */
export function firstAfter(days: Int32Array, from: number, to: number, day: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as number) > day) high = middle
    else low = middle + 1
  }
  return low
}

/** What several kinds ask of the same customer is worked out once a day. */
export function kept<T>(compute: (seen: Seen, customer: number) => T): (seen: Seen, customer: number) => T {
  const known = new WeakMap<Seen, Map<number, T>>()
  return (seen, customer) => {
    let ofDay = known.get(seen)
    if (ofDay === undefined) {
      ofDay = new Map()
      known.set(seen, ofDay)
    }
    let found = ofDay.get(customer)
    if (found === undefined) {
      found = compute(seen, customer)
      ofDay.set(customer, found)
    }
    return found
  }
}

/** Days between the orders of a customer that are known. */
export const gapsOf = kept(({ history: { orders, day }, end }: Seen, customer): Float64Array => {
  const [from, to] = [orders[customer] as number, end[customer] as number]
  const gaps = new Float64Array(Math.max(0, to - from - 1))
  for (let i = 0; i < gaps.length; i++) gaps[i] = (day[from + i + 1] as number) - (day[from + i] as number)
  return gaps
})

/** Days since the last order. */
export function openDays({ history: { day }, end, day: today }: Seen, customer: number): number {
  return today - (day[(end[customer] as number) - 1] as number)
}

/** The customer's own rhythm; null where there is too little to learn one from. */
export const paceOf = kept(
  (seen: Seen, customer): OwnPace | null => seen.regularity && ownPace(seen.regularity, summaryOf(gapsOf(seen, customer)))
)

/** Orders of a customer after a day and within so many: where they begin and end. */
export function ordersWithin({ orders, day }: AlertHistory, customer: number, after: number, days: number): [number, number] {
  const [from, to] = [orders[customer] as number, orders[customer + 1] as number]
  return [firstAfter(day, from, to, after), firstAfter(day, from, to, after + days)]
}

export function hasOrdered(history: AlertHistory, { customer, window }: Case, day: number): boolean {
  const [from, to] = ordersWithin(history, customer, day, window)
  return to > from
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return sum / values.length
}

export function deviationOf(values: ArrayLike<number>): number {
  if (values.length < 2) return 0
  const mean = meanOf(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2
  return Math.sqrt(squares / (values.length - 1))
}

/** Gaps from which their spread is a figure; of fewer the shortest and the longest are told. */
const SPREAD_OF = 6

/** The usual gap and its spread as people are told them: median and median absolute deviation, or the ends where there are few. */
export function usualOf(gaps: Float64Array): { usualDays: number; spreadDays: number; leastDays?: number; mostDays?: number } {
  const usualDays = median(gaps)
  const told = { usualDays, spreadDays: median(gaps.map((gap) => Math.abs(gap - usualDays))) }
  return gaps.length < SPREAD_OF && gaps.length > 0 ? { ...told, leastDays: Math.min(...gaps), mostDays: Math.max(...gaps) } : told
}

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(value)))
