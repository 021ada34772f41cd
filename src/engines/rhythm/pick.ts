import type { Summary } from './event-log.ts'

/** Those rows of histories. O(rows). */
export function pick(of: Summary, rows: Int32Array): Summary {
  const take = <A extends Float64Array | Int32Array>(values: A): A => {
    const Kind = values.constructor as new (length: number) => A
    const taken = new Kind(rows.length)
    for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number
    return taken
  }
  return {
    ...of,
    customer: take(of.customer),
    x: take(of.x),
    tx: take(of.tx),
    T: take(of.T),
    logGaps: take(of.logGaps),
    meanValue: take(of.meanValue)
  }
}
