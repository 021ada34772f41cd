import type { Histories } from './histories.ts'

/** What happened when: one row an order, or a part of one. */
export interface EventLog {
  /** 0 … customers − 1. */
  customer: Int32Array
  customers: number
  /** Whole days from any beginning: what happens on one day is one order. */
  day: Int32Array
  /** What was paid; below 0 for what was given back. Left out: every row is an order. */
  value?: Float64Array | undefined
}

export interface EventLogParams {
  /** The last day that counts; what comes after it is left out. */
  endDay: number
  /** Days of a unit of time: 7 for weeks. */
  unit: number
}

export interface Summary extends Histories {
  /** The customer of each row: those with an order until the end. */
  customer: Int32Array
  logGaps: Float64Array
  /** Mean value of the orders after the first; 0 where there are none. */
  meanValue: Float64Array
  /** Rows that are no orders, as they give something back. */
  refunds: number
  /** Rows after the end. */
  later: number
  /** Rows that belong to an order that another row had begun. */
  sameDay: number
}

/**
 * Histories from an event log: orders of one day are one, what was given back is no order and lowers no value, and the first
 * order of a customer begins his time. O(n log n) at most: rows are put in order of customer and day.
 *
 * @example summarise({ customer, customers, day, value }, { endDay, unit: 7 })
 */
export function summarise({ customer, customers, day, value }: EventLog, { endDay, unit }: EventLogParams): Summary {
  let [refunds, later] = [0, 0]
  const starts = new Int32Array(customers + 1)
  const counts = (i: number): boolean => (day[i] as number) <= endDay && !(value !== undefined && (value[i] as number) < 0)
  for (let i = 0; i < customer.length; i++) {
    if ((day[i] as number) > endDay) later++
    else if (!counts(i)) refunds++
    else starts[(customer[i] as number) + 1] = (starts[(customer[i] as number) + 1] as number) + 1
  }
  for (let c = 0; c < customers; c++) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number)
  const next = starts.slice(0, customers)
  const rows = new Int32Array(starts[customers] as number)
  for (let i = 0; i < customer.length; i++) {
    if (!counts(i)) continue
    const c = customer[i] as number
    const at = next[c] as number
    rows[at] = i
    next[c] = at + 1
  }

  const kept = Int32Array.from({ length: customers }, (_, c) => c).filter((c) => (starts[c + 1] as number) > (starts[c] as number))
  const [x, tx, T, logGaps, meanValue] = Array.from({ length: 5 }, () => new Float64Array(kept.length)) as unknown as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ]
  let sameDay = 0
  const days = Int32Array.from(rows, (row) => day[row] as number)
  for (let at = 0; at < kept.length; at++) {
    const c = kept[at] as number
    const [from, to] = [starts[c] as number, starts[c + 1] as number]
    const own = days.subarray(from, to)
    if (!ascends(own)) own.sort()
    const first = own[0] as number
    let [orders, logs, paid] = [0, 0, 0]
    for (let i = 1; i < own.length; i++) {
      const gap = (own[i] as number) - (own[i - 1] as number)
      if (gap === 0) sameDay++
      else {
        orders++
        logs += Math.log(gap / unit)
      }
    }
    if (value !== undefined) {
      for (let i = from; i < to; i++) if ((day[rows[i] as number] as number) > first) paid += value[rows[i] as number] as number
    }
    x[at] = orders
    tx[at] = ((own[own.length - 1] as number) - first) / unit
    T[at] = (endDay - first) / unit
    logGaps[at] = logs
    meanValue[at] = orders > 0 ? paid / orders : 0
  }
  return { customer: kept, x, tx, T, logGaps, meanValue, refunds, later, sameDay }
}

function ascends(days: Int32Array): boolean {
  for (let i = 1; i < days.length; i++) if ((days[i] as number) < (days[i - 1] as number)) return false
  return true
}

/**
 * Orders of each customer of a summary after its end, those of one day as one: what a forecast is held against. O(rows).
 */
export function ordersAfter({ customer, customers, day, value }: EventLog, endDay: number, of: Int32Array): Float64Array {
  const seen = new Set<number>()
  const counts = new Float64Array(customers)
  for (let i = 0; i < customer.length; i++) {
    if ((day[i] as number) <= endDay || (value !== undefined && (value[i] as number) < 0)) continue
    const key = (day[i] as number) * customers + (customer[i] as number)
    if (seen.has(key)) continue
    seen.add(key)
    counts[customer[i] as number] = (counts[customer[i] as number] as number) + 1
  }
  return Float64Array.from(of, (c) => counts[c] as number)
}
